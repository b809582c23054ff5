//! `yusuan-office backup`: everything in a folder, while others work.

use crate::place::Place;
use message::{Failure, Lang, Message};
use std::fs::File;
use std::io::BufWriter;
use std::path::{Path, PathBuf};
use store::{Blobs, Head, Store};

/// The history and the people of a backup.
pub(crate) const LINES: &str = "office.jsonl";

/// The folder of the files of a backup.
pub(crate) const FILES: &str = "files";

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The folder of the backup; files that are there from an earlier one are not copied again
    #[arg(value_name = "BACKUP")]
    folder: PathBuf,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let (store, files) = args.place.existing().await?;
    let copied = copy(&store, &files, &args.folder).await;
    store.close().await;
    let (head, files) = copied?;
    let folder = args.folder.display();
    let message = Message::new(
        format!("已备份到 {folder}：留痕{}条，末尾 {head}；新复制文件{files}个。", head.seq),
        format!(
            "Backed up to {folder}: {} events, ending at {head}; {files} files copied.",
            head.seq
        ),
    );
    println!("{}", message.get(lang));
    Ok(crate::OK)
}

/// Writes a backup beside the one that may be there and puts it in its place at the end, so that
/// there is a whole one at any time.
async fn copy(store: &Store, files: &Blobs, folder: &Path) -> Result<(Head, usize), Failure> {
    let at = |error: std::io::Error| Failure::at(folder, &error);
    let copies = Blobs::in_folder(&folder.join(FILES))?;
    let part = folder.join(format!("{LINES}.part"));
    let file = File::create(&part).map_err(at)?;
    let mut out = BufWriter::new(&file);
    let head = store.backup(&mut out).await?;
    drop(out);
    file.sync_all().map_err(at)?;
    let mut copied = 0_usize;
    for hash in store.files().await? {
        if copies.take(files, &hash).await? {
            copied = copied.saturating_add(1);
        }
    }
    std::fs::rename(&part, folder.join(LINES)).map_err(at)?;
    Ok((head, copied))
}
