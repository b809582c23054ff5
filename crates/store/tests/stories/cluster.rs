//! A private PostgreSQL, where Debian's package is installed.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// A running server that listens on a socket in its own folder; it stops when it is dropped.
pub struct Cluster {
    programs: PathBuf,
    folder: TempDir,
    settings: Vec<String>,
    child: Child,
}

impl Cluster {
    /// Starts a server.
    ///
    /// # Errors
    /// Returns why that cannot be done on this machine.
    pub fn start() -> Result<Self, String> {
        Self::with_settings(Vec::new())
    }

    /// Starts a server with these settings, such as `ssl=on`, besides its own.
    ///
    /// # Errors
    /// Returns why that cannot be done on this machine.
    pub fn with_settings(settings: Vec<String>) -> Result<Self, String> {
        let programs = programs().ok_or("PostgreSQL is not installed")?;
        let folder = tempfile::tempdir().map_err(|error| error.to_string())?;
        own(folder.path())?;
        let data = folder.path().join("data");
        let made = command(&programs.join("initdb"))
            .args(["--auth=trust", "--username=postgres", "--encoding=UTF8", "--no-locale"])
            .args(["--no-sync", "--pgdata"])
            .arg(&data)
            .output()
            .map_err(|error| error.to_string())?;
        if !made.status.success() {
            // Where not even a cluster can be made, that is the machine's fault and not ours.
            return Err(format!("initdb: {}", String::from_utf8_lossy(&made.stderr).trim()));
        }
        let child = spawn(&programs, folder.path(), &settings);
        let cluster = Self { programs, folder, settings, child };
        cluster.wait();
        Ok(cluster)
    }

    /// Stops the server at once, as a loss of power does, and starts it again.
    pub fn restart(&mut self) {
        self.stop();
        let _ = std::fs::remove_file(self.socket());
        self.child = spawn(&self.programs, self.folder.path(), &self.settings);
        self.wait();
    }

    fn socket(&self) -> PathBuf {
        self.folder.path().join(format!(".s.PGSQL.{}", self.port()))
    }

    fn port(&self) -> &str {
        self.settings.iter().find_map(|it| it.strip_prefix("port=")).unwrap_or("5432")
    }

    fn stop(&mut self) {
        let stopped = command(&self.programs.join("pg_ctl"))
            .args(["stop", "--silent", "--mode=immediate", "--pgdata"])
            .arg(self.folder.path().join("data"))
            .status();
        if stopped.is_ok() {
            let _ = self.child.wait();
        }
    }

    fn wait(&self) {
        for _ in 0..600 {
            if self.socket().exists() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
        panic!("postgres does not answer");
    }

    /// Makes an empty database and returns its address.
    pub async fn database(&self, name: &str) -> String {
        use sqlx::Connection;
        sqlx::any::install_default_drivers();
        let mut attempts = 0;
        let mut connection = loop {
            match sqlx::AnyConnection::connect(&self.url("postgres")).await {
                Ok(connection) => break connection,
                Err(error) => {
                    attempts += 1;
                    assert!(attempts < 100, "{error}");
                    std::thread::sleep(Duration::from_millis(100));
                }
            }
        };
        let sql = sqlx::AssertSqlSafe(format!("CREATE DATABASE {name}"));
        sqlx::raw_sql(sql).execute(&mut connection).await.unwrap();
        self.url(name)
    }

    fn url(&self, name: &str) -> String {
        let (port, folder) = (self.port(), self.folder.path().display());
        format!("postgres://postgres@localhost:{port}/{name}?host={folder}")
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        self.stop();
    }
}

/// Gives a folder and its files to the user postgres where we are root: PostgreSQL refuses to run
/// as root.
///
/// # Errors
/// Returns why that cannot be done on this machine.
pub fn own(folder: &Path) -> Result<(), String> {
    if is_root() {
        let owned = Command::new("chown").args(["-R", "postgres"]).arg(folder).output();
        owned.ok().filter(|it| it.status.success()).ok_or("there is no user postgres")?;
    }
    Ok(())
}

fn spawn(programs: &Path, folder: &Path, settings: &[String]) -> Child {
    let child = command(&programs.join("postgres"))
        .arg("-D")
        .arg(folder.join("data"))
        .arg("-k")
        .arg(folder)
        .args(["-c", "listen_addresses=", "-c", "log_min_messages=panic"])
        .args(settings.iter().flat_map(|it| ["-c", it.as_str()]))
        // What a process wrote survives it; only a loss of power would need more.
        .args(["-c", "fsync=off"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    child.expect("postgres starts")
}

/// The folder of the server's programs: on the path, or where Debian puts them.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = std::fs::read_dir("/usr/lib/postgresql").ok().into_iter().flatten().flatten();
    let folders =
        debian.map(|version| version.path().join("bin")).chain(std::env::split_paths(&path));
    folders.into_iter().find(|folder| {
        ["initdb", "postgres", "pg_ctl"].iter().all(|program| folder.join(program).exists())
    })
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.starts_with(b"0\n"))
}

/// A program as the user postgres where we are root.
fn command(program: &Path) -> Command {
    if !is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("runuser");
    command.args(["-u", "postgres", "--"]).arg(program).current_dir("/");
    command
}
