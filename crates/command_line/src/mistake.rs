//! What is wrong with a command line.

use crate::{FAILED, print};
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use message::Lang;

/// Says what is wrong, or shows the help that was asked for; returns the exit code.
pub(crate) fn explain(program: &str, error: &Error, lang: Lang) -> u8 {
    match (lang, error.use_stderr(), mistake(error)) {
        (Lang::Zh, true, Some(mistake)) => {
            print(&format!("错误：{mistake}\n用 {program} --help 查看用法。"));
        }
        // What cannot be printed there cannot be shown at all.
        _ => drop(error.print()),
    }
    if error.use_stderr() { FAILED } else { 0 }
}

/// Returns the commonest mistakes in Chinese; `None` for the others.
fn mistake(error: &Error) -> Option<String> {
    let context = |kind| error.get(kind).map(words).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    Some(match error.kind() {
        ErrorKind::InvalidValue if context(ContextKind::InvalidValue).is_empty() => {
            format!("{argument} 后面缺少值")
        }
        ErrorKind::InvalidValue => format!(
            "{argument} 不能是 {}，可以是：{}",
            context(ContextKind::InvalidValue),
            context(ContextKind::ValidValue)
        ),
        ErrorKind::UnknownArgument => {
            format!("没有选项 {argument}{}", meant(&context(ContextKind::SuggestedArg)))
        }
        ErrorKind::InvalidSubcommand => format!(
            "没有命令 {}{}",
            context(ContextKind::InvalidSubcommand),
            meant(&context(ContextKind::SuggestedSubcommand))
        ),
        ErrorKind::MissingRequiredArgument => format!("缺少 {argument}"),
        ErrorKind::ArgumentConflict => {
            format!("{argument} 与 {} 不能同时使用", context(ContextKind::PriorArg))
        }
        _ => return None,
    })
}

fn meant(suggestion: &str) -> String {
    if suggestion.is_empty() { String::new() } else { format!("，是不是 {suggestion}？") }
}

fn words(value: &ContextValue) -> String {
    match value {
        ContextValue::String(word) => word.clone(),
        ContextValue::Strings(words) => words.join("、"),
        _ => String::new(),
    }
}
