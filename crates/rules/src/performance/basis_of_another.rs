//! YS212 basis-of-another: A basis that belongs to another row.
//!
//! The basis of a target is the name of another indicator of the project.
//!
//! Why: Rows were mixed up; both need a look.
//!
//! Example: The basis of an ecology indicator says 突发事件处置率, which is the row above.
//!
//! Cannot decide: Where it is also the row's own name or description.

use super::target::indicators;
use crate::index::fold;
use crate::lint::{Context, Found, Hit};
use finding::Text;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    for project in &context.disclosure.projects {
        for (indicator, place) in indicators(project) {
            let (name, basis) = (fold(&indicator.name), fold(&indicator.basis));
            let is_own = [&indicator.name, &indicator.description, &indicator.target]
                .iter()
                .any(|own| fold(own) == basis);
            if basis.is_empty() || is_own {
                continue;
            }
            let mut others = indicators(project).filter(|(other, _)| fold(&other.name) == basis);
            let Some((other, other_place)) = others.find(|(other, _)| fold(&other.name) != name)
            else {
                continue;
            };
            let message = Text::new(
                format!("“{}”的指标“{name}”的依据“{basis}”是另一个指标的名称。", project.name),
                format!(
                    "The basis “{basis}” of “{name}” in “{}” is another indicator's name.",
                    project.name
                ),
            );
            found.push(
                Hit::new(place, message)
                    .printed(indicator.basis.as_str())
                    .because(other_place, Text::new("那个指标", "that indicator"), &other.target)
                    .advice("改为这一行自己的依据。", "Give this row's own basis."),
            );
        }
    }
}
