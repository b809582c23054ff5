//! The program, serving an office that is founded.

use crate::http;
use serde_json::Value;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::time::{Duration, Instant};
use store::{PersonRow, Store, hash_of_token};
use workflow::testing::id;
use workflow::{Actor, Command as Step, Moment, Role};

const PROGRAM: &str = env!("CARGO_BIN_EXE_yusuan-office");

/// A server; it is killed when it is dropped.
pub struct Served {
    child: Child,
    pub address: SocketAddr,
    /// How long it took until it answered.
    pub took: Duration,
}

pub fn run<T>(future: impl Future<Output = T>) -> T {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(future)
}

/// Runs another command of the program.
pub fn command(args: &[&str]) -> Output {
    Command::new(PROGRAM).args(args).args(["--lang", "en"]).output().unwrap()
}

impl Served {
    pub fn start(url: &str, files: &Path) -> Self {
        Self::of(Command::new(PROGRAM).args(arguments(url, files)))
    }

    /// Starts it so that no file can have more than so many blocks of 512 bytes or more.
    pub fn with_little_room(url: &str, files: &Path, blocks: u32) -> Self {
        let script = format!("trap '' XFSZ; ulimit -f {blocks}; exec \"$@\"");
        let mut shell = Command::new("sh");
        shell.args(["-c", &script, "sh", PROGRAM]).args(arguments(url, files));
        Self::of(&mut shell)
    }

    fn of(command: &mut Command) -> Self {
        let begin = Instant::now();
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines().map_while(Result::ok);
        let address = lines.find_map(|line| {
            let address = line.split("http://").nth(1)?.split('/').next()?;
            address.parse().ok()
        });
        // What else it says is read, so that it can go on.
        std::thread::spawn(move || lines.for_each(drop));
        let address = address.expect("it says where it is");
        let mut served = Self { child, address, took: Duration::ZERO };
        assert_eq!(served.call("GET", "/healthz", "", b"").0, 200);
        served.took = begin.elapsed();
        served
    }

    pub fn call(&self, method: &str, path: &str, token: &str, body: &[u8]) -> (u16, Value) {
        http::call(self.address, method, path, token, body).expect("it answers")
    }

    /// Gives a command, which must be done.
    pub fn done(&self, who: &str, command: &Value) -> Value {
        let (status, answer) =
            self.call("POST", "/api/commands", who, command.to_string().as_bytes());
        assert_eq!(status, 200, "{who} {command}: {answer}");
        answer
    }

    pub fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop and returns whether it ended by itself and well.
    pub fn stop(mut self) -> bool {
        let asked = Command::new("kill").arg(self.child.id().to_string()).status().unwrap();
        asked.success() && self.child.wait().unwrap().success()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn arguments(url: &str, files: &Path) -> Vec<String> {
    let files = files.display().to_string();
    ["serve", "--database", url, "--blobs", &files, "--listen", "127.0.0.1:0"]
        .into_iter()
        .chain(["--rate", "100000", "--lang", "en"])
        .map(str::to_owned)
        .collect()
}

/// Makes a person with a token that is the login, and grants roles.
pub fn people(url: &str, all: &[(&str, Role, &str)]) {
    run(async {
        let store = Store::open(url).await.unwrap();
        for (login, role, body) in all {
            let person = PersonRow {
                login: id(login),
                name: (*login).to_owned(),
                password: None,
                is_active: true,
            };
            store.put_person(&person).await.unwrap();
            let (token, never) = (hash_of_token(login), Moment(i64::MAX));
            // A person with several roles has one token.
            let _ = store.put_session(&token, &person.login, Some("test"), Moment(0), never).await;
            let grant = Step::Grant { to: id(login), role: *role, body: id(body) };
            store.act(&grant, &Actor::Console, Moment(1)).await.unwrap();
        }
        store.close().await;
    });
}
