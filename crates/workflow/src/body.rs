//! The tree of bodies: bureau, departments, units.

use crate::BodyCode;
use message::Fixed;
use serde::{Deserialize, Serialize};

/// A bureau, a department or a unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    /// Its name.
    pub name: String,
    /// The body above it; `None` for the bureau.
    pub parent: Option<BodyCode>,
    /// Whether it is closed, so that it prepares no budget of the years that are opened later.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub is_closed: bool,
}

/// The place of a body in the tree.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Level {
    /// The finance bureau, the root.
    Bureau,
    /// A department (主管部门).
    Department,
    /// A unit of a department (预算单位).
    Unit,
}

/// How a body is related to the body on which a role was granted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Relation {
    /// It is that body.
    Own,
    /// It lies below it.
    Below,
    /// It is another.
    Other,
}

impl Relation {
    /// All relations.
    pub const ALL: [Self; 3] = [Self::Own, Self::Below, Self::Other];

    /// Returns its name.
    pub const fn name(self) -> Fixed {
        match self {
            Self::Own => Fixed { zh: "本单位", en: "own" },
            Self::Below => Fixed { zh: "下级", en: "below" },
            Self::Other => Fixed { zh: "其他", en: "other" },
        }
    }
}
