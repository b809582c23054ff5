//! OpenDocument spreadsheets: raw, or the content of a valid package.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::ods(data));
