//! What all pages share: who looks, in which language, and where they can go.

use crate::caller::LoggedIn;
use crate::lang::code;
use message::{Fixed, Lang};
use workflow::{Action, Office, Person, rights};

/// What all pages share.
#[derive(Debug, Clone)]
pub(crate) struct Frame {
    /// The language.
    pub(crate) lang: Lang,
    /// The path of the page, without what is asked of it.
    pub(crate) path: String,
    /// What is asked of the page, without the language.
    pub(crate) query: String,
    /// The name of who looks at it, if it is a person who logged in.
    pub(crate) person: Option<String>,
    /// The token of its forms; empty where it has none.
    pub(crate) token: String,
    /// Where the person can go.
    pub(crate) links: Vec<Link>,
    /// What was just done.
    pub(crate) done: Option<Fixed>,
    /// Why something was not done.
    pub(crate) problem: Option<String>,
}

/// A link of the navigation.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Link {
    pub(crate) href: &'static str,
    pub(crate) name: Fixed,
}

/// Words in both languages, however often a template refers to them.
pub(crate) trait Words {
    fn words(&self) -> &Fixed;
}

impl Words for Fixed {
    fn words(&self) -> &Fixed {
        self
    }
}

impl<T: Words> Words for &T {
    fn words(&self) -> &Fixed {
        (**self).words()
    }
}

/// The links, and the rights of which a person needs one somewhere. Without any, each person who
/// logged in gets the link.
const LINKS: [(Link, &[Action]); 8] = [
    (link("/office", "待办", "Inbox"), &[]),
    (link("/board", "进度", "Progress"), &[Action::Read]),
    (link("/documents", "文件", "Documents"), &[Action::Read]),
    (link("/checks", "检查", "Checks"), &[Action::Read]),
    (link("/calendar", "日历", "Calendar"), &[Action::OpenYear]),
    (link("/bodies", "单位", "Bodies"), &[Action::ManageBodies]),
    (link("/people", "人员", "People"), &[Action::ManagePeople]),
    (link("/audit", "审计", "Audit"), &[Action::ReadHistory]),
];

const fn link(href: &'static str, zh: &'static str, en: &'static str) -> Link {
    Link { href, name: Fixed { zh, en } }
}

impl Frame {
    /// Returns the frame of a page for a visitor who has not logged in.
    pub(crate) fn of_stranger(lang: Lang, path: &str, token: String) -> Self {
        Self { token, ..Self::of_visitor(lang, path, None) }
    }

    /// Returns the frame of a page for everybody, which may look different to a person.
    pub(crate) fn of_visitor(lang: Lang, path: &str, visitor: Option<&LoggedIn>) -> Self {
        let person = visitor.map(|person| person.name.clone());
        let token = visitor.map(|person| person.token.clone()).unwrap_or_default();
        let (path, query) = (path.to_owned(), String::new());
        Self { lang, path, query, person, token, links: Vec::new(), done: None, problem: None }
    }

    /// Returns the frame with the links of a person.
    #[must_use]
    pub(crate) fn with_links(self, office: &Office, person: &Person) -> Self {
        let is_granted = |action: &Action| {
            office.grants(person).any(|grant| !rights(grant.role, *action).is_empty())
        };
        let shown =
            LINKS.iter().filter(|(_, needs)| needs.is_empty() || needs.iter().any(is_granted));
        Self { links: shown.map(|(link, _)| *link).collect(), ..self }
    }

    /// Returns the words of the page's language.
    pub(crate) const fn t<'a>(&self, zh: &'a str, en: &'a str) -> &'a str {
        self.lang.pick(zh, en)
    }

    /// Returns the words of the page's language.
    pub(crate) fn of(&self, words: impl Words) -> &'static str {
        words.words().get(self.lang)
    }

    /// Returns the code of the page's language, as HTML wants it.
    pub(crate) const fn html_lang(&self) -> &'static str {
        self.lang.pick("zh-CN", "en")
    }

    /// Returns the code and the name of the other language.
    pub(crate) const fn other(&self) -> (&'static str, &'static str) {
        match self.lang {
            Lang::Zh => (code(Lang::En), "English"),
            Lang::En => (code(Lang::Zh), "中文"),
        }
    }

    /// Returns the address of the page in the other language.
    pub(crate) fn switched(&self) -> String {
        let mark = if self.query.is_empty() { "" } else { "&" };
        format!("{}?{}{mark}lang={}", self.path, self.query, self.other().0)
    }

    /// Returns whether a link leads to the page, or to those above it.
    pub(crate) fn is_here(&self, link: &Link) -> bool {
        self.path
            .strip_prefix(link.href)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    }
}
