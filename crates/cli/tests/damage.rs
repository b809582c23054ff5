//! The report names what was damaged. This is a sample; the example `damage_rates` takes
//! all documents and hundreds of copies of each slip.

#[path = "damage/mod.rs"]
mod damage;

use damage::copies::{Original, Slip};
use damage::rates::{Rate, Told, rate};

/// How many copies of each slip are checked.
const SAMPLE: usize = 40;

/// The layout whose figures are printed in the most places, so that each can be told.
const WELL_CONFIRMED: &str = "hebei-two-funds";

#[expect(clippy::expect_used, reason = "the layouts belong to the project")]
fn own() -> Original {
    let all = Original::all();
    all.into_iter().find(|original| original.name == WELL_CONFIRMED).expect("the layout is there")
}

/// That the first repair is what was damaged, in so many per cent of the copies.
fn assert_first(original: &Original, slip: Slip, percent: usize) {
    let rate: Rate = rate(original, slip, SAMPLE);
    assert!(rate.all() >= SAMPLE / 2, "{} {}: too few copies", original.name, slip.name());
    assert!(
        rate.first() * 100 >= rate.all() * percent,
        "{} {}: {} of {}\n{}",
        original.name,
        slip.name(),
        rate.first(),
        rate.all(),
        rate.failures.join("\n")
    );
}

#[test]
fn the_same_seed_makes_the_same_copies() {
    let original = own();
    for slip in Slip::ALL {
        let texts = || -> Vec<String> {
            original.damaged(slip, 5).into_iter().map(|damaged| damaged.text).collect()
        };
        assert_eq!(texts(), texts());
        assert_eq!(texts().len(), 5, "{}", slip.name());
        assert!(!texts().contains(&original.text()), "{}", slip.name());
    }
}

#[test]
fn single_slips_are_named_in_our_own_document() {
    let original = own();
    for slip in [Slip::Cent, Slip::Digit, Slip::Swap, Slip::TimesTen, Slip::Neighbour] {
        assert_first(&original, slip, 99);
    }
    assert_first(&original, Slip::Filled, 99);
}

#[test]
fn two_slips_at_once_are_named_in_our_own_document() {
    assert_first(&own(), Slip::Two, 90);
}

#[test]
fn rows_left_out_are_named_in_our_own_document() {
    let rate = rate(&own(), Slip::RowOut, SAMPLE);
    // What is silent is a total, or a row that nothing else in the document misses.
    assert!(rate.first() * 100 >= rate.all() * 65, "{}", rate.failures.join("\n"));
    assert!(rate.count(Told::Other) * 10 <= rate.all(), "{}", rate.failures.join("\n"));
}

#[test]
fn slips_are_named_in_a_large_document() {
    let original = Original::large();
    // Its amounts are in 万元, so that a cent may be within what rounding leaves open.
    assert_first(&original, Slip::Cent, 90);
    for slip in [Slip::Digit, Slip::Swap, Slip::TimesTen, Slip::Neighbour] {
        assert_first(&original, slip, 99);
    }
    assert_first(&original, Slip::Filled, 95);
    assert_first(&original, Slip::Two, 90);
}

#[test]
fn slips_are_named_in_the_corpus() {
    for original in Original::corpus() {
        for slip in [Slip::Cent, Slip::Digit, Slip::Swap, Slip::TimesTen, Slip::Neighbour] {
            assert_first(&original, slip, 99);
        }
        assert_first(&original, Slip::Filled, 95);
        assert_first(&original, Slip::Two, 90);
    }
}
