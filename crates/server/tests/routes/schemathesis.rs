//! schemathesis asks a listening server what the description of the API allows, and more, as each
//! role: no answer is a server error, differs from its description, or shows another body's.

use crate::in_folder;
use crate::office::{Office, START};
use server::{Limit, Options};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::sync::mpsc::{Sender, channel};
use std::time::Duration;
use tokio::sync::oneshot;
use workflow::testing::{draft, finding, hash, id, lines, package, person};
use workflow::{Actor, Command as Step, Finding, FindingLevel, Moment};

const VERSION: &str = "schemathesis==4.32.5";
/// How long it may ask as each role, in seconds.
const SECONDS: &str = "4";
/// What only those who may read the budgets of a department see.
const OF_101: &str = "only-101-sees-this";
const OF_102: &str = "only-102-sees-this";

/// The callers, and what they must not see.
const CALLERS: &[(Option<&str>, &[&str])] = &[
    (None, &[OF_101, OF_102]),
    (Some("stranger"), &[OF_101, OF_102]),
    (Some("administrator"), &[OF_101, OF_102]),
    (Some("preparer-101001"), &[OF_102]),
    (Some("head-101"), &[OF_102]),
    (Some("reviewer"), &[]),
    (Some("budget"), &[]),
    (Some("publisher"), &[]),
    (Some("auditor"), &[]),
];

#[test]
fn no_answer_differs_from_the_description_or_shows_too_much() {
    let program = match installed() {
        Ok(program) => program,
        Err(why) => return println!("skipped: {}", why.replace('\n', " ")),
    };
    let (started, address) = channel();
    let (stop, stopped) = oneshot::channel();
    let server = std::thread::spawn(|| in_folder(async |it| serve(&it, started, stopped).await));
    let address = address.recv().unwrap();
    let one = "/api/packages/{year}/{body}";
    for (login, hidden) in CALLERS {
        let output = ask(&program, address, *login, hidden, &["--exclude-path", "/metrics"]);
        assert!(output.status.success(), "as {login:?}:\n{}", words(&output));
    }
    // The check can fail: a reviewer sees both departments.
    let output = ask(&program, address, Some("reviewer"), &[OF_101], &["--include-path", one]);
    assert!(!output.status.success(), "{}", words(&output));
    assert!(words(&output).contains(OF_101), "{}", words(&output));
    stop.send(()).unwrap();
    server.join().unwrap();
}

/// Serves a prepared office until it is told to stop, and verifies what was stored.
async fn serve(folder: &Path, started: Sender<SocketAddr>, stopped: oneshot::Receiver<()>) {
    let office = Office::with_workers(folder, 1).await;
    prepared(&office).await;
    let unlimited = Limit { burst: 1_000_000, every: Duration::from_micros(1) };
    let options = Options { requests: unlimited, failed_logins: unlimited, ..Options::default() };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    started.send(listener.local_addr().unwrap()).unwrap();
    let routes = office.served(options).into_make_service_with_connect_info::<SocketAddr>();
    let server = axum::serve(listener, routes);
    server.with_graceful_shutdown(async { drop(stopped.await) }).await.unwrap();
    assert_eq!(office.store.verify(None).await.unwrap().differing, [""; 0]);
}

fn words(output: &Output) -> String {
    let all = [output.stdout.as_slice(), &output.stderr].concat();
    String::from_utf8_lossy(&all).into_owned()
}

/// Returns the program in a virtual environment in the target folder, which is made where it is
/// not there.
fn installed() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(VERSION.replace("==", "-"));
    let program = folder.join("bin/schemathesis");
    let is_there = Command::new(&program).arg("--version").output();
    if is_there.is_ok_and(|it| it.status.success()) {
        return Ok(program);
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", VERSION]))?;
    Ok(program)
}

fn run(command: &mut Command) -> Result<(), String> {
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(words(&output)),
        Err(error) => Err(format!("{}: {error}", command.get_program().display())),
    }
}

fn ask(
    program: &Path,
    address: SocketAddr,
    login: Option<&str>,
    hidden: &[&str],
    more: &[&str],
) -> Output {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut command = Command::new(program);
    command.env("SCHEMATHESIS_HOOKS", project.join("tests/schemathesis.py"));
    command.env("YUSUAN_HIDDEN", hidden.join(","));
    // What it stores is thrown away.
    let folder = tempfile::tempdir().unwrap();
    command.current_dir(folder.path()).arg("run").arg(project.join("openapi.json"));
    command.args(["--url", &format!("http://{address}"), "--max-time", SECONDS, "--seed", "1"]);
    command.args(["--phases", "examples,coverage,fuzzing", "--no-color", "--no-shrink"]);
    // Whether data are acceptable is for the workflow to say, and its tests say it.
    command.args(["--exclude-checks", "negative_data_rejection,positive_data_acceptance"]);
    if let Some(login) = login {
        command.args(["--header", &format!("Authorization: Bearer {login}")]);
    } else {
        // Without a caller it makes up tokens, which nobody has.
        command.args(["--header", "Authorization: Bearer nobody"]);
    }
    command.args(more).output().unwrap()
}

/// Brings budgets and documents of two departments into the office, each with a finding that only
/// those who may read them see.
async fn prepared(office: &Office) {
    let seen =
        |words: &str| Finding { zh: words.to_owned(), ..finding("f1", FindingLevel::Warning) };
    for (of, secret, document) in [("101", OF_101, "d1"), ("102", OF_102, "d2")] {
        let unit = format!("{of}001");
        let preparer = person(&format!("preparer-{unit}"));
        let lines = lines("2050201", "project", 500);
        let draft = draft(0, lines, vec![seen(secret)]);
        let package = package(&unit);
        let content = hash(of.parse().unwrap());
        let steps = [
            (preparer.clone(), Step::Save { package: package.clone(), draft }),
            (preparer, Step::Submit { package }),
            (
                person(&format!("preparer-{of}")),
                Step::Receive {
                    document: id(document),
                    body: id(of),
                    name: "预算.docx".to_owned(),
                    content: content.clone(),
                },
            ),
            (
                Actor::Program,
                Step::RecordCheck { document: id(document), content, findings: vec![seen(secret)] },
            ),
        ];
        for (actor, step) in &steps {
            office.store.act(step, actor, Moment(START)).await.unwrap();
        }
    }
}
