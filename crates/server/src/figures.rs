//! Control figures in the words of tables and forms.

use ledger::Node;
use message::Lang;

/// What control figures are usually issued for.
pub(crate) const PURPOSES: [&str; 4] = ["personnel", "public", "project", "all_purposes"];

/// What stands between the fund and the purpose of a figure.
const BETWEEN: [char; 9] = ['·', '・', '、', '/', '-', '—', ':', '：', ','];

/// Returns the name of a figure: 一般公共预算·人员经费.
pub(crate) fn name(fund: Node, purpose: Node, lang: Lang) -> String {
    let of = |node: Node| lang.pick(node.name_zh(), node.name_en());
    format!("{}·{}", of(fund), of(purpose))
}

/// Returns the fund and the purpose of a name in either language; `None` where it is none.
pub(crate) fn named(text: &str) -> Option<(Node, Node)> {
    let text: String = text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ");
    let nodes = |dimension| Node::all().filter(move |node| node.dimension() == dimension);
    let names = |node: Node| [node.name_zh().to_owned(), node.name_en().to_lowercase()];
    let purpose_of = |rest: &str| {
        let rest = rest.trim_start_matches(|c: char| BETWEEN.contains(&c) || c == ' ');
        nodes(ledger::Dimension::Purpose)
            .find(|purpose| names(*purpose).iter().any(|it| it == rest))
    };
    nodes(ledger::Dimension::Fund).find_map(|fund| {
        let rests = names(fund);
        let mut rests = rests.iter().filter_map(|it| text.strip_prefix(it.as_str()));
        Some((fund, rests.find_map(purpose_of)?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ledger::{Dimension, nodes};

    #[test]
    fn every_figure_is_known_by_its_name() {
        let of = |dimension| Node::all().filter(move |node| node.dimension() == dimension);
        for fund in of(Dimension::Fund) {
            for purpose in of(Dimension::Purpose) {
                for lang in [Lang::Zh, Lang::En] {
                    let name = name(fund, purpose, lang);
                    assert_eq!(named(&name), Some((fund, purpose)), "{name}");
                }
            }
        }
    }

    #[test]
    fn people_write_names_in_their_own_way() {
        let expected = Some((nodes().general, nodes().personnel));
        for text in ["一般公共预算人员经费", "一般公共预算 人员经费", "一般公共预算、人员经费"]
        {
            assert_eq!(named(text), expected, "{text}");
        }
        for text in ["人员经费", "一般公共预算", "一般公共预算人员经贸", ""] {
            assert_eq!(named(text), None, "{text}");
        }
    }
}
