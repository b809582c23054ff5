//! What the headings and the announcements before a paragraph say of it.

use super::apart::{owner, tells};
use super::heading::{begins_counted, class, is_apart, is_of_all, only_year, stage};
use super::words::{is_only_stage, read};
use crate::vocabulary::lexicon::{self, Lexicon, Reading, Where};
use crate::vocabulary::normal::Label;
use crate::vocabulary::parts::Parts;
use classification::{Classification, Kind};
use ledger::{Code, Node, Stage, Year, nodes};

/// The longest heading, in characters.
const MAX_HEADING: usize = 40;

/// How deep headings of sections stand: 一、 and (一).
const MAX_SECTION: u8 = 2;

/// What holds for the sentences that follow.
#[derive(Debug, Default)]
pub struct Topic {
    /// The fund of which a heading speaks, and how deep that heading stands.
    fund: Option<(Node, u8)>,
    /// The stage of which a heading speaks, and how deep that heading stands.
    stage: Option<(Stage, u8)>,
    /// The year of the nearest heading that names exactly one, and the depth of that heading.
    year: Option<(Year, u8)>,
    /// Whether a paragraph below that heading spoke of a later year, so that those behind it may be of either.
    is_torn: bool,
    /// What the heading right above names: `(一)收入预算`.
    pub subject: Option<Reading>,
    /// The class whose subjects follow: `(一)教育支出(类)`, and then 1.普通教育(款)….
    pub class: Option<Code>,
    /// What the list divides that a paragraph announced (`其中：`, `主要内容如下：`).
    pub whole: Option<Parts>,
    /// The stage in which it was named, if only one was.
    pub whole_stage: Option<Stage>,
    /// Whether such a list divides an amount that was not recognised.
    pub is_lost: bool,
    /// Whether the next paragraph continues a list that divides an unrecognised amount.
    divides_lost: bool,
    /// The budget subject that a paragraph named alone: `1.教育支出(类)普通教育(款)小学教育(项)。`
    pub item: Option<Parts>,
    /// How deep that paragraph's number stands.
    announced: u8,
    /// The fund of the three public expenses that a paragraph named last, of which their items are.
    pub public_fund: Option<Node>,
    /// Whether the last paragraph goes on in the next one.
    goes_on: bool,
    /// The function named by a heading, and the depth of that heading: `一、农林水支出`.
    function: Option<(Code, u8)>,
    /// The depth of the heading that gives the body or the year of everything below, or another name
    /// that is not understood: `一、局本级`, `二、智慧执法项目`.
    apart: Option<u8>,
    /// Whether the paragraph itself begins with such a name: `1.局本级。支出3万元`, `局本级:支出3万元`.
    begins_apart: bool,
    /// The headings above, each below the one before, with their depths.
    headings: Vec<(u8, String)>,
    /// How the paragraphs begin that announce the lists which go on, each within the one before, with their
    /// depths and owners: `全县支出9万元,具体如下:`.
    leads: Vec<(u8, String, u32)>,
    /// The function that the paragraph itself begins with: `教育支出情况:基本支出3万元`.
    begins_with: Option<Code>,
}

impl Topic {
    /// Takes a heading; whether the paragraph is one.
    pub fn take_heading(&mut self, label: &Label<'_>) -> bool {
        let words = label.words;
        // 2031年: and then its amounts
        let is_year = |words: &str| lexicon::year(words).is_some_and(|(_, rest)| rest.is_empty());
        let words = words.strip_suffix(':').filter(|it| is_year(it)).unwrap_or(words);
        // (二)2030年执行情况。
        let counts = label.is_numbered || begins_counted(words) && only_year(words).is_some();
        let is_named = |it: &&str| counts && !it.contains([',', ';', '。', ':', '元']);
        let words = words.strip_suffix('。').filter(is_named).unwrap_or(words);
        let is_heading = words.chars().count() <= MAX_HEADING
            && !words.ends_with(['。', ';', ':', ','])
            && !words.contains("万元")
            && !words.contains("(类)");
        if is_heading {
            // One without a number stands below all that have one.
            let depth = if label.is_numbered { label.depth } else { u8::MAX };
            self.headings.retain(|(above, _)| *above < depth);
            self.headings.push((depth, words.to_owned()));
            // 1.教育支出情况 may be an item of the list.
            if label.depth <= MAX_SECTION {
                self.leads.clear();
            }
            let said = Lexicon::get().read(words, Where::Title).parts;
            self.function = self.function.filter(|(_, depth)| label.depth > *depth);
            let class = class(words).filter(|_| label.is_numbered);
            self.function = class.map(|class| (class, label.depth)).or(self.function);
            self.apart = self.apart.filter(|depth| label.depth > *depth);
            self.apart = self.apart.or(Some(label.depth).filter(|_| is_apart(label)));
            // (一)总体情况 stands below 五、一般公共预算财政拨款支出决算情况说明.
            let is_below = |depth: u8| label.depth > depth && (depth > 0 || label.is_bracketed);
            let above = self.fund.filter(|(_, depth)| is_below(*depth) && !is_of_all(said));
            // (一)财政拨款支出情况 is of the fund that the heading above names.
            let is_wider = |fund: Node| above.is_some_and(|(above, _)| fund.contains(above));
            let own = said.fund.filter(|fund| !is_wider(*fund));
            self.fund = own.map(|fund| (fund, label.depth)).or(above);
            let above = self.stage.filter(|(_, depth)| is_below(*depth));
            self.stage = stage(words).map(|stage| (stage, label.depth)).or(above);
            let above = self.year.filter(|(_, depth)| is_below(*depth));
            self.year = only_year(words).map(|year| (year, label.depth)).or(above);
            self.is_torn = false;
            let name = words.trim_end_matches("说明").trim_end_matches("情况");
            let is_subject = |it: &Reading| it.parts.flow.is_some() || it.parts.memo.is_some();
            self.subject = read(name).filter(is_subject);
            // (二)一般公共预算当年拨款结构情况: the shares that follow are of what it names.
            let fund = said.fund.filter(|_| said.memo.is_none() && words.contains("结构情况"));
            let of_fund =
                |fund| Parts { fund: Some(fund), flow: Some(nodes().spent), ..Parts::default() };
            self.whole = fund.map(of_fund);
            self.goes_on = self.whole.is_some();
            (self.announced, self.class) = (label.depth, None);
            (self.whole_stage, self.is_lost) = (None, false);
        }
        is_heading
    }

    /// Whether a heading above names whose or of what year all is, so that no amount is known.
    pub const fn is_apart(&self) -> bool {
        self.apart.is_some() || self.begins_apart
    }

    /// The function of which the heading speaks, or the head of the paragraph.
    pub fn function(&self) -> Option<Code> {
        self.begins_with.or(self.function.map(|(class, _)| class))
    }

    /// The words of the headings above.
    pub fn headings(&self) -> impl Iterator<Item = &str> {
        self.headings.iter().map(|(_, words)| words.as_str())
    }

    /// How the announcements begin of the lists that go on, the outermost first, each with its owner.
    pub fn leads(&self) -> impl DoubleEndedIterator<Item = (&str, u32)> {
        self.leads.iter().map(|(_, words, owner)| (words.as_str(), *owner))
    }

    /// Takes the beginning of a paragraph that announces a list, where it says of whom or of when that is.
    /// A paragraph with a single amount (`is_alone`) ends the current list only if it does so.
    pub fn take_lead(&mut self, label: &Label<'_>, words: &str, is_alone: bool) {
        let owner = owner(words);
        let tells = tells(words, owner);
        if tells || !is_alone {
            self.leads.retain(|(above, ..)| *above < label.depth);
        }
        if tells {
            self.leads.push((label.depth, words.to_owned(), owner));
        }
    }

    /// Takes the name with which a paragraph begins and that holds for all of it.
    fn take_head(&mut self, label: &Label<'_>) {
        let Some((name, _)) = label.words.split_once(['。', ':']) else { return };
        let is_ended = label.words.get(name.len()..).is_some_and(|it| it.starts_with('。'));
        let name = name.strip_suffix("情况").unwrap_or(name);
        let is_name = !name.contains(|c: char| c.is_ascii_digit() || matches!(c, ',' | ';'));
        let is_year = lexicon::year(name).is_some_and(|(_, rest)| rest.is_empty());
        // 关于水文站。项目支出3万元
        let of = name.strip_prefix("关于");
        if is_ended && !label.is_numbered && of.is_none() || !is_name && !is_year {
            return;
        }
        let name = of.unwrap_or(name);
        let head = Label { words: name, is_numbered: true, ..*label };
        self.begins_with = class(name);
        self.begins_apart = self.begins_with.is_none() && is_apart(&head);
    }

    /// Takes a heading that begins a numbered paragraph, `1.收入情况。本年…`, `2.公务接待费。…`;
    /// what follows it.
    pub fn after_heading<'w>(&mut self, label: &Label<'w>) -> &'w str {
        let is_heading = |(words, _): &(&str, &str)| {
            let is_ended = label.words.get(words.len()..).is_some_and(|it| it.starts_with('。'));
            let names = || read(words).is_some_and(|reading| reading.known > 0);
            // (一)收入预算:2031年年初预算数3万元
            let rest = label.words.get(words.len()..).unwrap_or_default();
            let is_named = || rest.starts_with(':') && names_stage(rest) && names();
            ["情况", "说明"].iter().any(|end| words.ends_with(end))
                || is_ended && names()
                || is_named()
        };
        let heading = label.words.split_once(['。', ':']).filter(|_| label.is_numbered);
        match heading.filter(is_heading) {
            Some((words, rest)) if self.take_heading(&Label { words, ..*label }) => rest,
            _ => label.words,
        }
    }

    /// The fund of which the heading speaks, where `parts` say no more than 财政拨款: below a
    /// heading of one fund that is what is meant.
    pub fn narrowed(&self, parts: Parts) -> Option<Parts> {
        let (fund, _) = self.fund.filter(|_| parts.fund == Some(nodes().fiscal))?;
        let is_below = nodes().fiscal.contains(fund) && fund != nodes().fiscal;
        is_below.then_some(Parts { fund: Some(fund), ..parts })
    }

    /// The stage of the paragraphs below the headings, in a document of `stage`.
    pub fn stage(&self, stage: Stage) -> Stage {
        match self.stage {
            // In final accounts the execution of the budget is what they are of.
            Some((Stage::Execution, _)) if stage != Stage::Budget => stage,
            Some((said, _)) => said,
            None => stage,
        }
    }

    /// The year of the paragraphs below the headings, in a document of the year `own`.
    pub fn year(&self, own: Option<Year>) -> Option<Year> {
        let is_near = |year: &Year| own.is_none_or(|own| own.0.abs_diff(year.0) <= 1);
        self.year.map(|(year, _)| year).filter(is_near).or(own)
    }

    /// Takes note of the first year that a paragraph names: below 二、2030年决算情况 one on 2031 changes what
    /// those behind it are of.
    pub fn take_year(&mut self, first: Option<Year>) {
        self.is_torn = self.is_later(first) || self.is_torn && first.is_none();
    }

    /// Whether the first year of a paragraph is later than that of the heading above it.
    pub fn is_later(&self, first: Option<Year>) -> bool {
        self.year.zip(first).is_some_and(|((heading, _), first)| first > heading)
    }

    /// Whether paragraphs that name no year may be of another one than the heading says.
    pub const fn is_torn(&self) -> bool {
        self.is_torn
    }

    /// Whether a heading above names a stage.
    pub const fn is_staged(&self) -> bool {
        self.stage.is_some()
    }

    /// Begins a paragraph: numbered ones belong to the list announced before, if deeper than
    /// what announced it; others where the last one has not ended, or where they name a part.
    pub fn begin(&mut self, label: &Label<'_>) {
        (self.begins_apart, self.begins_with) = (false, None);
        // An item is none of the one before it.
        self.leads.retain(|(above, ..)| *above == 0 || !label.is_numbered || *above < label.depth);
        self.take_head(label);
        let is_item = || names_part(label.words, self.whole.is_none());
        let goes_on = !label.is_numbered && (self.goes_on || is_item());
        self.whole = self.whole.filter(|_| goes_on || label.depth > self.announced);
        self.is_lost &= goes_on && names_part(label.words, true);
        self.is_lost |= self.divides_lost && self.goes_on;
    }

    /// Ends a paragraph: perhaps it announces a list.
    /// `is_lost` says whether its last amount is not recognised.
    pub fn end(
        &mut self,
        text: &str,
        label: &Label<'_>,
        (last, is_lost): (Option<Parts>, bool),
        only: Option<Stage>,
    ) {
        self.goes_on = text.ends_with([':', ';']);
        // The list below 某项目9万元,具体安排如下: divides an unrecognised amount.
        self.divides_lost = match text.ends_with(':') {
            true => is_lost && text.contains('元'),
            false => self.divides_lost && self.goes_on,
        };
        // 基本支出3万元。 alone, and its parts below it
        let is_alone = text.matches('元').count() == 1 && text.ends_with("元。");
        let heads_list = (label.is_numbered || is_alone)
            && label.words.chars().count() <= MAX_HEADING
            && !["包括", "用于"].iter().any(|it| label.words.contains(it))
            && last.is_some_and(|it| it.purpose.is_some() && it.economic.is_none());
        let is_divided = |it: &str| ["其中", "用于以下方面"].iter().any(|end| it.ends_with(end));
        let Some(announced) = text.strip_suffix(':') else {
            // 一、基本支出3万元。 And then, without numbers, its parts.
            if heads_list {
                self.whole = last.map(|last| Parts { stage: None, ..last });
                (self.whole_stage, self.is_lost) = (only, false);
                self.announced = label.depth;
            }
            return;
        };
        let announced = announced.rsplit(['。', ';']).next().unwrap_or_default();
        let is_divided = is_divided(announced);
        let whole = match is_divided {
            true => last.map(|last| Parts { stage: None, ..last }),
            false if label.is_numbered => return,
            false => read(announced)
                .filter(|reading| reading.known > 0)
                .map(|reading| self.within(reading.parts)),
        };
        self.is_lost = is_divided && whole.is_none();
        self.whole_stage = only.filter(|_| is_divided);
        (self.whole, self.announced) = (whole, label.depth);
    }

    /// `parts` with the fund of the heading, where they name none.
    pub fn within(&self, parts: Parts) -> Parts {
        let fund = parts.fund.or(self.fund.map(|(fund, _)| fund));
        // 一、农林水支出, and below it 基本支出3万元, or 支出3万元
        let is_bare = parts.memo.is_none() && parts.economic.is_none();
        let is_spent = parts.purpose.is_some() || is_bare && parts.flow() == Some(nodes().spent);
        let function = self.function().filter(|_| is_spent);
        Parts { fund, function: parts.function.or(function), ..parts }
    }
}

/// Whether a paragraph begins with a name of its own that is not understood: `1.某怪费。支出决算为`.
/// Where its amounts name nothing, they are of that, and not of what a heading names.
pub(super) fn begins_unknown(label: &Label<'_>, words: &str) -> bool {
    let Some((name, rest)) = words.split_once(['。', ':']) else { return false };
    // A subject with its levels is longer, and a sentence without a number is seldom so short.
    let most = match label.is_numbered {
        true if name.contains("(类)") => 2 * MAX_HEADING,
        true => MAX_HEADING,
        false => MAX_HEADING / 2,
    };
    let is_name = name.chars().count() <= most
        && !name.contains(|c: char| c.is_ascii_digit() || c == ',' || c == ';');
    let is_own =
        label.is_numbered || words.get(name.len()..).is_some_and(|it| it.starts_with('。'));
    is_own && is_name && !rest.is_empty() && read(name).is_none()
}

/// Whether the words of the first amount behind a heading name a year or a stage and nothing else.
fn names_stage(rest: &str) -> bool {
    let words = rest.trim_start_matches(':');
    let end = words.find("万元").unwrap_or(0);
    let words = words.get(..end).unwrap_or_default();
    let words = words.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.' || c == ',');
    let is_stage = |it: &Reading| it.parts.stage.is_some() && is_only_stage(&it.parts);
    lexicon::year(words).is_some() && read(words).is_some_and(|reading| is_stage(&reading))
}

/// Whether a paragraph begins with the name of a part of spending: `商品和服务支出3万元`, or
/// if `is_purpose`, with 基本支出 or 项目支出.
fn names_part(words: &str, is_purpose: bool) -> bool {
    let end = words.find(|c: char| c.is_ascii_digit()).unwrap_or(words.len());
    let name = words.get(..end).unwrap_or_default();
    let name = ["决算", "预算"].iter().fold(name, |name, stage| name.trim_end_matches(stage));
    let parts = read(name).map(|reading| reading.parts).unwrap_or_default();
    match is_purpose {
        true => parts.purpose.is_some(),
        false => {
            let named = Classification::get(Kind::Economic).class(name);
            named.is_some() || parts.purpose.is_some() || parts.economic.is_some()
        }
    }
}
