//! `yusuan-office verify`: what was altered in the history.

use crate::place::Place;
use message::{Failure, Lang, Message};
use store::{Error, Verified};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// An end of the history that was kept elsewhere, as it is printed in what was published
    #[arg(long, value_name = "ANCHOR")]
    anchor: Option<String>,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let (store, _) = args.place.existing().await?;
    let verified = store.verify(args.anchor.as_deref()).await;
    store.close().await;
    let (message, code) = match verified {
        Ok(verified) => found(&verified),
        // What was altered is found, and no failure to look for it.
        Err(error @ Error::Broken(_)) => (error.message(), crate::ERRORS),
        Err(error) => return Err(error.into()),
    };
    println!("{}", message.get(lang));
    Ok(code)
}

fn found(verified: &Verified) -> (Message, u8) {
    let head = &verified.head;
    if verified.has_anchor == Some(false) {
        let message = Message::new(
            format!("留痕中没有这个留痕编号，可能被截断或替换；现在的末尾是 {head}。"),
            format!(
                "The history does not contain this anchor: it was cut off or replaced. It ends at {head}."
            ),
        );
        return (message, crate::ERRORS);
    }
    if let Some(first) = verified.differing.first() {
        let count = verified.differing.len();
        let message = Message::new(
            format!(
                "留痕完整（{head}），但有{count}处汇总数据与留痕不符，如 {first}。运行 rebuild 重新生成。"
            ),
            format!(
                "The history is intact ({head}), but {count} derived entries do not follow from it, such as {first}. Run rebuild."
            ),
        );
        return (message, crate::ERRORS);
    }
    let message = Message::new(
        format!("留痕完整，共{}条，末尾 {head}。", head.seq),
        format!("The history is intact: {} events, ending at {head}.", head.seq),
    );
    (message, crate::OK)
}
