//! Who may do what. Everything that is not in [`TABLE`] is refused.

use crate::{BodyCode, Person, Relation};
use message::Fixed;
use serde::{Deserialize, Serialize};

/// Declares an enum whose values have a key and a name in both languages.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$of:meta])* $value:ident $key:literal $zh:literal $en:literal;)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$of])* $value,)* }

        impl $name {
            /// All values.
            pub const ALL: &[Self] = &[$(Self::$value,)*];

            /// Returns the key by which programs know it.
            pub const fn key(self) -> &'static str {
                match self { $(Self::$value => $key,)* }
            }

            /// Returns its name.
            pub const fn name(self) -> Fixed {
                match self { $(Self::$value => Fixed { zh: $zh, en: $en },)* }
            }
        }
    };
}
pub(crate) use named;

named! {
    /// What a person is granted on a body and all below it.
    Role {
        /// Prepares the budget of a body.
        Preparer "preparer" "经办" "preparer";
        /// Answers for a body and reviews the units below it.
        Head "head" "负责人" "head";
        /// Reviews the packages of departments at the bureau.
        Reviewer "reviewer" "财政业务股" "reviewer";
        /// Opens years, issues control figures and approves.
        Budget "budget" "预算股" "budget office";
        /// Publishes.
        Publisher "publisher" "公开岗" "publisher";
        /// Reads everything and changes nothing.
        Auditor "auditor" "审计" "auditor";
        /// Manages people and bodies, and sees no budgets.
        Administrator "administrator" "管理员" "administrator";
        /// The program itself. It is never granted.
        Program "program" "系统" "the program";
    }
}

named! {
    /// What a right is about; several commands may need the same one.
    Action {
        /// See packages, documents and findings.
        Read "read" "查看" "read";
        /// See who did what when.
        ReadHistory "read_history" "查看留痕" "read the history";
        /// Save versions, explain findings, answer comments.
        Edit "edit" "编报" "edit";
        /// Submit and take back.
        Submit "submit" "送审" "submit";
        /// Accept, return and agree the package of a unit.
        ReviewUnit "review_unit" "审核所属单位" "review a unit";
        /// Accept, return and agree the package of a department.
        ReviewDepartment "review_department" "审核部门预算" "review a department";
        /// Open a year, change its calendar, open packages.
        OpenYear "open_year" "开设年度" "open a year";
        /// Issue control figures to a department.
        IssueControls "issue_controls" "下达控制数" "issue control figures";
        /// Divide a department's control figures among its units.
        DivideControls "divide_controls" "分解控制数" "divide control figures";
        /// Approve the budget of a department and its units.
        Approve "approve" "批复" "approve";
        /// Change an approved budget by an adjustment.
        Adjust "adjust" "调整预算" "adjust";
        /// Move money within an approved department.
        Reallocate "reallocate" "调剂" "reallocate";
        /// Publish and withdraw.
        Publish "publish" "公开" "publish";
        /// Receive a document made elsewhere.
        ReceiveDocument "receive_document" "接收文件" "receive a document";
        /// Record what the checks found in a document.
        CheckDocument "check_document" "检查文件" "check a document";
        /// Mark findings and return a document.
        ReviewDocument "review_document" "审核文件" "review a document";
        /// Manage the tree of bodies.
        ManageBodies "manage_bodies" "管理单位" "manage bodies";
        /// Grant and revoke roles.
        ManagePeople "manage_people" "管理人员" "manage people";
    }
}

use Action as A;
use Relation::{Below, Own};
use Role as R;

const HERE: &[Relation] = &[Own];
const LOWER: &[Relation] = &[Below];
const BOTH: &[Relation] = &[Own, Below];

/// The table of rights: a role may take an action on a body of these relations to the body on
/// which it was granted.
pub const TABLE: &[(Role, Action, &[Relation])] = &[
    (R::Preparer, A::Read, BOTH),
    (R::Preparer, A::Edit, HERE),
    (R::Preparer, A::Submit, HERE),
    (R::Preparer, A::ReceiveDocument, HERE),
    (R::Head, A::Read, BOTH),
    (R::Head, A::Edit, HERE),
    (R::Head, A::Submit, HERE),
    (R::Head, A::ReviewUnit, LOWER),
    (R::Head, A::DivideControls, LOWER),
    (R::Head, A::Reallocate, HERE),
    (R::Head, A::ReceiveDocument, HERE),
    (R::Reviewer, A::Read, BOTH),
    (R::Reviewer, A::ReviewDepartment, BOTH),
    (R::Reviewer, A::ReceiveDocument, BOTH),
    (R::Reviewer, A::ReviewDocument, BOTH),
    (R::Budget, A::Read, BOTH),
    (R::Budget, A::OpenYear, BOTH),
    (R::Budget, A::IssueControls, BOTH),
    (R::Budget, A::Approve, BOTH),
    (R::Budget, A::Adjust, BOTH),
    (R::Publisher, A::Read, BOTH),
    (R::Publisher, A::Publish, BOTH),
    (R::Auditor, A::Read, BOTH),
    (R::Auditor, A::ReadHistory, BOTH),
    (R::Administrator, A::ManageBodies, BOTH),
    (R::Administrator, A::ManagePeople, BOTH),
    (R::Program, A::CheckDocument, BOTH),
];

/// A role on a body and all below it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Grant {
    /// The role.
    pub role: Role,
    /// The body.
    pub body: BodyCode,
}

/// Who acts.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Actor {
    /// A person, with what they are granted.
    Person(Person),
    /// The owner of the machine, at its console: an administrator of everything.
    Console,
    /// The program itself.
    Program,
}

/// Returns the relations on which a role may take an action; none where it may not.
pub fn rights(role: Role, action: Action) -> &'static [Relation] {
    let row = TABLE.iter().find(|(of, what, _)| (*of, *what) == (role, action));
    row.map_or(&[], |(_, _, relations)| relations)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_pair_is_listed_once_and_grants_something() {
        for (at, (role, action, relations)) in TABLE.iter().enumerate() {
            assert!(!relations.is_empty());
            let again = TABLE.iter().skip(at + 1).any(|row| (row.0, row.1) == (*role, *action));
            assert!(!again, "{role:?} {action:?}");
        }
    }

    #[test]
    fn every_action_is_granted_to_some_role_and_never_on_other_bodies() {
        for action in Action::ALL {
            assert!(TABLE.iter().any(|row| row.1 == *action), "{action:?}");
        }
        assert!(TABLE.iter().all(|row| !row.2.contains(&Relation::Other)));
    }

    #[test]
    fn keys_are_the_names_under_which_values_are_stored() {
        for role in Role::ALL {
            assert_eq!(serde_json::to_string(role).unwrap(), format!("\"{}\"", role.key()));
        }
        for action in Action::ALL {
            assert_eq!(serde_json::to_string(action).unwrap(), format!("\"{}\"", action.key()));
        }
    }
}
