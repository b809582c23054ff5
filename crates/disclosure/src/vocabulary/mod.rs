//! Vocabulary: turns phrases, names of classes and amounts of money into parts of a scope.

pub(crate) mod classes;
pub(crate) mod lexicon;
pub(crate) mod money;
pub(crate) mod normal;
pub(crate) mod parts;
