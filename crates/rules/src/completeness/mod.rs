//! What has to be disclosed, and how (公开).

pub(crate) mod assets_date;
pub(crate) mod caption_entity;
pub(crate) mod change_without_reason;
pub(crate) mod contents_table_missing;
pub(crate) mod contents_without_pages;
pub(crate) mod detail_stops;
pub(crate) mod empty_section;
pub(crate) mod empty_without_note;
pub(crate) mod missing_section;
pub(crate) mod note_of_another_table;
pub(crate) mod note_under_full_table;
pub(crate) mod note_year;
pub(crate) mod number_skipped;
pub(crate) mod part_twice;
pub(crate) mod required_table_missing;
pub(crate) mod section_off_topic;
pub(crate) mod table_order;
pub(crate) mod table_twice;
pub(crate) mod three_public_too_small;
pub(crate) mod unchecked_no_change;
pub(crate) mod wrong_year;
