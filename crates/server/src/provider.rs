//! An identity provider, which vouches for people besides their passwords.
//!
//! What the browser is sent away with follows from one secret in a cookie of that browser, so
//! what comes back to another browser is refused, and no machine has to remember anything.

use std::pin::Pin;
use store::hash_of_token;
use workflow::Moment;

/// An identity provider.
pub trait Provider: Send + Sync {
    /// Returns the address by which it is known.
    fn issuer(&self) -> &str;

    /// Returns the address at which a person proves who they are.
    fn begin<'a>(&'a self, asked: &'a SignOn) -> Later<'a, String>;

    /// Returns the name of the person who came back with this code.
    fn finish<'a>(&'a self, asked: &'a SignOn, code: &'a str, now: Moment) -> Later<'a, String>;
}

/// What a provider says later.
pub type Later<'a, T> = Pin<Box<dyn Future<Output = Result<T, NotVouched>> + Send + 'a>>;

/// Why a provider does not vouch for a person. The reason is for the log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotVouched {
    /// It cannot be reached, or does not answer as it should.
    Away(String),
    /// What it says does not hold.
    Refused(String),
}

/// An attempt of one browser. Each part follows from the secret, and none tells another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignOn {
    /// What the provider sends back with the code.
    pub state: String,
    /// What stands in what the provider signs.
    pub nonce: String,
    /// What only who began can show to get what is signed.
    pub verifier: String,
}

impl SignOn {
    /// Returns the attempt that has this secret.
    pub fn of(secret: &str) -> Self {
        let part = |name: &str| hash_of_token(&format!("{name}\n{secret}"));
        Self { state: part("state"), nonce: part("nonce"), verifier: part("verifier") }
    }
}
