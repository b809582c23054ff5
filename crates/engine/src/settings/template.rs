//! A file of settings with comments, in which nothing is set yet.

use message::{Lang, Message};
use std::fmt::Write as _;

/// Returns the page on settings.
pub fn page(lang: Lang) -> &'static str {
    lang.pick(include_str!("page.zh.md"), include_str!("page.en.md"))
}

/// Returns a file of settings in which every line is a comment and every check is listed with its
/// usual level.
pub fn template(lang: Lang) -> String {
    let mut out = String::new();
    let head = lang.pick(
        "# 设置文件：放在要检查的文件所在的文件夹或其上级文件夹，名称须为 yusuan.toml。\n\
         # 去掉行首的 # 即起作用。详细说明：yusuan explain settings\n\n\
         # 政府层级：乡镇、县、市、省、中央。不写时按文件里的名称判断。\n\
         # government = \"县\"\n\n\
         # 每项检查的级别：错误、警告、提示、关闭。下面是默认的级别。\n\
         [lints]\n",
        "# Settings: put this file as yusuan.toml into the folder of the files or one above it.\n\
         # A line counts without its #. More: yusuan explain settings\n\n\
         # The level of government: township, county, city, province, central.\n\
         # Without it the names in the document decide.\n\
         # government = \"county\"\n\n\
         # The level of each check: error, warning, note, off. These are the usual ones.\n\
         [lints]\n",
    );
    out.push_str(head);
    for check in rules::checks() {
        let level = level_word(check.severity).get(lang).to_owned();
        let (code, title) = (check.code, check.title(lang));
        let _ = writeln!(out, "# {code} = \"{level}\"  # {title}");
    }
    out.push_str(lang.pick(
        "\n# 豁免：已有人负责说明的问题。可以写多段。\n\
         # [[waivers]]\n\
         # lint = \"YS102\"            # 哪项检查\n\
         # contains = \"公务接待费\"    # 问题的文字里含有什么；可以不写\n\
         # file = \"文化局2031.docx\"   # 文件名以什么结尾；可以不写\n\
         # reason = \"已函告财政局\"    # 理由，必须写\n\
         # until = 2031-12-31        # 到哪一天为止，必须写\n",
        "\n# Waivers: findings that somebody answers for. There may be several.\n\
         # [[waivers]]\n\
         # lint = \"YS102\"              # which check\n\
         # contains = \"公务接待费\"      # what the finding's words contain; may be left out\n\
         # file = \"文化局2031.docx\"     # how the file's name ends; may be left out\n\
         # reason = \"told the bureau\"  # why, required\n\
         # until = 2031-12-31          # the last day, required\n",
    ));
    out
}

fn level_word(severity: finding::Severity) -> Message {
    match severity {
        finding::Severity::Error => Message::new("错误", "error"),
        finding::Severity::Warning => Message::new("警告", "warning"),
        finding::Severity::Note => Message::new("提示", "note"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::parse;

    #[test]
    fn the_template_is_good_with_its_comments_and_without() {
        for lang in [Lang::Zh, Lang::En] {
            let text = template(lang);
            parse("yusuan.toml", &text).expect("nothing is set");
            let line = |line: &str| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(" = ") || rest.starts_with('[') => format!("{rest}\n"),
                _ => format!("{line}\n"),
            };
            let all: String = text.lines().map(line).collect();
            let profile = parse("yusuan.toml", &all).expect("everything is set");
            assert_eq!(profile.levels.len(), rules::checks().len());
            assert_eq!(profile.waivers.len(), 1);
        }
    }

    #[test]
    fn the_examples_of_the_page_are_good() {
        for lang in [Lang::Zh, Lang::En] {
            let examples = page(lang).split("```toml\n").skip(1);
            let examples: Vec<_> = examples.filter_map(|it| it.split("```").next()).collect();
            assert_eq!(examples.len(), 3);
            for example in examples {
                assert!(parse("yusuan.toml", example).is_ok(), "{example}");
            }
        }
    }
}
