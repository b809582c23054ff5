//! The descriptor of a Fiscal Data Package: what the columns of `budget.csv` are.
//!
//! Source: Fiscal Data Package 1.0rc1, a Tabular Data Package whose fields carry
//! `columnType`s. All its extensions are optional; the columns that its taxonomy has no type
//! for carry none.

use document::data::Column;
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
    /// The name of the file with the data.
    pub data: String,
}

/// `datapackage.json` for a file of data, `budget.csv`, of these columns beside it. The column `id` counts the
/// rows.
pub fn write(package: &Package, columns: impl IntoIterator<Item = Column>) -> Vec<u8> {
    let fields: Vec<Value> = columns.into_iter().map(|column| field(&column)).collect();
    let mut descriptor = json!({
        "profile": "tabular-data-package",
        "name": name(&package.name),
        "title": package.title,
        "countryCode": "CN",
        "granularity": "aggregated",
        "resources": [{
            "profile": "tabular-data-resource",
            "name": "budget",
            "path": package.data,
            "format": "csv",
            "mediatype": "text/csv",
            "encoding": "utf-8",
            "schema": {
                "fields": fields,
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

/// What the taxonomy of the format calls a column; nothing where it has no name for it.
fn column_type(name: &str) -> Option<&'static str> {
    Some(match name {
        "id" => "budget-line-id",
        "department_code" => "administrative-classification:generic:level1:code",
        "department_name" => "administrative-classification:generic:level1:label",
        "unit_code" => "administrative-classification:generic:level2:code",
        "unit_name" => "administrative-classification:generic:level2:label",
        "year" => "date:fiscal-year",
        "stage" => "phase:id",
        "flow" => "direction",
        "fund" => "fin-source:generic:code",
        "function" => "functional-classification:generic:code",
        "economic" => "economic-classification:generic:code",
        "purpose" => "activity:generic:program:code",
        "item" => "activity:generic:project:label",
        "amount" => "value",
        _ => return None,
    })
}

fn field(column: &Column) -> Value {
    let mut field = json!({
        "name": column.name,
        "type": column.kind.name(),
        "title": column.title,
        "description": format!("{}。{}.", column.zh, column.en),
    });
    if let (Some(kind), Some(object)) = (column_type(column.name), field.as_object_mut()) {
        object.insert("columnType".to_owned(), json!(kind));
    }
    field
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
    use document::data::Kind;

    #[test]
    fn the_descriptor_describes_the_columns() {
        let column = |name, kind| Column {
            name,
            kind,
            unit: "元",
            title: "金额",
            zh: "准确金额",
            en: "Exact amount",
            example: "1.00",
        };
        let columns = [column("amount", Kind::Decimal), column("preferred", Kind::Boolean)];
        let package =
            Package {
                name: "某局 Budget-2031".to_owned(), year: Some(2031), ..Package::default()
            };
        let value: Value = serde_json::from_slice(&write(&package, columns)).unwrap();
        assert_eq!(value["name"], "budget-2031");
        assert_eq!(value["fiscalPeriod"]["end"], "2031-12-31");
        let fields = &value["resources"][0]["schema"]["fields"];
        let amount = json!({
            "name": "amount",
            "type": "number",
            "title": "金额",
            "description": "准确金额。Exact amount.",
            "columnType": "value",
        });
        assert_eq!(fields[0], amount);
        assert_eq!(fields[1]["columnType"], Value::Null);
    }
}
