//! What a provider signed about a person: an ID token.
//!
//! See OpenID Connect Core 1.0, 3.1.3.7. Only signatures by RS256, which every provider has, and
//! ES256 are accepted, each only by a key of its kind.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ring::signature::{
    ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, RsaPublicKeyComponents, UnparsedPublicKey,
};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use workflow::Moment;

/// How far the clocks of two machines may differ, in seconds.
const CLOCKS: i64 = 60;

/// The longest name of a person, in characters.
const LONGEST: usize = 255;

/// The keys of a provider.
#[derive(Debug, Deserialize)]
pub(super) struct Keys {
    keys: Vec<Key>,
}

/// A key, with the parts of either kind.
#[derive(Debug, Deserialize)]
struct Key {
    kty: String,
    kid: Option<String>,
    #[serde(rename = "use")]
    purpose: Option<String>,
    crv: Option<String>,
    #[serde(default)]
    n: String,
    #[serde(default)]
    e: String,
    #[serde(default)]
    x: String,
    #[serde(default)]
    y: String,
}

/// What a token has to say.
#[derive(Debug)]
pub(super) struct Expected<'a> {
    pub(super) issuer: &'a str,
    pub(super) client: &'a str,
    pub(super) nonce: &'a str,
    pub(super) now: Moment,
}

/// What is wrong with a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Wrong {
    #[error("it is no token")]
    Form,
    #[error("it is signed in another way than RS256 or ES256")]
    Algorithm,
    #[error("its key is not known")]
    UnknownKey,
    #[error("its signature is wrong")]
    Signature,
    #[error("it is of another issuer")]
    Issuer,
    #[error("it is for another audience")]
    Audience,
    #[error("it has expired")]
    Expired,
    #[error("it is not valid yet")]
    Early,
    #[error("it is the answer to another request")]
    Nonce,
    #[error("it names nobody")]
    Subject,
}

#[derive(Deserialize)]
struct Head {
    alg: String,
    kid: Option<String>,
}

#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    azp: Option<String>,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    nonce: Option<String>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Audience {
    One(String),
    Many(Vec<String>),
}

/// Returns whom a token is about.
pub(super) fn subject(token: &str, keys: &Keys, expected: &Expected<'_>) -> Result<String, Wrong> {
    let (signed, signature) = token.rsplit_once('.').ok_or(Wrong::Form)?;
    let (head, claims) = signed.split_once('.').ok_or(Wrong::Form)?;
    let head: Head = part(head)?;
    let kind = match head.alg.as_str() {
        "RS256" => "RSA",
        "ES256" => "EC",
        _ => return Err(Wrong::Algorithm),
    };
    let fits = |key: &&Key| {
        key.kty == kind
            && key.purpose.as_deref().is_none_or(|purpose| purpose == "sig")
            && head.kid.as_ref().is_none_or(|kid| key.kid.as_ref() == Some(kid))
    };
    let signature = bytes(signature)?;
    let mut fitting = keys.keys.iter().filter(fits).peekable();
    fitting.peek().ok_or(Wrong::UnknownKey)?;
    if !fitting.any(|key| key.has_signed(signed.as_bytes(), &signature)) {
        return Err(Wrong::Signature);
    }
    claimed(part(claims)?, expected)
}

fn claimed(claims: Claims, expected: &Expected<'_>) -> Result<String, Wrong> {
    let Claims { iss, sub, aud, azp, exp, iat, nbf, nonce } = claims;
    let is_for_us = match &aud {
        Audience::One(client) => client == expected.client,
        Audience::Many(clients) => clients.iter().any(|client| client == expected.client),
    };
    let is_for_others = matches!(&aud, Audience::Many(clients) if clients.len() > 1);
    let is_party = azp.as_deref().map_or(!is_for_others, |party| party == expected.client);
    let soon = expected.now.0.saturating_add(CLOCKS);
    let is_name = !sub.is_empty() && sub.chars().count() <= LONGEST;
    let conditions = [
        (iss == expected.issuer, Wrong::Issuer),
        (is_for_us && is_party, Wrong::Audience),
        (exp.saturating_add(CLOCKS) > expected.now.0, Wrong::Expired),
        (iat <= soon && nbf.is_none_or(|begin| begin <= soon), Wrong::Early),
        (nonce.as_deref() == Some(expected.nonce), Wrong::Nonce),
        (is_name && !sub.chars().any(char::is_control), Wrong::Subject),
    ];
    let failed = conditions.into_iter().find(|(holds, _)| !holds);
    failed.map_or(Ok(sub), |(_, wrong)| Err(wrong))
}

impl Key {
    fn has_signed(&self, message: &[u8], signature: &[u8]) -> bool {
        let verified = || match self.kty.as_str() {
            "RSA" => {
                let number = |text: &str| {
                    let bytes = bytes(text).ok()?;
                    let first = bytes.iter().position(|byte| *byte != 0)?;
                    bytes.get(first..).map(<[u8]>::to_vec)
                };
                let key = RsaPublicKeyComponents { n: number(&self.n)?, e: number(&self.e)? };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).ok()
            }
            _ => {
                let (x, y) = (bytes(&self.x).ok()?, bytes(&self.y).ok()?);
                let point: Vec<u8> = [4].into_iter().chain(x).chain(y).collect();
                self.crv.as_deref().filter(|curve| *curve == "P-256")?;
                let key = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
                key.verify(message, signature).ok()
            }
        };
        verified().is_some()
    }
}

fn bytes(text: &str) -> Result<Vec<u8>, Wrong> {
    URL_SAFE_NO_PAD.decode(text).map_err(|_| Wrong::Form)
}

fn part<T: DeserializeOwned>(text: &str) -> Result<T, Wrong> {
    serde_json::from_slice(&bytes(text)?).map_err(|_| Wrong::Form)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The public half of a key that was made for this test, and a token by the private one.
    const N: &str = "xfSU0dPLL3loTUzmARWKJku9VE5GBsbBS4bLes_xeVrubtcCYAaqFGBS3hKtz6Z6326ofWyMDF34htaz\
        cMWEwoimsWLtanVneGMD5VodPlywiWW0sStqboPrH8ETObpTK5a6m2PLkEV3LBjaGh9Wy-hSzEDitWpg\
        h0kMbFpvJe0KiDIDqf6TND8g8uyxFbIQMvF3644qWKrSovFmYIprP2zrL8grNO37p39O1-6iRQnycD00\
        krqLoQ6pRqOdioh7jqfek0oj3Kn1_7HsJxnjm8wgvD_whUUY1vLgb0xuEUDmb-O3C10VZHv902wrKEDR\
        23ZtOKrvgvffvjcMgqGC9Q";
    const TOKEN: &str = "eyJhbGciOiJSUzI1NiIsImtpZCI6IjEifQ.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJzdWIiO\
        iJzLTEiLCJhdWQiOlsieXVzdWFuIl0sImlhdCI6MTkxNzAwMDAwMCwiZXhwIjoxOTE3MDAwMzAwLCJub\
        25jZSI6Im4tMSJ9.sZB66hOFHN2x36M6FgaFcHnFFcLVxgWHlmtxEmW6C4cJt7hvFcM9fWN_SuzTrYRV\
        NSTJ05nBEPEGkXFDleFJ0wmgpdMzwlMVJhXe78HxwE4p9261PWzpGn2cZzk6Zngy74o1_T6geiLJKp3R\
        -0Ssv06d-4weuTuhPjsqL8KfcTv4Ig1AsuWzxrFEXrjXm9RzJW3F395MdlwwO3VfC-ey_5Io1aiFrJW4\
        BxI7BnRWy7GSJMCN3JTG3TElQPpv0ozWJnJgSH0_cyxwwxuZ4RsH-TS6pE13BQoLBE8JsXgvpGxCnWv2\
        pYC1a91AdD32cFZthVA2sQcTYWffnPOLAzTf2g";

    #[test]
    fn a_token_by_rs256_is_read() {
        let keys = format!(r#"{{"keys":[{{"kty":"RSA","kid":"1","n":"{N}","e":"AQAB"}}]}}"#);
        let keys: Keys = serde_json::from_str(&keys).unwrap();
        let expected = |nonce| Expected {
            issuer: "https://id.example",
            client: "yusuan",
            nonce,
            now: Moment(1_917_000_100),
        };
        assert_eq!(subject(TOKEN, &keys, &expected("n-1")), Ok("s-1".to_owned()));
        assert_eq!(subject(TOKEN, &keys, &expected("n-2")), Err(Wrong::Nonce));
        let (signed, _) = TOKEN.rsplit_once('.').unwrap();
        for (token, wrong) in [
            (format!("{signed}."), Wrong::Signature),
            (format!("{signed}.AAAA"), Wrong::Signature),
            (signed.to_owned(), Wrong::Form),
            (TOKEN.replacen('e', "f", 1), Wrong::Form),
            (String::new(), Wrong::Form),
            ("..".to_owned(), Wrong::Form),
        ] {
            assert_eq!(subject(&token, &keys, &expected("n-1")), Err(wrong), "{token}");
        }
    }
}
