//! Publishing: laid-out documents against the ledgers they come from.

#![expect(
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "a helper that cannot go on fails the test"
)]

mod back;
mod changes;
mod example;
mod generated;
mod law;
mod parts;
mod province;

use example::{example, year_before};
use law::{broken, laid_out, layout, shown};
use ledger::Stage;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// How many generated ledgers each layout has to bear, unless `YUSUAN_CASES` says otherwise:
/// `YUSUAN_CASES=2000 cargo test --workspace --test publish nobody_thought_of` takes two minutes.
const CASES: u32 = 300;

#[test]
fn the_law_holds_on_the_example_in_every_layout() {
    let (mut now, mut before) = (example(), year_before());
    for name in disclosure::layouts::names() {
        let layout = layout(name);
        (now.stage, before.stage) = (layout.stage, layout.stage);
        let mut budget = example();
        budget.stage = Stage::Budget;
        budget
            .lines
            .iter_mut()
            .for_each(|line| line.amount = line.amount.checked_add(line.amount).expect("small"));
        for books in [vec![&now], vec![&before, &now], vec![&budget, &now]] {
            let laid_out = laid_out(&layout, &books);
            let wrong = broken(&laid_out);
            if std::env::var("YUSUAN_SHOW").is_ok_and(|wanted| wanted == name) {
                println!("{}", shown(&laid_out.document));
            }
            assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
        }
    }
}

#[test]
fn the_law_holds_on_ledgers_that_nobody_thought_of() {
    let cases = std::env::var("YUSUAN_CASES").ok().and_then(|cases| cases.parse().ok());
    let config =
        Config { cases: cases.unwrap_or(CASES), failure_persistence: None, ..Config::default() };
    for name in disclosure::layouts::names() {
        let layout = layout(name);
        // The same ledgers every time: a failure can be looked at.
        let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
        let mut runner = TestRunner::new_with_rng(config.clone(), seed);
        let outcome = runner.run(&generated::ledgers(), |(mut now, mut before)| {
            now.stage = layout.stage;
            if let Some(before) = &mut before {
                before.stage = layout.stage;
            }
            let mut budget = now.clone();
            budget.stage = Stage::Budget;
            // The last one of a year and stage is the one that is published.
            let books: Vec<_> = before.iter().chain([&budget, &now]).collect();
            let wrong = broken(&laid_out(&layout, &books));
            proptest::prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
            Ok(())
        });
        if let Err(error) = outcome {
            panic!("{name}: {error}");
        }
    }
}
