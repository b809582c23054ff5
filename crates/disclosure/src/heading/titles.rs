//! What titles say of a document: its year, its stage and whose it is.

use crate::heading::caption::{Caption, caption};
use crate::vocabulary::lexicon;
use crate::vocabulary::normal::{label, normal};
use document::Document;
use ledger::{Stage, Year};

/// The longest title that may name the department, in characters.
const MAX_TITLE: usize = 50;

/// The shortest name of a department, in characters.
const MIN_NAME: usize = 4;

/// Returns the year at the beginning of a title.
pub fn title_year(title: &str) -> Option<Year> {
    let words = normal(title);
    lexicon::year(label(&words).words).map(|(year, _)| year)
}

/// Returns the captions in the first rows of the tables.
fn captions(document: &Document) -> impl Iterator<Item = Caption> {
    let rows = document.tables().flat_map(|table| (0..table.rows.min(3)).map(|row| table.row(row)));
    rows.filter_map(|cells| caption(cells.iter().map(|cell| cell.text.as_str())))
}

/// Returns the year of the document: from the first caption with a year, else from the first title
/// or heading with one.
pub fn year(document: &Document) -> Option<Year> {
    let in_text = |text: &str, is_day: bool| {
        let words = normal(text);
        words.match_indices('年').find_map(|(at, sign)| {
            let start = at.checked_sub(4)?;
            // 比2030年减少: a text is not of the year with which it compares.
            let is_compared = words.get(..start)?.ends_with(['比', '较', '与', '同', '对']);
            let behind = words.get(at + sign.len()..)?;
            // 2029年、2030年、2031年分别为: it is of the last of them.
            let next = behind.strip_prefix('、').and_then(lexicon::year);
            let month = behind.trim_start_matches(|c: char| c.is_ascii_digit());
            let is_date = month.len() < behind.len() && month.starts_with('月');
            let year = lexicon::year(words.get(start..)?).map(|(year, _)| year);
            year.filter(|_| !is_compared && next.is_none() && is_date == is_day)
        })
    };
    let by_caption = captions(document).find_map(|caption| caption.year);
    let by_text = |is_day| document.paragraphs().find_map(|it| in_text(&it.text, is_day));
    // A day is that of the page, 成文日期:2032年3月1日, where a year is given apart from it.
    by_caption.or_else(|| by_text(false)).or_else(|| by_text(true))
}

/// What captions and titles give, and not only sentences.
#[derive(Debug, Clone, Copy, Default)]
pub struct Titled {
    pub year: bool,
    pub stage: bool,
}

/// Returns what captions and titles give.
pub fn titled(document: &Document) -> Titled {
    let is_title = |text: &&str| {
        let is_sentence = text.ends_with(['。', '；', ';']) || text.contains('元');
        text.chars().count() <= MAX_TITLE && !is_sentence
    };
    let mut titled = Titled::default();
    let mut is_head = true;
    for text in document.paragraphs().map(|it| it.text.trim()) {
        // 二、2031年预算安排 below amounts is the title of what follows only.
        is_head &= !text.contains('元') || text.contains("单位");
        if !is_title(&text) {
            continue;
        }
        let words = normal(text);
        let names_year = words
            .char_indices()
            .any(|(at, _)| words.get(at..).is_some_and(|it| lexicon::year(it).is_some()));
        titled.year |= names_year && is_head;
        titled.stage |= names_year && words.contains('算');
    }
    titled.year |= captions(document).any(|caption| caption.year.is_some());
    titled
}

/// Returns the names in captions, longest first, so that no name is cut short by another.
pub fn names(document: &Document) -> Vec<String> {
    let lines = document.paragraphs().filter_map(|paragraph| caption([paragraph.text.as_str()]));
    let mut names: Vec<String> =
        captions(document).chain(lines).filter_map(|caption| caption.name).collect();
    names.extend(titles(document).iter().filter_map(|title| name_in_title(title)));
    names.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    names.dedup();
    names
}

/// Returns the paragraphs that may be titles: each alone, and joined with the next or the next
/// two, because long titles are broken into lines.
fn titles(document: &Document) -> Vec<String> {
    let lines: Vec<&str> = document.paragraphs().map(|it| it.text.trim()).collect();
    let is_piece = |line: &&str| {
        let length = line.chars().count();
        (1..=MAX_TITLE).contains(&length)
            && !line.ends_with(['。', '；', '：', '，', ';', ':', ','])
    };
    let joined = |at: usize| {
        let next = lines.get(at..).unwrap_or_default().iter().take(3);
        let pieces: Vec<&str> = next.take_while(|line| is_piece(line)).copied().collect();
        (2..=pieces.len()).map(move |count| pieces.get(..count).unwrap_or_default().concat())
    };
    let single = lines.iter().map(|line| (*line).to_owned());
    let known: Vec<String> = single.filter(|line| name_in_title(line).is_some()).collect();
    if !known.is_empty() {
        return known;
    }
    let mut found = Vec::new();
    let mut at = 0;
    while at < lines.len() {
        let title = joined(at).find(|title| name_in_title(title).is_some());
        // A candidate that begins inside a title would cut its name short.
        at += if title.is_some() { 3 } else { 1 };
        found.extend(title);
    }
    found
}

/// Returns the department named by most titles, for documents in which no table names it.
pub fn department(document: &Document) -> Option<String> {
    on_cover(document).or_else(|| in_titles(document))
}

/// The body that the first page names: `预算主管部门：某市某区水务局`.
fn on_cover(document: &Document) -> Option<String> {
    const LINES: usize = 6;
    let mut lines = document.paragraphs().take(LINES).map(|it| normal(&it.text).into_owned());
    lines.find_map(|words| {
        let name = words.strip_prefix("预算主管部门:")?;
        is_body(name).then(|| name.to_owned())
    })
}

fn in_titles(document: &Document) -> Option<String> {
    let titles = titles(document);
    let of_departments = titles.iter().filter(|text| !text.contains("单位"));
    let named = of_departments.filter_map(|text| name_in_title(text));
    // A blank of the form is not a name.
    let named = named.filter(|name| !name.contains(['X', 'x', '×', '*', '○', '_']));
    let mut counted: Vec<(String, usize)> = Vec::new();
    for name in named {
        match counted.iter_mut().find(|(known, _)| *known == name) {
            Some((_, count)) => *count += 1,
            None => counted.push((name, 1)),
        }
    }
    // Of equally frequent names, the first.
    counted.into_iter().rev().max_by_key(|(_, count)| *count).map(|(name, _)| name)
}

/// Returns final accounts as the stage if the title of the document names them.
pub fn stage(document: &Document) -> Option<Stage> {
    let with_word = document.paragraphs().filter(|paragraph| paragraph.text.contains('算'));
    let titles = with_word.map(|paragraph| normal(&paragraph.text));
    let says = |words: &str, end: &str| {
        ["部门", "单位"].iter().any(|whose| words.contains(&format!("{whose}{end}")))
    };
    let titles: Vec<_> = titles.filter(|words| words.chars().count() <= MAX_TITLE).collect();
    let title = titles.iter().find(|words| says(words, "预算") || says(words, "决算"));
    let is_budget = match title {
        Some(title) => says(title, "预算"),
        // 2031年度决算公开, 一般公共预算财政拨款三公经费支出决算情况说明
        None => titles
            .iter()
            .find_map(|words| {
                let words = without_funds(words);
                // 三公经费预算执行情况 is about the outturn only.
                let words = match words.matches("预算").count() {
                    1 => words.replace("预算执行", "决算"),
                    _ => words,
                };
                let is_title = !words.contains(['。', ',', ';', ':']) && !words.contains("预决算");
                let (budget, accounts) = (words.contains("预算"), words.contains("决算"));
                (is_title && budget != accounts).then_some(budget)
            })
            .or_else(|| is_set_against_budget(document).then_some(false))
            .or_else(|| has_both_stages(document).then_some(false))
            .or_else(|| is_of_accounts(document).then_some(false))?,
    };
    (!is_budget).then_some(Stage::FinalAccounts)
}

/// Returns whether a text without a title reports the outturn of its budget: `完成预算的80%`,
/// `年初预算3万元`, but not `比上年年初预算`.
fn is_set_against_budget(document: &Document) -> bool {
    const DONE: [&str; 12] = [
        "完成预算",
        "完成年初预算",
        "完成全年预算",
        "完成年度预算",
        "完成调整预算",
        "比预算数",
        "较预算数",
        "比年初预算",
        "较年初预算",
        "与年初预算",
        "比调整预算",
        "较调整预算",
    ];
    let own = year(document);
    let is_own = |before: &str| {
        let words = before.trim_end_matches("度").strip_suffix('年');
        let last = ["上", "去", "前"].iter().any(|last| words.is_some_and(|it| it.ends_with(last)));
        let digits = words.and_then(|it| it.get(it.len().checked_sub(4)?..)?.parse().ok());
        !last && digits.is_none_or(|digits| own.is_none_or(|own| own == Year(digits)))
    };
    document.paragraphs().filter(|it| it.text.contains("预算")).any(|paragraph| {
        let words = normal(&paragraph.text);
        let mut budgets = words.match_indices("年初预算");
        DONE.iter().any(|done| words.contains(done))
            || budgets.any(|(at, _)| words.get(..at).is_some_and(is_own))
    })
}

/// Returns whether sentences of a document without a title give amounts of accounts, `支出决算为3万元`, and not only
/// such that they compare with: `2031年预算3万元,2030年决算4万元`.
fn is_of_accounts(document: &Document) -> bool {
    let latest = document.paragraphs().flat_map(|it| lexicon::years(&normal(&it.text)).max()).max();
    document.paragraphs().filter(|it| it.text.contains("决算")).any(|paragraph| {
        let words = normal(&paragraph.text);
        let mut said = words.match_indices("决算");
        said.any(|(at, name)| {
            let (before, behind) = words.split_at(at);
            let clause = before.rsplit([',', ';', '。', ':']).next().unwrap_or_default();
            let is_amount = ["", "数", "支出", "总额"].iter().any(|end| {
                let rest = behind.strip_prefix(name).and_then(|rest| rest.strip_prefix(end));
                let rest = rest.map(|rest| rest.trim_start_matches(['为', '是', '共', '计']));
                rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
            });
            let is_base = ["比", "较", "与", "上年", "去年"].iter().any(|it| clause.contains(it));
            is_amount && !is_base && lexicon::years(clause).all(|year| Some(year) == latest)
        })
    })
}

/// Returns whether a table of a document without a title sets 决算数 beside 预算数, as accounts do.
fn has_both_stages(document: &Document) -> bool {
    document.tables().any(|table| {
        let names = |name: &str| table.cells.iter().any(|cell| normal(&cell.text) == name);
        names("预算数") && names("决算数")
    })
}

/// Returns the words without names of funds, which contain 预算 in budgets and in final accounts
/// alike.
pub fn without_funds(words: &str) -> String {
    let funds = ["一般公共预算", "政府性基金预算", "国有资本经营预算", "预算单位", "预算部门"];
    funds.iter().fold(words.to_owned(), |words, fund| words.replace(fund, ""))
}

/// Returns the name in a document's title: `某县水务局2031年度部门决算`, `2031年某县水务局部门预算`,
/// `某县水务局2031年度“三公”经费决算`.
pub fn name_in_title(text: &str) -> Option<String> {
    // Each of the words contains one of these characters, which are found faster.
    if !text.contains(['算', '费']) {
        return None;
    }
    let words = normal(text);
    let words = label(&words).words;
    let is_title =
        words.chars().count() <= MAX_TITLE && !words.contains(['。', ',', ';', ':', '、']);
    // Few lines contain one of these words, and testing for one is faster than locating it.
    let find = |ends: &[&str]| {
        let end = ends.iter().find(|end| is_title && words.contains(**end))?;
        words.find(end)
    };
    let whose = find(&["部门预算", "部门决算", "单位预算", "单位决算"]);
    let end = whose.or_else(|| find(&["一般公共预算", "三公经费", "预算", "决算"]))?;
    let before = words.get(..end)?;
    let at = before.find(|c: char| c.is_ascii_digit())?;
    let (_, after) = lexicon::year(before.get(at..)?)?;
    // `某市某区2031年区级部门预算` names only the district. The department is on the next line.
    if at > 0 && after.ends_with('级') {
        return None;
    }
    let name = if at == 0 { after } else { before.get(..at)? };
    // The name of a town may be shorter, 云岭镇, and is recognised by its ending.
    let is_name = match whose {
        Some(_) => name.chars().count() >= MIN_NAME,
        None => name.chars().count() >= 3 && is_body(name),
    };
    (is_name && !label(name).is_numbered).then(|| name.to_owned())
}

/// Returns whether a name has the ending of a public body's name.
pub fn is_body(name: &str) -> bool {
    let name = name.trim_end_matches("(本级)").trim_end_matches("(汇总)");
    const ENDS: [&str; 24] = [
        "局",
        "委",
        "办",
        "办公室",
        "厅",
        "院",
        "校",
        "学",
        "园",
        "站",
        "所",
        "中心",
        "政府",
        "会",
        "队",
        "馆",
        "处",
        "街道",
        "镇",
        "乡",
        "社",
        "库",
        "场",
        "团",
    ];
    ENDS.iter().any(|end| name.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_names_a_body_before_its_year_or_after_it() {
        let name = |text: &str| name_in_title(text).unwrap_or_default();
        assert_eq!(name("云岭镇2031年度“三公”经费决算情况说明"), "云岭镇");
        assert_eq!(name("2031年云岭县水务局一般公共预算财政拨款“三公”经费决算"), "云岭县水务局");
        assert_eq!(name("云岭县林业局（本级）2031年度决算公开说明"), "云岭县林业局(本级)");
        // The place, and not the body.
        assert_eq!(name("青石市西川区2031年区级部门预算"), "");
        for text in ["其中基本支出2031年预算", "关于公务用车2031年决算", "2031年预算公开"]
        {
            assert_eq!(name(text), "", "{text}");
        }
    }

    #[test]
    fn a_year_that_a_text_compares_with_is_not_its_own() {
        let year = |text: &str| {
            let blocks = vec![document::Block::Paragraph(crate::testing::paragraph(text))];
            year(&Document { blocks, remarks: Vec::new() })
        };
        assert_eq!(year("公务用车购置费预算18万元，比2030年减少2万元。"), None);
        assert_eq!(year("与2030年相比，2031年公务用车购置费减少2万元。"), Some(Year(2031)));
        assert_eq!(year("2031年公务用车购置费预算18万元，比2030年减少2万元。"), Some(Year(2031)));
    }

    #[test]
    fn titles_of_three_public_accounts_tell_the_stage() {
        let stage = |text: &str| {
            let paragraph = crate::testing::paragraph(text);
            let blocks = vec![document::Block::Paragraph(paragraph)];
            stage(&Document { blocks, remarks: Vec::new() })
        };
        let accounts = Some(Stage::FinalAccounts);
        assert_eq!(stage("2031年一般公共预算财政拨款“三公”经费支出决算情况说明"), accounts);
        assert_eq!(stage("云岭镇2031年“三公”经费预算公开"), None);
        assert_eq!(stage("预决算公开"), None);
        assert_eq!(stage("云岭镇2031年“三公”经费预算执行情况"), accounts);
        assert_eq!(stage("2031年“三公”经费年初预算安排3万元，支出2万元。"), accounts);
        assert_eq!(stage("2031年公务接待费2万元，完成预算3万元的66.67%。"), accounts);
        assert_eq!(stage("2031年预算安排3万元，比上年年初预算增加1万元。"), None);
        assert_eq!(stage("2031年安排3万元，比2030年年初预算增加1万元。"), None);
    }
}
