//! What a line of the prompt says.

use super::statement::statements;
use crate::query::output::Format;
use clap::ValueEnum;
use message::{Failure, Lang};

/// What to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Command {
    Quit,
    Help,
    Tables,
    Columns(String),
    Questions,
    /// A question and its parameters.
    Ask(String, Vec<(String, String)>),
    Format(Format),
    /// Whether the time of each answer is said.
    Timer(bool),
    /// Statements, one after the other.
    Sql(Vec<String>),
}

/// The names of the commands.
pub(super) const NAMES: [&str; 8] =
    [".ask", ".columns", ".format", ".help", ".questions", ".quit", ".tables", ".timer"];

impl Command {
    /// Returns what a line says, or what is wrong with it.
    pub(super) fn parse(line: &str) -> Result<Self, Failure> {
        let line = line.trim();
        if !line.starts_with('.') {
            let (statements, _) = statements(line);
            return Ok(Self::Sql(statements.into_iter().map(str::to_owned).collect()));
        }
        let mut words = line.trim_end_matches(';').split_whitespace();
        let name = words.next().unwrap_or_default();
        let argument = words.next();
        match (name, argument) {
            (".help", None) => Ok(Self::Help),
            (".quit" | ".exit", None) => Ok(Self::Quit),
            (".tables", None) => Ok(Self::Tables),
            (".questions", None) => Ok(Self::Questions),
            (".timer", Some("on")) => Ok(Self::Timer(true)),
            (".timer", Some("off")) => Ok(Self::Timer(false)),
            (".columns", Some(table)) => Ok(Self::Columns(table.to_owned())),
            (".format", Some(format)) => match Format::from_str(format, true) {
                Ok(format) if format != Format::Parquet => Ok(Self::Format(format)),
                _ => Err(unknown(line)),
            },
            (".ask", Some(question)) => {
                let pair = |word: &str| -> Result<_, Failure> {
                    let (name, value) = word.split_once('=').ok_or_else(|| unknown(line))?;
                    Ok((name.to_owned(), value.to_owned()))
                };
                Ok(Self::Ask(question.to_owned(), words.map(pair).collect::<Result<_, Failure>>()?))
            }
            _ => Err(unknown(line)),
        }
    }
}

fn unknown(line: &str) -> Failure {
    Failure::new(format!("不懂命令 {line}。"), format!("The command {line} is not known."))
        .hint(".help 列出所有命令。", ".help lists all commands.")
}

/// Returns the lines that explain the commands.
pub(super) fn help(lang: Lang) -> &'static str {
    lang.pick(
        "\
.tables               列出表和视图
.columns 表           列出表的列
.questions            列出已有的问题
.ask 问题 year=2031   回答一个问题
.format csv           以后的结果的格式：table、csv、json
.timer on             以后每次说用了多少秒；.timer off 不再说
.quit                 退出
SELECT …;             查询；可以写几行，以分号结束
",
        "\
.tables               lists tables and views
.columns TABLE        lists the columns of a table
.questions            lists the saved questions
.ask NAME year=2031   asks a question
.format csv           the form of answers from now on: table, csv, json
.timer on             says how many seconds each answer takes; .timer off no more
.quit                 ends
SELECT …;             asks; may take several lines and ends with a semicolon
",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_commands_or_statements() {
        let parse = |line| Command::parse(line).unwrap();
        assert_eq!(parse("  "), Command::Sql(Vec::new()));
        assert_eq!(parse("SELECT 1 ;"), Command::Sql(vec!["SELECT 1".to_owned()]));
        assert_eq!(parse(".columns documents"), Command::Columns("documents".to_owned()));
        let set = vec![("year".to_owned(), "2031".to_owned())];
        assert_eq!(parse(".ask changes year=2031"), Command::Ask("changes".to_owned(), set));
        assert_eq!(parse(".format JSON"), Command::Format(Format::Json));
        for wrong in
            [".ask", ".ask changes year", ".columns", ".format pdf", ".help me", ".timer", ".x"]
        {
            assert!(Command::parse(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn every_command_is_explained() {
        for name in NAMES {
            assert!(help(Lang::Zh).contains(name) || name == ".help", "{name}");
            assert!(help(Lang::En).contains(name) || name == ".help", "{name}");
        }
    }
}
