//! The whole way from a text document to every form of the report.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::check(data));
