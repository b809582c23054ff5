//! Prints what is read from a file, one block or row a line: for looking at, not for use.

use document::Block;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    for path in std::env::args().skip(1) {
        let document = readers::read(&std::fs::read(path)?)?;
        for block in &document.blocks {
            match block {
                Block::Paragraph(paragraph) => {
                    println!("{:?} {} {:?}", paragraph.level, paragraph.place, paragraph.text);
                }
                Block::Table(table) => {
                    println!("{:?} {} x {}", table.name, table.rows, table.columns);
                    for cell in &table.cells {
                        let (rows, columns) = (cell.row_span, cell.column_span);
                        println!("    {} {rows}x{columns} {:?}", cell.place, cell.text);
                    }
                }
            }
        }
        println!("{:?}", document.remarks);
    }
    Ok(())
}
