//! Words of closed lists, and dates.
//!
//! Reports a word that is none of its list; what the words mean is in `model` and `logic`.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::{
    Answers, Applicability, Aspect, Authentic, Binding, EdgeRelation, Field, FindingKind, Grade, Hyphen,
    InstrumentKind, Modality, Outcome, Relation, Status,
};
use crate::model::meant::day as meant_day;
use crate::model::{Date, From};
use crate::msg;
use crate::near;
use crate::source::Span;
use crate::syntax::ast::{Entry, Name};
use crate::syntax::{Form, words};

use super::record::Value;

/// A word of a closed list.
pub(super) trait Closed: Copy + PartialEq + 'static {
    const ALL: &'static [Self];

    /// What a word is that is none of the list: "no modality".
    const NONE: Bilingual<&'static str>;

    fn word(self) -> &'static str;

    fn title(self) -> Bilingual;

    /// What people write instead of it.
    fn instead(self) -> &'static [&'static str];
}

macro_rules! closed {
    ($($ty:ty, $ja:literal, $en:literal;)*) => {
        $(impl Closed for $ty {
            const ALL: &'static [Self] = <$ty>::ALL;

            const NONE: Bilingual<&'static str> = Bilingual { ja: $ja, en: $en };

            fn word(self) -> &'static str {
                <$ty>::word(self)
            }

            fn title(self) -> Bilingual {
                <$ty>::title(self)
            }

            fn instead(self) -> &'static [&'static str] {
                <$ty>::instead(self)
            }
        })*
    };
}

closed! {
    Answers, "名宛人が何に責任を負うかを表す語", "nothing that an addressee answers for";
    Applicability, "適用の広さを比べる語", "no word for how two applicabilities compare";
    Aspect, "事実の性質", "no nature of a fact";
    Authentic, "正文の言語", "no language of an authentic text";
    Binding, "拘束力", "no binding force";
    EdgeRelation, "対応の種類", "no relation of an edge";
    FindingKind, "注記の種類", "no kind of note";
    Grade, "出典の確度", "no grade";
    Hyphen, "ハイフンの意味", "no meaning of a hyphen";
    InstrumentKind, "文書の種類", "no kind of instrument";
    Modality, "義務の強さ", "no modality";
    Outcome, "判定", "no verdict";
    Relation, "基準の関係", "no relation";
    Status, "版の状態", "no status";
    Field, "文書の項目", "no field of an instrument";
}

impl<'a, T: Closed> Value<'a> for T {
    const FORM: Form = Form::Word;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        choice(<&Name>::value(entry, out)?, out)
    }
}

/// A word of a closed list that is taken for what was meant where it is nearly right: its fault is reported, and nothing
/// false follows.
pub(super) struct Guessed<T>(pub(super) T);

impl<'a, T: Closed> Value<'a> for Guessed<T> {
    const FORM: Form = Form::Word;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = <&Name>::value(entry, out)?;
        choice(name, out).or_else(|| meant(&name.text)).map(Self)
    }
}

/// A word of a closed list with its own place; no value after a fault that was reported, for the entry stands there.
#[derive(Clone, Copy)]
pub(super) struct Chosen<T> {
    pub(super) value: Option<T>,
    pub(super) span: Span,
}

impl<'a, T: Closed> Value<'a> for Chosen<T> {
    const FORM: Form = Form::Word;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = <&Name>::value(entry, out)?;
        Some(Self { value: choice(name, out), span: name.span })
    }
}

/// Reads a word of a closed list, reporting any other.
pub(super) fn choice<T: Closed>(name: &Name, out: &mut Vec<Diagnostic>) -> Option<T> {
    if let Some(found) = T::ALL.iter().copied().find(|it| it.word() == name.text) {
        return Some(found);
    }
    let list = T::ALL.iter().map(|it| it.word()).collect::<Vec<_>>().join(", ");
    let (text, Bilingual { ja, en }) = (&name.text, T::NONE);
    let mut diagnostic =
        Diagnostic::new(Code::BadWord, msg!(ja: "「{text}」という{ja}はない", en: "`{text}` is {en}"))
            .here(name.span)
            .note(msg!(ja: "使える語: {list}", en: "the words are: {list}"));
    if let Some(near) = meant::<T>(text) {
        let (word, title) = (near.word(), near.title().ja);
        diagnostic = diagnostic
            .help(msg!(ja: "「{word}」（{title}）のことではありませんか。", en: "did you mean `{word}`?"))
            .suggest(name.span, word);
    }
    out.push(diagnostic);
    None
}

/// Returns the word that was meant by another: what it is called, what people write instead of it, or what is near.
fn meant<T: Closed>(text: &str) -> Option<T> {
    let said = |it: &T| {
        let Bilingual { ja, en } = it.title();
        let names = [it.word(), &ja, &en];
        names.into_iter().chain(it.instead().iter().copied()).any(|name| near::same(name, text))
    };
    if let Some(it) = T::ALL.iter().copied().find(said) {
        return Some(it);
    }
    let of = |word: &str| T::ALL.iter().copied().find(|it| it.word() == word || it.instead().contains(&word));
    let words = T::ALL.iter().map(|it| it.word());
    let others = T::ALL.iter().flat_map(|it| it.instead().iter().copied());
    let near = near::nearest(text, words).into_iter().next();
    near.or_else(|| near::nearest(text, others).into_iter().next()).and_then(of)
}

impl<'a> Value<'a> for Date {
    const FORM: Form = Form::Word;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = <&Name>::value(entry, out)?;
        if name.text == words::UNKNOWN { None } else { date(name, out) }
    }
}

impl<'a> Value<'a> for From {
    const FORM: Form = Form::Word;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = <&Name>::value(entry, out)?;
        if name.text == words::UNKNOWN { Some(From::Unknown) } else { date(name, out).map(From::On) }
    }
}

/// Reads a date, reporting anything else.
pub(super) fn date(name: &Name, out: &mut Vec<Diagnostic>) -> Option<Date> {
    let date = Date::parse(&name.text);
    if date.is_some() {
        return date;
    }
    let text = &name.text;
    let found = Diagnostic::new(
        Code::BadDate,
        msg!(ja: "「{text}」は日付として読めない", en: "`{text}` is not a date"),
    )
    .here(name.span);
    let found = match meant_day(text) {
        Some(day) => found
            .help(msg!(ja: "「{day}」のことではありませんか。", en: "did you mean `{day}`?"))
            .suggest(name.span, day.to_string()),
        None => found.help(msg!(
            ja: "「2020-04-01」の形で、実在する日付を書いてください。",
            en: "write an existing day as `2020-04-01`",
        )),
    };
    out.push(found);
    None
}
