//! People, and what they are granted.

use super::Frame;
use askama::Template;
use message::Fixed;
use workflow::Role;

/// All people.
#[derive(Template)]
#[template(path = "people.html")]
pub(crate) struct PeoplePage {
    pub(crate) frame: Frame,
    pub(crate) people: Vec<PersonLine>,
    /// All bodies: code and name.
    pub(crate) bodies: Vec<(String, String)>,
    pub(crate) roles: Vec<Role>,
    /// Whether an identity provider may vouch for people.
    pub(crate) has_provider: bool,
    /// What was typed for a person who was not added.
    pub(crate) typed: TypedPerson,
    /// A link that was just made: whose, and its address.
    pub(crate) link: Option<(String, String)>,
}

/// A person who is to be added, as typed.
#[derive(Default)]
pub(crate) struct TypedPerson {
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) role: String,
    pub(crate) body: String,
}

/// A person.
pub(crate) struct PersonLine {
    pub(crate) login: String,
    pub(crate) name: String,
    pub(crate) is_active: bool,
    /// Whether it is who looks, and cannot be deactivated.
    pub(crate) is_self: bool,
    pub(crate) has_password: bool,
    /// By which name the identity provider knows them.
    pub(crate) subject: Option<String>,
    pub(crate) grants: Vec<GrantLine>,
}

/// A grant.
pub(crate) struct GrantLine {
    pub(crate) role: &'static str,
    pub(crate) role_name: Fixed,
    pub(crate) body: String,
    pub(crate) body_name: String,
    /// Whether it is the right of who looks to administer, and cannot be revoked.
    pub(crate) is_fixed: bool,
}
