//! What every request goes through, from the outside in: it is counted and logged, its answer
//! gets the headers that browsers obey, problems become pages or JSON, and limits hold.

mod headers;
mod limits;
mod observe;
mod problems;
mod remember;

pub(crate) use headers::headers;
pub(crate) use limits::limits;
pub(crate) use observe::observe;
pub(crate) use problems::problems;
pub(crate) use remember::remember;

/// Returns whether a path is a page for people; the others are for programs.
fn is_page(path: &str) -> bool {
    let programs = ["/api/", "/healthz", "/metrics"];
    !programs.iter().any(|beginning| path.starts_with(beginning))
}
