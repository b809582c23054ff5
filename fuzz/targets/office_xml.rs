//! The XML of Office 2003, and Word files in one XML file.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::read(data));
