//! Clerks who give commands to an office at once, each as soon as the last one is acknowledged;
//! `./bench office` starts it. It prints how many commands were acknowledged.
//!
//! Arguments: the address of the office, a token of an administrator, how many clerks, for how many
//! seconds, and a body's code.
#![forbid(unsafe_code)]

use std::env;
use std::error::Error;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};
use std::{process, thread};

type Failed = Box<dyn Error + Send + Sync>;

/// Where commands are given, by whom, about which body.
#[derive(Clone)]
struct Asked {
    address: String,
    token: String,
    body: String,
}

fn main() -> Result<(), Failed> {
    let mut given = env::args().skip(1);
    let mut next = || given.next().ok_or("an argument is missing");
    let (address, token) = (next()?, next()?);
    let (clerks, seconds): (u32, u64) = (next()?.parse()?, next()?.parse()?);
    let asked = Asked { address, token, body: next()? };
    let end = Instant::now() + Duration::from_secs(seconds);
    let work = |clerk| {
        let asked = asked.clone();
        thread::spawn(move || work(&asked, clerk, end))
    };
    let all: Vec<_> = (0..clerks).map(work).collect();
    let mut count = 0_u32;
    for clerk in all {
        count = count.saturating_add(clerk.join().map_err(|_| "a clerk panicked")??);
    }
    println!("{count}");
    Ok(())
}

/// Grants and revokes until the end, on one connection, and returns how many times.
fn work(asked: &Asked, clerk: u32, end: Instant) -> Result<u32, Failed> {
    let Asked { address, token, body } = asked;
    // What clerks of an earlier run were granted may still stand.
    let run = process::id();
    let stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    let mut answers = BufReader::new(stream.try_clone()?);
    let mut stream = stream;
    let mut count = 0_u32;
    for (verb, to) in [("grant", "to"), ("revoke", "from")].into_iter().cycle() {
        if Instant::now() >= end {
            break;
        }
        let command = format!(
            r#"{{"{verb}":{{"{to}":"clerk-{run}-{clerk}","role":"preparer","body":"{body}"}}}}"#
        );
        let request = format!(
            "POST /api/commands HTTP/1.1\r\nhost: {address}\r\nauthorization: Bearer {token}\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{command}",
            command.len()
        );
        stream.write_all(request.as_bytes())?;
        acknowledged(&mut answers)?;
        count = count.saturating_add(1);
    }
    Ok(count)
}

/// Reads an answer, which must say that the command was done.
fn acknowledged(answers: &mut impl BufRead) -> Result<(), Failed> {
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
