//! What follows a key, read to a value: one form of the grammar each.
//!
//! Reports halves that are missing and what stands twice where one thing is asked for; looks no name up.

use std::collections::BTreeMap;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::msg;
use crate::source::Span;
use crate::syntax::ast::{Entry, EntryValue, Expr, Halves, Literal, Name, Place, Text, TypeSpec};
use crate::syntax::{Form, words};

use super::record::Value;

/// A value with the place of its entry.
#[derive(Clone, Copy)]
pub(super) struct At<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

impl<'a, T: Value<'a>> Value<'a> for At<T> {
    const FORM: Form = T::FORM;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        T::value(entry, out).map(|value| Self { value, span: entry.span })
    }
}

// --- forms that are taken as they are written ---------------------------------------------------

/// `source id at "…" grade g`, the place perhaps in both languages.
pub(super) struct Cite<'a> {
    pub(super) id: &'a Name,
    pub(super) at: Option<Bilingual>,
    pub(super) grade: Option<&'a Name>,
}

/// `meets id { … }`, `criterion { … }`, `equals { … }`, `at_least true { … }`.
pub(super) struct Criterion<'a> {
    pub(super) requirement: Option<&'a Name>,
    /// Whether `true` stood before the block.
    pub(super) positive: bool,
    pub(super) block: Option<&'a [Expr]>,
}

/// `A to B …`.
pub(super) struct Range<'a> {
    pub(super) first: &'a Name,
    pub(super) rest: &'a [Name],
}

/// `id { entries }`.
pub(super) struct Nested<'a> {
    pub(super) id: &'a Name,
    pub(super) entries: &'a [Entry],
}

/// `word { ja "…" en "…" }`.
pub(super) struct Labelled<'a> {
    pub(super) word: &'a Name,
    pub(super) text: Bilingual,
}

/// `word { ja "…" en "…" says … denies … words ja "…" … en "…" … }`, the last parts perhaps left out.
pub(super) struct Expressed<'a> {
    pub(super) word: &'a Name,
    pub(super) text: Bilingual,
    /// The clause that says the value.
    pub(super) says: Option<Bilingual>,
    /// The clause that denies it.
    pub(super) denies: Option<Bilingual>,
    /// By what texts express the value.
    pub(super) words: Bilingual<Vec<String>>,
}

/// `id { ja "…" en "…" }`, the second part perhaps left out.
pub(super) struct Column<'a> {
    pub(super) id: &'a Name,
    pub(super) title: Option<Bilingual>,
}

/// `{ fact = value … }`.
pub(super) struct Settings<'a>(pub(super) &'a [(Name, Literal)]);

/// `{ id verdict … }`.
pub(super) struct Expectations<'a>(pub(super) &'a [(Name, Name)]);

/// `A … relation B … { note }`.
pub(super) struct Edge<'a> {
    pub(super) from: &'a [Name],
    pub(super) relation: &'a Name,
    pub(super) to: &'a [Name],
    pub(super) note: Option<Bilingual>,
}

/// `name number unit { ja "…" en "…" }`.
pub(super) struct Figure<'a> {
    pub(super) name: &'a Name,
    pub(super) value: i64,
    pub(super) unit: &'a Name,
    /// What it is.
    pub(super) title: Option<Bilingual>,
    pub(super) span: Span,
}

/// Reads entries of one form; the grammar decides the form of every entry by its key.
macro_rules! forms {
    ($($ty:ty, $form:ident, $pattern:pat, $out:ident => $value:expr;)*) => {
        $(impl<'a> Value<'a> for $ty {
            const FORM: Form = Form::$form;

            fn value(entry: &'a Entry, $out: &mut Vec<Diagnostic>) -> Option<Self> {
                if let $pattern = &entry.value { Some($value) } else { None }
            }
        })*
    };
}

forms! {
    Bilingual, Bilingual, EntryValue::Bilingual(both), out => halves(both, out);
    &'a Name, Word, EntryValue::Word(name), _out => name;
    &'a [Name], Words, EntryValue::Words(names), _out => names;
    &'a Expr, Expression, EntryValue::Expr(expr), _out => expr;
    &'a TypeSpec, Type, EntryValue::Type(spec), _out => spec;
    &'a Literal, Literal, EntryValue::Literal(literal), _out => literal;
    Cite<'a>, Source, EntryValue::Source { id, at, grade }, out =>
        Cite { id, at: at.as_deref().map(|at| place(at, out)), grade: grade.as_deref() };
    Criterion<'a>, Criterion, EntryValue::Criterion { requirement, positive, block }, _out =>
        Criterion { requirement: requirement.as_deref(), positive: *positive, block: block.as_deref() };
    Range<'a>, Range, EntryValue::Range(first, rest), _out => Range { first, rest };
    Nested<'a>, Nested, EntryValue::Edition(id, entries) | EntryValue::Row(id, entries), _out => Nested { id, entries };
    Labelled<'a>, Labelled, EntryValue::Labelled(word, both), out => {
        for (key, part) in [("says", &both.says), ("denies", &both.denies), ("words", &both.words)] {
            if let Some(span) = part.as_ref().and_then(|part| part.span) {
                out.push(misplaced(span, key).help(msg!(
                    ja: "「{key}」は事実の値だけに書けます。",
                    en: "only values of facts have `{key}`",
                )));
            }
        }
        Labelled { word, text: halves(&both.label, out) }
    };
    Expressed<'a>, Labelled, EntryValue::Labelled(word, both), out => {
        let words = both.words.as_ref().map(|words| Bilingual { ja: strings(&words.ja), en: strings(&words.en) });
        let [says, denies] = [&both.says, &both.denies].map(|part| part.as_ref().map(|part| halves(part, out)));
        Expressed { word, text: halves(&both.label, out), says, denies, words: words.unwrap_or_default() }
    };
    Column<'a>, Column, EntryValue::Column(id, both), out =>
        Column { id, title: both.as_ref().map(|both| halves(both, out)) };
    Settings<'a>, Facts, EntryValue::Facts(settings), _out => Settings(settings);
    Expectations<'a>, Expect, EntryValue::Expect(pairs), _out => Expectations(pairs);
    Edge<'a>, Edge, EntryValue::Edge { from, relation, to, note }, out =>
        Edge { from, relation, to, note: note.as_ref().map(|both| halves(both, out)) };

    Strings, Strings, EntryValue::Strings(texts), _out => Strings(strings(texts));
}

// --- marks --------------------------------------------------------------------------------------

/// A key that says everything by itself.
#[derive(Clone, Copy)]
pub(super) struct Mark;

impl<'a> Value<'a> for Mark {
    const FORM: Form = Form::Mark;

    fn value(entry: &'a Entry, _out: &mut Vec<Diagnostic>) -> Option<Self> {
        matches!(entry.value, EntryValue::Mark).then_some(Self)
    }
}

// --- figures ------------------------------------------------------------------------------------

impl<'a> Value<'a> for Figure<'a> {
    const FORM: Form = Form::Figure;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let EntryValue::Figure(name, value, rest) = &entry.value else { return None };
        let (unit, both) = &**rest;
        let title = both.as_ref().map(|both| halves(both, out));
        Some(Self { name, value: *value, unit, title, span: entry.span })
    }
}

// --- strings ------------------------------------------------------------------------------------

/// `"…" "…"`.
pub(super) struct Strings(pub(super) Vec<String>);

/// `"…"`.
pub(super) struct OneString(pub(super) String);

impl<'a> Value<'a> for OneString {
    const FORM: Form = Form::Strings;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let EntryValue::Strings(texts) = &entry.value else { return None };
        let spans: Vec<Span> = texts.iter().map(|text| text.span).collect();
        one(entry.key, &spans, out);
        texts.first().map(|text| Self(text.value.clone()))
    }
}

/// Lists of strings in both languages, of which one may be empty.
#[derive(Default)]
pub(super) struct Lists(pub(super) Bilingual<Vec<String>>);

impl<'a> Value<'a> for Lists {
    const FORM: Form = Form::Bilingual;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let EntryValue::Bilingual(both) = &entry.value else { return None };
        if both.ja.is_empty() && both.en.is_empty() {
            halves(both, out);
        }
        Some(Self(Bilingual { ja: strings(&both.ja), en: strings(&both.en) }))
    }
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
        if is_japanese(&result.en) && !is_japanese(&result.ja) && !blank(&result.ja) {
            out.push(swapped(span));
            // What follows reads them as they are meant.
            return Bilingual { ja: result.en, en: result.ja };
        }
        // What follows does not look for the words of one language in the other.
        if is_mostly_japanese(&result.en) {
            out.push(other_language(
                span,
                &msg!(ja: "英文が日本語で書かれている", en: "the English half is in Japanese"),
            ));
            return Bilingual { en: String::new(), ..result };
        }
        if is_english_sentence(&result.ja) && !is_japanese(&result.en) {
            out.push(other_language(
                span,
                &msg!(ja: "和文が英語で書かれている", en: "the Japanese half is in English"),
            ));
            return Bilingual { ja: String::new(), ..result };
        }
    }
    result
}

/// Says whether a text has kana and kanji and no more letters than these: a word that English quotes stands in a sentence.
fn is_mostly_japanese(text: &str) -> bool {
    let letters = text.chars().filter(char::is_ascii_alphabetic).count();
    let japanese = text.chars().filter(|it| is_japanese(it.encode_utf8(&mut [0; 4]))).count();
    japanese > 0 && japanese >= letters
}

/// Says whether a text has no kana or kanji, and words that make it more than a name.
fn is_english_sentence(text: &str) -> bool {
    let is_small = |word: &&str| word.len() > 1 && word.bytes().all(|byte| byte.is_ascii_lowercase());
    !is_japanese(text) && text.split_whitespace().filter(is_small).count() >= 3
}

fn other_language(span: Span, title: &Bilingual) -> Diagnostic {
    Diagnostic::new(Code::WrongLanguage, title.clone())
        .here(span)
        .help(msg!(ja: "訳を書いてください。どちらの言語でも同じに書く名称なら、両方にその名称を書けます。", en: "write the translation; a name that is written alike in both languages may stand in both"))
}

/// Says whether a text has kana or kanji; names and numbers alone may stand in a Japanese text too.
fn is_japanese(text: &str) -> bool {
    text.chars().any(|it| matches!(it, '\u{3041}'..='\u{30ff}' | '\u{4e00}'..='\u{9fff}'))
}

fn swapped(span: Span) -> Diagnostic {
    Diagnostic::new(
        Code::HalvesSwapped,
        msg!(ja: "和文と英文が入れ替わっている", en: "the Japanese and the English text are swapped"),
    )
    .at(span, msg!(ja: "英文に和文がある", en: "the English half is in Japanese"))
    .help(msg!(ja: "「ja」の文と「en」の文を入れ替えてください。", en: "exchange the text of `ja` and that of `en`"))
}

fn place(at: &Place, out: &mut Vec<Diagnostic>) -> Bilingual {
    match at {
        Place::Same(text) => Bilingual::same(text.value.as_str()),
        Place::Both(both) => halves(both, out),
    }
}

fn missing_half(span: Span, what: &Bilingual, key: &str) -> Diagnostic {
    let Bilingual { ja, en } = what;
    Diagnostic::new(Code::MissingLanguage, msg!(ja: "{ja}がない", en: "the {en} is missing"))
        .here(span)
        .help(msg!(ja: "「{key} \"…\"」を書いてください。", en: "add `{key} \"…\"`"))
}

// --- names --------------------------------------------------------------------------------------

/// One id where the grammar takes several.
pub(super) struct OneName<'a>(pub(super) &'a Name);

impl<'a> Value<'a> for OneName<'a> {
    const FORM: Form = Form::Words;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let EntryValue::Words(names) = &entry.value else { return None };
        one_name(entry.key, names, out).map(Self)
    }
}

/// `of A B …`.
pub(super) struct Of<'a>(pub(super) &'a [Name]);

impl<'a> Value<'a> for Of<'a> {
    const FORM: Form = Form::Of;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let EntryValue::Of(ids, within) = &entry.value else { return None };
        if let Some(within) = within.first() {
            out.push(misplaced(within.span, "in").help(msg!(
                ja: "「in」は解釈（interpretation）の「of」でだけ使えます。",
                en: "it belongs in `of` of an `interpretation`",
            )));
        }
        Some(Self(ids))
    }
}

/// `of A`.
pub(super) struct OneOf<'a>(pub(super) &'a Name);

impl<'a> Value<'a> for OneOf<'a> {
    const FORM: Form = Form::Of;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let Of(ids) = Of::value(entry, out)?;
        one_name(entry.key, ids, out).map(Self)
    }
}

/// `of A in B …`.
pub(super) struct Within<'a> {
    pub(super) of: &'a Name,
    pub(super) within: &'a [Name],
}

impl<'a> Value<'a> for Within<'a> {
    const FORM: Form = Form::Of;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let EntryValue::Of(ids, within) = &entry.value else { return None };
        let of = one_name(entry.key, ids, out);
        if within.is_empty() {
            out.push(
                Diagnostic::new(
                    Code::MissingEntry,
                    msg!(ja: "解釈される版が「in」で示されていない", en: "no `in` says which edition is interpreted"),
                )
                .here(entry.span)
                .help(msg!(ja: "「of 概念 in 文書@版」と書いてください。", en: "write `of CONCEPT in INSTRUMENT@EDITION`")),
            );
        }
        Some(Self { of: of?, within: Some(within.as_slice()).filter(|within| !within.is_empty())? })
    }
}

/// `A … and B …`; a side is empty for `none`.
pub(super) struct Between<'a> {
    pub(super) left: &'a [Name],
    pub(super) right: &'a [Name],
}

impl<'a> Value<'a> for Between<'a> {
    const FORM: Form = Form::Between;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let EntryValue::Between(left, right) = &entry.value else { return None };
        Some(Self { left: side(left, out), right: side(right, out) })
    }
}

/// Returns one side of a deviation; `none` stands alone.
fn side<'a>(names: &'a [Name], out: &mut Vec<Diagnostic>) -> &'a [Name] {
    if alone(words::NONE, names, out) { &[] } else { names }
}

/// Says whether a list is one word that stands for something else than a name; reports it among names.
pub(super) fn alone(word: &str, names: &[Name], out: &mut Vec<Diagnostic>) -> bool {
    let Some(found) = names.iter().find(|name| name.text == word) else { return false };
    if names.len() > 1 {
        out.push(
            Diagnostic::new(
                Code::BadWord,
                msg!(ja: "「{word}」は他の語と並べられない", en: "`{word}` stands alone"),
            )
            .here(found.span)
            .help(msg!(ja: "「{word}」か、識別子の列かのどちらかにしてください。", en: "write either `{word}` or a list of ids")),
        );
    }
    true
}

fn one_name<'a>(key: &str, names: &'a [Name], out: &mut Vec<Diagnostic>) -> Option<&'a Name> {
    let spans: Vec<Span> = names.iter().map(|name| name.span).collect();
    one(key, &spans, out);
    names.first()
}

/// Reports a second value where one is asked for.
fn one(key: &str, spans: &[Span], out: &mut Vec<Diagnostic>) {
    if let [first, second, ..] = spans {
        out.push(
            Diagnostic::new(
                Code::RepeatedEntry,
                msg!(ja: "「{key}」に書けるのは一つだけである", en: "`{key}` takes one value"),
            )
            .at(*second, msg!(ja: "二つ目", en: "the second"))
            .and_at(*first, msg!(ja: "一つ目", en: "the first"))
            .help(msg!(ja: "一方を取り除いてください。", en: "remove one of them")),
        );
    }
}

/// Reports what stands twice in a list whose members are told apart by these words.
pub(super) fn once<'a>(words: impl IntoIterator<Item = &'a Name>, out: &mut Vec<Diagnostic>) {
    let mut seen: BTreeMap<&str, Span> = BTreeMap::new();
    for word in words {
        let text = &word.text;
        let Some(first) = seen.insert(text, word.span) else { continue };
        out.push(
            Diagnostic::new(
                Code::RepeatedEntry,
                msg!(ja: "「{text}」が二度ある", en: "`{text}` stands twice"),
            )
            .at(word.span, msg!(ja: "二度目", en: "again here"))
            .and_at(first, msg!(ja: "一度目", en: "first here"))
            .help(msg!(ja: "一方を取り除いてください。", en: "remove one of them")),
        );
    }
}

/// Says that a word stands where it means nothing.
pub(super) fn misplaced(span: Span, word: &str) -> Diagnostic {
    Diagnostic::new(
        Code::MisplacedEntry,
        msg!(ja: "「{word}」はここに置けない", en: "`{word}` cannot stand here"),
    )
    .here(span)
}
