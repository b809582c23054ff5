//! The views that every engine has of a lake, in SQL.

macro_rules! files {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../views/", $name, ".sql")))),+]
    };
}

/// The views, those first on which others depend: the name, and the statement after comments that
/// say what it holds.
pub const VIEWS: [(&str, &str); 8] = files!(
    "chosen_documents",
    "amounts",
    "department_totals",
    "budget_by_function",
    "three_public",
    "budget_and_accounts",
    "changes",
    "disclosure_quality",
);
