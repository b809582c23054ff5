//! `yusuan explain`: what a check finds, why it matters, and when it cannot decide.

use crate::exit;
use crate::failure::Failure;
use crate::output::Output;
use message::Lang;
use rules::Page;
use strsim::damerau_levenshtein;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The check's code, YS102, or its short name; without it all checks are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

/// How many changed letters still look like a slip.
const NEAR: usize = 2;

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let pages = rules::pages();
    let text = match &args.code {
        None => list(pages, lang),
        Some(code) => match find(pages, code) {
            Some(page) => format!("{}\n", lang.pick(page.zh, page.en).trim_end()),
            None => return Err(unknown(pages, code)),
        },
    };
    let mut output = Output::open(None)?;
    output.write(&text)?;
    output.flush()?;
    Ok(exit::OK)
}

fn find<'a>(pages: &'a [Page], code: &str) -> Option<&'a Page> {
    let is_it =
        |page: &&Page| page.code.eq_ignore_ascii_case(code) || page.name.eq_ignore_ascii_case(code);
    pages.iter().find(is_it)
}

/// Code, name and title of every check.
fn list(pages: &[Page], lang: Lang) -> String {
    let widest = pages.iter().map(|page| page.name.len()).max().unwrap_or(0);
    let line = |page: &Page| {
        let title = title(lang.pick(page.zh, page.en));
        format!("{}  {:widest$}  {title}\n", page.code, page.name)
    };
    pages.iter().map(line).collect()
}

/// The first words of a page, without the code that may lead them.
fn title(page: &str) -> &str {
    let lines = page.lines().map(|line| line.trim_start_matches('#').trim());
    lines.into_iter().find(|line| !line.is_empty()).unwrap_or_default()
}

fn unknown(pages: &[Page], code: &str) -> Failure {
    let upper = code.to_uppercase();
    let distance = |page: &Page| {
        let by_name = damerau_levenshtein(page.name, &code.to_lowercase());
        damerau_levenshtein(page.code, &upper).min(by_name)
    };
    let mut near: Vec<_> = pages.iter().map(|page| (distance(page), page.code)).collect();
    near.sort_unstable();
    near.retain(|(distance, _)| *distance <= NEAR);
    let near: Vec<_> = near.iter().take(3).map(|(_, code)| *code).collect();
    let (zh, en) = match near.as_slice() {
        [] => (String::new(), String::new()),
        codes => (
            format!("是不是 {}？", codes.join("、")),
            format!(" Did you mean {}?", codes.join(", ")),
        ),
    };
    Failure::new(
        format!("没有编号为 {code} 的检查。{zh}用 yusuan explain 列出全部。"),
        format!("There is no check {code}.{en} `yusuan explain` lists all."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use message::Message;

    const PAGES: [Page; 3] = [
        Page {
            code: "YS101", name: "one-scope", zh: "# 同一口径\n\n……", en: "# One scope\n"
        },
        Page { code: "YS102", name: "parts-sum", zh: "# 分项之和\n", en: "# Sum of parts\n" },
        Page { code: "YS301", name: "sentence", zh: "", en: "" },
    ];

    fn told(code: &str) -> Message {
        match unknown(&PAGES, code) {
            Failure::Told(text) => text,
            Failure::Closed => Message::default(),
        }
    }

    #[test]
    fn a_check_is_found_by_its_code_and_by_its_name() {
        for code in ["YS102", "ys102", "parts-sum", "Parts-Sum"] {
            assert_eq!(find(&PAGES, code).map(|page| page.code), Some("YS102"));
        }
        assert_eq!(find(&PAGES, "YS10"), None);
    }

    #[test]
    fn the_list_is_aligned_and_has_titles() {
        let list = list(&PAGES, Lang::Zh);
        assert_eq!(
            list,
            "YS101  one-scope  同一口径\nYS102  parts-sum  分项之和\nYS301  sentence   \n"
        );
    }

    #[test]
    fn a_slip_gets_a_hint() {
        assert!(told("YS120").zh.contains("YS102"), "{:?}", told("YS120"));
        assert!(told("part-sum").en.contains("Did you mean YS102?"));
        assert!(!told("whatever").zh.contains("是不是"));
    }
}
