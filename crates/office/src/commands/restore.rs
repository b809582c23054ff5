//! `yusuan-office restore`: a backup in an empty database.

use super::backup::{FILES, LINES};
use crate::place::Place;
use message::{Failure, Lang, Message};
use std::fs::File;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use store::{Blobs, Restored, Store};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The folder of the backup
    #[arg(value_name = "BACKUP")]
    folder: PathBuf,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let path = args.folder.join(LINES);
    let file = File::open(&path).map_err(|error| Failure::at(&path, &error))?;
    let (store, files) = args.place.open().await?;
    let restored = restore(&store, &files, file, &args.folder).await;
    store.close().await;
    let Restored { head, people } = restored?;
    let message = Message::new(
        format!("已恢复：留痕{}条，末尾 {head}；人员{people}名。", head.seq),
        format!("Restored: {} events, ending at {head}; {people} people.", head.seq),
    );
    println!("{}", message.get(lang));
    Ok(crate::OK)
}

/// Restores the history, then the files that it names.
async fn restore(
    store: &Store,
    files: &Blobs,
    file: File,
    folder: &Path,
) -> Result<Restored, Failure> {
    let restored = store.restore(&mut BufReader::new(file)).await?;
    let copies = Blobs::in_folder(&folder.join(FILES))?;
    for hash in store.files().await? {
        files.take(&copies, &hash).await?;
    }
    Ok(restored)
}
