//! A directed graph of names, and the circles in it.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

/// Arrows between names, each with the reason for it.
#[derive(Debug, Default)]
pub(super) struct Graph<'a> {
    arrows: BTreeMap<&'a str, BTreeMap<&'a str, String>>,
}

impl<'a> Graph<'a> {
    /// Adds an arrow unless there is one between these names or both are the same.
    pub(super) fn add(&mut self, from: &'a str, to: &'a str, why: String) {
        if from != to {
            self.arrows.entry(from).or_default().entry(to).or_insert(why);
        }
    }

    /// Returns the reasons of the arrows of one circle: the shortest through the first name that
    /// lies on any.
    pub(super) fn circle(&self) -> Option<Vec<String>> {
        self.arrows.keys().find_map(|start| self.back_to(start))
    }

    fn back_to(&self, start: &'a str) -> Option<Vec<String>> {
        let mut seen = BTreeSet::new();
        let mut waiting = VecDeque::from([(start, Vec::new())]);
        while let Some((from, path)) = waiting.pop_front() {
            for (to, why) in self.arrows.get(from).into_iter().flatten() {
                let mut path = path.clone();
                path.push(why.clone());
                if *to == start {
                    return Some(path);
                }
                if seen.insert(*to) {
                    waiting.push_back((to, path));
                }
            }
        }
        None
    }
}
