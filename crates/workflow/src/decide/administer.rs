//! Bodies and grants.

use super::say::{refuse, words};
use super::{Case, Decided};
use crate::{BodyCode, Fact, Grant, Level, Office, Person, Role, Why};
use message::Fixed;

impl Office {
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
        let name = words(name, Fixed { zh: "单位名称", en: "the name of the body" })?;
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
        Ok(vec![Fact::Revoked { from: from.clone(), role, body: body.clone() }])
    }

    fn has(&self, person: &Person, role: Role, body: &BodyCode) -> bool {
        self.office.grants(person).any(|it| *it == Grant { role, body: body.clone() })
    }
}
