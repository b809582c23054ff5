//! Serialisation of types from crates without serde.

use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// `{"zh": …, "en": …}`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "message::Message")]
pub(crate) struct Message {
    zh: String,
    en: String,
}

/// `"error"`, `"warning"` or `"note"`.
#[derive(Serialize, Deserialize)]
#[serde(remote = "message::Severity", rename_all = "snake_case")]
pub(crate) enum Severity {
    Error,
    Warning,
    Note,
}

/// `{"line": 3}`, `{"cell": {"table": 1, "row": 2, "column": 3}}` and so on.
#[derive(Serialize, Deserialize)]
#[serde(remote = "document::Place", rename_all = "snake_case")]
pub(crate) enum Place {
    Line(u32),
    Paragraph(u32),
    Cell { table: u32, row: u32, column: u32 },
    Sheet { sheet: Arc<str>, row: u32, column: u32 },
    Page { page: u32, area: [i32; 4] },
}

/// Types with `Display` and `FromStr`, as strings.
pub(crate) mod text {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
    use std::fmt::Display;
    use std::str::FromStr;

    pub(crate) fn serialize<T: Display, S: Serializer>(
        value: &Option<T>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(T::to_string).serialize(out)
    }

    pub(crate) fn deserialize<'de, T, D>(input: D) -> Result<Option<T>, D::Error>
    where
        T: FromStr<Err: Display>,
        D: Deserializer<'de>,
    {
        let text = Option::<String>::deserialize(input)?;
        text.map(|text| text.parse().map_err(D::Error::custom)).transpose()
    }
}

/// An amount as a whole number of 分.
pub(crate) mod fen {
    use ledger::Amount;
    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    pub(crate) fn serialize<S: Serializer>(
        amount: &Option<Amount>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        amount.map(Amount::fen).serialize(out)
    }

    pub(crate) fn deserialize<'de, D>(input: D) -> Result<Option<Amount>, D::Error>
    where
        D: Deserializer<'de>,
    {
        Ok(Option::<i64>::deserialize(input)?.map(Amount::from_fen))
    }
}

/// A unit of money by its name, `万元`.
pub(crate) mod unit {
    use ledger::MoneyUnit;
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};

    pub(crate) fn serialize<S: Serializer>(
        unit: &Option<MoneyUnit>,
        out: S,
    ) -> Result<S::Ok, S::Error> {
        unit.map(MoneyUnit::name).serialize(out)
    }

    pub(crate) fn deserialize<'de, D>(input: D) -> Result<Option<MoneyUnit>, D::Error>
    where
        D: Deserializer<'de>,
    {
        let Some(name) = Option::<String>::deserialize(input)? else { return Ok(None) };
        let unit = MoneyUnit::ALL.into_iter().find(|unit| unit.name() == name);
        let unit = unit.ok_or_else(|| D::Error::custom(format!("unknown unit of money: {name}")));
        unit.map(Some)
    }
}
