//! Clauses that say nothing of what an amount counts: what it is for, and whose it is.

/// `words` without a bracket that says what the amount before it has in it: `(含年初结转和结余),支出总计`.
pub fn without_remark(words: &str) -> &str {
    let inside = ["(含", "(不含", "(包括", "(包含"].iter().find_map(|it| words.strip_prefix(it));
    let rest = inside.and_then(|inside| inside.split_once(')')).map(|(_, rest)| rest);
    rest.filter(|rest| rest.starts_with([',', '、', ';'])).unwrap_or(words)
}

/// The last clause of `words` where those before it explain what came earlier.
pub fn without_explanation(words: &str) -> &str {
    let words = words.trim_start_matches([',', '、', ':', '(', ')']);
    // 公务用车保有量3辆,发生运行维护费支出
    let words = words.rsplit_once("辆,").map_or(words, |(_, words)| words);
    match words.rsplit_once(',') {
        Some((before, last)) if EXPLAINS.iter().any(|start| before.starts_with(start)) => last,
        _ => words,
    }
}

/// `words` without what only leads up to them: `经汇总,`, `与年初预算相比,年初预算数`.
pub fn without_comparison(words: &str) -> &str {
    let words = words.split_once("汇总,").map_or(words, |(_, rest)| rest);
    match words.split_once("相比,") {
        Some((_, rest)) if ["年初预算数", "预算数", "决算数"].contains(&rest) => rest,
        _ => words,
    }
}

/// How clauses begin that explain what was named before them.
const EXPLAINS: [&str; 6] = ["主要原因", "主要用于", "主要包括", "主要是", "原因是", "此项经费"];

/// The words before an explanation that stands among them, and the last clause after it.
pub fn explained(words: &str) -> Option<(&str, &str)> {
    let is_start = |(at, _): &(usize, &str)| {
        let after = words.get(at + 1..).unwrap_or_default();
        EXPLAINS.iter().any(|start| after.starts_with(start))
    };
    let (at, _) = words.match_indices(',').find(is_start)?;
    let (_, last) = words.get(at + 1..)?.rsplit_once(',')?;
    Some((words.get(..at)?, last))
}

/// What follows 主要是 or 主要原因是 at the beginning of `words`.
pub fn reason(words: &str) -> Option<&str> {
    let words = words.trim_start_matches([',', '、', ':']);
    let starts = ["主要原因是", "主要原因:", "主要是", "原因是", "主要原因为", "主要因"];
    let rest = starts.iter().find_map(|start| words.strip_prefix(start))?;
    Some(rest.trim_start_matches([':', '是']))
}

/// What is called by its use: `2031年用于保障机构正常运转的日常支出` is `2031年基本支出`.
pub fn called_by_use(words: &str) -> Option<String> {
    let name = match () {
        () if !words.contains("用于") => return None,
        () if words.ends_with("专项业务工作的经费支出") => "项目支出",
        () if words.ends_with("正常运转的日常支出") => "基本支出",
        () => return None,
    };
    let said = words.trim_start_matches([',', '、', ':']);
    let year = crate::vocabulary::lexicon::year(said).map(|(year, _)| format!("{year}年"));
    Some(format!("{}{name}", year.unwrap_or_default()))
}

/// `words` of a reception without how often and how many guests: `国内公务接待3批次,20人次,支出`.
pub fn without_guests(words: &str) -> Option<String> {
    let (reception, counts) = words.split_once("接待")?;
    // 2031年共接待3批次,20人次,共计支出
    let whose = reception.trim_end_matches('共').trim_end_matches("累计");
    let is_bare = whose.len() < reception.len();
    let reception = if is_bare { format!("{whose}公务") } else { reception.to_owned() };
    let (last, spent) = counts.rsplit_once(',').filter(|(last, _)| !last.is_empty())?;
    let is_count = |c: char| c.is_ascii_digit() || "共计约批次人,、".contains(c);
    last.chars().all(is_count).then(|| format!("{reception}接待,{spent}"))
}

/// What stands behind whose the money is: `某局下属1家机关和2家事业单位财政拨款的…`.
pub fn without_owners(words: &str) -> &str {
    let owned = ["下属", "等"].iter().filter_map(|end| words.split_once(end));
    owned.map(|(_, rest)| after_bodies(rest)).find_map(|rest| rest).unwrap_or(words)
}

/// What follows some numbers of bodies: `1家机关和2家事业单位`.
fn after_bodies(words: &str) -> Option<&str> {
    let mut rest = counted_bodies(words)?;
    while let Some(after) = counted_bodies(rest.trim_start_matches(['和', '及', '与', '、', ',']))
    {
        rest = after;
    }
    Some(rest)
}

/// What follows a number of bodies: `1家机关`, `三个事业单位`.
fn counted_bodies(words: &str) -> Option<&str> {
    let is_numeral = |c: char| c.is_ascii_digit() || "零一二两三四五六七八九十".contains(c);
    let counted = words.trim_start_matches(is_numeral);
    let bodies = counted.strip_prefix(['家', '个']).filter(|_| counted.len() < words.len())?;
    let kinds = ["单位", "机关", "机构", "部门"];
    let end = kinds.iter().filter_map(|kind| Some(bodies.find(kind)? + kind.len())).min()?;
    bodies.get(end..)
}
