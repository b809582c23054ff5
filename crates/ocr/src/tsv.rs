//! Parses the output of tesseract: one line per word, with columns separated by tabs.

use crate::Word;

/// A mark without letters or digits of less confidence (of 100) is a speck on the paper.
const SPECK: u32 = 30;

/// Returns the words of a page in the order in which they are printed. Lines that do not describe a
/// word are skipped.
pub fn words(tsv: &str) -> Vec<Word> {
    let mut words = Vec::new();
    let (mut line, mut last) = (0, None);
    for fields in tsv.lines().map(|line| line.split('\t').collect::<Vec<_>>()) {
        let [level, page, block, paragraph, number, _, area @ .., confidence, text] =
            fields.as_slice()
        else {
            continue;
        };
        let own = Some([*page, *block, *paragraph, *number].map(str::to_owned));
        if *level != "5" {
            continue;
        }
        if own != last {
            (line, last) = (line + 1, own);
        }
        words.extend(word(area, confidence, text, line));
    }
    words.chunk_by_mut(|one, next| one.line == next.line).for_each(mend_colons);
    words
}

/// Replaces semicolons by colons in a line that is not a sentence: there is nothing to separate,
/// and the colon of `单位：` is read as a semicolon if there is a speck below it.
fn mend_colons(line: &mut [Word]) {
    let is_sentence = line.iter().any(|word| word.text.contains(['，', '。', '、', ',']));
    for word in line.iter_mut().filter(|_| !is_sentence) {
        word.text = word.text.replace([';', '；'], "：");
    }
}

fn word(area: &[&str], confidence: &str, text: &str, line: u32) -> Option<Word> {
    let [left, top, width, height] = area else { return None };
    let number = |text: &str| text.parse::<u32>().ok();
    let (left, top) = (number(left)?, number(top)?);
    let (right, bottom) = (left.checked_add(number(width)?)?, top.checked_add(number(height)?)?);
    let confidence = number(confidence.split('.').next().unwrap_or_default()).unwrap_or(0);
    let text = without_specks(text.trim());
    let says = text.chars().any(char::is_alphanumeric);
    let is_seen = left < right && top < bottom && !text.is_empty();
    (is_seen && (says || confidence >= SPECK)).then(|| Word {
        text: text.to_owned(),
        area: [left, top, right, bottom],
        line,
    })
}

/// Returns the text without a mark before a number: tesseract sees one in wide gaps.
fn without_specks(text: &str) -> &str {
    let rest = text.trim_start_matches(['”', '“', '’', '‘', '"', '\'', '|', '，', ',', '、', '。']);
    if rest.starts_with(|c: char| c.is_ascii_digit()) { rest } else { text }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_a_word() {
        let tsv = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext\n\
            1\t1\t0\t0\t0\t0\t0\t0\t100\t100\t-1\t\n\
            5\t1\t1\t1\t1\t1\t10\t20\t30\t8\t96.3\t收入\n\
            5\t1\t1\t1\t1\t2\t50\t20\t30\t8\t46.5\t”22,186.80\n\
            5\t1\t1\t1\t2\t1\t10\t40\t3\t8\t0.0\t，\n\
            5\t1\t1\t1\t3\t1\t10\t60\t3\t8\t91\t-\n\
            5\t1\t1\t1\t3\t2\t4294967295\t60\t3\t8\t91\t9\n\
            5\tx\n";
        let words = words(tsv);
        let read: Vec<_> = words.iter().map(|w| (w.text.as_str(), w.line, w.area)).collect();
        assert_eq!(
            read,
            [
                ("收入", 1, [10, 20, 40, 28]),
                ("22,186.80", 1, [50, 20, 80, 28]),
                ("-", 3, [10, 60, 13, 68])
            ]
        );
    }

    #[test]
    fn a_semicolon_outside_a_sentence_is_a_colon() {
        let read = |texts: &[&str]| {
            let line = |text: &&str| format!("5\t1\t1\t1\t1\t1\t1\t1\t9\t9\t90\t{text}\n");
            let tsv: String = texts.iter().map(line).collect();
            words(&tsv).into_iter().map(|word| word.text).collect::<String>()
        };
        assert_eq!(read(&["单位", ";", "万元"]), "单位：万元");
        assert_eq!(read(&["一是宣传，", "二是培训；"]), "一是宣传，二是培训；");
    }
}
