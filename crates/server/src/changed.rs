//! What a save changed, in words.

use crate::amount::grouped;
use crate::before::Before;
use crate::matrix;
use ledger::Amount;
use message::{Fixed, Lang};
use workflow::{Change, Draft, OtherChange, PackageId, changes, other_changes};

/// The most amounts of a save that are named where there is little room.
pub(crate) const NAMED: usize = 5;

/// How what is not counted is called.
const NOT_COUNTED: Fixed = Fixed { zh: "未计入", en: "not counted" };

/// Returns the number of a version, and at most so many amounts that it changed.
pub(crate) fn saved(
    package: &PackageId,
    draft: &Draft,
    before: &Before,
    most: usize,
    lang: Lang,
) -> String {
    let number = draft.based_on.saturating_add(1);
    let (unread, had_unread) = (draft.unread, before.has_unread);
    // No one typed the nothing to which a row with a mistake comes.
    let amount = |amount: Amount, has_unread: bool| match (amount, has_unread) {
        (Amount::ZERO, true) => NOT_COUNTED.get(lang).to_owned(),
        _ => grouped(amount),
    };
    let line = |it: &Change| {
        let what = it.key.called_with(|code| matrix::named(code, package.year));
        let (before, after) = (amount(it.before, had_unread), amount(it.after, unread > 0));
        format!("{} {before}→{after}", what.get(lang))
    };
    let other = |it: &OtherChange| {
        let side = |number: Option<i64>, has_unread: bool| match number {
            None if has_unread => NOT_COUNTED.get(lang).to_owned(),
            number => number_of(it, number),
        };
        let (before, after) = (side(it.before, had_unread), side(it.after, unread > 0));
        format!("{} {before}→{after}", called(it, lang))
    };
    let others = before.others.as_ref().zip(draft.others.as_ref());
    let mut parts: Vec<String> = changes(&before.lines, &draft.lines).iter().map(line).collect();
    parts.extend(
        others.iter().flat_map(|(one, other)| other_changes(one, other)).map(|it| other(&it)),
    );
    let all = parts.len();
    parts.truncate(most);
    if all > most {
        parts.push(match lang {
            Lang::Zh => format!("等{all}处"),
            Lang::En => format!("{all} in all"),
        });
    }
    if parts.is_empty() {
        parts.push(unchanged(others.is_some()).get(lang).to_owned());
    }
    if unread > 0 {
        parts.push(match lang {
            Lang::Zh => format!("有{unread}格填写有误，所在的行没有计入"),
            Lang::En => format!("rows with {unread} wrong cells are not counted"),
        });
    }
    match lang {
        Lang::Zh => format!("第{number}版：{}", parts.join("；")),
        Lang::En => format!("version {number}: {}", parts.join("; ")),
    }
}

/// Returns that nothing was changed in what was compared.
const fn unchanged(all: bool) -> Fixed {
    if all {
        Fixed { zh: "金额没有变动", en: "no amount changed" }
    } else {
        Fixed {
            zh: "收支明细的金额没有变动，其他各表没有比较",
            en: "no amount of the lines changed; the other sheets were not compared",
        }
    }
}

/// Returns what a row of another sheet is called.
pub(crate) fn called(change: &OtherChange, lang: Lang) -> String {
    let name = match change.sheet.as_str() {
        "revenue" => Fixed { zh: "收入", en: "Income" },
        "purchases" => Fixed { zh: "政府采购", en: "Procurement" },
        "assets" => Fixed { zh: "固定资产", en: "Fixed assets" },
        "counts" => Fixed { zh: "人员和车辆", en: "Staff and vehicles" },
        _ => Fixed { zh: "其他", en: "Other" },
    };
    format!("{}{}{}", name.get(lang), lang.pick("：", ": "), change.what)
}

/// Returns a number of another sheet: people and vehicles are counted, the rest is money.
pub(crate) fn number_of(change: &OtherChange, number: Option<i64>) -> String {
    let number = number.unwrap_or_default();
    if change.sheet == "counts" { number.to_string() } else { grouped(Amount::from_fen(number)) }
}
