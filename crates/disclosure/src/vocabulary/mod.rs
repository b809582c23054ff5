//! What words mean: phrases, names of classes and money, turned into parts of a scope.

pub(crate) mod classes;
pub(crate) mod classification;
pub(crate) mod lexicon;
pub(crate) mod money;
pub(crate) mod normal;
pub(crate) mod parts;
