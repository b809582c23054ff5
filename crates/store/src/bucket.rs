//! Files on storage that speaks S3.

use crate::Error;
use object_store::aws::AmazonS3Builder;
use object_store::path::Path;
use object_store::prefix::PrefixStore;
use object_store::{ClientOptions, ObjectStore, RetryConfig};
use std::sync::Arc;
use std::time::Duration;

/// How long the storage is waited for before a person is told that it is away.
const PATIENCE: Duration = Duration::from_secs(15);
const RETRIES: usize = 3;

/// Returns the storage at an address, by variables.
pub(crate) fn storage(
    url: &str,
    variables: impl IntoIterator<Item = (String, String)>,
) -> Result<Arc<dyn ObjectStore>, Error> {
    // Where another part of the program has chosen the library already, it is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let options = ClientOptions::new().with_connect_timeout(PATIENCE);
    let retry =
        RetryConfig { max_retries: RETRIES, retry_timeout: PATIENCE, ..RetryConfig::default() };
    let mut builder =
        AmazonS3Builder::new().with_client_options(options).with_retry(retry).with_url(url);
    for (name, value) in variables {
        let name = name.to_ascii_lowercase();
        if let Some(key) = name.starts_with("aws_").then(|| name.parse().ok()).flatten() {
            builder = builder.with_config(key, value);
        }
    }
    let bucket = builder.build()?;
    let folder = url.split_once("://").and_then(|(_, path)| path.split_once('/'));
    let folder = folder.map_or("", |(_, folder)| folder.trim_matches('/'));
    if folder.is_empty() {
        return Ok(Arc::new(bucket));
    }
    let prefix = Path::parse(folder).map_err(object_store::Error::from)?;
    Ok(Arc::new(PrefixStore::new(bucket, prefix)))
}
