//! How the office is served: options, limits, metrics.

use crate::limiter::{Limit, Limiter, network};
use crate::metrics::Metrics;
use crate::problem::Problem;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};
use store::{Error, hash_password, is_password};
use tokio::sync::Semaphore;
use tokio::task::spawn_blocking;
use workflow::Person;

/// The most bytes of an uploaded file.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;
/// The most bytes of a request that uploads no file.
pub const MOST_BYTES_OF_COMMANDS: usize = 4 * 1024 * 1024;
/// The most bytes of a form.
pub const MOST_BYTES_OF_FORMS: usize = 64 * 1024;
/// The most bytes of a form that sends many files.
pub const MOST_BYTES_OF_UPLOADS: usize = 512 * 1024 * 1024;
/// How long a session lasts, in seconds: a working day.
pub const SESSION_SECONDS: i64 = 12 * 3600;
/// How long a link to set a password works, in seconds.
pub const LINK_SECONDS: i64 = 24 * 3600;
/// The most days for which a token of a program is valid.
pub const MOST_TOKEN_DAYS: u16 = 366;

/// Passwords that are hashed at a time; each takes some 20 MiB.
const HASHED_AT_A_TIME: usize = 2;

/// How the office is served. What differs from the default is for the owner of the machine to say.
#[derive(Debug, Clone)]
pub struct Options {
    /// The proxies whose `X-Forwarded-For` is believed. Nobody else's is.
    pub trusted_proxies: Vec<IpAddr>,
    /// Whether people reach the office by https, so that cookies are kept to it.
    pub is_https: bool,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// How many requests an address may make.
    pub requests: Limit,
    /// How many times an address may fail to log in.
    pub failed_logins: Limit,
    /// How many times an account may fail to log in, from addresses where it never did log in.
    pub failed_logins_of_account: Limit,
    /// The addresses that may read `/metrics`, besides the machine itself.
    pub metrics_readers: Vec<IpAddr>,
    /// Whether everybody sees what the checks found in documents that are published.
    pub shows_findings: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            trusted_proxies: Vec::new(),
            is_https: false,
            request_timeout: Duration::from_secs(60),
            // Hundreds of clerks may share one address.
            requests: Limit { burst: 1000, every: Duration::from_millis(10) },
            failed_logins: Limit { burst: 20, every: Duration::from_secs(30) },
            failed_logins_of_account: Limit { burst: 10, every: Duration::from_secs(300) },
            metrics_readers: Vec::new(),
            shows_findings: false,
        }
    }
}

/// The options, and what is counted while the office is served. Clones share it.
#[derive(Debug, Clone)]
pub struct Web(Arc<Shared>);

#[derive(Debug)]
struct Shared {
    options: Options,
    started: Instant,
    requests: Limiter<IpAddr>,
    failed_logins: Limiter<IpAddr>,
    failed_logins_of_account: Limiter<Person>,
    hashing: Semaphore,
    metrics: Metrics,
}

impl Web {
    /// Returns the state of an office that begins to be served.
    pub fn new(options: Options) -> Self {
        Self(Arc::new(Shared {
            started: Instant::now(),
            requests: Limiter::new(options.requests),
            failed_logins: Limiter::new(options.failed_logins),
            failed_logins_of_account: Limiter::new(options.failed_logins_of_account),
            options,
            hashing: Semaphore::new(HASHED_AT_A_TIME),
            metrics: Metrics::default(),
        }))
    }

    /// Returns the options.
    pub fn options(&self) -> &Options {
        &self.0.options
    }

    /// Returns what is counted.
    pub fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    /// Counts a request of an address.
    pub(crate) fn request(&self, peer: IpAddr) -> Result<(), Problem> {
        self.0.requests.take(network(peer), self.0.started.elapsed()).map_err(Problem::too_many)
    }

    /// Counts an attempt to log in from an address, until [`Self::logged_in`] takes it back.
    pub(crate) fn attempt(&self, peer: IpAddr) -> Result<(), Problem> {
        let taken = self.0.failed_logins.take(network(peer), self.0.started.elapsed());
        taken.map_err(Problem::too_many)
    }

    /// Counts an attempt to log in to an account, until [`Self::logged_in_to`] takes it back.
    pub(crate) fn attempt_on(&self, login: &Person) -> Result<(), Problem> {
        let taken = self.0.failed_logins_of_account.take(login.clone(), self.0.started.elapsed());
        taken.map_err(Problem::too_many)
    }

    /// Takes back the attempt on an account, for it was successful.
    pub(crate) fn logged_in_to(&self, login: &Person) {
        self.0.failed_logins_of_account.give_back(login);
    }

    /// Takes back the attempt of an address, for it was successful.
    pub(crate) fn logged_in(&self, peer: IpAddr) {
        self.0.failed_logins.give_back(&network(peer));
    }

    /// Returns whether a password has this hash, after the same time whether there is one or not.
    pub(crate) async fn is_password(
        &self,
        password: String,
        stored: Option<String>,
    ) -> Result<bool, Problem> {
        let _turn = self.0.hashing.acquire().await.map_err(|_| Problem::failed())?;
        let verify = move || is_password(&password, stored.as_deref());
        spawn_blocking(verify).await.map_err(|_| Problem::failed())
    }

    /// Returns the hash of a password.
    pub(crate) async fn hash_password(&self, password: String) -> Result<String, Problem> {
        let _turn = self.0.hashing.acquire().await.map_err(|_| Problem::failed())?;
        let hashed: Result<String, Error> = spawn_blocking(move || hash_password(&password))
            .await
            .map_err(|_| Problem::failed())?;
        Ok(hashed?)
    }
}

impl Default for Web {
    fn default() -> Self {
        Self::new(Options::default())
    }
}
