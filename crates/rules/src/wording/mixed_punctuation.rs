#![doc = include_str!("../../pages/YS512.en.md")]

use crate::lint::{Context, Sink, Violation};
use document::Place;
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Sink) {
    let lines =
        context.index.prose().filter(|line| !line.is_plain() && line.words.chars().count() > 12);
    let mixed: Vec<(&Place, &str)> =
        lines.filter(|line| is_mixed(line.text)).map(|line| (line.place, line.text)).collect();
    let message = |count| {
        Message::new(
            format!("{count} 段文字的汉字之间用了半角标点。"),
            format!("{count} paragraphs have half-width punctuation among Chinese characters."),
        )
    };
    found.push_all(mixed, message, Message::new("改为全角标点。", "Use full-width marks."));
    for line in context.index.prose().filter(|line| !line.is_plain()) {
        if let Some(title) = angled(line.text) {
            let message = Message::new(
                format!("“{title}”的书名号应为《》。"),
                format!("The title “{title}” belongs into 《》."),
            );
            let hit = Violation::on(line, message).printed(title);
            found.push(hit.advice("改为书名号《》。", "Use 《》."));
        }
        let Some(pair) = pair(line.text) else { continue };
        let message = Message::new(
            format!("“{pair}”的括号一半是全角，一半是半角。"),
            format!("One bracket of “{pair}” is full width, the other half width."),
        );
        found.push(
            Violation::on(line, message)
                .printed(pair)
                .advice("改为全角括号。", "Use full-width brackets."),
        );
    }
}

/// The first title between < and >, in a text that has others between 《 and 》.
fn angled(text: &str) -> Option<&str> {
    const SHORTEST: usize = 4;
    // 《关于印发<…>的通知》 has a title within a title.
    let is_within = |at: usize| {
        let before = text.get(..at).unwrap_or_default();
        before.matches('《').count() > before.matches('》').count()
    };
    let start = text.find('<').filter(|at| text.contains('《') && !is_within(*at))?;
    let rest = text.get(start + 1..)?;
    let title = rest.get(..rest.find('>')?)?;
    let is_title = title.chars().count() >= SHORTEST
        && title.chars().all(|c| ('\u{4e00}'..='\u{9fff}').contains(&c));
    is_title.then(|| text.get(start..start + title.len() + 2)).flatten()
}

/// The first brackets in a Chinese text of which only one is full width.
fn pair(text: &str) -> Option<&str> {
    let mut open = None;
    text.char_indices().find_map(|(at, c)| match c {
        '（' | '(' => {
            open = Some((at, c));
            None
        }
        '）' | ')' => {
            let (start, bracket) = open.take()?;
            let pair = text.get(start..at + c.len_utf8())?;
            ((bracket == '（') != (c == '）')).then_some(pair)
        }
        _ => None,
    })
}

fn is_mixed(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let is_han = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    chars.windows(3).any(|three| match three {
        [before, ',' | ';' | ':' | '(' | ')', after] => is_han(*before) && is_han(*after),
        _ => false,
    })
}
