//! Published files as PDF. They are set by the program `yusuan`, which is found beside this one or
//! on the path: what sets them takes longer to build than the whole office.

use server::Paper;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

/// The program.
const PROGRAM: &str = "yusuan";

/// The longest that it may take.
const TIME: Duration = Duration::from_secs(60);

/// The most memory that it may take, in bytes of addresses, as a check may.
const MOST_MEMORY: u64 = 4 << 30;

/// How often it is asked whether it has ended.
const PAUSE: Duration = Duration::from_millis(20);

/// Returns the files; none where the program is missing, cannot write PDF, or takes too long
/// or too much memory.
pub(super) fn files(content: &[u8], layout: &str, head: &str) -> Vec<Paper> {
    set(&program(), content, layout, head).unwrap_or_else(|error| {
        tracing::warn!(%error, "no PDF was written");
        Vec::new()
    })
}

fn set(program: &Path, content: &[u8], layout: &str, head: &str) -> io::Result<Vec<Paper>> {
    let folder = tempfile::tempdir()?;
    let (ledger, out) = (folder.path().join("ledger.xlsx"), folder.path().join("out"));
    std::fs::write(&ledger, content)?;
    let mut command = Command::new(program);
    command.arg("publish").arg(&ledger).args(["--formats", "pdf", "--layout", layout]);
    command.arg("--output").arg(&out).arg("--note").arg(format!("留痕末条校验码 {head}"));
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    command.current_dir(folder.path());
    let mut child = command.spawn()?;
    bounded::limit_memory(&child, MOST_MEMORY);
    wait(&mut child)?;
    let mut files = Vec::new();
    for file in std::fs::read_dir(&out)? {
        let path = file?.path();
        let name = path.file_name().map(|name| name.to_string_lossy().into_owned());
        files.extend(name.zip(Some(std::fs::read(&path)?)));
    }
    files.sort();
    Ok(files)
}

/// Waits for a process, and ends it where it takes too long.
fn wait(child: &mut Child) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match child.try_wait()? {
            Some(status) if status.success() => return Ok(()),
            Some(status) => return Err(io::Error::other(format!("{PROGRAM} ended with {status}"))),
            None if begun.elapsed() > TIME => {
                child.kill()?;
                child.wait()?;
                return Err(io::ErrorKind::TimedOut.into());
            }
            None => std::thread::sleep(PAUSE),
        }
    }
}

/// Returns the program in the folder of this one, else its name.
fn program() -> PathBuf {
    let name = OsString::from(format!("{PROGRAM}{}", std::env::consts::EXE_SUFFIX));
    let this = std::env::current_exe().ok();
    let beside = this.and_then(|this| this.parent().map(|folder| folder.join(&name)));
    beside.filter(|path| path.is_file()).unwrap_or_else(|| name.into())
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]
    fn with(script: &str) -> io::Result<Vec<Paper>> {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join(PROGRAM);
        std::fs::write(&program, format!("#!/bin/sh\n{script}\n")).unwrap();
        std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
        set(&program, b"ledger", "hebei-2023", "7-abc")
    }

    #[test]
    fn what_the_program_writes_is_published() {
        // Its arguments are ledger, formats, layout, folder and note.
        let files = with("mkdir \"$8\"; cat \"$2\" > \"$8/b.pdf\"; echo \"${10}\" > \"$8/a.pdf\"");
        let files = files.unwrap();
        let of = |name: &str, content: &[u8]| (name.to_owned(), content.to_owned());
        let head = "留痕末条校验码 7-abc\n".as_bytes();
        assert_eq!(files, [of("a.pdf", head), of("b.pdf", b"ledger")]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_program_has_a_limit_of_memory() {
        let files = with("sleep 0.3; mkdir \"$8\"; ulimit -v > \"$8/a.pdf\"").unwrap();
        assert_eq!(files, [("a.pdf".to_owned(), format!("{}\n", MOST_MEMORY / 1024).into_bytes())]);
    }

    #[test]
    fn a_program_that_is_missing_or_fails_writes_nothing() {
        assert!(set(Path::new("/no/such/program"), b"", "hebei-2023", "").is_err());
        assert!(with("exit 1").is_err());
    }
}
