#![doc = include_str!("../../pages/YS513.en.md")]

use crate::lint::{Context, Sink, Violation, around};
use finding::Severity;
use message::Message;

const BRACKETS: [(char, char); 3] = [('【', '】'), ('[', ']'), ('（', '）')];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    for line in context.index.prose() {
        if let Some((start, end)) = unfinished(&line.words) {
            let words = around(&line.words, start, end);
            let message = Message::new(
                format!("文号“{words}”少了“号”。"),
                format!("The document number in “{words}” lacks 号."),
            );
            found.push(
                Violation::on(line, message)
                    .printed(line.words.get(start..end).unwrap_or_default())
                    .advice("补上“号”。", "Add 号."),
            );
        }
        for (open, close) in BRACKETS {
            let Some((start, end)) = number(&line.words, open, close) else { continue };
            let words = around(&line.words, start, end);
            let message = Message::new(
                format!("文号“{words}”的年份应放在六角括号〔〕里。"),
                format!("The year of the document number in “{words}” belongs into 〔〕."),
            );
            found.push(
                Violation::on(line, message)
                    .severity(Severity::Note)
                    .printed(line.words.get(start..end).unwrap_or_default())
                    .advice("改用六角括号。", "Use 〔〕."),
            );
        }
    }
}

/// The first number without 号: `〔2016〕168文`, with its end.
fn unfinished(words: &str) -> Option<(usize, usize)> {
    words.match_indices('〔').find_map(|(start, mark)| {
        let rest = words.get(start + mark.len()..)?;
        let (year, rest) = rest.split_once('〕')?;
        let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
        let is_number = year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit());
        // 〔2016〕15、16号: several numbers with one 号.
        let others = behind.trim_start_matches(|c: char| c.is_ascii_digit() || c == '、');
        let is_last = !others.starts_with('号');
        let is_bare = behind.starts_with(['文', '《', '，', '。', '；', '、', '）', '的']);
        let end = words.len() - behind.len();
        (is_number && is_last && is_bare && behind.len() < rest.len()).then_some((start, end))
    })
}

/// The first `【2016】168号`, in bytes.
fn number(words: &str, open: char, close: char) -> Option<(usize, usize)> {
    words.match_indices(open).find_map(|(start, mark)| {
        let year = words.get(start + mark.len()..)?;
        let rest = year.get(4..).filter(|_| year.starts_with("20") || year.starts_with("19"))?;
        let is_year = year.get(..4)?.chars().all(|c| c.is_ascii_digit());
        let rest = rest.strip_prefix(close).filter(|_| is_year)?;
        let digits = rest.chars().take_while(char::is_ascii_digit).count();
        let has_number = digits > 0 && rest.get(digits..)?.starts_with('号');
        has_number.then_some((start, words.len() - rest.len() + digits + '号'.len_utf8()))
    })
}
