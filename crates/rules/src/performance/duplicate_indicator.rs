//! YS218 duplicate-indicator: One indicator twice in a project.
//!
//! Two indicators of one project have the same name.
//!
//! Why: The second adds nothing, or another indicator was meant.
//!
//! Example: 工作完成率 both as output and as benefit.
//!
//! Cannot decide: Costs do not count.

use super::target::indicators;
use crate::index::fold;
use crate::lint::{Context, Found, Hit};
use document::Place;
use finding::Text;
use std::collections::BTreeMap;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    for project in &context.disclosure.projects {
        let mut seen: BTreeMap<_, &Place> = BTreeMap::new();
        for (indicator, place) in indicators(project).filter(|(i, _)| !i.kind.contains("成本")) {
            let name = fold(&indicator.name);
            if name.is_empty() {
                continue;
            }
            let Some(first) = seen.insert(name.clone(), place) else { continue };
            let message = Text::new(
                format!("“{}”有两个指标都叫“{name}”。", project.name),
                format!("Two indicators of “{}” are named “{name}”.", project.name),
            );
            found.push(
                Hit::new(place, message)
                    .printed(name)
                    .because(first, Text::new("另一个", "the other"), "")
                    .advice(
                        "合并，或换上应有的指标。",
                        "Join them, or give the indicator that was meant.",
                    ),
            );
        }
    }
}
