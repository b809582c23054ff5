//! YS211 kind-order: Classes of indicators in another order.
//!
//! One project lists its classes in another order than most, such as ecology before society.
//!
//! Why: Whoever collects them by position is misled; rows may have been mixed up.
//!
//! Example: Ten projects list society before ecology, one the other way round.
//!
//! Cannot decide: With fewer than three projects.

use super::target::indicators;
use crate::index::fold;
use crate::lint::{Context, Found, Hit};
use ::disclosure::Project;
use finding::Text;
use std::borrow::Cow;
use std::collections::BTreeMap;

/// With fewer projects there is no usual order.
const FEWEST: usize = 3;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    let projects = &context.disclosure.projects;
    let mut counts: BTreeMap<_, usize> = BTreeMap::new();
    for project in projects {
        for pair in pairs(project) {
            *counts.entry(pair).or_default() += 1;
        }
    }
    for project in projects {
        let odd = pairs(project).into_iter().find(|(first, second)| {
            let count = |pair| counts.get(&pair).copied().unwrap_or_default();
            let usual = count((second.clone(), first.clone()));
            let own = count((first.clone(), second.clone()));
            usual >= FEWEST && usual > 4 * own
        });
        let Some((first, second)) = odd else { continue };
        let place = indicators(project).find(|(indicator, _)| fold(&indicator.kind) == first);
        let message = Text::new(
            format!("“{}”把“{first}”排在“{second}”前面，其他项目相反。", project.name),
            format!("“{}” lists {first} before {second}, the other projects do not.", project.name),
        );
        found.push(Hit::new(place.map_or(&project.place, |(_, place)| place), message).advice(
            "按统一的顺序排列，并核对这两行是否填串。",
            "Use the common order, and see whether the two rows were mixed up.",
        ));
    }
}

/// Every two neighbouring classes of a project, in its order.
fn pairs(project: &Project) -> Vec<(Cow<'_, str>, Cow<'_, str>)> {
    let mut kinds: Vec<_> = indicators(project).map(|(i, _)| fold(&i.kind)).collect();
    kinds.dedup();
    let next = kinds.clone().into_iter().skip(1);
    kinds.into_iter().zip(next).collect()
}
