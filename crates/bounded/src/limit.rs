//! Limits of other programs.

use std::process::Child;

/// Limits the memory of a program that was just started, in bytes of addresses. Where the system
/// has no such limit, there is none.
#[cfg(target_os = "linux")]
pub fn limit_memory(child: &Child, most: u64) {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let limit = Rlimit { current: Some(most), maximum: Some(most) };
    // A program that has ended by now needs none.
    let _ = prlimit(Some(Pid::from_child(child)), Resource::As, limit);
}

/// Limits nothing on this system.
#[cfg(not(target_os = "linux"))]
pub fn limit_memory(_: &Child, _: u64) {}
