//! `yusuan-office rebuild`: everything derived again, from the history and the files.

use crate::check::Engine;
use crate::clock::now;
use crate::log::{self, Form};
use crate::place::Place;
use message::{Failure, Lang, Message};
use server::{Pool, Reread, Tools};
use std::sync::Arc;
use store::{Blobs, Error, Store};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    log::begin(Form::Text);
    let (store, files) = args.place.existing().await?;
    let rebuilt = rebuild(&store, files).await;
    store.close().await;
    let (count, Reread { files, failed }) = rebuilt?;
    let message = Message::new(
        format!("已由{count}条留痕和{files}份文件重新生成。"),
        format!("Derived again from {count} events and {files} files."),
    );
    println!("{}", message.get(lang));
    if failed == 0 {
        return Ok(crate::OK);
    }
    let message = Message::new(
        format!("有{failed}份文件不能读取，原因见日志；文件可由备份恢复，再运行一次。"),
        format!(
            "{failed} files could not be read, and the log says why; restore them from a backup \
             and run this again."
        ),
    );
    eprintln!("{}", message.get(lang));
    Ok(crate::ERRORS)
}

async fn rebuild(store: &Store, files: Blobs) -> Result<(u64, Reread), Error> {
    let count = store.rebuild().await?;
    store.drop_readings().await?;
    let workers = std::thread::available_parallelism().map_or(1, usize::from);
    let check = Arc::new(Engine::default());
    let tools = Tools { check, store: store.clone(), files, now: Arc::new(now) };
    let reread = Pool::new(workers, tools).read_again(workers).await?;
    Ok((count, reread))
}
