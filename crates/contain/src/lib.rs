//! Contains panics: a bug that one file meets must not take the others down, and what is
//! known about the bug must not be lost.
//!
//! [`contain`] returns a panic as a value with its message. Where it happened is known only to
//! the process's panic hook, so a program calls [`install_hook`] once when it starts; without
//! it, [`Panic::location`] is `None` and each panic is printed to standard error as usual.
#![forbid(unsafe_code)]

mod reportable;

use std::any::Any;
use std::cell::{Cell, RefCell};
use std::fmt;
use std::panic::{AssertUnwindSafe, PanicHookInfo, catch_unwind, set_hook, take_hook};
use std::sync::Once;

/// A panic that was contained.
///
/// It can be reported without the file that caused it: nothing in it quotes the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Panic {
    /// The first line of the panic's message. Whatever it quotes, which may be text of a file,
    /// is replaced by `…`.
    pub message: String,
    /// Where in the source, `crates/rules/src/lib.rs:12:5`, if the hook is installed.
    pub location: Option<String>,
}

thread_local! {
    /// How many calls of [`contain`] this thread is in.
    static DEPTH: Cell<usize> = const { Cell::new(0) };
    /// Where the last panic within them happened.
    static LOCATION: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Runs `work` and returns its result, or the panic that ended it.
///
/// # Errors
/// Fails if `work` panics. What it shares with the caller may then be half changed; the caller
/// has to drop it.
pub fn contain<T>(work: impl FnOnce() -> T) -> Result<T, Panic> {
    let _ = LOCATION.take();
    DEPTH.set(DEPTH.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(work));
    DEPTH.set(DEPTH.get() - 1);
    result.map_err(|payload| Panic { location: LOCATION.take(), ..Panic::from(payload) })
}

/// Installs a panic hook that notes where a contained panic happened, instead of printing it.
///
/// Panics on threads that are not inside [`contain`] go to the hook that was there before.
/// The hook belongs to the whole process and stays until it ends; further calls do nothing.
pub fn install_hook() {
    static INSTALLED: Once = Once::new();
    INSTALLED.call_once(|| {
        let previous = take_hook();
        set_hook(Box::new(move |info| {
            if !note(info) {
                previous(info);
            }
        }));
    });
}

/// Notes where a panic happened, if this thread is inside [`contain`].
fn note(info: &PanicHookInfo<'_>) -> bool {
    // The thread may be ending and its locals gone; a hook must not panic itself.
    let is_contained = DEPTH.try_with(|depth| depth.get() > 0).unwrap_or(false);
    if is_contained {
        let location = info.location().map(|at| reportable::location(&at.to_string()));
        let _ = LOCATION.try_with(|last| last.replace(location));
    }
    is_contained
}

/// The message of a panic; empty where it has none.
fn words(payload: &(dyn Any + Send)) -> &str {
    match payload.downcast_ref::<&str>() {
        Some(words) => words,
        None => payload.downcast_ref::<String>().map_or("", String::as_str),
    }
}

/// A panic that another thread ended with, as `JoinHandle::join` returns it.
impl From<Box<dyn Any + Send>> for Panic {
    fn from(payload: Box<dyn Any + Send>) -> Self {
        Self { message: reportable::message(words(payload.as_ref())), location: None }
    }
}

impl fmt::Display for Panic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.location {
            Some(location) => write!(f, "{location}: {}", self.message),
            None => f.write_str(&self.message),
        }
    }
}

impl std::error::Error for Panic {}

#[cfg(test)]
mod tests {
    use super::*;
    use std::panic::resume_unwind;

    fn failed<T: fmt::Debug>(work: impl FnOnce() -> T) -> Panic {
        install_hook();
        contain(work).expect_err("the work panics")
    }

    #[test]
    fn work_that_ends_well_gives_its_result() {
        assert_eq!(contain(|| 42), Ok(42));
    }

    #[test]
    fn a_panic_keeps_its_message_and_its_place() {
        let line = line!() + 1;
        let panic = failed(|| -> u8 { panic!("row {} of {}", 3, 2) });
        assert_eq!(panic.message, "row 3 of 2");
        let location = panic.location.clone().expect("the hook is installed");
        assert!(location.ends_with(&format!("src/lib.rs:{line}:39")), "{location}");
        assert_eq!(panic.to_string(), format!("{location}: row 3 of 2"));
    }

    #[test]
    fn text_of_a_file_is_not_in_the_message() {
        let text = "预算 1234.56".to_owned();
        let panic = failed(|| text[1..].len());
        assert!(panic.message.contains("char boundary"), "{panic}");
        assert!(!panic.message.contains('预') && !panic.message.contains("1234"), "{panic}");
    }

    #[test]
    fn each_panic_has_its_own_place() {
        let outer = failed(|| {
            let inner = failed(|| -> u8 { panic!("inner") });
            assert_eq!(inner.message, "inner");
            assert!(inner.location.is_some());
            // This one passes by the hook.
            resume_unwind(Box::new("outer"));
        });
        assert_eq!(outer, Panic { message: "outer".to_owned(), location: None });
        let nothing = failed(|| resume_unwind(Box::new(1_u8)));
        assert_eq!(nothing, Panic { message: String::new(), location: None });
    }
}
