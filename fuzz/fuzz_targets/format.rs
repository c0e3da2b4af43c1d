#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| kijun_fuzz::format(text));
