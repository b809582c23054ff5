//! Storage that speaks S3.

use object_store::aws::{AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ClientConfigKey, Error, ObjectStore, RetryConfig};
use std::sync::Arc;
use std::time::Duration;

/// How often, and for how long, something is tried again: who waits learns within some 15 seconds
/// that the storage is away, and within some 20 that it accepts connections and answers nothing.
/// That is less than a request may take, and enough for the largest file.
const RETRIES: usize = 3;
const TRIED: Duration = Duration::from_secs(10);
const CONNECTED: &str = "4 seconds";
const ANSWERED: &str = "20 seconds";

/// Returns the storage at `s3://BUCKET/FOLDER`.
pub(crate) fn of(url: &str) -> Result<Arc<dyn ObjectStore>, Error> {
    // Another part of the program may have chosen it before; it is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let retry =
        RetryConfig { max_retries: RETRIES, retry_timeout: TRIED, ..RetryConfig::default() };
    let within = AmazonS3ConfigKey::Client;
    let bucket = AmazonS3Builder::from_env()
        .with_url(url)
        .with_config(within(ClientConfigKey::ConnectTimeout), CONNECTED)
        .with_config(within(ClientConfigKey::Timeout), ANSWERED)
        .with_retry(retry)
        .build()?;
    let folder = Path::parse(folder(url))?;
    Ok(if folder.is_root() { Arc::new(bucket) } else { Arc::new(PrefixStore::new(bucket, folder)) })
}

/// Returns the folder of an address, which the builder leaves out.
fn folder(url: &str) -> &str {
    let path = url.split_once("://").map_or(url, |(_, path)| path);
    path.split_once('/').map_or("", |(_, folder)| folder.trim_matches('/'))
}

#[cfg(test)]
mod tests {
    use super::folder;

    #[test]
    fn the_folder_comes_after_the_bucket() {
        let urls = ["s3://budget", "s3://budget/", "s3://budget/county", "s3://budget/a/b/"];
        assert_eq!(urls.map(folder), ["", "", "county", "a/b"]);
    }
}
