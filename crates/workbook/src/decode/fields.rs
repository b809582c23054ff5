//! What a cell says, by what its column holds.

use crate::lists::{List, NO, YES};
use crate::money;
use crate::near;
use crate::raw::Value;
use crate::tables::Column;
use crate::{Kind, Problem, Spot};
use ledger::{Amount, MoneyUnit, Node, NotAnAmount, Printed};
use message::Message;
use sheets::half_width;
use std::sync::Arc;

/// A cell with its place.
pub(crate) struct Field<'a> {
    pub value: &'a Value,
    pub spot: Spot,
    pub column: &'static Column,
}

impl Field<'_> {
    /// Its words; empty where it is blank and may be.
    pub(crate) fn words(&self) -> Result<String, Problem> {
        self.shared().map(|words| words.as_ref().to_owned())
    }

    /// Its words, as all cells of the sheet share them.
    pub(crate) fn shared(&self) -> Result<Arc<str>, Problem> {
        match self.value {
            Value::Empty if self.column.required => Err(self.blank()),
            Value::Empty => Ok(Arc::default()),
            Value::Text(text) | Value::Number(text) => Ok(Arc::clone(text)),
            Value::Date => Err(self.error(
                "单元格是日期，不是文字。把格式设为“文本”后重新填写",
                "is a date, not text. Format the cell as text and fill it in again",
            )),
            Value::Truth => Err(self.error(
                "单元格是逻辑值（TRUE/FALSE），不是文字",
                "is a truth value (TRUE/FALSE), not text",
            )),
            Value::Broken(what) => Err(self.error(
                format!("单元格没有可用的结果（{what}）。请改正公式，或直接填写"),
                format!("has no result ({what}). Mend the formula, or fill it in"),
            )),
        }
    }

    /// Its amount.
    pub(crate) fn money(
        &self,
        unit: MoneyUnit,
        warnings: &mut Vec<Problem>,
    ) -> Result<Amount, Problem> {
        let words = self.words()?;
        let amount = Printed::parse(&half_width(&words), unit)
            .map_err(|why| self.no_money(&words, unit, why))?;
        let amount = amount.nominal();
        if amount.fen() < 0 {
            let shown = money::decimal(amount, unit);
            warnings.push(
                Problem::warning(
                    self.spot.clone(),
                    format!("金额是负数（{shown}）。确实要冲减的可以保留，否则请改正。"),
                    format!(
                        "The amount is negative ({shown}). Keep it only if money is taken back."
                    ),
                )
                .of(Kind::Line),
            );
        }
        Ok(amount)
    }

    /// Its whole number, which is not negative.
    pub(crate) fn count(&self) -> Result<u32, Problem> {
        let words = self.words()?;
        half_width(&words).parse().map_err(|_| {
            self.error(
                format!("“{words}”不是 0 或正整数。只填数字，不带单位和小数"),
                format!("must be a whole number, 0 or more, not {words}"),
            )
        })
    }

    /// Its node; `None` where it is blank and may be.
    pub(crate) fn node(&self, list: List) -> Result<Option<Node>, Problem> {
        let words = self.words()?;
        if words.is_empty() {
            return Ok(None);
        }
        list.node(&words).map(Some).ok_or_else(|| {
            let offered: Vec<&str> = list.offered().into_iter().chain(list.none()).collect();
            let Message { zh, en } = near::hint(&near::near(&words, offered.iter().copied()));
            self.error(
                format!("没有“{words}”。{zh}可以填：{}", offered.join("、")),
                format!("cannot be {words}.{en} It may be: {}", offered.join(", ")),
            )
        })
    }

    /// Yes or no; no where it is blank.
    pub(crate) fn yes(&self) -> Result<bool, Problem> {
        match self.words()?.as_str() {
            YES => Ok(true),
            NO | "" => Ok(false),
            other => Err(self.error(
                format!("只能填“{YES}”或“{NO}”，不能填“{other}”"),
                format!("must be {YES} (yes) or {NO} (no), not {other}"),
            )),
        }
    }

    /// Something wrong with it; the heading comes first.
    pub(crate) fn error(&self, zh: impl AsRef<str>, en: impl AsRef<str>) -> Problem {
        let heading = self.column.heading;
        Problem::error(
            self.spot.clone(),
            format!("{heading}：{}。", zh.as_ref()),
            format!("{heading} {}.", en.as_ref()),
        )
    }

    /// That it is not filled in.
    pub(crate) fn blank(&self) -> Problem {
        self.error("没有填。这一行有内容，这一格必须填", "is blank, and a filled row needs it")
    }

    fn no_money(&self, words: &str, unit: MoneyUnit, why: NotAnAmount) -> Problem {
        let most = unit.fen_digits();
        match why {
            NotAnAmount::Words => self.error(
                format!("“{words}”不是数字。只填数字，不带单位和文字；没有金额的填 0"),
                format!("“{words}” is not a number. Enter digits only, and 0 for nothing"),
            ),
            NotAnAmount::TooFine => self.error(
                format!("{words} 精确到了分以下。以{unit}为单位最多 {most} 位小数，请按分取整后填写"),
                format!("{words} is finer than one 分. In {unit} there are at most {most} decimals; round it"),
            ),
            NotAnAmount::TooLarge => self.error(
                format!("{words} 太大，不会是预算金额。请检查位数和金额单位（现在是{unit}）"),
                format!("{words} is larger than any budget. Check its digits and the unit, now {unit}"),
            ),
        }
    }
}
