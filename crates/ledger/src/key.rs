use crate::{Code, Dimension, Node, Scope, Stage, Year, nodes};
use std::borrow::Cow;
use std::error::Error;
use std::fmt;
use std::str::FromStr;

/// A scope that does not depend on a document: equal keys mean the same in every document.
///
/// [`Scope`] is the small form inside one document, where entities and items are numbers.
/// A key is what is shown, stored and compared across documents. It prints as
/// `entity=512:某局 year=2031 stage=budget flow=spent fund=general function=2080505`, without
/// the dimensions that are whole, and parses back.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ScopeKey {
    /// The department or the unit; empty where the document does not name it.
    pub entity: EntityName,
    /// The budget year, if known.
    pub year: Option<Year>,
    /// Budget, adjusted or final accounts.
    pub stage: Stage,
    /// Received, spent, carried in and out.
    pub flow: Node,
    /// The fund.
    pub fund: Node,
    /// Function.
    pub function: Code,
    /// Economic item.
    pub economic: Code,
    /// Basic, project and so on.
    pub purpose: Node,
    /// A memo item.
    pub memo: Node,
    /// The name of one item of a list, without blanks.
    pub item: Option<String>,
}

/// A department or a unit as a document names it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityName {
    /// Its budget code, where printed: `224001`.
    pub code: Option<String>,
    /// Its name.
    pub name: String,
}

/// Why a text is not a [`ScopeKey`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NotAKey {
    /// A piece has not the form `dimension=value`, or its escapes are broken.
    Malformed(String),
    /// A piece names no dimension of a scope.
    Dimension(String),
    /// A piece has a value that its dimension does not have.
    Value(String),
    /// A piece repeats a dimension.
    Repeated(String),
    /// The stage is missing.
    NoStage,
}

impl ScopeKey {
    /// Returns all the money of `entity` in one year and stage.
    pub fn whole(entity: EntityName, year: Option<Year>, stage: Stage) -> Self {
        Self {
            entity,
            year,
            stage,
            flow: nodes().total,
            fund: nodes().all_funds,
            function: Code::ALL,
            economic: Code::ALL,
            purpose: nodes().all_purposes,
            memo: nodes().everything,
            item: None,
        }
    }

    /// Returns `scope` with these names for its entity and its item.
    pub fn new(scope: &Scope, entity: EntityName, item: Option<String>) -> Self {
        Self {
            entity,
            year: scope.year,
            stage: scope.stage,
            flow: scope.flow,
            fund: scope.fund,
            function: scope.function,
            economic: scope.economic,
            purpose: scope.purpose,
            memo: scope.memo,
            item,
        }
    }

    /// Returns the dimensions that are narrowed, and the flow, each with its value as it is
    /// printed but for escapes.
    fn pieces(&self) -> impl Iterator<Item = (&'static str, Cow<'_, str>)> {
        let narrowed = |node: Node, whole| (node != whole).then(|| node.key().into());
        let code = |code: Code| (code != Code::ALL).then(|| code.to_string().into());
        let pieces = [
            ("year", self.year.map(|year| year.0.to_string().into())),
            ("stage", Some(self.stage.key().into())),
            ("flow", Some(self.flow.key().into())),
            ("fund", narrowed(self.fund, nodes().all_funds)),
            ("function", code(self.function)),
            ("economic", code(self.economic)),
            ("purpose", narrowed(self.purpose, nodes().all_purposes)),
            ("memo", narrowed(self.memo, nodes().everything)),
            ("item", self.item.as_deref().map(Cow::Borrowed)),
        ];
        pieces.into_iter().filter_map(|(name, value)| Some((name, value?)))
    }

    /// Returns the text without year and stage, under which documents of several years compare.
    pub fn timeless(&self) -> String {
        self.text(|name| !matches!(name, "year" | "stage"))
    }

    fn text(&self, is_wanted: impl Fn(&str) -> bool) -> String {
        let is_named = self.entity != EntityName::default();
        let mut text = if is_named { format!("entity={}", self.entity) } else { String::new() };
        for (name, value) in self.pieces().filter(|(name, _)| is_wanted(name)) {
            let between = if text.is_empty() { "" } else { " " };
            text.extend([between, name, "=", &*escape(&value)]);
        }
        text
    }

    fn set(&mut self, name: &str, value: &str) -> Option<()> {
        let node = |dimension| Node::named(value).filter(|node| node.dimension() == dimension);
        match name {
            "entity" => self.entity = value.parse().ok()?,
            "year" => self.year = Some(Year(value.parse().ok().filter(|year| *year > 0)?)),
            "stage" => self.stage = Stage::named(value)?,
            "flow" => self.flow = node(Dimension::Flow)?,
            "fund" => self.fund = node(Dimension::Fund)?,
            "function" => self.function = Code::parse(value)?,
            "economic" => self.economic = Code::parse(value)?,
            "purpose" => self.purpose = node(Dimension::Purpose)?,
            "memo" => self.memo = node(Dimension::Memo)?,
            _ => self.item = Some(unescape(value)?),
        }
        Some(())
    }
}

/// The dimensions in the order in which they print.
const DIMENSIONS: [&str; 10] =
    ["entity", "year", "stage", "flow", "fund", "function", "economic", "purpose", "memo", "item"];

impl fmt::Display for ScopeKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.text(|_| true))
    }
}

/// Reads what [`Display`](fmt::Display) prints, in any order. The stage must be there; other
/// dimensions that are left out are whole.
impl FromStr for ScopeKey {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let mut key = Self::whole(EntityName::default(), None, Stage::Budget);
        let mut seen: Vec<&str> = Vec::new();
        for piece in text.split_whitespace() {
            let of = |why: fn(String) -> NotAKey| why(piece.to_owned());
            let (name, value) = piece.split_once('=').ok_or_else(|| of(NotAKey::Malformed))?;
            if !DIMENSIONS.contains(&name) {
                return Err(of(NotAKey::Dimension));
            }
            if seen.contains(&name) {
                return Err(of(NotAKey::Repeated));
            }
            if unescape(value).is_none() {
                return Err(of(NotAKey::Malformed));
            }
            key.set(name, value).ok_or_else(|| of(NotAKey::Value))?;
            seen.push(name);
        }
        if seen.contains(&"stage") { Ok(key) } else { Err(NotAKey::NoStage) }
    }
}

/// `512:某局`, or the name alone where the code is unknown. Blanks, `%` and `:` within them
/// are percent-encoded.
impl fmt::Display for EntityName {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(code) = &self.code {
            write!(out, "{}:", escape(code))?;
        }
        out.write_str(&escape(&self.name))
    }
}

impl FromStr for EntityName {
    type Err = NotAKey;

    fn from_str(text: &str) -> Result<Self, NotAKey> {
        let plain = |part: &str| unescape(part).ok_or_else(|| NotAKey::Malformed(text.to_owned()));
        match text.split_once(':') {
            Some((code, name)) => Ok(Self { code: Some(plain(code)?), name: plain(name)? }),
            None => Ok(Self { code: None, name: plain(text)? }),
        }
    }
}

impl fmt::Display for NotAKey {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed(piece) => write!(out, "`{piece}` is not of the form dimension=value"),
            Self::Dimension(piece) => write!(out, "`{piece}` does not name a dimension"),
            Self::Value(piece) => write!(out, "`{piece}` has a value that does not exist"),
            Self::Repeated(piece) => write!(out, "`{piece}` repeats a dimension"),
            Self::NoStage => out.write_str("stage=… is missing"),
        }
    }
}

impl Error for NotAKey {}

/// Percent-encodes what would end a piece or part it: blanks, controls, `%` and `:`.
fn escape(text: &str) -> Cow<'_, str> {
    let is_escaped = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '%' | ':');
    if !text.contains(is_escaped) {
        return text.into();
    }
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if is_escaped(c) {
            let mut bytes = [0; 4];
            let bytes = c.encode_utf8(&mut bytes).bytes();
            bytes.for_each(|byte| out.push_str(&format!("%{byte:02X}")));
        } else {
            out.push(c);
        }
    }
    out.into()
}

/// The text before [`escape`]; `None` where a `%` is not followed by two hexadecimal digits,
/// or the bytes are not UTF-8.
fn unescape(text: &str) -> Option<String> {
    let mut parts = text.split('%');
    let mut bytes = parts.next().unwrap_or_default().as_bytes().to_vec();
    for part in parts {
        let (digits, rest) = part.split_at_checked(2)?;
        let is_hex = digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        bytes.push(u8::from_str_radix(digits, 16).ok().filter(|_| is_hex)?);
        bytes.extend_from_slice(rest.as_bytes());
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn node(dimension: Dimension) -> impl Strategy<Value = Node> {
        let nodes = Node::all().filter(move |node| node.dimension() == dimension);
        proptest::sample::select(nodes.collect::<Vec<_>>())
    }

    fn code() -> impl Strategy<Value = Code> {
        prop_oneof![Just(String::new()), "[1-9][0-9]{2}", "[1-9][0-9]{4}", "[1-9][0-9]{6}"]
            .prop_map(|digits| Code::parse(&digits).unwrap_or_default())
    }

    fn words() -> impl Strategy<Value = String> {
        prop_oneof![any::<String>(), "[a-z%:= \u{3000}\t某局（）]{0,8}"]
    }

    fn stage() -> impl Strategy<Value = Stage> {
        proptest::sample::select(Stage::ALL.to_vec())
    }

    prop_compose! {
        fn key()(
            entity in (proptest::option::of(words()), words()),
            year in proptest::option::of(1..=u16::MAX),
            stage in stage(),
            nodes in (node(Dimension::Flow), node(Dimension::Fund), node(Dimension::Purpose), node(Dimension::Memo)),
            codes in (code(), code()),
            item in proptest::option::of(words()),
        ) -> ScopeKey {
            let (flow, fund, purpose, memo) = nodes;
            let (function, economic) = codes;
            let entity = EntityName { code: entity.0, name: entity.1 };
            let year = year.map(Year);
            ScopeKey { entity, year, stage, flow, fund, function, economic, purpose, memo, item }
        }
    }

    proptest! {
        #[test]
        fn what_is_printed_parses_back(key in key()) {
            prop_assert_eq!(key.to_string().parse(), Ok(key));
        }

        #[test]
        fn any_text_parses_or_fails(text in words()) {
            let _ = text.parse::<ScopeKey>();
        }
    }

    #[test]
    fn dimensions_that_are_whole_are_left_out() {
        let entity = EntityName { code: Some("512".to_owned()), name: "某 局".to_owned() };
        let mut key = ScopeKey::whole(entity, Some(Year(2031)), Stage::Budget);
        assert_eq!(key.to_string(), "entity=512:某%20局 year=2031 stage=budget flow=total");
        key.function = Code::parse("2080505").unwrap();
        key.fund = Node::named("general").unwrap();
        key.item = Some("50%:a=b".to_owned());
        assert_eq!(
            key.to_string(),
            "entity=512:某%20局 year=2031 stage=budget flow=total fund=general function=2080505 \
             item=50%25%3Aa=b"
        );
        let nameless = ScopeKey::whole(EntityName::default(), None, Stage::FinalAccounts);
        assert_eq!(nameless.to_string(), "stage=final_accounts flow=total");
    }

    #[test]
    fn an_error_names_the_piece() {
        let error = |text: &str| text.parse::<ScopeKey>().unwrap_err();
        let piece = str::to_owned;
        assert_eq!(error("stage=budget fund"), NotAKey::Malformed(piece("fund")));
        assert_eq!(error("stage=budget item=a%2"), NotAKey::Malformed(piece("item=a%2")));
        assert_eq!(error("stage=budget item=%+1"), NotAKey::Malformed(piece("item=%+1")));
        assert_eq!(error("stage=budget colour=red"), NotAKey::Dimension(piece("colour=red")));
        assert_eq!(error("stage=budget fund=spent"), NotAKey::Value(piece("fund=spent")));
        assert_eq!(error("stage=budget year=0"), NotAKey::Value(piece("year=0")));
        assert_eq!(error("stage=budget stage=budget"), NotAKey::Repeated(piece("stage=budget")));
        assert_eq!(error("flow=spent"), NotAKey::NoStage);
        assert_eq!(
            error("stage=budget fund").to_string(),
            "`fund` is not of the form dimension=value"
        );
    }
}
