#![doc = include_str!("../../pages/YS541.en.md")]

use crate::index::Line;
use crate::lint::{Context, Sink, Violation};
use ledger::tsv;
use message::Message;
use std::sync::OnceLock;

/// Words that make no difference between two explanations.
const FREE: [&str; 18] = [
    "区级", "市级", "县级", "镇级", "省级", "本级", "上述", "指", "是", "所", "其", "的", "“", "”",
    "、", "，", "：", "。",
];
/// Words that join, and are written for each other.
const JOINED: [&str; 3] = ["及", "与", "或"];
/// Levels of government in the explanations.
const LEVELS: [&str; 5] = ["区级", "市级", "县级", "镇级", "省级"];
/// How many characters of an explanation may be a slip.
const SLIP: usize = 2;

/// A term as the forms explain it.
struct Form {
    term: &'static str,
    /// Its words but for what makes no difference.
    plain: Vec<char>,
}

/// A line that explains a term.
struct Explained<'c, 'a> {
    line: &'c Line<'a>,
    term: String,
    /// The first sentence of the explanation.
    words: &'c str,
}

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines: Vec<&Line<'_>> = context.index.prose().filter(|line| !line.is_draft).collect();
    let explained: Vec<Explained<'_, '_>> = lines.iter().filter_map(|line| read(line)).collect();
    for it in &explained {
        if let Some(message) = told(it) {
            found.push(violation(it, message));
        }
    }
    for pair in lines.windows(2) {
        let [line, next] = pair else { continue };
        let style = |line: &Line<'_>| line.number.map(|number| (number.style, number.value));
        let (Some((own, at)), Some((other, then))) = (style(line), style(next)) else { continue };
        let term = line.body().strip_suffix('：').map(term).unwrap_or_default();
        if own == other && at + 1 == then && forms().iter().any(|form| form.term == term) {
            let message = Message::new(
                format!("“{term}”后面没有解释。"),
                format!("“{term}” is not explained."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(&*line.words)
                    .advice("补上解释，或删去这一条。", "Explain it, or delete the line."),
            );
        }
    }
    levels(&explained, found);
}

fn violation(of: &Explained<'_, '_>, message: Message) -> Violation {
    Violation::on(of.line, message).printed(of.words).advice(
        "按范本改正，并检查名词与解释是否对应。",
        "Correct it after the form, and see whether term and explanation belong together.",
    )
}

/// The term that a numbered line explains.
fn read<'c, 'a>(line: &'c Line<'a>) -> Option<Explained<'c, 'a>> {
    const LONGEST: usize = 16;
    let (name, words) = line.body().split_once('：').filter(|_| line.number.is_some())?;
    let is_name = name.chars().count() <= LONGEST && !name.contains(['，', '。', '；']);
    let words = words.split('。').next()?;
    (is_name && !words.is_empty()).then(|| Explained { line, term: term(name), words })
}

/// A term as the forms call it.
fn term(name: &str) -> String {
    let name: String = name.chars().filter(|c| !"“”\"".contains(*c)).collect();
    let name = name.trim_start_matches("事业单位").trim_end_matches("预算");
    name.to_owned()
}

fn plain(words: &str) -> Vec<char> {
    let free = |words: String, free: &&str| words.replace(*free, "");
    let words = FREE.iter().fold(words.to_owned(), free);
    JOINED.iter().fold(words, |words, join| words.replace(join, "和")).chars().collect()
}

fn forms() -> &'static [Form] {
    static FORMS: OnceLock<Vec<Form>> = OnceLock::new();
    FORMS.get_or_init(|| {
        let rows = tsv::rows(include_str!("../../data/glossary.tsv"));
        rows.map(|[term, words]| Form { term, plain: plain(words) }).collect()
    })
}

/// What is to be told of an explanation.
fn told(of: &Explained<'_, '_>) -> Option<Message> {
    let printed = plain(of.words);
    let same = |form: &&Form| form.plain == printed;
    let own = || forms().iter().filter(|form| form.term == of.term);
    if own().any(|form| form.plain == printed) {
        return None;
    }
    if let Some(form) = forms().iter().find(same) {
        let is_known = own().next().is_some();
        let is_near =
            || slip(&of.term.chars().collect::<Vec<_>>(), &form.term.chars().collect::<Vec<_>>());
        return (is_known || is_near().is_some()).then(|| of_another(of, form));
    }
    // A word for another one is told with what stands around it.
    own().find_map(|form| slip(&printed, &form.plain)).map(|(wrong, right)| {
        Message::new(
            format!("“{}”的解释里“{wrong}”与范本的“{right}”不同。", of.term),
            format!("In the explanation of “{}”, “{wrong}” is “{right}” in the form.", of.term),
        )
    })
}

fn of_another(of: &Explained<'_, '_>, form: &Form) -> Message {
    Message::new(
        format!("“{}”后面是“{}”的解释。", of.term, form.term),
        format!("“{}” has the explanation of “{}”.", of.term, form.term),
    )
}

/// The only place where words differ from those of a form, with what stands around it.
fn slip(printed: &[char], form: &[char]) -> Option<(String, String)> {
    const BEFORE: usize = 1;
    const BEHIND: usize = 2;
    let same = |pair: &(&char, &char)| pair.0 == pair.1;
    let begin = printed.iter().zip(form).take_while(same).count();
    let (odd, right) = (printed.get(begin..)?, form.get(begin..)?);
    let end = odd.iter().rev().zip(right.iter().rev()).take_while(same).count();
    let is_slip = odd.len() - end <= SLIP && right.len() - end <= SLIP;
    let words = |of: &[char]| {
        let (from, to) = (begin.saturating_sub(BEFORE), (of.len() - end + BEHIND).min(of.len()));
        of.get(from..to).map(|words| words.iter().collect())
    };
    Some((words(printed)?, words(form)?)).filter(|_| is_slip)
}

/// The only explanation that names another level of government than the others.
fn levels(explained: &[Explained<'_, '_>], found: &mut Sink) {
    let level = |of: &Explained<'_, '_>| {
        let is_form = forms().iter().any(|form| form.term == of.term);
        let mut named = LEVELS.iter().filter(|level| of.words.contains(**level));
        named.next().filter(|_| is_form && named.next().is_none())
    };
    let named: Vec<(&Explained<'_, '_>, &str)> =
        explained.iter().filter_map(|of| Some((of, *level(of)?))).collect();
    let count = |level: &str| named.iter().filter(|(_, other)| *other == level).count();
    for (of, level) in named.iter().filter(|(_, level)| count(level) == 1 && named.len() > 2) {
        let Some((_, usual)) = named.iter().find(|(_, other)| count(other) + 1 == named.len())
        else {
            continue;
        };
        let message = Message::new(
            format!("“{}”的解释写“{level}”，别的解释写“{usual}”。", of.term),
            format!("“{}” is explained with “{level}”, the others with “{usual}”.", of.term),
        );
        found.push(violation(of, message));
    }
}
