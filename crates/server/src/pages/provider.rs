//! Going to the provider of identities.

use super::Frame;
use askama::Template;

/// The page with the link to the provider.
#[derive(Template)]
#[template(path = "provider.html")]
pub(crate) struct ProviderPage {
    pub(crate) frame: Frame,
    /// The address to which the person goes.
    pub(crate) address: String,
}
