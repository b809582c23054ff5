//! Word 97 files: raw, or the streams of a valid container.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::doc(data));
