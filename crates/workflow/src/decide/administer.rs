//! Bodies and grants.

use super::bodies::NAME;
use super::say::{refuse, words};
use super::{Case, Decided};
use crate::{Actor, BodyCode, Fact, Grant, Level, Office, Person, Refusal, Relation, Role, Why};

/// Decides whether an actor may deactivate a person, apart from the right to manage people.
/// Nobody deactivates themselves: so who did it can undo it, and one administrator always remains.
///
/// # Errors
/// Fails with the sentence that the user reads.
pub fn deactivate(person: &Person, actor: &Actor) -> Result<(), Refusal> {
    if *actor == Actor::Person(person.clone()) {
        return Err(refuse(
            Why::Others,
            "不能停用自己：停用后就没有人能撤销。请另一位管理员办理。",
            "You cannot deactivate yourself: nobody could undo it. Ask another administrator.",
        ));
    }
    Ok(())
}

impl Office {
    /// Returns whether the grant is the one by which an administrator administers a body. Nobody
    /// revokes their own: so who did it can undo it, and one administrator always remains.
    pub fn is_own_right(&self, actor: &Actor, person: &Person, grant: &Grant) -> bool {
        let is_above = |other: &Grant| self.relation(&other.body, &grant.body) == Relation::Below;
        let mut others = self.grants(person).filter(|other| other.role == Role::Administrator);
        *actor == Actor::Person(person.clone())
            && grant.role == Role::Administrator
            && !others.any(is_above)
    }

    /// Returns the bureau, the root of the tree.
    pub fn bureau(&self) -> Option<&BodyCode> {
        self.bodies().find(|(_, body)| body.parent.is_none()).map(|(code, _)| code)
    }
}

impl Case<'_> {
    pub(super) fn add_body(
        &self,
        code: &BodyCode,
        name: &str,
        parent: Option<&BodyCode>,
    ) -> Decided {
        let name = words(name, NAME)?;
        if self.office.body(code).is_some() {
            let known = self.office.called(code);
            return Err(refuse(
                Why::Exists,
                format!("单位代码已使用：{}。", known.zh),
                format!("The code is in use: {}.", known.en),
            ));
        }
        match parent {
            None if self.office.bureau().is_some() => Err(refuse(
                Why::Exists,
                "财政局已设立；其他单位须填上级单位。",
                "The bureau exists; every other body has one above it.",
            )),
            Some(parent) if self.office.level(parent).is_none_or(|it| it == Level::Unit) => {
                let parent = self.office.called(parent);
                Err(refuse(
                    Why::Invalid,
                    format!("上级单位须为财政局或主管部门，不能是{}。", parent.zh),
                    format!(
                        "The body above must be the bureau or a department, not {}.",
                        parent.en
                    ),
                ))
            }
            Some(parent) if self.is_closed(parent) => {
                let parent = self.office.called(parent);
                Err(refuse(
                    Why::Invalid,
                    format!("上级单位{}已关闭。", parent.zh),
                    format!("The body above is closed: {}.", parent.en),
                ))
            }
            parent => {
                Ok(vec![Fact::BodyAdded { code: code.clone(), name, parent: parent.cloned() }])
            }
        }
    }

    pub(super) fn grant(&self, to: &Person, role: Role, body: &BodyCode) -> Decided {
        if role == Role::Program {
            return Err(refuse(
                Why::Invalid,
                "“系统”是程序自身的角色，不能授予人员。",
                "The role of the program itself is never granted.",
            ));
        }
        if self.office.body(body).is_none() {
            return Err(refuse(
                Why::Unknown,
                format!("没有代码为{body}的单位。"),
                format!("There is no body with the code {body}."),
            ));
        }
        if self.has(to, role, body) {
            return Err(refuse(
                Why::Exists,
                format!("{to}已有此角色。"),
                format!("{to} has this role already."),
            ));
        }
        Ok(vec![Fact::Granted { to: to.clone(), role, body: body.clone() }])
    }

    pub(super) fn revoke(&self, from: &Person, role: Role, body: &BodyCode) -> Decided {
        if !self.has(from, role, body) {
            return Err(refuse(
                Why::Unknown,
                format!("{from}没有此角色。"),
                format!("{from} does not have this role."),
            ));
        }
        if self.office.is_own_right(self.actor, from, &Grant { role, body: body.clone() }) {
            return Err(refuse(
                Why::Others,
                "不能收回自己的管理员权限：收回后可能没有人能再授权。请另一位管理员办理；没有的，先授予他人。",
                "You cannot revoke your own right to administer: then perhaps nobody could grant \
                 any more. Ask another administrator, or make one first.",
            ));
        }
        Ok(vec![Fact::Revoked { from: from.clone(), role, body: body.clone() }])
    }

    fn has(&self, person: &Person, role: Role, body: &BodyCode) -> bool {
        self.office.grants(person).any(|it| *it == Grant { role, body: body.clone() })
    }
}
