//! The entries of one item, by key.
//!
//! Reports entries that are misplaced, repeated or missing, and halves that are missing; interprets none.
#![expect(
    clippy::wildcard_enum_match_arm,
    reason = "the grammar decides the shape of every entry by its key"
)]

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::{Date, From};
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{Entry, EntryValue, Expr, Halves, Name, Text};

use super::suggest;

/// Keys that an item takes: once, and any number of times.
pub(super) struct Shape {
    pub(super) once: &'static [&'static str],
    pub(super) many: &'static [&'static str],
}

/// The entries of an item.
pub(super) struct Fields<'a> {
    entries: &'a [Entry],
    /// Where to say that something is missing.
    head: Span,
    what: String,
}

impl<'a> Fields<'a> {
    /// Checks the keys against `shape`.
    pub(super) fn new(
        what: &str,
        head: Span,
        entries: &'a [Entry],
        shape: &Shape,
        out: &mut Vec<Diagnostic>,
    ) -> Self {
        for (at, entry) in entries.iter().enumerate() {
            let key = entry.key;
            if shape.many.contains(&key) {
                continue;
            }
            if !shape.once.contains(&key) {
                out.push(misplaced(what, entry, shape));
            } else if let Some(first) = entries.iter().take(at).find(|other| other.key == key) {
                out.push(
                    Diagnostic::new(
                        Code::RepeatedEntry,
                        msg!(ja: "「{key}」が二度ある", en: "`{key}` stands twice"),
                    )
                    .at(entry.key_span, msg!(ja: "二度目", en: "again here"))
                    .and_at(first.key_span, msg!(ja: "一度目", en: "first here"))
                    .help(msg!(ja: "一方を取り除いてください。", en: "remove one of them")),
                );
            }
        }
        Self { entries, head, what: what.to_owned() }
    }

    pub(super) fn get(&self, key: &str) -> Option<&'a Entry> {
        self.entries.iter().find(|entry| entry.key == key)
    }

    pub(super) fn all<'s>(&'s self, key: &'s str) -> impl Iterator<Item = &'a Entry> + 's {
        self.entries.iter().filter(move |entry| entry.key == key)
    }

    fn missing(&self, key: &str, out: &mut Vec<Diagnostic>) {
        let what = &self.what;
        out.push(
            Diagnostic::new(
                Code::MissingEntry,
                msg!(ja: "「{what}」に「{key}」がない", en: "this `{what}` has no `{key}`"),
            )
            .here(self.head)
            .help(msg!(ja: "「{key}」を書いてください。", en: "add `{key}`")),
        );
    }

    pub(super) fn bilingual(&self, key: &str, out: &mut Vec<Diagnostic>) -> Option<Bilingual> {
        match &self.get(key)?.value {
            EntryValue::Bilingual(both) => Some(halves(both, out)),
            _ => None,
        }
    }

    pub(super) fn need_bilingual(&self, key: &str, out: &mut Vec<Diagnostic>) -> Bilingual {
        if self.get(key).is_none() {
            self.missing(key, out);
        }
        self.bilingual(key, out).unwrap_or_default()
    }

    pub(super) fn lists(&self, key: &str) -> Bilingual<Vec<String>> {
        match self.get(key).map(|entry| &entry.value) {
            Some(EntryValue::Bilingual(both)) => Bilingual { ja: strings(&both.ja), en: strings(&both.en) },
            _ => Bilingual::default(),
        }
    }

    pub(super) fn word(&self, key: &str) -> Option<&'a Name> {
        match &self.get(key)?.value {
            EntryValue::Word(name) => Some(name),
            _ => None,
        }
    }

    pub(super) fn need_word(&self, key: &str, out: &mut Vec<Diagnostic>) -> Option<&'a Name> {
        if self.get(key).is_none() {
            self.missing(key, out);
        }
        self.word(key)
    }

    pub(super) fn words(&self, key: &str) -> Vec<&'a Name> {
        self.all(key)
            .flat_map(|entry| match &entry.value {
                EntryValue::Words(names) => names.iter().collect(),
                _ => Vec::new(),
            })
            .collect()
    }

    pub(super) fn strings(&self, key: &str) -> Vec<String> {
        self.all(key)
            .flat_map(|entry| match &entry.value {
                EntryValue::Strings(texts) => strings(texts),
                _ => Vec::new(),
            })
            .collect()
    }

    pub(super) fn expr(&self, key: &str) -> Option<&'a Expr> {
        match &self.get(key)?.value {
            EntryValue::Expr(expr) => Some(expr),
            _ => None,
        }
    }

    pub(super) fn need_expr(&self, key: &str, out: &mut Vec<Diagnostic>) -> Option<&'a Expr> {
        if self.get(key).is_none() {
            self.missing(key, out);
        }
        self.expr(key)
    }

    /// Reads one of the words of `all`, reporting any other.
    pub(super) fn choice<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        word: fn(T) -> &'static str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        choice(self.word(key)?, all, word, out)
    }

    pub(super) fn need_choice<T: Copy>(
        &self,
        key: &str,
        all: &[T],
        word: fn(T) -> &'static str,
        out: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        if self.get(key).is_none() {
            self.missing(key, out);
        }
        self.choice(key, all, word, out)
    }

    pub(super) fn date(&self, key: &str, out: &mut Vec<Diagnostic>) -> Option<Date> {
        self.word(key).filter(|name| name.text != "unknown").and_then(|name| date(name, out))
    }

    pub(super) fn from(&self, key: &str, out: &mut Vec<Diagnostic>) -> Option<From> {
        let name = self.word(key)?;
        if name.text == "unknown" { Some(From::Unknown) } else { date(name, out).map(From::On) }
    }

    pub(super) fn span(&self, key: &str) -> Span {
        self.get(key).map_or(self.head, |entry| entry.span)
    }

    pub(super) fn head(&self) -> Span {
        self.head
    }
}

fn misplaced(what: &str, entry: &Entry, shape: &Shape) -> Diagnostic {
    let key = entry.key;
    let mut allowed: Vec<&str> = shape.once.iter().chain(shape.many).copied().collect();
    allowed.sort_unstable();
    let list = allowed.join(", ");
    let mut diagnostic = Diagnostic::new(
        Code::MisplacedEntry,
        msg!(ja: "「{key}」は「{what}」に置けない", en: "`{key}` does not belong in `{what}`"),
    )
    .here(entry.key_span)
    .note(msg!(ja: "置ける項目: {list}", en: "entries allowed here: {list}"));
    if let Some(near) = suggest::nearest(key, allowed.into_iter()).first() {
        diagnostic =
            diagnostic.help(msg!(ja: "「{near}」のことではありませんか。", en: "did you mean `{near}`?"));
    }
    diagnostic
}

/// Reads one of the words of `all`, reporting any other.
pub(super) fn choice<T: Copy>(
    name: &Name,
    all: &[T],
    word: fn(T) -> &'static str,
    out: &mut Vec<Diagnostic>,
) -> Option<T> {
    if let Some(found) = all.iter().copied().find(|it| word(*it) == name.text) {
        return Some(found);
    }
    let (text, list) = (&name.text, all.iter().map(|it| word(*it)).collect::<Vec<_>>().join(", "));
    let mut diagnostic = Diagnostic::new(
        Code::BadWord,
        msg!(ja: "「{text}」はここで使えない", en: "`{text}` is not a word for this place"),
    )
    .here(name.span)
    .note(msg!(ja: "使える語: {list}", en: "the words are: {list}"));
    if let Some(near) = suggest::nearest(text, all.iter().map(|it| word(*it))).first() {
        diagnostic = diagnostic
            .help(msg!(ja: "「{near}」のことではありませんか。", en: "did you mean `{near}`?"))
            .suggest(name.span, *near);
    }
    out.push(diagnostic);
    None
}

/// Reads a date, reporting anything else.
pub(super) fn date(name: &Name, out: &mut Vec<Diagnostic>) -> Option<Date> {
    let date = Date::parse(&name.text);
    if date.is_none() {
        let text = &name.text;
        out.push(
            Diagnostic::new(Code::BadDate, msg!(ja: "「{text}」は日付として読めない", en: "`{text}` is not a date"))
                .here(name.span)
                .help(msg!(ja: "「2020-04-01」の形で、実在する日付を書いてください。", en: "write an existing day as `2020-04-01`")),
        );
    }
    date
}

fn strings(texts: &[Text]) -> Vec<String> {
    texts.iter().map(|text| text.value.clone()).collect()
}

/// Returns both halves, reporting one that is missing or empty.
pub(super) fn halves(both: &Halves, out: &mut Vec<Diagnostic>) -> Bilingual {
    let joined = |texts: &[Text]| strings(texts).join("\n\n");
    let result = Bilingual { ja: joined(&both.ja), en: joined(&both.en) };
    let blank = |text: &String| text.trim().is_empty();
    if let Some(span) = both.span {
        if blank(&result.ja) {
            out.push(missing_half(span, &msg!(ja: "和文", en: "Japanese text"), "ja"));
        }
        if blank(&result.en) {
            out.push(missing_half(span, &msg!(ja: "英文", en: "English text"), "en"));
        }
    }
    result
}

fn missing_half(span: Span, what: &Bilingual, key: &str) -> Diagnostic {
    let Bilingual { ja, en } = what;
    Diagnostic::new(Code::MissingLanguage, msg!(ja: "{ja}がない", en: "the {en} is missing"))
        .here(span)
        .help(msg!(ja: "「{key} \"…\"」を書いてください。", en: "add `{key} \"…\"`"))
}
