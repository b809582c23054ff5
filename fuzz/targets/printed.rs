//! Printed numbers.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::printed(data));
