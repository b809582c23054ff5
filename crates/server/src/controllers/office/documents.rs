//! The documents that wait for a person.

use crate::App;
use crate::pages::DocumentTask;
use crate::problem::Problem;
use message::Fixed;
use store::{DocumentRow, DocumentsAsked};
use workflow::{Action, Actor, BodyCode, DocumentStage, Office, may};

/// The most documents of each kind.
const MOST: u16 = 20;

/// Who waits for what: at which stage, by which right, and whether a document of that stage waits.
type Kind = (DocumentStage, Action, Fixed, fn(&DocumentRow) -> bool);

const KINDS: [Kind; 3] = [
    (
        DocumentStage::Returned,
        Action::ReceiveDocument,
        Fixed { zh: "改正后重新报送", en: "correct and hand in again" },
        |_| true,
    ),
    (
        DocumentStage::Checked,
        Action::ReviewDocument,
        Fixed { zh: "审核问题", en: "review its findings" },
        |row| row.to_correct > 0 || row.unmarked > 0,
    ),
    (
        DocumentStage::Checked,
        Action::Publish,
        Fixed { zh: "可以公开", en: "can be published" },
        |row| row.to_correct == 0,
    ),
];

/// Returns the documents that wait for a person, and whether there are more.
pub(super) async fn waiting(
    app: &App,
    office: &Office,
    actor: &Actor,
) -> Result<(Vec<DocumentTask>, bool), Problem> {
    let (mut tasks, mut has_more) = (Vec::new(), false);
    for (stage, action, step, waits) in KINDS {
        let bodies: Vec<&BodyCode> = office
            .bodies()
            .map(|(code, _)| code)
            .filter(|code| may(office, actor, action, code).is_some())
            // What the bureau returned waits for the department, not for the bureau.
            .filter(|code| {
                stage != DocumentStage::Returned
                    || may(office, actor, Action::ReviewDocument, code).is_none()
            })
            .collect();
        if bodies.is_empty() {
            continue;
        }
        let asked = DocumentsAsked {
            bodies: (bodies.len() < office.bodies().count()).then_some(bodies),
            stage: Some(stage),
            before: None,
            most: MOST,
        };
        let rows = app.store.documents(&asked).await?;
        has_more |= rows.len() >= usize::from(MOST);
        // Who reviews and publishes has a document in the list once.
        let is_new = |row: &DocumentRow, tasks: &[DocumentTask]| {
            tasks.iter().all(|task| task.id != row.document.as_str())
        };
        for row in rows.into_iter().filter(waits) {
            if is_new(&row, &tasks) {
                tasks.push(task(office, row, step));
            }
        }
    }
    Ok((tasks, has_more))
}

fn task(office: &Office, row: DocumentRow, step: Fixed) -> DocumentTask {
    DocumentTask {
        id: row.document.to_string(),
        body_name: office.body(&row.body).map(|it| it.name.clone()).unwrap_or_default(),
        name: row.name,
        step,
        to_correct: row.to_correct,
        unmarked: row.unmarked,
        since: row.at.day().to_string(),
    }
}
