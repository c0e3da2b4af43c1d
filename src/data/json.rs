//! JSON. `serde_json` says whether a text is JSON; what is, is walked again for the places, which it does not tell.

use crate::source::{FileId, SourceFile};

use super::fault::Fault;
use super::value::{Entry, Located, Value};

/// Reads a text as JSON.
pub(super) fn read(source: &SourceFile, file: FileId) -> Result<Located, Vec<Fault>> {
    let sound = serde_json::from_str::<serde_json::Value>(&source.text);
    if let Err(error) = sound {
        let start = source.line_start(error.line()) as usize;
        let at = if error.is_eof() { source.text.len() } else { start + error.column().saturating_sub(1) };
        return Err(vec![Fault::syntax(source, file, at, "JSON")]);
    }
    Ok(Walker { source, file, at: 0 }.value())
}

/// Walks over a text that is known to be JSON, nested no deeper than `serde_json` takes it.
struct Walker<'a> {
    source: &'a SourceFile,
    file: FileId,
    at: usize,
}

impl Walker<'_> {
    fn value(&mut self) -> Located {
        self.skip(|byte| byte.is_ascii_whitespace());
        let at = self.source.span(self.file, self.at, self.at);
        let value = match self.byte() {
            Some(b'{') => Value::Table(self.all(b'}', Self::entry)),
            Some(b'[') => Value::List(self.all(b']', Self::value)),
            Some(b'"') => Value::Text(self.string()),
            Some(_) | None => self.bare(),
        };
        Located { value, at }
    }

    /// Reads what stands between brackets.
    fn all<T>(&mut self, end: u8, one: fn(&mut Self) -> T) -> Vec<T> {
        let mut all = Vec::new();
        self.at += 1;
        loop {
            self.skip(|byte| byte.is_ascii_whitespace() || byte == b',');
            if self.byte().is_none_or(|byte| byte == end) {
                self.at += 1;
                return all;
            }
            all.push(one(self));
        }
    }

    fn entry(&mut self) -> Entry {
        let at = self.source.span(self.file, self.at, self.at);
        let key = self.string();
        self.skip(|byte| byte.is_ascii_whitespace() || byte == b':');
        Entry { key, at, value: self.value() }
    }

    fn string(&mut self) -> String {
        let start = self.at;
        self.at += 1;
        while let Some(byte) = self.byte() {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        let quoted = self.source.text.get(start..self.at).unwrap_or_default();
        serde_json::from_str(quoted).unwrap_or_default()
    }

    fn bare(&mut self) -> Value {
        let start = self.at;
        self.skip(|byte| !byte.is_ascii_whitespace() && !matches!(byte, b',' | b']' | b'}'));
        match self.source.text.get(start..self.at) {
            Some("null") | None => Value::Null,
            Some(word) => Value::Bare(word.to_owned()),
        }
    }

    fn byte(&self) -> Option<u8> {
        self.source.text.as_bytes().get(self.at).copied()
    }

    fn skip(&mut self, passes: fn(u8) -> bool) {
        while self.byte().is_some_and(passes) {
            self.at += 1;
        }
    }
}
