//! Excel 97 workbooks: raw, or the stream of a valid container.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::xls(data));
