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
/// How long it may ask, in seconds.
const SECONDS: &str = "40";
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
    let output = ask(&program, address, SECONDS, CALLERS);
    assert!(output.status.success(), "{}", words(&output));
    println!("{}", words(&output));
    // It can fail: a reviewer sees both departments.
    let output = ask(&program, address, "2", &[(Some("reviewer"), &[OF_101])]);
    assert!(words(&output).contains("as reviewer: only-101-sees-this"), "{}", words(&output));
    assert!(!output.status.success());
    stop.send(()).unwrap();
    server.join().unwrap();
}

/// Serves a prepared office until it has to stop, and verifies what was stored.
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

/// Returns Python in a virtual environment in the target folder, which is made where it is
/// not there.
fn installed() -> Result<PathBuf, String> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(VERSION.replace("==", "-"));
    let python = folder.join("bin/python");
    let is_there = Command::new(&python).args(["-c", "import schemathesis"]).output();
    if is_there.is_ok_and(|it| it.status.success()) {
        return Ok(python);
    }
    run(Command::new("python3").args(["-m", "venv", "--clear"]).arg(&folder))?;
    run(Command::new(folder.join("bin/pip")).args(["install", "--quiet", VERSION]))?;
    Ok(python)
}

fn run(command: &mut Command) -> Result<(), String> {
    match command.output() {
        Ok(output) if output.status.success() => Ok(()),
        Ok(output) => Err(words(&output)),
        Err(error) => Err(format!("{}: {error}", command.get_program().display())),
    }
}

fn ask(
    python: &Path,
    address: SocketAddr,
    seconds: &str,
    callers: &[(Option<&str>, &[&str])],
) -> Output {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    // What it stores is thrown away.
    let folder = tempfile::tempdir().unwrap();
    let mut command = Command::new(python);
    command.current_dir(folder.path()).arg(project.join("tests/ask.py"));
    command.arg(format!("http://{address}")).arg(project.join("openapi.json"));
    command.arg(seconds).arg(serde_json::to_string(callers).unwrap()).output().unwrap()
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
