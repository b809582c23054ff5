//! What the name of a file says: whose it is, and of which document it is a version.

use sha2::{Digest, Sha256};
use workflow::{BodyCode, DocumentId, Office};

/// Words at the end of a name that tell one version from another.
const OF_VERSION: [&str; 14] = [
    "修改稿",
    "修改版",
    "修订版",
    "修订",
    "修改",
    "最终版",
    "终稿",
    "定稿",
    "最终",
    "副本",
    "新版",
    "新",
    "final",
    "copy",
];

/// Marks between the words of a name.
const MARKS: [char; 14] =
    [' ', '　', '-', '_', '.', '（', '）', '(', ')', '【', '】', '[', ']', '—'];

/// Returns the name of a file without its folders.
pub(super) fn of_file(path: &str) -> &str {
    path.rsplit(['/', '\\']).next().unwrap_or(path)
}

/// Returns the body that a file's path names, by its code or its name: the file itself and the
/// innermost folder first, and the longest of several names. Only bodies that satisfy a condition
/// are known.
pub(super) fn body_of<'a>(
    office: &'a Office,
    path: &str,
    is_known: impl Fn(&BodyCode) -> bool,
) -> Option<&'a BodyCode> {
    let known: Vec<_> = office.bodies().filter(|(code, _)| is_known(code)).collect();
    path.rsplit(['/', '\\']).find_map(|part| {
        let code = leading_code(part);
        let mut of_code = known.iter().filter(|(of, _)| Some(of.as_str()) == code);
        let by_code = of_code.next();
        let named = known.iter().filter(|(_, body)| part.contains(body.name.as_str()));
        let by_name = || named.max_by_key(|(_, body)| body.name.len());
        by_code.or_else(by_name).map(|(code, _)| *code)
    })
}

/// Returns the code with which a name begins.
fn leading_code(name: &str) -> Option<&str> {
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    name.get(..end).filter(|code| !code.is_empty())
}

/// Returns the number of the document of which a file with this name is a version.
pub(super) fn document(body: &BodyCode, name: &str) -> Option<DocumentId> {
    let digest = Sha256::digest(stem(name));
    let digits: String = digest.iter().take(5).map(|byte| format!("{byte:02x}")).collect();
    format!("{body}-{digits}").parse().or_else(|_| digits.parse()).ok()
}

/// Returns a name without its extension and the marks of a version: `2031预算（修改稿2）.docx` is
/// `2031预算`.
fn stem(name: &str) -> String {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let mut rest = stem.trim_matches(MARKS);
    loop {
        let shorter = without_mark(rest).trim_matches(MARKS);
        if shorter.is_empty() || shorter.len() == rest.len() {
            return rest.to_owned();
        }
        rest = shorter;
    }
}

/// A number at the end counts versions where it stands behind a mark or a word of a version:
/// `预算2031` is none.
fn without_mark(name: &str) -> &str {
    if let Some(shorter) = OF_VERSION.iter().find_map(|word| name.strip_suffix(word)) {
        return shorter;
    }
    let bare = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let digits = name.len().saturating_sub(bare.len());
    let is_counter = (1..=2).contains(&digits)
        && (bare.ends_with(MARKS) || bare.ends_with('v') || bare.ends_with('第'))
        || OF_VERSION.iter().any(|word| bare.ends_with(word));
    if digits > 0 && is_counter { bare.trim_end_matches(['v', '第']) } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_of_a_document_have_one_name() {
        for name in [
            "2031预算.docx",
            "2031预算（修改稿）.docx",
            "2031预算(1).pdf",
            "2031预算-v2.docx",
            "2031预算 修改稿2.docx",
            "2031预算_最终版（2）.docx",
            "2031预算 - 副本.docx",
        ] {
            assert_eq!(stem(name), "2031预算", "{name}");
        }
        for (name, own) in
            [("预算2031.docx", "预算2031"), ("2031决算.docx", "2031决算"), ("修改稿.doc", "修改稿")]
        {
            assert_eq!(stem(name), own);
        }
    }

    #[test]
    fn a_path_names_its_body() {
        let mut office = Office::default();
        for (actor, command) in workflow::testing::founding() {
            let events = workflow::decide(&office, &command, &actor, workflow::Moment(0)).unwrap();
            events.iter().for_each(|event| drop(office.apply(event)));
        }
        let of = |path: &str| body_of(&office, path, |_| true).map(BodyCode::as_str);
        assert_eq!(of("101 预算/102001预算.docx"), Some("102001"));
        assert_eq!(of("101001/2031预算.docx"), Some("101001"));
        assert_eq!(of("2031年云桥市教育局本级预算.docx"), Some("101001"));
        assert_eq!(of("云桥市教育局/预算.docx"), Some("101"));
        assert_eq!(of("预算.docx"), None);
    }
}
