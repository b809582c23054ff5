//! Work in processes of the program's own, within limits of time and memory.
//!
//! A file that takes too long, takes too much memory or meets a bug ends its process and not the
//! program. A [`Pool`] starts the program again under a name that is no command for users; there
//! it [serves](serve) one job after another.
#![forbid(unsafe_code)]

mod frame;
mod limit;
mod pool;
mod process;
mod worker;

pub use limit::limit_memory;
pub use pool::Pool;
pub use process::Lost;
pub use worker::serve;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What a pool and its processes say to each other.
pub trait Work {
    /// What is asked; the bytes of a file follow.
    type Job: Serialize + DeserializeOwned;
    /// What is said before the answer.
    type Progress: Serialize + DeserializeOwned;
    /// What is answered.
    type Answer: Serialize + DeserializeOwned;
}

/// An answer, and the files that come with it.
pub type Answered<W> = (<W as Work>::Answer, Vec<Vec<u8>>);

/// What a process says, one or more times a job.
#[derive(serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
enum Said<P, A> {
    Progress(P),
    /// The job is done.
    Answer(A),
}
