//! With what a sentence compares its amount.

use super::words::{is_only_stage, read};
use crate::model::{Assertion, Direction};
use crate::vocabulary::parts::{Context, Parts, When};
use ledger::Stage;

/// A comparison: of what, and with what.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Compared {
    /// What is compared, where the words say it; else what was last spoken of.
    pub subject: Option<Parts>,
    /// Of which year, where only that is said: `2030年预算与2029年预算`.
    of: Option<When>,
    /// With which year, where it is another one.
    year: Option<When>,
    /// With which stage, where the words say it.
    stage: Option<Stage>,
    /// Whether two stages of one year are compared.
    is_of_stages: bool,
}

/// Of what a share is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whole {
    /// Of the budget of the same thing: `完成预算的`.
    Budget,
    /// Of what the words name: `占本年支出合计的`.
    Said(Parts),
    /// Of what was divided: `占`.
    Open,
}

impl Compared {
    /// What it is compared with, where that is `now` of another year or stage.
    pub fn base(self, now: Parts) -> Option<Parts> {
        // 2031年支出9万元,比上年增加: than the year before that.
        let year = match (self.year, now.year) {
            (Some(When::Last), Some(When::Year(year))) => Some(When::Year(year.before())),
            (year, own) => year.or(own),
        };
        let base = Parts { year, stage: self.stage.or(now.stage), ..now };
        (!self.is_of_stages).then_some(base)
    }

    /// What was last spoken of, in the year that is compared.
    pub fn own(self, last: Parts) -> Parts {
        Parts { year: self.of.or(last.year), ..last }
    }

    /// Whether the words give the year by its number.
    pub fn names_year(self) -> bool {
        matches!(self.year, Some(When::Year(_)))
    }

    /// Whether two stages of one year are compared.
    pub fn is_of_stages(self) -> bool {
        self.is_of_stages
    }

    /// Whether it is with another year.
    pub fn is_of_years(self) -> bool {
        self.year.is_some()
    }

    /// Whether it is with another year, and the words do not say in which stage.
    pub fn leaves_stage_open(self) -> bool {
        self.year.is_some() && self.stage.is_none()
    }

    /// The same comparison of what is named next.
    pub fn onward(self) -> Self {
        Self { subject: None, of: None, ..self }
    }

    /// The comparison of a part, named by `words`, with the year or stage of this one.
    pub fn with_part(self, words: &str) -> Option<Self> {
        let words = words.trim_matches([',', '、', ':']);
        let subject = subject(words)?.filter(|_| !self.is_of_stages)?;
        Some(Self { subject: Some(subject), ..self })
    }
}

/// Words of what is planned.
const PLANS: [&str; 4] = ["预算", "任务", "计划", "目标"];

/// Verbs that say themselves that something is more or less than was planned, or changed from that.
pub const VERBS_OF_PLAN: [&str; 10] =
    ["超收", "短收", "超支", "节约", "多支", "少支", "调增", "调减", "追加", "核减"];

/// The words that may end what a comparison is made with.
const ENDS: [&str; 4] = ["相比", "比较", "相对比", "对比"];

/// The comparison that `words` begin and a direction such as 增加 completes; `after` is
/// what follows the direction.
pub fn compare(words: &str, after: &str) -> Option<Compared> {
    // A percentage left open, 完成预算0万元的--%,比上年, says nothing of what is compared.
    let words = words.rsplit_once("%,").map_or(words, |(_, words)| words);
    // 决算数小于预算数的主要原因是厉行节约,与上年相比
    let words = match words.split_once("预算数的主要原因") {
        Some((before, rest)) if ["", "年初", "全年"].contains(&before) => {
            rest.rsplit_once(',').map_or("", |(_, words)| words)
        }
        _ => words,
    };
    let words = words.trim_matches([',', '、', ':']);
    of_stages(words, after).or_else(|| of_years(words)).or_else(|| of_last_year(words))
}

/// Whether `words` compare with a plan: `比年初预算`, and not `比上年预算`.
pub fn names_plan(words: &str) -> bool {
    let years = ["上年", "去年", "同期"].iter().any(|it| words.contains(it));
    let names_year = words.match_indices(['比', '较', '与', '同']).any(|(at, sign)| {
        let base = words.get(at + sign.len()..).unwrap_or_default();
        crate::vocabulary::lexicon::year(base).is_some()
    });
    !years && !names_year && PLANS.iter().any(|it| words.contains(it))
}

/// Whether `words` before a direction name nothing that would be compared, but at most with what:
/// `,较上年支出数`, `,同比`, `)`.
pub fn names_nothing(words: &str) -> bool {
    let words = words.trim_matches([',', '、', ':', '(', ')']);
    let words = ENDS.iter().find_map(|end| words.strip_suffix(end)).unwrap_or(words);
    let words = words.strip_suffix("累计").unwrap_or(words);
    let words = words.trim_end_matches(['各', '均', '共', ',']);
    let words =
        ["按同口径", "同口径"].iter().find_map(|it| words.strip_prefix(it)).unwrap_or(words);
    if matches!(words, "" | "同比" | "同期" | "环比") {
        return true;
    }
    let Some(base) = words.strip_prefix(['比', '较', '与', '同']) else { return false };
    let rest = year(base).map_or(base, |(_, rest)| rest);
    let (_, rest) = stage(rest);
    let is_base = rest.len() < base.len();
    is_base
        && matches!(
            rest,
            "" | "数" | "支出" | "支出数" | "实际" | "完成数" | "实际支出" | "实际支出数"
        )
}

/// The comparison with an amount that follows `words`: `比2030年预算数`, and then 3万元.
pub fn with_amount(words: &str) -> Option<Compared> {
    let words = words.trim_matches([',', ':']);
    // 支出3万元,上年5万元,减少2万元
    let beside = words.strip_suffix('为').unwrap_or(words);
    if year(beside).is_some_and(|(year, rest)| year == When::Last && matches!(rest, "" | "同期"))
    {
        let last = Some(When::Last);
        return Some(Compared {
            subject: None,
            of: None,
            year: last,
            stage: None,
            is_of_stages: false,
        });
    }
    of_years(words).filter(|_| !ENDS.iter().any(|end| words.contains(end)))
}

/// `支出预算同比`
fn of_last_year(words: &str) -> Option<Compared> {
    let subject = subject(words.strip_suffix("同比")?.trim_matches(','))?;
    Some(Compared { subject, of: None, year: Some(When::Last), stage: None, is_of_stages: false })
}

/// `决算数大于预算数`, `决算数与预算数持平`.
fn of_stages(words: &str, after: &str) -> Option<Compared> {
    let is_budget_after = after.starts_with("预算数") || after.starts_with("年初预算");
    let before = words.strip_suffix("与预算数").or_else(|| words.strip_suffix("与年初预算数"));
    let said = before.or_else(|| is_budget_after.then_some(words))?;
    let done = ["支出决算数", "决算数", "支出决算", "决算"];
    let said = done.iter().find_map(|it| said.strip_suffix(it))?;
    Some(Compared {
        subject: subject(said)?,
        of: None,
        year: None,
        stage: None,
        is_of_stages: true,
    })
}

/// `比2030年预算`, `与2030年度相比,收入总计`, `较上年`.
fn of_years(words: &str) -> Option<Compared> {
    let (at, sign) = ["相较于", "相比于", "相较", "与", "比", "较", "同"]
        .iter()
        .flat_map(|sign| words.match_indices(sign))
        .find(|(at, sign)| words.get(at + sign.len()..).is_some_and(|rest| base(rest).is_some()))?;
    let before = words.get(..at)?;
    let (year, stage, rest) = base(words.get(at + sign.len()..)?)?;
    let rest = ENDS.iter().find_map(|end| rest.strip_prefix(end)).unwrap_or(rest);
    let (stage, rest) = if stage.is_some() { (stage, rest) } else { stage_behind(rest) };
    let subject = subject(&format!("{}{}", before.trim_matches(','), rest.trim_matches(',')))?;
    let of = crate::vocabulary::lexicon::year(before.trim_matches(','));
    let of = of.map(|(year, _)| When::Year(year)).filter(|_| subject.is_none());
    Some(Compared { subject, of, year, stage, is_of_stages: false })
}

/// The stage behind the name of what is compared, and the name: `公务接待费年初预算`.
fn stage_behind(rest: &str) -> (Option<Stage>, &str) {
    let mut ends =
        rest.char_indices().filter_map(|(at, _)| Some((rest.get(..at)?, rest.get(at..)?)));
    let found = ends.find_map(|(name, end)| {
        let (stage, behind) = stage(end);
        let is_name = || read(name).is_some_and(|reading| reading.known > 0);
        (behind.is_empty() && stage.is_some() && is_name()).then_some((stage, name))
    });
    found.unwrap_or((None, rest))
}

/// With which year or stage, and what follows: `2030年预算`, `上年`, `年初预算数`.
fn base(text: &str) -> Option<(Option<When>, Option<Stage>, &str)> {
    if let Some((year, rest)) = year(text) {
        // 比2030年(改革前)决算数
        let remark = rest.strip_prefix('(').and_then(|rest| rest.split_once(')'));
        let (stage, rest) = stage(remark.map_or(rest, |(_, rest)| rest));
        return Some((Some(year), stage, rest));
    }
    let (stage, rest) = stage(text);
    matches!(stage, Some(Stage::Budget | Stage::Adjusted)).then_some((None, stage, rest))
}

/// What is compared, if the words name it; `None` where they are not understood.
fn subject(words: &str) -> Option<Option<Parts>> {
    if words.is_empty() {
        return Some(None);
    }
    let reading = read(words).filter(|reading| !reading.is_change)?;
    let is_named =
        reading.known > 0 && (reading.parts.stage.is_none() || !is_only_stage(&reading.parts));
    Some(is_named.then_some(reading.parts))
}

fn year(text: &str) -> Option<(When, &str)> {
    let last = ["上年度", "上年", "上一年度", "上一年", "去年"];
    let by_name = || Some((When::Last, last.iter().find_map(|name| text.strip_prefix(name))?));
    match crate::vocabulary::lexicon::year(text) {
        Some((year, rest)) => Some((When::Year(year), rest)),
        None => by_name(),
    }
}

fn stage(text: &str) -> (Option<Stage>, &str) {
    let stages = [
        ("年初预算数", Some(Stage::Budget)),
        ("年初预算", Some(Stage::Budget)),
        ("调整预算数", Some(Stage::Adjusted)),
        ("调整预算", Some(Stage::Adjusted)),
        ("全年预算数", Some(Stage::Adjusted)),
        ("全年预算", Some(Stage::Adjusted)),
        ("预算数", Some(Stage::Budget)),
        ("预算", Some(Stage::Budget)),
        ("决算数", Some(Stage::FinalAccounts)),
        ("决算", Some(Stage::FinalAccounts)),
        ("预计执行数", Some(Stage::Execution)),
        ("预算执行数", Some(Stage::Execution)),
        ("执行数", Some(Stage::Execution)),
        ("实际支出数", None),
        ("累计支出", None),
        ("支出数", None),
        ("收入数", None),
        ("实际数", None),
        ("完成数", None),
        ("同期数", None),
        ("同期", None),
    ];
    let found = stages.iter().find_map(|(words, stage)| Some((*stage, text.strip_prefix(words)?)));
    found.unwrap_or((None, text))
}

impl Compared {
    /// The claim made of `now`.
    pub fn assertion(&self, now: Parts, direction: Direction, context: Context) -> Assertion {
        let at = |stage| Parts { stage: Some(stage), ..now }.scope(context);
        if self.is_of_stages {
            let (left, right) = (at(Stage::FinalAccounts), at(Stage::Budget));
            return Assertion::Compare { left, right, direction };
        }
        let (now, base) = (now.scope(context), self.base(now).unwrap_or(now).scope(context));
        Assertion::Change {
            now,
            base,
            direction,
            by: None,
            percent: None,
            is_self_contradictory: false,
        }
    }
}

/// Of what the percentage after `words` is a share; `None` where they speak of no share.
pub fn whole(words: &str) -> Option<Whole> {
    let words = words.trim_matches([',', '、', ':', '(']);
    if let Some(done) = words.strip_suffix('的').unwrap_or(words).split_once("完成") {
        let budget = ["预算", "年初预算", "预算数", "年初预算数"];
        return budget.contains(&done.1).then_some(Whole::Budget);
    }
    let said = words.strip_prefix("占")?;
    let said = ["的比重为", "的比例为", "比重为", "比例为", "比为", "比", "的"]
        .iter()
        .find_map(|end| said.strip_suffix(end))
        .unwrap_or(said);
    if said.is_empty() {
        return Some(Whole::Open);
    }
    read(said).filter(|reading| reading.known > 0).map(|reading| Whole::Said(reading.parts))
}
