//! The commands of the office. They are a program of their own, `yusuan-office`, which is found
//! beside this one or on the path, as cargo finds its subcommands.

use crate::failure::Failure;
use message::Message;
use std::ffi::{OsStr, OsString};
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The program.
const PROGRAM: &str = "yusuan-office";

/// The commands: name and help in English. The Chinese help is in `usage.rs`.
pub(crate) const COMMANDS: &[(&str, &str)] = &[
    ("serve", "Serves the office in which budgets are prepared, to browsers and programs"),
    ("verify", "Looks for what was altered in the history of an office"),
    ("rebuild", "Derives everything in an office again from its history"),
    ("backup", "Copies an office into a folder, while others work"),
    ("restore", "Restores the backup of an office"),
    ("import-bodies", "Adds departments and units to an office"),
];

/// Returns whether the command line asks for a command of the office.
pub(crate) fn is_asked(args: &[OsString]) -> bool {
    let mut args = args.iter().skip(1);
    while let Some(arg) = args.next() {
        match arg.to_str() {
            Some("--lang") => drop(args.next()),
            Some(arg) if arg.starts_with("--lang=") => {}
            arg => return COMMANDS.iter().any(|(name, _)| Some(*name) == arg),
        }
    }
    false
}

/// Runs the office with the arguments of this program and returns its exit code.
pub(crate) fn run(args: &[OsString]) -> Result<u8, Failure> {
    start(PROGRAM, args.iter().skip(1), || missing(args.get(1)))
}

/// Runs another program of the project and returns its exit code; `missing` says that it is not
/// installed.
pub(crate) fn start<'a>(
    program: &str,
    args: impl Iterator<Item = &'a OsString>,
    missing: impl FnOnce() -> Failure,
) -> Result<u8, Failure> {
    let mut command = Command::new(beside(program).unwrap_or_else(|| program.into()));
    command.args(args);
    let error = match instead(&mut command) {
        Ok(code) => return Ok(code),
        Err(error) => error,
    };
    if error.kind() == io::ErrorKind::NotFound {
        return Err(missing());
    }
    let why = Message::of_io(&error);
    Err(Failure::new(
        format!("无法运行 {program}：{}。", why.zh),
        format!("{program} cannot be run: {}.", why.en),
    ))
}

/// Returns a program in the folder of this one, if it is there.
fn beside(program: &str) -> Option<PathBuf> {
    let this = std::env::current_exe().ok()?;
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    this.parent().map(|folder| folder.join(name)).filter(|path: &PathBuf| Path::is_file(path))
}

/// Runs a program instead of this one, so that it gets the signals that are meant for it.
#[cfg(unix)]
fn instead(command: &mut Command) -> io::Result<u8> {
    use std::os::unix::process::CommandExt;
    Err(command.exec())
}

/// Runs a program and waits for it.
#[cfg(not(unix))]
fn instead(command: &mut Command) -> io::Result<u8> {
    let code = command.status()?.code();
    Ok(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(crate::exit::UNREADABLE))
}

fn missing(command: Option<&OsString>) -> Failure {
    let command = command.map(OsString::as_os_str).unwrap_or(OsStr::new("")).display();
    Failure::new(
        format!("命令 {command} 属于办公系统，由程序 {PROGRAM} 执行，这里没有安装。"),
        format!("{command} is a command of the office; its program {PROGRAM} is not installed here."),
    )
    .hint(
        format!("在源码文件夹中运行 cargo install --locked --path crates/office，或把 {PROGRAM} 放在 yusuan 旁边。"),
        format!("Run `cargo install --locked --path crates/office` in the sources, or put {PROGRAM} beside yusuan."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn commands_of_the_office_are_known_wherever_they_stand() {
        let asked = |line: &str| {
            let args: Vec<OsString> = line.split(' ').map(Into::into).collect();
            is_asked(&args)
        };
        assert!(asked("yusuan serve --help"));
        assert!(asked("yusuan --lang en verify"));
        assert!(asked("yusuan --lang=zh import-bodies a.csv"));
        assert!(!asked("yusuan check serve"));
        assert!(!asked("yusuan --lang serve"));
        assert!(!asked("yusuan"));
    }
}
