use crate::{OcrError, Word, tsv};
use std::ffi::OsString;
use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::thread::{self, JoinHandle, sleep};
use std::time::{Duration, Instant};

/// How long one page may take.
pub const SECONDS: u64 = 90;

/// The most that may be printed for one page, in bytes; a full one takes some 100 KB.
pub const OUTPUT: u64 = 16 << 20;

/// How often is looked whether the program has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// The program that recognises characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tesseract {
    /// Its name or path.
    pub program: OsString,
    /// How long one page may take.
    pub limit: Duration,
}

impl Default for Tesseract {
    fn default() -> Self {
        Self { program: "tesseract".into(), limit: Duration::from_secs(SECONDS) }
    }
}

impl Tesseract {
    /// An error where the program is missing or knows no Chinese.
    pub fn check(&self) -> Result<(), OcrError> {
        let told = self.run(&["--list-langs"], Vec::new())?;
        let knows = told.lines().any(|line| line.trim() == "chi_sim");
        if knows { Ok(()) } else { Err(OcrError::NoChinese) }
    }

    /// The words in a picture, a PNG file at 200 pixels an inch.
    pub fn words(&self, png: Vec<u8>) -> Result<Vec<Word>, OcrError> {
        // One block of text, line by line: tables keep their rows.
        let args = ["stdin", "stdout", "-l", "chi_sim", "--dpi", "200", "--psm", "6", "tsv"];
        Ok(tsv::words(&self.run(&args, png)?))
    }

    /// Runs the program to its end or to a limit, whichever comes first.
    fn run(&self, args: &[&str], input: Vec<u8>) -> Result<String, OcrError> {
        let mut child = self.start(args)?;
        let (stdin, stdout, stderr) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take());
        // A program that ends early closes the pipe; what it says then tells more.
        let fed = thread::spawn(move || stdin.map(|mut stdin| stdin.write_all(&input)));
        let (told, complaint) = (collect(stdout), collect(stderr));
        let ended = wait(&mut child, self.limit);
        let (_, told, complaint) = (fed.join(), joined(told), joined(complaint));
        match ended {
            None => Err(OcrError::TooMuch),
            Some(_) if told.len() as u64 > OUTPUT => Err(OcrError::TooMuch),
            Some(true) => Ok(String::from_utf8_lossy(&told).into_owned()),
            Some(false) => Err(failure(&String::from_utf8_lossy(&complaint))),
        }
    }

    fn start(&self, args: &[&str]) -> Result<Child, OcrError> {
        let mut command = Command::new(&self.program);
        command.args(args).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        // Files are worked on side by side already.
        command.env("OMP_THREAD_LIMIT", "1");
        command.spawn().map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => OcrError::NotInstalled,
            _ => OcrError::Failed(error.to_string()),
        })
    }
}

/// Reads what a program prints, up to a bound; the rest is left, on which it ends or is ended.
fn collect(pipe: Option<impl Read + Send + 'static>) -> JoinHandle<Vec<u8>> {
    thread::spawn(move || {
        let mut told = Vec::new();
        // What was printed before a fault of the pipe is still told.
        let _ = pipe.map(|pipe| pipe.take(OUTPUT + 1).read_to_end(&mut told));
        told
    })
}

fn joined(thread: JoinHandle<Vec<u8>>) -> Vec<u8> {
    thread.join().unwrap_or_default()
}

/// Whether the program ended well; nothing where it had to be ended.
fn wait(child: &mut Child, limit: Duration) -> Option<bool> {
    let start = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return Some(status.success()),
            Ok(None) if start.elapsed() < limit => sleep(PAUSE),
            _ => break,
        }
    }
    // Where it cannot be ended it has ended already.
    let _ = child.kill();
    let _ = child.wait();
    None
}

fn failure(complaint: &str) -> OcrError {
    if complaint.contains("chi_sim") {
        return OcrError::NoChinese;
    }
    let line = complaint.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    OcrError::Failed(line.chars().take(200).collect())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    fn tool(program: &str, millis: u64) -> Tesseract {
        Tesseract { program: program.into(), limit: Duration::from_millis(millis) }
    }

    #[test]
    fn a_program_that_is_not_there_is_told() {
        let missing = tool("/nowhere/tesseract", 1_000);
        assert_eq!(missing.check(), Err(OcrError::NotInstalled));
        assert_eq!(missing.words(Vec::new()), Err(OcrError::NotInstalled));
    }

    #[test]
    fn a_program_that_hangs_is_ended() {
        let start = Instant::now();
        assert_eq!(tool("sleep", 200).run(&["60"], vec![0; 1 << 20]), Err(OcrError::TooMuch));
        assert!(start.elapsed() < Duration::from_secs(30));
    }

    #[test]
    fn a_program_that_prints_without_end_is_ended() {
        let ended = tool("yes", 60_000).run(&[], Vec::new());
        assert!(matches!(ended, Err(OcrError::TooMuch | OcrError::Failed(_))), "{ended:?}");
    }

    #[test]
    fn what_a_program_complains_of_is_told() {
        let failed = tool("ls", 60_000).run(&["/nowhere/at/all"], Vec::new());
        assert!(matches!(failed, Err(OcrError::Failed(words)) if words.contains("nowhere")));
        assert_eq!(failure("Error opening data file chi_sim.traineddata"), OcrError::NoChinese);
    }
}
