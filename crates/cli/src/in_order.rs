//! Processes many files on all cores and reports them in the order in which they were named.

use crate::inputs::Input;
use indicatif::{ProgressBar, ProgressStyle};
use message::Lang;
use rayon::prelude::*;
use std::io::{self, IsTerminal};

/// The number of files in a batch: enough to keep all
/// cores busy, few enough that waiting results take little memory.
const BATCH: usize = 64;
/// Work on fewer files than this is over before a progress bar can be read.
const LONG: usize = 8;

/// Runs `work` on every input and passes the results to `tell` in the order of the inputs.
///
/// `work` also gets the input's number, counted from 1.
pub(crate) fn in_order<T: Send>(
    inputs: &[Input],
    lang: Lang,
    work: impl Fn(usize, &Input) -> T + Sync,
    mut tell: impl FnMut(T) -> io::Result<()> + Send,
) -> io::Result<()> {
    // A thread pool takes longer to start than a small file takes to read.
    if let [input] = inputs {
        return tell(work(1, input));
    }
    let bar = progress(inputs.len(), lang);
    let mut before: Vec<T> = Vec::new();
    for (batch, inputs) in inputs.chunks(BATCH).enumerate() {
        let work = || {
            let inputs = inputs.par_iter().enumerate();
            let done = inputs.map(|(index, input)| {
                let done = work(batch * BATCH + index + 1, input);
                bar.inc(1);
                done
            });
            done.collect()
        };
        // The results of the previous batch are reported while this one is processed.
        let tell = || above(&bar, || before.drain(..).try_for_each(&mut tell));
        let (told, done) = rayon::join(tell, work);
        told?;
        before = done;
    }
    above(&bar, || before.into_iter().try_for_each(&mut tell))?;
    bar.finish_and_clear();
    Ok(())
}

/// Writes above a bar that somebody sees. A hidden one is not asked to make room, as that keeps
/// the work that it counts waiting.
fn above<R>(bar: &ProgressBar, write: impl FnOnce() -> R) -> R {
    if bar.is_hidden() { write() } else { bar.suspend(write) }
}

/// Returns a progress bar for long work on a terminal, else a hidden one.
fn progress(files: usize, lang: Lang) -> ProgressBar {
    if files <= LONG || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let files_word = lang.pick("个文件", "files");
    let template = format!("{{bar:32}} {{pos}}/{{len}} {files_word}  {{eta}}");
    let bar = ProgressBar::new(files as u64);
    match ProgressStyle::with_template(&template) {
        Ok(style) => bar.with_style(style.progress_chars("━━╌")),
        Err(_) => bar,
    }
}
