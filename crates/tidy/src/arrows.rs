//! Which crate may depend on which.

use serde_json::Value;

/// Each crate of the project and the crates it may depend on. A crate that is not listed is a
/// complaint, so that adding one means deciding where it belongs.
pub const ARROWS: &[(&str, &[&str])] = &[
    ("ledger", &[]),
    ("document", &[]),
    ("message", &[]),
    ("charts", &[]),
    ("command_line", &["message"]),
    ("classification", &["ledger"]),
    ("divisions", &["ledger"]),
    ("contain", &[]),
    ("bounded", &[]),
    ("finding", &["ledger", "document", "message"]),
    ("readers", &["contain", "document", "message"]),
    ("writers", &["document", "message"]),
    ("comments", &["readers", "document", "message"]),
    ("typeset", &["document", "message"]),
    ("pages", &["contain", "document"]),
    ("ocr", &[]),
    ("disclosure", &["ledger", "classification", "divisions", "document", "message"]),
    ("words", &[]),
    (
        "rules",
        &["ledger", "classification", "document", "disclosure", "finding", "message", "words"],
    ),
    (
        "engine",
        &[
            "contain",
            "document",
            "message",
            "finding",
            "readers",
            "pages",
            "ocr",
            "ledger",
            "disclosure",
            "rules",
            "classification",
            "workbook",
        ],
    ),
    (
        "publication",
        &[
            "charts",
            "classification",
            "disclosure",
            "document",
            "engine",
            "finding",
            "ledger",
            "message",
            "rules",
            "typeset",
            "workbook",
            "writers",
        ],
    ),
    ("sheets", &[]),
    ("workbook", &["contain", "ledger", "classification", "message", "sheets"]),
    ("workflow", &["ledger", "message"]),
    ("store", &["ledger", "message", "workflow"]),
    ("server", &["charts", "classification", "ledger", "message", "sheets", "workflow", "store"]),
    (
        "yusuan-office",
        &[
            "bounded",
            "command_line",
            "comments",
            "disclosure",
            "document",
            "engine",
            "finding",
            "ledger",
            "message",
            "pages",
            "rules",
            "server",
            "sheets",
            "store",
            "workbook",
            "workflow",
            "writers",
        ],
    ),
    (
        "yusuan",
        &[
            "command_line",
            "ledger",
            "document",
            "message",
            "finding",
            "readers",
            "writers",
            "comments",
            "publication",
            "pages",
            "ocr",
            "disclosure",
            "rules",
            "engine",
            "workbook",
        ],
    ),
    ("columnar", &["ledger", "document", "message", "finding", "disclosure", "engine"]),
    (
        "yusuan-lake",
        &[
            "bounded",
            "command_line",
            "ledger",
            "document",
            "message",
            "writers",
            "disclosure",
            "engine",
            "columnar",
        ],
    ),
    (
        "yusuan-python",
        &[
            "document",
            "message",
            "columnar",
            "disclosure",
            "engine",
            "finding",
            "publication",
            "rules",
        ],
    ),
    (
        "fuzzing",
        &["ledger", "document", "message", "finding", "readers", "comments", "engine", "workbook"],
    ),
    ("tidy", &[]),
];

/// Crates that use only the standard library: no format, no clock, no serde.
pub const PURE: &[&str] = &["ledger", "document"];

/// Returns the dependencies that [`ARROWS`] does not allow.
///
/// Dev-dependencies may be any crate except the program: a test of the rules may read a fixture
/// with a reader.
pub fn complaints(metadata: &Value) -> Vec<String> {
    let packages = metadata.get("packages").and_then(Value::as_array);
    let packages = packages.map(Vec::as_slice).unwrap_or_default();
    if packages.is_empty() {
        return vec!["cargo metadata lists no packages".to_owned()];
    }
    packages.iter().flat_map(of_package).collect()
}

fn of_package(package: &Value) -> Vec<String> {
    let name = text(package, "name");
    let Some((_, allowed)) = ARROWS.iter().find(|(known, _)| *known == name) else {
        return vec![format!("{name}: a crate that the arrows do not know")];
    };
    let dependencies = package.get("dependencies").and_then(Value::as_array);
    let complaint = |dependency| of_dependency(name, allowed, dependency);
    dependencies.into_iter().flatten().filter_map(complaint).collect()
}

fn of_dependency(name: &str, allowed: &[&str], dependency: &Value) -> Option<String> {
    let used = text(dependency, "name");
    let is_ours = dependency.get("path").is_some_and(Value::is_string);
    let is_for_tests = text(dependency, "kind") == "dev";
    let source = text(dependency, "source");
    if !is_ours && !source.starts_with("registry+") {
        return Some(format!("{name} takes {used} from {source}, which is no registry"));
    }
    let is_allowed = match (is_ours, is_for_tests) {
        (true, true) => used != "yusuan",
        (true, false) => allowed.contains(&used),
        (false, true) => true,
        (false, false) => !PURE.contains(&name),
    };
    (!is_allowed).then(|| format!("{name} must not depend on {used}"))
}

fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn package(name: &str, dependency: &Value) -> Value {
        json!({ "packages": [{ "name": name, "dependencies": [dependency] }] })
    }

    fn ours(name: &str, kind: Option<&str>) -> Value {
        json!({ "name": name, "kind": kind, "source": null, "path": format!("crates/{name}") })
    }

    fn foreign(name: &str, source: &str) -> Value {
        json!({ "name": name, "kind": null, "source": source })
    }

    #[test]
    fn a_dependency_that_is_not_listed_is_a_complaint() {
        let bad = [("readers", "ledger"), ("rules", "readers"), ("ledger", "document")];
        for (name, used) in bad {
            let found = complaints(&package(name, &ours(used, None)));
            assert_eq!(found, [format!("{name} must not depend on {used}")]);
        }
        let build = complaints(&package("readers", &ours("disclosure", Some("build"))));
        assert_eq!(build, ["readers must not depend on disclosure"]);
        assert!(complaints(&package("rules", &ours("finding", None))).is_empty());
    }

    #[test]
    fn tests_may_use_every_crate_except_the_program() {
        assert!(complaints(&package("rules", &ours("readers", Some("dev")))).is_empty());
        assert_eq!(complaints(&package("rules", &ours("yusuan", Some("dev")))).len(), 1);
    }

    #[test]
    fn the_ledger_uses_only_the_standard_library_and_no_crate_uses_a_repository() {
        let registry = "registry+index";
        assert_eq!(complaints(&package("ledger", &foreign("serde", registry))).len(), 1);
        assert!(complaints(&package("finding", &foreign("serde", registry))).is_empty());
        assert_eq!(complaints(&package("finding", &foreign("serde", "git+there"))).len(), 1);
    }

    #[test]
    fn a_new_crate_has_to_be_listed() {
        let new = json!({ "packages": [{ "name": "lake", "dependencies": [] }] });
        assert_eq!(complaints(&new), ["lake: a crate that the arrows do not know"]);
        assert_eq!(complaints(&json!({})).len(), 1);
    }
}
