//! Codes and their names (科目).

pub(crate) mod child_without_parent;
pub(crate) mod code_in_text;
pub(crate) mod code_twice;
mod listed;
pub(crate) mod lost_zero;
pub(crate) mod name_at_wrong_level;
pub(crate) mod name_in_text;
pub(crate) mod name_missing;
pub(crate) mod name_misspelt;
pub(crate) mod name_of_another_code;
pub(crate) mod obsolete_code;
pub(crate) mod obsolete_name;
pub(crate) mod path;
pub(crate) mod path_in_text;
pub(crate) mod two_names_for_code;
pub(crate) mod unknown_code;
mod unprinted;
