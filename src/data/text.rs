//! Bytes to text: UTF-8 with or without a byte order mark; what is not UTF-8 is named as far as can be told.

use crate::lang::Bilingual;
use crate::msg;
use crate::source::{FileId, Sources};

use super::fault::Fault;
use super::hidden;

/// Adds the text of a file to `sources`; a line may end with LF or CR LF.
pub(super) fn decode(sources: &mut Sources, name: &str, bytes: &[u8]) -> Result<FileId, Vec<Fault>> {
    if let Some(encoding) = wide(bytes) {
        return Err(vec![refused(sources, name, "", other(encoding))]);
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            let good = bytes.get(..error.valid_up_to()).unwrap_or_default();
            let message = encoding(bytes).map_or_else(unknown, other);
            return Err(vec![refused(sources, name, &String::from_utf8_lossy(good), message)]);
        }
    };
    if bytes.windows(3).any(|it| matches!(it, b"\x1b$B" | b"\x1b$@" | b"\x1b(J")) {
        let before = text.split('\u{1b}').next().unwrap_or_default();
        return Err(vec![refused(sources, name, before, other("ISO-2022-JP"))]);
    }
    let file = sources.add(name, text);
    let mut faults = lone_returns(sources, file);
    faults.extend(hidden::written(sources, file));
    faults.sort_by_key(|it| it.at);
    if faults.is_empty() { Ok(file) } else { Err(faults) }
}

/// Returns a fault behind what is readable of a file.
fn refused(sources: &mut Sources, name: &str, readable: &str, message: Bilingual) -> Fault {
    let file = sources.add_broken(name, readable);
    let end = readable.len();
    Fault::new(sources.file(file).span(file, end, end), message)
}

/// Names the encodings of two and four bytes a character, by their mark or by the bytes that are zero in ASCII.
fn wide(bytes: &[u8]) -> Option<&'static str> {
    if bytes.starts_with(b"\xff\xfe\0\0") || bytes.starts_with(b"\0\0\xfe\xff") {
        return Some("UTF-32");
    }
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let bare =
        matches!(bytes, [0, second, ..] if *second != 0) || matches!(bytes, [first, 0, ..] if *first != 0);
    (marked || bare).then_some("UTF-16")
}

/// Names the Japanese encoding that bytes are whole in; EUC-JP first, whose pairs `Shift_JIS` reads as half-width kana.
fn encoding(bytes: &[u8]) -> Option<&'static str> {
    if fits(bytes, euc) {
        Some("EUC-JP")
    } else if fits(bytes, shift_jis) {
        Some("Shift_JIS")
    } else {
        None
    }
}

/// Says whether every character of a text is one of an encoding; `length` tells that of the first of some bytes.
fn fits(mut bytes: &[u8], length: fn(&[u8]) -> Option<usize>) -> bool {
    while !bytes.is_empty() {
        let rest = length(bytes).and_then(|it| bytes.get(it..));
        let Some(rest) = rest else { return false };
        bytes = rest;
    }
    true
}

fn shift_jis(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0..=0x7f | 0xa1..=0xdf, ..] => Some(1),
        [0x81..=0x9f | 0xe0..=0xfc, 0x40..=0x7e | 0x80..=0xfc, ..] => Some(2),
        _ => None,
    }
}

fn euc(bytes: &[u8]) -> Option<usize> {
    match bytes {
        [0..=0x7f, ..] => Some(1),
        [0x8e, 0xa1..=0xdf, ..] | [0xa1..=0xfe, 0xa1..=0xfe, ..] => Some(2),
        [0x8f, 0xa1..=0xfe, 0xa1..=0xfe, ..] => Some(3),
        _ => None,
    }
}

fn other(encoding: &str) -> Bilingual {
    msg!(
        ja: "文字コードが{encoding}と思われる。UTF-8で保存し直してください",
        en: "this seems to be {encoding}; save the file as UTF-8",
    )
}

fn unknown() -> Bilingual {
    msg!(ja: "この先はUTF-8でない。UTF-8で保存し直してください", en: "from here on this is not UTF-8; save the file as UTF-8")
}

/// Notes the carriage returns that end a line alone: readers differ in whether they end one.
fn lone_returns(sources: &Sources, file: FileId) -> Vec<Fault> {
    let source = sources.file(file);
    let bytes = source.text.as_bytes();
    let returns = bytes.iter().enumerate().filter(|(_, byte)| **byte == b'\r').map(|(at, _)| at);
    let alone = returns.filter(|at| bytes.get(at + 1) != Some(&b'\n'));
    alone
        .map(|at| {
            Fault::new(
                source.span(file, at, at),
                msg!(
                    ja: "行がCRだけで終わっている。LF又はCR LFとしてください",
                    en: "a line ends with CR alone; end lines with LF or CR LF",
                ),
            )
        })
        .collect()
}
