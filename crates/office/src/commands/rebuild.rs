//! `yusuan-office rebuild`: everything derived again, from the history.

use crate::log::{self, Form};
use crate::place::Place;
use message::{Failure, Lang, Message};
use store::{Error, Store};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    log::begin(Form::Text);
    let (store, _) = args.place.existing().await?;
    let rebuilt = rebuild(&store).await;
    store.close().await;
    let count = rebuilt?;
    let message = Message::new(
        format!("已由{count}条留痕重新生成；文件里每个数的数据，取用时由文件重新读出。"),
        format!(
            "Derived again from {count} events; the numbers of files are read again when they are \
             asked for."
        ),
    );
    println!("{}", message.get(lang));
    Ok(crate::OK)
}

async fn rebuild(store: &Store) -> Result<u64, Error> {
    let count = store.rebuild().await?;
    store.drop_readings().await?;
    Ok(count)
}
