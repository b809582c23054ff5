//! Files in a folder of a bucket, on a storage that the test is.
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::collections::BTreeMap;
use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Command, Output};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{Blobs, Error, Store};

const ADDRESS: &str = "YUSUAN_S3_TEST_ADDRESS";
const HANGING: &str = "YUSUAN_S3_TEST_HANGING";

/// The bytes that are stored, by their paths.
type Stored = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

/// Stores a file and reads it again. It does its work only in the processes that the others start,
/// for the storage is described by the environment.
#[test]
fn child_that_stores() {
    let Ok(url) = std::env::var(ADDRESS) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let blobs = Blobs::in_bucket(&url).unwrap();
        let stored = blobs.keep("预算".as_bytes()).await.unwrap();
        assert_eq!(blobs.get(&stored.hash).await.unwrap().unwrap(), "预算".as_bytes());
        println!("kept {}", stored.hash);
    });
}

fn child(url: &str, endpoint: &str) -> Output {
    started("child_that_stores", (ADDRESS, url), endpoint)
}

fn started(test: &str, address: (&str, &str), endpoint: &str) -> Output {
    Command::new(std::env::current_exe().unwrap())
        .args(["--exact", test, "--nocapture"])
        .envs([address, ("AWS_ENDPOINT", endpoint), ("AWS_ALLOW_HTTP", "true")])
        .envs([("AWS_ACCESS_KEY_ID", "key"), ("AWS_SECRET_ACCESS_KEY", "secret")])
        .env("AWS_REGION", "county")
        .output()
        .unwrap()
}

/// Stores a file on a storage that does not answer, and finds that the store of events does not
/// know of it. It does its work only in the processes that the others start.
#[test]
fn child_that_waits() {
    let Ok(url) = std::env::var(HANGING) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    runtime.block_on(async {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", folder.path().join("office.db").display());
        let (store, blobs) =
            (Store::open(&database).await.unwrap(), Blobs::in_bucket(&url).unwrap());
        let failed = blobs.put(&store, "预算".as_bytes()).await;
        assert!(matches!(failed, Err(Error::Files(_))), "{failed:?}");
        assert_eq!(store.files().await.unwrap(), []);
        // Whatever else the store does meanwhile does not wait for the storage.
        let began = Instant::now();
        assert_eq!(store.head().await.unwrap().seq, 0);
        assert!(began.elapsed() < Duration::from_secs(1));
        println!("gave up");
    });
}

#[test]
fn the_folder_of_the_address_counts() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let stored = Stored::default();
    let kept = Arc::clone(&stored);
    std::thread::spawn(move || {
        for stream in listener.incoming() {
            let kept = Arc::clone(&kept);
            std::thread::spawn(move || serve(stream.unwrap(), &kept));
        }
    });
    for (url, folder) in [("s3://budget/county/2031", "county/2031/"), ("s3://budget", "")] {
        let output = child(url, &endpoint);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success(), "{said}");
        let hash = said.split("kept ").nth(1).unwrap().lines().next().unwrap();
        let path = format!("/budget/{folder}{}/{hash}", &hash[..2]);
        let stored = stored.lock().unwrap();
        assert_eq!(stored.get(&path).unwrap(), "预算".as_bytes(), "{:?}", stored.keys());
    }
}

#[test]
fn a_storage_that_is_away_is_told_soon() {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let began = Instant::now();
    let output = child("s3://budget", &endpoint);
    assert!(!output.status.success());
    let took = began.elapsed();
    assert!(took < Duration::from_secs(20), "{took:?}");
}

/// It accepts connections and answers nothing, or nothing but that it does not have the file.
#[test]
fn a_storage_that_hangs_is_told_and_leaves_nothing() {
    for answers_first in [false, true] {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let stream = stream.unwrap();
                std::thread::spawn(move || answer_heads(stream, answers_first));
            }
        });
        let began = Instant::now();
        let output = started("child_that_waits", (HANGING, "s3://budget"), &endpoint);
        let said = String::from_utf8_lossy(&output.stdout).into_owned();
        assert!(output.status.success() && said.contains("gave up"), "{said}");
        let took = began.elapsed();
        assert!(took < Duration::from_secs(45), "{took:?}");
    }
}

/// Takes what is sent without an answer; says of each file that it is not there where it is asked to.
fn answer_heads(stream: TcpStream, answers: bool) {
    let mut to = stream.try_clone().unwrap();
    let mut requests = BufReader::new(stream);
    while let Some((method, ..)) = request(&mut requests) {
        if answers && method == "HEAD" {
            to.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n").unwrap();
        }
    }
}

/// Answers the requests of one connection.
fn serve(stream: TcpStream, stored: &Stored) {
    let mut answers = stream.try_clone().unwrap();
    let mut requests = BufReader::new(stream);
    while let Some((method, path, body)) = request(&mut requests) {
        let mut stored = stored.lock().unwrap();
        let (status, content) = match (method.as_str(), stored.get(&path)) {
            ("PUT", _) => {
                stored.insert(path, body);
                ("200 OK", Vec::new())
            }
            (_, Some(content)) => ("200 OK", content.clone()),
            (_, None) => ("404 Not Found", Vec::new()),
        };
        let head = format!(
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\netag: \"1\"\r\n\
             last-modified: Thu, 02 Oct 2031 08:00:00 GMT\r\n\r\n",
            content.len()
        );
        answers.write_all(head.as_bytes()).unwrap();
        if method == "GET" {
            answers.write_all(&content).unwrap();
        }
    }
}

/// Reads a request: its method, its path and its body.
fn request(from: &mut impl BufRead) -> Option<(String, String, Vec<u8>)> {
    let mut first = String::new();
    from.read_line(&mut first).ok().filter(|length| *length > 0)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, path) = (words.next()?, words.next()?);
    let mut length = 0;
    loop {
        let mut line = String::new();
        from.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().ok()?;
        }
    }
    let mut body = vec![0; length];
    from.read_exact(&mut body).ok()?;
    let path = path.split('?').next()?.to_owned();
    Some((method, path, body))
}
