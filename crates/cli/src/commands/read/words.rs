//! What could not be recognised, in words.

use disclosure::Why;
use ledger::NotAnAmount;
use message::{Lang, Message};

/// Why something has no recognised meaning.
pub(super) fn why(why: &Why, lang: Lang) -> String {
    let text = match why {
        Why::Head(head) => Message::new(
            format!("列名“{head}”未识别"),
            format!("the column head “{head}” is not known"),
        ),
        Why::Label(label) => Message::new(
            format!("行名“{label}”未识别"),
            format!("the row label “{label}” is not known"),
        ),
        Why::Contradiction(one, other) => Message::new(
            format!("“{one}”与“{other}”互相矛盾"),
            format!("“{one}” and “{other}” contradict each other"),
        ),
        Why::NoAmount(reason) => no_amount(*reason),
        Why::Table => Message::new("表格未识别", "the table is not known"),
        Why::Government => {
            Message::new("政府预算的表，口径与部门不同", "a table of a government's own budget")
        }
        Why::Year => {
            Message::new("上年的数，文件没有写明年度", "of the year before an unknown year")
        }
        Why::Subject(names) => Message::new(
            format!("没有科目“{}”", names.join("—")),
            format!("“{}” is not a known subject", names.join(" – ")),
        ),
        Why::Sentence => {
            Message::new("文字中的数字未识别", "the number in the sentence is not known")
        }
    };
    text.get(lang).to_owned()
}

fn no_amount(reason: NotAnAmount) -> Message {
    match reason {
        NotAnAmount::Words => Message::new("不是金额", "it is not an amount"),
        NotAnAmount::TooFine => Message::new("金额小于一分", "it is finer than one fen"),
        NotAnAmount::TooLarge => Message::new("金额过大", "it is larger than any budget"),
    }
}
