//! `budget.csv`: the amounts of a published budget by their dimensions.

use super::{COLUMNS, Record, RecordColumn};
use document::data::{Column, Kind, Value};

/// The columns that are those of a record.
const OF_RECORD: [&str; 18] = [
    "division",
    "department_code",
    "department_name",
    "unit_code",
    "unit_name",
    "year",
    "stage",
    "flow",
    "fund",
    "function",
    "economic",
    "purpose",
    "memo",
    "item",
    "scope",
    "counts",
    "printed",
    "preferred",
];

/// The number of a row.
pub const ID: Column = Column {
    name: "id",
    kind: Kind::Integer,
    unit: "",
    title: "序号",
    zh: "第几行，供其他文件引用",
    en: "Number of the row, by which other files refer to it",
    example: "1",
};

/// The amount in yuan.
pub const AMOUNT: Column = Column {
    name: "amount",
    kind: Kind::Decimal,
    unit: "元",
    title: "金额",
    zh: "底稿的准确金额；同一口径的各行金额相同",
    en: "The exact amount of the ledger; rows of the same scope have the same amount",
    example: "13205000.00",
};

/// Returns the columns in order.
pub fn columns() -> impl Iterator<Item = Column> {
    let of_record = of_record().map(|column| column.column);
    std::iter::once(ID).chain(of_record).chain([AMOUNT])
}

/// Returns a row for each record that prints a number, the first with that number.
pub fn rows(records: &[Record], first: u32) -> impl Iterator<Item = Vec<Value<'_>>> {
    let printed = records.iter().filter(|record| record.value.printed().is_some());
    (first..).zip(printed).map(|(id, record)| {
        let of_record = of_record().map(|column| (column.value)(record));
        let amount = yuan(record.fen).into();
        std::iter::once(id.into()).chain(of_record).chain([amount]).collect()
    })
}

fn of_record() -> impl Iterator<Item = &'static RecordColumn> {
    COLUMNS.iter().filter(|column| OF_RECORD.contains(&column.column.name))
}

/// An amount in yuan with its two decimals.
fn yuan(fen: i64) -> String {
    let sign = if fen < 0 { "-" } else { "" };
    let all = fen.unsigned_abs();
    format!("{sign}{}.{:02}", all / 100, all % 100)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_exact_in_yuan() {
        assert_eq!(yuan(242_310_000), "2423100.00");
        assert_eq!(yuan(-5), "-0.05");
        assert_eq!(yuan(i64::MIN), "-92233720368547758.08");
    }

    #[test]
    fn every_column_of_a_record_that_is_named_exists() {
        assert_eq!(of_record().count(), OF_RECORD.len());
    }
}
