//! The paths in a source file, found in its tokens.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use std::str::FromStr;

/// The imports and paths of a file, without those of test code.
#[derive(Debug, Default)]
pub(super) struct Source {
    /// Its imports, one for each name.
    pub imports: Vec<Import>,
    /// The other paths in its code that have at least two names.
    pub paths: Vec<Written>,
    /// The modules that it declares for tests only.
    pub tests: Vec<String>,
}

/// A path as it is written.
#[derive(Debug)]
pub(super) struct Written {
    /// The inline modules around it, outermost first.
    pub inside: Vec<String>,
    /// Its names: `crate`, `b`, `f`.
    pub names: Vec<String>,
}

/// One name of a `use`.
#[derive(Debug)]
pub(super) struct Import {
    pub path: Written,
    /// The name under which it is known here.
    pub name: String,
}

impl Source {
    /// Reads a file. Fails if it cannot be split into tokens.
    pub(super) fn read(text: &str) -> Result<Self, String> {
        let tokens = TokenStream::from_str(text).map_err(|error| error.to_string())?;
        let mut source = Self::default();
        source.walk(tokens, &[]);
        Ok(source)
    }

    fn walk(&mut self, tokens: TokenStream, inside: &[String]) {
        let tokens: Vec<TokenTree> = tokens.into_iter().collect();
        let mut at = 0;
        while let Some(token) = tokens.get(at) {
            let rest = tokens.get(at..).unwrap_or_default();
            at += match token {
                TokenTree::Punct(mark) if mark.as_char() == '#' && is_for_tests(rest) => {
                    self.skip(rest)
                }
                TokenTree::Ident(word) if word == "use" => self.import(rest, inside),
                TokenTree::Ident(word) if word == "mod" => self.module(rest, inside),
                TokenTree::Ident(_) => self.path(rest, inside),
                TokenTree::Group(group) => {
                    self.walk(group.stream(), inside);
                    1
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => 1,
            };
        }
    }

    /// Skips an item of test code. Returns its number of tokens.
    fn skip(&mut self, tokens: &[TokenTree]) -> usize {
        let is_end = |token: &TokenTree| is_mark(token, ';') || braces(token).is_some();
        let end = tokens.iter().position(is_end).unwrap_or(tokens.len());
        if let Some([TokenTree::Ident(word), TokenTree::Ident(name), last]) =
            tokens.get(end.saturating_sub(2)..=end)
            && word == "mod"
            && is_mark(last, ';')
        {
            self.tests.push(name.to_string());
        }
        end + 1
    }

    /// Reads `use …;`. Returns its number of tokens.
    fn import(&mut self, tokens: &[TokenTree], inside: &[String]) -> usize {
        let end = tokens.iter().position(|token| is_mark(token, ';')).unwrap_or(tokens.len());
        self.tree(tokens.get(1..end).unwrap_or_default(), inside, &[]);
        end + 1
    }

    /// Reads the tree of a `use`, or of the braces in one: `b::{self, f as g}`.
    fn tree(&mut self, tokens: &[TokenTree], inside: &[String], before: &[String]) {
        for tokens in tokens.split(|token| is_mark(token, ',')) {
            let mut names = before.to_vec();
            let mut known = None;
            let mut words = tokens.iter();
            while let Some(token) = words.next() {
                match token {
                    TokenTree::Ident(word) if word == "as" => {
                        known = words.next().map(ToString::to_string);
                    }
                    TokenTree::Ident(word) if word == "self" && !names.is_empty() => {}
                    TokenTree::Ident(word) => names.push(word.to_string()),
                    TokenTree::Group(group) => {
                        let group: Vec<TokenTree> = group.stream().into_iter().collect();
                        self.tree(&group, inside, &names);
                        names.clear();
                    }
                    TokenTree::Punct(_) | TokenTree::Literal(_) => {}
                }
            }
            if let Some(last) = names.last() {
                let name = known.unwrap_or_else(|| last.clone());
                let path = Written { inside: inside.to_vec(), names };
                self.imports.push(Import { path, name });
            }
        }
    }

    /// Reads the body of `mod name { … }`. Returns the number of tokens read.
    fn module(&mut self, tokens: &[TokenTree], inside: &[String]) -> usize {
        if let [_, TokenTree::Ident(name), body, ..] = tokens
            && let Some(body) = braces(body)
        {
            let mut inside = inside.to_vec();
            inside.push(name.to_string());
            self.walk(body.stream(), &inside);
            return 3;
        }
        1
    }

    /// Reads `b::f`. Returns its number of tokens.
    fn path(&mut self, tokens: &[TokenTree], inside: &[String]) -> usize {
        let mut names = Vec::new();
        let mut at = 0;
        while let Some(TokenTree::Ident(name)) = tokens.get(at) {
            names.push(name.to_string());
            at += 1;
            match tokens.get(at..at + 2) {
                Some([one, other]) if is_mark(one, ':') && is_mark(other, ':') => at += 2,
                _ => break,
            }
        }
        if names.len() > 1 {
            self.paths.push(Written { inside: inside.to_vec(), names });
        }
        at
    }
}

/// Returns whether an attribute limits its item to tests: `#[cfg(test)]`,
/// `#[cfg(all(test, …))]`.
fn is_for_tests(tokens: &[TokenTree]) -> bool {
    let Some(TokenTree::Group(attribute)) = tokens.get(1) else { return false };
    let written = attribute.stream().to_string().replace(' ', "");
    written == "cfg(test)" || written.starts_with("cfg(all(test,")
}

fn is_mark(token: &TokenTree, mark: char) -> bool {
    matches!(token, TokenTree::Punct(punct) if punct.as_char() == mark)
}

fn braces(token: &TokenTree) -> Option<&Group> {
    match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group),
        _ => None,
    }
}
