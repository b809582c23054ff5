//! Packages.

mod get;
mod list;
mod save;

pub(crate) use get::get;
pub(crate) use list::list;
pub(crate) use save::save;

use workflow::PackageId;

/// Returns the package of a path; `None` where its parts cannot be one.
fn id(year: &str, body: &str) -> Option<PackageId> {
    format!("{year}/{body}").parse().ok()
}
