//! Numbers in sentences: what the words before an amount say that it counts, and what a
//! sentence claims of it (more than last year, a share of something).
//!
//! A paragraph is read from left to right. What it has spoken of so far, the list that an
//! earlier paragraph announced and the heading above complete what its words leave open.

mod abreast;
mod adjusted;
mod apart;
mod balance;
mod beside;
mod by_column;
mod claims;
mod classes;
mod clauses;
mod coded;
mod compare;
mod comparing;
mod discourse;
mod distributed;
mod divided;
mod even;
mod figures;
mod groups;
mod heading;
mod kin;
mod lead;
mod left_open;
mod level;
mod list_ends;
#[cfg(test)]
mod list_tests;
mod listed;
mod listing;
mod marks;
mod members;
mod moved;
mod open_list;
mod other_whole;
mod owned;
mod owner;
mod plan;
mod quantities;
mod rates;
mod said;
mod settled;
mod share_run;
mod shared;
mod shares;
mod signed;
mod slips;
mod sorted;
mod stated;
mod statement;
mod stating;
mod stock;
mod subjects;
mod sums;
#[cfg(test)]
mod tests;
mod tiers;
mod together;
mod topic;
mod totals;
mod untitled;
mod uses;
mod within;
mod words;
mod years;

pub(crate) use by_column::restage;
pub(crate) use classes::items_within_classes;
pub(crate) use groups::{part, part_heads, part_sides, part_stages};
pub use said::Said;
pub use subjects::Subjects;
pub(crate) use together::announces;
pub(crate) use untitled::{part_many, part_plans, part_years};

use crate::model::{Claim, Observation, Value};
use crate::vocabulary::normal::{label, normal};
use crate::vocabulary::parts::{Context, Parts};
use crate::vocabulary::{lexicon, money};
use abreast::Abreast;
use discourse::Discourse;
use distributed::distributed;
use document::Paragraph;
use figures::{Figure, Role, adds_up, figures, has_one_level};
use ledger::{Printed, Year, nodes};
use listed::{Head, Open, Remembered, Run};
use listing::names_account;
use share_run::ShareRun;
use shares::is_part;
use statement::Statement;
use together::{compares_behind, is_open, item_and_rest, pieces};
use topic::Topic;

/// The longest heading, in characters, with which a paragraph begins.
const MAX_LEAD: usize = 24;

/// Reads the paragraphs of a document, one after the other.
#[derive(Debug)]
pub struct Reader<'a> {
    /// The names of the entities in normal form, which say nothing of the scope.
    names: &'a [String],
    subjects: &'a Subjects,
    topic: Topic,
    /// What the paragraph before spoke of last.
    last: Option<Parts>,
    /// The lists whose parts the next paragraphs may name.
    listed: Open,
    /// The numbered paragraphs before, which the next one may sum up.
    run: Run,
    /// The same with their shares in one whole.
    shares: ShareRun,
    /// The list of paragraphs with several amounts each.
    abreast: Abreast,
    /// The amount that the paragraph before names alone, which lists may divide.
    alone: Option<Remembered>,
    /// Whether the paragraph before is an item of a list that goes on.
    is_open: bool,
    /// The amounts of the paragraph before.
    before: Vec<Remembered>,
    /// An amount that the paragraphs behind it may divide.
    head: Option<Head>,
    /// Whether the last amount of the paragraph before was not recognised.
    is_lost: bool,
}

impl<'a> Reader<'a> {
    /// A reader at the beginning of a document.
    pub fn new(names: &'a [String], subjects: &'a Subjects) -> Self {
        let (topic, listed, run) = (Topic::default(), Open::default(), Run::default());
        let (shares, abreast) = (ShareRun::default(), Abreast::default());
        let (last, alone, is_open, head, before) = (None, None, false, None, Vec::new());
        Self {
            names,
            subjects,
            topic,
            last,
            listed,
            run,
            shares,
            abreast,
            alone,
            is_open,
            before,
            head,
            is_lost: false,
        }
    }

    /// Reads the next paragraph, and those that stand together in it one after the other.
    pub fn read(&mut self, paragraph: &Paragraph, context: Context) -> Said {
        let mut pieces = pieces(&paragraph.text);
        let is_last = self.completes(&paragraph.text) && compares_behind(&paragraph.text);
        let is_open_item = std::mem::replace(&mut self.is_open, is_open(&paragraph.text));
        let is_item = is_open_item || is_last || paragraph.text.starts_with("其中");
        if is_item && let [item] = pieces.as_slice() {
            pieces = item_and_rest(item);
        }
        if pieces.len() < 2 {
            return self.read_one(paragraph, context);
        }
        let mut said = Said::default();
        for text in pieces {
            let piece = Paragraph { text: text.to_owned(), ..paragraph.clone() };
            said.extend(self.read_one(&piece, context));
        }
        said
    }

    /// Whether the first amount of a paragraph and those of the paragraphs before make up their head.
    /// Where each of them is a single sentence, what follows in the last one is of the whole list.
    fn completes(&mut self, text: &str) -> bool {
        let text = normal(text);
        let figures = figures(&text);
        let Some(first) = figures.iter().find(|it| it.role == Role::Level && it.fen() > 0) else {
            return false;
        };
        let own = first.fen();
        // 全县支出9万元。 | 县本级一般公共预算支出6万元。: begins another list.
        let is_head =
            |head: &Head| names_account(first.words) && first.side() == head.amount.figure().side();
        if let Some(head) = &mut self.head
            && !is_head(head)
            && head.sum + own <= head.amount.figure().fen()
        {
            let is_last = head.sum > 0 && head.sum + own == head.amount.figure().fen();
            let is_of_list = is_last && head.is_plain;
            head.sum += own;
            head.part = Some(Remembered::of(first));
            head.is_plain &= !text.trim_end_matches('。').contains('。');
            return is_of_list;
        }
        self.head =
            Some(Head { amount: Remembered::of(first), part: None, sum: 0, is_plain: true });
        false
    }

    fn read_one(&mut self, paragraph: &Paragraph, context: Context) -> Said {
        let mut text = normal(&paragraph.text);
        // 同比上年9万元增加
        if text.contains("同比上年") || text.contains("同比去年") {
            text = text.replace("同比上年", "比上年").replace("同比去年", "比去年").into();
        }
        if let Some(with_year) = with_year(&text, self.names) {
            text = with_year.into();
        }
        for name in self.names.iter().filter(|name| !name.is_empty()) {
            if !text.contains(name.as_str()) {
                continue;
            }
            text = without_name(&text, name).into();
        }
        let text = distributed(&text);
        let label = label(&text);
        // Below 二、2030年决算 a paragraph may speak of 2031 all the same.
        let first = lexicon::years(&text).next();
        let is_named = |year: &Year| first.is_none_or(|first| first == *year);
        let year = self.topic.year(context.year).filter(is_named).or(context.year);
        let is_later = self.topic.is_later(first);
        let year = year.filter(|year| match first {
            Some(first) => !is_later || *year == first,
            None => !self.topic.is_torn(),
        });
        let stage = self.topic.stage(context.stage);
        let context = Context { year, stage, ..context };
        if self.topic.take_heading(&label) {
            let mut claims = self.listed.end(self.subjects);
            claims.extend(self.shares.end());
            claims.extend(self.abreast.end());
            self.last = None;
            return Said { amounts: money::count(label.words), claims, ..Said::default() };
        }
        self.topic.take_year(first);
        self.topic.begin(&label);
        if let Some(name) = label.words.strip_suffix("(类)") {
            self.topic.class = self.subjects.class(name);
        }
        let words = self.topic.after_heading(&label);
        let item = self.topic.item.take().filter(|_| !label.is_numbered);
        let mut statement = Statement::new(self.subjects, &self.topic, paragraph, context);
        statement.figures = figures(words);
        statement.is_other_side = self.before.first().is_some_and(|before| {
            let first = statement.figures.first();
            first.is_some_and(|first| is_other_side_of(&before.figure(), first))
        });
        statement.is_numbered = label.is_numbered;
        statement.is_lost_before = std::mem::take(&mut self.is_lost);
        let last = item.or(self.last.take().filter(|_| goes_on_comparing(words)));
        (statement.spoken.last, statement.spoken.item) = (last, item);
        statement.spoken.begins_headed = words.len() < label.words.len();
        statement.spoken.begins_unknown = topic::begins_unknown(&label, words);
        let heading = label.words.strip_suffix(words).unwrap_or_default();
        statement.said.amounts = money::count(heading);
        let lead = words.split_once('。').map_or("", |(lead, _)| lead);
        let is_lead = label.is_numbered && lead.chars().count() < MAX_LEAD && !lead.contains('元');
        statement.heading = if heading.is_empty() && is_lead { lead } else { heading };
        let first = statement.figures.first().map_or(words.len(), |it| it.range.start);
        let nearest = Some(statement.heading).filter(|it| !it.is_empty());
        let above = nearest.or_else(|| self.topic.headings().last());
        statement.below = above.map_or(0, apart::below);
        let mut sentences = words.split('。').peekable();
        let mut end = 0;
        while let Some(sentence) = sentences.next() {
            end += sentence.len() + '。'.len_utf8();
            let next = sentences.peek().filter(|next| next.starts_with("其中"));
            statement.next = next.copied().unwrap_or_default();
            statement.sentence(sentence);
            // 支出9万元,甲费6万元,乙费3万元。比上年增加: of the whole or of the last part.
            let own = statement.figures.iter().filter(|it| it.range.end < end);
            if sentences.peek().is_some() && adds_up(own) {
                statement.spoken.last = None;
            }
        }
        statement.add_up(words, self.alone.as_ref(), self.head.as_ref());
        self.is_lost = statement.spoken.last_unrecognised;
        let only = statement.spoken.last.and_then(|last| statement.only_stage(last));
        let only = statement.spoken.stage.or(only);
        let Statement { spoken: Discourse { last, item, .. }, mut said, figures, .. } = statement;
        let (place, subjects) = (&paragraph.place, self.subjects);
        said.claims.extend(self.listed.take(words, &label, &figures, subjects));
        said.claims.extend(self.run.take(words, &label, &figures, (place, subjects)));
        said.claims.extend(self.shares.take(words, &label, &figures, place));
        said.claims.extend(self.abreast.take(&label, &figures, place));
        let alone = self.alone.take();
        let by_kind = alone
            .as_ref()
            .and_then(|alone| sorted::lists(words, alone, &figures, (place, subjects)));
        let is_by_kind = by_kind.is_some();
        said.claims.extend(by_kind.into_iter().flatten());
        said.claims.extend(sorted::sides(words, &figures, (place, subjects)));
        said.claims.extend(sorted::within(words, &self.before, &figures, (place, subjects)));
        let levels = figures.iter().filter(|it| it.role == Role::Level);
        self.before = levels.map(Remembered::of).collect();
        let kept = alone.filter(|_| is_by_kind || label.is_numbered);
        let own = || Remembered::only(&figures).filter(|_| !label.is_numbered && !is_part(words));
        self.alone = kept.or_else(own);
        self.listed.open(words, &label, &figures, place);
        other_whole::remove(&mut said.claims, &figures);
        let rest = words.get(first..).unwrap_or_default();
        let is_alone = has_one_level(&figures) && rest.find('。') == rest.rfind('。');
        drop(figures);
        // 支出9万元,其中:甲费3万元; and the other parts in paragraphs of their own
        let announces = text.ends_with(':') || text.ends_with(';') && words.contains("其中:");
        if announces || is_alone {
            self.topic.take_lead(&label, words.get(..first).unwrap_or_default(), !announces);
        }
        let is_alone = said.observations.is_empty() && said.unrecognised.is_empty();
        self.topic.item = item.filter(|_| is_alone && label.is_numbered);
        refine_zeros(&mut said.observations);
        let public = said.observations.iter().rfind(|it| it.scope.memo == nodes().three_public);
        if let Some(public) = public {
            self.topic.public_fund =
                Some(public.scope.fund).filter(|fund| nodes().fiscal.contains(*fund));
        }
        self.topic.end(&text, &label, (last, self.is_lost), only);
        self.last = last;
        said
    }

    /// Leaves the part of the document: a table or another part follows. Returns what the lists
    /// state that end here.
    pub fn leave(&mut self) -> Vec<Claim> {
        self.topic = Topic::default();
        (self.run, self.last, self.head) = (Run::default(), None, None);
        let mut claims = self.listed.end(self.subjects);
        claims.extend(self.shares.end());
        claims.extend(self.abreast.end());
        claims
    }
}

/// 社会保险基金收入3万元。 | 支出2万元: whether the second begins with the other side of one fund, which it does not name.
fn is_other_side_of(before: &Figure<'_>, first: &Figure<'_>) -> bool {
    const FUNDS: [&str; 5] = ["基金", "保险", "国有资本", "一般公共预算", "财政专户"];
    let is_bare = |it: &Figure<'_>| {
        let words = it.words.trim_end_matches(['为', '数']);
        it.gap == it.words && matches!(words, "支出" | "收入" | "支出完成" | "收入完成")
    };
    let is_of_fund = FUNDS.iter().any(|fund| before.words.contains(fund));
    is_bare(first) && is_of_fund && before.side().is_some_and(|it| first.side() == Some(!it))
}

/// Whether a paragraph only says how the amounts of the one before compare: `支出决算大于年初预算的主要原因是…`.
fn goes_on_comparing(words: &str) -> bool {
    ["支出决算", "决算"].iter().any(|done| words.starts_with(done))
        && words.split(['。', ',']).next().is_some_and(|it| it.contains("预算"))
        && money::count(words) == 0
}

/// `text` with 年 behind the year right before a name, where it is left out: `2031云岭县水务局三公经费`.
fn with_year(text: &str, names: &[String]) -> Option<String> {
    let words = label(text).words;
    let (digits, rest) = words.split_at_checked(4)?;
    let is_year = lexicon::year(&format!("{digits}年")).is_some();
    let is_named =
        is_year && names.iter().any(|it| !it.is_empty() && rest.starts_with(it.as_str()));
    let before = text.strip_suffix(words)?;
    is_named.then(|| format!("{before}{digits}年{rest}"))
}

/// `text` without a name, nor the province or the city that stands before it where a sentence begins:
/// `某省某县水务局2031年支出`.
fn without_name(text: &str, name: &str) -> String {
    const LONGEST: usize = 8;
    let mut left = String::with_capacity(text.len());
    for (at, piece) in text.split(name).enumerate() {
        if at > 0 {
            let begin = left.rfind(['。', ';', ':', ',']).map_or(0, |at| {
                at + left.get(at..).and_then(|it| it.chars().next()).map_or(1, char::len_utf8)
            });
            let place = left.get(begin..).unwrap_or_default();
            let length = place.chars().count();
            let is_place = (2..=LONGEST).contains(&length)
                && place.ends_with(['省', '市', '区', '州', '盟', '县'])
                && place.chars().all(char::is_alphabetic)
                && !place.starts_with(['全', '我', '本', '由', '经', '对', '向', '与', '比', '较']);
            if is_place {
                left.truncate(begin);
            }
        }
        left.push_str(piece);
    }
    left
}

/// Beside amounts with decimals a plain 0 is nothing to the last of them: 0万元 among 4.00万元
/// and 1.15万元 is no 0.30万元. It is as fine as the coarsest of them.
fn refine_zeros(observations: &mut [Observation]) {
    let amounts = || observations.iter().filter_map(|seen| seen.value.printed());
    let finer = amounts().filter(|it| !it.is_zero()).map(Printed::decimals).min().unwrap_or(0);
    for seen in observations {
        if let Value::Printed(printed) = &mut seen.value
            && printed.is_zero()
        {
            *printed = printed.widened(finer);
        }
    }
}
