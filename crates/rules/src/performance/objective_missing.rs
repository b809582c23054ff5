//! YS219 objective-missing: A project without its objective.
//!
//! There is a table of indicators, but no objective of the project.
//!
//! Why: The reader does not learn what the money is to achieve.
//!
//! Basis: Budget Law art. 32; 财预〔2015〕88号 art. 6.
//!
//! Example: A table with indicators and no line 绩效目标.
//!
//! Cannot decide: An objective in the running text is not seen; hence a note.

use crate::lint::{Context, Found, Hit};
use message::Message;

pub(crate) fn check(context: &Context<'_>, found: &mut Found) {
    let missing = context.disclosure.projects.iter();
    for project in missing.filter(|project| project.objective.trim().is_empty()) {
        let message = Message::new(
            format!("“{}”没有写绩效目标。", project.name),
            format!("“{}” states no objective.", project.name),
        );
        found.push(
            Hit::new(&project.place, message)
                .advice("写明预期达到的产出和效果。", "Say what is to be achieved."),
        );
    }
}
