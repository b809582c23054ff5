//! The command line in both languages: help and error messages.
//!
//! The English words are the comments in [`Args`]; the Chinese ones are here.

use crate::args::Args;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory, Error};
use message::Lang;

/// The name of the program.
const PROGRAM: &str = "yusuan-office";

/// Chinese help: command, argument (empty for the command itself), words.
const ZH: &[(&str, &str, &str)] = &[
    (
        PROGRAM,
        "",
        "财政局与各部门共同编制预算的办公系统\n\n退出码：0 完成，1 发现问题，2 命令无法执行",
    ),
    (PROGRAM, "lang", "输出的语言：zh 或 en [默认：随系统语言，否则 zh]"),
    (PROGRAM, "help", "显示帮助"),
    (PROGRAM, "version", "显示版本"),
    (PROGRAM, "data", "数据文件夹，存放数据库和文件 [默认：yusuan-data]"),
    (PROGRAM, "database", "数据库：sqlite:路径 或 postgres://… [默认：数据文件夹里的 office.db]"),
    (PROGRAM, "blobs", "文件存储：文件夹，或 s3://存储桶/… [默认：数据文件夹里的 files]"),
    ("serve", "", "启动办公系统，供浏览器和程序使用"),
    ("serve", "listen", "监听的地址 [默认：127.0.0.1:8350]"),
    ("serve", "demo", "以虚构的县试用，只在本机，退出即删除"),
    ("serve", "https", "用户经代理以 https 访问"),
    ("serve", "trusted_proxy", "可信的代理，采信其所报的来访地址"),
    ("serve", "metrics_reader", "除本机外可以读取 /metrics 的地址"),
    ("serve", "rate", "每个地址平均每秒最多的请求数 [默认：100]"),
    ("serve", "oidc_issuer", "统一身份认证（OpenID Connect）的地址，人员可以由此登录"),
    ("serve", "oidc_client", "本系统在那里的名称；密钥放在环境变量 YUSUAN_OIDC_SECRET"),
    ("serve", "oidc_address", "人员访问本系统的地址，由那里返回"),
    ("serve", "log", "日志的形式：text、json [默认：text]"),
    ("verify", "", "核验留痕是否被改动"),
    ("verify", "anchor", "另行保存的留痕编号，即公开文件上所印的"),
    ("rebuild", "", "由留痕和文件重新生成全部汇总数据"),
    ("backup", "", "备份到文件夹；不影响正在办理的业务"),
    ("backup", "folder", "备份文件夹；以前备份过的文件不再复制"),
    ("restore", "", "把备份恢复到空数据库"),
    ("restore", "folder", "备份文件夹"),
    ("import-bodies", "", "由表格或已公开的文件导入部门和单位"),
    ("import-bodies", "under", "文件中部门的上级 [默认：已有的财政局]"),
    ("import-bodies", "files", "表格（.xlsx、.csv、.tsv：代码、名称、上级代码），或已公开的文件"),
    ("completions", "", "输出命令补全脚本"),
    ("completions", "shell", "命令行环境：bash、elvish、fish、powershell、zsh"),
    ("man", "", "输出使用手册"),
    ("man", "out", "把全部命令的手册写入文件夹"),
];

/// Chinese names of values.
const VALUES: &[(&str, &str)] = &[
    ("FILE", "文件"),
    ("FOLDER", "文件夹"),
    ("BACKUP", "备份"),
    ("FORM", "形式"),
    ("CODE", "代码"),
    ("SHELL", "环境"),
    ("URL", "地址"),
    ("ADDRESS", "地址"),
    ("ANCHOR", "编号"),
    ("NUMBER", "数"),
    ("NAME", "名称"),
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
