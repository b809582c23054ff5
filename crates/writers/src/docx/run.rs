//! Runs of text.

use crate::markup::escape;
use std::fmt::Write as _;

/// Adds a text as one run; line breaks and tabs are elements of their own.
pub(super) fn push_run(out: &mut String, text: &str) {
    if text.is_empty() {
        return;
    }
    out.push_str("<w:r>");
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("<w:br/>");
        }
        for (index, words) in line.split('\t').enumerate() {
            if index > 0 {
                out.push_str("<w:tab/>");
            }
            if !words.is_empty() {
                let _ = write!(out, "<w:t xml:space=\"preserve\">{}</w:t>", escape(words));
            }
        }
    }
    out.push_str("</w:r>");
}
