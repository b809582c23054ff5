//! Storage that speaks S3, by the usual variables of the environment.

use futures::stream::{BoxStream, StreamExt};
use object_store::aws::{AmazonS3, AmazonS3Builder, AmazonS3ConfigKey};
use object_store::path::Path;
use object_store::{
    ClientConfigKey, Error, GetResult, ObjectMeta, ObjectStore, ObjectStoreExt, RetryConfig,
};
use std::collections::HashMap;
use std::io::{self, ErrorKind};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::runtime::{Builder, Runtime};
use tokio::time::timeout;

/// How an address of storage begins.
pub(super) const SCHEME: &str = "s3://";

/// How often something is tried again, and for how long a storage may say nothing before that.
const RETRIES: usize = 3;
const CONNECTED: &str = "5 seconds";
const SILENT: &str = "20 seconds";

/// The buckets that were named so far, each opened once.
#[derive(Debug)]
pub(super) struct Buckets {
    time: Duration,
    open: Mutex<HashMap<String, Arc<Bucket>>>,
}

/// A bucket, and the threads that speak to it.
#[derive(Debug)]
struct Bucket {
    name: String,
    store: AmazonS3,
    runtime: Runtime,
    /// The longest that an object, a piece of one or a page of a list may take.
    time: Duration,
}

/// An object in a bucket.
#[derive(Debug)]
pub(super) struct Object {
    bucket: Arc<Bucket>,
    path: Path,
}

/// The objects under an address, in the order of their names. A page of them is held at once.
struct Listing {
    bucket: Arc<Bucket>,
    pages: BoxStream<'static, object_store::Result<ObjectMeta>>,
    is_over: bool,
}

impl Buckets {
    /// Returns what opens buckets. An object, a piece of one or a page of a list may take `time`.
    pub(super) fn new(time: Duration) -> Self {
        Self { time, open: Mutex::default() }
    }

    /// Returns the object at an address.
    pub(super) fn object(&self, address: &str) -> io::Result<Object> {
        let (bucket, path) = self.open(address)?;
        Ok(Object { bucket, path })
    }

    /// Returns the objects under an address. The list ends where the storage fails.
    pub(super) fn list(
        &self,
        address: &str,
    ) -> io::Result<impl Iterator<Item = io::Result<Object>> + Send + use<>> {
        let (bucket, path) = self.open(address)?;
        let folder = Some(&path).filter(|path| !path.is_root());
        let pages = bucket.store.list(folder);
        Ok(Listing { bucket, pages, is_over: false })
    }

    fn open(&self, address: &str) -> io::Result<(Arc<Bucket>, Path)> {
        let address = address.strip_prefix(SCHEME).unwrap_or(address);
        let (name, path) = address.split_once('/').unwrap_or((address, ""));
        let path = Path::parse(path.trim_matches('/')).map_err(io::Error::other)?;
        let mut buckets = crate::lock(&self.open);
        if let Some(bucket) = buckets.get(name) {
            return Ok((Arc::clone(bucket), path));
        }
        let bucket = Arc::new(Bucket::open(name, self.time)?);
        buckets.insert(name.to_owned(), Arc::clone(&bucket));
        Ok((bucket, path))
    }
}

impl Bucket {
    fn open(name: &str, time: Duration) -> io::Result<Self> {
        // It is chosen once for the program.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let client = AmazonS3ConfigKey::Client;
        let store = AmazonS3Builder::from_env()
            .with_bucket_name(name)
            .with_config(client(ClientConfigKey::ConnectTimeout), CONNECTED)
            .with_config(client(ClientConfigKey::ReadTimeout), SILENT)
            .with_retry(RetryConfig { max_retries: RETRIES, ..RetryConfig::default() })
            .build()?;
        let runtime = Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
        Ok(Self { name: name.to_owned(), store, runtime, time })
    }

    /// Waits for an answer of the storage.
    fn wait<T>(&self, work: impl Future<Output = object_store::Result<T>>) -> io::Result<T> {
        let answer = self.runtime.block_on(async { timeout(self.time, work).await });
        answer.map_err(|_| ErrorKind::TimedOut)?.map_err(of_store)
    }
}

impl Object {
    /// Returns its path in the bucket.
    pub(super) fn path(&self) -> &str {
        self.path.as_ref()
    }

    /// Returns its address.
    pub(super) fn address(&self) -> String {
        format!("{SCHEME}{}/{}", self.bucket.name, self.path)
    }

    /// Returns its bytes, so many at most.
    pub(super) fn content(&self, most: u64) -> io::Result<Vec<u8>> {
        let store = &self.bucket.store;
        self.bucket.wait(async { limited(store.get(&self.path).await?, most).await })
    }

    /// Returns how many bytes it has.
    pub(super) fn size(&self) -> io::Result<u64> {
        self.bucket.wait(async { Ok(self.bucket.store.head(&self.path).await?.size) })
    }

    /// Returns some of its bytes.
    pub(super) fn piece(&self, range: std::ops::Range<u64>) -> io::Result<Vec<u8>> {
        let piece = self.bucket.wait(self.bucket.store.get_range(&self.path, range))?;
        Ok(piece.to_vec())
    }
}

async fn limited(found: GetResult, most: u64) -> object_store::Result<Vec<u8>> {
    let most = usize::try_from(most).unwrap_or(usize::MAX);
    let mut content = Vec::new();
    let mut pieces = found.into_stream();
    while let Some(piece) = pieces.next().await.transpose()? {
        content.extend_from_slice(&piece);
        if content.len() >= most {
            content.truncate(most);
            break;
        }
    }
    Ok(content)
}

impl Iterator for Listing {
    type Item = io::Result<Object>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_over {
            return None;
        }
        let next = async { self.pages.next().await.transpose() };
        let next = self.bucket.wait(next);
        self.is_over = !matches!(next, Ok(Some(_)));
        let object =
            |it: ObjectMeta| Object { bucket: Arc::clone(&self.bucket), path: it.location };
        Some(next.transpose()?.map(object))
    }
}

/// Failures that the user knows from files are told alike.
fn of_store(error: Error) -> io::Error {
    match error {
        Error::NotFound { .. } => ErrorKind::NotFound.into(),
        Error::PermissionDenied { .. } | Error::Unauthenticated { .. } => {
            ErrorKind::PermissionDenied.into()
        }
        other => io::Error::other(other),
    }
}
