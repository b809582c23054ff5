//! Excel workbooks: raw, or the parts of a valid package.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::xlsx(data));
