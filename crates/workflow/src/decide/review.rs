//! What the body above does: accept, return, agree.

use super::say::{REASON, refuse, words};
use super::{Case, Decided};
use crate::{Fact, PackageId, Refusal, Remark, Stage, Why};
use message::Fixed;

const ACCEPT: Fixed = Fixed { zh: "受理", en: "accept" };
const RETURN: Fixed = Fixed { zh: "退回", en: "return" };
const AGREE: Fixed = Fixed { zh: "审核通过", en: "agree" };

/// The most comments of one return.
const MOST: usize = 500;

impl Case<'_> {
    pub(super) fn accept(&self, id: &PackageId) -> Decided {
        self.at_stage(id, &[Stage::Submitted], ACCEPT)?;
        self.department_is_editing(id, ACCEPT)?;
        Ok(vec![Fact::Accepted { package: id.clone() }])
    }

    pub(super) fn give_back(&self, id: &PackageId, reason: &str, comments: &[Remark]) -> Decided {
        self.at_stage(id, &[Stage::Accepted, Stage::Agreed], RETURN)?;
        self.department_is_editing(id, RETURN)?;
        let reason = words(reason, REASON)?;
        if comments.len() > MOST {
            return Err(refuse(
                Why::Invalid,
                format!("一次退回最多{MOST}条意见。"),
                format!("A return has at most {MOST} comments."),
            ));
        }
        let comments = comments.iter().map(|remark| {
            let words = words(&remark.words, Fixed { zh: "意见", en: "the comment" })?;
            Ok(Remark { cell: remark.cell.clone(), words })
        });
        let comments = comments.collect::<Result<_, Refusal>>()?;
        Ok(vec![Fact::Returned { package: id.clone(), reason, comments }])
    }

    pub(super) fn agree(&self, id: &PackageId) -> Decided {
        self.at_stage(id, &[Stage::Accepted], AGREE)?;
        self.department_is_editing(id, AGREE)?;
        Ok(vec![Fact::Agreed { package: id.clone() }])
    }
}
