//! Bodies that sentences name before the year: `云岭县水务局2031年“三公”经费预算为…`.

use crate::heading::titles::is_body;
use crate::vocabulary::lexicon;
use crate::vocabulary::normal::{label, normal};
use document::Document;
use std::collections::BTreeSet;

/// The longest name looked for, in characters.
const MAX_NAME: usize = 25;

/// The endings of a government that publishes for all its bodies.
const GOVERNMENTS: [char; 6] = ['县', '市', '区', '州', '旗', '盟'];

/// Words for a government as a whole or for its own level.
const LEVELS: [&str; 18] = [
    "全县",
    "全市",
    "全区",
    "全州",
    "全旗",
    "我县",
    "我市",
    "我区",
    "县级",
    "市级",
    "区级",
    "县本级",
    "市本级",
    "区本级",
    "市直",
    "县直",
    "区直",
    "地方",
];

/// Words before a year that begin no name.
const NO_NAMES: [&str; 22] = [
    "用于", "纳入", "收到", "向", "关于", "截至", "截止", "按照", "根据", "其中", "现将", "预计",
    "主要", "经过", "与", "比", "较", "同", "对", "自", "从", "在",
];

/// Returns the names by which a document means its own body: those
/// that shorten one of `names`, or, in a document that names no body, the only one there is. Two
/// different names may be two bodies, whose amounts have nothing to do with each other.
pub fn speakers(document: &Document, names: &[String]) -> Vec<String> {
    let sentences = document.paragraphs().flat_map(|paragraph| paragraph.text.split('。'));
    let mut found: BTreeSet<String> = BTreeSet::new();
    for sentence in sentences {
        found.extend(name_before_year(sentence).or_else(|| name_after_year(sentence, names)));
    }
    if !names.is_empty() {
        // 云岭族自治县水务局 in a text, 云岭县水务局 in its title.
        let is_long = |name: &str, short: &str| name.contains("自治") && shortens(short, name);
        let is_full = |name: &str, short: &str| is_full(name.trim_end_matches("部门"), short);
        found.retain(|name| {
            let is_own = |it: &String| shortens(name, it) || is_long(name, it) || is_full(name, it);
            names.iter().any(is_own)
        });
        return found.into_iter().collect();
    }
    if found.is_empty() {
        found.extend(only_government(document));
    }
    let is_level = |name: &str| LEVELS.contains(&name);
    let is_government = found.iter().all(|name| name.ends_with(GOVERNMENTS));
    if found.len() > 1 || !found.iter().all(|name| is_publisher(name) || is_level(name)) {
        return Vec::new();
    }
    found.extend(level(document).filter(|_| is_government));
    if is_government {
        found.retain(|name| speaks_of_three_public(document, name));
    }
    found.into_iter().collect()
}

/// Returns the level of which a government's document speaks, if there is but one. 我县 may be any.
fn level(document: &Document) -> Option<String> {
    let is_said = |level: &&&str| document.paragraphs().any(|it| it.text.contains(**level));
    let own = |level: &&&str| !level.starts_with('我');
    let mut levels = LEVELS.iter().filter(own).filter(is_said);
    let level = levels.next().filter(|_| levels.next().is_none())?;
    // 三公经费支出9万元。县本级三公经费支出6万元: the first is of more.
    let first = document.paragraphs().find(|it| it.text.contains('元') || it.text.contains(*level));
    first.is_none_or(|it| it.text.contains(*level)).then(|| (*level).to_owned())
}

/// Returns the only government that sentences name after a year, `2031年云岭区`, or only its level,
/// where none is named before a year.
fn only_government(document: &Document) -> BTreeSet<String> {
    let sentences = document.paragraphs().flat_map(|paragraph| paragraph.text.split('。'));
    let named: BTreeSet<String> = sentences.filter_map(government_after_year).collect();
    match named.len() {
        0 => {
            let level = level(document);
            level.filter(|level| speaks_of_three_public(document, level)).into_iter().collect()
        }
        1 => named,
        _ => BTreeSet::new(),
    }
}

/// Returns the government that follows the year at the beginning of a sentence.
fn government_after_year(sentence: &str) -> Option<String> {
    const LONGEST: usize = 6;
    let end = sentence.char_indices().nth(MAX_NAME).map_or(sentence.len(), |(at, _)| at);
    let words = normal(sentence.get(..end)?);
    let (_, rest) = lexicon::year(label(&words).words)?;
    let rest = rest.trim_start_matches(',');
    let starts = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST);
    let mut starts = starts.filter_map(|end| rest.get(..end));
    let name = starts.find(|name| name.ends_with(GOVERNMENTS))?;
    let is_name = is_publisher(name) && name.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    is_name.then(|| name.to_owned())
}

/// Returns whether a document speaks of nothing but the three public expenses where it names a
/// government: what else a government receives and spends is divided in ways of its own.
fn speaks_of_three_public(document: &Document, name: &str) -> bool {
    let mut named = document.paragraphs().filter(|it| it.text.contains(name));
    named.all(|paragraph| paragraph.text.contains("三公"))
}

fn is_publisher(name: &str) -> bool {
    let is_all = name.starts_with(['全', '各', '本']);
    !is_all && name.chars().count() >= 3 && (is_body(name) || name.ends_with(GOVERNMENTS))
}

/// Returns what stands before the year at the beginning of a sentence, if it may be a name.
fn name_before_year(sentence: &str) -> Option<String> {
    let end = sentence.char_indices().nth(MAX_NAME + 10).map_or(sentence.len(), |(at, _)| at);
    let start = sentence.get(..end)?;
    if !start.contains('年') {
        return None;
    }
    let words = normal(start);
    let words = label(&words).words;
    let name = words.get(..words.find(|c: char| c.is_ascii_digit())?)?;
    lexicon::year(words.get(name.len()..)?)?;
    let is_name = (2..=MAX_NAME).contains(&name.chars().count())
        && !NO_NAMES.iter().any(|words| name.starts_with(words))
        && name.chars().all(|c| c.is_alphabetic() && !c.is_ascii());
    is_name.then(|| name.to_owned())
}

/// Returns the name that follows the year at the beginning of a sentence: the longest that
/// shortens one of `names`, or where there are none, the first words that end like a body's name
/// and tell of which place it is.
fn name_after_year(sentence: &str, names: &[String]) -> Option<String> {
    let end = sentence.char_indices().nth(MAX_NAME + 10).map_or(sentence.len(), |(at, _)| at);
    let words = normal(sentence.get(..end)?);
    let (_, rest) = lexicon::year(label(&words).words)?;
    let end = rest.find(|c: char| !c.is_alphabetic() || c.is_ascii()).unwrap_or(rest.len());
    // 2031年度用于保障云岭县水务局运转的支出 begins with no name.
    let rest = rest.get(..end)?.trim_start_matches('度');
    if NO_NAMES.iter().any(|words| rest.starts_with(words)) {
        return None;
    }
    let starts = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take(MAX_NAME);
    let mut starts = starts.filter_map(|end| rest.get(..end)).filter(|name| is_body(name));
    let is_placed = |name: &&str| {
        is_publisher(name)
            && name.chars().count() > 4
            && name.contains(['县', '市', '区', '州', '旗'])
    };
    let name = match names {
        [] => starts.find(is_placed),
        names => starts.filter(|name| names.iter().any(|full| shortens(name, full))).last(),
    };
    name.map(str::to_owned)
}

/// Returns whether `short` is a short form of `full`: `县工商联`, `我院`.
fn shortens(short: &str, full: &str) -> bool {
    let own = short.strip_prefix(['我', '本']);
    if own.is_some_and(|kind| full.ends_with(kind)) {
        return true;
    }
    let mut left = full.chars();
    short.chars().count() >= 3
        && !short.ends_with('级')
        && short.chars().all(|c| left.any(|other| other == c))
}

/// Returns whether `name` is `short` with some characters more: 云岭县科学技术局, 云岭县科技局.
fn is_full(name: &str, short: &str) -> bool {
    const MORE: usize = 4;
    let more = name.chars().count().saturating_sub(short.chars().count());
    let place: String = short.chars().take(3).collect();
    (1..=MORE).contains(&more)
        && is_body(short)
        && name.starts_with(&place)
        && name.chars().last() == short.chars().last()
        && shortens(short, name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::Block;

    fn named(names: &[&str], lines: &[&str]) -> Vec<String> {
        let blocks = lines.iter().map(|it| Block::Paragraph(crate::testing::paragraph(it)));
        let names: Vec<String> = names.iter().map(|it| (*it).to_owned()).collect();
        speakers(&Document { blocks: blocks.collect(), remarks: Vec::new() }, &names)
    }

    #[test]
    fn the_only_body_of_a_document_without_a_title_is_its_own() {
        let own = "云岭县水务局2031年“三公”经费预算为3万元。";
        assert_eq!(named(&[], &[own]), ["云岭县水务局"]);
        assert_eq!(named(&[], &[own, "云岭县教育局2031年预算为4万元。"]), [""; 0]);
        assert_eq!(named(&[], &["全县2031年预算为4万元。"]), [""; 0]);
        assert_eq!(named(&[], &["公务用车2031年预算为4万元。"]), [""; 0]);
    }

    #[test]
    fn a_name_may_follow_the_year() {
        let own = "2031年云岭县水务局收入预算3万元。";
        assert_eq!(named(&[], &[own]), ["云岭县水务局"]);
        let full = "云岭县人民检察院";
        assert_eq!(named(&[full], &["2031年云岭县检察院收入预算3万元。"]), ["云岭县检察院"]);
        assert_eq!(named(&[full], &["2031年县审计局收入预算3万元。"]), [""; 0]);
        assert_eq!(named(&[], &["2031年社会保障支出3万元。"]), [""; 0]);
    }

    #[test]
    fn a_government_speaks_of_one_level() {
        let title = "云岭县2031年三公经费";
        let (all, own) = ("2031年全县三公经费3万元。", "县本级三公经费2万元。");
        assert_eq!(named(&[], &[title, all]), ["云岭县", "全县"]);
        assert_eq!(named(&[], &[title, all, own]), ["云岭县"]);
        assert_eq!(named(&[], &["云岭县2031年收入3万元。"]), [""; 0]);
    }

    #[test]
    fn a_government_may_follow_the_year() {
        let own = "2031年云岭区三公经费3万元。";
        assert_eq!(named(&[], &["2031年云岭区区级三公经费决算", own]), ["云岭区", "区级"]);
        assert_eq!(named(&[], &["2031年，市本级三公经费3万元。"]), ["市本级"]);
        assert_eq!(named(&[], &["2031年，市本级收入3万元。"]), [""; 0]);
        assert_eq!(named(&[], &[own, "2031年春山县三公经费4万元。"]), [""; 0]);
    }

    #[test]
    fn a_full_name_is_the_body_s() {
        let full = "云岭县科学技术局部门2031年收入3万元。";
        assert_eq!(named(&["云岭县科技局"], &[full]), ["云岭县科学技术局部门"]);
        assert_eq!(named(&["云岭县科技局"], &["春山县科学技术局2031年收入3万元。"]), [""; 0]);
    }

    #[test]
    fn a_short_name_is_the_body_s() {
        let full = "云岭县工商业联合会";
        assert_eq!(named(&[full], &["县工商联2031年收入3万元。"]), ["县工商联"]);
        assert_eq!(named(&["云岭县人民法院"], &["我院2031年支出3万元。"]), ["我院"]);
        for other in ["我县2031年收入3万元。", "全县2031年收入3万元。", "县财政局2031年收入3万元。"]
        {
            assert_eq!(named(&[full], &[other]), [""; 0], "{other}");
        }
    }
}
