//! Where the results go: to standard output or into a file.

use anstream::adapter::strip_str;
use anstream::{AutoStream, ColorChoice};
use message::{Failure, Lang, Message};
use std::fs::File;
use std::io::{self, BufWriter, IsTerminal, Write};
use std::path::Path;

/// The widest line that is still easy to read.
const WIDEST: usize = 120;

/// The place where results are written.
pub(crate) struct Output {
    to: Box<dyn Write + Send>,
    is_coloured: bool,
}

impl Output {
    /// Standard output, or the file at `path`.
    pub(crate) fn open(path: Option<&Path>) -> Result<Self, Failure> {
        let Some(path) = path else { return Ok(Self::stdout()) };
        let file = File::create(path).map_err(|error| Failure::writing(path, &error))?;
        Ok(Self { to: Box::new(BufWriter::new(file)), is_coloured: false })
    }

    fn stdout() -> Self {
        let stdout = io::stdout();
        let is_coloured = AutoStream::choice(&stdout) != ColorChoice::Never;
        let to: Box<dyn Write + Send> = match is_coloured {
            true => Box::new(AutoStream::auto(stdout)),
            false => Box::new(BufWriter::new(stdout)),
        };
        Self { to, is_coloured }
    }

    /// Whether colours are shown.
    pub(crate) fn is_coloured(&self) -> bool {
        self.is_coloured
    }

    /// Writes data as it is.
    pub(crate) fn write(&mut self, data: &str) -> io::Result<()> {
        self.to.write_all(data.as_bytes())
    }

    /// Writes a file that is no text.
    pub(crate) fn write_bytes(&mut self, data: &[u8]) -> io::Result<()> {
        self.to.write_all(data)
    }

    /// Writes coloured text, without the colours if the output does not show them.
    pub(crate) fn write_coloured(&mut self, text: &str) -> io::Result<()> {
        match self.is_coloured {
            true => self.write(text),
            false => self.write(&strip_str(text).to_string()),
        }
    }

    /// Hands on what still waits.
    pub(crate) fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// The columns of a line: those of the terminal, or without end where there is none.
pub(crate) fn width() -> usize {
    match terminal_size::terminal_size() {
        Some((width, _)) if io::stdout().is_terminal() => usize::from(width.0).min(WIDEST),
        _ => usize::MAX,
    }
}

/// Writes a remark to standard error. Errors are ignored, because they could not be shown.
pub(crate) fn remark(text: &Message, lang: Lang) {
    remark_coloured(&format!("{}\n", text.get(lang)));
}

/// Writes text with colours to standard error.
pub(crate) fn remark_coloured(text: &str) {
    let _ = AutoStream::auto(io::stderr()).write_all(text.as_bytes());
}
