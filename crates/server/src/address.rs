//! Addresses of pages.

use std::fmt::Write;

/// Returns a text as a value in an address.
pub(crate) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

/// Returns the address of a cell of a package, by the addresses of the package and the name of the
/// cell.
pub(crate) fn of_cell(package: &str, cell: &str) -> String {
    format!("{package}/sheets?cell={}", encoded(cell))
}

/// Returns an address if it is a page of this office, for where to go after the login.
pub(crate) fn own_page(address: &str) -> Option<&str> {
    let is_plain = address.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    (is_plain && address.starts_with('/') && !address.starts_with("//")).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_this_office_are_gone_to() {
        for good in ["/office", "/board?year=2031&state=editing"] {
            assert_eq!(own_page(good), Some(good));
        }
        for bad in ["", "office", "//example.com", "/\\example.com", "https://a", "/a b", "/\n"] {
            assert_eq!(own_page(bad), None, "{bad}");
        }
    }

    #[test]
    fn what_is_asked_stands_in_an_address_as_a_value() {
        assert_eq!(encoded("/board?q=教&a"), "/board%3Fq%3D%E6%95%99%26a");
    }
}
