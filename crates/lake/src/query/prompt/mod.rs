//! The prompt: statements of SQL, ended by `;`, and commands that begin with `.`.

mod command;
mod complete;
mod statement;

use super::output::Shown;
use super::session::Session;
use super::{answer, questions, saved};
use command::Command;
use complete::{Helper, is_complete};
use datafusion::arrow::datatypes::Field;
use message::{Failure, Lang};
use rustyline::error::ReadlineError;
use rustyline::history::DefaultHistory;
use rustyline::{CompletionType, Config, Editor};
use std::fs;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant;

/// What is said before the first line.
const GREETING: [&str; 2] = [
    "输入 SQL，以分号结束；.help 列出命令，Tab 补全，Ctrl-D 退出。",
    "Enter SQL and end it with a semicolon; .help lists commands, Tab completes, Ctrl-D ends.",
];

/// How many statements of earlier times are kept.
const HISTORY: usize = 1000;

/// What the commands of a prompt have set.
struct Settings<'a> {
    shown: Shown<'a>,
    /// Whether the time of each answer is said.
    is_timed: bool,
}

/// Asks until the input ends. At a terminal, what is wrong with one statement is said and the next
/// is taken; elsewhere it ends there.
pub(super) fn run(session: &Session, shown: Shown<'_>) -> Result<(), Failure> {
    let settings = Settings { shown, is_timed: false };
    match io::stdin().is_terminal() {
        true => at_terminal(session, settings),
        false => from_pipe(session, settings),
    }
}

fn at_terminal(session: &Session, mut settings: Settings<'_>) -> Result<(), Failure> {
    let lang = settings.shown.lang;
    session.stop_on_interrupt();
    let config = Config::builder().completion_type(CompletionType::List).auto_add_history(true);
    let config = config.max_history_size(HISTORY).map_err(|error| unusable(&error))?.build();
    let mut editor: Editor<Helper, DefaultHistory> =
        Editor::with_config(config).map_err(|error| unusable(&error))?;
    editor.set_helper(Some(Helper::new(&session.tables())));
    let history = history();
    if let Some(path) = &history {
        // There is none the first time.
        drop(editor.load_history(path));
        drop(path.parent().map(fs::create_dir_all));
    }
    remark(lang.pick(GREETING[0], GREETING[1]));
    loop {
        let line = match editor.readline("yusuan> ") {
            Ok(line) => line,
            Err(ReadlineError::Interrupted) => continue,
            Err(ReadlineError::Eof) => return Ok(()),
            Err(error) => return Err(unusable(&error)),
        };
        if let Some(path) = &history {
            // A prompt without a history is a prompt all the same.
            drop(editor.append_history(path));
        }
        match obey(session, &line, &mut settings) {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(failure) => failure.text(lang).iter().for_each(|text| remark(text)),
        }
    }
}

/// The last statement of a file may lack its semicolon.
fn from_pipe(session: &Session, mut settings: Settings<'_>) -> Result<(), Failure> {
    let mut input = io::stdin().lock();
    let mut lines = String::new();
    loop {
        let is_over = input.read_line(&mut lines)? == 0;
        if is_over || is_complete(&lines) {
            let is_going_on = obey(session, &lines, &mut settings)?;
            if is_over || !is_going_on {
                return Ok(());
            }
            lines.clear();
        }
    }
}

/// Does what a line says; returns whether to go on.
fn obey(session: &Session, line: &str, settings: &mut Settings<'_>) -> Result<bool, Failure> {
    let lang = settings.shown.lang;
    let mut out = io::stdout();
    match Command::parse(line)? {
        Command::Quit => return Ok(false),
        Command::Help => out.write_all(command::help(lang).as_bytes())?,
        Command::Tables => out.write_all(tables(session, lang).as_bytes())?,
        Command::Columns(name) => out.write_all(columns(session, &name, lang)?.as_bytes())?,
        Command::Questions => out.write_all(questions::list(lang).as_bytes())?,
        Command::Ask(name, set) => ask(session, &saved::question(&name)?.filled(&set)?, settings)?,
        Command::Sql(all) => all.iter().try_for_each(|sql| ask(session, sql, settings))?,
        Command::Format(format) => settings.shown.format = format,
        Command::Timer(is_on) => settings.is_timed = is_on,
    }
    Ok(true)
}

fn ask(session: &Session, sql: &str, settings: &Settings<'_>) -> Result<(), Failure> {
    let start = Instant::now();
    answer(session, sql, settings.shown)?;
    if settings.is_timed {
        let time = start.elapsed();
        let (seconds, thousandths) = (time.as_secs(), time.subsec_millis());
        let unit = settings.shown.lang.pick("秒", "s");
        remark(&format!("{seconds}.{thousandths:03} {unit}"));
    }
    Ok(())
}

/// Returns the tables, and the views with what they hold.
fn tables(session: &Session, lang: Lang) -> String {
    let tables = session.tables().into_iter().map(|(name, _)| {
        let view = saved::views().find(|view| view.name == name);
        let title = view.map(|view| format!("  {}", view.title.get(lang)));
        format!("{name}{}\n", title.unwrap_or_default())
    });
    tables.collect()
}

/// Returns the columns of a table, each with what it means.
fn columns(session: &Session, name: &str, lang: Lang) -> Result<String, Failure> {
    let table = session.tables().into_iter().find(|(of, _)| of == name);
    let (_, schema) = table.ok_or_else(|| {
        Failure::new(format!("没有表 {name}。"), format!("There is no table {name}."))
            .hint(".tables 列出所有的表。", ".tables lists all tables.")
    })?;
    let line = |field: &Arc<Field>| {
        let words = field.metadata().get(lang.pick("zh", "en"));
        let words = words.map(|words| format!("  {words}")).unwrap_or_default();
        format!("{}{words}\n", field.name())
    };
    Ok(schema.fields().iter().map(line).collect())
}

/// Returns where the statements of earlier prompts are kept.
fn history() -> Option<PathBuf> {
    let state = std::env::var_os("XDG_STATE_HOME").map(PathBuf::from);
    let home = || Some(PathBuf::from(std::env::var_os("HOME")?).join(".local/state"));
    Some(state.or_else(home)?.join("yusuan/lake-history"))
}

/// Writes to standard error. What cannot be written there cannot be shown at all.
fn remark(text: &str) {
    let _ = writeln!(io::stderr(), "{text}");
}

fn unusable(error: &ReadlineError) -> Failure {
    Failure::new(format!("终端用不了：{error}"), format!("The terminal cannot be used: {error}"))
        .hint("把 SQL 写在命令行里。", "Give the SQL on the command line.")
}
