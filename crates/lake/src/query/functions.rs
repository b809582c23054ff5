//! Functions of SQL for money: `yuan(fen)` and `percent(part, whole)`, both exact.

use datafusion::arrow::array::{ArrayRef, Decimal128Array, Int64Array};
use datafusion::arrow::datatypes::DataType;
use datafusion::common::cast::as_int64_array;
use datafusion::error::{DataFusionError, Result};
use datafusion::logical_expr::{ColumnarValue, ScalarUDF, Volatility, create_udf};
use datafusion::scalar::ScalarValue;
use std::sync::Arc;

/// The digits of a result, two of them decimals.
const DIGITS: u8 = 36;

/// The same functions for DuckDB.
pub(crate) const IN_DUCKDB: &str = "\
CREATE OR REPLACE MACRO yuan(fen) AS
    CAST(fen AS DECIMAL(36, 0)) * CAST(0.01 AS DECIMAL(2, 2));
CREATE OR REPLACE MACRO percent(part, whole) AS
    CASE WHEN whole <> 0 THEN
        CAST(sign(part) * sign(whole)
             * ((abs(CAST(part AS HUGEINT)) * 20000 + abs(CAST(whole AS HUGEINT)))
                // (2 * abs(CAST(whole AS HUGEINT)))) AS DECIMAL(36, 0))
        * CAST(0.01 AS DECIMAL(2, 2))
    END;
";

/// Returns the functions, each with what it is called with.
pub(crate) fn all() -> [ScalarUDF; 2] {
    let result = DataType::Decimal128(DIGITS, 2);
    let integer = DataType::Int64;
    let one = vec![integer.clone()];
    let two = vec![integer.clone(), integer];
    [
        create_udf("yuan", one, result.clone(), Volatility::Immutable, Arc::new(yuan)),
        create_udf("percent", two, result, Volatility::Immutable, Arc::new(percent)),
    ]
}

/// Returns amounts in 分 as amounts in 元 with two decimals.
fn yuan(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    each(arguments, |arrays| {
        let fen = integers(arrays, 0)?;
        Ok(fen.iter().map(|fen| fen.map(i128::from)).collect())
    })
}

/// Returns parts in percent of wholes with two decimals, rounded half away from zero; null where
/// the whole is 0.
fn percent(arguments: &[ColumnarValue]) -> Result<ColumnarValue> {
    each(arguments, |arrays| {
        let pairs = integers(arrays, 0)?.iter().zip(integers(arrays, 1)?);
        Ok(pairs.map(|(part, whole)| hundredths(part?, whole?)).collect())
    })
}

/// Calculates a value for each row, or one where the arguments are the same in all.
fn each(
    arguments: &[ColumnarValue],
    calculate: impl Fn(&[ArrayRef]) -> Result<Decimal128Array>,
) -> Result<ColumnarValue> {
    let arrays = ColumnarValue::values_to_arrays(arguments)?;
    let values = calculate(&arrays)?.with_precision_and_scale(DIGITS, 2)?;
    let is_one = arguments.iter().all(|it| matches!(it, ColumnarValue::Scalar(_)));
    Ok(match is_one {
        true => ColumnarValue::Scalar(ScalarValue::try_from_array(&values, 0)?),
        false => ColumnarValue::Array(Arc::new(values)),
    })
}

fn hundredths(part: i64, whole: i64) -> Option<i128> {
    let (part, whole) = (i128::from(part), i128::from(whole));
    let rounded = (part.abs() * 20_000 + whole.abs()).checked_div(2 * whole.abs())?;
    Some(part.signum() * whole.signum() * rounded)
}

fn integers(arrays: &[ArrayRef], at: usize) -> Result<&Int64Array> {
    let array = arrays.get(at).ok_or_else(|| DataFusionError::Plan("an argument".to_owned()))?;
    as_int64_array(array)
}

#[cfg(test)]
mod tests {
    use super::*;
    use datafusion::arrow::array::Array;

    #[test]
    fn percent_is_rounded_half_away_from_zero() {
        assert_eq!(hundredths(1, 3), Some(3333));
        assert_eq!(hundredths(-1, 8), Some(-1250));
        assert_eq!(hundredths(1, 20_000), Some(1));
        assert_eq!(hundredths(-1, 20_000), Some(-1));
        assert_eq!(hundredths(i64::MIN, 1), Some(i128::from(i64::MIN) * 10_000));
        assert_eq!(hundredths(1, 0), None);
    }

    #[test]
    fn yuan_keeps_every_fen() {
        let fen = Int64Array::from(vec![Some(i64::MAX), Some(-5), None]);
        let ColumnarValue::Array(array) = yuan(&[ColumnarValue::Array(Arc::new(fen))]).unwrap()
        else {
            panic!("an array in, an array out");
        };
        let printed = datafusion::arrow::util::display::array_value_to_string;
        assert_eq!(printed(&array, 0).unwrap(), "92233720368547758.07");
        assert_eq!(printed(&array, 1).unwrap(), "-0.05");
        assert!(array.is_null(2));
    }
}
