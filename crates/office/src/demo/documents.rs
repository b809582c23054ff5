//! Documents that departments made elsewhere: good, faulty, marked, returned, received again.

use super::broken;
use super::county::DEPARTMENTS;
use super::files::{Fault, document};
use super::steps::{Filling, Step, person};
use message::Failure;
use std::sync::Arc;
use tokio::task::spawn_blocking;
use workflow::{Actor, Command, DocumentId, Finding, FindingLevel, Mark, Moment};

/// The documents: the place of the department, and what is wrong with each version.
const DOCUMENTS: [(usize, &[Fault]); 6] = [
    (0, &[Fault::Many]),
    (3, &[Fault::None]),
    (4, &[Fault::One]),
    (5, &[Fault::Many, Fault::One]),
    (6, &[Fault::Many]),
    (11, &[Fault::One, Fault::None]),
];

/// Receives all of them, checks them, and does what the bureau does next.
pub(super) async fn fill(filling: &mut Filling<'_>, year: u16, now: Moment) -> Result<(), Failure> {
    let last = year.saturating_sub(1);
    for (place, faults) in DOCUMENTS {
        let (code, name, _) = DEPARTMENTS.get(place).ok_or_else(|| broken("a department"))?;
        let id: DocumentId = format!("{code}-{last}").parse().map_err(|_| broken(code))?;
        let mut findings = Vec::new();
        for (version, fault) in faults.iter().enumerate() {
            if version > 0 {
                let letter = format!("{name}：请按问题清单逐项改正后重新报送。");
                let returned = Command::ReturnDocument { document: id.clone(), letter };
                filling.act(&[(person("reviewer")?, returned, now)]).await?;
            }
            let content = document(last, place, *fault).ok_or_else(|| broken(name))?;
            let check = Arc::clone(&filling.check);
            let hash = filling.files.put(filling.store, &content).await?;
            let checked = spawn_blocking(move || check.document(&content, &mut |_| {}));
            findings = checked.await.map_err(|error| broken(&error.to_string()))?;
            let body = code.parse().map_err(|_| broken(code))?;
            let name = format!("{last}年{name}部门预算.docx");
            let receive =
                Command::Receive { document: id.clone(), body, name, content: hash.clone() };
            let record = Command::RecordCheck {
                document: id.clone(),
                content: hash,
                findings: findings.clone(),
            };
            let staff = person(&format!("staff-{code}"))?;
            filling.act(&[(staff, receive, now), (Actor::Program, record, now)]).await?;
        }
        filling.act(&next(place, &id, &findings, now)?).await?;
    }
    Ok(())
}

/// What the bureau does with the last version: it marks findings, or publishes.
fn next(
    place: usize,
    id: &DocumentId,
    findings: &[Finding],
    now: Moment,
) -> Result<Vec<Step>, Failure> {
    let is_sound = findings.iter().all(|it| it.level != FindingLevel::Error);
    if is_sound {
        let publish = Command::PublishDocument { document: id.clone() };
        return Ok(vec![(person("publisher")?, publish, now)]);
    }
    let mut steps: Vec<Step> = Vec::new();
    // The first document waits for its review.
    let marks = [Mark::Confirmed, Mark::Dismissed("与部门核实，原文无误。".to_owned())];
    if place != 0 {
        for (finding, mark) in findings.iter().zip(marks) {
            let mark = Command::Mark { document: id.clone(), finding: finding.key.clone(), mark };
            steps.push((person("reviewer")?, mark, now));
        }
    }
    if place == 6 {
        let letter = "请逐项改正后重新报送。".to_owned();
        let returned = Command::ReturnDocument { document: id.clone(), letter };
        steps.push((person("reviewer")?, returned, now));
    }
    Ok(steps)
}
