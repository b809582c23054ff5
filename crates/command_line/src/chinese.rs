//! Help in Chinese.

use crate::Program;
use clap::{Arg, ArgAction, Command};

/// The help page.
const TEMPLATE: &str = "{about}\n\n用法：{usage}\n\n{all-args}";

/// Returns a command, and those below it, with their help in Chinese.
pub(crate) fn translated(program: &Program, command: Command) -> Command {
    let name = command.get_name().to_owned();
    // Under headings arguments are sorted by name, unless they have an order.
    let mut order = 0;
    let command =
        command.about(words(program, &name, "")).long_about(None).help_template(TEMPLATE).mut_args(
            |arg| {
                order += 1;
                argument(program, &name, arg).display_order(order)
            },
        );
    let usage = usage(program, &command);
    command.override_usage(usage).mut_subcommands(|command| translated(program, command))
}

/// Returns what has no help, and what help is left over.
pub(crate) fn complaints(program: &Program, root: &Command) -> Vec<String> {
    let commands = || std::iter::once(root).chain(root.get_subcommands());
    let mut all = Vec::new();
    for command in commands() {
        let name = command.get_name();
        let arguments = command.get_arguments().map(|arg| arg.get_id().as_str());
        let missing = std::iter::once("").chain(arguments);
        let missing = missing.filter(|id| words(program, name, id).is_empty());
        all.extend(missing.map(|id| format!("no help: {name} {id}")));
    }
    for (name, id, _) in program.help {
        let has = |command: &Command| {
            (command.get_name() == *name || *name == program.name)
                && (id.is_empty() || command.get_arguments().any(|arg| arg.get_id() == id))
        };
        if !commands().any(has) {
            all.push(format!("left over: {name} {id}"));
        }
    }
    all
}

fn argument(program: &Program, command: &str, arg: Arg) -> Arg {
    let heading = if arg.is_positional() { "参数" } else { "选项" };
    let help = words(program, command, arg.get_id().as_str());
    let arg = arg.help(help).long_help(None).help_heading(heading);
    if !arg.get_action().takes_values() {
        return arg;
    }
    let arg = arg.hide_possible_values(true).hide_default_value(true);
    let name = value_name(&arg);
    match program.values.iter().find(|(en, _)| *en == name) {
        Some((_, zh)) => arg.value_name(*zh),
        None => arg,
    }
}

/// `yusuan check [选项] <文件|文件夹>...`
fn usage(program: &Program, command: &Command) -> String {
    let name = command.get_name();
    if command.has_subcommands() {
        return format!("{name} [选项] <命令>");
    }
    let mut usage = format!("{} {name} [选项]", program.name);
    for arg in command.get_positionals() {
        let value = value_name(arg);
        let dots = if matches!(arg.get_action(), ArgAction::Append) { "..." } else { "" };
        usage += &if arg.is_required_set() {
            format!(" <{value}>{dots}")
        } else {
            format!(" [{value}]{dots}")
        };
    }
    usage
}

fn value_name(arg: &Arg) -> String {
    let name = arg.get_value_names().and_then(|names| names.first());
    name.map(ToString::to_string).unwrap_or_default()
}

fn words(program: &Program, command: &str, arg: &str) -> &'static str {
    let entry =
        |of: &str| program.help.iter().find(|(command, id, _)| *command == of && *id == arg);
    let shared = || if arg.is_empty() { None } else { entry(program.name) };
    entry(command).or_else(shared).map_or("", |(.., words)| words)
}
