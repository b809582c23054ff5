//! Reports for programs: the shape is part of the program's contract and only ever grows.

use super::{Run, words};
use crate::{
    About, Amounts, CheckId, Coverage, Evidence, Finding, Gap, Landmarks, Location, NamedReport,
    Repair, RepairCell, Unchecked, Waived,
};
use document::Place;
use ledger::{MoneyUnit, Stage};
use message::Lang;
use serde::Serialize;

/// The text before the first file of a check, with the program and the day.
pub(super) fn open(run: &Run<'_>) -> String {
    let text = |text: &str| serde_json::to_string(text).unwrap_or_default();
    format!(
        "{{\"program\":\"yusuan\",\"version\":{},\"date\":{},\"files\":[\n",
        text(run.version),
        text(run.date)
    )
}

/// The text before the first file.
pub const OPEN: &str = "{\"files\":[\n";
/// The text between two files.
pub const BETWEEN: &str = ",\n";
/// The text after the last file.
pub const CLOSE: &str = "\n]}\n";

/// The text after the last file if the files were compared with each other.
pub(super) fn close_with(between: &NamedReport, lang: Lang) -> String {
    format!("\n],\"between\":\n{}}}\n", file(between, lang))
}

/// One file as a JSON object on one line, so that files can be written one by one.
pub(super) fn file(report: &NamedReport, lang: Lang) -> String {
    // Strings, numbers and lists of them always serialise.
    serde_json::to_string(&FileView::new(report, lang)).unwrap_or_default()
}

/// A place as programs read it: an object with what the format knows.
pub fn place(place: &Place) -> impl Serialize + '_ {
    PlaceView::from(place)
}

#[derive(Serialize)]
struct FileView<'a> {
    file: &'a str,
    verdict: &'static str,
    outcomes: OutcomesView,
    coverage: Option<CoverageView>,
    nothing_checked: Option<GapView>,
    about: AboutView<'a>,
    findings: Vec<FindingView<'a>>,
    waived: Vec<WaivedView<'a>>,
    open: Vec<OpenView<'a>>,
    unrecognised: Vec<OpenView<'a>>,
    error: Option<&'a str>,
}

#[derive(Serialize)]
struct AboutView<'a> {
    department: &'a str,
    division: Option<&'static str>,
    division_name: Option<&'static str>,
    year: Option<u16>,
    stage: Option<&'static str>,
    sha256: &'a str,
}

#[derive(Serialize)]
struct OutcomesView {
    holds: usize,
    zeros: usize,
    rounding: usize,
    fails: usize,
    not_evaluable: usize,
}

#[derive(Serialize)]
pub(super) struct CoverageView {
    printed: usize,
    understood: usize,
    checked: usize,
    without_unit: usize,
    images: usize,
}

#[derive(Serialize)]
struct GapView {
    reason: &'static str,
    message: String,
}

#[derive(Serialize)]
struct FindingView<'a> {
    code: CheckId,
    name: &'a str,
    severity: &'static str,
    message: &'a str,
    advice: &'a str,
    page: Option<u32>,
    file: Option<&'a str>,
    place: PlaceView<'a>,
    r#where: String,
    scope: Option<String>,
    table: Option<&'a str>,
    printed: Option<&'a str>,
    expected: Option<&'a str>,
    difference: Option<&'a str>,
    unit: Option<&'static str>,
    fen: Option<Amounts>,
    because: Vec<EvidenceView<'a>>,
    repairs: Vec<RepairView<'a>>,
    consequences: Vec<FindingView<'a>>,
}

#[derive(Serialize)]
struct WaivedView<'a> {
    #[serde(flatten)]
    finding: FindingView<'a>,
    reason: &'a str,
    until: &'a str,
}

#[derive(Serialize)]
struct OpenView<'a> {
    code: CheckId,
    name: &'a str,
    message: &'a str,
    page: Option<u32>,
    place: PlaceView<'a>,
    r#where: String,
    table: Option<&'a str>,
    because: Vec<EvidenceView<'a>>,
}

#[derive(Serialize)]
struct EvidenceView<'a> {
    file: Option<&'a str>,
    place: PlaceView<'a>,
    what: &'a str,
    printed: &'a str,
}

#[derive(Serialize)]
struct RepairView<'a> {
    cause: &'a str,
    cells: Vec<RepairCellView<'a>>,
}

#[derive(Serialize)]
struct RepairCellView<'a> {
    place: PlaceView<'a>,
    r#where: String,
    printed: &'a str,
    expected: &'a str,
}

#[derive(Serialize)]
#[serde(untagged)]
enum PlaceView<'a> {
    Line { line: u32 },
    Paragraph { paragraph: u32 },
    Cell { table: u32, row: u32, column: u32 },
    Sheet { sheet: &'a str, cell: String },
    Page { page: u32, r#box: [i32; 4] },
}

impl<'a> FileView<'a> {
    fn new(named: &'a NamedReport, lang: Lang) -> Self {
        let report = named.report();
        let (outcomes, landmarks) = (report.outcomes, &report.landmarks);
        let told = |it: &'a Waived| WaivedView::new(it, landmarks, lang);
        Self {
            file: named.name(lang),
            verdict: named.verdict().key(),
            outcomes: OutcomesView {
                holds: outcomes.holds,
                zeros: outcomes.zeros,
                rounding: outcomes.rounding,
                fails: outcomes.fails,
                not_evaluable: outcomes.not_evaluable,
            },
            coverage: report.coverage.map(CoverageView::from),
            nothing_checked: named.gap().map(|gap| GapView::new(gap, lang)),
            about: AboutView::from(&named.about),
            findings: report
                .findings
                .iter()
                .map(|f| FindingView::new(f, landmarks, lang))
                .collect(),
            waived: report.waived.iter().map(told).collect(),
            open: report.open.iter().map(|open| OpenView::new(open, landmarks, lang)).collect(),
            unrecognised: report
                .unrecognised
                .iter()
                .map(|o| OpenView::new(o, landmarks, lang))
                .collect(),
            error: named.unreadable().map(|error| error.get(lang)),
        }
    }
}

impl From<Coverage> for CoverageView {
    fn from(coverage: Coverage) -> Self {
        let Coverage { printed, understood, checked, without_unit, images, .. } = coverage;
        Self { printed, understood, checked, without_unit, images }
    }
}

impl GapView {
    fn new(gap: Gap, lang: Lang) -> Self {
        Self { reason: gap.key(), message: gap.told().get(lang).to_owned() }
    }
}

impl<'a> From<&'a About> for AboutView<'a> {
    fn from(about: &'a About) -> Self {
        Self {
            department: &about.department,
            division: about.division.map(|(code, _)| code),
            division_name: about.division.map(|(_, name)| name),
            year: about.year.map(|year| year.0),
            stage: about.stage.map(Stage::key),
            sha256: &about.sha256,
        }
    }
}

impl<'a> FindingView<'a> {
    fn new(finding: &'a Finding, landmarks: &Landmarks, lang: Lang) -> Self {
        let (table, at) = (finding.table.as_deref(), &finding.location.place);
        let repair = |repair| RepairView::new(repair, landmarks, lang);
        Self {
            code: finding.check,
            name: &finding.name,
            severity: words::severity_key(finding.severity),
            message: finding.message.get(lang),
            advice: finding.advice.get(lang),
            page: words::page(&finding.location.place),
            file: finding.location.file.as_deref(),
            place: PlaceView::from(at),
            r#where: words::found(landmarks, table, at, lang),
            scope: finding.scope.as_ref().map(ToString::to_string),
            table,
            printed: finding.printed.as_deref(),
            expected: finding.expected.as_deref(),
            difference: finding.difference.as_deref(),
            unit: finding.unit.map(MoneyUnit::name),
            fen: finding.amounts,
            because: EvidenceView::all(&finding.because, lang),
            repairs: finding.repairs.iter().map(repair).collect(),
            consequences: finding
                .consequences
                .iter()
                .map(|it| Self::new(it, landmarks, lang))
                .collect(),
        }
    }
}

impl<'a> WaivedView<'a> {
    fn new(waived: &'a Waived, landmarks: &Landmarks, lang: Lang) -> Self {
        let finding = FindingView::new(&waived.finding, landmarks, lang);
        Self { finding, reason: &waived.reason, until: &waived.until }
    }
}

impl<'a> OpenView<'a> {
    fn new(open: &'a Unchecked, landmarks: &Landmarks, lang: Lang) -> Self {
        Self {
            code: open.check,
            name: &open.name,
            message: open.message.get(lang),
            page: words::page(&open.place),
            place: PlaceView::from(&open.place),
            r#where: words::found(landmarks, open.table.as_deref(), &open.place, lang),
            table: open.table.as_deref(),
            because: EvidenceView::all(&open.because, lang),
        }
    }
}

impl<'a> EvidenceView<'a> {
    fn all(because: &'a [Evidence], lang: Lang) -> Vec<Self> {
        let view = |evidence: &'a Evidence| {
            let Evidence { location: Location { file, place }, what, printed } = evidence;
            Self { file: file.as_deref(), place: place.into(), what: what.get(lang), printed }
        };
        because.iter().map(view).collect()
    }
}

impl<'a> RepairView<'a> {
    fn new(repair: &'a Repair, landmarks: &Landmarks, lang: Lang) -> Self {
        let view = |cell: &'a RepairCell| {
            let RepairCell { place, printed, expected } = cell;
            let r#where = words::found(landmarks, None, place, lang);
            RepairCellView { place: place.into(), r#where, printed, expected }
        };
        Self { cause: repair.cause.get(lang), cells: repair.cells.iter().map(view).collect() }
    }
}

impl<'a> From<&'a Place> for PlaceView<'a> {
    fn from(place: &'a Place) -> Self {
        match place {
            Place::Line(line) => Self::Line { line: *line },
            Place::Paragraph(paragraph) => Self::Paragraph { paragraph: *paragraph },
            Place::Cell { table, row, column } => {
                Self::Cell { table: *table, row: *row, column: *column }
            }
            Place::Sheet { sheet, .. } => {
                Self::Sheet { sheet, cell: place.cell_name().unwrap_or_default() }
            }
            Place::Page { page, area } => Self::Page { page: *page, r#box: *area },
        }
    }
}
