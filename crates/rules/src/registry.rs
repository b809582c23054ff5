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
