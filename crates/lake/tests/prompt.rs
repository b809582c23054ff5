//! The prompt of `yusuan-lake query` as a person meets it, in a terminal that the test is.
#![cfg(unix)]
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use rexpect::reader::Options;
use rexpect::session::{PtySession, spawn_with_options};
use std::path::PathBuf;
use std::process::Command;
use std::thread;
use std::time::Duration;
use temp_dir::TempDir;

const PROMPT: &str = "yusuan> ";
const UP: &str = "\u{1b}[A";

/// A folder with a lake of an invented nation and the history of its prompts.
struct Desk {
    folder: TempDir,
    lake: PathBuf,
}

/// A prompt in a terminal.
struct Terminal(PtySession);

impl Desk {
    fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let lake = folder.path().join("lake");
        let made = program().arg("generate").arg(&lake).args(["--rows", "3000"]).output().unwrap();
        assert!(made.status.success(), "{made:?}");
        Self { folder, lake }
    }

    fn prompt(&self) -> Terminal {
        let mut command = program();
        command.arg("query").arg(&self.lake).env("TERM", "xterm");
        command.env("XDG_STATE_HOME", self.folder.path().join("state"));
        let options = Options::new().timeout_ms(Some(120_000)).strip_ansi_escape_codes(true);
        let mut terminal = Terminal(spawn_with_options(command, options).unwrap());
        terminal.shows("Ctrl-D ends.");
        terminal.shows(PROMPT);
        terminal
    }
}

impl Terminal {
    /// Types keys as they are.
    fn types(&mut self, keys: &str) {
        self.0.send(keys).unwrap();
        self.0.flush().unwrap();
    }

    /// Waits until something is shown.
    fn shows(&mut self, text: &str) {
        let shown = self.0.exp_string(text);
        assert!(shown.is_ok(), "{text} should be shown: {shown:?}");
    }

    /// Enters a line, and waits for an answer of one number, and for the next prompt.
    fn answers(&mut self, line: &str, number: u32) {
        self.types(line);
        self.types("\r");
        self.shows(&format!("{number}\r\n1 rows.\r\n"));
        self.shows(PROMPT);
    }

    /// Waits until the program has ended well.
    fn ends(mut self) {
        self.0.exp_eof().unwrap();
        let status = format!("{:?}", self.0.process().wait().unwrap());
        assert!(status.starts_with("Exited(") && status.ends_with(", 0)"), "{status}");
    }
}

fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yusuan-lake"));
    command.args(["--lang", "en"]);
    command
}

#[test]
fn statements_take_lines_mistakes_are_told_and_the_prompt_goes_on() {
    let desk = Desk::new();
    let mut terminal = desk.prompt();
    terminal.types("SELECT 40\r");
    terminal.answers("+ 2 AS answer;", 42);
    // A semicolon in a text ends nothing.
    terminal.types("SELECT length('a;\r");
    terminal.answers("b') AS length;", 4);
    terminal.types("SELECT wrong;\r");
    terminal.shows("There is no column wrong");
    terminal.shows(PROMPT);
    terminal.types(".nothing\r");
    terminal.shows("The command .nothing is not known.");
    terminal.shows("Hint: .help lists all commands.");
    terminal.answers("SELECT 6 AS six;", 6);
    terminal.types(".quit\r");
    terminal.ends();
}

#[test]
fn words_are_completed() {
    let desk = Desk::new();
    let mut terminal = desk.prompt();
    terminal.answers("SELECT count(*) AS n FROM failu\t;", 0);
    terminal.types(".t\t\t");
    terminal.shows(".tables");
    terminal.shows(".timer");
    // What is typed is still there.
    terminal.types("ab\t\r");
    terminal.shows("disclosure_quality  How well");
    terminal.shows(PROMPT);
    terminal.types("\u{4}");
    terminal.ends();
}

#[test]
fn control_c_drops_a_line_and_stops_a_question() {
    let desk = Desk::new();
    let mut terminal = desk.prompt();
    terminal.types("SELECT 'half\u{3}");
    terminal.shows(PROMPT);
    terminal.answers("SELECT 7 AS seven;", 7);
    let long = "SELECT count(*) FROM observations AS a, observations AS b, observations AS c \
                WHERE a.fen + b.fen = c.fen + 1;\r";
    terminal.types(long);
    thread::sleep(Duration::from_secs(2));
    terminal.types("\u{3}");
    terminal.shows("The query was stopped.");
    terminal.shows(PROMPT);
    terminal.answers("SELECT 8 AS eight;", 8);
    terminal.types("\u{4}");
    terminal.ends();
}

#[test]
fn control_d_ends_an_empty_line_only() {
    let desk = Desk::new();
    let mut terminal = desk.prompt();
    terminal.types("SELECT 9 AS nine\u{4}");
    terminal.answers(";", 9);
    terminal.types("\u{4}");
    terminal.ends();
}

#[test]
fn earlier_statements_come_back_also_those_of_another_day() {
    let desk = Desk::new();
    let mut terminal = desk.prompt();
    terminal.types("SELECT 40\r");
    terminal.answers("+ 2 AS answer;", 42);
    terminal.answers("SELECT 8 AS eight;", 8);
    terminal.answers(UP, 8);
    terminal.answers(&UP.repeat(2), 42);
    // It is stored before the prompt ends, which may be by force.
    drop(terminal);
    let mut terminal = desk.prompt();
    terminal.answers(UP, 42);
    // Looked for by a part of it.
    terminal.types("\u{12}");
    terminal.answers("eight", 8);
    terminal.types("\u{4}");
    terminal.ends();
}
