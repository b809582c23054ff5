//! Random steps on the pure function and over HTTP: the same outcomes.

use crate::office::{Office, START};
use crate::run;
use server::hash_of_token;
use std::sync::atomic::Ordering;
use workflow::testing::{Step, founding, step};
use workflow::{Actor, Command, Moment, decide};

/// Steps of one run; `YUSUAN_CASES` multiplies them.
const STEPS: u32 = 100;

#[test]
fn http_decides_as_the_workflow() {
    let cases = std::env::var("YUSUAN_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(1);
    run(async |office: Office| {
        let mut state = workflow::Office::default();
        for (actor, command) in founding() {
            let events = decide(&state, &command, &actor, Moment(START)).unwrap();
            events.iter().for_each(|event| drop(state.apply(event)));
        }
        let (mut at, mut seed) = (Moment(START), 1);
        for _ in 0..STEPS * cases {
            let dice = [(); 4].map(|()| random(&mut seed));
            let step = step(&state, at, dice);
            at = step.at;
            take(&office, &mut state, step).await;
        }
        let verified = office.store.verify(None).await.unwrap();
        assert_eq!(verified.differing, [""; 0]);
    });
}

/// The next number of a simple generator, the same in every run (Knuth, TAOCP 3.3.4).
fn random(seed: &mut u64) -> u32 {
    *seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
    u32::try_from(*seed >> 33).unwrap()
}

async fn take(office: &Office, state: &mut workflow::Office, mut step: Step) {
    // Callers are people, and they save files and not drafts.
    let Actor::Person(login) = &step.actor else { return };
    office.now.store(step.at.0, Ordering::Relaxed);
    let is_receipt = matches!(step.command, Command::Receive { .. });
    let (path, body) = match &mut step.command {
        Command::Receive { document, body, name, content } => {
            let file = content.to_string();
            *content = hash_of_token(&file).parse().unwrap();
            // The name is percent-encoded by its bytes.
            let name: String = name.bytes().map(|byte| format!("%{byte:02X}")).collect();
            (format!("/api/documents/{document}?body={body}&name={name}"), file)
        }
        Command::Save { package, draft } => {
            let body = serde_json::to_string(&(&draft.lines, &draft.findings)).unwrap();
            draft.content = hash_of_token(&body).parse().unwrap();
            let path = format!("/api/packages/{package}/versions?is_complete=true&based_on=");
            (format!("{path}{}", draft.based_on), body)
        }
        command => ("/api/commands".to_owned(), serde_json::to_string(command).unwrap()),
    };
    let (status, answer) = office.call("POST", &path, Some(login.as_str()), body).await;
    match decide(state, &step.command, &step.actor, step.at) {
        Ok(events) => {
            assert!(status.is_success(), "{step:?}: {status} {answer}");
            if is_receipt {
                assert!(answer["seq"].is_number(), "{answer}");
                return events.iter().for_each(|event| drop(state.apply(event)));
            }
            let seen = answer.as_array().unwrap().iter().map(|it| it["event"].clone());
            let expected = events.iter().map(|event| serde_json::to_value(event).unwrap());
            assert!(seen.eq(expected), "{step:?}: {answer}");
            events.iter().for_each(|event| drop(state.apply(event)));
        }
        Err(refusal) => {
            assert!(status.is_client_error(), "{step:?}: {status}");
            let is_hidden = answer["why"] == "not_found" && refusal.why.key() == "not_granted";
            assert!(is_hidden || answer["zh"] == refusal.message.zh, "{step:?}: {answer}");
        }
    }
}
