//! The clock enters here and nowhere else.

use std::time::{SystemTime, UNIX_EPOCH};
use workflow::Moment;

/// Returns the time now.
#[expect(clippy::disallowed_methods, reason = "this is the edge at which the clock enters")]
pub(crate) fn now() -> Moment {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Moment(i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}
