#![doc = include_str!("../../pages/YS540.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::quantity::{Quantity, quantities};
use message::Message;

/// The whole, in millionths of a percent.
const ALL: i128 = 100_000_000;
/// What a share is one of, where it cannot be more than all of it.
const WHOLES: [&str; 8] = [
    "总额的",
    "合计的",
    "总支出的",
    "总收入的",
    "支出总计的",
    "收入总计的",
    "总额比重",
    "总额比例",
];
/// How much of what was given is spent.
const PROGRESS: [&str; 5] = ["支出进度", "执行进度", "支付进度", "拨付进度", "使用进度"];
/// What may be below nothing, so that it may fall by more than all.
const SIGNED: [&str; 12] =
    ["结余", "结转", "净", "利润", "收益", "盈余", "差额", "增值", "赤字", "损益", "退税", "其他"];
/// What only rises from nothing: it falls by all of it at most.
const EXPENSES: [&str; 5] = ["费", "支出", "经费", "预算", "收入"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose().filter(|line| line.words.contains('%')) {
        for rate in quantities(&line.words).iter().filter(|it| it.unit == "%" && it.value > ALL) {
            let Some((zh, en)) = wrong(&line.words, rate) else { continue };
            let words = around(&line.words, rate.at, rate.end);
            let message = Message::new(format!("“{words}”：{zh}。"), format!("“{words}”: {en}."));
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .advice("核对数字和小数点。", "Check the digits and the decimal point."),
            );
        }
    }
}

/// Why a rate of more than 100% cannot be.
fn wrong(words: &str, rate: &Quantity<'_>) -> Option<(&'static str, &'static str)> {
    let name = rate.name.trim_end_matches(['为', '了']);
    let is_share = name.contains('占') && !name.contains("预算") && !name.contains("计划");
    if is_share && WHOLES.iter().any(|whole| name.ends_with(whole)) {
        return Some(("部分不会超过总额的100%", "a part is not more than 100% of its whole"));
    }
    // Of what was planned somewhat more may be spent, and not several times as much.
    if PROGRESS.iter().any(|it| name.ends_with(it)) && rate.value > ALL / 2 * 3 {
        return Some(("进度不会超过100%这么多", "no money is spent several times over"));
    }
    let is_fall = ["下降", "降低"].iter().any(|fall| name.ends_with(fall));
    let sentence = words.get(..rate.at)?.rsplit(['。', '；']).next()?;
    let has = |list: &[&str]| list.iter().any(|word| sentence.contains(word));
    let is_expense = has(&EXPENSES) && !has(&SIGNED) && !sentence.contains("百分点");
    (is_fall && is_expense).then_some(("金额最多下降100%", "an amount falls by 100% at most"))
}
