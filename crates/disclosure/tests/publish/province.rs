//! A province that nobody has seen: a layout file, and no code.

use crate::example::{example, year_before};
use crate::generated;
use crate::law::{broken, laid_out, shown};
use disclosure::layouts;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

const FILE: &str = "tests/publish/yunling-2031.toml";

fn layout() -> disclosure::Layout {
    layouts::parse(include_str!("yunling-2031.toml"), FILE).expect("a sound layout")
}

#[test]
fn a_province_is_added_without_code() {
    let layout = layout();
    let (now, before) = (example(), year_before());
    for books in [vec![&now], vec![&before, &now]] {
        let laid_out = laid_out(&layout, &books);
        assert_eq!(broken(&laid_out), [""; 0], "{}", shown(&laid_out.document));
    }
    let config = Config { cases: 50, failure_persistence: None, ..Config::default() };
    let seed = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let outcome = TestRunner::new_with_rng(config, seed).run(&generated::ledgers(), |(now, _)| {
        let wrong = broken(&laid_out(&layout, &[&now]));
        proptest::prop_assert!(wrong.is_empty(), "{}", wrong.join("\n"));
        Ok(())
    });
    outcome.expect("the law");
}

#[test]
fn mistakes_in_a_layout_are_told_with_their_keys() {
    let sound = include_str!("yunling-2031.toml");
    let wrong = |from: &str, to: &str| -> Vec<String> {
        assert!(sound.contains(from), "{from}");
        let errors = layouts::parse(&sound.replacen(from, to, 1), FILE).expect_err("a mistake");
        for error in &errors {
            let line = error.located();
            assert!(line.zh.contains(&error.key) && line.zh != line.en, "{line:?}");
            assert!(!line.zh.contains("：：") && !line.en.contains(": :"), "{line:?}");
        }
        errors.iter().map(ToString::to_string).collect()
    };
    let says = |errors: Vec<String>, key: &str, what: &str| {
        assert!(
            errors
                .iter()
                .any(|error| error.contains(FILE) && error.contains(key) && error.contains(what)),
            "{errors:?}"
        );
    };
    says(wrong("fund=government_fund", "fund=gouvernement"), "tables.", "fund=gouvernement");
    let line = sound.lines().position(|line| line.contains("fund=government_fund"));
    let at = format!("{FILE}:{}: tables.", line.expect("it stands there") + 1);
    says(wrong("fund=government_fund", "fund=gouvernement"), &at, "fund=gouvernement");
    says(wrong("table = \"overview\"", "table = \"overwiew\""), "sections.all", "overwiew");
    says(wrong("{sum flow=total}", "{sum flow=totally}"), "sections.all", "flow=totally");
    says(wrong("{name}", "{nmae}"), "", "{nmae}");
    says(wrong("of = \"department\"", "of = \"ministry\""), "parts[0].of", "ministry");
    says(wrong("支出项目 | 金额", "支出项目"), "tables.overview.heads", "columns");
    says(wrong("money = \"元\"", "money = \"文\""), "money", "unit of money");
    says(wrong("purpose=basic", "flow=received purpose=basic"), "tables.", "contradict");
    says(wrong("[defaults]", "[default]"), "not a layout: ", "default");
}

#[test]
fn an_amount_that_no_ledger_knows_is_named_in_words() {
    let sound = include_str!("yunling-2031.toml");
    let wanted = "{sum flow=spent fund=general function=208 year=last}";
    let text = sound.replacen("{sum flow=total}", wanted, 1);
    let layout = layouts::parse(&text, FILE).expect("a sound layout");
    let errors = disclosure::lay_out(&layout, &[&example()]).expect_err("last year is not there");
    let told: Vec<_> =
        errors.iter().map(|error| (error.0.zh.as_str(), error.0.en.as_str())).collect();
    let wanted = (
        "算不出2030年预算数（本年支出、一般公共预算、208）：缺少该年该阶段的底稿，或金额过大",
        "the budget amount of 2030 (expenditure of the year, general public budget, 208) is unknown: no ledger of that year and stage, or too large a sum",
    );
    assert_eq!(told, [wanted]);
}
