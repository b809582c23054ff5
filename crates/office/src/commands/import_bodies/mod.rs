//! `yusuan-office import-bodies`: departments and units from tables and published documents.

mod sheet;

use crate::clock::now;
use crate::place::Place;
use disclosure::{Disclosure, EntityName};
use engine::Options;
use message::{Failure, Lang, Message};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use store::{Store, import_bodies};
use workflow::{Actor, BodyCode};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    #[command(flatten)]
    place: Place,
    /// The body above the departments of documents [default: the bureau that is there]
    #[arg(long, value_name = "CODE")]
    under: Option<BodyCode>,
    /// Tables (.xlsx, .csv, .tsv) with code, name and code of the body above, or published documents
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

pub(crate) async fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let (store, _) = args.place.open().await?;
    let imported = all(&store, args, lang).await;
    store.close().await;
    imported
}

async fn all(store: &Store, args: &Args, lang: Lang) -> Result<u8, Failure> {
    let mut code = crate::OK;
    for path in &args.files {
        let file = path.display();
        let bytes = std::fs::read(path).map_err(|error| Failure::at(path, &error))?;
        let table = if is_table(path) {
            String::from_utf8(bytes).map_err(|_| not_text(path))?
        } else if let Some(bodies) = sheet::of_workbook(&bytes) {
            bodies.iter().map(|[code, name, above]| row(code, name, above)).collect()
        } else {
            let above = above(store, args.under.as_ref()).await?;
            of_document(&bytes, &above).map_err(|why| {
                Failure::new(format!("{file}：{}", why.zh), format!("{file}: {}", why.en))
            })?
        };
        let (mut added, rows) =
            (0_usize, import_bodies(store, &table, &Actor::Console, now()).await);
        for row in rows {
            match row.outcome {
                Ok(()) => added = added.saturating_add(1),
                Err(error) => {
                    code = crate::ERRORS;
                    let (number, why) = (row.row, error.message());
                    let told = Message::new(
                        format!("{file} 第{number}行：{}", why.zh),
                        format!("{file}, row {number}: {}", why.en),
                    );
                    eprintln!("{}", told.get(lang));
                }
            }
        }
        let told = Message::new(
            format!("{file}：新增{added}个单位。"),
            format!("{file}: {added} bodies added."),
        );
        println!("{}", told.get(lang));
    }
    Ok(code)
}

fn is_table(path: &Path) -> bool {
    let extension = path.extension().unwrap_or_default();
    ["csv", "tsv"].iter().any(|table| extension.eq_ignore_ascii_case(table))
}

fn not_text(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(format!("{path} 不是 UTF-8 文本。"), format!("{path} is not text in UTF-8."))
        .hint("另存为 CSV UTF-8。", "Save it as CSV UTF-8.")
}

/// Returns the body above departments: the one that was named, or the bureau.
async fn above(store: &Store, named: Option<&BodyCode>) -> Result<BodyCode, Failure> {
    if let Some(code) = named {
        return Ok(code.clone());
    }
    let office = store.office([].into()).await?;
    office.bureau().cloned().ok_or_else(|| {
        Failure::new("还没有财政局。", "There is no bureau yet.").hint(
            "先用表格导入财政局：代码,名称,（上级留空）。",
            "Import the bureau from a table first: code,name,(nothing above).",
        )
    })
}

/// Returns a table of the department of a document and the units that it names.
fn of_document(bytes: &[u8], above: &BodyCode) -> Result<String, Message> {
    let file = engine::read(bytes, &Options::default()).map_err(|failure| failure.message())?;
    let Disclosure { department, units, .. } = file.disclosure;
    let department = department.filter(|it| it.code.is_some()).ok_or_else(|| {
        Message::new(
            "文件里没有带编码的部门名称；请改用表格导入。",
            "It names no department with a code; import a table instead.",
        )
    })?;
    let parent = department.code.clone().unwrap_or_default();
    // A unit may be named more than once, and a table of codes must not repeat one.
    let coded = |it: EntityName| it.code.filter(|code| *code != parent).map(|code| (code, it.name));
    let units: BTreeMap<String, String> = units.into_iter().filter_map(coded).collect();
    let first = row(&parent, &department.name, above.as_str());
    let rows = units.iter().map(|(code, name)| row(code, name, &parent));
    Ok(std::iter::once(first).chain(rows).collect())
}

/// Returns a row of a table. A name within it has neither its separators nor its ends of lines.
fn row(code: &str, name: &str, above: &str) -> String {
    let name = name.replace([',', '，', '\t', '\n', '\r'], " ");
    format!("{code}\t{}\t{above}\n", name.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_names_its_department_and_units() {
        let text = "部门收支总表\n单位：万元\n";
        let above: BodyCode = "000".parse().unwrap();
        assert!(of_document(text.as_bytes(), &above).is_err());
        assert_eq!(row("101001", "云桥市教育局，本级", "101"), "101001\t云桥市教育局 本级\t101\n");
    }
}
