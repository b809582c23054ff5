#![doc = include_str!("../../../pages/YS501.en.md")]

mod amount;

use crate::index::Line;
use crate::lint::{Context, Sink, around};
use crate::phrases::List;
use crate::search::places;
use message::Message;

/// Words behind which a sentence gives a percentage.
const RATES: [&str; 11] = [
    "增长",
    "下降",
    "上升",
    "降低",
    "占比",
    "比重为",
    "预算的",
    "决算的",
    "合计的",
    "完成预算",
    "完成年初预算",
];
/// What a share may be of.
const WHOLES: [&str; 9] =
    ["预算", "预算数", "决算", "决算数", "收入", "支出", "总额", "合计", "总计"];
/// Words before a date, and its parts.
const DATES: [&str; 3] = ["截至", "截止", "截止到"];
const PARTS: [&str; 3] = ["年", "月", "日"];
/// Directions that a figure has to follow where they are a clause.
const DIRECTIONS: [&str; 4] = ["增长", "下降", "上升", "降低"];
/// Directions of a change.
const WAYS: [&str; 2] = ["增加", "减少"];
/// Words between a subject and its amount.
const SUBJECT: &str = "（项）”科目";
/// What is counted side by side, and the words of a clause that speak of both without counting them.
const PAIR: [&str; 2] = ["批次", "人次"];
const CHANGED: [&str; 8] = ["减少", "增加", "控制", "压缩", "降低", "原因", "的", "等"];
/// What a sentence counts, with the unit of the count.
const COUNTS: [&str; 12] = [
    "预算单位个",
    "下属单位个",
    "内设机构个",
    "在职人员人",
    "退休人员人",
    "离休人员人",
    "参会人数人",
    "培训人数人",
    "团组个",
    "共有车辆辆",
    "保有量辆",
    "设备台（套）",
];
/// Words behind which a sentence gives a reason or a use.
const REASONS: [&str; 5] = ["主要原因是", "主要原因为", "原因：", "原因是", "主要用于"];
/// Bodies whose names forms leave blank.
const BODIES: [&str; 10] = ["局", "厅", "县", "市", "镇", "乡", "街道", "部门", "单位", "委员会"];
/// Uses that are not given.
const USES: [&str; 4] = ["主要用于支出", "主要用于等支出", "主要用于等方面", "主要用于等"];
/// Units before which white space was left for a number to be written into.
const UNITS: [&str; 7] = ["万元", "亿元", "%", "％", "批次", "人次", "辆"];
/// Shorter units, and what is counted in them.
const SHORT: [&str; 7] = ["人", "个", "名", "家", "次", "期", "台"];
const COUNTED: [&str; 12] = [
    "人数",
    "人员",
    "职工",
    "项目",
    "会议",
    "培训班",
    "团组",
    "单位",
    "机构",
    "设备",
    "保有量",
    "共",
];
/// Words before a unit in a caption.
const CAPTIONS: [&str; 2] = ["单位", "计量"];

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let mut lines = context.lines_with(List::Placeholder);
    // 科目，主要用于, where another item has its amount.
    let is_item = |line: &Line<'_>| {
        let behind = line.words.split_once(SUBJECT).map(|(_, behind)| behind);
        behind.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
    };
    let has_items = context.index.prose().any(is_item);
    lines.extend(context.index.prose().filter_map(|line| {
        let item = || find(&line.words, &[SUBJECT], |behind| behind.starts_with("，主要用于"));
        let item = || if has_items { item() } else { None };
        let is_sentence = line.words.contains(['，', '。']);
        let words = blank(&line.words).or_else(|| cut(&line.words)).or_else(|| gap(line.text));
        let words = words.or_else(item).or_else(|| change(&line.words));
        let words = words.or_else(|| starred(&line.words)).or_else(|| path(&line.words));
        is_sentence.then_some((line.place, words?))
    }));
    found.push_few_or_all(
        &lines,
        |words| {
            Message::new(
                format!("“{words}”里还留有模板的占位符。"),
                format!("“{words}” still holds a blank of the form."),
            )
        },
        &Message::new("填上真正的名称或数字。", "Fill in the name or the number."),
    );
}

/// The words around a unit that a sentence leaves without its number, `比上年减少万元`, or around a
/// reason that is not given.
fn blank(words: &str) -> Option<String> {
    let amount = || amount::blank(words).map(|range| around(words, range.start, range.end));
    let rate = words.match_indices('%').find_map(|(at, percent)| {
        let end = at + percent.len();
        let (head, behind) = (words.get(..at)?, words.get(end..)?);
        let is_blank = RATES.iter().any(|name| head.ends_with(name)) || is_share(head);
        (is_end(behind) && is_blank).then(|| around(words, at, end))
    });
    let number = amount().or(rate);
    let count = || find(words, &COUNTS, is_end);
    let reason = || find(words, &REASONS, |behind| behind.starts_with(['。', '…']));
    let used = || find(words, &USES, |behind| behind.starts_with(['，', '。', '；']));
    number.or_else(count).or_else(reason).or_else(used)
}

/// The words around stars for the name of a body: `2031年度**局`. Pairs of them are emphasis.
fn starred(words: &str) -> Option<String> {
    if !words.contains("**") {
        return None;
    }
    let is_even = words.matches("**").count().is_multiple_of(2);
    let mut stars = words.match_indices("**").filter(|_| !is_even);
    stars.find_map(|(at, stars)| {
        let behind = words.get(at + stars.len()..)?.trim_start_matches('*');
        let body = BODIES.iter().find(|body| behind.starts_with(**body))?;
        Some(around(words, at, words.len() - behind.len() + body.len()))
    })
}

/// The words around a level of a subject without its name: `教育支出（类）普通教育（款）（项）`.
fn path(words: &str) -> Option<String> {
    const LEVELS: [&str; 3] = ["（类）", "（款）", "（项）"];
    if !words.contains("）（") {
        return None;
    }
    let [class, group, item] = LEVELS;
    let named = |at: usize| words.get(..at).is_some_and(|it| it.ends_with(is_ideograph));
    let pairs = [(class, group), (group, item)].into_iter();
    let blank = pairs.flat_map(|(one, other)| {
        words.match_indices(one).filter_map(move |(at, _)| {
            let behind = words.get(at + one.len()..)?.strip_prefix(other)?;
            Some((one, at, words.len() - behind.len()))
        })
    });
    // （类）（款）（项） names the levels themselves.
    let mut blank = blank.filter(|(one, at, end)| {
        let before = words.get(..*at).unwrap_or_default();
        let is_other =
            || words.get(*end..).is_some_and(|it| !it.starts_with(item) && it.contains(item));
        named(*at) && if *one == class { is_other() } else { before.contains(class) }
    });
    let (_, at, end) = blank.next().filter(|_| words.contains("元"))?;
    Some(around(words, at, end))
}

/// The words around a change without its amount, beside another one: `比2030年预算增加；`.
fn change(words: &str) -> Option<String> {
    let is_base = |base: &str| {
        let base = base.trim_end_matches('数');
        base.starts_with("比20") && (base.ends_with("预算") || base.ends_with("决算"))
    };
    let clauses = || words.split(['，', '；', '。']);
    let is_full = |clause: &str, way: &str| {
        clause.split_once(way).is_some_and(|(base, rest)| is_base(base) && rest.ends_with("万元"))
    };
    let has_full = || WAYS.iter().any(|way| clauses().any(|clause| is_full(clause, way)));
    let blank = |way: &&str| {
        words.match_indices(*way).find_map(|(at, way)| {
            let clause = words.get(..at)?.rsplit(['，', '；', '。']).next()?;
            let end = at + way.len();
            let is_blank = is_base(clause) && words.get(end..)?.starts_with('；');
            is_blank.then(|| around(words, at, end))
        })
    };
    WAYS.iter().filter(|way| words.contains(**way)).find_map(blank).filter(|_| has_full())
}

/// The words around a share, a direction or a date without its figures: `，为预算的，`, `增加3万元，增长。`,
/// `截至年月日`.
fn cut(words: &str) -> Option<String> {
    let clauses = || {
        words.match_indices(['，', '。', '；']).filter_map(|(end, _)| {
            let head = words.get(..end)?;
            let at = head.rfind(['，', '。', '；']).map_or(0, |at| at + '，'.len_utf8());
            Some((at, end, head.get(at..)?))
        })
    };
    let share = || {
        clauses().find(|(at, _, clause)| {
            let whole = clause.strip_suffix('的').unwrap_or_default();
            let whole = whole.strip_prefix("完成").or_else(|| whole.strip_prefix(['为', '占']));
            let whole = whole.filter(|of| of.chars().all(is_ideograph) && of.chars().count() < 16);
            let is_behind_figure =
                words.get(..*at).is_some_and(|it| it.ends_with("元，") || it.ends_with("%，"));
            is_behind_figure && whole.is_some_and(|of| WHOLES.iter().any(|it| of.ends_with(it)))
        })
    };
    let direction = || {
        clauses().find(|(at, _, clause)| {
            let before = words.get(..*at).and_then(|it| it.strip_suffix("元，"));
            let last = before.and_then(|it| it.rsplit(['，', '。', '；', '（']).next());
            DIRECTIONS.contains(clause) && last.is_some_and(|it| it.contains(['增', '减']))
        })
    };
    let has_figure = words.contains("元，") || words.contains("%，");
    let found = if has_figure { share().or_else(direction) } else { None };
    let found = found.map(|(at, end, _)| (at, end));
    found.or_else(|| date(words)).map(|(start, end)| around(words, start, end))
}

/// A date that lacks a part, and where it stands: `截至2030年月日`.
fn date(words: &str) -> Option<(usize, usize)> {
    let begun = DATES.iter().flat_map(|word| places(words, word).map(move |at| (at, word)));
    begun.into_iter().find_map(|(at, word)| {
        let mut rest = words.get(at + word.len()..)?;
        let mut is_blank = false;
        for part in PARTS {
            let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit());
            is_blank |= behind.len() == rest.len();
            rest = behind.strip_prefix(part)?;
        }
        is_blank.then_some((at, words.len() - rest.len()))
    })
}

/// The words around the first of `phrases` whose rest is as it should not be.
fn find(words: &str, phrases: &[&str], is_blank: impl Fn(&str) -> bool) -> Option<String> {
    phrases.iter().find_map(|phrase| {
        places(words, phrase).find_map(|at| {
            let end = at + phrase.len();
            is_blank(words.get(end..)?).then(|| around(words, at, end))
        })
    })
}

fn is_end(behind: &str) -> bool {
    behind.is_empty() || behind.starts_with(['，', '。', '；', '、', '）', '（'])
}

/// Whether the clause that `head` ends with begins a share: `占基本支出预算`.
fn is_share(head: &str) -> bool {
    let clause = head.rsplit(['，', '。', '；', '（', '）']).next().unwrap_or_default();
    clause.starts_with('占') && clause.len() < head.len() && clause.chars().all(is_ideograph)
}

const fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{4e00}'..='\u{9fff}')
}

/// The words around white space that was left for a number: `接待费支出  万元`, `20  年公务接待费`.
fn gap(text: &str) -> Option<String> {
    if !text.contains(|c: char| c == '_' || c.is_whitespace()) {
        return None;
    }
    let is_blank = |c: char| matches!(c, ' ' | '\u{3000}' | '_');
    let units = UNITS.iter().chain(&SHORT);
    let unit = units.into_iter().find_map(|unit| {
        text.match_indices(unit).find_map(|(at, _)| {
            let (before, behind) = (text.get(..at)?, text.get(at + unit.len()..)?);
            let head = before.trim_end_matches(is_blank);
            let gap = before.get(head.len()..)?;
            let is_wide = gap.chars().count() > 1 || gap.starts_with('\u{3000}');
            let is_word = match SHORT.contains(unit) {
                true => COUNTED.iter().any(|name| head.ends_with(name)),
                false => is_word(head) || is_counted_before(head, unit),
            };
            let is_end = behind.starts_with(['，', '。', '；', '、', ',', ';', '（', '(']);
            (is_wide && is_word && is_end).then(|| around(text, head.len(), at + unit.len()))
        })
    });
    unit.or_else(|| counts(text)).or_else(|| {
        text.match_indices("20").find_map(|(at, _)| {
            let (before, rest) = (text.get(..at)?, text.get(at + 2..)?);
            let year = rest.trim_start_matches(is_blank);
            let gap = rest.len() - year.len();
            let is_start =
                before.trim().is_empty() || before.ends_with(['，', '。', '；', '比', '较']);
            let is_year =
                year.strip_prefix('年')?.starts_with(['度', '公', '部', '收', '支', '一', '财']);
            (gap > 1 && is_start && is_year)
                .then(|| around(text, at, at + 2 + gap + '年'.len_utf8()))
        })
    })
}

/// Whether the words before white space are no numeral and no words of a caption.
fn is_word(head: &str) -> bool {
    let Some(last) = head.chars().next_back() else { return false };
    ('\u{4e00}'..='\u{9fff}').contains(&last)
        && !"一二三四五六七八九十百千万亿两几数多零〇".contains(last)
        && !CAPTIONS.iter().any(|name| head.ends_with(name))
}

/// Whether a list of counts goes on: `国内公务接待18批次，   人次`.
fn is_counted_before(head: &str, unit: &str) -> bool {
    unit == "人次" && ["批次，", "批次、", "批次,", "批次"].iter().any(|it| head.ends_with(it))
}

/// Two counts side by side, each with white space for its number: `公务接待 批次、 人次`.
fn counts(text: &str) -> Option<String> {
    let [first, second] = PAIR;
    text.match_indices(first).find_map(|(at, _)| {
        let before = text.get(..at)?;
        let rest = text.get(at + first.len()..)?.strip_prefix(['、', '，', ','])?;
        let behind = rest.trim_start().strip_prefix(second)?;
        let is_gap = before.ends_with(char::is_whitespace) && rest.starts_with(char::is_whitespace);
        let is_end = behind.is_empty() || behind.starts_with(['，', '。', '；', ',', ';']);
        let clause = before.rsplit(['，', '。', '；', ',', ';']).next()?;
        let is_changed = CHANGED.iter().any(|word| clause.contains(word));
        let end = text.len() - behind.len();
        (is_gap && is_end && !is_changed).then(|| around(text, at, end))
    })
}
