//! What could not be recognised, in words.

use disclosure::Why;
use finding::{Lang, Text};
use ledger::NotAnAmount;

/// Why something has no recognised meaning.
pub(super) fn why(why: &Why, lang: Lang) -> String {
    let text = match why {
        Why::Head(head) => Text::new(
            format!("列名“{head}”未识别"),
            format!("the column head “{head}” is not known"),
        ),
        Why::Label(label) => Text::new(
            format!("行名“{label}”未识别"),
            format!("the row label “{label}” is not known"),
        ),
        Why::Contradiction(one, other) => Text::new(
            format!("“{one}”与“{other}”互相矛盾"),
            format!("“{one}” and “{other}” contradict each other"),
        ),
        Why::NoAmount(reason) => no_amount(*reason),
        Why::Table => Text::new("表格未识别", "the table is not known"),
        Why::Subject(names) => Text::new(
            format!("没有科目“{}”", names.join("—")),
            format!("there is no subject “{}”", names.join(" – ")),
        ),
        Why::Sentence => Text::new("文字中的数字未识别", "the number in the sentence is not known"),
    };
    text.get(lang).to_owned()
}

fn no_amount(reason: NotAnAmount) -> Text {
    match reason {
        NotAnAmount::Words => Text::new("不是金额", "it is no amount"),
        NotAnAmount::TooFine => Text::new("金额小于一分", "it is finer than one fen"),
        NotAnAmount::TooLarge => Text::new("金额过大", "it is larger than any budget"),
    }
}
