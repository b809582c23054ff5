//! Logging in by a provider of identities: a small one that the test makes itself.

use crate::office::{Answer, Office, send, session_of};
use crate::run;
use axum::extract::{Form, State};
use axum::http::StatusCode;
use axum::routing::{get, post};
use axum::{Json, Router};
use ed25519_dalek::{Signer, SigningKey};
use serde_json::{Value, json};
use server::{Options, Provider, ROUTES_OF_PROVIDER, hash_of_token};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{SystemTime, UNIX_EPOCH};
use workflow::testing::id;

const KEY: [u8; 32] = [7; 32];

/// What a provider says of a person who has a code.
#[derive(Clone)]
struct Said {
    challenge: String,
    claims: Value,
    /// With which key it signs, and what it says of that.
    key: [u8; 32],
    algorithm: &'static str,
}

/// The codes that were not used yet.
type Codes = Arc<Mutex<BTreeMap<String, Said>>>;

/// The provider, and the office to which it sends people back.
struct Both {
    issuer: String,
    codes: Codes,
    routes: Router,
}

/// A browser that went to the provider: its cookies, and what the office asked.
struct Gone {
    cookies: String,
    asked: BTreeMap<String, String>,
}

impl Both {
    async fn of(office: &Office) -> Self {
        let codes = Codes::default();
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let issuer = format!("http://{}", listener.local_addr().unwrap());
        let of = issuer.clone();
        let about = move || async move {
            Json(json!({
                "issuer": of, "authorization_endpoint": format!("{of}/authorize"),
                "token_endpoint": format!("{of}/token"), "jwks_uri": format!("{of}/keys"),
                "response_types_supported": ["code"], "subject_types_supported": ["public"],
                "id_token_signing_alg_values_supported": ["EdDSA", "HS256"],
            }))
        };
        let provider = Router::new()
            .route("/.well-known/openid-configuration", get(about))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(Arc::clone(&codes));
        tokio::spawn(async move { axum::serve(listener, provider).await });
        let provider = Provider {
            issuer: issuer.clone(),
            client: "yusuan".to_owned(),
            secret: Some("secret".to_owned()),
            office: "https://yusuan.example".to_owned(),
        };
        let routes = office.served(Options { provider: Some(provider), ..Options::default() });
        Self { issuer, codes, routes }
    }

    async fn get(&self, path: &str, cookies: &str) -> Answer {
        send(&self.routes, "GET", path, &[("cookie", cookies)], "").await
    }

    /// Begins a login.
    async fn login(&self) -> Gone {
        let answer = self.get("/login/provider?next=/board", "").await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        self.gone(answer.header("location"), cookies(&answer))
    }

    /// Begins to pair the account of a person who logged in.
    async fn pair(&self, login: &str) -> Gone {
        let answer = self.post("/login/provider", login, "").await;
        let link = answer.text.split("href=\"").find(|it| it.starts_with(&self.issuer));
        let link = link.unwrap().split('"').next().unwrap().replace("&#38;", "&");
        self.gone(&link, format!("{}; {}", session(login), cookies(&answer)))
    }

    async fn post(&self, path: &str, login: &str, form: &str) -> Answer {
        let token = hash_of_token(&format!("form\n{}", session_of(login)));
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let headers = [("cookie", session(login)), (kind.0, kind.1.to_owned())];
        let headers: Vec<(&str, &str)> =
            headers.iter().map(|(name, value)| (*name, value.as_str())).collect();
        send(&self.routes, "POST", path, &headers, format!("token={token}&{form}")).await
    }

    fn gone(&self, address: &str, cookies: String) -> Gone {
        let (path, query) = address.split_once('?').unwrap();
        assert_eq!(path, format!("{}/authorize", self.issuer));
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let asked: BTreeMap<_, _> = pairs.map(|(key, it)| (key.into(), it.into())).collect();
        assert_eq!(asked["code_challenge_method"], "S256");
        assert!(asked["scope"].contains("openid"));
        let back = "https%3A%2F%2Fyusuan.example%2Flogin%2Fprovider%2Fback";
        assert_eq!(asked["redirect_uri"], back);
        Gone { cookies, asked }
    }

    /// What the provider says of a person who went there.
    fn said(&self, gone: &Gone, subject: &str) -> Said {
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let claims = json!({
            "iss": self.issuer, "aud": "yusuan", "sub": subject, "nonce": gone.asked["nonce"],
            "iat": now, "exp": now + 60,
        });
        let challenge = gone.asked["code_challenge"].clone();
        Said { challenge, claims, key: KEY, algorithm: "EdDSA" }
    }

    /// Comes back with a code for which the provider says this.
    async fn back(&self, gone: &Gone, said: Said) -> Answer {
        self.codes.lock().unwrap().insert("code".to_owned(), said);
        let path = format!("/login/provider/back?code=code&state={}", gone.asked["state"]);
        self.get(&path, &gone.cookies).await
    }

    async fn come_in(&self, subject: &str) -> Answer {
        let gone = self.login().await;
        self.back(&gone, self.said(&gone, subject)).await
    }
}

async fn keys() -> Json<Value> {
    let public = SigningKey::from_bytes(&KEY).verifying_key().to_bytes();
    let x = base64(&public);
    Json(json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "use": "sig", "kid": "1", "x": x}]}))
}

/// Gives the token for a code, once, to who can prove that they asked for it.
async fn token(
    State(codes): State<Codes>,
    Form(sent): Form<BTreeMap<String, String>>,
) -> (StatusCode, Json<Value>) {
    let said = codes.lock().unwrap().remove(&sent["code"]);
    let challenge = base64(&Sha256::digest(&sent["code_verifier"]));
    let Some(said) = said.filter(|said| said.challenge == challenge) else {
        return (StatusCode::BAD_REQUEST, Json(json!({"error": "invalid_grant"})));
    };
    let head = json!({"alg": said.algorithm, "kid": "1", "typ": "JWT"}).to_string();
    let words =
        format!("{}.{}", base64(head.as_bytes()), base64(said.claims.to_string().as_bytes()));
    let signature = SigningKey::from_bytes(&said.key).sign(words.as_bytes()).to_bytes();
    let token = format!("{words}.{}", base64(&signature));
    (StatusCode::OK, Json(json!({"access_token": "a", "token_type": "Bearer", "id_token": token})))
}

/// Base64 as addresses have it, without filling.
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let digits = |part: &[u8]| {
        let all =
            part.iter().chain([&0, &0]).take(3).fold(0, |all, it| all << 8 | usize::from(*it));
        let digits = (0..=part.len()).map(move |at| all >> (18 - 6 * at) & 63);
        digits.map(|digit| char::from(DIGITS[digit])).collect::<String>()
    };
    bytes.chunks(3).map(digits).collect()
}

fn session(login: &str) -> String {
    format!("yusuan_session={}", session_of(login))
}

fn cookies(answer: &Answer) -> String {
    let set = answer.headers.get_all("set-cookie").iter();
    let pairs = set.map(|it| it.to_str().unwrap().split(';').next().unwrap().to_owned());
    pairs.collect::<Vec<_>>().join("; ")
}

#[test]
fn only_a_paired_identity_comes_in() {
    run(async |office: Office| {
        let both = Both::of(&office).await;
        let shown = both.get("/login?next=/board", "").await.text;
        assert!(shown.contains("href=\"/login/provider?next=/board\""), "{shown}");
        let head = office.store.head().await.unwrap();
        let people = office.store.everyone().await.unwrap().0.len();
        let stranger = both.come_in("s1").await;
        assert_eq!(
            (stranger.status, &stranger.json()["why"]),
            (StatusCode::FORBIDDEN, &json!("not_paired"))
        );
        assert_eq!(stranger.headers.get_all("set-cookie").iter().count(), 0);

        let gone = both.pair("budget").await;
        let paired = both.back(&gone, both.said(&gone, "s1")).await;
        assert_eq!(
            (paired.status, paired.header("location")),
            (StatusCode::SEE_OTHER, "/password")
        );
        let gone = both.pair("auditor").await;
        let taken = both.back(&gone, both.said(&gone, "s1")).await;
        assert_eq!(taken.status, StatusCode::CONFLICT);

        let inside = both.come_in("s1").await;
        assert_eq!((inside.status, inside.header("location")), (StatusCode::SEE_OTHER, "/board"));
        assert!(both.get("/board", &cookies(&inside)).await.text.contains("budget"));
        assert!(both.get("/password", &session("budget")).await.text.contains("unpair"));

        office.store.rename_person(&id("budget"), "预算股", false).await.unwrap();
        assert_eq!(both.come_in("s1").await.status, StatusCode::FORBIDDEN);
        // Nothing of all this gave anybody an account or a right.
        assert_eq!(office.store.head().await.unwrap(), head);
        assert_eq!(office.store.everyone().await.unwrap().0.len(), people);
    });
}

#[test]
fn a_pair_is_ended_by_its_owner() {
    run(async |office: Office| {
        let both = Both::of(&office).await;
        let gone = both.pair("budget").await;
        both.back(&gone, both.said(&gone, "s1")).await;
        assert_eq!(both.come_in("s1").await.status, StatusCode::SEE_OTHER);
        let ended = both.post("/login/provider", "budget", "step=unpair").await;
        assert_eq!(ended.status, StatusCode::SEE_OTHER);
        assert_eq!(both.come_in("s1").await.status, StatusCode::FORBIDDEN);
    });
}

#[test]
fn what_the_provider_did_not_say_to_this_browser_is_not_believed() {
    run(async |office: Office| {
        let both = Both::of(&office).await;
        let gone = both.pair("budget").await;
        both.back(&gone, both.said(&gone, "s1")).await;
        let with = |name: &str, value: Value| {
            let name = name.to_owned();
            move |said: &mut Said| said.claims[name.as_str()] = value
        };
        let changes: Vec<Box<dyn FnOnce(&mut Said)>> = vec![
            Box::new(with("nonce", json!("another"))),
            Box::new(with("aud", json!("another"))),
            Box::new(with("iss", json!("https://another.example"))),
            Box::new(with("exp", json!(1_000_000_000))),
            Box::new(|said| said.key = [8; 32]),
            Box::new(|said| said.algorithm = "HS256"),
            Box::new(|said| said.algorithm = "none"),
            Box::new(|said| said.challenge = "another".to_owned()),
        ];
        for (number, change) in changes.into_iter().enumerate() {
            let gone = both.login().await;
            let mut said = both.said(&gone, "s1");
            change(&mut said);
            let answer = both.back(&gone, said).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{number}: {}", answer.text);
        }
        // Another browser, another state, and a code that was used.
        let gone = both.login().await;
        let other = Gone { cookies: String::new(), asked: gone.asked.clone() };
        let answer = both.back(&other, both.said(&gone, "s1")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        let mut other = Gone { cookies: gone.cookies.clone(), asked: gone.asked.clone() };
        other.asked.insert("state".to_owned(), "another".to_owned());
        let answer = both.back(&other, both.said(&gone, "s1")).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(both.back(&gone, both.said(&gone, "s1")).await.status, StatusCode::SEE_OTHER);
        let path = format!("/login/provider/back?code=code&state={}", gone.asked["state"]);
        assert_eq!(both.get(&path, &gone.cookies).await.status, StatusCode::UNAUTHORIZED);
        let turned_back = format!("{}&error=access_denied", path.replace("code=code&", ""));
        assert_eq!(both.get(&turned_back, &gone.cookies).await.status, StatusCode::UNAUTHORIZED);
    });
}

/// To pair needs a session and the token of its forms; without a provider there is nothing.
#[test]
fn strangers_and_other_sites_pair_nothing() {
    run(async |office: Office| {
        let both = Both::of(&office).await;
        let form = ("content-type", "application/x-www-form-urlencoded");
        let asked = send(&both.routes, "POST", "/login/provider", &[form], "token=").await;
        assert!(asked.header("location").starts_with("/login"), "{}", asked.status);
        let cookie = session("budget");
        let headers = [form, ("cookie", cookie.as_str())];
        let foreign = send(&both.routes, "POST", "/login/provider", &headers, "token=a").await;
        assert_eq!(foreign.status, StatusCode::FORBIDDEN);
        let without = office.served(Options::default());
        for (method, path, _) in ROUTES_OF_PROVIDER.iter().filter(|it| it.0 == "GET") {
            let answer = send(&without, method, path, &[], "").await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        }
        let away = Provider {
            issuer: "http://127.0.0.1:1".to_owned(),
            client: "yusuan".to_owned(),
            secret: None,
            office: "https://yusuan.example".to_owned(),
        };
        let away = office.served(Options { provider: Some(away), ..Options::default() });
        let answer = send(&away, "GET", "/login/provider", &[], "").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(!answer.text.contains("127.0.0.1"), "{}", answer.text);
    });
}
