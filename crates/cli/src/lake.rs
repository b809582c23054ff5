//! `yusuan lake …`: a program of its own, `yusuan-lake`, which is found as that of the office is.

use crate::failure::Failure;
use crate::office;
use std::ffi::OsString;

/// The program.
const PROGRAM: &str = "yusuan-lake";

/// The command: name and help in English. The Chinese help is in `usage.rs`.
pub(crate) const COMMAND: (&str, &str) =
    ("lake", "Collects what many documents disclose into tables of Parquet");

/// Returns the arguments of the lake's program, if the command line asks for it.
pub(crate) fn asked(args: &[OsString]) -> Option<Vec<&OsString>> {
    let mut rest = args.iter().skip(1);
    let mut before = Vec::new();
    while let Some(arg) = rest.next() {
        match arg.to_str() {
            Some("--lang") => before.extend([Some(arg), rest.next()].into_iter().flatten()),
            Some(text) if text.starts_with("--lang=") => before.push(arg),
            Some(text) if text == COMMAND.0 => {
                return Some(before.into_iter().chain(rest).collect());
            }
            _ => return None,
        }
    }
    None
}

/// Runs the lake's program and returns its exit code.
pub(crate) fn run(args: &[&OsString]) -> Result<u8, Failure> {
    office::start(PROGRAM, args.iter().copied(), missing)
}

fn missing() -> Failure {
    Failure::new(
        format!("命令 lake 由程序 {PROGRAM} 执行，这里没有安装。"),
        format!("The program of the command lake, {PROGRAM}, is not installed here."),
    )
    .hint(
        format!("在源码文件夹中运行 cargo install --locked --path crates/lake，或把 {PROGRAM} 放在 yusuan 旁边。"),
        format!("Run `cargo install --locked --path crates/lake` in the sources, or put {PROGRAM} beside yusuan."),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_program_gets_all_arguments_but_its_name() {
        let asked = |line: &str| {
            let args: Vec<OsString> = line.split(' ').map(Into::into).collect();
            let asked = asked(&args)?;
            let texts = asked.into_iter().map(|arg| arg.to_string_lossy().into_owned());
            Some(texts.collect::<Vec<_>>().join(" "))
        };
        assert_eq!(asked("yusuan lake collect a --into b").as_deref(), Some("collect a --into b"));
        assert_eq!(asked("yusuan --lang en lake --help").as_deref(), Some("--lang en --help"));
        assert_eq!(asked("yusuan --lang=zh lake").as_deref(), Some("--lang=zh"));
        assert_eq!(asked("yusuan check lake"), None);
        assert_eq!(asked("yusuan --lang lake"), None);
    }
}
