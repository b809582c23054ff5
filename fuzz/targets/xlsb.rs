//! Binary workbooks: whole, or a sheet, its strings and its styles.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::xlsb(data));
