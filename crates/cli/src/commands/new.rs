//! `yusuan new`: an empty ledger to fill in, as a workbook or as a folder of CSV files.

use crate::inputs::Input;
use crate::pipeline::{self, Images};
use crate::{exit, output};
use clap::ValueEnum;
use engine::settings::NAME;
use ledger::{Ledger, MoneyUnit, Stage, Year};
use message::{Failure, Lang, Message};
use std::fs::{self, File};
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use workbook::Form;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A workbook (.xlsx); a name without an ending makes a folder of CSV files
    #[arg(value_name = "PATH", required_unless_present = "settings")]
    path: Option<PathBuf>,
    /// Writes a commented file of settings instead [default: yusuan.toml]
    #[arg(long, conflicts_with_all = ["year", "from"])]
    settings: bool,
    /// The budget year [default: left blank]
    #[arg(long, value_name = "YEAR", value_parser = clap::value_parser!(u16).range(1949..=2999))]
    year: Option<u16>,
    /// Whether a budget or final accounts are to be published
    #[arg(long, value_enum, default_value_t = StageOf::Budget, value_name = "STAGE", conflicts_with = "from")]
    stage: StageOf,
    /// The unit in which amounts are entered
    #[arg(long, value_enum, default_value_t = Unit::Yuan, value_name = "UNIT")]
    unit: Unit,
    /// Takes what a published disclosure says, or a department's and those of its units; what they
    /// do not say is listed on the first sheet
    #[arg(long, value_name = "FILE", conflicts_with = "year")]
    from: Vec<PathBuf>,
    /// Replaces what is there
    #[arg(long)]
    force: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Unit {
    /// 元
    #[value(alias = "元")]
    Yuan,
    /// 万元
    #[value(alias = "万元")]
    Wan,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum StageOf {
    /// 预算
    #[value(alias = "预算")]
    Budget,
    /// 决算
    #[value(alias = "决算")]
    FinalAccounts,
}

/// A file to be written and its contents.
type Content = (PathBuf, Vec<u8>);

pub(crate) fn run(args: &Args, lang: Lang) -> Result<u8, Failure> {
    let path = args.path.as_deref().unwrap_or(Path::new(NAME));
    if args.settings {
        return new_settings(path, args.force, lang);
    }
    let unit = match args.unit {
        Unit::Yuan => MoneyUnit::Yuan,
        Unit::Wan => MoneyUnit::TenThousandYuan,
    };
    let stage = match args.stage {
        StageOf::Budget => Stage::Budget,
        StageOf::FinalAccounts => Stage::FinalAccounts,
    };
    let (ledger, remarks) = match args.from.as_slice() {
        [] => (workbook::blank(args.year.map(Year), stage), Vec::new()),
        from => of_documents(from)?,
    };
    // A document says what it printed, not why.
    let reason = if args.from.is_empty() { "" } else { "与已公开的文件一致" };
    let form = Form { unit, remarks, reason: reason.to_owned() };
    if is_folder(path) {
        let files = workbook::write_csv(&ledger, &form);
        let files: Vec<Content> =
            files.into_iter().map(|(name, bytes)| (path.join(name), bytes)).collect();
        write_all(path, &files, args.force)?;
    } else if path.extension().is_some_and(|it| it.eq_ignore_ascii_case("xlsx")) {
        let bytes = workbook::write_xlsx(&ledger, &form);
        let bytes = bytes.map_err(|problem| problem.line())?;
        write(path, &bytes, args.force)?;
    } else {
        return Err(wrong_ending(path));
    }
    output::remark(&told(path), lang);
    Ok(exit::OK)
}

/// Writes a file of settings in which nothing is set yet.
fn new_settings(path: &Path, force: bool, lang: Lang) -> Result<u8, Failure> {
    write(path, engine::settings::template(lang).as_bytes(), force)?;
    let path = path.display();
    let told = Message::new(
        format!("已新建 {path}。去掉行首的 # 即起作用。"),
        format!("Made {path}. A line counts without its #."),
    );
    output::remark(&told, lang);
    Ok(exit::OK)
}

/// The ledger that prints what documents disclose, and what has to be checked in it.
fn of_documents(paths: &[PathBuf]) -> Result<(Ledger, Vec<String>), Failure> {
    let files = paths.iter().map(|path| of_document(path)).collect::<Result<Vec<_>, _>>()?;
    let sources: Vec<_> = files.iter().map(|file| (&file.document, &file.disclosure)).collect();
    let made = disclosure::to_joint_ledger(&sources)?;
    let remark = |(name, message): (&str, &Message)| match name {
        "" => format!("待核：{}", message.zh),
        name => format!("待核：{name} {}", message.zh),
    };
    let remarks = made.told().map(remark).collect();
    Ok((made.ledger, remarks))
}

/// What is read of a document, which has tables of a budget.
fn of_document(path: &Path) -> Result<engine::File, Failure> {
    let read = pipeline::content(&Input::Path(path.to_owned()), Images::Left);
    let read = read.map_err(|error| Failure::of_file(path, &error))?;
    if read.file.disclosure.tables.is_empty() {
        let path = path.display();
        return Err(Failure::new(
            format!("{path} 里没有认出预算表。"),
            format!("No table of a budget was recognised in {path}."),
        ));
    }
    Ok(read.file)
}

/// A name without an ending, one that ends in a slash, and a folder that is there.
fn is_folder(path: &Path) -> bool {
    let name = path.as_os_str().to_string_lossy();
    name.ends_with(['/', '\\']) || path.is_dir() || path.extension().is_none()
}

/// All files of a folder, or none where one of them is there already.
fn write_all(folder: &Path, files: &[Content], force: bool) -> Result<(), Failure> {
    let before = files.iter().find(|(path, _)| path.exists());
    if let (Some((path, _)), false) = (before, force) {
        return Err(is_there(path));
    }
    fs::create_dir_all(folder).map_err(|error| Failure::writing(folder, &error))?;
    files.iter().try_for_each(|(path, bytes)| write(path, bytes, force))
}

/// A whole file, never one that somebody has filled in, unless that is wanted.
fn write(path: &Path, bytes: &[u8], force: bool) -> Result<(), Failure> {
    let file = match force {
        true => File::create(path),
        false => File::create_new(path),
    };
    let written = file.and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| match error.kind() {
        ErrorKind::AlreadyExists => is_there(path),
        _ => Failure::writing(path, &error),
    })
}

pub(super) fn is_there(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        format!("{path} 已经存在，没有改动。"),
        format!("{path} already exists and was not overwritten."),
    )
    .hint("换一个名称；确实要覆盖的，加 --force。", "Choose another name, or add --force.")
}

fn wrong_ending(path: &Path) -> Failure {
    let path = path.display();
    Failure::new(
        format!("{path} 的扩展名不是 .xlsx。"),
        format!("{path} does not have the extension .xlsx."),
    )
    .hint(
        "要 CSV 文件夹的，名称不带扩展名或以 / 结尾。",
        "For a folder of CSV files, give a name without an extension, or one that ends in /.",
    )
}

fn told(path: &Path) -> Message {
    let path = path.display();
    Message::new(
        format!("已新建 {path}。先看“说明”，再填写。"),
        format!("Made {path}. Read its first sheet, 说明, then fill it in."),
    )
}
