//! `yusuan-office rebuild`: everything derived again from the history.

use crate::failure::Failure;
use crate::place::Place;
use message::{Lang, Message};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let (store, _) = args.place.existing().await?;
    let count = store.rebuild().await;
    store.close().await;
    let count = count?;
    let message = Message::new(
        format!("已由{count}条留痕重新生成。"),
        format!("Derived again from {count} events."),
    );
    println!("{}", message.get(lang));
    Ok(crate::OK)
}
