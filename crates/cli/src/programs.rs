//! Commands that are programs of their own, found beside this one or on the path, as cargo finds
//! its subcommands.

use message::{Failure, Message};
use std::ffi::OsString;
use std::io;
use std::path::PathBuf;
use std::process::Command;

/// The commands: name and help in English. The Chinese help is in `usage.rs`.
pub(crate) const COMMANDS: &[(&str, &str)] = &[
    ("serve", "Serves the office in which budgets are prepared, to browsers and programs"),
    ("verify", "Looks for what was altered in the history of an office"),
    ("rebuild", "Derives everything in an office again from its history"),
    ("backup", "Copies an office into a folder, while others work"),
    ("restore", "Restores the backup of an office"),
    ("import-bodies", "Adds departments and units to an office"),
    (LAKE, "Collects what many documents disclose into tables of Parquet"),
];

/// The command whose program has commands of its own.
const LAKE: &str = "lake";

/// What another program is to do.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    command: &'static str,
    args: Vec<&'a OsString>,
}

/// Returns what another program is asked to do, if the command line asks for its command.
pub(crate) fn asked(args: &[OsString]) -> Option<Asked<'_>> {
    let mut rest = args.iter().skip(1);
    let mut before = Vec::new();
    while let Some(arg) = rest.next() {
        before.push(arg);
        match arg.to_str() {
            Some("--lang") => before.extend(rest.next()),
            Some(text) if text.starts_with("--lang=") => {}
            text => {
                let (command, _) = COMMANDS.iter().find(|(name, _)| Some(*name) == text)?;
                if *command == LAKE {
                    before.pop();
                }
                return Some(Asked { command, args: before.into_iter().chain(rest).collect() });
            }
        }
    }
    None
}

impl Asked<'_> {
    /// Runs the program and returns its exit code.
    pub(crate) fn run(&self) -> Result<u8, Failure> {
        let program = self.program();
        let mut command = Command::new(beside(program).unwrap_or_else(|| program.into()));
        let error = match instead(command.args(&self.args)) {
            Ok(code) => return Ok(code),
            Err(error) => error,
        };
        if error.kind() == io::ErrorKind::NotFound {
            return Err(self.missing());
        }
        let why = Message::of_io(&error);
        Err(Failure::new(
            format!("无法运行 {program}：{}。", why.zh),
            format!("{program} cannot be run: {}.", why.en),
        ))
    }

    fn program(&self) -> &'static str {
        if self.command == LAKE { "yusuan-lake" } else { "yusuan-office" }
    }

    fn missing(&self) -> Failure {
        let (command, program) = (self.command, self.program());
        let folder = program.trim_start_matches("yusuan-");
        Failure::new(
            format!("命令 {command} 由程序 {program} 执行，这里没有安装。"),
            format!("The program of the command {command}, {program}, is not installed here."),
        )
        .hint(
            format!("在源码文件夹中运行 cargo install --locked --path crates/{folder}，或把 {program} 放在 yusuan 旁边。"),
            format!("Run `cargo install --locked --path crates/{folder}` in the sources, or put {program} beside yusuan."),
        )
    }
}

/// Returns a program in the folder of this one, if it is there.
fn beside(program: &str) -> Option<PathBuf> {
    let this = std::env::current_exe().ok()?;
    let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
    this.parent().map(|folder| folder.join(name)).filter(|path| path.is_file())
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
    Ok(code.and_then(|code| u8::try_from(code).ok()).unwrap_or(command_line::FAILED))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked_by(line: &str) -> Option<String> {
        let args: Vec<OsString> = line.split(' ').map(Into::into).collect();
        let asked = asked(&args)?;
        let words = asked.args.iter().map(|arg| arg.to_string_lossy().into_owned());
        let words: Vec<String> = std::iter::once(asked.program().to_owned()).chain(words).collect();
        Some(words.join(" "))
    }

    #[test]
    fn commands_of_other_programs_are_known_wherever_they_stand() {
        let office = |line| asked_by(line).filter(|it| it.starts_with("yusuan-office "));
        assert_eq!(office("yusuan serve --help").unwrap(), "yusuan-office serve --help");
        let in_english = "yusuan-office --lang en verify";
        assert_eq!(office("yusuan --lang en verify").unwrap(), in_english);
        assert!(office("yusuan --lang=zh import-bodies a.csv").is_some());
        assert_eq!(asked_by("yusuan check serve"), None);
        assert_eq!(asked_by("yusuan --lang serve"), None);
        assert_eq!(asked_by("yusuan"), None);
    }

    #[test]
    fn the_lake_has_commands_of_its_own() {
        let collect = "yusuan-lake collect a --into b";
        assert_eq!(asked_by("yusuan lake collect a --into b").as_deref(), Some(collect));
        let help = "yusuan-lake --lang en --help";
        assert_eq!(asked_by("yusuan --lang en lake --help").as_deref(), Some(help));
        assert_eq!(asked_by("yusuan check lake"), None);
    }
}
