//! Bodies that are renamed, closed and reopened.

use super::say::{refuse, words};
use super::{Case, Decided};
use crate::{Body, BodyCode, Fact, Level, Refusal, Why};
use message::Fixed;

/// What a body is called, for [`words`].
pub(super) const NAME: Fixed = Fixed { zh: "单位名称", en: "the name of the body" };

impl Case<'_> {
    /// Returns a body. Whoever has no right to manage it is refused before.
    fn body(&self, code: &BodyCode) -> Result<&Body, Refusal> {
        self.office.body(code).ok_or_else(|| {
            refuse(
                Why::Unknown,
                format!("没有代码为{code}的单位。"),
                format!("There is no body with the code {code}."),
            )
        })
    }

    pub(super) fn rename_body(&self, code: &BodyCode, name: &str) -> Decided {
        let body = self.body(code)?;
        let name = words(name, NAME)?;
        if name == body.name {
            return Err(refuse(Why::Exists, "名称没有变。", "The name is the same."));
        }
        Ok(vec![Fact::BodyRenamed { code: code.clone(), name }])
    }

    /// What was opened for a body is still prepared: its department cannot submit without it.
    pub(super) fn close_body(&self, code: &BodyCode) -> Decided {
        let called = self.office.called(code);
        if self.body(code)?.is_closed {
            return Err(refuse(
                Why::Exists,
                format!("{}已经关闭。", called.zh),
                format!("{} is closed already.", called.en),
            ));
        }
        if self.office.level(code) == Some(Level::Bureau) {
            return Err(refuse(Why::Invalid, "财政局不能关闭。", "The bureau cannot be closed."));
        }
        let is_open = |code: &&BodyCode| self.office.body(code).is_some_and(|it| !it.is_closed);
        let open = self.office.children(code).filter(is_open).count();
        if open > 0 {
            return Err(refuse(
                Why::Others,
                format!("先关闭所属单位：还有{open}个。"),
                format!("Close its units first: {open} are open."),
            ));
        }
        Ok(vec![Fact::BodyClosed { code: code.clone() }])
    }

    pub(super) fn reopen_body(&self, code: &BodyCode) -> Decided {
        let body = self.body(code)?;
        if !body.is_closed {
            return Err(refuse(Why::Exists, "这个单位没有关闭。", "The body is not closed."));
        }
        if let Some(parent) = body.parent.as_ref().filter(|parent| self.is_closed(parent)) {
            let parent = self.office.called(parent);
            return Err(refuse(
                Why::Others,
                format!("先启用上级单位{}。", parent.zh),
                format!("Open the body above again first: {}.", parent.en),
            ));
        }
        Ok(vec![Fact::BodyReopened { code: code.clone() }])
    }

    pub(super) fn is_closed(&self, code: &BodyCode) -> bool {
        self.office.body(code).is_some_and(|body| body.is_closed)
    }
}
