//! The command line in both languages: help and error messages.
//!
//! The English words are the comments in [`Args`]; the Chinese ones are here.

use crate::args::Args;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error};
use message::Lang;

/// The name of the program.
const PROGRAM: &str = "yusuan-lake";

/// Chinese help: command, argument (empty for the command itself), words.
const ZH: &[(&str, &str, &str)] = &[
    (
        PROGRAM,
        "",
        "把许多公开文件收集成数据湖：Parquet 文件，供 SQL、pandas、polars、DuckDB 查询\n\n退出码：0 完成，1 有文件读不了（列在 failures 表里），2 有文件打不开或命令无法执行",
    ),
    (PROGRAM, "lang", "输出的语言：zh 或 en [默认：随系统语言，否则 zh]"),
    (PROGRAM, "help", "显示帮助"),
    (PROGRAM, "version", "显示版本"),
    ("collect", "", "读取并检查文件，收集到数据湖；从上次停下的地方接着做"),
    ("collect", "sources", "文件或文件夹；文件夹逐级查找"),
    ("collect", "list", "读取清单里的文件，每行一个路径"),
    ("collect", "into", "数据湖的文件夹；没有就新建"),
    ("collect", "jobs", "同时读几份 [默认：处理器核数]"),
    ("collect", "timeout", "一份文件最多读几秒 [默认：120]"),
    ("collect", "commit", "最多每几份保存一次 [默认：2000]"),
];

/// Chinese names of values.
const VALUES: &[(&str, &str)] = &[
    ("FILE|FOLDER", "文件|文件夹"),
    ("FILE", "文件"),
    ("LAKE", "数据湖"),
    ("NUMBER", "数"),
    ("SECONDS", "秒"),
];

/// The Chinese help page.
const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";

/// The command line, with help in one language.
pub(crate) fn command(lang: Lang) -> Command {
    let help = Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help);
    let version = Arg::new("version").short('V').long("version").action(ArgAction::Version);
    let command = Args::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help.help("Prints help"))
        .arg(version.help("Prints the version"));
    match lang {
        Lang::Zh => in_chinese(command).subcommand_help_heading("命令"),
        Lang::En => command,
    }
}

fn in_chinese(command: Command) -> Command {
    let name = command.get_name().to_owned();
    // Under headings arguments are sorted by name, unless they have an order.
    let mut order = 0;
    let command =
        command.about(zh(&name, "")).long_about(None).help_template(TEMPLATE).mut_args(|arg| {
            order += 1;
            argument_in_chinese(&name, arg).display_order(order)
        });
    let usage = usage(&command);
    command.override_usage(usage).mut_subcommands(in_chinese)
}

fn argument_in_chinese(command: &str, arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    let help = zh(command, arg.get_id().as_str());
    let arg = arg.help(help).long_help(None).help_heading(heading);
    if !arg.get_action().takes_values() {
        return arg;
    }
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    let name = value_name(&arg);
    match VALUES.iter().find(|(en, _)| *en == name) {
        Some((_, zh)) => arg.value_name(*zh),
        None => arg,
    }
}

/// `yusuan check [选项] <文件|文件夹>...`
fn usage(command: &Command) -> String {
    let name = command.get_name();
    if command.has_subcommands() {
        return format!("{name} [选项] <命令>");
    }
    let mut usage = format!("{PROGRAM} {name} [选项]");
    for arg in command.get_positionals() {
        let value = value_name(arg);
        let dots = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        usage += &format!(" <{value}>{dots}");
    }
    usage
}

fn value_name(arg: &Arg) -> String {
    let name = arg.get_value_names().and_then(|names| names.first());
    name.map(ToString::to_string).unwrap_or_default()
}

fn zh(command: &str, arg: &str) -> &'static str {
    let entry = |of: &str| ZH.iter().find(|(command, id, _)| *command == of && *id == arg);
    entry(command).or_else(|| entry(PROGRAM)).map_or("", |(.., words)| words)
}

/// Says what is wrong with the command line, or shows the help that was asked for; the exit code.
pub(crate) fn explain(error: &Error, lang: Lang) -> u8 {
    match (lang, error.use_stderr(), mistake(error)) {
        (Lang::Zh, true, Some(mistake)) => {
            eprintln!("错误：{mistake}\n用 {PROGRAM} --help 查看用法。");
        }
        // Errors are ignored, because they could not be shown.
        _ => drop(error.print()),
    }
    if error.use_stderr() { crate::FAILED } else { crate::OK }
}

/// The commonest mistakes in Chinese; `None` for the others.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn everything_on_the_command_line_has_chinese_help() {
        let command = command(Lang::Zh);
        command.clone().debug_assert();
        for command in std::iter::once(&command).chain(command.get_subcommands()) {
            assert!(!zh(command.get_name(), "").is_empty(), "{}", command.get_name());
            for arg in command.get_arguments() {
                let words = zh(command.get_name(), arg.get_id().as_str());
                assert!(!words.is_empty(), "{} {}", command.get_name(), arg.get_id());
            }
        }
    }

    #[test]
    fn no_chinese_help_is_left_over() {
        let command = command(Lang::En);
        for (name, id, _) in ZH {
            let of = if *name == PROGRAM { Some(&command) } else { command.find_subcommand(name) };
            let has = |command: &Command| {
                id.is_empty() || command.get_arguments().any(|arg| arg.get_id() == id)
            };
            // What several commands share is described once, under the program.
            let shared = *name == PROGRAM && command.get_subcommands().any(has);
            assert!(shared || of.is_some_and(has), "{name} {id}");
        }
    }
}
