//! The office in a real browser: Chromium, driven by `stories.mjs` with what `package-lock.json`
//! pins. Where Node or Chromium cannot be had, the test says so and is skipped.
//!
//! With `YUSUAN_PICTURES=1` the pictures in `docs/pictures/` are made anew.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yusuan-office");
const SOURCE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/browser");
/// The names under which systems have Chromium.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

#[test]
fn people_work_in_a_browser() {
    let (folder, browser) = match tools() {
        Ok(tools) => tools,
        Err(why) => return println!("skipped: {}", why.replace('\n', " ")),
    };
    let Served { child: mut office, address, .. } = serve(&["--demo"]);
    let data = tempfile::tempdir().unwrap();
    let Served { child: mut empty, address: of_empty, welcome } =
        serve(&["--data", &data.path().display().to_string()]);
    let mut node = Command::new("node");
    node.current_dir(&folder).args(["--test-reporter=spec", "stories.mjs"]);
    node.env("OFFICE", &address).env("BROWSER", browser);
    node.env("EMPTY", of_empty).env("WELCOME", welcome.unwrap());
    if std::env::var_os("YUSUAN_PICTURES").is_some() {
        let pictures = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/pictures");
        node.env("PICTURES", pictures);
    }
    let output = node.output();
    for child in [&mut office, &mut empty] {
        child.kill().unwrap();
        child.wait().unwrap();
    }
    let output = output.unwrap();
    let said = [output.stdout, output.stderr].concat();
    println!("{}", String::from_utf8_lossy(&said));
    assert!(output.status.success(), "a story in the browser failed");
}

/// Returns the folder with the stories and what they need, and the browser.
fn tools() -> Result<(PathBuf, PathBuf), String> {
    let node = said(Command::new("node").arg("--version"))?;
    let major = node.trim().trim_start_matches('v').split('.').next();
    if major.and_then(|it| it.parse::<u32>().ok()).is_none_or(|it| it < 20) {
        return Err(format!("Node 20 or later is needed, not {node}"));
    }
    let browser = browser()?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("browser");
    std::fs::create_dir_all(&folder).map_err(|error| error.to_string())?;
    let lock = "package-lock.json";
    let is_new = std::fs::read(folder.join(lock)).ok() != std::fs::read(source(lock)).ok();
    for file in std::fs::read_dir(SOURCE).map_err(|error| error.to_string())? {
        let file = file.map_err(|error| error.to_string())?;
        if file.file_name() != lock {
            let to = folder.join(file.file_name());
            std::fs::copy(file.path(), to).map_err(|error| error.to_string())?;
        }
    }
    if is_new {
        let text = std::fs::read(source(lock)).map_err(|error| error.to_string())?;
        std::fs::write(folder.join(lock), &text).map_err(|error| error.to_string())?;
        let mut npm = Command::new("npm");
        let arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"];
        if let Err(why) = said(npm.current_dir(&folder).args(arguments)) {
            // The next run has to install again.
            std::fs::remove_file(folder.join(lock)).map_err(|error| error.to_string())?;
            return Err(why);
        }
    }
    Ok((folder, browser))
}

fn source(name: &str) -> PathBuf {
    Path::new(SOURCE).join(name)
}

/// Returns Chromium, which is installed where that is possible.
fn browser() -> Result<PathBuf, String> {
    let found = || {
        let paths = std::env::var_os("PATH").unwrap_or_default();
        let all: Vec<PathBuf> = std::env::split_paths(&paths).collect();
        let of = |name: &&str| all.iter().map(|it| it.join(name)).find(|it| it.is_file());
        NAMES.iter().find_map(of)
    };
    if let Some(browser) = found() {
        return Ok(browser);
    }
    let is_root = said(Command::new("id").arg("-u")).is_ok_and(|it| it.trim() == "0");
    if !is_root {
        return Err("Chromium is not installed".to_owned());
    }
    said(Command::new("apt-get").args(["install", "-y", "--no-install-recommends", "chromium"]))?;
    found().ok_or_else(|| "Chromium cannot be installed".to_owned())
}

/// Runs a command and returns what it says, or why it failed.
fn said(command: &mut Command) -> Result<String, String> {
    match command.output() {
        Ok(output) if output.status.success() => {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        }
        Ok(output) => Err(String::from_utf8_lossy(&output.stderr).into_owned()),
        Err(error) => Err(format!("{}: {error}", command.get_program().display())),
    }
}

/// An office that is served.
struct Served {
    child: Child,
    address: String,
    /// The path by which an empty office gets its first administrator.
    welcome: Option<String>,
}

/// Serves the invented county, or an empty office, once it can be reached.
fn serve(what: &[&str]) -> Served {
    let mut command = Command::new(PROGRAM);
    command.args(["serve", "--listen", "127.0.0.1:0", "--lang", "en", "--rate", "100000"]);
    command.args(what).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
    let mut said = || {
        lines.find_map(|line| {
            let (address, path) = line.split("http://").nth(1)?.split_once('/')?;
            Some((format!("http://{address}"), format!("/{}", path.trim())))
        })
    };
    let (address, _) = said().unwrap();
    let welcome = if what.contains(&"--demo") { None } else { said().map(|(_, path)| path) };
    // What else it says is read, so that it can go on.
    std::thread::spawn(move || lines.for_each(drop));
    Served { child, address, welcome }
}
