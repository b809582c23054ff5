//! `yusuan explain`: what a check finds, why it matters, and when it cannot decide.

use crate::exit;
use crate::output::Output;
use finding::render::severity;
use message::{Failure, Lang};
use rules::{Check, checks};
use strsim::damerau_levenshtein;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The check's code, YS102, or its short name, or `settings`; without it all checks are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// The words for the page on settings.
const SETTINGS: [&str; 2] = ["settings", "设置"];

/// How many changed letters still look like a slip.
const NEAR: usize = 2;

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let text = match &args.code {
        None => list(checks(), lang),
        Some(word) if SETTINGS.contains(&word.as_str()) => engine::settings::page(lang).to_owned(),
        Some(code) => page(find(code).ok_or_else(|| unknown(code))?, lang),
    };
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.flush()?;
    Ok(exit::OK)
}

fn find(code: &str) -> Option<&'static Check> {
    let is_it = |check: &&Check| {
        check.code.eq_ignore_ascii_case(code) || check.name.eq_ignore_ascii_case(code)
    };
    checks().iter().find(is_it)
}

/// Code, name, severity and title of every check.
fn list(checks: &[Check], lang: Lang) -> String {
    let severity = |check: &Check| severity(check.severity, lang);
    let name_width = checks.iter().map(|check| check.name.len()).max().unwrap_or(0);
    let severity_width =
        checks.iter().map(|check| severity(check).chars().count()).max().unwrap_or(0);
    let line = |check: &Check| {
        let Check { code, name, .. } = check;
        format!(
            "{code}  {name:name_width$}  {:severity_width$}  {}\n",
            severity(check),
            check.title(lang)
        )
    };
    checks.iter().map(line).collect()
}

/// A check's page, with its severity below the heading.
fn page(check: &Check, lang: Lang) -> String {
    let page = check.page.get(lang).trim_end();
    let (heading, text) = page.split_once('\n').unwrap_or((page, ""));
    let label = lang.pick("**级别**：", "**Severity**: ");
    format!("{heading}\n\n{label}{}\n{text}\n", severity(check.severity, lang))
}

fn unknown(code: &str) -> Failure {
    let upper = code.to_uppercase();
    let distance = |check: &Check| {
        let by_name = damerau_levenshtein(check.name, &code.to_lowercase());
        damerau_levenshtein(check.code, &upper).min(by_name)
    };
    let mut near: Vec<_> = checks().iter().map(|check| (distance(check), check.code)).collect();
    near.sort_unstable();
    near.retain(|(distance, _)| *distance <= NEAR);
    let near: Vec<_> = near.iter().take(3).map(|(_, code)| *code).collect();
    let (zh, en) = match near.as_slice() {
        [] => (String::new(), String::new()),
        codes => (
            format!("是不是 {}？", codes.join("、")),
            format!("Did you mean {}? ", codes.join(", ")),
        ),
    };
    Failure::new(format!("没有编号为 {code} 的检查。"), format!("{code} is not a known check."))
        .hint(
            format!("{zh}用 yusuan explain 列出全部。"),
            format!("{en}`yusuan explain` lists all checks."),
        )
}

#[cfg(test)]
mod tests {
    use super::*;
    use rules::checks::{LIST_SUM, MALFORMED_NUMBER};

    fn told(code: &str, lang: Lang) -> String {
        unknown(code).text(lang).unwrap_or_default()
    }

    #[test]
    fn a_check_is_found_by_its_code_and_by_its_name() {
        for code in ["YS102", "ys102", "list-sum", "List-Sum"] {
            assert_eq!(find(code), Some(&LIST_SUM));
        }
        assert_eq!(find("YS10"), None);
    }

    #[test]
    fn the_list_is_aligned_and_names_each_check_once() {
        assert_eq!(
            list(&[LIST_SUM, MALFORMED_NUMBER], Lang::Zh),
            "YS102  list-sum          错误  表内合计不等于各项之和\n\
             YS531  malformed-number  错误  数字写法错误\n"
        );
        assert_eq!(
            list(&[LIST_SUM, MALFORMED_NUMBER], Lang::En),
            "YS102  list-sum          error  A total that is not the sum of its list\n\
             YS531  malformed-number  error  A malformed number\n"
        );
    }

    #[test]
    fn a_page_shows_the_severity_below_its_heading() {
        let shown = page(&MALFORMED_NUMBER, Lang::En);
        let lines: Vec<&str> = shown.lines().take(4).collect();
        let heading = "# YS531 malformed-number: A malformed number";
        assert_eq!(lines, [heading, "", "**Severity**: error", ""]);
        assert!(shown.len() > MALFORMED_NUMBER.page.en.len());
    }

    #[test]
    fn a_slip_gets_a_hint() {
        assert!(told("YS1O2", Lang::Zh).contains("办法：是不是 YS102"));
        assert!(told("lists-sum", Lang::En).contains("Hint: Did you mean YS102?"));
        assert!(!told("whatever", Lang::Zh).contains("是不是"));
    }
}
