//! Ledgers: a workbook, the parts of a valid one, or a CSV file.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::workbook(data));
