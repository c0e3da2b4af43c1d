//! Words of closed lists, and dates.
//!
//! Reports a word that is none of its list; what the words mean is in `model` and `logic`.

use crate::diag::{Code, Diagnostic};
use crate::lexicon::{
    Answers, Applicability, Aspect, Authentic, Binding, EdgeRelation, Field, FindingKind, Grade,
    InstrumentKind, Modality, Outcome, Relation, Status,
};
use crate::model::{Date, From};
use crate::msg;
use crate::near;
use crate::source::Span;
use crate::syntax::ast::{Entry, Name};
use crate::syntax::{Form, words};

use super::record::Value;

/// A word of a closed list.
pub(super) trait Closed: Copy + 'static {
    const ALL: &'static [Self];

    fn word(self) -> &'static str;
}

macro_rules! closed {
    ($($ty:ty),*) => {
        $(impl Closed for $ty {
            const ALL: &'static [Self] = <$ty>::ALL;

            fn word(self) -> &'static str {
                <$ty>::word(self)
            }
        })*
    };
}

closed!(
    Answers,
    Applicability,
    Aspect,
    Authentic,
    Binding,
    EdgeRelation,
    FindingKind,
    Grade,
    Hyphen,
    InstrumentKind,
    Modality,
    Outcome,
    Relation,
    Status,
    Field
);

/// What a hyphen in a locator is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Hyphen {
    Branch,
    Child,
}

impl Hyphen {
    const ALL: &'static [Self] = &[Hyphen::Branch, Hyphen::Child];

    fn word(self) -> &'static str {
        match self {
            Hyphen::Branch => "branch",
            Hyphen::Child => "child",
        }
    }
}

impl<'a, T: Closed> Value<'a> for T {
    const FORM: Form = Form::Word;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        choice(<&Name>::value(entry, out)?, out)
    }
}

/// A word of a closed list with its own place.
#[derive(Clone, Copy)]
pub(super) struct Chosen<T> {
    pub(super) value: T,
    pub(super) span: Span,
}

impl<'a, T: Closed> Value<'a> for Chosen<T> {
    const FORM: Form = Form::Word;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self> {
        let name = <&Name>::value(entry, out)?;
        Some(Self { value: choice(name, out)?, span: name.span })
    }
}

/// Reads a word of a closed list, reporting any other.
pub(super) fn choice<T: Closed>(name: &Name, out: &mut Vec<Diagnostic>) -> Option<T> {
    if let Some(found) = T::ALL.iter().copied().find(|it| it.word() == name.text) {
        return Some(found);
    }
    let all = || T::ALL.iter().map(|it| it.word());
    let (text, list) = (&name.text, all().collect::<Vec<_>>().join(", "));
    let mut diagnostic = Diagnostic::new(
        Code::BadWord,
        msg!(ja: "「{text}」はここで使えない", en: "`{text}` is not a word for this place"),
    )
    .here(name.span)
    .note(msg!(ja: "使える語: {list}", en: "the words are: {list}"));
    if let Some(near) = near::nearest(text, all()).first() {
        diagnostic = diagnostic
            .help(msg!(ja: "「{near}」のことではありませんか。", en: "did you mean `{near}`?"))
            .suggest(name.span, *near);
    }
    out.push(diagnostic);
    None
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
