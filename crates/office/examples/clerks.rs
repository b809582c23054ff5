//! Clerks who give commands to an office or read its pages at once, each as soon as the last one is
//! answered; `./bench office` starts it. It prints how many were answered.
//!
//! Arguments: the address of the office, a token of an administrator, how many clerks, for how many
//! seconds, and a body's code; or, with the token of a session, the paths of pages.
#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use std::{process, thread};

type Failed = Box<dyn Error + Send + Sync>;

/// Where clerks work, and by whose right.
#[derive(Clone)]
struct Asked {
    address: String,
    token: String,
    /// The body about which commands are given, or the paths of the pages that are read.
    about: Vec<String>,
}

fn main() -> Result<(), Failed> {
    let mut given = env::args().skip(1);
    let mut next = || given.next().ok_or("an argument is missing");
    let (address, token) = (next()?, next()?);
    let (clerks, seconds): (u32, u64) = (next()?.parse()?, next()?.parse()?);
    let asked = Asked { address, token, about: given.collect() };
    let first = asked.about.first().ok_or("an argument is missing")?;
    let request = if first.starts_with('/') { reading } else { commanding };
    let end = Instant::now() + Duration::from_secs(seconds);
    let work = |clerk| {
        let asked = asked.clone();
        thread::spawn(move || work(&asked, request, clerk, end))
    };
    let all: Vec<_> = (0..clerks).map(work).collect();
    let mut count = 0_u32;
    for clerk in all {
        count = count.saturating_add(clerk.join().map_err(|_| "a clerk panicked")??);
    }
    println!("{count}");
    Ok(())
}

/// Asks until the end, on one connection, and returns how many times.
fn work(
    asked: &Asked,
    request: fn(&Asked, u32, u32) -> String,
    clerk: u32,
    end: Instant,
) -> Result<u32, Failed> {
    let mut stream = TcpStream::connect(&asked.address)?;
    stream.set_nodelay(true)?;
    let mut answers = BufReader::new(stream.try_clone()?);
    let mut count = 0_u32;
    while Instant::now() < end {
        stream.write_all(request(asked, clerk, count).as_bytes())?;
        answered(&mut answers)?;
        count = count.saturating_add(1);
    }
    Ok(count)
}

/// Returns a clerk's request of this number that grants a role, or revokes what the one before it
/// granted.
fn commanding(Asked { address, token, about }: &Asked, clerk: u32, number: u32) -> String {
    let (verb, to) = if number.is_multiple_of(2) { ("grant", "to") } else { ("revoke", "from") };
    // What clerks of an earlier run were granted may still stand.
    let (run, body) = (process::id(), about.concat());
    let command = format!(
        r#"{{"{verb}":{{"{to}":"clerk-{run}-{clerk}","role":"preparer","body":"{body}"}}}}"#
    );
    format!(
        "POST /api/commands HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
         content-type: application/json\r\ncontent-length: {}\r\n\r\n{command}",
        command.len()
    )
}

/// Returns a clerk's request of this number that reads a page.
fn reading(Asked { address, token, about }: &Asked, clerk: u32, number: u32) -> String {
    // Clerks do not all read the same page at the same time.
    let number = u64::from(clerk).saturating_mul(7).saturating_add(number.into());
    let count = u64::try_from(about.len()).unwrap_or(u64::MAX);
    let at = usize::try_from(number.checked_rem(count).unwrap_or(0)).unwrap_or(0);
    let path = about.get(at).map_or("/", String::as_str);
    format!("GET {path} HTTP/1.1\r\nhost: {address}\r\ncookie: yusuan_session={token}\r\n\r\n")
}

/// Reads an answer, which must say that it was done.
fn answered(answers: &mut impl BufRead) -> Result<(), Failed> {
    let (status, length) = head(answers)?;
    let mut content = Vec::new();
    answers.take(length).read_to_end(&mut content)?;
    if status == "HTTP/1.1 200 OK" {
        return Ok(());
    }
    Err(format!("{status}: {}", String::from_utf8_lossy(&content)).into())
}

/// Reads the head of an answer: its first line, and how long its content is.
fn head(answers: &mut impl BufRead) -> io::Result<(String, u64)> {
    let (mut status, mut length) = (String::new(), 0);
    answers.read_line(&mut status)?;
    loop {
        let mut line = String::new();
        answers.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        if name.eq_ignore_ascii_case("content-length") {
            length = value.parse().map_err(io::Error::other)?;
        }
    }
    Ok((status.trim_end().to_owned(), length))
}
