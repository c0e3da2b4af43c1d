//! Reads well-formed items in one pass, without the grammar.
//!
//! Declines whatever it does not know; then the grammar decides and says what is wrong. What it accepts the grammar reads in the same way, which tests hold it to.

use crate::source::{FileId, SourceFile, Span};
use crate::syntax::ast::{
    Body, Entry, EntryValue, Halves, Item, Labels, Literal, Name, Place, Text, TypeSpec,
};
use crate::syntax::prose::unquote;
use crate::syntax::scan::Chunk;
use crate::syntax::words::{self, Form};

mod formula;
mod shapes;

/// Reads an item that is plainly well formed.
pub(super) fn item(id: FileId, source: &SourceFile, chunk: &Chunk) -> Option<Item> {
    let mut cursor = Cursor { id, source, at: chunk.start, end: chunk.end, last: chunk.start };
    let start = chunk.start;
    let keyword = cursor.one_of(words::ITEMS)?;
    let (id, body, entries) = match keyword {
        "define" => cursor.definition().map(|(name, body)| (Some(name), body, Vec::new()))?,
        "claim" => cursor.claim()?,
        _ => (Some(cursor.word()?), Body::Entries, cursor.entries()?),
    };
    let span = cursor.since(start);
    cursor.skip();
    (cursor.at == cursor.end).then(|| Item { keyword, id, docs: chunk.docs.clone(), body, entries, span })
}

/// A place in the text of one item.
struct Cursor<'a> {
    id: FileId,
    source: &'a SourceFile,
    at: usize,
    end: usize,
    /// One past the last token.
    last: usize,
}

impl<'a> Cursor<'a> {
    fn byte(&self, at: usize) -> Option<u8> {
        self.source.text.as_bytes().get(at).copied().filter(|_| at < self.end)
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.source.text.get(start..end).unwrap_or_default()
    }

    fn span(&self, start: usize, end: usize) -> Span {
        self.source.span(self.id, start, end)
    }

    /// Returns the span from a place to the end of the last token.
    fn since(&self, start: usize) -> Span {
        self.span(start, self.last)
    }

    /// Goes on to the next token and returns where it starts.
    fn skip(&mut self) -> usize {
        loop {
            match self.byte(self.at) {
                Some(b' ' | b'\n' | b'\t' | b'\r') => self.at += 1,
                Some(b'/') if self.byte(self.at + 1) == Some(b'/') => self.at = self.line_end(),
                _ => return self.at,
            }
        }
    }

    /// Returns where the line ends that a comment stands on.
    fn line_end(&self) -> usize {
        let rest = self.slice(self.at, self.end);
        self.at + rest.find('\n').unwrap_or(rest.len())
    }

    fn is_word(&self, at: usize) -> bool {
        match self.byte(at) {
            Some(b'/') => self.byte(at + 1) != Some(b'/'),
            Some(b'_' | b'-' | b'.' | b'@' | b':' | b'\\') => true,
            // White space beyond ASCII is left to the grammar.
            Some(b'\xE3' | b'\xEF') if matches!(self.slice(at, at + 3), "\u{3000}" | "\u{FEFF}") => false,
            Some(b'\xC2' | b'\xE2' | b'\xE3' | b'\xEF') => {
                !words::begins_with_wide_sign(self.slice(at, self.end))
            }
            Some(byte) => byte.is_ascii_alphanumeric() || byte >= 0x80,
            None => false,
        }
    }

    /// Returns the word that comes next, without taking it.
    fn peek(&mut self) -> &'a str {
        let start = self.skip();
        let mut end = start;
        while self.is_word(end) {
            end += 1;
        }
        self.slice(start, end)
    }

    fn take(&mut self, len: usize) {
        self.at += len;
        self.last = self.at;
    }

    fn word(&mut self) -> Option<Name> {
        let text = self.peek();
        self.named(text)
    }

    /// Takes a word that was looked at.
    fn named(&mut self, text: &str) -> Option<Name> {
        let start = self.at;
        self.take(text.len());
        (!text.is_empty()).then(|| Name { text: text.to_owned(), span: self.since(start) })
    }

    /// Takes a word if it is this one.
    fn is(&mut self, word: &str) -> bool {
        let found = self.peek() == word;
        if found {
            self.take(word.len());
        }
        found
    }

    fn one_of(&mut self, words: &[&'static str]) -> Option<&'static str> {
        let text = self.peek();
        let found = words.iter().copied().find(|word| *word == text)?;
        self.take(found.len());
        Some(found)
    }

    /// Takes a sign if it is this one.
    fn sign(&mut self, sign: u8) -> bool {
        self.skip();
        let found = self.byte(self.at) == Some(sign);
        if found {
            self.take(1);
        }
        found
    }

    /// Takes words up to a key or a joining word.
    fn list(&mut self) -> Option<Vec<Name>> {
        let mut names = Vec::new();
        loop {
            let text = self.peek();
            if ends_list(text) {
                return (!names.is_empty()).then_some(names);
            }
            names.extend(self.named(text));
        }
    }

    fn entries(&mut self) -> Option<Vec<Entry>> {
        if self.sign(b'{') { self.entries_up_to_brace() } else { None }
    }

    fn entries_up_to_brace(&mut self) -> Option<Vec<Entry>> {
        let mut entries = Vec::new();
        while !self.sign(b'}') {
            entries.push(self.entry()?);
        }
        entries.shrink_to_fit();
        Some(entries)
    }

    fn entry(&mut self) -> Option<Entry> {
        let start = self.skip();
        let (key, form) = words::entry(self.peek())?;
        self.take(key.len());
        let key_span = self.since(start);
        let value = self.value(key, form)?;
        Some(Entry { key, key_span, value, span: self.since(start) })
    }

    fn value(&mut self, key: &str, form: Form) -> Option<EntryValue> {
        Some(match form {
            Form::Bilingual => EntryValue::Bilingual(self.halves()?),
            Form::Mark => EntryValue::Mark,
            Form::Word => EntryValue::Word(self.word()?),
            Form::Words if key == "on" && self.peek() == "scope" => EntryValue::Words(vec![self.word()?]),
            Form::Words => EntryValue::Words(self.list()?),
            Form::Strings => EntryValue::Strings(self.strings()?),
            Form::Labelled => EntryValue::Labelled(self.word()?, Box::new(self.labelled()?)),
            Form::Source => self.source()?,
            Form::Type => EntryValue::Type(self.type_spec()?),
            Form::Literal => EntryValue::Literal(self.literal()?),
            Form::Facts => EntryValue::Facts(self.settings()?),
            Form::Expect => EntryValue::Expect(self.expectations()?),
            Form::Expression if self.leads(key) => EntryValue::Expr(Box::new(self.expression()?)),
            Form::Criterion => self.criterion(key)?,
            Form::Range => self.range(key == "splits")?,
            Form::Between => self.between()?,
            Form::Edge => self.edge()?,
            Form::Figure => self.figure()?,
            Form::Of => self.of()?,
            Form::Nested => self.nested(key)?,
            Form::Column => self.column()?,
            Form::Expression => return None,
        })
    }

    /// Takes the word between a key and its expression, where there is one; says whether the expression may follow.
    fn leads(&mut self, key: &str) -> bool {
        match key {
            "applies" => self.is("when"),
            "continues" => self.is("for"),
            _ => true,
        }
    }

    /// Takes a string, or prose where that may stand.
    fn text(&mut self, prose: bool) -> Option<Text> {
        let start = self.skip();
        let rest = self.slice(start, self.end);
        let len = if let Some(inner) = rest.strip_prefix("\"\"\"") {
            memchr::memmem::find(inner.as_bytes(), b"\"\"\"").filter(|_| prose)? + 6
        } else {
            quoted(rest)?
        };
        self.take(len);
        Some(Text { value: unquote(self.slice(start, self.at)), span: self.since(start) })
    }

    fn at_text(&mut self) -> bool {
        self.skip();
        self.byte(self.at) == Some(b'"')
    }

    fn strings(&mut self) -> Option<Vec<Text>> {
        let mut strings = vec![self.text(false)?];
        while self.at_text() {
            strings.push(self.text(false)?);
        }
        Some(strings)
    }

    fn halves(&mut self) -> Option<Halves> {
        let start = self.skip();
        let mut halves = Halves::default();
        if !self.sign(b'{') {
            return None;
        }
        while !self.sign(b'}') {
            self.half(&mut halves)?;
        }
        halves.span = Some(self.since(start));
        Some(halves)
    }

    /// Takes `ja "…" …` or `en "…" …`.
    fn half(&mut self, halves: &mut Halves) -> Option<()> {
        let side = if self.one_of(&["ja", "en"])? == "ja" { &mut halves.ja } else { &mut halves.en };
        side.push(self.text(true)?);
        while self.at_text() {
            side.push(self.text(true)?);
        }
        Some(())
    }

    /// Takes a label, and what is said of it.
    fn labelled(&mut self) -> Option<Labels> {
        let start = self.skip();
        if !self.sign(b'{') {
            return None;
        }
        let mut labels = Labels::default();
        while matches!(self.peek(), "ja" | "en") {
            self.half(&mut labels.label)?;
        }
        self.part("says", &mut labels.says)?;
        self.part("denies", &mut labels.denies)?;
        self.part("words", &mut labels.words)?;
        if !self.sign(b'}') {
            return None;
        }
        labels.label.span = Some(self.since(start));
        Some(labels)
    }

    /// Takes a part of what stands behind a label, if its word is there; one half at least stands behind the word.
    fn part(&mut self, word: &str, part: &mut Option<Halves>) -> Option<()> {
        let begin = self.skip();
        if !self.is(word) {
            return Some(());
        }
        let mut halves = Halves::default();
        self.half(&mut halves)?;
        while matches!(self.peek(), "ja" | "en") {
            self.half(&mut halves)?;
        }
        halves.span = Some(self.since(begin));
        *part = Some(halves);
        Some(())
    }

    fn source(&mut self) -> Option<EntryValue> {
        let id = Box::new(self.word()?);
        let at = if self.is("at") { Some(Box::new(self.place()?)) } else { None };
        let grade = if self.is("grade") { Some(Box::new(self.word()?)) } else { None };
        Some(EntryValue::Source { id, at, grade })
    }

    fn place(&mut self) -> Option<Place> {
        if self.at_text() { self.text(false).map(Place::Same) } else { self.halves().map(Place::Both) }
    }

    fn settings(&mut self) -> Option<Vec<(Name, Literal)>> {
        let mut settings = Vec::new();
        if !self.sign(b'{') {
            return None;
        }
        while !self.sign(b'}') {
            let fact = self.word()?;
            if !self.sign(b'=') || self.byte(self.at) == Some(b'=') {
                return None;
            }
            settings.push((fact, self.literal()?));
        }
        Some(settings)
    }

    fn expectations(&mut self) -> Option<Vec<(Name, Name)>> {
        let mut expectations = Vec::new();
        if !self.sign(b'{') {
            return None;
        }
        while !self.sign(b'}') {
            expectations.push((self.word()?, self.word()?));
        }
        Some(expectations)
    }

    fn type_spec(&mut self) -> Option<TypeSpec> {
        let word = self.word()?;
        Some(match word.text.as_str() {
            "flag" | "concept" | "date" => TypeSpec::Plain(word),
            "choice" => TypeSpec::Choice(self.set()?),
            "set" => TypeSpec::Set(self.set()?),
            "scale" => TypeSpec::Scale(self.scale()?),
            "number" | "duration" => {
                let unit = self.word()?;
                let range = if self.is("in") { self.peek() } else { return None };
                let (lo, hi) = range.split_once("..")?;
                self.take(range.len());
                let (lo, hi) = (digits(lo)?, digits(hi)?);
                TypeSpec::Number { duration: word.text == "duration", unit, lo, hi }
            }
            _ => return None,
        })
    }

    fn scale(&mut self) -> Option<Vec<Name>> {
        if !self.sign(b'{') {
            return None;
        }
        let mut words = vec![self.word()?];
        while self.sign(b'<') {
            words.push(self.word()?);
        }
        self.sign(b'}').then_some(words)
    }
}

/// Says whether a word starts an entry; some words start items only.
fn is_key(word: &str) -> bool {
    words::entry(word).is_some()
}

/// Says whether a list of ids cannot go on with this word.
fn ends_list(text: &str) -> bool {
    text.is_empty() || is_key(text) || text == "and" || text == "in"
}

/// Returns the length of a string in quotes, if it closes on its line.
fn quoted(text: &str) -> Option<usize> {
    let mut bytes = text.bytes().enumerate();
    if bytes.next()?.1 != b'"' {
        return None;
    }
    while let Some((at, byte)) = bytes.next() {
        match byte {
            b'"' => return Some(at + 1),
            b'\\' => {
                bytes.next().filter(|(_, next)| *next != b'\n')?;
            }
            b'\n' => return None,
            _ => {}
        }
    }
    None
}

/// Reads digits, as the grammar does: a number that does not fit becomes the greatest one.
fn digits(text: &str) -> Option<i64> {
    let plain = !text.is_empty() && text.bytes().all(|it| it.is_ascii_digit());
    plain.then(|| super::entry::number(text))
}
