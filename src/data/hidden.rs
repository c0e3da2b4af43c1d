//! Characters that nobody sees, in a file as it stands and in what its escapes stand for.

use crate::lang::Bilingual;
use crate::msg;
use crate::source::{FileId, Sources, Span};
use crate::unseen;

use super::fault::Fault;
use super::value::{Located, Value};

/// Notes the first hidden character of each line, comments included: what is read must be what people see.
pub(super) fn written(sources: &Sources, file: FileId) -> Vec<Fault> {
    let source = sources.file(file);
    let found = unseen::by_line(&source.text).into_iter();
    found.map(|(at, c)| Fault::new(source.span(file, at, at + c.len_utf8()), message(c))).collect()
}

/// Notes every key and every value that has a hidden character once its escapes are read.
pub(super) fn escaped(it: &Located, faults: &mut Vec<Fault>) {
    match &it.value {
        Value::Null => {}
        Value::Bare(text) | Value::Text(text) => faults.extend(in_text(text, it.at)),
        Value::List(all) => all.iter().for_each(|it| escaped(it, faults)),
        Value::Table(entries) => {
            for entry in entries {
                faults.extend(in_text(&entry.key, entry.at));
                escaped(&entry.value, faults);
            }
        }
    }
}

/// Returns a fault at a place if the text that it stands for has a hidden character.
pub(super) fn in_text(text: &str, at: Span) -> Option<Fault> {
    unseen::first(text).map(|(_, c)| Fault::new(at, message(c)))
}

/// Says that a hidden character is here.
fn message(c: char) -> Bilingual {
    let number = unseen::number(c);
    msg!(
        ja: "目に見えない文字{number}がある。取り除いてください",
        en: "the character {number} is here and cannot be seen; remove it",
    )
}
