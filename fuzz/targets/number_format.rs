//! How workbooks show numbers: a value and a format code.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::number_format(data));
