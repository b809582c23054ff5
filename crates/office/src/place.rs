//! Where an office keeps what it knows.

use message::Failure;
use std::path::{Path, PathBuf};
use store::{Blobs, Store};

/// Where the database and the files are.
#[derive(Debug, Clone, clap::Args)]
pub(crate) struct Place {
    /// The folder of the database and of the files, unless they are elsewhere
    #[arg(long, value_name = "FOLDER", default_value = "yusuan-data")]
    pub(crate) data: PathBuf,
    /// The database: sqlite:PATH or postgres://… [default: office.db in the folder]
    #[arg(long, value_name = "URL", env = "YUSUAN_DATABASE", hide_env = true)]
    pub(crate) database: Option<String>,
    /// The files: a folder, or s3://BUCKET/… [default: files in the folder]
    #[arg(long, value_name = "URL", env = "YUSUAN_BLOBS", hide_env = true)]
    pub(crate) blobs: Option<String>,
}

impl Place {
    /// Returns a folder with everything in it.
    pub(crate) fn of(folder: &Path) -> Self {
        Self { data: folder.to_owned(), database: None, blobs: None }
    }

    /// Opens the office, and makes what is not there.
    ///
    /// # Errors
    /// Fails where the database or the files cannot be reached.
    pub(crate) async fn open(&self) -> Result<(Store, Blobs), Failure> {
        if self.database.is_none() || self.blobs.is_none() {
            make(&self.data)?;
        }
        let store = Store::open(&self.url()).await.map_err(|error| {
            let what = self.url();
            let what = what.rsplit_once('@').map_or(what.as_str(), |(_, address)| address);
            Failure::from(error.message()).hint(
                format!("检查数据库地址和权限：{what}"),
                format!("Check the address of the database and its permissions: {what}"),
            )
        })?;
        Ok((store, self.files()?))
    }

    /// Opens an office that must be there.
    ///
    /// # Errors
    /// Fails where there is none, so that a mistyped folder is not taken for an empty office.
    pub(crate) async fn existing(&self) -> Result<(Store, Blobs), Failure> {
        let file = self.data.join(DATABASE);
        if self.database.is_none() && !file.is_file() {
            let file = file.display();
            return Err(Failure::new(
                format!("没有数据库 {file}。"),
                format!("There is no database {file}."),
            )
            .hint("用 --data 指定数据文件夹。", "Name the folder of the data with --data."));
        }
        self.open().await
    }

    fn url(&self) -> String {
        let file = || format!("sqlite:{}", self.data.join(DATABASE).display());
        self.database.clone().unwrap_or_else(file)
    }

    fn files(&self) -> Result<Blobs, Failure> {
        match self.blobs.as_deref() {
            None => Ok(Blobs::in_folder(&self.data.join("files"))?),
            Some(url) if url.starts_with("s3://") => bucket(url),
            Some(folder) => {
                let folder = folder.strip_prefix("file://").unwrap_or(folder);
                Ok(Blobs::in_folder(Path::new(folder))?)
            }
        }
    }
}

/// The file of the embedded database.
const DATABASE: &str = "office.db";

fn make(folder: &Path) -> Result<(), Failure> {
    std::fs::create_dir_all(folder).map_err(|error| {
        Failure::at(folder, &error).hint(
            "用 --data 指定可以写入的文件夹。",
            "Name a folder that can be written to with --data.",
        )
    })
}

#[cfg(feature = "s3")]
fn bucket(url: &str) -> Result<Blobs, Failure> {
    Ok(Blobs::in_bucket(url)?)
}

#[cfg(not(feature = "s3"))]
fn bucket(_: &str) -> Result<Blobs, Failure> {
    Err(Failure::new(
        "本程序构建时没有带 S3 存储。",
        "This program was built without storage on S3.",
    )
    .hint("构建时加 --features s3。", "Build it with --features s3."))
}
