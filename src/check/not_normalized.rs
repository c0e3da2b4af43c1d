//! KJ5010: a text is not in Unicode form NFC.
//!
//! Two spellings of one character make search and comparison fail. The only check that looks at files as text.

use unicode_normalization::{UnicodeNormalization, is_nfc};

use crate::diag::{Code, Diagnostic};
use crate::model::Kb;
use crate::msg;
use crate::source::Sources;

pub(super) fn run(_kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for (id, file) in sources.iter() {
        let mut start = 0;
        for line in file.text.split_inclusive('\n') {
            if !is_nfc(line) {
                let (from, to) = difference(line);
                let span = file.span(id, start + from, start + to);
                let fixed: String = sources.text(span).nfc().collect();
                out.push(
                    Diagnostic::new(
                        Code::NotNormalized,
                        msg!(ja: "NFCに正規化されていない文字列", en: "this text is not in Unicode form NFC"),
                    )
                    .at(span, msg!(ja: "分解された文字", en: "a decomposed character"))
                    .help(msg!(ja: "合成済みの文字に置き換えてください。", en: "replace it by the composed character"))
                    .suggest(span, fixed),
                );
            }
            start += line.len();
        }
    }
    out
}

/// Returns where a line and its normal form differ.
fn difference(line: &str) -> (usize, usize) {
    let normal: String = line.nfc().collect();
    let same = |(one, two): &(char, char)| one == two;
    let head: usize = line.chars().zip(normal.chars()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    let tail: usize =
        line.chars().rev().zip(normal.chars().rev()).take_while(same).map(|(c, _)| c.len_utf8()).sum();
    (head.min(line.len()), (line.len() - tail.min(line.len())).max(head))
}
