//! Lists of property changes ("sprms"), which modify the properties of the style.

use super::bytes::{u8_at, u16_at, u32_at};
use super::pieces::Modifier;
use crate::{Limits, ReadError, limits::Limit};

/// One property change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sprm<'a> {
    pub code: u16,
    /// Its value, without the length that precedes a value of variable length.
    pub value: &'a [u8],
}

/// The source of long lists, with the number of bytes read so far.
pub(super) struct Source<'a> {
    /// The `Data` stream.
    pub data: &'a [u8],
    spent: usize,
    most: Limit,
}

impl Sprm<'_> {
    /// Returns the value as a number, from its first one, two or four bytes.
    pub fn number(&self) -> u32 {
        let value = self.value;
        u32_at(value, 0)
            .or_else(|| u16_at(value, 0).map(u32::from))
            .or_else(|| u8_at(value, 0).map(u32::from))
            .unwrap_or_default()
    }

    /// Returns whether the property is switched on.
    pub fn is_on(&self) -> bool {
        self.number() & 0xFF != 0
    }
}

impl<'a> Source<'a> {
    pub fn new(data: &'a [u8], limits: &Limits) -> Self {
        Self { data, spent: 0, most: limits.property_bytes }
    }

    /// Calls `apply` for every change in a list, including those of a list that it refers to.
    ///
    /// Fails if too many bytes have been read.
    pub fn for_each(
        &mut self,
        list: &[u8],
        apply: &mut dyn FnMut(Sprm<'_>),
    ) -> Result<(), ReadError> {
        const LONG: [u16; 3] = [0x6645, 0x6646, 0x646B];
        self.spend(list.len())?;
        for sprm in sprms(list) {
            if !LONG.contains(&sprm.code) {
                apply(sprm);
                continue;
            }
            let data = self.data.get(sprm.number() as usize..).unwrap_or_default();
            let length = usize::from(u16_at(data, 0).unwrap_or_default());
            let more = data.get(2..).unwrap_or_default();
            let more = more.get(..length).unwrap_or(more);
            self.spend(more.len())?;
            sprms(more).for_each(&mut *apply);
        }
        Ok(())
    }

    /// Calls `apply` for the changes that a piece of text makes.
    pub fn for_each_of_piece(
        &mut self,
        modifier: Modifier<'_>,
        apply: &mut dyn FnMut(Sprm<'_>),
    ) -> Result<(), ReadError> {
        match modifier {
            Modifier::Many(list) => self.for_each(list, apply)?,
            Modifier::One(number, value) => {
                let code = match number {
                    0x18 => 0x2416,
                    0x19 => 0x2417,
                    0x41 => 0x0800,
                    0x5C => 0x083C,
                    _ => return Ok(()),
                };
                apply(Sprm { code, value: &[value] });
            }
        }
        Ok(())
    }

    fn spend(&mut self, bytes: usize) -> Result<(), ReadError> {
        self.spent += bytes;
        self.most.check(self.spent)
    }
}

/// Returns the changes of a list, up to the first that is cut short.
fn sprms(mut list: &[u8]) -> impl Iterator<Item = Sprm<'_>> {
    std::iter::from_fn(move || {
        let code = u16_at(list, 0)?;
        let rest = list.get(2..)?;
        let (head, length) = extent(code, rest)?;
        let value = rest.get(head..head + length)?;
        list = rest.get(head + length..)?;
        Some(Sprm { code, value })
    })
}

/// Returns the number of bytes before a value, and the number of its bytes.
fn extent(code: u16, rest: &[u8]) -> Option<(usize, usize)> {
    Some(match (code, code >> 13) {
        // The definition of a row may be long; its length is one byte too large.
        (0xD608, _) => (2, usize::from(u16_at(rest, 0)?).saturating_sub(1)),
        // There are too many tab stops for the length to fit.
        (0xC615, _) if u8_at(rest, 0)? == 0xFF => {
            let deleted = 4 * usize::from(u8_at(rest, 1)?);
            (1, 2 + deleted + 3 * usize::from(u8_at(rest, 2 + deleted)?))
        }
        (_, 0 | 1) => (0, 1),
        (_, 2 | 4 | 5) => (0, 2),
        (_, 3) => (0, 4),
        (_, 6) => (1, usize::from(u8_at(rest, 0)?)),
        _ => (0, 3),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_have_the_length_given_by_their_code() {
        let list = [
            0x16, 0x24, 1, 0x40, 0x26, 7, 0x0B, 0x46, 2, 0, 0x49, 0x66, 1, 0, 0, 0, 0x08, 0xD6, 3,
            0, 9, 9, 0x15, 0xC6, 2, 0, 0, 0x01, 0x96, 5, 0, 0x4B,
        ];
        let read: Vec<_> = sprms(&list).map(|sprm| (sprm.code, sprm.value.to_vec())).collect();
        assert_eq!(
            read,
            [
                (0x2416, vec![1]),
                (0x2640, vec![7]),
                (0x460B, vec![2, 0]),
                (0x6649, vec![1, 0, 0, 0]),
                (0xD608, vec![9, 9]),
                (0xC615, vec![0, 0]),
                (0x9601, vec![5, 0]),
            ]
        );
    }

    #[test]
    fn long_lists_are_in_another_stream_and_count() {
        let data = [0, 0, 3, 0, 0x16, 0x24, 1];
        let list = [0x46, 0x66, 2, 0, 0, 0];
        let mut limits = Limits::DEFAULT;
        limits.property_bytes.most = 17;
        let mut source = Source::new(&data, &limits);
        let mut seen = Vec::new();
        source.for_each(&list, &mut |sprm| seen.push((sprm.code, sprm.number()))).unwrap();
        assert_eq!(seen, [(0x2416, 1)]);
        assert_eq!(
            source.for_each(&list, &mut |_| {}),
            Err(ReadError::TooLarge(limits.property_bytes))
        );
    }
}
