//! Performance objectives (绩效).
