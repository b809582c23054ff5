//! Publishing: laid-out documents against the ledgers they come from.

#![expect(clippy::expect_used, reason = "a helper that cannot go on fails the test")]

mod example;
mod law;

use example::{example, year_before};
use law::{broken, laid_out, layout, shown};

#[test]
fn the_law_holds_on_the_example_in_every_layout() {
    let (now, before) = (example(), year_before());
    for name in disclosure::layouts::names() {
        for books in [vec![&now], vec![&before, &now]] {
            let laid_out = laid_out(&layout(name), &books);
            let wrong = broken(&laid_out);
            if std::env::var("YUSUAN_SHOW").is_ok() {
                println!("{}", shown(&laid_out.document));
            }
            assert!(wrong.is_empty(), "{name}:\n{}", wrong.join("\n"));
        }
    }
}
