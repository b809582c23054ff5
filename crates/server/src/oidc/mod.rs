//! A provider that speaks OpenID Connect: authorization code with PKCE, state and nonce.
//!
//! What it says of itself is asked of it, and believed for an hour. Each question has a limit of
//! time and of length, and none follows a redirect.

mod ask;
mod token;

use crate::address::encoded;
use crate::provider::{Later, NotVouched, Provider, SignOn};
use ask::Asker;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};
use token::{Expected, Keys, Wrong};
use workflow::Moment;

/// Where a provider sends people back to.
const BACK: &str = "/login/provider/back";

/// For how long what a provider says of itself is believed.
const BELIEVED: Duration = Duration::from_secs(3600);

/// After how long it is asked for its keys again where one is unknown.
const ASKED_AGAIN: Duration = Duration::from_secs(60);

/// What an administrator says of a provider.
#[derive(Clone)]
pub struct Settings {
    /// Its address, as it names itself.
    pub issuer: String,
    /// By which name it knows the office.
    pub client: String,
    /// What only the office and it know.
    pub secret: String,
    /// The address by which people reach the office, without a path.
    pub office: String,
}

/// The secret is in no log.
impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { issuer, client, office, secret: _ } = self;
        f.debug_struct("Settings")
            .field("issuer", issuer)
            .field("client", client)
            .field("office", office)
            .finish_non_exhaustive()
    }
}

/// A provider.
#[derive(Debug)]
pub struct Oidc {
    settings: Settings,
    asker: Asker,
    known: Mutex<Option<Arc<Known>>>,
}

/// What a provider says of itself.
#[derive(Debug)]
struct Known {
    at: Instant,
    described: Described,
    keys: Keys,
}

/// The part of the description of a provider that is used.
#[derive(Debug, Deserialize)]
struct Described {
    issuer: String,
    authorization_endpoint: String,
    token_endpoint: String,
    jwks_uri: String,
    #[serde(default)]
    token_endpoint_auth_methods_supported: Vec<String>,
}

/// The answer to a code.
#[derive(Deserialize)]
struct Answered {
    id_token: String,
}

impl Oidc {
    /// Returns a provider with these settings. Nothing is asked of it yet.
    ///
    /// # Errors
    /// Fails where an address is not one of https, or the system has no certificates to trust.
    pub fn new(settings: Settings) -> Result<Self, String> {
        let trimmed = |address: &str| address.trim_end_matches('/').to_owned();
        let settings = Settings { office: trimmed(&settings.office), ..settings };
        ask::address(&settings.issuer)?;
        ask::address(&settings.office)?;
        Ok(Self { settings, asker: Asker::new()?, known: Mutex::default() })
    }

    async fn known(&self, longest: Duration) -> Result<Arc<Known>, NotVouched> {
        let before = self.known.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(known) = before.filter(|known| known.at.elapsed() < longest) {
            return Ok(known);
        }
        let known = Arc::new(self.asked().await.map_err(NotVouched::Away)?);
        *self.known.lock().unwrap_or_else(PoisonError::into_inner) = Some(Arc::clone(&known));
        Ok(known)
    }

    /// Asks a provider what it says of itself. It has to name itself as the settings do.
    async fn asked(&self) -> Result<Known, String> {
        let issuer = &self.settings.issuer;
        let path = "/.well-known/openid-configuration";
        let address = format!("{}{path}", issuer.trim_end_matches('/'));
        let described: Described = self.asker.get(&address).await?;
        if described.issuer != *issuer {
            return Err(format!("it names itself {}", described.issuer));
        }
        ask::address(&described.authorization_endpoint)?;
        let keys = self.asker.get(&described.jwks_uri).await?;
        Ok(Known { at: Instant::now(), described, keys })
    }

    /// Returns what the provider signed for a code.
    async fn answered(
        &self,
        described: &Described,
        asked: &SignOn,
        code: &str,
    ) -> Result<String, NotVouched> {
        let Settings { client, secret, .. } = &self.settings;
        let back = self.back();
        let mut fields = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &back),
            ("code_verifier", &asked.verifier),
        ];
        let methods = &described.token_endpoint_auth_methods_supported;
        let is_basic =
            methods.is_empty() || methods.iter().any(|method| method == "client_secret_basic");
        let login = (encoded_in_full(client), encoded_in_full(secret));
        if !is_basic {
            fields.extend([("client_id", client.as_str()), ("client_secret", secret)]);
        }
        let login = is_basic.then_some(login);
        let answered: Answered =
            self.asker.post(&described.token_endpoint, &query(&fields), login).await?;
        Ok(answered.id_token)
    }

    fn back(&self) -> String {
        format!("{}{BACK}", self.settings.office)
    }

    async fn subject(&self, asked: &SignOn, code: &str, now: Moment) -> Result<String, NotVouched> {
        let known = self.known(BELIEVED).await?;
        let signed = self.answered(&known.described, asked, code).await?;
        let Settings { issuer, client, .. } = &self.settings;
        let expected = Expected { issuer, client, nonce: &asked.nonce, now };
        let mut found = token::subject(&signed, &known.keys, &expected);
        if matches!(found, Err(Wrong::UnknownKey)) {
            // The provider may have changed its keys since.
            let known = self.known(ASKED_AGAIN).await?;
            found = token::subject(&signed, &known.keys, &expected);
        }
        found.map_err(|wrong| NotVouched::Refused(wrong.to_string()))
    }
}

impl Provider for Oidc {
    fn issuer(&self) -> &str {
        &self.settings.issuer
    }

    fn begin<'a>(&'a self, asked: &'a SignOn) -> Later<'a, String> {
        Box::pin(async move {
            let known = self.known(BELIEVED).await?;
            let at = &known.described.authorization_endpoint;
            let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&asked.verifier));
            let back = self.back();
            let query = query(&[
                ("response_type", "code"),
                ("scope", "openid"),
                ("client_id", &self.settings.client),
                ("redirect_uri", &back),
                ("state", &asked.state),
                ("nonce", &asked.nonce),
                ("code_challenge", &challenge),
                ("code_challenge_method", "S256"),
            ]);
            let separator = if at.contains('?') { '&' } else { '?' };
            Ok(format!("{at}{separator}{query}"))
        })
    }

    fn finish<'a>(&'a self, asked: &'a SignOn, code: &'a str, now: Moment) -> Later<'a, String> {
        Box::pin(self.subject(asked, code, now))
    }
}

fn query(fields: &[(&str, &str)]) -> String {
    let field = |(name, value): &(&str, &str)| format!("{name}={}", encoded_in_full(value));
    fields.iter().map(field).collect::<Vec<_>>().join("&")
}

fn encoded_in_full(text: &str) -> String {
    encoded(text).replace('/', "%2F")
}
