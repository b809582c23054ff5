//! Reads a file and writes it in every format: for inspection and timing.

use document::Cover;
use std::path::Path;
use std::time::Instant;
use writers::Annotations;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let usage = "formats FILE FOLDER";
    let file = arguments.next().ok_or(usage)?;
    let folder = arguments.next().ok_or(usage)?;
    let document = readers::read(&std::fs::read(&file)?)?;
    let cover = Cover { title: file, ..Cover::default() };
    let none = Annotations::new();
    let start = Instant::now();
    let written = [
        ("docx", writers::docx::write(&document, &cover)?),
        ("xlsx", writers::xlsx::write(&document, &cover, &none)?),
        ("html", writers::html::write(&document, &cover, &none)),
    ];
    println!("docx, xlsx and html in {:?}", start.elapsed());
    for (name, bytes) in &written {
        std::fs::write(Path::new(&folder).join(format!("written.{name}")), bytes)?;
    }
    std::fs::write(Path::new(&folder).join("written.txt"), writers::text::write(&document))?;
    Ok(())
}
