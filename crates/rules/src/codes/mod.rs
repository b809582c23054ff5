//! Codes and their names (科目).
