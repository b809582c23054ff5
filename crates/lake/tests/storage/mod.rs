//! A storage that speaks as much of S3 as is needed to list a bucket and to fetch from it.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

/// The objects of a page of a list.
const PAGE: usize = 7;

/// How an object is out of order.
#[derive(Debug, Clone, Copy)]
pub enum Fault {
    /// Who asks for it gets no answer.
    Hangs,
    /// It was listed and is there no more.
    Gone,
    /// The connection ends in the middle of it.
    Cut,
}

#[derive(Debug, Default)]
struct Kept {
    objects: BTreeMap<String, Vec<u8>>,
    /// By name; a list has none.
    faults: BTreeMap<String, Fault>,
    asked: Vec<String>,
    sent: usize,
}

/// A storage with one bucket, `budget`.
#[derive(Debug)]
pub struct Storage {
    kept: Arc<Mutex<Kept>>,
    endpoint: String,
}

impl Storage {
    pub fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let endpoint = format!("http://{}", listener.local_addr().unwrap());
        let kept = Arc::new(Mutex::new(Kept::default()));
        let shared = Arc::clone(&kept);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let kept = Arc::clone(&shared);
                // A client that goes away ends its connection.
                thread::spawn(move || drop(serve(&stream, &kept)));
            }
        });
        Self { kept, endpoint }
    }

    pub fn endpoint(&self) -> String {
        self.endpoint.clone()
    }

    pub fn put(&self, name: &str, content: Vec<u8>) {
        self.kept.lock().unwrap().objects.insert(name.to_owned(), content);
    }

    pub fn breaks(&self, name: &str, fault: Fault) {
        self.kept.lock().unwrap().faults.insert(name.to_owned(), fault);
    }

    pub fn mends(&self, name: &str) {
        self.kept.lock().unwrap().faults.remove(name);
    }

    /// What was asked so far: methods and addresses.
    pub fn asked(&self) -> Vec<String> {
        self.kept.lock().unwrap().asked.clone()
    }

    /// How many bytes of objects were sent so far.
    pub fn sent(&self) -> usize {
        self.kept.lock().unwrap().sent
    }
}

/// Answers the requests of one connection.
fn serve(stream: &TcpStream, kept: &Mutex<Kept>) -> io::Result<()> {
    let mut to = stream;
    let mut requests = BufReader::new(stream);
    while let Some((method, address, range)) = request(&mut requests) {
        kept.lock().unwrap().asked.push(format!("{method} {address}"));
        let (path, query) = address.split_once('?').unwrap_or((&address, ""));
        let name = decoded(path.trim_start_matches("/budget").trim_start_matches('/'));
        let (fault, object) = {
            let kept = kept.lock().unwrap();
            (kept.faults.get(&name).copied(), kept.objects.get(&name).cloned())
        };
        if matches!(fault, Some(Fault::Hangs)) {
            thread::sleep(Duration::from_secs(600));
        }
        if name.is_empty() {
            let list = list(&kept.lock().unwrap(), query);
            write!(to, "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n{list}", list.len())?;
            continue;
        }
        let (Some(content), false) = (object, matches!(fault, Some(Fault::Gone))) else {
            write!(to, "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n")?;
            continue;
        };
        let part = range.as_deref().map(|range| bounds(range, content.len()));
        let (from, end) = part.unwrap_or((0, content.len()));
        let status = if part.is_some() { "206 Partial Content" } else { "200 OK" };
        write!(
            to,
            "HTTP/1.1 {status}\r\ncontent-length: {}\r\ncontent-range: bytes {from}-{}/{}\r\n\
             etag: \"1\"\r\nlast-modified: Thu, 02 Oct 2031 08:00:00 GMT\r\n\r\n",
            end - from,
            end - 1,
            content.len()
        )?;
        if method == "HEAD" {
            continue;
        }
        let part = content.get(from..end).unwrap_or_default();
        if matches!(fault, Some(Fault::Cut)) {
            return to.write_all(part.get(..part.len() / 2).unwrap_or_default());
        }
        kept.lock().unwrap().sent += part.len();
        to.write_all(part)?;
    }
    Ok(())
}

/// Returns a page of a list.
fn list(kept: &Kept, query: &str) -> String {
    let given = |name: &str| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.filter(|(of, _)| *of == name).map(|(_, value)| decoded(value)).next()
    };
    let (prefix, after) = (given("prefix").unwrap_or_default(), given("continuation-token"));
    let after = after.unwrap_or_default();
    let found = kept.objects.iter().filter(|(name, _)| name.starts_with(&prefix));
    let mut found = found.filter(|(name, _)| **name > after);
    let mut page = String::from("<ListBucketResult>");
    let mut last = "";
    for (name, content) in found.by_ref().take(PAGE) {
        last = name;
        let _ = write!(
            page,
            "<Contents><Key>{name}</Key><LastModified>2031-10-02T08:00:00.000Z</LastModified>\
             <ETag>&quot;1&quot;</ETag><Size>{}</Size></Contents>",
            content.len()
        );
    }
    let is_cut = found.next().is_some();
    let _ = write!(page, "<IsTruncated>{is_cut}</IsTruncated>");
    if is_cut {
        let _ = write!(page, "<NextContinuationToken>{last}</NextContinuationToken>");
    }
    page + "</ListBucketResult>"
}

/// Returns where the part begins and ends that a range names.
fn bounds(range: &str, length: usize) -> (usize, usize) {
    let (from, to) = range.trim_start_matches("bytes=").split_once('-').unwrap();
    let end = to.parse().map_or(length, |last: usize| (last + 1).min(length));
    (from.parse().unwrap(), end)
}

/// Reads a request: its method, its address and the range that it wants.
fn request(from: &mut impl BufRead) -> Option<(String, String, Option<String>)> {
    let mut first = String::new();
    from.read_line(&mut first).ok().filter(|length| *length > 0)?;
    let mut words = first.split(' ').map(str::to_owned);
    let (method, address) = (words.next()?, words.next()?);
    let mut range = None;
    loop {
        let mut line = String::new();
        from.read_line(&mut line).ok()?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        if name.eq_ignore_ascii_case("range") {
            range = Some(value.to_owned());
        }
    }
    Some((method, address, range))
}

/// Returns a text without the signs of addresses.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = text.as_bytes();
    loop {
        rest = match rest {
            [] => break,
            [b'%', high, low, more @ ..] => {
                let digits = String::from_utf8(vec![*high, *low]).unwrap();
                bytes.push(u8::from_str_radix(&digits, 16).unwrap());
                more
            }
            [b'+', more @ ..] => {
                bytes.push(b' ');
                more
            }
            [byte, more @ ..] => {
                bytes.push(*byte);
                more
            }
        };
    }
    String::from_utf8(bytes).unwrap()
}
