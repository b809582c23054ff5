//! Files on storage that speaks S3: a small one that the test makes itself.
#![cfg(feature = "s3")]
#![expect(clippy::unwrap_used, reason = "a helper that cannot go on fails the test")]

use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use store::{Blobs, Error, Store};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What is stored, by its address.
type Objects = Arc<Mutex<BTreeMap<String, Vec<u8>>>>;

const DATE: &str = "Fri, 01 Oct 2030 08:00:00 GMT";

#[test]
fn files_are_kept_below_a_folder_of_the_bucket() {
    run(async {
        let folder = tempfile::tempdir().unwrap();
        let store = store(folder.path()).await;
        let objects = Objects::default();
        let (address, server) = serve(Arc::clone(&objects)).await;
        let blobs = blobs(address);
        let hash = blobs.put(&store, "预算".as_bytes()).await.unwrap();
        assert_eq!(blobs.put(&store, "预算".as_bytes()).await.unwrap(), hash);
        let path = format!("/budgets/yusuan/files/{}/{hash}", &hash.as_str()[..2]);
        let stored: Vec<String> = objects.lock().unwrap().keys().cloned().collect();
        assert_eq!(stored, [path.as_str()]);
        assert_eq!(blobs.get(&hash).await.unwrap().as_deref(), Some("预算".as_bytes()));
        assert_eq!(blobs.get(&workflow::testing::hash(1)).await.unwrap(), None);
        objects.lock().unwrap().insert(path, "决算".into());
        assert!(matches!(blobs.get(&hash).await, Err(Error::Unreadable { .. })));

        server.abort();
        let begin = Instant::now();
        assert!(matches!(blobs.keep(b"another").await, Err(Error::Files(_))));
        assert!(matches!(blobs.get(&hash).await, Err(Error::Files(_))));
        assert!(begin.elapsed() < Duration::from_secs(55), "{:?}", begin.elapsed());
    });
}

fn run(test: impl Future<Output = ()>) {
    tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap().block_on(test);
}

async fn store(folder: &std::path::Path) -> Store {
    Store::open(&format!("sqlite:{}", folder.join("one.db").display())).await.unwrap()
}

fn blobs(address: SocketAddr) -> Blobs {
    let variables = [
        ("AWS_ENDPOINT", format!("http://{address}")),
        ("AWS_ALLOW_HTTP", "true".to_owned()),
        ("AWS_REGION", "here".to_owned()),
        ("AWS_ACCESS_KEY_ID", "one".to_owned()),
        ("AWS_SECRET_ACCESS_KEY", "two".to_owned()),
        ("HOME", "elsewhere".to_owned()),
    ];
    let variables = variables.map(|(name, value)| (name.to_owned(), value));
    Blobs::in_bucket("s3://budgets/yusuan/files/", variables).unwrap()
}

async fn serve(objects: Objects) -> (SocketAddr, tokio::task::JoinHandle<()>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let server = tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            answer(stream, &objects).await.unwrap();
        }
    });
    (address, server)
}

/// Answers one request and closes the connection.
async fn answer(mut stream: TcpStream, objects: &Objects) -> std::io::Result<()> {
    let mut request = Vec::new();
    let (head, begun) = loop {
        let mut some = [0; 4096];
        let count = stream.read(&mut some).await?;
        request.extend_from_slice(&some[..count]);
        if let Some(end) = request.windows(4).position(|it| it == b"\r\n\r\n") {
            break (String::from_utf8_lossy(&request[..end]).into_owned(), end + 4);
        }
        if count == 0 {
            return Ok(());
        }
    };
    let mut words = head.split(' ');
    let (method, path) = (words.next().unwrap(), words.next().unwrap().to_owned());
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length").then(|| value.trim().parse().ok())?
    });
    let mut body = request[begun..].to_vec();
    let rest = length.unwrap_or(0_usize).saturating_sub(body.len());
    let mut more = vec![0; rest];
    stream.read_exact(&mut more).await?;
    body.extend(more);
    let stored = objects.lock().unwrap().get(&path).cloned();
    let (status, content) = match (method, stored) {
        ("PUT", _) => {
            objects.lock().unwrap().insert(path, body);
            ("200 OK", Vec::new())
        }
        (_, Some(content)) => ("200 OK", content),
        (_, None) => ("404 Not Found", Vec::new()),
    };
    let head = format!(
        "HTTP/1.1 {status}\r\ncontent-length: {}\r\netag: \"1\"\r\nlast-modified: {DATE}\r\n\
         connection: close\r\n\r\n",
        content.len()
    );
    stream.write_all(head.as_bytes()).await?;
    if method != "HEAD" {
        stream.write_all(&content).await?;
    }
    stream.shutdown().await
}
