use std::fmt;

/// An amount of money in 分 (a hundredth of a yuan).
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Amount(i64);

impl Amount {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// An amount of `fen` 分.
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// The amount in 分.
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// The sum, or `None` where it exceeds what an amount can hold.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, or `None` where it exceeds what an amount can hold.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }
}

/// The unit in which a table or a sentence prints its money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MoneyUnit {
    /// 元
    Yuan,
    /// 千元
    ThousandYuan,
    /// 万元
    TenThousandYuan,
    /// 亿元
    HundredMillionYuan,
    /// 万亿元
    TrillionYuan,
}

impl MoneyUnit {
    /// All units, the longest name first, as a parser has to try them.
    pub const ALL: [Self; 5] = [
        Self::TrillionYuan,
        Self::HundredMillionYuan,
        Self::TenThousandYuan,
        Self::ThousandYuan,
        Self::Yuan,
    ];

    /// Returns this unit in 分: 10 to the power of [`Self::fen_digits`].
    pub const fn fen(self) -> i64 {
        10_i64.pow(self.fen_digits() as u32)
    }

    /// The number of decimals at which one 分 is one step of the last digit.
    pub const fn fen_digits(self) -> u8 {
        match self {
            Self::Yuan => 2,
            Self::ThousandYuan => 5,
            Self::TenThousandYuan => 6,
            Self::HundredMillionYuan => 10,
            Self::TrillionYuan => 14,
        }
    }

    /// The unit's name as it is printed.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Yuan => "元",
            Self::ThousandYuan => "千元",
            Self::TenThousandYuan => "万元",
            Self::HundredMillionYuan => "亿元",
            Self::TrillionYuan => "万亿元",
        }
    }
}

impl fmt::Display for MoneyUnit {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.name())
    }
}
