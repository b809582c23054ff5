//! Every check: code, name, usual severity and page.
//!
//! YS0xx what was not read, YS1xx arithmetic, YS2xx performance objectives, YS3xx
//! completeness, YS4xx codes, YS5xx wording, YS6xx ledgers. A code never changes its
//! meaning, and the code of a check that is gone is not given again.

use document::Place;
use finding::Severity::{self, Error, Note, Warning};
use finding::{CheckId, Finding};
use message::{Fixed, Lang, Message};
use std::borrow::Cow;

/// A check, as `yusuan explain` shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Check {
    /// The check's number.
    pub id: CheckId,
    /// The stable code, `YS102`.
    pub code: &'static str,
    /// The short name, `list-sum`.
    pub name: &'static str,
    /// The severity of its findings where nothing makes them less certain.
    pub severity: Severity,
    /// What it finds, why that matters, and when it cannot decide, as Markdown.
    pub page: Fixed,
}

/// Declares all checks.
macro_rules! checks {
    ($($constant:ident $code:literal $name:literal $severity:ident;)*) => {
        $(
            #[doc = include_str!(concat!("../pages/", $code, ".en.md"))]
            pub const $constant: Check = Check {
                id: id($code),
                code: $code,
                name: $name,
                severity: $severity,
                page: Fixed {
                    zh: include_str!(concat!("../pages/", $code, ".zh.md")),
                    en: include_str!(concat!("../pages/", $code, ".en.md")),
                },
            };
        )*

        const CHECKS: &[Check] = &[$($constant),*];
    };
}

checks! {
    NOT_READ "YS000" "not-read" Note;
    UNRECOGNISED "YS100" "unrecognised" Note;
    SAME_SCOPE "YS101" "same-scope" Error;
    LIST_SUM "YS102" "list-sum" Error;
    BALANCE "YS103" "balance" Error;
    PARTS_SUM "YS104" "parts-sum" Error;
    UNITS_SUM "YS105" "units-sum" Error;
    PROJECTS_SUM "YS106" "projects-sum" Error;
    PART_OF_NOTHING "YS107" "part-of-nothing" Error;
    BLANK_TOTAL "YS108" "blank-total" Warning;
    CONTRADICTORY_HEADS "YS109" "contradictory-heads" Warning;
    SENTENCE_CHANGE "YS110" "sentence-change" Error;
    SENTENCE_COMPARE "YS111" "sentence-compare" Error;
    SENTENCE_SHARE "YS112" "sentence-share" Error;
    BASE_YEAR "YS113" "base-year" Warning;
    UNKNOWN_SUBJECT "YS114" "unknown-subject" Warning;
    INCLUDES_NOTHING "YS115" "includes-nothing" Warning;
    OTHER_PURPOSE "YS116" "other-purpose" Warning;
    SENTENCE_SUM "YS117" "sentence-sum" Error;
    ROW_LEFT_OUT "YS118" "row-left-out" Error;
    DOCUMENTS_DIFFER "YS119" "documents-differ" Warning;
    UNITS_DIFFER "YS120" "units-differ" Warning;
    ROWS_SHIFTED "YS121" "rows-shifted" Error;
    WRONG_UNIT "YS122" "wrong-unit" Error;
    CAPTION_OF_ANOTHER "YS123" "caption-of-another" Error;
    TITLES_SWAPPED "YS124" "titles-swapped" Error;
    WRONG_CODE "YS125" "wrong-code" Error;
    CARRY_OVER "YS126" "carry-over" Warning;
    COST_NOT_MONEY "YS201" "cost-not-money" Warning;
    COST_IN_WORDS "YS202" "cost-in-words" Note;
    UNKNOWN_UNIT "YS203" "unknown-unit" Warning;
    TARGET_EQUALS_NAME "YS204" "target-equals-name" Warning;
    TARGET_IN_WORDS "YS205" "target-in-words" Note;
    NO_OPERATOR "YS206" "no-operator" Note;
    SAME_TARGET_EVERYWHERE "YS207" "same-target-everywhere" Note;
    BASIS_REPEATS_NAME "YS208" "basis-repeats-name" Note;
    NAMED_LIKE_CLASS "YS209" "named-like-class" Warning;
    KIND_MISSING "YS210" "kind-missing" Note;
    KIND_ORDER "YS211" "kind-order" Note;
    BASIS_OF_ANOTHER "YS212" "basis-of-another" Warning;
    RATE_OF_NO_RATE "YS213" "rate-of-no-rate" Note;
    RATE_IN_COUNT "YS214" "rate-in-count" Warning;
    COUNT_IN_RATE "YS215" "count-in-rate" Warning;
    OVER_HUNDRED "YS216" "over-hundred" Warning;
    OPERATOR_WRONG_WAY "YS217" "operator-wrong-way" Warning;
    DUPLICATE_INDICATOR "YS218" "duplicate-indicator" Note;
    OBJECTIVE_MISSING "YS219" "objective-missing" Note;
    ROUTINE_AS_PROJECT "YS220" "routine-as-project" Note;
    PROJECT_TWICE "YS221" "project-twice" Warning;
    COPIED_INDICATORS "YS222" "copied-indicators" Note;
    SCORE_SUM "YS223" "score-sum" Warning;
    EXECUTION_RATE "YS224" "execution-rate" Warning;
    LOST_POINTS "YS225" "lost-points" Warning;
    SCORE_IN_WORDS "YS226" "score-in-words" Warning;
    OBJECTIVE_FUNDS "YS227" "objective-funds" Warning;
    EMPTY_WITHOUT_NOTE "YS301" "empty-without-note" Warning;
    NOTE_UNDER_FULL_TABLE "YS302" "note-under-full-table" Error;
    NOTE_OF_ANOTHER_TABLE "YS303" "note-of-another-table" Error;
    CONTENTS_TABLE_MISSING "YS304" "contents-table-missing" Warning;
    REQUIRED_TABLE_MISSING "YS305" "required-table-missing" Warning;
    TABLE_TWICE "YS306" "table-twice" Warning;
    NUMBER_SKIPPED "YS307" "number-skipped" Warning;
    PART_TWICE "YS308" "part-twice" Warning;
    EMPTY_SECTION "YS309" "empty-section" Warning;
    SECTION_OFF_TOPIC "YS310" "section-off-topic" Warning;
    UNCHECKED_NO_CHANGE "YS311" "unchecked-no-change" Note;
    CHANGE_WITHOUT_REASON "YS312" "change-without-reason" Warning;
    WRONG_YEAR "YS313" "wrong-year" Warning;
    NOTE_YEAR "YS314" "note-year" Warning;
    ASSETS_DATE "YS315" "assets-date" Warning;
    MISSING_SECTION "YS316" "missing-section" Note;
    CONTENTS_WITHOUT_PAGES "YS317" "contents-without-pages" Note;
    CAPTION_ENTITY "YS318" "caption-entity" Warning;
    DETAIL_STOPS "YS321" "detail-stops" Warning;
    THREE_PUBLIC_TOO_SMALL "YS322" "three-public-too-small" Warning;
    TABLE_ORDER "YS323" "table-order" Warning;
    QUANTITY_TIMES_PRICE "YS324" "quantity-times-price" Warning;
    PEOPLE_SUM "YS325" "people-sum" Warning;
    SENTENCE_YEAR "YS326" "sentence-year" Warning;
    HEAD_BLANK "YS327" "head-blank" Warning;
    UNIT_MISSING "YS328" "unit-missing" Warning;
    THREE_PUBLIC_PARTS "YS329" "three-public-parts" Warning;
    THREE_PUBLIC_OVER_BUDGET "YS330" "three-public-over-budget" Warning;
    THREE_PUBLIC_COUNTS "YS331" "three-public-counts" Note;
    SMALL_BUSINESS_MISSING "YS332" "small-business-missing" Note;
    PURPOSES_MISSING "YS333" "purposes-missing" Warning;
    COUNTS_AGAINST_AMOUNTS "YS334" "counts-against-amounts" Warning;
    ODD_ROW "YS335" "odd-row" Warning;
    LIST_COUNT "YS336" "list-count" Warning;
    OVER_LIMIT "YS337" "over-limit" Warning;
    NONE_BUT_AMOUNT "YS338" "none-but-amount" Warning;
    PER_HEAD "YS339" "per-head" Warning;
    UNIT_UNPUBLISHED "YS340" "unit-unpublished" Note;
    SCANNED_ONLY "YS341" "scanned-only" Warning;
    VEHICLE_COUNTS "YS342" "vehicle-counts" Warning;
    CONTRACTS_OVER "YS343" "contracts-over" Warning;
    PURCHASE_FOR_VEHICLES "YS344" "purchase-for-vehicles" Warning;
    TOTALS_UNEVEN "YS345" "totals-uneven" Warning;
    RATE_OF_NOTHING "YS346" "rate-of-nothing" Warning;
    GROWN_BEYOND "YS347" "grown-beyond" Warning;
    SHARE_OVER_WHOLE "YS348" "share-over-whole" Warning;
    COUNTS_DIFFER "YS349" "counts-differ" Warning;
    PERCENTAGE_POINTS "YS350" "percentage-points" Warning;
    SHARES_SUM "YS351" "shares-sum" Warning;
    TOLD_TWICE "YS352" "told-twice" Warning;
    CLASS_ITEMS "YS353" "class-items" Warning;
    CHANGE_APART "YS354" "change-apart" Warning;
    AGAINST_TABLE "YS355" "against-table" Warning;
    GROWTH_OF_PARTS "YS356" "growth-of-parts" Warning;
    NAME_OF_ANOTHER_CODE "YS401" "name-of-another-code" Warning;
    NAME_MISSPELT "YS402" "name-misspelt" Warning;
    NAME_IN_TEXT "YS403" "name-in-text" Warning;
    NAME_AT_WRONG_LEVEL "YS404" "name-at-wrong-level" Warning;
    CHILD_WITHOUT_PARENT "YS405" "child-without-parent" Warning;
    CODE_TWICE "YS406" "code-twice" Warning;
    TWO_NAMES_FOR_CODE "YS407" "two-names-for-code" Warning;
    OBSOLETE_NAME "YS408" "obsolete-name" Warning;
    LOST_ZERO "YS409" "lost-zero" Warning;
    NAME_MISSING "YS410" "name-missing" Error;
    UNKNOWN_CODE "YS411" "unknown-code" Warning;
    OBSOLETE_CODE "YS412" "obsolete-code" Warning;
    PATH_IN_TEXT "YS413" "path-in-text" Error;
    CODE_IN_TEXT "YS414" "code-in-text" Warning;
    PLACEHOLDER "YS501" "placeholder" Warning;
    TEMPLATE_CHOICE "YS502" "template-choice" Warning;
    FORM_INSTRUCTION "YS503" "form-instruction" Warning;
    RESIDUE "YS504" "residue" Warning;
    DOUBLED_PUNCTUATION "YS505" "doubled-punctuation" Warning;
    REPEATED_WORD "YS506" "repeated-word" Warning;
    UNBALANCED_BRACKETS "YS507" "unbalanced-brackets" Warning;
    MISSING_FULL_STOP "YS508" "missing-full-stop" Warning;
    UNFINISHED_END "YS509" "unfinished-end" Warning;
    INNER_SPACE "YS510" "inner-space" Note;
    KNOWN_TYPO "YS511" "known-typo" Warning;
    MIXED_PUNCTUATION "YS512" "mixed-punctuation" Note;
    DOCUMENT_NUMBER "YS513" "document-number" Warning;
    OTHER_GOVERNMENT "YS514" "other-government" Warning;
    ANOTHER_BODY "YS515" "another-body" Warning;
    REPEATED_PARAGRAPH "YS516" "repeated-paragraph" Warning;
    COPIED_USE "YS517" "copied-use" Warning;
    AMOUNT_WITHOUT_YUAN "YS518" "amount-without-yuan" Warning;
    DOUBLED_UNIT "YS519" "doubled-unit" Warning;
    MIXED_LIST_MARKS "YS520" "mixed-list-marks" Note;
    MIXED_DECIMALS "YS521" "mixed-decimals" Note;
    MIXED_THOUSANDS "YS522" "mixed-thousands" Note;
    TWO_TERMS "YS523" "two-terms" Note;
    TRADITIONAL_CHARACTER "YS524" "traditional-character" Warning;
    UNIT_FOR_DEPARTMENT "YS525" "unit-for-department" Warning;
    CLUMSY_WORDING "YS526" "clumsy-wording" Warning;
    REASON_AGAINST_DIRECTION "YS527" "reason-against-direction" Warning;
    NUMBER_INSIDE "YS528" "number-inside" Note;
    STALE_YEAR "YS529" "stale-year" Note;
    IMPOSSIBLE_DATE "YS530" "impossible-date" Warning;
    MALFORMED_NUMBER "YS531" "malformed-number" Error;
    UNREADABLE_CHARACTER "YS532" "unreadable-character" Warning;
    MASKED_WORDS "YS533" "masked-words" Note;
    PERCENT_SIGN "YS534" "percent-sign" Warning;
    DIGIT_FORM "YS535" "digit-form" Note;
    LIKELY_TYPO "YS536" "likely-typo" Warning;
    OBSOLETE_LAW "YS537" "obsolete-law" Warning;
    YEAR_SIGN "YS538" "year-sign" Warning;
    RATE_AGAINST_DIRECTION "YS539" "rate-against-direction" Warning;
    RATE_OVER_WHOLE "YS540" "rate-over-whole" Warning;
    GLOSSARY "YS541" "glossary" Warning;
    LEDGER_FORM "YS601" "ledger-form" Error;
    LEDGER_ENTRY "YS602" "ledger-entry" Error;
    LEDGER_HIDDEN "YS603" "ledger-hidden" Warning;
    LEDGER_CODE "YS604" "ledger-code" Error;
    LEDGER_REVENUE "YS605" "ledger-revenue" Error;
    LEDGER_LINE "YS606" "ledger-line" Warning;
    LEDGER_DERIVED "YS607" "ledger-derived" Note;
    LEDGER_OVERRULED "YS608" "ledger-overruled" Error;
    LEDGER_COST "YS609" "ledger-cost" Error;
    LEDGER_PROCUREMENT "YS610" "ledger-procurement" Warning;
    LEDGER_ASSETS "YS611" "ledger-assets" Note;
    LEDGER_SCALE "YS612" "ledger-scale" Warning;
    LEDGER_TWICE "YS613" "ledger-twice" Warning;
    LEDGER_UNIT_EMPTY "YS614" "ledger-unit-empty" Warning;
    LEDGER_STAFF "YS615" "ledger-staff" Warning;
    LEDGER_TEXT "YS616" "ledger-text" Warning;
    LEDGER_OTHER "YS617" "ledger-other" Warning;
    LEDGER_LAYOUT "YS618" "ledger-layout" Error;
}

/// Returns all checks, by code.
pub const fn checks() -> &'static [Check] {
    CHECKS
}

impl Check {
    /// Returns the number and the name, as a finding carries them.
    pub const fn key(&self) -> (CheckId, Cow<'static, str>) {
        (self.id, Cow::Borrowed(self.name))
    }

    /// Returns a finding of the usual severity.
    pub(crate) fn finding(&self, place: Place, message: Message, advice: Message) -> Finding {
        Finding::new(self.key(), self.severity, place, message, advice)
    }

    /// Returns the heading of the page without code and name.
    pub fn title(&self, lang: Lang) -> &'static str {
        let heading = self.page.get(lang).lines().next().unwrap_or_default();
        heading.split_once(lang.pick("：", ": ")).map_or("", |(_, title)| title)
    }
}

#[expect(clippy::expect_used, reason = "evaluated by the compiler, on the codes above")]
const fn id(code: &str) -> CheckId {
    CheckId::parse(code).expect("a code is YS and three digits")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn checks_are_in_order_and_each_name_is_given_once() {
        assert!(CHECKS.is_sorted_by(|one, other| one.id < other.id));
        let names: BTreeSet<_> = CHECKS.iter().map(|check| check.name).collect();
        assert_eq!(names.len(), CHECKS.len());
    }

    #[test]
    fn a_page_begins_with_code_name_and_title() {
        for check in CHECKS {
            for (lang, colon) in [(Lang::Zh, "："), (Lang::En, ": ")] {
                let title = check.title(lang);
                let heading = format!("# {} {}{colon}{title}\n\n", check.code, check.name);
                assert!(check.page.get(lang).starts_with(&heading), "{}", check.code);
                assert!(!title.is_empty(), "{}", check.code);
            }
        }
    }
}
