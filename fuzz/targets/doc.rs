//! Word 97 files: raw, or the streams of a sound container.
#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| fuzzing::doc(data));
