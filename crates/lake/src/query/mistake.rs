//! What is wrong with a question, in both languages and with its place.

use datafusion::common::SchemaError;
use datafusion::error::DataFusionError;
use datafusion::sql::sqlparser::parser::ParserError;
use message::{Failure, Message};
use std::time::Duration;

/// A place in a statement: line and column from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    line: usize,
    column: usize,
}

/// Returns what the user reads about an error of a statement that may use so many MiB of memory.
pub(crate) fn explain(error: &DataFusionError, sql: &str, memory: usize) -> Failure {
    let root = error.find_root();
    let diagnostic = error.diagnostic();
    let said = diagnostic.map(|it| it.message.as_str());
    let (message, place) = match root {
        DataFusionError::ResourcesExhausted(_) => return too_large(memory),
        DataFusionError::SQL(error, _) => syntax(error),
        DataFusionError::SchemaError(schema, _) => (of_schema(schema), None),
        other => (of_words(said.unwrap_or_default(), &first_line(other)), None),
    };
    let span = diagnostic.and_then(|it| it.span);
    let place = place.or_else(|| {
        let start = span?.start;
        let number = |number: u64| usize::try_from(number).ok().filter(|number| *number > 0);
        Some(Place { line: number(start.line)?, column: number(start.column)? })
    });
    let failure = Failure::from(shown(&message, sql, place));
    match valid_names(root) {
        Some((zh, en)) => failure.hint(zh, en),
        None => failure,
    }
}

/// Says that a question took too long.
pub(crate) fn too_long(time: Duration) -> Failure {
    let seconds = time.as_secs();
    Failure::new(
        format!("查询超过 {seconds} 秒，已停止。"),
        format!("The query took more than {seconds} seconds and was stopped."),
    )
    .hint("缩小范围，或加大 --timeout。", "Ask for less, or allow more with --timeout.")
}

/// Says that a question was stopped by the user.
pub(crate) fn stopped() -> Failure {
    Failure::new("查询已停止。", "The query was stopped.")
}

/// Says that a question has too many operators.
pub(crate) fn too_deep(most: usize) -> Failure {
    Failure::new(
        format!("查询太长：运算符和关键字最多 {most} 个。"),
        format!("The query is too long: it may have {most} operators and keywords."),
    )
    .hint(
        "许多值可以写成 IN (…)，逗号不计。",
        "Many values can be written as IN (…), where commas do not count.",
    )
}

/// Says that the engine itself failed.
pub(crate) fn ended() -> Failure {
    Failure::new("查询引擎出错，没有回答。", "The engine failed and gave no answer.")
        .hint("换一种写法再试。", "Try to ask it in another way.")
}

fn too_large(memory: usize) -> Failure {
    Failure::new(
        format!("查询要的内存超过 {memory} MiB，已停止。"),
        format!("The query needs more than {memory} MiB of memory and was stopped."),
    )
    .hint("缩小范围，或加大 --memory。", "Ask for less, or allow more with --memory.")
}

/// What the parser of SQL says, and where: its messages end with the place.
fn syntax(error: &ParserError) -> (Message, Option<Place>) {
    let said = match error {
        ParserError::TokenizerError(said) | ParserError::ParserError(said) => said.as_str(),
        ParserError::RecursionLimitExceeded => "the statement is nested too deeply",
    };
    let (words, place) = match said.split_once(" at Line: ") {
        Some((words, place)) => (words, parse_place(place)),
        None => (said, None),
    };
    let words = words.trim_end_matches('.');
    let zh = match words.strip_prefix("Expected: ").and_then(|it| it.split_once(", found: ")) {
        Some((expected, found)) => format!("SQL 语法不对：这里应为 {expected}，却是 {found}"),
        None => format!("SQL 语法不对：{words}"),
    };
    (Message::new(zh, format!("The SQL is not well formed: {words}")), place)
}

/// `1, Column: 8`
fn parse_place(text: &str) -> Option<Place> {
    let (line, column) = text.split_once(", Column: ")?;
    let column = column.split(|c: char| !c.is_ascii_digit()).next()?;
    Some(Place { line: line.parse().ok()?, column: column.parse().ok()? })
}

fn of_schema(error: &SchemaError) -> Message {
    match error {
        SchemaError::FieldNotFound { field, .. } => {
            let name = field.quoted_flat_name().replace('"', "");
            Message::new(format!("没有列 {name}"), format!("There is no column {name}"))
        }
        SchemaError::AmbiguousReference { field } => {
            let name = field.name();
            Message::new(
                format!("列 {name} 在几张表里都有，要写明是哪张表的"),
                format!("Several tables have a column {name}: say of which table it is"),
            )
        }
        other => {
            Message::new(format!("查询执行不了：{other}"), format!("It cannot be run: {other}"))
        }
    }
}

/// The commonest mistakes in Chinese; the others as the engine says them.
fn of_words(said: &str, whole: &str) -> Message {
    let quoted = said.split('\'').nth(1).unwrap_or_default();
    if said.starts_with("table '") {
        let name = quoted.rsplit('.').next().unwrap_or(quoted);
        return Message::new(format!("没有表 {name}"), format!("There is no table {name}"));
    }
    if said.starts_with("Invalid function '") {
        return Message::new(
            format!("没有函数 {quoted}"),
            format!("There is no function {quoted}"),
        );
    }
    if whole.contains("DDL not supported") || whole.contains("DML not supported") {
        return Message::new("这里只查询，不改数据", "Here data are only asked, not changed");
    }
    if whole.contains("Statement not supported") {
        return Message::new("这里只能查询", "Here only questions can be asked");
    }
    Message::new(format!("查询执行不了：{whole}"), format!("It cannot be run: {whole}"))
}

fn first_line(error: &DataFusionError) -> String {
    error.message().lines().next().unwrap_or_default().to_owned()
}

/// The message with the line of the statement and a mark under the place.
fn shown(message: &Message, sql: &str, place: Option<Place>) -> Message {
    let line = place.and_then(|place| Some((place, sql.lines().nth(place.line - 1)?)));
    let Some((Place { line: number, column }, line)) = line else {
        return Message::new(format!("{}。", message.zh), format!("{}.", message.en));
    };
    // A sign of Chinese is two columns wide: the mark repeats its width.
    let before: String = line.chars().take(column - 1).map(blank).collect();
    let mark = format!("\n  {line}\n  {before}^");
    Message::new(
        format!("{}（第 {number} 行第 {column} 字）。{mark}", message.zh),
        format!("{} (line {number}, character {column}).{mark}", message.en),
    )
}

/// White space as wide as a sign.
fn blank(sign: char) -> char {
    match sign {
        '\t' => '\t',
        sign if sign.is_ascii() => ' ',
        _ => '\u{3000}',
    }
}

/// The names that there are, where one was not found.
fn valid_names(error: &DataFusionError) -> Option<(String, String)> {
    let DataFusionError::SchemaError(schema, _) = error else {
        return error.message().starts_with("table '").then(|| {
            (
                "在查询里输入 .tables 查看所有的表。".to_owned(),
                "In the prompt, .tables lists all tables.".to_owned(),
            )
        });
    };
    let SchemaError::FieldNotFound { valid_fields, .. } = &**schema else { return None };
    let names: Vec<&str> = valid_fields.iter().map(|field| field.name.as_str()).take(60).collect();
    (!names.is_empty()).then(|| {
        (format!("有这些列：{}", names.join("、")), format!("Columns: {}", names.join(", ")))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_place_is_marked_under_the_line() {
        let place = Place { line: 2, column: 4 };
        let shown = shown(&Message::new("错", "Wrong"), "SELECT\n甲 ,b", Some(place));
        assert_eq!(shown.zh, "错（第 2 行第 4 字）。\n  甲 ,b\n  \u{3000}  ^");
        assert_eq!(shown.en, "Wrong (line 2, character 4).\n  甲 ,b\n  \u{3000}  ^");
    }

    #[test]
    fn messages_of_the_parser_end_with_the_place() {
        let error = ParserError::ParserError(
            "Expected: an expression, found: FROM at Line: 1, Column: 8".to_owned(),
        );
        let (message, place) = syntax(&error);
        assert_eq!(place, Some(Place { line: 1, column: 8 }));
        assert_eq!(message.zh, "SQL 语法不对：这里应为 an expression，却是 FROM");
    }
}
