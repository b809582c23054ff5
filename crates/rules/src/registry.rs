//! All lints: code, name, usual severity, and the function that checks.
//!
//! YS2xx performance objectives, YS3xx disclosure, YS4xx codes, YS5xx wording. A code
//! never changes its meaning, and the code of a lint that is gone is not given again.

use crate::lint::Lint;
use crate::pages::{Page, page};
use finding::Severity::{Error, Note, Warning};

/// Declares the lints and their pages side by side.
macro_rules! lints {
    ($($code:literal $name:literal $severity:ident $folder:ident :: $module:ident;)*) => {
        const LINTS: &[Lint] = &[$(
            Lint {
                code: $code,
                name: $name,
                severity: $severity,
                check: crate::$folder::$module::check,
            }
        ),*];

        /// The names of the lints' files.
        #[cfg(test)]
        const MODULES: &[&str] = &[$(stringify!($module)),*];

        /// The pages of the lints, by code.
        pub(crate) const LINT_PAGES: &[Page] = &[$(page!($code, $name)),*];
    };
}

lints! {
    "YS201" "cost-not-money" Warning performance::cost_not_money;
    "YS202" "cost-in-words" Note performance::cost_in_words;
    "YS203" "unknown-unit" Warning performance::unknown_unit;
    "YS204" "target-equals-name" Warning performance::target_equals_name;
    "YS205" "target-in-words" Note performance::target_in_words;
    "YS206" "no-operator" Note performance::no_operator;
    "YS207" "same-target-everywhere" Note performance::same_target_everywhere;
    "YS208" "basis-repeats-name" Note performance::basis_repeats_name;
    "YS209" "named-like-class" Warning performance::named_like_class;
    "YS210" "kind-missing" Note performance::kind_missing;
    "YS211" "kind-order" Note performance::kind_order;
    "YS212" "basis-of-another" Warning performance::basis_of_another;
    "YS213" "rate-of-no-rate" Note performance::rate_of_no_rate;
    "YS214" "rate-in-count" Warning performance::rate_in_count;
    "YS215" "count-in-rate" Warning performance::count_in_rate;
    "YS216" "over-hundred" Warning performance::over_hundred;
    "YS217" "operator-wrong-way" Warning performance::operator_wrong_way;
    "YS218" "duplicate-indicator" Note performance::duplicate_indicator;
    "YS219" "objective-missing" Note performance::objective_missing;
    "YS220" "routine-as-project" Note performance::routine_as_project;
    "YS221" "project-twice" Warning performance::project_twice;
    "YS222" "copied-indicators" Note performance::copied_indicators;
    "YS301" "empty-without-note" Warning completeness::empty_without_note;
    "YS302" "note-under-full-table" Error completeness::note_under_full_table;
    "YS303" "note-of-another-table" Error completeness::note_of_another_table;
    "YS304" "contents-table-missing" Warning completeness::contents_table_missing;
    "YS305" "required-table-missing" Warning completeness::required_table_missing;
    "YS306" "table-twice" Warning completeness::table_twice;
    "YS307" "number-skipped" Warning completeness::number_skipped;
    "YS308" "part-twice" Warning completeness::part_twice;
    "YS309" "empty-section" Warning completeness::empty_section;
    "YS310" "section-off-topic" Warning completeness::section_off_topic;
    "YS311" "unchecked-no-change" Note completeness::unchecked_no_change;
    "YS312" "change-without-reason" Note completeness::change_without_reason;
    "YS313" "wrong-year" Warning completeness::wrong_year;
    "YS314" "note-year" Warning completeness::note_year;
    "YS315" "assets-date" Warning completeness::assets_date;
    "YS316" "missing-section" Note completeness::missing_section;
    "YS317" "contents-without-pages" Note completeness::contents_without_pages;
    "YS318" "caption-entity" Warning completeness::caption_entity;
    "YS321" "detail-stops" Warning completeness::detail_stops;
    "YS322" "three-public-too-small" Warning completeness::three_public_too_small;
    "YS323" "table-order" Warning completeness::table_order;
    "YS401" "name-of-another-code" Warning codes::name_of_another_code;
    "YS402" "name-misspelt" Warning codes::name_misspelt;
    "YS403" "name-in-text" Warning codes::name_in_text;
    "YS404" "name-at-wrong-level" Warning codes::name_at_wrong_level;
    "YS405" "child-without-parent" Warning codes::child_without_parent;
    "YS406" "code-twice" Warning codes::code_twice;
    "YS407" "two-names-for-code" Warning codes::two_names_for_code;
    "YS408" "obsolete-name" Note codes::obsolete_name;
    "YS409" "lost-zero" Warning codes::lost_zero;
    "YS501" "placeholder" Warning wording::placeholder;
    "YS502" "template-choice" Warning wording::template_choice;
    "YS503" "form-instruction" Warning wording::form_instruction;
    "YS504" "residue" Warning wording::residue;
    "YS505" "doubled-punctuation" Warning wording::doubled_punctuation;
    "YS506" "repeated-word" Warning wording::repeated_word;
    "YS507" "unbalanced-brackets" Warning wording::unbalanced_brackets;
    "YS508" "missing-full-stop" Warning wording::missing_full_stop;
    "YS509" "unfinished-end" Warning wording::unfinished_end;
    "YS510" "inner-space" Note wording::inner_space;
    "YS511" "known-typo" Warning wording::known_typo;
    "YS512" "mixed-punctuation" Note wording::mixed_punctuation;
    "YS513" "document-number" Note wording::document_number;
    "YS514" "other-government" Warning wording::other_government;
    "YS515" "another-body" Warning wording::another_body;
    "YS516" "repeated-paragraph" Warning wording::repeated_paragraph;
    "YS517" "copied-use" Note wording::copied_use;
    "YS518" "amount-without-yuan" Warning wording::amount_without_yuan;
    "YS519" "doubled-unit" Warning wording::doubled_unit;
    "YS520" "mixed-list-marks" Note wording::mixed_list_marks;
    "YS521" "mixed-decimals" Note wording::mixed_decimals;
    "YS522" "mixed-thousands" Note wording::mixed_thousands;
    "YS523" "two-terms" Note wording::two_terms;
    "YS524" "traditional-character" Warning wording::traditional_character;
    "YS525" "unit-for-department" Note wording::unit_for_department;
    "YS526" "clumsy-wording" Note wording::clumsy_wording;
    "YS527" "reason-against-direction" Warning wording::reason_against_direction;
    "YS528" "number-inside" Note wording::number_inside;
    "YS529" "stale-year" Note wording::stale_year;
    "YS530" "impossible-date" Warning wording::impossible_date;
    "YS531" "malformed-number" Warning wording::malformed_number;
    "YS532" "unreadable-character" Warning wording::unreadable_character;
    "YS533" "masked-words" Note wording::masked_words;
}

/// All lints, by code.
pub const fn lints() -> &'static [Lint] {
    LINTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn lints_are_in_order_and_names_stand_once() {
        assert!(LINTS.is_sorted_by_key(|lint| lint.code));
        let names: BTreeSet<_> = LINTS.iter().map(|lint| lint.name).collect();
        assert_eq!(names.len(), LINTS.len());
    }

    #[test]
    fn a_lint_s_file_has_its_name() {
        for (lint, module) in LINTS.iter().zip(MODULES) {
            assert_eq!(lint.name.replace('-', "_"), *module, "{}", lint.code);
        }
    }
}
