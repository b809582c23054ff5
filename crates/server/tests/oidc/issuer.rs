//! A small identity provider.

use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;

pub const CLIENT: &str = "yusuan";
pub const SECRET: &str = "a secret/of both";

/// What a token says; by default what is right.
#[derive(Clone)]
pub struct Token {
    pub subject: String,
    /// That of the request where there is none.
    pub nonce: Option<String>,
    pub audience: String,
    /// For whom it is besides.
    pub others: Vec<String>,
    /// The provider where there is none.
    pub issuer: Option<String>,
    pub issued: i64,
    pub expires: i64,
    /// Whether another key signs it.
    pub is_forged: bool,
    pub algorithm: &'static str,
    pub key: &'static str,
}

impl Default for Token {
    fn default() -> Self {
        Self {
            subject: "s-1".to_owned(),
            nonce: None,
            audience: CLIENT.to_owned(),
            others: Vec::new(),
            issuer: None,
            issued: crate::office::START,
            expires: crate::office::START + 300,
            is_forged: false,
            algorithm: "ES256",
            key: "1",
        }
    }
}

/// The provider.
#[derive(Clone)]
pub struct Issuer {
    pub address: String,
    known: Arc<Mutex<Known>>,
    key: Arc<EcdsaKeyPair>,
    forger: Arc<EcdsaKeyPair>,
}

#[derive(Default)]
struct Known {
    hangs: bool,
    /// What was asked for each code, and what is to be signed.
    codes: BTreeMap<String, (BTreeMap<String, String>, Token)>,
}

impl Issuer {
    pub async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let issuer = Self { address, known: Arc::default(), key: pair(), forger: pair() };
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(described))
            .route("/keys", get(keys))
            .route("/token", post(token))
            .with_state(issuer.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        issuer
    }

    /// Whether it accepts questions and does not answer them.
    pub fn hang(&self, hangs: bool) {
        self.known.lock().unwrap().hangs = hangs;
    }

    /// Vouches for a person who was sent here. Returns where they are sent back to.
    pub fn vouch(&self, address: &str, token: Token) -> String {
        let (at, query) = address.split_once('?').unwrap();
        assert_eq!(at, format!("{}/authorize", self.address));
        let pair = |pair: &str| {
            let (name, value) = pair.split_once('=').unwrap();
            (name.to_owned(), value.to_owned())
        };
        let asked: BTreeMap<String, String> = query.split('&').map(pair).collect();
        let back = "https%3A%2F%2Fyusuan.example%2Flogin%2Fprovider%2Fback";
        for (name, value) in [
            ("response_type", "code"),
            ("scope", "openid"),
            ("client_id", CLIENT),
            ("redirect_uri", back),
            ("code_challenge_method", "S256"),
        ] {
            assert_eq!(asked[name], value, "{address}");
        }
        let (state, mut known) = (asked["state"].clone(), self.known.lock().unwrap());
        let code = format!("code-{}", known.codes.len());
        known.codes.insert(code.clone(), (asked, token));
        format!("/login/provider/back?state={state}&code={code}")
    }

    fn signed(&self, asked: &BTreeMap<String, String>, token: &Token) -> String {
        let Token { subject, others, issued, expires, .. } = token;
        let audience = match others.as_slice() {
            [] => json!(token.audience),
            others => json!([std::slice::from_ref(&token.audience), others].concat()),
        };
        let claims = json!({
            "iss": token.issuer.as_ref().unwrap_or(&self.address),
            "sub": subject,
            "aud": audience,
            "iat": issued,
            "exp": expires,
            "nonce": token.nonce.as_ref().unwrap_or(&asked["nonce"]),
        });
        let head = json!({"alg": token.algorithm, "kid": token.key, "typ": "JWT"});
        let part = |value: &Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let text = format!("{}.{}", part(&head), part(&claims));
        let key = if token.is_forged { &self.forger } else { &self.key };
        let signature = key.sign(&SystemRandom::new(), text.as_bytes()).unwrap();
        let signature = if token.algorithm == "none" { &[][..] } else { signature.as_ref() };
        format!("{text}.{}", URL_SAFE_NO_PAD.encode(signature))
    }
}

fn pair() -> Arc<EcdsaKeyPair> {
    let (random, kind) = (SystemRandom::new(), &ECDSA_P256_SHA256_FIXED_SIGNING);
    let stored = EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
    Arc::new(EcdsaKeyPair::from_pkcs8(kind, stored.as_ref(), &random).unwrap())
}

async fn described(State(issuer): State<Issuer>) -> Json<Value> {
    let hangs = issuer.known.lock().unwrap().hangs;
    if hangs {
        std::future::pending::<()>().await;
    }
    let at = |path: &str| format!("{}/{path}", issuer.address);
    Json(json!({
        "issuer": issuer.address,
        "authorization_endpoint": at("authorize"),
        "token_endpoint": at("token"),
        "jwks_uri": at("keys"),
        "response_types_supported": ["code"],
    }))
}

async fn keys(State(issuer): State<Issuer>) -> Json<Value> {
    let point = issuer.key.public_key().as_ref();
    let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
    let key = json!({"kty": "EC", "use": "sig", "kid": "1", "crv": "P-256", "x": x, "y": y});
    // A kind that the office does not know is not in its way.
    Json(json!({"keys": [{"kty": "OKP", "crv": "Ed25519", "x": "AA"}, key]}))
}

async fn token(
    State(issuer): State<Issuer>,
    headers: HeaderMap,
    Form(form): Form<BTreeMap<String, String>>,
) -> Result<Json<Value>, StatusCode> {
    let login = STANDARD.encode(format!("{CLIENT}:{}", "a%20secret%2Fof%20both"));
    assert_eq!(headers["authorization"], format!("Basic {login}"));
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["redirect_uri"], "https://yusuan.example/login/provider/back");
    let asked = issuer.known.lock().unwrap().codes.remove(&form["code"]);
    let (asked, token) = asked.ok_or(StatusCode::BAD_REQUEST)?;
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(&form["code_verifier"]));
    if asked["code_challenge"] != challenge {
        return Err(StatusCode::BAD_REQUEST);
    }
    Ok(Json(json!({"token_type": "Bearer", "id_token": issuer.signed(&asked, &token)})))
}
