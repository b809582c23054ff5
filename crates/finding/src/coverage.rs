use message::Message;
use serde::{Deserialize, Serialize};

/// The share of the amounts, in percent, that have to take part in a check before a document in
/// which nothing was found is called clean.
pub const ENOUGH: usize = 75;

/// For how many amounts a page counts that shows only an image: as many as a page of tables prints.
pub const AMOUNTS_OF_A_PAGE: usize = 30;

/// How much of a document was understood and checked.
///
/// Counted are amounts: numbers with a unit of money. A price, a threshold, a head-count and a code
/// are none; nor is a blank. Each is counted where it is printed, so that one amount printed in two
/// tables counts twice.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// The amounts that the document prints.
    pub printed: usize,
    /// Those of them to which a scope was given. A stated change counts as one.
    pub understood: usize,
    /// Those of them that took part in a check that could have failed: in an identity of which all
    /// parts are known, or in a sentence whose statement was recomputed.
    pub checked: usize,
    /// Numbers in columns of amounts whose unit of money is given nowhere. They are no amounts.
    pub without_unit: usize,
    /// Tables of amounts in which no number is printed.
    pub blank_tables: usize,
    /// Pages that show only an image; no number on them was read.
    pub images: usize,
    /// Whether the file is cut off, so that the rest of it is unknown.
    pub is_cut_off: bool,
}

/// Why nothing could be checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Gap {
    /// Pages show only images.
    Images,
    /// The tables give no unit of money.
    Unit,
    /// The tables are blank.
    Blank,
    /// The document prints no amount of money.
    NoAmounts,
    /// It prints amounts, and of none it is clear what it counts.
    Unknown,
    /// No two of its amounts can be compared.
    Alone,
}

impl Coverage {
    /// Returns whether enough was checked to say that a document is clean.
    pub const fn is_enough(&self) -> bool {
        let all = self.printed + self.images * AMOUNTS_OF_A_PAGE;
        self.checked > 0 && !self.is_cut_off && self.checked * 100 >= all * ENOUGH
    }

    /// Returns why nothing was checked, if nothing was.
    pub const fn gap(&self) -> Option<Gap> {
        match self {
            Self { checked: 1.., .. } => None,
            Self { images: 1.., .. } => Some(Gap::Images),
            Self { printed: 0, without_unit: 1.., .. } => Some(Gap::Unit),
            Self { printed: 0, blank_tables: 1.., .. } => Some(Gap::Blank),
            Self { printed: 0, .. } => Some(Gap::NoAmounts),
            Self { understood: 0, .. } => Some(Gap::Unknown),
            _ => Some(Gap::Alone),
        }
    }

    /// Adds what another document covers.
    pub(crate) const fn add(&mut self, other: &Self) {
        self.printed += other.printed;
        self.understood += other.understood;
        self.checked += other.checked;
        self.without_unit += other.without_unit;
        self.blank_tables += other.blank_tables;
        self.images += other.images;
        self.is_cut_off |= other.is_cut_off;
    }
}

impl Gap {
    /// The word by which programs know it.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Images => "images",
            Self::Unit => "no_unit",
            Self::Blank => "blank",
            Self::NoAmounts => "no_amounts",
            Self::Unknown => "not_understood",
            Self::Alone => "nothing_to_compare",
        }
    }

    /// Why nothing was checked, and what to do.
    pub fn told(self) -> Message {
        match self {
            Self::Images => Message::new(
                "页面只有图片，没有文字。请换成能复制文字的文件，或加 --ocr 识别后再核对。",
                "The pages show images without text. Use a file whose text can be copied, or recognise it with --ocr.",
            ),
            Self::Unit => Message::new(
                "表中有数字，但没有写明金额单位。请在表名下面或表头写明，如“单位：万元”。",
                "The tables print numbers but no unit of money. State it below the title or in the head, such as 单位：万元.",
            ),
            Self::Blank => Message::new(
                "表都是空的，没有填数字。请确认是不是空白表样；确实没有数字的，在表下注明。",
                "The tables are blank. If this is not an empty form, state below each table that there is nothing.",
            ),
            Self::NoAmounts => Message::new(
                "文件里没有带金额单位的数字。请确认选的是预算、决算的公开文件。",
                "The document prints no amount of money. Make sure that it is a published budget or final accounts.",
            ),
            Self::Unknown => Message::new(
                "文件里有金额，但表名、表头和文字都没有说清统计的是什么。请确认是预算、决算的公开文件，表名、表头是否完整；可用 yusuan read 看读到了什么。",
                "The document prints amounts, but neither titles, heads nor sentences say what they count. Make sure that it is a published budget or final accounts and that titles and heads are complete; yusuan read shows what was read.",
            ),
            Self::Alone => Message::new(
                "看懂的金额之间没有可以互相核对的：没有列出各项的合计，也没有别处再印的同一个数。请把其他各表、说明文字或上年文件一起检查。",
                "No two of the amounts can be compared: no total is listed with its parts, and no amount is printed twice. Check the other tables, the text or last year's document together with it.",
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coverage(printed: usize, understood: usize, checked: usize) -> Coverage {
        Coverage { printed, understood, checked, ..Coverage::default() }
    }

    #[test]
    fn a_document_is_clean_only_where_enough_was_checked() {
        assert!(coverage(100, 80, 75).is_enough());
        assert!(!coverage(100, 80, 74).is_enough());
        assert!(!coverage(0, 0, 0).is_enough());
        assert!(!Coverage { is_cut_off: true, ..coverage(100, 100, 100) }.is_enough());
    }

    #[test]
    fn a_page_without_text_counts_as_a_page_of_amounts() {
        assert!(Coverage { images: 1, ..coverage(100, 100, 100) }.is_enough());
        assert!(!Coverage { images: 4, ..coverage(100, 100, 100) }.is_enough());
    }

    #[test]
    fn why_nothing_was_checked_is_told() {
        let none = Coverage::default();
        assert_eq!(coverage(3, 2, 2).gap(), None);
        assert_eq!(none.gap(), Some(Gap::NoAmounts));
        assert_eq!(Coverage { images: 1, ..coverage(3, 0, 0) }.gap(), Some(Gap::Images));
        assert_eq!(Coverage { without_unit: 9, ..none }.gap(), Some(Gap::Unit));
        assert_eq!(Coverage { blank_tables: 2, ..none }.gap(), Some(Gap::Blank));
        assert_eq!(coverage(3, 0, 0).gap(), Some(Gap::Unknown));
        assert_eq!(coverage(3, 3, 0).gap(), Some(Gap::Alone));
    }
}
