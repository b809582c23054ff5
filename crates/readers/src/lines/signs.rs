//! What the first and last characters of a line tell of its neighbours.

/// The numerals of items, and the most of them in one number.
const NUMERALS: &str = "一二三四五六七八九十百零〇";
const MAX_NUMERALS: usize = 3;

/// The space between two columns, and that with which two make a row.
const GAP: usize = 2;
const WIDE_GAP: usize = 4;

/// The most characters before a colon that leads into a paragraph.
const LONGEST_LEAD: usize = 12;

/// Returns whether a character is as wide as it is high, as Chinese characters and punctuation are.
pub fn is_wide(character: char) -> bool {
    character >= '\u{2000}'
}

/// Returns the width of a character, in halves of a Chinese one.
pub fn room(character: char) -> usize {
    if is_wide(character) { 2 } else { 1 }
}

/// Returns the width of a text, in halves of a Chinese character.
pub fn width(text: &str) -> usize {
    text.chars().map(room).sum()
}

/// Returns whether a character ends a sentence or introduces a list.
pub fn is_end(character: char) -> bool {
    "。！？；：.!?;:".contains(character)
}

/// Returns whether a line ends a sentence, or introduces a list; a quote or a bracket may follow.
pub fn ends_sentence(line: &str) -> bool {
    let closed = line.trim_end_matches(['”', '’', '"', '）', ')', '》', '】', '」']);
    closed.ends_with(is_end)
}

/// Returns whether a line begins with something that cannot begin a paragraph: a closing or
/// separating punctuation mark, or a single word in brackets that is not a number.
pub fn cannot_begin(line: &str) -> bool {
    let mut characters = line.chars();
    match characters.next() {
        Some('（' | '(') => {
            let is_word = characters.next().is_some_and(|c| {
                c.is_alphabetic() && !c.is_ascii() && !"一二三四五六七八九十".contains(c)
            });
            is_word && characters.next().is_some_and(|c| matches!(c, '）' | ')'))
        }
        Some(first) => is_closing(first),
        None => false,
    }
}

/// Returns whether a character may not stand at the beginning of a line.
pub fn is_closing(character: char) -> bool {
    "，。；：、！？”’）》】」%％,;".contains(character)
}

/// The form of the number of an item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Item {
    /// Its first character but numerals: a bracket, `第`, a circled number; else its last one.
    mark: char,
    /// Whether it is written with digits.
    has_digits: bool,
}

/// Returns whether a line begins with the number of an item.
pub fn begins_item(line: &str) -> bool {
    item(line).is_some()
}

/// Returns the form of the number with which a line begins: `一、`, `（二）`, `3.`, `第四条`. A year,
/// `（2021）`, and a decimal, `3.50`, number no item.
pub fn item(line: &str) -> Option<Item> {
    let first = line.chars().next()?;
    if ('①'..='⑳').contains(&first) {
        return Some(Item { mark: '①', has_digits: true });
    }
    let rest = line.trim_start_matches(['（', '(', '第', '【', '[']);
    let after = rest.trim_start_matches(|c: char| is_digit(c) || NUMERALS.contains(c));
    let mark = after.chars().next()?;
    let count = rest.chars().count() - after.chars().count();
    let is_item = match mark {
        '、' | '）' | ')' | '】' | ']' | ':' | '：' => true,
        '.' | '．' => is_whole(after.get(mark.len_utf8()..)?),
        '条' | '章' | '部' | '编' | '节' => first == '第',
        _ => false,
    };
    let mark = if rest.len() < line.len() { first } else { mark };
    let item = Item { mark, has_digits: rest.starts_with(is_digit) };
    ((1..=MAX_NUMERALS).contains(&count) && is_item).then_some(item)
}

/// Returns whether a point before `rest` is none in a number; `1.2023年` is an item of that year.
fn is_whole(rest: &str) -> bool {
    match rest.chars().take_while(|c| is_digit(*c)).count() {
        0 => true,
        count => count == 4 && rest.chars().nth(count) == Some('年'),
    }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit() || ('０'..='９').contains(&character)
}

/// Returns whether a line gives the unit of money of a table: `编制部门：… 单位：万元`.
pub fn is_caption(line: &str) -> bool {
    ["单位：", "单位:"].iter().any(|key| line.contains(key)) && line.trim_end().ends_with('元')
}

/// Returns whether dots lead from the text of a line to a page number, as in a table of contents.
pub fn has_leader(line: &str) -> bool {
    let mut run = 0;
    line.chars().any(|c| {
        let is_dot = matches!(c, '…' | '.' | '·' | '‥' | '．' | '-' | '—' | '_');
        run = if is_dot { run + 1 } else { 0 };
        run >= 4
    })
}

/// Returns whether a line is only a page number: `3`, `- 3 -`, `第 3 页 共 9 页`, `3/9`.
pub fn is_page_number(text: &str) -> bool {
    let words: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let has_digit = words.chars().any(is_digit);
    let is_part = |c: char| is_digit(c) || "-—–－~·•/／第页共，,Page|of".contains(c);
    let digits = words.chars().filter(char::is_ascii_digit).count();
    has_digit && digits <= 8 && words.chars().all(is_part)
}

/// Returns the width of what cannot be parted at the beginning of a line: a number or a word of
/// letters, or a character.
pub fn beginning(line: &str) -> usize {
    let narrow = line.chars().take_while(|c| !is_wide(*c) && *c != ' ');
    let first = line.chars().next().map_or(0, room);
    narrow.count().max(first)
}

/// Returns the space between two lines of one paragraph, which is needed between letters.
pub fn between(above: char, below: char) -> Option<char> {
    let is_letter = |c: char| c.is_alphabetic() && !is_wide(c);
    (is_letter(above) && is_letter(below)).then_some(' ')
}

/// Returns the width that must be free for a line to begin on the one above: that of its first
/// number or character with the marks around it.
pub fn start(line: &str) -> usize {
    let rest = line.trim_start_matches(|c| "“‘（(《【「".contains(c));
    let narrow = rest.chars().take_while(|c| !is_wide(*c) && *c != ' ').count();
    let closing = rest.chars().skip(narrow.max(1)).take_while(|c| is_closing(*c));
    width(line) - width(rest) + beginning(rest) + closing.count() * 2
}

/// Returns whether a line is not part of a sentence: it has several columns or nothing but a number,
/// leads to a page, or is a heading or markup.
pub fn is_row(text: &str) -> bool {
    let (mut gap, mut gaps, mut is_wide) = (0, 0, false);
    for c in text.chars() {
        if c.is_whitespace() {
            gap += room(c);
            continue;
        }
        gaps += usize::from(gap >= GAP);
        is_wide |= gap >= WIDE_GAP;
        gap = 0;
    }
    let is_number = |c: char| c.is_ascii_digit() || " ,.-−".contains(c);
    gaps > 1
        || is_wide
        || text.contains(['\t', '|', '\n'])
        || text.starts_with(['#', '<', '{', '}'])
        || has_leader(text)
        || text.chars().all(is_number)
}

/// Returns whether a line has a mark between parts of a sentence, which a heading does not have.
pub fn has_marks(text: &str) -> bool {
    let is_half = |(before, mark): (char, char)| ",;:".contains(mark) && !before.is_ascii_digit();
    text.contains(['，', '。', '；', '：']) || text.chars().zip(text.chars().skip(1)).any(is_half)
}

/// Returns whether a line begins with the point of a list.
pub fn begins_point(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('-' | '*' | '+' | '#' | '>') => chars.next().is_some_and(|c| "# ".contains(c)),
        Some(first) => "•●■◆◇▪·○□►√★※—".contains(first),
        None => false,
    }
}

/// Returns whether no paragraph ends like a line: it ends with a mark or a word that needs another
/// one, a bracket is open, or a comparison has not come to its amount.
pub fn ends_open(text: &str) -> bool {
    let count = |marks: &[char]| text.matches(marks).count();
    text.ends_with(|c| "，、（(《“‘的为和与及或在占由对将把从按以是较比至于其各".contains(c))
        || count(&['（', '(', '“', '《']) > count(&['）', ')', '”', '》'])
        || compares_with_nothing(text)
}

/// Returns whether the last clause of a line only says with what something is compared: `，比上年同`.
fn compares_with_nothing(text: &str) -> bool {
    const RESULTS: &str = "增减升降平高低多少大小快慢同致元%％。；：";
    let clause = text.rsplit(['，', ',', '；', '：', '。', '（']).next().unwrap_or_default();
    let base = clause.strip_prefix(['比', '较']);
    let is_base = base.is_some_and(|it| it.starts_with(['上', '去', '前', '年', '2', '预', '同']));
    // The 同 of 比上年同期 does not state a result.
    let results = base.unwrap_or(clause).trim_end_matches("同期").trim_end_matches('同');
    (is_base || clause.starts_with('占')) && !results.contains(|c| RESULTS.contains(c))
}

/// Returns whether a line begins with words that lead into something else: a few words and a
/// colon, but for `其中：`, or what something is divided by.
pub fn begins_lead(text: &str) -> bool {
    let lead = text.split_once(['：', ':']).map(|(lead, _)| lead);
    text.starts_with('按')
        || lead.is_some_and(|it| it != "其中" && it.chars().count() <= LONGEST_LEAD)
}

/// Returns whether a line begins with a year.
pub fn begins_year(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    text.len() - rest.len() == 4 && rest.trim_start().starts_with('年')
}

/// Returns whether a line begins with an amount of money or a number with a point, as no paragraph
/// does.
pub fn begins_amount(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == ',');
    let is_decimal = || {
        let decimals = rest.strip_prefix('.');
        decimals.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
    };
    let has_unit = || ["万元", "亿元", "元"].iter().any(|unit| rest.starts_with(unit));
    rest.len() < text.len() && (is_decimal() || has_unit()) && item(text).is_none()
}

/// Returns whether two lines go together in every width: the upper one ends with a comma, the lower
/// one begins with a mark that ends something, or a number is parted from its unit.
pub fn is_cut(upper: &str, lower: &str) -> bool {
    upper.ends_with(['，', ',', '、', '（', '('])
        || cannot_begin(lower) && !ends_sentence(upper)
        || is_unit_cut(upper, lower)
}

/// Returns whether a number is parted from its unit of money, or the unit is: `12.00万|元`.
fn is_unit_cut(upper: &str, lower: &str) -> bool {
    let number = upper.trim_end_matches(['万', '亿']);
    let units: &[&str] =
        if number.len() < upper.len() { &["元"] } else { &["万元", "亿元", "元", "％"] };
    let has_words = upper.chars().filter(|c| is_wide(*c)).count() > 2;
    number.ends_with(|c: char| c.is_ascii_digit())
        && has_words
        && units.iter().any(|unit| lower.starts_with(unit))
}

/// Returns whether the digits of a number are parted.
pub fn is_number_cut(upper: &str, lower: &str) -> bool {
    let digits = upper.trim_end_matches(['.', ',']);
    digits.ends_with(|c: char| c.is_ascii_digit())
        && lower.starts_with(|c: char| c.is_ascii_digit() || "%.".contains(c))
}
