//! `yusuan lake questions`: the saved questions and how to ask them.

use super::saved::{self, Saved};
use message::{Failure, Lang};
use std::fmt::Write as _;
use std::io::{self, Write as _};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// The name of a question, whose SQL is shown
    #[arg(value_name = "QUESTION")]
    name: Option<String>,
}

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let text = match &args.name {
        None => list(lang),
        Some(name) => {
            let question = saved::question(name)?;
            explained(&question, lang) + "\n" + question.sql + "\n"
        }
    };
    io::stdout().write_all(text.as_bytes())?;
    Ok(crate::OK)
}

/// Returns all questions, each with its explanation and parameters.
pub(super) fn list(lang: Lang) -> String {
    saved::questions().map(|question| explained(&question, lang)).collect()
}

fn explained(question: &Saved, lang: Lang) -> String {
    let mut text = format!("{}\n    {}\n", question.name, question.title.get(lang));
    for parameter in &question.parameters {
        let default = match parameter.default {
            None => lang.pick("必填", "required").to_owned(),
            Some("") => lang.pick("可不填", "optional").to_owned(),
            Some(default) => format!("{}{default}", lang.pick("默认 ", "default ")),
        };
        let (name, title) = (parameter.name, parameter.title.get(lang));
        // Writing into a text does not fail.
        let _ = match lang {
            Lang::Zh => writeln!(text, "    {name}（{default}）：{title}"),
            Lang::En => writeln!(text, "    {name} ({default}): {title}"),
        };
    }
    text
}
