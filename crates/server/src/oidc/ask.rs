//! Questions to a provider, with limits.

use crate::provider::NotVouched;
use reqwest::redirect::Policy;
use reqwest::{Client, RequestBuilder, Url};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// How long a question may take.
const PATIENCE: Duration = Duration::from_secs(5);

/// The most bytes of an answer.
const MOST: usize = 1024 * 1024;

/// Asks questions.
#[derive(Debug)]
pub(super) struct Asker(Client);

impl Asker {
    pub(super) fn new() -> Result<Self, String> {
        // Another part of the program may have chosen it before; it is the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = Client::builder().timeout(PATIENCE).redirect(Policy::none()).build();
        client.map(Self).map_err(|error| error.to_string())
    }

    /// Returns what stands at an address.
    pub(super) async fn get<T: DeserializeOwned>(&self, at: &str) -> Result<T, String> {
        let (status, content) = answer(self.0.get(address(at)?)).await?;
        if status != 200 {
            return Err(format!("{at}: status {status}"));
        }
        serde_json::from_slice(&content).map_err(|error| format!("{at}: {error}"))
    }

    /// Returns the answer to a form, which says who sends it by a name and a secret.
    pub(super) async fn post<T: DeserializeOwned>(
        &self,
        at: &str,
        form: &str,
        login: Option<(String, String)>,
    ) -> Result<T, NotVouched> {
        let request = self.0.post(address(at).map_err(NotVouched::Away)?);
        let request = match login {
            Some((name, secret)) => request.basic_auth(name, Some(secret)),
            None => request,
        };
        let kind = ("content-type", "application/x-www-form-urlencoded");
        let request = request.header(kind.0, kind.1).header("accept", "application/json");
        let asked = answer(request.body(form.to_owned())).await;
        let (status, content) = asked.map_err(NotVouched::Away)?;
        match status {
            200 => serde_json::from_slice(&content)
                .map_err(|error| NotVouched::Away(format!("{at}: {error}"))),
            400..500 => Err(NotVouched::Refused(format!("{at}: status {status}"))),
            _ => Err(NotVouched::Away(format!("{at}: status {status}"))),
        }
    }
}

/// Returns an address of https. On this machine http does, for trying it out.
pub(super) fn address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("{text}: {error}"))?;
    let is_here = matches!(url.host_str(), Some("127.0.0.1" | "[::1]" | "localhost"));
    if url.scheme() == "https" || url.scheme() == "http" && is_here {
        Ok(url)
    } else {
        Err(format!("{text}: only https:// is safe"))
    }
}

async fn answer(request: RequestBuilder) -> Result<(u16, Vec<u8>), String> {
    // The error names the address and no secret, which is in a header or in the body.
    let mut response = request.send().await.map_err(|error| error.to_string())?;
    let mut content = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| error.to_string())? {
        content.extend_from_slice(&chunk);
        if content.len() > MOST {
            return Err(format!("{}: the answer is too long", response.url()));
        }
    }
    Ok((response.status().as_u16(), content))
}
