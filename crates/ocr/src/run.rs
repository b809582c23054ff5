use crate::{OcrError, Word, tsv};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

/// The most seconds that one page may take by default.
pub const SECONDS: u64 = 90;

/// The most bytes that may be printed for one page; a full page takes about 100 KB.
pub const MAX_OUTPUT: u64 = 16 << 20;

/// The interval at which the program is polled for its end.
const PAUSE: Duration = Duration::from_millis(20);

/// The program that recognises characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tesseract {
    /// Its name or path.
    pub program: OsString,
    /// The most time that one page may take.
    pub limit: Duration,
}

impl Default for Tesseract {
    fn default() -> Self {
        Self { program: "tesseract".into(), limit: Duration::from_secs(SECONDS) }
    }
}

impl Tesseract {
    /// Fails if the program is missing or has no data for simplified Chinese.
    pub fn check(&self) -> Result<(), OcrError> {
        let languages = self.run(&["--list-langs"], Vec::new())?;
        let has_chinese = languages.lines().any(|line| line.trim() == "chi_sim");
        if has_chinese { Ok(()) } else { Err(OcrError::NoChinese) }
    }

    /// Returns the words in a picture, a PNG file at 200 pixels per inch.
    ///
    /// Fails if the program fails or reaches a limit.
    pub fn words(&self, png: Vec<u8>) -> Result<Vec<Word>, OcrError> {
        // `--psm 6` takes the page as one block of text, line by line, which keeps rows of tables
        // together.
        let args = ["stdin", "stdout", "-l", "chi_sim", "--dpi", "200", "--psm", "6", "tsv"];
        Ok(tsv::words(&self.run(&args, png)?))
    }

    /// Runs the program until it ends or reaches a limit, and returns its output.
    fn run(&self, args: &[&str], input: Vec<u8>) -> Result<String, OcrError> {
        let mut child = self.start(args)?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        // Writing fails if the program ends early; its own error message says more then.
        let fed = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
        let (output, errors) = (collect(stdout), collect(stderr));
        let ended = wait(&mut child, self.limit);
        let (_, output, errors) = (fed.join(), joined(output), joined(errors));
        match ended {
            None => Err(OcrError::TooMuch),
            Some(_) if output.len() as u64 > MAX_OUTPUT => Err(OcrError::TooMuch),
            Some(true) => Ok(String::from_utf8_lossy(&output).into_owned()),
            Some(false) => Err(failure(&String::from_utf8_lossy(&errors))),
        }
    }

    fn start(&self, args: &[&str]) -> Result<Child, OcrError> {
        let mut command = Command::new(&self.program);
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Several files are processed in parallel already.
        command.env("OMP_THREAD_LIMIT", "1");
        command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OcrError::NotInstalled,
            _ => OcrError::Failed(error.to_string()),
        })
    }
}

/// Reads the output of a program in a thread, up to a limit. Reading stops there, so a program that
/// prints more blocks until it is killed.
fn collect(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut output = Vec::new();
        // If reading fails, what was printed before is still used.
        let _ = pipe.map(|pipe| pipe.take(MAX_OUTPUT + 1).read_to_end(&mut output));
        output
    })
}

fn joined(thread: JoinHandle<Vec<u8>>) -> Vec<u8> {
    thread.join().unwrap_or_default()
}

/// Waits for the program and returns whether it succeeded, or `None` if it had to be killed.
fn wait(child: &mut Child, limit: Duration) -> Option<bool> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if start.elapsed() < limit => sleep(PAUSE),
            _ => break,
        }
    }
    // A program that cannot be killed has already ended.
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn failure(errors: &str) -> OcrError {
    if errors.contains("chi_sim") {
        return OcrError::NoChinese;
    }
    let line = errors.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    OcrError::Failed(line.chars().take(200).collect())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn tool(program: &str, millis: u64) -> Tesseract {
        Tesseract { program: program.into(), limit: Duration::from_millis(millis) }
    }

    #[test]
    fn a_missing_program_is_an_error() {
        let missing = tool("/nowhere/tesseract", 1_000);
        assert_eq!(missing.check(), Err(OcrError::NotInstalled));
        assert_eq!(missing.words(Vec::new()), Err(OcrError::NotInstalled));
    }

    #[test]
    fn a_program_that_hangs_is_killed() {
        let start = Instant::now();
        assert_eq!(tool("sleep", 200).run(&["60"], vec![0; 1 << 20]), Err(OcrError::TooMuch));
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_program_that_prints_without_end_is_killed() {
        let ended = tool("yes", 60_000).run(&[], Vec::new());
        assert!(matches!(ended, Err(OcrError::TooMuch | OcrError::Failed(_))), "{ended:?}");
    }

    #[test]
    fn the_error_message_of_a_program_is_kept() {
        let failed = tool("ls", 60_000).run(&["/nowhere/at/all"], Vec::new());
        assert!(matches!(failed, Err(OcrError::Failed(words)) if words.contains("nowhere")));
        assert_eq!(failure("Error opening data file chi_sim.traineddata"), OcrError::NoChinese);
    }
}
