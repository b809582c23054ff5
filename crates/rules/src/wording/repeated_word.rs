#![doc = include_str!("../../pages/YS506.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use crate::search::places;
use finding::Severity;
use message::Message;

/// Words that are never correctly repeated.
const WORDS: [&str; 41] = [
    "原因",
    "增加",
    "减少",
    "下降",
    "增长",
    "上年",
    "比上年",
    "较上年",
    "决算数",
    "主要是",
    "厉行节约",
    "的",
    "和",
    "与",
    "及",
    "进行",
    "以及",
    "主要",
    "用于",
    "根据",
    "按照",
    "其中",
    "开展",
    "通过",
    "负责",
    "组织",
    "完成",
    "实施",
    "加强",
    "推进",
    "包括",
    "万元",
    "安排",
    "情况",
    "我局",
    "主要用于",
    "主要原因",
    "其中：",
    "本部门",
    "本单位",
    "预算数",
];

/// The length of the longest of the words, in characters.
const LONGEST: usize = 4;

/// Longer runs than these two characters are no words that two names share.
const RUN: std::ops::RangeInclusive<usize> = 2..=12;

/// What follows a noun that one name ends and the next begins with: `债务债务率`.
const SUFFIXES: &str = "率额人费款金数量者员性度类型法标对设购资品站所处区学业科条办";

/// How names of bodies and places end, with which the name of what is theirs may begin: 局机关机关运行经费.
const BODIES: [&str; 12] = [
    "机关", "机构", "中心", "工会", "系统", "学校", "医院", "协会", "社区", "公司", "古城", "园区",
];

/// Single characters that nobody writes twice before a number: `预算为为3万元`.
const BEFORE_NUMBERS: [char; 6] = ['为', '是', '达', '约', '计', '共'];

/// Directions, one of which a clause has to give to be told where it is repeated.
const DIRECTIONS: [&str; 6] = ["增加", "减少", "增长", "下降", "上升", "降低"];

/// Nouns at which two names may meet.
const NOUNS: [&str; 8] = ["项目", "支出", "预算", "收入", "经费", "财政", "单位", "部门"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        if let Some(item) = item(&line.words) {
            let message = Message::new(
                format!("列举里“{item}”写了两遍。"),
                format!("The list names “{item}” twice."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(item)
                    .advice("删去一个，或换上漏写的一项。", "Delete one, or name what is missing."),
            );
        }
        if let Some(clause) = clause(&line.words) {
            let message = Message::new(
                format!("“{clause}”连写了两遍。"),
                format!("“{clause}” is said twice in a row."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(clause)
                    .advice("删去一个。", "Delete one of them."),
            );
        }
        if let Some((verb, words)) = verb(&line.words) {
            let message = Message::new(
                format!("“{words}”里的“{verb}”写了两遍。"),
                format!("“{verb}” is said twice in “{words}”."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(words)
                    .advice("删去一个。", "Delete one of them."),
            );
        }
        let mut repeated = repeated(&line.words);
        let is_noun = |(_, word): &(usize, &str)| NOUNS.contains(word);
        let hit = match repeated.clone().find(|hit| !is_noun(hit)) {
            Some(hit) => Some((hit, Severity::Warning)),
            None => repeated.next().map(|hit| (hit, Severity::Note)),
        };
        let doubled = || run(&line.words).or_else(|| before_number(&line.words));
        let listed = || Some((doubled()?, Severity::Warning));
        let hit = match hit {
            Some((_, Severity::Warning)) => hit,
            other => listed().or(other),
        };
        let Some(((at, word), severity)) = hit else { continue };
        let words = around(&line.words, at, at + 2 * word.len());
        let message = Message::new(
            format!("“{words}”里的“{word}”重复。"),
            format!("“{word}” is repeated in “{words}”."),
        );
        found.push(
            Violation::on(line, message)
                .severity(severity)
                .printed(words)
                .advice("删去一个。", "Delete one of them."),
        );
    }
}

/// The first clause that ends as the clause before it does, with a change in figures:
/// `比上年减少3万元，减少3万元`.
fn clause(words: &str) -> Option<&str> {
    let mut clauses = words.split(['，', '；', '。']);
    let mut last = clauses.next()?;
    clauses.find(|clause| {
        let before = std::mem::replace(&mut last, clause);
        let is_figure = clause.ends_with(['元', '%'])
            && DIRECTIONS.iter().any(|direction| clause.contains(direction));
        let is_nothing = !clause.contains(|c: char| ('1'..='9').contains(&c));
        is_figure && !is_nothing && before.ends_with(*clause)
    })
}

/// A verb before and behind the name of what is done, with its amount: `完成财政收入完成3万元`.
fn verb(words: &str) -> Option<(&'static str, &str)> {
    const VERBS: [&str; 2] = ["完成", "实现"];
    const DONE: [&str; 8] = ["收入", "支出", "投资", "产值", "税收", "总值", "增加值", "总额"];
    const LONGEST: usize = 12;
    VERBS.into_iter().find_map(|verb| {
        places(words, verb).find_map(|at| {
            let rest = words.get(at + verb.len()..)?;
            let (name, behind) = rest.split_once(verb)?;
            let is_name = name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
            let is_verb = behind.starts_with(|c: char| c.is_ascii_digit())
                && DONE.iter().any(|done| name.ends_with(done))
                && is_name
                && name.chars().count() <= LONGEST;
            let end = at + 2 * verb.len() + name.len();
            is_verb.then(|| Some((verb, words.get(at..end)?)))?
        })
    })
}

/// A character that stands twice before a number, with its position.
fn before_number(words: &str) -> Option<(usize, &str)> {
    let mut chars = words.char_indices().zip(words.chars().skip(1)).zip(words.chars().skip(2));
    chars.find_map(|(((at, one), other), behind)| {
        let is_twice = one == other && BEFORE_NUMBERS.contains(&one) && behind.is_ascii_digit();
        is_twice.then(|| Some((at, words.get(at..at + one.len_utf8())?))).flatten()
    })
}

/// The listed words that occur exactly twice in a row, with their positions.
fn repeated(words: &str) -> impl Iterator<Item = (usize, &str)> + Clone {
    let mut before = [(0, ' '); LONGEST];
    let same = words.char_indices().flat_map(move |(again, c)| {
        let earlier = before;
        before.rotate_right(1);
        before[0] = (again, c);
        // The same character again is rare, the same word rarer, and a listed word rarest.
        earlier.into_iter().filter(move |(_, other)| *other == c).map(move |(at, _)| (at, again))
    });
    same.filter_map(move |(at, again)| {
        let word = words.get(at..again)?;
        let is_listed = || WORDS.contains(&word) || NOUNS.contains(&word);
        let rest = words.get(again..)?.strip_prefix(word)?;
        (is_listed() && !rest.starts_with('确')).then_some((at, word))
    })
}

/// The first run of ideographs of a sentence that is written twice, with its position.
fn run(words: &str) -> Option<(usize, &str)> {
    if !words.contains(['，', '。']) {
        return None;
    }
    let chars: Vec<(usize, char)> = words.char_indices().collect();
    let end = |at: usize| chars.get(at).map_or(words.len(), |(at, _)| *at);
    let is_ideograph = |(_, c): &(usize, char)| ('\u{4e00}'..='\u{9fff}').contains(c);
    chars.iter().enumerate().find_map(|(from, (_, begins))| {
        let begins_again =
            |length: &usize| chars.get(from + length).is_some_and(|(_, c)| c == begins);
        RUN.rev().filter(begins_again).find_map(|length| {
            let first = chars.get(from..from + length)?;
            let second = chars.get(from + length..from + 2 * length)?;
            let same = first.iter().zip(second).all(|(one, other)| one.1 == other.1);
            if !same || !first.iter().all(is_ideograph) {
                return None;
            }
            let word = words.get(end(from)..end(from + length))?;
            let before = words.get(..end(from))?;
            let behind = words.get(end(from + 2 * length)..)?;
            is_slip(before, word, behind).then_some((end(from), word))
        })
    })
}

/// Whether a word is twice in a row where no two names can meet.
fn is_slip(before: &str, word: &str, behind: &str) -> bool {
    let mut chars = word.chars();
    let first = chars.next();
    // 一个一个, 全年全盟.
    if first.is_some_and(|c| "一年人天月日".contains(c)) || chars.all(|c| Some(c) == first) {
        return false;
    }
    if NOUNS.contains(&word) {
        return match word {
            "部门" => before.ends_with(['年', '度']) && behind.starts_with(['预', '决']),
            "支出" => before.ends_with("拨款") && behind.starts_with("决算") || ends(behind),
            _ => false,
        };
    }
    let is_body = BODIES.contains(&word) && !before.is_empty() && !ends(behind);
    word.chars().count() > 3 || !is_body && !behind.starts_with(|c| SUFFIXES.contains(c))
}

/// Whether a sentence or a clause is over.
fn ends(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with(['，', '。', '；'])
}

/// What a list names twice in a row: `邮电费、培训费、培训费、工会经费`.
fn item(words: &str) -> Option<&str> {
    const LEAST: usize = 2;
    let names =
        || words.split('、').map(|name| name.rsplit_once('：').map_or(name, |(_, name)| name));
    let mut items = names().zip(names().skip(1));
    let is_name = |name: &str| {
        name.chars().count() > LEAST && name.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
    };
    items.find(|(one, other)| one == other && is_name(one)).map(|(one, _)| one)
}
