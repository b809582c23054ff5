//! OpenID Connect: the authorization code flow with PKCE.
//!
//! What the office knows of a provider is asked anew for each login, so that keys may change at any
//! time. Only signatures that a provider alone can make are believed.

use crate::problem::Problem;
use crate::provider::Provider;
use axum::http::StatusCode;
use message::Message;
use openidconnect::core::{
    CoreAuthenticationFlow, CoreClient, CoreJwsSigningAlgorithm as Algorithm, CoreProviderMetadata,
};
use openidconnect::{
    AsyncHttpClient, AuthorizationCode, ClientId, ClientSecret, CsrfToken, HttpRequest,
    HttpResponse, IssuerUrl, Nonce, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl,
};
use std::fmt::Display;
use std::time::Duration;
use store::Subject;

/// How long the provider is waited for.
const PATIENCE: Duration = Duration::from_secs(10);

/// The most bytes of an answer of the provider.
const MOST_BYTES: usize = 1024 * 1024;

const ALGORITHMS: [Algorithm; 9] = [
    Algorithm::RsaSsaPkcs1V15Sha256,
    Algorithm::RsaSsaPkcs1V15Sha384,
    Algorithm::RsaSsaPkcs1V15Sha512,
    Algorithm::RsaSsaPssSha256,
    Algorithm::RsaSsaPssSha384,
    Algorithm::RsaSsaPssSha512,
    Algorithm::EcdsaP256Sha256,
    Algorithm::EcdsaP384Sha384,
    Algorithm::EdDsa,
];

/// What a login that has begun needs when the person comes back. The browser keeps it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Begun {
    /// What the provider must send back.
    pub(crate) state: String,
    /// What must be in its token.
    pub(crate) nonce: String,
    /// What proves that we asked.
    pub(crate) verifier: String,
}

/// Why a client could not ask.
#[derive(Debug, thiserror::Error)]
enum Unanswered {
    #[error("{0}")]
    Request(#[from] reqwest::Error),
    #[error("{0}")]
    Answer(#[from] axum::http::Error),
    #[error("the answer is too long")]
    TooLong,
}

/// Returns the address to which a person is sent, and what is needed when they come back.
pub(crate) async fn begin(provider: &Provider) -> Result<(String, Begun), Problem> {
    let http = client()?;
    let ask = |request| send(http.clone(), request);
    let metadata = discover(provider, &ask).await?;
    let back = RedirectUrl::new(provider.back()).map_err(away)?;
    let office = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(provider.client.clone()),
        provider.secret.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(back);
    let (challenge, verifier) = PkceCodeChallenge::new_random_sha256();
    let (address, state, nonce) = office
        .authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            CsrfToken::new_random,
            Nonce::new_random,
        )
        .set_pkce_challenge(challenge)
        .url();
    let begun = Begun {
        state: state.secret().clone(),
        nonce: nonce.secret().clone(),
        verifier: verifier.secret().clone(),
    };
    Ok((address.to_string(), begun))
}

/// Returns who has come back with a code.
pub(crate) async fn subject(
    provider: &Provider,
    code: String,
    begun: &Begun,
) -> Result<Subject, Problem> {
    let http = client()?;
    let ask = |request| send(http.clone(), request);
    let metadata = discover(provider, &ask).await?;
    let back = RedirectUrl::new(provider.back()).map_err(away)?;
    let office = CoreClient::from_provider_metadata(
        metadata,
        ClientId::new(provider.client.clone()),
        provider.secret.clone().map(ClientSecret::new),
    )
    .set_redirect_uri(back);
    let verifier = PkceCodeVerifier::new(begun.verifier.clone());
    let exchange = office.exchange_code(AuthorizationCode::new(code)).map_err(away)?;
    let answer = exchange.set_pkce_verifier(verifier).request_async(&ask).await;
    let answer = answer.map_err(not_believed)?;
    let token = answer.extra_fields().id_token().ok_or_else(|| not_believed("no ID token"))?;
    let checks = office.id_token_verifier().set_allowed_algs(ALGORITHMS);
    let claims = token.claims(&checks, &Nonce::new(begun.nonce.clone())).map_err(not_believed)?;
    Ok(Subject { issuer: provider.issuer.clone(), subject: claims.subject().as_str().to_owned() })
}

async fn discover<'c, C>(provider: &Provider, ask: &'c C) -> Result<CoreProviderMetadata, Problem>
where
    C: AsyncHttpClient<'c>,
{
    let issuer = IssuerUrl::new(provider.issuer.clone()).map_err(away)?;
    CoreProviderMetadata::discover_async(issuer, ask).await.map_err(away)
}

/// A provider that sends us elsewhere is not followed.
fn client() -> Result<reqwest::Client, Problem> {
    // Where another part of the program has chosen the library already, it is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let builder = reqwest::Client::builder().timeout(PATIENCE);
    builder.redirect(reqwest::redirect::Policy::none()).build().map_err(away)
}

async fn send(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, Unanswered> {
    let mut answer = client.execute(request.try_into()?).await?;
    let mut built = axum::http::Response::builder().status(answer.status());
    for (name, value) in answer.headers() {
        built = built.header(name, value);
    }
    let mut body = Vec::new();
    while let Some(part) = answer.chunk().await? {
        if body.len().saturating_add(part.len()) > MOST_BYTES {
            return Err(Unanswered::TooLong);
        }
        body.extend_from_slice(&part);
    }
    Ok(built.body(body)?)
}

/// What a provider says of itself is for the log: it may name machines.
fn away(error: impl Display) -> Problem {
    tracing::error!(%error, "the provider of identities does not answer");
    let message = Message::new(
        "统一身份认证暂时用不了；请稍后再试，或用密码登录。",
        "The provider of identities does not answer; try again later, or log in with a password.",
    );
    Problem::new(StatusCode::SERVICE_UNAVAILABLE, "provider_away", message)
}

fn not_believed(error: impl Display) -> Problem {
    tracing::warn!(%error, "a login by the provider of identities is not believed");
    let message = Message::new(
        "统一身份认证没有成功；请重新登录。",
        "The provider of identities did not confirm who you are; log in again.",
    );
    Problem::new(StatusCode::UNAUTHORIZED, "not_confirmed", message)
}
