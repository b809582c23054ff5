//! Reads a file and converts it to PDF: for inspection and timing.

use document::Cover;
use std::time::Instant;
use typeset::Fonts;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "set FILE PDF";
    let file = arguments.next().ok_or(usage)?;
    let to = arguments.next().ok_or(usage)?;
    let start = Instant::now();
    let document = readers::read(&std::fs::read(&file)?)?;
    println!("read after {:?}", start.elapsed());
    let fonts = Fonts::find(&Fonts::folders(None))?;
    println!("font after {:?}", start.elapsed());
    let cover = Cover { title: file, ..Cover::default() };
    std::fs::write(to, typeset::pdf(&document, &cover, &fonts)?)?;
    println!("PDF after {:?}", start.elapsed());
    Ok(())
}
