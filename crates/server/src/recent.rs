//! The files that citizens looked at last, as they were read. They are kept by their content, which
//! never changes.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use store::ReadPage;
use workflow::Hash;

/// The most bytes that are kept. Where there are more, those that came first go.
const MOST_BYTES: usize = 32 * 1024 * 1024;

/// The files that are kept.
#[derive(Default)]
pub(crate) struct Recent(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    all: VecDeque<(Hash, Arc<ReadPage>)>,
    bytes: usize,
}

impl Recent {
    /// Returns a file that is kept.
    pub(crate) fn of(&self, content: &Hash) -> Option<Arc<ReadPage>> {
        let pages = self.lock();
        let found = pages.all.iter().find(|(hash, _)| hash == content);
        found.map(|(_, page)| Arc::clone(page))
    }

    /// Keeps a file.
    pub(crate) fn keep(&self, content: &Hash, page: &Arc<ReadPage>) {
        let mut pages = self.lock();
        if page.html.len() > MOST_BYTES || pages.all.iter().any(|(hash, _)| hash == content) {
            return;
        }
        pages.bytes = pages.bytes.saturating_add(page.html.len());
        pages.all.push_back((content.clone(), Arc::clone(page)));
        while pages.bytes > MOST_BYTES {
            let Some((_, gone)) = pages.all.pop_front() else { break };
            pages.bytes = pages.bytes.saturating_sub(gone.html.len());
        }
    }

    /// No one panics while it holds the lock.
    fn lock(&self) -> MutexGuard<'_, Pages> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use workflow::testing::hash;

    #[test]
    fn what_came_first_goes_first() {
        let recent = Recent::default();
        let page = Arc::new(ReadPage { html: "x".repeat(MOST_BYTES / 2), is_whole: true });
        for number in [1, 2, 2, 3] {
            recent.keep(&hash(number), &page);
        }
        let kept = [1, 2, 3].map(|number| recent.of(&hash(number)).is_some());
        assert_eq!(kept, [false, true, true]);
    }
}
