//! The format of messages in a pipe: a line of JSON, then the bytes of the files.

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::io::{self, BufRead, ErrorKind, Read, Write};

#[derive(Serialize, Deserialize)]
struct Line<T> {
    said: T,
    /// The lengths of the files that follow.
    files: Vec<u64>,
}

/// Writes a message and its files.
pub(crate) fn write(
    to: &mut impl Write,
    said: &impl Serialize,
    files: &[impl AsRef<[u8]>],
) -> io::Result<()> {
    let lengths = files.iter().map(|file| file.as_ref().len() as u64).collect();
    serde_json::to_writer(&mut *to, &Line { said, files: lengths })?;
    writeln!(to)?;
    for file in files {
        to.write_all(file.as_ref())?;
    }
    to.flush()
}

/// Reads a message and its files; `None` at the end of the pipe.
pub(crate) fn read<T: DeserializeOwned>(
    from: &mut impl BufRead,
) -> io::Result<Option<(T, Vec<Vec<u8>>)>> {
    let mut line = String::new();
    if from.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let Line { said, files } = serde_json::from_str(&line)?;
    let files = files.into_iter().map(|length| file(from, length)).collect::<io::Result<_>>()?;
    Ok(Some((said, files)))
}

fn file(from: &mut impl BufRead, length: u64) -> io::Result<Vec<u8>> {
    let mut file = Vec::new();
    from.take(length).read_to_end(&mut file)?;
    if file.len() as u64 == length { Ok(file) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let mut pipe = Vec::new();
        write(&mut pipe, &"a\nb", &[b"\n\0".as_slice(), b""]).unwrap();
        write(&mut pipe, &"c", &[[0_u8; 0]; 0]).unwrap();
        let mut pipe = pipe.as_slice();
        let files = vec![b"\n\0".to_vec(), Vec::new()];
        assert_eq!(read(&mut pipe).unwrap(), Some(("a\nb".to_owned(), files)));
        assert_eq!(read(&mut pipe).unwrap(), Some(("c".to_owned(), Vec::new())));
        assert_eq!(read::<String>(&mut pipe).unwrap(), None);
    }

    #[test]
    fn a_file_that_is_cut_off_is_an_error() {
        let mut pipe = b"{\"said\":\"a\",\"files\":[18446744073709551615]}\nabc".as_slice();
        assert_eq!(read::<String>(&mut pipe).unwrap_err().kind(), ErrorKind::UnexpectedEof);
    }
}
