//! The characters of a glyph; those that fonts give for others that look the same.

use unicode_normalization::UnicodeNormalization;

/// The characters of a glyph, nearly always one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Text {
    One(char),
    More(Box<str>),
}

/// Radicals that stand for the whole character and that no normal form replaces.
const RADICALS: [(char, char); 30] = [
    ('⺎', '兀'),
    ('⺟', '母'),
    ('⺠', '民'),
    ('⺫', '罒'),
    ('⺮', '竹'),
    ('⺯', '糸'),
    ('⻄', '西'),
    ('⻅', '见'),
    ('⻆', '角'),
    ('⻉', '贝'),
    ('⻋', '车'),
    ('⻓', '长'),
    ('⻔', '门'),
    ('⻗', '雨'),
    ('⻘', '青'),
    ('⻙', '韦'),
    ('⻚', '页'),
    ('⻛', '风'),
    ('⻜', '飞'),
    ('⻝', '食'),
    ('⻢', '马'),
    ('⻣', '骨'),
    ('⻤', '鬼'),
    ('⻥', '鱼'),
    ('⻦', '鸟'),
    ('⻧', '卤'),
    ('⻨', '麦'),
    ('⻩', '黄'),
    ('⻬', '齐'),
    ('⻰', '龙'),
];

/// A character as people write it: radicals and compatibility forms of Chinese characters
/// as the characters themselves, ligatures as their letters.
pub fn plain(character: char) -> Text {
    match character {
        '\u{2e80}'..='\u{2eff}' => {
            let found = RADICALS.iter().find(|(radical, _)| *radical == character);
            Text::One(found.map_or(character, |(_, whole)| *whole))
        }
        '\u{2f00}'..='\u{2fdf}' | '\u{f900}'..='\u{faff}' | '\u{2f800}'..='\u{2fa1f}' => {
            Text::One(character.nfkc().next().unwrap_or(character))
        }
        '\u{fb00}'..='\u{fb06}' => Text::More(character.nfkc().collect::<String>().into()),
        _ => Text::One(character),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radicals_and_ligatures_are_written_out() {
        assert_eq!(plain('\u{2f00}'), Text::One('一'));
        assert_eq!(plain('⻚'), Text::One('页'));
        assert_eq!(plain('\u{f9da}'), Text::One('栗'));
        assert_eq!(plain('ﬁ'), Text::More("fi".into()));
        assert_eq!(plain('预'), Text::One('预'));
    }
}
