//! What of a panic can be shown to a stranger.

/// What stands in place of text that was left out.
const LEFT_OUT: char = '…';

/// The first line of a message without what it quotes and without words that are not ASCII.
///
/// Rust's own messages quote the text on which an operation went wrong; other messages have no
/// way to hold a file's text but in quotation marks, as `Debug` writes it.
pub(crate) fn message(words: &str) -> String {
    let line = words.lines().next().unwrap_or_default();
    let mut kept = String::new();
    let mut quote = None;
    let mut before = ' ';
    for character in line.chars() {
        let is_closing = quote == Some(character);
        // An apostrophe within a word opens nothing.
        let is_opening =
            matches!(character, '`' | '"') || character == '\'' && !before.is_ascii_alphanumeric();
        match quote {
            Some(_) if is_closing => quote = None,
            Some(_) => {}
            None if is_opening => {
                quote = Some(character);
                leave_out(&mut kept);
            }
            None if character.is_ascii() && !character.is_ascii_control() => kept.push(character),
            None => leave_out(&mut kept),
        }
        before = character;
    }
    kept
}

/// A location without the folder into which cargo unpacks packages on the machine that built
/// the program.
pub(crate) fn location(location: &str) -> String {
    let location = location.replace('\\', "/");
    // The folder `registry/src` holds one folder for each registry.
    let inside = location.split_once("/registry/src/").and_then(|(_, rest)| rest.split_once('/'));
    inside.map_or(location.as_str(), |(_, path)| path).to_owned()
}

fn leave_out(kept: &mut String) {
    if !kept.ends_with(LEFT_OUT) {
        kept.push(LEFT_OUT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_text_and_chinese_are_left_out() {
        assert_eq!(
            message(
                "start byte index 1 is not a char boundary; it is inside '预' (bytes 0..3) of `预算`"
            ),
            "start byte index 1 is not a char boundary; it is inside … (bytes 0..3) of …",
        );
        assert_eq!(
            message("a table's rows can't be odd: Row(\"合计\", 3)"),
            "a table's rows can't be odd: Row(…, 3)"
        );
        assert_eq!(message("no scope for 某局 of 2031\nleft: 1"), "no scope for … of 2031");
        assert_eq!(message("never closed: 'a"), "never closed: …");
    }

    #[test]
    fn numbers_of_our_own_are_kept() {
        let bounds = "index out of bounds: the len is 3 but the index is 7";
        assert_eq!(message(bounds), bounds);
        assert_eq!(message(""), "");
    }

    #[test]
    fn a_package_is_named_without_its_folder() {
        let unpacked = ["", "x", "registry", "src", "index-1", "pdf-0.9.0", "src", "lib.rs:1:2"];
        assert_eq!(location(&unpacked.join("/")), "pdf-0.9.0/src/lib.rs:1:2");
        assert_eq!(location(&unpacked.join("\\")), "pdf-0.9.0/src/lib.rs:1:2");
        assert_eq!(location("crates/rules/src/lib.rs:3:4"), "crates/rules/src/lib.rs:3:4");
    }
}
