//! No circle of modules inside a crate.
//!
//! The rule, for each folder of a crate's `src`: its children, each taken together with
//! everything below it, do not use one another in a circle. A child is a file or a folder.
//!
//! - A module uses another one if it imports from it or names a path into it. A name that a
//!   folder re-exports belongs to the module that defines it.
//! - A folder's own file (`lib.rs`, `main.rs`, `mod.rs`, or `table.rs` beside `table/`) declares
//!   and joins its children and may define what they share. It may use them and they may use it.
//! - Test code is ignored: it may use anything.
//!
//! Paths that a macro assembles are not seen.

mod graph;
mod modules;
mod source;

use crate::File;
use graph::Graph;
use modules::{Modules, name};
use std::collections::BTreeMap;

/// Returns a complaint for each folder whose children use one another in a circle.
pub fn complaints(files: &[File]) -> Vec<String> {
    let mut crates: BTreeMap<&str, Vec<(&str, &File)>> = BTreeMap::new();
    for file in files.iter().filter(|file| file.ends_with(".rs")) {
        if let Some((of, path)) = file.path.split_once("/src/") {
            crates.entry(of).or_default().push((path, file));
        }
    }
    crates.into_iter().flat_map(|(of, files)| of_crate(of, &files)).collect()
}

fn of_crate(of: &str, files: &[(&str, &File)]) -> Vec<String> {
    let (modules, mut complaints) = Modules::read(files);
    let uses = modules.uses();
    for folder in modules.folders() {
        let mut graph = Graph::default();
        for (from, to) in &uses {
            if let (Some(one), Some(other)) = (child(folder, from), child(folder, to)) {
                graph.add(one, other, format!("{} uses {}", name(from), name(to)));
            }
        }
        let why = |circle: Vec<String>| {
            format!("{}: a circle of modules: {}", name(folder), circle.join(", "))
        };
        complaints.extend(graph.circle().map(why));
    }
    complaints.into_iter().map(|complaint| format!("{of}/src: {complaint}")).collect()
}

/// Returns the child of `folder` that is or contains `module`; `None` for the folder's own file
/// and for modules outside the folder.
fn child<'a>(folder: &[String], module: &'a [String]) -> Option<&'a str> {
    module.strip_prefix(folder)?.first().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn complain(files: &[(&str, &str)]) -> Vec<String> {
        let file = |(path, text): &(&str, &str)| File::new(&format!("crates/x/src/{path}"), text);
        complaints(&files.iter().map(file).collect::<Vec<_>>())
    }

    /// Counts the circles between `a.rs` with that text and `b.rs`, which uses it.
    fn circles(a: &str) -> usize {
        complain(&[
            ("lib.rs", "mod a; mod b; pub use b::B; use b::f as g;"),
            ("a.rs", a),
            ("b.rs", "use crate::a::A; pub struct B(A); pub fn f() {}"),
        ])
        .len()
    }

    #[test]
    fn two_files_that_use_each_other_are_a_circle() {
        let bad = [
            "use crate::b::B; pub struct A;",
            "use super::b::{f as g}; pub struct A;",
            "use super::{b::{self, B}, a}; pub struct A;",
            "pub struct A; fn g() { crate::b::f() }",
            "pub struct A; fn g() { println!(\"{:?}\", super::b::f()) }",
            // Through a name that the root re-exports or imports.
            "use crate::B; pub struct A;",
            "pub struct A; fn h() { crate::g() }",
            "pub struct A; mod inner { use super::super::b::B; }",
        ];
        for text in bad {
            assert_eq!(circles(text), 1, "{text}");
        }
    }

    #[test]
    fn a_complaint_names_every_arrow_of_the_circle() {
        let files = [
            ("lib.rs", "mod a; mod b; mod c;"),
            ("a.rs", "use crate::b::B;"),
            ("b.rs", "use crate::c::C;"),
            ("c.rs", "use crate::a::A;"),
        ];
        let expected = "crates/x/src: the root: a circle of modules: a uses b, b uses c, c uses a";
        assert_eq!(complain(&files), [expected]);
    }

    #[test]
    fn comments_strings_and_tests_do_not_count() {
        let good = [
            "pub struct A;",
            "//! See [`crate::b::f`].\n/* crate::b::f */ pub struct A;",
            "pub const A: &str = \"crate::b::f\";",
            "pub struct A; #[cfg(test)] mod tests { use crate::b::B; }",
            "pub struct A; #[cfg(test)] #[expect(dead_code)] fn g() { crate::b::f() } fn h() {}",
            "pub struct A; fn g() { let b = 1; other::b::f() }",
            "use std::b; pub struct A;",
        ];
        for text in good {
            assert_eq!(circles(text), 0, "{text}");
        }
    }

    #[test]
    fn files_for_tests_do_not_count() {
        let files = [
            ("lib.rs", "mod a; #[cfg(test)] mod testing;"),
            ("a.rs", "use crate::testing::f;"),
            ("testing.rs", "use crate::a::A;"),
        ];
        assert!(complain(&files).is_empty());
    }

    #[test]
    fn folders_can_be_a_circle_where_their_files_are_not() {
        let mut files = vec![
            ("lib.rs", "mod x; mod y;"),
            ("x/mod.rs", "mod one; mod two;"),
            ("x/one.rs", "use crate::y::three::f;"),
            ("x/two.rs", "pub fn f() {}"),
            ("y/mod.rs", "mod three; mod four;"),
            ("y/three.rs", "pub fn f() {}"),
            ("y/four.rs", "use crate::x::two::f;"),
        ];
        let found = complain(&files);
        assert_eq!(found.len(), 1);
        assert!(
            found[0].contains("x::one uses y::three") && found[0].contains("y::four uses x::two")
        );
        files.pop();
        files.push(("y/four.rs", "use super::three::f;"));
        assert!(complain(&files).is_empty());
    }

    #[test]
    fn circles_are_found_below_the_root() {
        let files = [
            ("lib.rs", "mod x;"),
            ("x/mod.rs", "mod one; mod two; pub use two::Two;"),
            ("x/one.rs", "use super::Two;"),
            ("x/two.rs", "use super::one::One;"),
        ];
        let expected =
            "crates/x/src: x: a circle of modules: x::one uses x::two, x::two uses x::one";
        assert_eq!(complain(&files), [expected]);
    }

    #[test]
    fn a_folders_own_file_and_its_children_may_use_each_other() {
        for parent in ["x/mod.rs", "x.rs"] {
            let files = [
                ("lib.rs", "mod x; fn main() { x::f() } pub struct Shared;"),
                (parent, "mod one; pub struct X; pub fn f() { one::g(); }"),
                ("x/one.rs", "use super::X; use crate::Shared; pub fn g() {}"),
            ];
            assert!(complain(&files).is_empty(), "{parent}");
        }
    }

    #[test]
    fn a_file_that_cannot_be_parsed_is_a_complaint() {
        assert_eq!(complain(&[("lib.rs", "fn f() { \" }")]).len(), 1);
    }
}
