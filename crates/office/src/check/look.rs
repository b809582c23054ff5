//! A document as it looks, with what is wrong in it marked.

use super::{Answer, Checking, alone, findings};
use bounded::Answered;
use document::Picture;
use engine::{Failure, Options, Settings};
use finding::render::html::{self, Pictures};
use message::{Lang, Message};
use server::{Look, Looked};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, VecDeque};
use std::sync::{Mutex, PoisonError};

/// The most pages that are shown.
const MOST_PAGES: usize = 100;

/// The most bytes of what is shown, pictures apart.
const MOST_BYTES: usize = 4 << 20;

/// How many documents are kept as they look, and how long one of them may be.
const KEPT: usize = 32;
const LONGEST_KEPT: usize = 1 << 20;

/// Returns a document as it looks. Its places are not stored, so it is checked again.
pub(super) fn look(content: &[u8], asked: &Look) -> Answer {
    match looked(content, asked) {
        Ok(looked) if looked.html.len() <= MOST_BYTES => Answer::Looked(looked),
        Ok(_) => unusable(Message::new(
            "问题太多，无法对照显示；请下载原文件和问题清单。",
            "There are too many findings to be shown; download the file and the list of findings.",
        )),
        Err(failure) => unusable(failure.message()),
    }
}

fn looked(content: &[u8], asked: &Look) -> Result<Looked, Failure> {
    let lang = if asked.is_chinese { Lang::Zh } else { Lang::En };
    let file = engine::read(content, &Options::default())?;
    let report = engine::check(&file, &Settings::default())?;
    let wanted = html::pages_with_findings(&report);
    let chosen: BTreeSet<u32> = wanted.iter().copied().take(MOST_PAGES).collect();
    let drawn = pages::sizes(content.to_vec(), &chosen).unwrap_or_default();
    let shown: BTreeSet<u32> = drawn.iter().map(|picture| picture.page).collect();
    let left_out = wanted.difference(&shown).copied().collect();
    let pictures = Pictures { drawn, beside: Some(asked.folder.clone()), left_out };
    let beside = html::beside(asked.version, &report, &file.document, &pictures, lang);
    let keys = findings::keys(&report);
    Ok(Looked { html: beside.html, places: keys.into_iter().zip(beside.anchors).collect() })
}

/// Returns the picture of a page.
pub(super) fn draw(content: &[u8], page: u32) -> Answered<Checking> {
    let drawn = pages::pictures(content.to_vec(), &BTreeSet::from([page]), usize::MAX);
    match drawn.unwrap_or_default().pop() {
        Some(Picture { png, .. }) => (Answer::Drawn, vec![png]),
        None => alone(unusable(Message::new("这一页无法绘制。", "The page cannot be drawn."))),
    }
}

fn unusable(Message { zh, en }: Message) -> Answer {
    Answer::Unusable { zh, en }
}

/// What was shown last, for reviewers come back to a page after each mark.
#[derive(Debug, Default)]
pub(super) struct Kept(Mutex<VecDeque<(Key, Looked)>>);

type Key = (Vec<u8>, Look);

impl Kept {
    pub(super) fn get(&self, content: &[u8], asked: &Look) -> Option<Looked> {
        let key = (Sha256::digest(content).to_vec(), asked.clone());
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.iter().find(|(other, _)| *other == key).map(|(_, looked)| looked.clone())
    }

    pub(super) fn keep(&self, content: &[u8], asked: &Look, looked: &Looked) {
        if looked.html.len() > LONGEST_KEPT {
            return;
        }
        let key = (Sha256::digest(content).to_vec(), asked.clone());
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.retain(|(other, _)| *other != key);
        kept.push_front((key, looked.clone()));
        kept.truncate(KEPT);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> Look {
        Look { version: 2, folder: "d1".to_owned(), is_chinese: true }
    }

    fn seen(name: &str) -> Looked {
        let path = format!("{}/../../{name}", env!("CARGO_MANIFEST_DIR"));
        match look(&std::fs::read(path).unwrap(), &asked()) {
            Answer::Looked(looked) => looked,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn a_page_has_boxes_that_lead_to_findings_and_back() {
        let seen = seen("fixtures/pdf/nested-heads.pdf");
        assert!(seen.html.contains("href=\"d1/2-1.png\""), "{}", seen.html);
        let (_, anchor) = seen.places.first().unwrap();
        assert!(seen.html.contains(&format!("id=\"{}\"", anchor.as_ref().unwrap())));
        assert!(seen.html.contains("href=\"#f2-1\""));
    }

    #[test]
    fn what_has_no_pages_shows_its_tables() {
        let seen = seen("examples/chengxi-archives-2031-damaged.docx");
        assert!(seen.html.contains("<table class=\"sheet\">"));
        assert!(seen.places.iter().any(|(_, anchor)| anchor.is_some()));
    }

    #[test]
    fn a_page_is_drawn() {
        let pdf = include_bytes!("../../../../fixtures/pdf/nested-heads.pdf");
        let (answer, files) = draw(pdf, 1);
        assert!(matches!(answer, Answer::Drawn) && files.first().unwrap().starts_with(b"\x89PNG"));
        for (content, page) in [(pdf.as_slice(), 99), (b"budget", 1)] {
            assert!(matches!(draw(content, page), (Answer::Unusable { .. }, _)));
        }
    }

    #[test]
    fn what_was_shown_is_kept_for_its_version_and_language() {
        let kept = Kept::default();
        let looked = Looked { html: "a".to_owned(), places: Vec::new() };
        kept.keep(b"one", &asked(), &looked);
        assert_eq!(kept.get(b"one", &asked()), Some(looked));
        assert_eq!(kept.get(b"other", &asked()), None);
        assert_eq!(kept.get(b"one", &Look { is_chinese: false, ..asked() }), None);
    }
}
