//! Files by the hash of their content, in a folder or on storage that speaks S3.

use crate::database::{Tx, commit};
use crate::{Error, Store, Stored};
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload, local::LocalFileSystem};
use sha2::{Digest, Sha256};
use sqlx::Row;
use sqlx::any::AnyRow;
use std::sync::Arc;
use workflow::Hash;

/// The storage of files.
#[derive(Debug, Clone)]
pub struct Blobs(Arc<dyn ObjectStore>);

impl Blobs {
    /// Returns the storage in a folder, which is made if it is not there.
    ///
    /// # Errors
    /// Fails where the folder cannot be made.
    pub fn in_folder(folder: &std::path::Path) -> Result<Self, Error> {
        std::fs::create_dir_all(folder)?;
        // A file that was acknowledged survives a loss of power.
        let files = LocalFileSystem::new_with_prefix(folder)?.with_fsync(true);
        Ok(Self(Arc::new(files)))
    }

    /// Returns the storage of a bucket, or of a folder in it, at `s3://BUCKET/FOLDER`, by the
    /// usual variables of the environment.
    ///
    /// # Errors
    /// Fails where they do not describe one.
    #[cfg(feature = "s3")]
    pub fn in_bucket(url: &str) -> Result<Self, Error> {
        Ok(Self(crate::bucket::of(url)?))
    }

    /// Stores a content and returns its hash. A content that is there already is left as it is.
    ///
    /// # Errors
    /// Fails where the storage does.
    pub async fn put(&self, store: &Store, content: &[u8]) -> Result<Hash, Error> {
        let stored = self.keep(content).await?;
        let mut tx = store.write().await?;
        note(&mut tx, &stored).await?;
        commit(tx).await?;
        Ok(stored.hash)
    }

    /// Stores a content, of which the store of events knows once it is given to
    /// [`Store::act_on`].
    ///
    /// # Errors
    /// Fails where the storage does.
    pub async fn keep(&self, content: &[u8]) -> Result<Stored, Error> {
        let hash = hash(content)?;
        let path = path(&hash);
        match self.0.head(&path).await {
            Ok(_) => {}
            Err(object_store::Error::NotFound { .. }) => {
                self.0.put(&path, PutPayload::from(content.to_vec())).await?;
            }
            Err(error) => return Err(error.into()),
        }
        let size = i64::try_from(content.len()).unwrap_or(i64::MAX);
        Ok(Stored { hash, size })
    }

    /// Returns a content; `None` where it was never stored.
    ///
    /// # Errors
    /// Fails where the storage does, or where what is stored is not what was stored.
    pub async fn get(&self, wanted: &Hash) -> Result<Option<Vec<u8>>, Error> {
        let content = match self.0.get(&path(wanted)).await {
            Ok(found) => found.bytes().await?,
            Err(object_store::Error::NotFound { .. }) => return Ok(None),
            Err(error) => return Err(error.into()),
        };
        if hash(&content)? == *wanted {
            Ok(Some(content.to_vec()))
        } else {
            Err(Error::unreadable(wanted.as_str(), "its content was altered"))
        }
    }

    /// Copies a content from another storage, unless it is there already. Returns whether it was
    /// copied.
    ///
    /// # Errors
    /// Fails where either storage does, or where the other does not have it.
    pub async fn take(&self, other: &Self, wanted: &Hash) -> Result<bool, Error> {
        let path = path(wanted);
        if self.0.head(&path).await.is_ok() {
            return Ok(false);
        }
        let content = other.get(wanted).await?;
        let content = content.ok_or_else(|| Error::Missing(wanted.clone()))?;
        self.0.put(&path, PutPayload::from(content)).await?;
        Ok(true)
    }
}

impl Store {
    /// Returns the hashes of all contents that were stored.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn files(&self) -> Result<Vec<Hash>, Error> {
        let rows = sqlx::query("SELECT hash FROM blobs ORDER BY hash").fetch_all(&self.reader);
        let hash = |row: &AnyRow| {
            let hash: String = row.try_get(0)?;
            hash.parse().map_err(|error| Error::unreadable(hash, error))
        };
        rows.await?.iter().map(hash).collect()
    }
}

impl Store {
    /// Returns whether a content was stored.
    ///
    /// # Errors
    /// Fails where the database does.
    pub async fn has_file(&self, content: &Hash) -> Result<bool, Error> {
        let sql = "SELECT 1 FROM blobs WHERE hash = $1";
        let found = sqlx::query(sql).bind(content.as_str()).fetch_optional(&self.reader).await?;
        Ok(found.is_some())
    }
}

/// Notes that a content is stored.
pub(crate) async fn note(tx: &mut Tx, stored: &Stored) -> Result<(), Error> {
    let sql = "INSERT INTO blobs (hash, size) VALUES ($1, $2) ON CONFLICT (hash) DO NOTHING";
    let put = sqlx::query(sql).bind(stored.hash.as_str()).bind(stored.size);
    put.execute(&mut **tx).await?;
    Ok(())
}

fn hash(content: &[u8]) -> Result<Hash, Error> {
    let digits: String = Sha256::digest(content).iter().map(|byte| format!("{byte:02x}")).collect();
    digits.parse().map_err(|error| Error::unreadable("a hash", error))
}

/// Folders by the first two digits keep each of them small.
fn path(hash: &Hash) -> Path {
    let digits = hash.as_str();
    Path::from(format!("{}/{digits}", digits.get(..2).unwrap_or_default()))
}
