//! SQL that comes with the program: views and questions, each with its explanation.
//!
//! A file begins with comments: `-- zh:` and `-- en:` say what it answers, and a line such as
//! `-- stage text = budget: 阶段 | The stage` is a parameter with its default.

use message::{Failure, Message};
use std::collections::BTreeMap;

/// A saved question or a view.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Saved {
    /// The name by which it is asked.
    pub(crate) name: &'static str,
    /// What it answers.
    pub(crate) title: Message,
    /// What has to be said to ask it.
    pub(crate) parameters: Vec<Parameter>,
    /// The statement.
    pub(crate) sql: &'static str,
}

/// A parameter of a question, `$name` in its SQL.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Parameter {
    /// Its name.
    pub(crate) name: &'static str,
    /// Whether it is a whole number; else it is a text.
    pub(crate) is_integer: bool,
    /// Its value where none is given.
    pub(crate) default: Option<&'static str>,
    /// What it means.
    pub(crate) title: Message,
}

/// The value of a parameter.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Given {
    Integer(i64),
    Text(String),
}

impl Given {
    /// Returns it as SQL.
    fn literal(&self) -> String {
        match self {
            Self::Integer(number) => number.to_string(),
            Self::Text(text) => quoted(text),
        }
    }
}

/// Returns a text as SQL.
pub(crate) fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', "''"))
}

macro_rules! files {
    ($folder:literal: $($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../../", $folder, "/", $name, ".sql")))),+]
    };
}

/// The questions.
const QUESTIONS: [(&str, &str); 10] = files!(
    "questions": "budget-by-function", "three-public", "budget-and-accounts", "changes",
    "disclosure-quality", "personnel-share", "income-by-source", "economic-items", "findings",
    "coverage",
);

/// Returns the views, those first on which others depend.
pub(crate) fn views() -> impl Iterator<Item = Saved> {
    columnar::VIEWS.iter().map(|(name, text)| Saved::parse(name, text))
}

/// Returns the questions.
pub(crate) fn questions() -> impl Iterator<Item = Saved> {
    QUESTIONS.iter().map(|(name, text)| Saved::parse(name, text))
}

/// Returns the question of that name.
pub(crate) fn question(name: &str) -> Result<Saved, Failure> {
    questions().find(|it| it.name == name).ok_or_else(|| {
        Failure::new(
            format!("没有叫 {name} 的问题。"),
            format!("There is no question named {name}."),
        )
        .hint(
            "用 yusuan lake questions 查看所有问题。",
            "yusuan lake questions lists all questions.",
        )
    })
}

impl Saved {
    fn parse(name: &'static str, text: &'static str) -> Self {
        let mut saved = Self { name, title: Message::default(), parameters: Vec::new(), sql: text };
        while let Some(comment) = saved.sql.strip_prefix("-- ") {
            let (line, rest) = comment.split_once('\n').unwrap_or((comment, ""));
            saved.sql = rest;
            let (head, words) = line.split_once(": ").unwrap_or((line, ""));
            match head {
                "zh" => words.clone_into(&mut saved.title.zh),
                "en" => words.clone_into(&mut saved.title.en),
                _ => saved.parameters.push(Parameter::parse(head, words)),
            }
        }
        saved.sql = saved.sql.trim_end();
        saved
    }

    /// Returns the statement with the values of its parameters in their places.
    pub(crate) fn filled(&self, given: &[(String, String)]) -> Result<String, Failure> {
        let values = self.values(given)?;
        let mut pieces = self.sql.split('$');
        let mut sql = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            let end = piece.find(|c: char| !c.is_ascii_lowercase()).unwrap_or(piece.len());
            let (name, rest) = piece.split_at(end);
            let literal = values.get(name).map(Given::literal).unwrap_or_default();
            sql += &literal;
            sql += rest;
        }
        Ok(sql)
    }

    /// Returns the values of its parameters from those that are given, or says which is missing,
    /// unknown or not a number.
    fn values(&self, given: &[(String, String)]) -> Result<BTreeMap<&'static str, Given>, Failure> {
        if let Some((name, _)) = given.iter().find(|(name, _)| !self.has(name)) {
            return Err(Failure::new(
                format!("问题 {} 没有参数 {name}。", self.name),
                format!("The question {} has no parameter {name}.", self.name),
            )
            .hint(self.names("、"), self.names(", ")));
        }
        self.parameters.iter().map(|it| Ok((it.name, it.value(self.name, given)?))).collect()
    }

    fn has(&self, name: &str) -> bool {
        self.parameters.iter().any(|it| it.name == name)
    }

    fn names(&self, separator: &str) -> String {
        self.parameters.iter().map(|it| it.name).collect::<Vec<_>>().join(separator)
    }
}

impl Parameter {
    fn parse(head: &'static str, words: &'static str) -> Self {
        let (declared, default) = match head.split_once(" =") {
            Some((declared, default)) => (declared, Some(default.trim())),
            None => (head, None),
        };
        let (name, kind) = declared.split_once(' ').unwrap_or((declared, "text"));
        let (zh, en) = words.split_once(" | ").unwrap_or((words, words));
        Self { name, is_integer: kind == "integer", default, title: Message::new(zh, en) }
    }

    fn value(&self, question: &str, given: &[(String, String)]) -> Result<Given, Failure> {
        let Self { name, title, .. } = self;
        let value = given.iter().rev().find(|(of, _)| of == name).map(|(_, value)| &**value);
        let Some(value) = value.or(self.default) else {
            return Err(Failure::new(
                format!("问题 {question} 要有 {name}（{}）。", title.zh),
                format!("The question {question} needs {name} ({}).", title.en),
            )
            .hint(format!("加上 --set {name}=…"), format!("Add --set {name}=…")));
        };
        if !self.is_integer {
            return Ok(Given::Text(value.to_owned()));
        }
        value.parse().map(Given::Integer).map_err(|_| {
            Failure::new(
                format!("{name} 要是整数，不能是“{value}”。"),
                format!("{name} has to be a whole number, and {value} is none."),
            )
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(name: &str, value: &str) -> (String, String) {
        (name.to_owned(), value.to_owned())
    }

    #[test]
    fn everything_has_words_in_both_languages() {
        for saved in views().chain(questions()) {
            assert!(!saved.title.zh.is_empty() && !saved.title.en.is_empty(), "{}", saved.name);
            assert!(saved.sql.starts_with("SELECT"), "{}", saved.name);
            for parameter in &saved.parameters {
                assert_ne!(parameter.title.zh, parameter.title.en, "{}", saved.name);
                assert!(saved.sql.contains(&format!("${}", parameter.name)), "{}", saved.name);
            }
            assert_eq!(saved.sql.contains('$'), !saved.parameters.is_empty(), "{}", saved.name);
        }
    }

    #[test]
    fn parameters_have_defaults_and_types() {
        let question = question("three-public").unwrap();
        let values = question.values(&[set("year", "2031")]).unwrap();
        assert_eq!(values["year"], Given::Integer(2031));
        assert_eq!(values["stage"], Given::Text("budget".to_owned()));
        assert_eq!(values["division"], Given::Text(String::new()));
    }

    #[test]
    fn a_value_is_never_more_than_a_value() {
        let question = question("changes").unwrap();
        let given = [set("year", "2031"), set("stage", "a' OR 'b"), set("division", "$year")];
        let sql = question.filled(&given).unwrap();
        assert!(sql.contains("stage = 'a'' OR ''b'"), "{sql}");
        assert!(sql.contains("year = 2031") && sql.contains("'$year'"), "{sql}");
        assert!(question.filled(&given[1..]).is_err());
    }

    #[test]
    fn what_is_missing_unknown_or_no_number_is_said() {
        let question = question("changes").unwrap();
        let wrong = [vec![], vec![set("year", "x")], vec![set("year", "1"), set("month", "1")]];
        let told = wrong.map(|given| question.values(&given).unwrap_err());
        let told = told.map(|failure| failure.text(message::Lang::En).unwrap_or_default());
        assert!(told[0].contains("needs year"), "{told:?}");
        assert!(told[1].contains("whole number"), "{told:?}");
        assert!(told[2].contains("no parameter month"), "{told:?}");
        assert!(super::question("nothing").is_err());
    }
}
