//! `GET /documents/{document}`

use super::table::{name_of, progress};
use crate::App;
use crate::address::encoded;
use crate::check::{Look, Looked};
use crate::member::Member;
use crate::pages::{DocumentFinding, DocumentPage, DocumentVersion, Frame, Said, StepLine, page};
use crate::problem::Problem;
use crate::said::{actor, level};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::Response;
use message::{Fixed, Lang};
use serde::Deserialize;
use workflow::{
    Action, Actor, Command, Document, DocumentId, DocumentStage, Finding, Mark, Moment, Office,
    Progress, decide, may,
};

/// The most findings on the page.
const MOST: usize = 300;

/// What is asked of the page.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    /// Whether the document is shown as it looks, which takes the time of a check.
    #[serde(default)]
    look: String,
}

/// Shows a document that the person may read.
pub(crate) async fn show(
    State(app): State<App>,
    member: Member,
    Path(id): Path<DocumentId>,
    Query(asked): Query<Asked>,
) -> Result<Response, Problem> {
    let (office, _) = app.document(&id, &member.actor()).await?;
    let looked =
        if asked.look.is_empty() { Ok(None) } else { looked(&app, &member, &office, &id).await };
    let frame = member.frame(&office);
    match looked {
        Ok(looked) => {
            shown(&app, &member, &office, &id, frame, Again { looked, ..Again::default() })
        }
        Err(problem) if problem.status == StatusCode::UNPROCESSABLE_ENTITY => {
            let words = member.lang.pick(&problem.zh, &problem.en).to_owned();
            let frame = Frame { problem: Some(words), ..frame };
            shown(&app, &member, &office, &id, frame, Again::default())
        }
        Err(problem) => Err(problem),
    }
}

/// Returns the last version of a document as it looks; `None` where it was not checked, or cannot
/// be read.
pub(super) async fn looked(
    app: &App,
    member: &Member,
    office: &Office,
    id: &DocumentId,
) -> Result<Option<Looked>, Problem> {
    let document = office.document(id).ok_or_else(Problem::not_found)?;
    may(office, &member.actor(), Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    let Some(last) = document.versions.last().filter(|_| can_look(document)) else {
        return Ok(None);
    };
    let content = app.files.get(&last.content).await?.ok_or_else(Problem::not_found)?;
    let asked = Look {
        version: document.versions.len(),
        folder: id.to_string(),
        is_chinese: member.lang == Lang::Zh,
    };
    app.pool.on_ledger(move |check| check.look(&content, &asked)).await.map(Some)
}

/// What ended the check of a document would end its look as well.
fn can_look(document: &Document) -> bool {
    document.stage != DocumentStage::Received
        && !document.findings().iter().any(|it| it.check == "office-unreadable")
}

/// What is shown once more.
#[derive(Default)]
pub(super) struct Again {
    /// The words that were not accepted.
    pub(super) typed: String,
    /// The finding at which something was refused.
    pub(super) refused: String,
    /// The document as it looks.
    pub(super) looked: Option<Looked>,
}

/// Returns the page of a document, or of what was not done with it.
pub(super) fn shown(
    app: &App,
    member: &Member,
    office: &Office,
    id: &DocumentId,
    frame: Frame,
    Again { typed, refused, looked }: Again,
) -> Result<Response, Problem> {
    let (who, lang, now) = (member.actor(), member.lang, (app.now)());
    let document = office.document(id).ok_or_else(Problem::not_found)?;
    may(office, &who, Action::Read, &document.body).ok_or_else(Problem::not_found)?;
    let is_checked = document.stage != DocumentStage::Received;
    let all = document.progress();
    let marks = document.findings().iter().filter(|it| !document.marks.contains_key(&it.key));
    let all_steps = steps(office, id, document, &who, now, lang);
    let (others, steps) = all_steps.into_iter().partition(|step| step.is_others);
    let rights = Rights::of(office, &who, document);
    let body_name = name_of(office, &document.body);
    let shown = DocumentPage {
        frame,
        id: id.to_string(),
        name: document.versions.last().map(|it| it.name.clone()).unwrap_or_default(),
        body: document.body.to_string(),
        stage: document.stage.name(),
        progress: progress(app, id, document.stage, lang),
        is_checked,
        to_correct: document.to_correct().count(),
        unmarked: marks.count(),
        returned: document.returned.as_ref().map(|it| Said {
            by: actor(&it.by, lang),
            day: it.at.day().to_string(),
            words: it.reason.clone(),
        }),
        steps,
        others,
        typed,
        refused,
        proposed_letter: proposed(&body_name, lang),
        can_letter: is_checked && !document.findings().is_empty(),
        more_findings: all.len().saturating_sub(MOST),
        findings: all
            .into_iter()
            .take(MOST)
            .map(|it| placed(rights.finding(it, document, lang), looked.as_ref()))
            .collect(),
        can_look: can_look(document),
        looked: looked.map(|it| it.html),
        versions: versions(document, lang),
        body_name,
    };
    let failed = shown.frame.problem.is_some();
    Ok(page(if failed { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &shown))
}

/// Adds to a finding where it is in the document as it looks.
fn placed(finding: DocumentFinding, looked: Option<&Looked>) -> DocumentFinding {
    let places = looked.map(|it| it.places.as_slice()).unwrap_or_default();
    let found = (1..).zip(places).find(|(_, (key, _))| *key == finding.key);
    match found.filter(|_| !finding.is_fixed) {
        Some((number, (_, place))) => {
            DocumentFinding { number: Some(number), place: place.clone(), ..finding }
        }
        None => finding,
    }
}

fn proposed(name: &str, lang: Lang) -> String {
    match lang {
        Lang::Zh => format!(
            "{name}：\n你单位报送的文件经检查发现问题，清单附后。请逐项核对改正后重新报送。"
        ),
        Lang::En => format!(
            "{name}:\nThe document you handed in has the findings listed below. Please correct them and hand it in again."
        ),
    }
}

/// What the person may say of findings now.
struct Rights {
    can_review: bool,
    can_explain: bool,
    has_versions: bool,
}

impl Rights {
    fn of(office: &Office, who: &Actor, document: &Document) -> Self {
        let may = |action| may(office, who, action, &document.body).is_some();
        let is_open = document.stage != DocumentStage::Published;
        Self {
            can_review: is_open && may(Action::ReviewDocument),
            can_explain: is_open && may(Action::ReceiveDocument) && !may(Action::ReviewDocument),
            has_versions: document.versions.len() > 1,
        }
    }

    fn finding(
        &self,
        (found, how): (&Finding, Progress),
        document: &Document,
        lang: Lang,
    ) -> DocumentFinding {
        let is_fixed = how == Progress::Fixed;
        let mark = document.marks.get(&found.key);
        let is_decided = matches!(mark, Some(Mark::Confirmed | Mark::Dismissed(_)));
        let (level, level_name) = level(found.level);
        DocumentFinding {
            key: found.key.to_string(),
            anchor: encoded(found.key.as_str()),
            level,
            level_name,
            progress: self.has_versions.then(|| how.name()),
            is_fixed,
            check: found.check.clone(),
            cell: found.cell.as_ref().map(ToString::to_string),
            words: lang.pick(&found.zh, &found.en).to_owned(),
            mark: mark.map(said_of),
            can_review: self.can_review && !is_fixed,
            can_explain: self.can_explain && !is_fixed && !is_decided,
            number: None,
            place: None,
        }
    }
}

/// Returns what a mark is called, and its words.
pub(super) fn said_of(mark: &Mark) -> (Fixed, String) {
    match mark {
        Mark::Confirmed => (Fixed { zh: "已确认须改", en: "confirmed" }, String::new()),
        Mark::Dismissed(reason) => (Fixed { zh: "已排除", en: "dismissed" }, reason.clone()),
        Mark::Explained(words) => (Fixed { zh: "部门说明", en: "explained" }, words.clone()),
    }
}

/// Returns the steps of a document, each decided as the command itself is decided; those that can
/// be taken come first.
fn steps(
    office: &Office,
    id: &DocumentId,
    document: &Document,
    who: &Actor,
    now: Moment,
    lang: Lang,
) -> Vec<StepLine> {
    let words = "…".to_owned();
    let (name, document_id) = (words.clone(), id.clone());
    // A content that no version has.
    let content = "0".repeat(64).parse().ok();
    let receive = content.map(|content| Command::Receive {
        document: document_id,
        body: document.body.clone(),
        name,
        content,
    });
    let of = |document: &DocumentId| document.clone();
    let steps = [
        (
            "return",
            Fixed { zh: "退回", en: "Return" },
            Some(Command::ReturnDocument { document: of(id), letter: words.clone() }),
        ),
        (
            "publish",
            Fixed { zh: "公开", en: "Publish" },
            Some(Command::PublishDocument { document: of(id) }),
        ),
        (
            "withdraw",
            Fixed { zh: "撤回公开", en: "Withdraw" },
            Some(Command::WithdrawDocument { document: of(id), reason: words }),
        ),
        ("receive", Fixed { zh: "重新报送", en: "Hand in again" }, receive),
    ];
    let step = |(key, name, command): (&'static str, Fixed, Option<Command>)| {
        let refusal = decide(office, &command?, who, now).err();
        Some(StepLine::new(key, name, refusal.as_ref(), lang))
    };
    let mut steps: Vec<StepLine> = steps.into_iter().filter_map(step).collect();
    steps.sort_by_key(|step| step.refusal.is_some());
    steps
}

fn versions(document: &Document, lang: Lang) -> Vec<DocumentVersion> {
    let last = document.versions.len();
    let version = |(number, it): (usize, &workflow::Receipt)| DocumentVersion {
        number,
        name: it.name.clone(),
        day: it.at.day().to_string(),
        by: actor(&it.by, lang),
        findings: it.findings.as_ref().map(Vec::len),
        is_last: number == last,
    };
    (1..).zip(&document.versions).map(version).collect()
}
