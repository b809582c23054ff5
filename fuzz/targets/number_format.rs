//! How workbooks show numbers: a value and a format code.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzz::number_format(data));
