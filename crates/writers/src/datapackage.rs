//! The descriptor of a Fiscal Data Package: what the columns of `budget.csv` are.
//!
//! Source: Fiscal Data Package 1.0rc1, a Tabular Data Package whose fields carry
//! `columnType`s. All its extensions are optional; the columns that its taxonomy has no type
//! for carry none.

use serde_json::{Value, json};

/// What the package says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Package {
    /// A short name for addresses: small Latin letters, digits, `-`, `_` and `.`.
    pub name: String,
    /// Its title in words.
    pub title: String,
    /// The fiscal year, if all data are of one.
    pub year: Option<u16>,
}

/// `datapackage.json` for the `budget.csv` that [`crate::csv::budget`] writes beside it.
pub fn write(package: &Package) -> Vec<u8> {
    let mut descriptor = json!({
        "profile": "tabular-data-package",
        "name": name(&package.name),
        "title": package.title,
        "countryCode": "CN",
        "granularity": "aggregated",
        "resources": [{
            "profile": "tabular-data-resource",
            "name": "budget",
            "path": "budget.csv",
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": fields(),
                "primaryKey": ["id"],
                "missingValues": [""],
                "extraFields": [{
                    "name": "currency",
                    "type": "string",
                    "columnType": "value-currency:code",
                    "constant": "CNY",
                }],
            },
        }],
    });
    if let (Some(year), Some(object)) = (package.year, descriptor.as_object_mut()) {
        let period =
            json!({ "start": format!("{year:04}-01-01"), "end": format!("{year:04}-12-31") });
        object.insert("fiscalPeriod".to_owned(), period);
    }
    format!("{descriptor:#}\n").into_bytes()
}

/// The columns of `budget.csv`: name, type, title and column type.
const FIELDS: [(&str, &str, &str, &str); 12] = [
    ("id", "integer", "序号", "budget-line-id"),
    ("entity", "string", "单位", "administrative-classification:generic:code"),
    ("year", "integer", "年度", "date:fiscal-year"),
    ("stage", "string", "阶段", "phase:id"),
    ("flow", "string", "收支", "direction"),
    ("fund", "string", "资金", "fin-source:generic:code"),
    ("function", "string", "功能分类", "functional-classification:generic:code"),
    ("economic", "string", "经济分类", "economic-classification:generic:code"),
    ("purpose", "string", "支出性质", "activity:generic:program:label"),
    ("scope", "string", "口径", ""),
    ("amount", "number", "金额（元）", "value"),
    ("printed", "string", "原文", ""),
];

fn fields() -> Vec<Value> {
    let field = |(name, kind, title, column_type): &(&str, &str, &str, &str)| {
        let mut field = json!({ "name": name, "type": kind, "title": title });
        if let (false, Some(object)) = (column_type.is_empty(), field.as_object_mut()) {
            object.insert("columnType".to_owned(), json!(column_type));
        }
        field
    };
    FIELDS.iter().map(field).collect()
}

/// The name as the format allows it.
fn name(wanted: &str) -> String {
    let allowed = |c: &char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.".contains(*c);
    let name: String = wanted.to_lowercase().chars().filter(allowed).collect();
    if name.is_empty() { "budget".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::csv::BUDGET_COLUMNS;

    #[test]
    fn the_descriptor_names_the_columns_that_are_written() {
        assert_eq!(FIELDS.map(|field| field.0), BUDGET_COLUMNS);
        let package =
            Package {
                name: "某局 Budget-2031".to_owned(), year: Some(2031), ..Package::default()
            };
        let value: Value = serde_json::from_slice(&write(&package)).unwrap();
        assert_eq!(value["name"], "budget-2031");
        assert_eq!(value["fiscalPeriod"]["end"], "2031-12-31");
        assert_eq!(value["resources"][0]["schema"]["fields"][10]["columnType"], "value");
    }
}
