//! The provider of identities with whose accounts people may log in.

use std::fmt;

/// A provider that speaks OpenID Connect, and how the office is known there.
#[derive(Clone, PartialEq, Eq)]
pub struct Provider {
    /// Its address, as it calls itself.
    pub issuer: String,
    /// How it calls the office.
    pub client: String,
    /// The secret of the office there, where it has one.
    pub secret: Option<String>,
    /// The address at which people reach the office, without a path.
    pub office: String,
}

impl Provider {
    /// Returns the address to which the provider sends people back.
    pub fn back(&self) -> String {
        format!("{}/login/provider/back", self.office.trim_end_matches('/'))
    }
}

/// The secret is in no log.
impl fmt::Debug for Provider {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { issuer, client, office, .. } = self;
        out.debug_struct("Provider")
            .field("issuer", issuer)
            .field("client", client)
            .field("office", office)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_secret_is_not_shown() {
        let provider = Provider {
            issuer: "https://people.example".to_owned(),
            client: "yusuan".to_owned(),
            secret: Some("hidden".to_owned()),
            office: "https://yusuan.example/".to_owned(),
        };
        assert!(!format!("{provider:?}").contains("hidden"));
        assert_eq!(provider.back(), "https://yusuan.example/login/provider/back");
    }
}
