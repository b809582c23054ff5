//! The lints: each check that is not arithmetic, with the function that runs it.

use crate::checks;
use crate::lint::Lint;

/// Declares the lints by their checks.
macro_rules! lints {
    ($($check:ident $folder:ident :: $module:ident;)*) => {
        const LINTS: &[Lint] =
            &[$(Lint { check: &checks::$check, run: crate::$folder::$module::check }),*];

        /// The names of the lints' files.
        #[cfg(test)]
        const MODULES: &[&str] = &[$(stringify!($module)),*];
    };
}

lints! {
    COST_NOT_MONEY performance::cost_not_money;
    COST_IN_WORDS performance::cost_in_words;
    UNKNOWN_UNIT performance::unknown_unit;
    TARGET_EQUALS_NAME performance::target_equals_name;
    TARGET_IN_WORDS performance::target_in_words;
    NO_OPERATOR performance::no_operator;
    SAME_TARGET_EVERYWHERE performance::same_target_everywhere;
    BASIS_REPEATS_NAME performance::basis_repeats_name;
    NAMED_LIKE_CLASS performance::named_like_class;
    KIND_MISSING performance::kind_missing;
    KIND_ORDER performance::kind_order;
    BASIS_OF_ANOTHER performance::basis_of_another;
    RATE_OF_NO_RATE performance::rate_of_no_rate;
    RATE_IN_COUNT performance::rate_in_count;
    COUNT_IN_RATE performance::count_in_rate;
    OVER_HUNDRED performance::over_hundred;
    OPERATOR_WRONG_WAY performance::operator_wrong_way;
    DUPLICATE_INDICATOR performance::duplicate_indicator;
    OBJECTIVE_MISSING performance::objective_missing;
    ROUTINE_AS_PROJECT performance::routine_as_project;
    PROJECT_TWICE performance::project_twice;
    COPIED_INDICATORS performance::copied_indicators;
    SCORE_SUM performance::score_sum;
    EXECUTION_RATE performance::execution_rate;
    LOST_POINTS performance::lost_points;
    SCORE_IN_WORDS performance::score_in_words;
    OBJECTIVE_FUNDS performance::objective_funds;
    EMPTY_WITHOUT_NOTE completeness::empty_without_note;
    NOTE_UNDER_FULL_TABLE completeness::note_under_full_table;
    NOTE_OF_ANOTHER_TABLE completeness::note_of_another_table;
    CONTENTS_TABLE_MISSING completeness::contents_table_missing;
    REQUIRED_TABLE_MISSING completeness::required_table_missing;
    TABLE_TWICE completeness::table_twice;
    NUMBER_SKIPPED completeness::number_skipped;
    PART_TWICE completeness::part_twice;
    EMPTY_SECTION completeness::empty_section;
    SECTION_OFF_TOPIC completeness::section_off_topic;
    UNCHECKED_NO_CHANGE completeness::unchecked_no_change;
    CHANGE_WITHOUT_REASON completeness::change_without_reason;
    WRONG_YEAR completeness::wrong_year;
    NOTE_YEAR completeness::note_year;
    ASSETS_DATE completeness::assets_date;
    MISSING_SECTION completeness::missing_section;
    CONTENTS_WITHOUT_PAGES completeness::contents_without_pages;
    CAPTION_ENTITY completeness::caption_entity;
    DETAIL_STOPS completeness::detail_stops;
    THREE_PUBLIC_TOO_SMALL completeness::three_public_too_small;
    TABLE_ORDER completeness::table_order;
    QUANTITY_TIMES_PRICE completeness::quantity_times_price;
    PEOPLE_SUM completeness::people_sum;
    SENTENCE_YEAR completeness::sentence_year;
    HEAD_BLANK completeness::head_blank;
    UNIT_MISSING completeness::unit_missing;
    THREE_PUBLIC_PARTS completeness::three_public_parts;
    THREE_PUBLIC_OVER_BUDGET completeness::three_public_over_budget;
    THREE_PUBLIC_COUNTS completeness::three_public_counts;
    SMALL_BUSINESS_MISSING completeness::small_business_missing;
    PURPOSES_MISSING completeness::purposes_missing;
    COUNTS_AGAINST_AMOUNTS completeness::counts_against_amounts;
    ODD_ROW completeness::odd_row;
    LIST_COUNT completeness::list_count;
    OVER_LIMIT completeness::over_limit;
    NONE_BUT_AMOUNT completeness::none_but_amount;
    PER_HEAD completeness::per_head;
    VEHICLE_COUNTS completeness::vehicle_counts;
    CONTRACTS_OVER completeness::contracts_over;
    PURCHASE_FOR_VEHICLES completeness::purchase_for_vehicles;
    TOTALS_UNEVEN completeness::totals_uneven;
    RATE_OF_NOTHING completeness::rate_of_nothing;
    GROWN_BEYOND completeness::grown_beyond;
    SHARE_OVER_WHOLE completeness::share_over_whole;
    COUNTS_DIFFER completeness::counts_differ;
    PERCENTAGE_POINTS completeness::percentage_points;
    SHARES_SUM completeness::shares_sum;
    TOLD_TWICE completeness::told_twice;
    CLASS_ITEMS completeness::class_items;
    CHANGE_APART completeness::change_apart;
    AGAINST_TABLE completeness::against_table;
    GROWTH_OF_PARTS completeness::growth_of_parts;
    NAME_OF_ANOTHER_CODE codes::name_of_another_code;
    NAME_MISSPELT codes::name_misspelt;
    NAME_IN_TEXT codes::name_in_text;
    NAME_AT_WRONG_LEVEL codes::name_at_wrong_level;
    CHILD_WITHOUT_PARENT codes::child_without_parent;
    CODE_TWICE codes::code_twice;
    TWO_NAMES_FOR_CODE codes::two_names_for_code;
    OBSOLETE_NAME codes::obsolete_name;
    LOST_ZERO codes::lost_zero;
    NAME_MISSING codes::name_missing;
    UNKNOWN_CODE codes::unknown_code;
    OBSOLETE_CODE codes::obsolete_code;
    PATH_IN_TEXT codes::path_in_text;
    CODE_IN_TEXT codes::code_in_text;
    PLACEHOLDER wording::placeholder;
    TEMPLATE_CHOICE wording::template_choice;
    FORM_INSTRUCTION wording::form_instruction;
    RESIDUE wording::residue;
    DOUBLED_PUNCTUATION wording::doubled_punctuation;
    REPEATED_WORD wording::repeated_word;
    UNBALANCED_BRACKETS wording::unbalanced_brackets;
    MISSING_FULL_STOP wording::missing_full_stop;
    UNFINISHED_END wording::unfinished_end;
    INNER_SPACE wording::inner_space;
    KNOWN_TYPO wording::known_typo;
    MIXED_PUNCTUATION wording::mixed_punctuation;
    DOCUMENT_NUMBER wording::document_number;
    OTHER_GOVERNMENT wording::other_government;
    ANOTHER_BODY wording::another_body;
    REPEATED_PARAGRAPH wording::repeated_paragraph;
    COPIED_USE wording::copied_use;
    AMOUNT_WITHOUT_YUAN wording::amount_without_yuan;
    DOUBLED_UNIT wording::doubled_unit;
    MIXED_LIST_MARKS wording::mixed_list_marks;
    MIXED_DECIMALS wording::mixed_decimals;
    MIXED_THOUSANDS wording::mixed_thousands;
    TWO_TERMS wording::two_terms;
    TRADITIONAL_CHARACTER wording::traditional_character;
    UNIT_FOR_DEPARTMENT wording::unit_for_department;
    CLUMSY_WORDING wording::clumsy_wording;
    REASON_AGAINST_DIRECTION wording::reason_against_direction;
    NUMBER_INSIDE wording::number_inside;
    STALE_YEAR wording::stale_year;
    IMPOSSIBLE_DATE wording::impossible_date;
    MALFORMED_NUMBER wording::malformed_number;
    UNREADABLE_CHARACTER wording::unreadable_character;
    MASKED_WORDS wording::masked_words;
    PERCENT_SIGN wording::percent_sign;
    DIGIT_FORM wording::digit_form;
    LIKELY_TYPO wording::likely_typo;
    OBSOLETE_LAW wording::obsolete_law;
    YEAR_SIGN wording::year_sign;
    RATE_AGAINST_DIRECTION wording::rate_against_direction;
    RATE_OVER_WHOLE wording::rate_over_whole;
    GLOSSARY wording::glossary;
}

/// Returns all lints, by code.
pub const fn lints() -> &'static [Lint] {
    LINTS
}

#[cfg(test)]
mod tests {
    use super::*;
    use finding::CheckId;

    #[test]
    fn every_check_that_is_not_arithmetic_is_run_by_one_lint() {
        // What only a folder, or a document without words, can show.
        let others = [checks::UNIT_UNPUBLISHED.id, checks::SCANNED_ONLY.id];
        let run: Vec<_> = LINTS.iter().map(|lint| lint.check.id).collect();
        let is_lint = |id: &CheckId| (200..600).contains(&id.number()) && !others.contains(id);
        let checks = checks::checks().iter().map(|check| check.id);
        assert_eq!(run, checks.filter(is_lint).collect::<Vec<_>>());
    }

    #[test]
    fn a_lint_s_file_has_its_name() {
        for (lint, module) in LINTS.iter().zip(MODULES) {
            assert_eq!(lint.check.name.replace('-', "_"), *module, "{}", lint.check.code);
        }
    }
}
