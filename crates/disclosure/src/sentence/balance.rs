//! What came in, what went out and what is left, whatever they count: `到位资金9万元,支出8万元,结余1万元`.

use super::figures::{Figure, Role};
use crate::model::{Fullness, Sum, Term};
use ledger::Amount;

/// What an amount is in an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Side {
    /// What is carried into the year.
    Carried,
    /// What comes in, or is there to be spent.
    In,
    /// What goes out.
    Out,
    /// What is left.
    Left,
    /// What is lacking.
    Lacking,
    /// What is left of the year's own income.
    LeftOfYear,
    /// What is left of all years.
    Stock,
}

/// How the name of an amount ends, and what it is; longer ones before those they end with.
const NAMES: [(&str, Side); 75] = [
    ("固定资产原值", Side::In),
    ("累计折旧", Side::Out),
    ("净值", Side::Left),
    ("资产总计", Side::In),
    ("资产合计", Side::In),
    ("负债总计", Side::Out),
    ("负债合计", Side::Out),
    ("净资产总计", Side::Left),
    ("净资产合计", Side::Left),
    ("预算", Side::In),
    ("预算数", Side::In),
    ("预算金额", Side::In),
    ("计划金额", Side::In),
    ("送审金额", Side::In),
    ("收入总计", Side::In),
    ("支出总计", Side::Out),
    ("审定金额", Side::Out),
    ("实际采购", Side::Out),
    ("采购金额", Side::Out),
    ("审减", Side::Left),
    ("审减金额", Side::Left),
    ("核减", Side::Left),
    ("节约资金", Side::Left),
    ("节约金额", Side::Left),
    ("节约", Side::Left),
    ("滚存结余", Side::Stock),
    ("滚存结转结余", Side::Stock),
    ("累计结余", Side::Stock),
    ("累计结转结余", Side::Stock),
    ("年初结转和结余", Side::Carried),
    ("年初结转结余", Side::Carried),
    ("上年结转和结余", Side::Carried),
    ("上年结转结余", Side::Carried),
    ("年初结转", Side::Carried),
    ("上年结转", Side::Carried),
    ("上年结余", Side::Carried),
    ("年末结转和结余", Side::Left),
    ("年末结转结余", Side::Left),
    ("年末结转", Side::Left),
    ("结转下年", Side::Left),
    ("结转下年支出", Side::Left),
    ("结转下年使用", Side::Left),
    ("收支结余", Side::Left),
    ("当年结余", Side::LeftOfYear),
    ("本年结余", Side::LeftOfYear),
    ("当期结余", Side::LeftOfYear),
    ("当年收支结余", Side::LeftOfYear),
    ("本年收支结余", Side::LeftOfYear),
    ("当期收支结余", Side::LeftOfYear),
    ("资金结余", Side::Left),
    ("收支相抵后结余", Side::Left),
    ("剩余", Side::Left),
    ("剩余资金", Side::Left),
    ("结余资金", Side::Left),
    ("结余", Side::Left),
    ("净资产总额", Side::Left),
    ("净资产", Side::Left),
    ("赤字", Side::Lacking),
    ("收入总量", Side::In),
    ("收入合计", Side::In),
    ("本年收入", Side::In),
    ("可用资金", Side::In),
    ("可用财力", Side::In),
    ("到位资金", Side::In),
    ("资金到位", Side::In),
    ("资产总额", Side::In),
    ("收入", Side::In),
    ("支出总量", Side::Out),
    ("支出合计", Side::Out),
    ("本年支出", Side::Out),
    ("使用资金", Side::Out),
    ("实际支出", Side::Out),
    ("负债总额", Side::Out),
    ("支出", Side::Out),
    ("已使用", Side::Out),
];

/// Whether a sentence lists what a government takes in or pays besides its revenue and its spending
/// of the year, up to a total: `支出3万元;上解上级支出1万元;支出合计4万元`.
pub(super) fn is_balance(sentence: &str) -> bool {
    const BESIDE: [&str; 5] = ["上解", "债务还本", "债券还本", "调出资金", "转移性收入"];
    let is_totalled = ["合计", "总计"].iter().any(|total| sentence.contains(total));
    is_totalled && BESIDE.iter().any(|beside| sentence.contains(beside))
}

/// The accounts that stand in `figures`, amount beside amount.
pub(super) fn balances(figures: &[Figure<'_>]) -> Vec<Sum> {
    let figures = &without_parts(figures);
    let sides: Vec<Option<Side>> = figures.iter().map(side).collect();
    let mut found = Vec::new();
    let mut from = 0;
    while from < figures.len() {
        let run = sides.get(from..).unwrap_or_default();
        let length = run.iter().take_while(|side| side.is_some()).count();
        // An account that comes out is over where the next sentence begins another.
        let is_next = |at: &usize| {
            let begins = figures.get(from + at).is_some_and(|it| it.gap.contains('。'));
            let before = run.get(..*at).unwrap_or_default();
            begins && run.get(*at) == Some(&Some(Side::In)) && before.contains(&Some(Side::Left))
        };
        let next = (1..length).find(is_next);
        let length = next.unwrap_or(length);
        let own = figures.get(from..from + length).unwrap_or_default();
        let run: Vec<Side> = run.iter().take(length).flatten().copied().collect();
        // Behind a list its own parts may go on.
        let begins = from == 0 || own.first().is_some_and(|it| it.gap.contains(['。', ';']));
        if begins {
            found.extend(balance(own, &run));
        }
        from += length + usize::from(next.is_none());
    }
    found
}

/// The amounts without those of a list that begins with 其中, up to the end of its sentence, or to the
/// other side of the account: `收入总计9万元,其中:本年收入8万元;本年支出7万元`.
fn without_parts<'a>(figures: &[Figure<'a>]) -> Vec<Figure<'a>> {
    let mut is_listed = false;
    let mut whole = None;
    let own = figures.iter().filter(|it| {
        let last = [it.gap.rfind('。'), it.gap.rfind("其中")];
        let turns =
            it.gap.starts_with(';') && whole.zip(it.side()).is_some_and(|(one, own)| one != own);
        is_listed = match last {
            [None, None] => is_listed && !turns,
            [end, begin] => end < begin,
        };
        if !is_listed {
            whole = it.side();
        }
        !is_listed
    });
    own.cloned().collect()
}

/// The amounts without those that a total of their side has in it: `支出6万元,债务还本支出1万元,支出总计7万元`.
fn without_parts_of_totals<'f, 'a>(
    figures: &'f [Figure<'a>],
    sides: &[Side],
) -> Vec<(&'f Figure<'a>, Side)> {
    let own = || figures.iter().zip(sides.iter().copied());
    let has_total = |side| own().any(|(it, other)| other == side && is_total(it));
    let is_part = |it: &Figure<'_>, side| {
        matches!(side, Side::In | Side::Out) && !is_total(it) && has_total(side)
    };
    own().filter(|(it, side)| !is_part(it, *side)).collect()
}

/// Whether an amount is all of its side, with what was carried in or on.
fn is_total(figure: &Figure<'_>) -> bool {
    ["总计", "总量"].iter().any(|end| figure.words.contains(end))
}

/// The sums that an account states; none if it has an amount of any kind twice.
fn balance(figures: &[Figure<'_>], sides: &[Side]) -> Vec<Sum> {
    let own = without_parts_of_totals(figures, sides);
    let of = |side: Side| own.iter().find(|(_, of)| *of == side).map(|(figure, _)| *figure);
    let is_repeated =
        own.iter().enumerate().any(|(at, it)| own.iter().skip(at + 1).any(|next| next.1 == it.1));
    // 收入和支出: of both.
    let is_whole =
        |it: &Figure<'_>| !it.words.contains(['、', '和']) || it.words.contains("结转和结余");
    if is_repeated || !own.iter().all(|(it, _)| is_whole(it)) {
        return Vec::new();
    }
    let carried = of(Side::Carried);
    // 上年结转1万元,收入总计9万元: the total has it in it.
    let beside = carried.filter(|_| !of(Side::In).is_some_and(is_total));
    let (of_year, stock) = (of(Side::LeftOfYear), of(Side::Stock));
    // 收入总计9万元,支出总计9万元,结转下年1万元: the totals have it in them.
    let sides = of(Side::In).zip(of(Side::Out)).filter(|(one, other)| one.printed != other.printed);
    let left = of(Side::Left);
    let mut found = Vec::new();
    // What all years have left is what they had, and what the year has left.
    let added = of_year.or(left.filter(|_| own.len() == 3));
    if let (Some(carried), Some(added), Some(stock)) = (carried, added, stock) {
        found.push((stock.term(), vec![carried.term(), added.term()]));
    }
    match (sides, of_year, left, of(Side::Lacking)) {
        (Some((income, spending)), Some(left), None, None) => {
            found.push((income.term(), vec![spending.term(), left.term()]));
        }
        (Some((income, spending)), None, Some(left), None)
            if stock.is_none() && (carried.is_some() || !may_be_carried(income, left)) =>
        {
            found.push((together(beside, income), vec![spending.term(), left.term()]));
        }
        (Some((income, spending)), None, None, Some(lacking)) if carried.is_none() => {
            found.push((spending.term(), vec![income.term(), lacking.term()]));
        }
        (Some((income, spending)), None, None, None) if carried.is_some() => {
            let left =
                stock.map(|left| (together(beside, income), vec![spending.term(), left.term()]));
            found.extend(left);
        }
        _ => {}
    }
    let (fullness, is_apart) = (Fullness::Usual, true);
    let sum = |(whole, parts)| Sum { whole, parts, first: Vec::new(), fullness, is_apart };
    found.into_iter().map(sum).collect()
}

/// 本年收入9万元,本年支出8万元,年末结余3万元: whether some of what is left may be older than the year.
fn may_be_carried(income: &Figure<'_>, left: &Figure<'_>) -> bool {
    let has = |it: &Figure<'_>, names: &[&str]| names.iter().any(|name| it.words.contains(name));
    has(left, &["年末", "年终", "结转"]) && has(income, &["收入"]) && !has(income, &["总", "合计"])
}

/// What there is to be spent: with what was carried in, if the account names it.
fn together(carried: Option<&Figure<'_>>, income: &Figure<'_>) -> Term {
    let Some(carried) = carried else { return income.term() };
    let sum = i64::try_from(carried.fen() + income.fen()).unwrap_or_default();
    let like = match carried.printed.decimals() < income.printed.decimals() {
        true => carried.printed,
        false => income.printed,
    };
    let words =
        format!("{}{}加{}{}共", carried.words, carried.printed, income.words, income.printed);
    Term { words, printed: like.in_format_of(Amount::from_fen(sum)), scope: None }
}

fn side(figure: &Figure<'_>) -> Option<Side> {
    let words = figure.words.trim_end_matches(['为', '是', '达', '共']);
    let words = ["完成", "共计"].iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    // 政府补贴收入9万元 is some of the income, and not all of it.
    if ["补贴收入", "补助收入", "利息收入", "投资收益"].iter().any(|part| words.ends_with(part))
    {
        return None;
    }
    let is_saved = ["审减", "核减", "节约"].iter().any(|name| words.contains(name));
    // 年末滚存结余9万元(上年末滚存结余6万元)
    let is_stock = ["滚存", "累计结"].iter().any(|name| words.contains(name));
    let is_bracketed = !is_stock && figure.gap.contains(['(', ')']);
    let is_own = (figure.role == Role::Level || is_saved)
        && !["其中", "减去", "扣除", "加上"].iter().any(|it| figure.gap.contains(it))
        && !is_bracketed;
    let is_of = |names: &[&str]| names.iter().any(|name| words.contains(name));
    // 年初财政拨款结转和结余
    let is_left = ["结转", "结余"].iter().any(|end| words.ends_with(end));
    // 使用非财政拨款结余3万元 is neither carried in nor left.
    if is_left && ["使用", "动用", "弥补", "分配"].iter().any(|verb| words.starts_with(verb))
    {
        return None;
    }
    if is_left && is_of(&["年初", "上年", "期初"]) {
        return is_own.then_some(Side::Carried);
    }
    let named = NAMES.iter().filter(|(name, _)| words.ends_with(name));
    named.max_by_key(|(name, _)| name.len()).map(|(_, side)| *side).filter(|_| is_own)
}

#[cfg(test)]
mod tests {
    use super::super::figures::figures;
    use super::*;

    fn told(text: &str) -> Vec<String> {
        let print = |sum: Sum| {
            let parts: Vec<String> = sum.parts.iter().map(|it| it.printed.to_string()).collect();
            format!("{}={}", sum.whole.printed, parts.join("+"))
        };
        balances(&figures(text)).into_iter().map(print).collect()
    }

    #[test]
    fn what_is_left_is_what_came_in_less_what_went_out() {
        assert_eq!(told("2031年收入9万元,支出8万元,结余2万元。"), ["9=8+2"]);
        assert_eq!(
            told("年初结转和结余2万元,本年收入9万元,本年支出8万元,年末结转和结余3万元。"),
            ["11=8+3"]
        );
        assert_eq!(told("收入总量8万元,支出总量9万元。收支总量相抵,赤字1万元。"), ["9=8+1"]);
        assert_eq!(told("资产总额9万元,负债总额4万元,净资产5万元。"), ["9=4+5"]);
        assert_eq!(
            told(
                "预算金额9万元,采购金额8万元,节约金额1万元。送审金额7万元,审定金额4万元,审减金额2万元。"
            ),
            ["9=8+1", "7=4+2"]
        );
        assert_eq!(
            told("采购计划金额共计9万元,实际采购金额共计7万元,共节约资金1万元。"),
            ["9=7+1"]
        );
    }

    #[test]
    fn what_all_years_have_left_is_what_they_had_and_what_the_year_has_left() {
        assert_eq!(
            told("基金收入9万元,支出7万元,当年结余2万元,上年末滚存结余6万元,年末滚存结余8万元。"),
            ["8=6+2", "9=7+2"]
        );
        assert_eq!(
            told("本年收入9万元,本年支出7万元,年末滚存结余8万元(上年末滚存结余6万元)。"),
            ["15=7+8"]
        );
    }

    #[test]
    fn an_account_with_anything_else_in_it_is_none() {
        assert_eq!(told("收入9万元,支出8万元,上解1万元,结余0万元。"), [""; 0]);
        assert_eq!(told("收入9万元,其中甲收入3万元,支出8万元,结余1万元。"), [""; 0]);
        assert_eq!(told("收入9万元,支出8万元。"), [""; 0]);
        assert_eq!(told("本年收入9万元,本年支出8万元,年末结余3万元。"), [""; 0]);
    }
}
