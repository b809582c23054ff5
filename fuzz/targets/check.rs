//! Everything from a file to the report in every format.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::check(data));
