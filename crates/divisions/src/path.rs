//! The division with which a text begins.

use crate::list::{Division, Level, List};
use ledger::Year;

/// The longest name in characters.
pub(crate) const LONGEST: usize = 15;

/// The shortest name in characters that says for itself which division it is. Shorter ones (东区,
/// 城区, 郊区) are parts of many places that are no divisions; a county's (沙县) are not.
const SHORTEST: usize = 3;

/// The organisations of which a division has one each, by the words before its name.
const ORGANISATIONS: [&str; 6] =
    ["中国共产主义青年团", "中国人民政治协商会议", "中国共产党", "中共", "共青团", "政协"];

/// How the name of a division ends that is not in the list: of a county, a zone, a town.
const ENDS: [&str; 8] = ["县", "市", "区", "旗", "州", "镇", "乡", "街道"];

/// Words that end like a division's name and are none.
const WORDS: [&str; 22] = [
    "城市", "社区", "地区", "山区", "灾区", "老区", "库区", "林区", "牧区", "小区", "城区", "市区",
    "军区", "校区", "片区", "超市", "上市", "城乡", "城镇", "乡镇", "区县", "市县",
];

/// Characters with which the name of a body ends or a title goes on. No division's name contains
/// them.
const STOPS: &str = "局厅委院部办处所会馆校年0123456789，。：；,.;:（(“《";

/// What some texts say of one place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Place {
    /// They name no division.
    Unnamed,
    /// They name one that may be any of several.
    Ambiguous(Vec<&'static Division>),
    /// They name this one.
    Certain(&'static Division),
    /// They contradict each other, or name something that is no division of the list.
    Unknown,
}

impl Place {
    /// Returns the place with which a text begins, in the names of `year`, or of today.
    pub fn of(text: &str, year: Option<Year>) -> Self {
        let mut rest = without_organisation(text);
        let mut found: Vec<&'static Division> = Vec::new();
        let mut is_short = false;
        while let Some((next, name)) = step(rest, &found, year) {
            is_short = found.is_empty() && name.chars().count() < SHORTEST && !name.ends_with('县');
            rest = rest.get(name.len()..).unwrap_or_default();
            found = next;
        }
        let is_county = found.iter().all(|it| it.level() == Level::County);
        match found.as_slice() {
            [] => Self::Unnamed,
            _ if !is_county && begins_with_other(rest) => Self::Unknown,
            [_] if is_short => Self::Ambiguous(found),
            [only] => Self::Certain(only),
            _ => Self::Ambiguous(found),
        }
    }

    /// Returns what both say together: the narrower one, where one is within the other.
    pub fn and(self, other: Self) -> Self {
        let (one, other) = match (self, other) {
            (Self::Unknown, _) | (_, Self::Unknown) => return Self::Unknown,
            (Self::Unnamed, place) | (place, Self::Unnamed) => return place,
            (one, other) => (one.divisions(), other.divisions()),
        };
        let mut both: Vec<&'static Division> = Vec::new();
        for (one, other) in one.iter().flat_map(|one| other.iter().map(move |other| (*one, *other)))
        {
            let narrower = match () {
                () if one.contains(other) => other,
                () if other.contains(one) => one,
                () => continue,
            };
            if !both.contains(&narrower) {
                both.push(narrower);
            }
        }
        match both.as_slice() {
            [] => Self::Unknown,
            [only] => Self::Certain(only),
            _ => Self::Ambiguous(both),
        }
    }

    /// Returns the division, if it is certain.
    pub const fn certain(&self) -> Option<&'static Division> {
        match self {
            Self::Certain(division) => Some(division),
            _ => None,
        }
    }

    fn divisions(self) -> Vec<&'static Division> {
        match self {
            Self::Certain(division) => vec![division],
            Self::Ambiguous(divisions) => divisions,
            Self::Unnamed | Self::Unknown => Vec::new(),
        }
    }
}

/// Returns the divisions within those `above` that the longest name at the beginning of a text
/// means, and that name.
fn step<'t>(
    text: &'t str,
    above: &[&'static Division],
    year: Option<Year>,
) -> Option<(Vec<&'static Division>, &'t str)> {
    let is_below = |it: &&'static Division| {
        above.is_empty() || above.iter().any(|above| above.code != it.code && above.contains(it))
    };
    let ends: Vec<usize> =
        text.char_indices().take(LONGEST).map(|(at, c)| at + c.len_utf8()).collect();
    let names = ends.iter().skip(1).rev().filter_map(|end| text.get(..*end));
    let mut named = names.map(|name| {
        let divisions = List::get().called(name, year).filter(is_below).collect::<Vec<_>>();
        (divisions, name)
    });
    let found = named.find(|(divisions, _)| !divisions.is_empty());
    found.or_else(|| above.is_empty().then(|| shortened(text, year)).flatten())
}

/// 河北某市, 内蒙古某旗: a province by its short name, before a division of it.
fn shortened(text: &str, year: Option<Year>) -> Option<(Vec<&'static Division>, &str)> {
    let mut provinces = List::get().shortened(year);
    provinces.find_map(|province| {
        let length =
            province.name.chars().zip(text.chars()).take_while(|(one, other)| one == other);
        let end: usize = length.map(|(c, _)| c.len_utf8()).sum();
        let (name, rest) = text.split_at_checked(end)?;
        let is_name = name.chars().count() >= 2;
        (is_name && step(rest, &[province], year).is_some()).then(|| (vec![province], name))
    })
}

/// Returns the text without its list number and year, and without the words for an organisation.
fn without_organisation(text: &str) -> &str {
    let is_number =
        |c: char| c.is_whitespace() || c.is_ascii_digit() || "()（）〇年度、.".contains(c);
    let text = text.trim_start_matches(is_number);
    let text = text.strip_prefix("关于").unwrap_or(text);
    ORGANISATIONS.iter().find_map(|words| text.strip_prefix(words)).unwrap_or(text)
}

/// Returns whether a text begins with a name like that of a division: it may be within the one
/// before, so that the body is not of that one.
fn begins_with_other(text: &str) -> bool {
    let name = text.char_indices().take(LONGEST).take_while(|(_, c)| !STOPS.contains(*c));
    let ends = name.map(|(at, c)| at + c.len_utf8()).skip(1);
    let mut names = ends.filter_map(|end| text.get(..end));
    names.any(|name| {
        ENDS.iter().any(|end| name.ends_with(end)) && !WORDS.iter().any(|word| name.ends_with(word))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str, year: u16) -> &'static str {
        Place::of(text, Some(Year(year))).certain().map_or("", |division| division.code)
    }

    #[test]
    fn a_county_that_exists_once_is_certain() {
        assert_eq!(code("宁晋县财政局", 2023), "130528");
        assert_eq!(code("2023年宁晋县财政局部门预算", 2023), "130528");
        assert_eq!(code("中共宁晋县委员会宣传部", 2023), "130528");
        assert_eq!(code("赵县水务局", 2023), "130133");
    }

    #[test]
    fn a_name_that_several_bear_is_certain_only_below_another() {
        assert_eq!(code("长安区财政局", 2023), "");
        assert_eq!(code("石家庄市长安区财政局", 2023), "130102");
        assert_eq!(code("陕西省西安市长安区财政局", 2023), "610116");
        assert_eq!(code("河北省长安区财政局", 2023), "130102");
        assert_eq!(code("北京市朝阳区教育委员会", 2023), "110105");
        assert_eq!(code("湖南省长安区财政局", 2023), "", "it has none");
    }

    #[test]
    fn a_short_name_of_a_district_is_certain_only_below_another() {
        assert_eq!(code("东区财政局", 2023), "");
        assert_eq!(code("攀枝花市东区财政局", 2023), "510402");
    }

    #[test]
    fn names_are_those_of_the_year() {
        assert_eq!(code("邢台县教育局", 2018), "130521");
        assert_eq!(code("邢台县教育局", 2023), "");
        assert_eq!(code("崇明县农业委员会", 2014), "310230");
        assert_eq!(code("上海市崇明区农业委员会", 2018), "310151");
        assert_eq!(code("上海市崇明区农业委员会", 2012), "", "not yet a district");
        assert_eq!(code("襄樊市财政局", 2009), "420600");
        assert_eq!(code("毕节市财政局", 2013), "520500");
    }

    #[test]
    fn districts_of_shanghai_stand_right_below_it() {
        assert_eq!(code("上海市黄浦区财政局", 2025), "310101");
        assert_eq!(code("上海市浦东新区人民政府", 2025), "310115");
        assert_eq!(code("上海市财政局", 2025), "310000");
    }

    #[test]
    fn provinces_and_cities_are_divisions_too() {
        assert_eq!(code("河北省城乡建设厅", 2023), "130000");
        assert_eq!(code("邢台市市场监督管理局", 2023), "130500");
        assert_eq!(code("邢台市城市管理局", 2023), "130500");
        assert_eq!(code("内蒙古扎赉特旗财政局", 2023), "152223");
        assert_eq!(code("河北省财政厅关于市县转移支付的说明", 2023), "130000");
        assert_eq!(code("东莞市财政局", 2023), "441900");
        assert_eq!(code("海南省文昌市财政局", 2023), "469005");
    }

    #[test]
    fn bodies_of_no_division_have_none() {
        for text in ["财政部", "中华人民共和国教育部", "国家税务总局宁晋县税务局", "财政局", ""]
        {
            assert_eq!(Place::of(text, Some(Year(2023))), Place::Unnamed, "{text}");
        }
    }

    #[test]
    fn what_is_invented_or_no_division_leaves_all_open() {
        for text in ["云桥市云桥县财政局", "青石县文化局"] {
            assert_eq!(Place::of(text, Some(Year(2023))), Place::Unnamed, "{text}");
        }
        for text in ["河北省云桥县财政局", "邢台市青石经济开发区管委会", "邢台市青石镇人民政府"]
        {
            assert_eq!(Place::of(text, Some(Year(2023))), Place::Unknown, "{text}");
        }
    }

    #[test]
    fn several_texts_make_certain_what_none_says_alone() {
        let of = |text| Place::of(text, Some(Year(2023)));
        let both = |one, other| of(one).and(of(other)).certain().map_or("", |it| it.code);
        assert_eq!(both("桥西区财政局", "石家庄市2023年部门预算"), "130104");
        assert_eq!(both("石家庄市", "桥西区财政局"), "130104");
        assert_eq!(both("财政局", "宁晋县2023年部门预算"), "130528");
        assert_eq!(both("宁晋县财政局", "邢台市"), "130528");
        assert_eq!(both("宁晋县财政局", "石家庄市"), "", "they contradict each other");
    }
}
