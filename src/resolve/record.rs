//! How an item is read: as a record, each field of which reads the entries of one key.
//!
//! An entry is accepted because a field reads it. What no field reads is reported here, and a field that nobody looks
//! at is dead code, which does not compile; so nothing is accepted and then lost.

use crate::diag::{Code, Diagnostic};
use crate::msg;
use crate::near;
use crate::source::Span;
use crate::syntax::Form;
use crate::syntax::ast::Entry;

/// A key that an item accepts.
#[derive(Clone, Copy, Debug)]
pub struct Accepted {
    /// The key.
    pub key: &'static str,
    /// Whether it may stand several times.
    pub many: bool,
    /// Whether it must stand there.
    pub needed: bool,
    /// What follows it.
    pub form: Form,
}

/// The entries of an item or of a block in one.
pub(super) struct Block<'a> {
    pub(super) what: &'static str,
    /// Where to say that something is missing.
    pub(super) head: Span,
    pub(super) entries: &'a [Entry],
}

impl<'a> Block<'a> {
    fn of(&self, key: &'static str) -> impl Iterator<Item = &'a Entry> + use<'a> {
        self.entries.iter().filter(move |entry| entry.key == key)
    }

    /// Reports the entries that are not accepted, and those that stand twice and should not.
    fn check(&self, accepted: &[Accepted], out: &mut Vec<Diagnostic>) {
        for (at, entry) in self.entries.iter().enumerate() {
            match accepted.iter().find(|it| it.key == entry.key) {
                None => out.push(misplaced(self.what, entry, accepted)),
                Some(it) if it.many => {}
                Some(_) => {
                    if let Some(first) = self.entries.iter().take(at).find(|other| other.key == entry.key) {
                        out.push(repeated(entry, first));
                    }
                }
            }
        }
    }

    fn missing(&self, key: &str) -> Diagnostic {
        missing(self.what, key, self.head)
    }
}

/// Says that an item lacks an entry.
pub(super) fn missing(what: &str, key: &str, head: Span) -> Diagnostic {
    Diagnostic::new(
        Code::MissingEntry,
        msg!(ja: "「{what}」に「{key}」がない", en: "this `{what}` has no `{key}`"),
    )
    .here(head)
    .help(msg!(ja: "「{key}」を書いてください。", en: "add `{key}`"))
}

fn misplaced(what: &str, entry: &Entry, accepted: &[Accepted]) -> Diagnostic {
    let key = entry.key;
    let mut allowed: Vec<&str> = accepted.iter().map(|it| it.key).collect();
    allowed.sort_unstable();
    let list = allowed.join(", ");
    let mut diagnostic = Diagnostic::new(
        Code::MisplacedEntry,
        msg!(ja: "「{key}」は「{what}」に置けない", en: "`{key}` does not belong in `{what}`"),
    )
    .here(entry.key_span)
    .note(msg!(ja: "置ける項目: {list}", en: "entries allowed here: {list}"));
    if let Some(near) = near::nearest(key, allowed).first() {
        diagnostic =
            diagnostic.help(msg!(ja: "「{near}」のことではありませんか。", en: "did you mean `{near}`?"));
    }
    diagnostic
}

fn repeated(entry: &Entry, first: &Entry) -> Diagnostic {
    let key = entry.key;
    Diagnostic::new(Code::RepeatedEntry, msg!(ja: "「{key}」が二度ある", en: "`{key}` stands twice"))
        .at(entry.key_span, msg!(ja: "二度目", en: "again here"))
        .and_at(first.key_span, msg!(ja: "一度目", en: "first here"))
        .help(msg!(ja: "一方を取り除いてください。", en: "remove one of them"))
}

/// What one entry is read to; `None` after a fault that was reported.
pub(super) trait Value<'a>: Sized {
    /// What follows the key of such an entry.
    const FORM: Form;

    fn value(entry: &'a Entry, out: &mut Vec<Diagnostic>) -> Option<Self>;
}

/// What all entries of one key are read to.
pub(super) trait Field<'a>: Sized {
    const MANY: bool;
    const NEEDED: bool;
    const FORM: Form;

    fn read(block: &Block<'a>, key: &'static str, out: &mut Vec<Diagnostic>) -> Self;
}

/// An entry that may be left out.
impl<'a, T: Value<'a>> Field<'a> for Option<T> {
    const MANY: bool = false;
    const NEEDED: bool = false;
    const FORM: Form = T::FORM;

    fn read(block: &Block<'a>, key: &'static str, out: &mut Vec<Diagnostic>) -> Self {
        block.of(key).next().and_then(|entry| T::value(entry, out))
    }
}

/// Any number of entries.
impl<'a, T: Value<'a>> Field<'a> for Vec<T> {
    const MANY: bool = true;
    const NEEDED: bool = false;
    const FORM: Form = T::FORM;

    fn read(block: &Block<'a>, key: &'static str, out: &mut Vec<Diagnostic>) -> Self {
        block.of(key).filter_map(|entry| T::value(entry, out)).collect()
    }
}

/// An entry that must stand there; `None` after a fault that was reported.
pub(super) struct Need<T>(pub(super) Option<T>);

impl<T: Default> Need<T> {
    /// Returns the value, an empty one after a fault that was reported.
    pub(super) fn or_default(self) -> T {
        self.0.unwrap_or_default()
    }
}

impl<'a, T: Value<'a>> Field<'a> for Need<T> {
    const MANY: bool = false;
    const NEEDED: bool = true;
    const FORM: Form = T::FORM;

    fn read(block: &Block<'a>, key: &'static str, out: &mut Vec<Diagnostic>) -> Self {
        if block.of(key).next().is_none() {
            out.push(block.missing(key));
        }
        Self(Option::read(block, key, out))
    }
}

/// Entries of which one at least must stand there.
pub(super) struct Several<T>(pub(super) Vec<T>);

impl<'a, T: Value<'a>> Field<'a> for Several<T> {
    const MANY: bool = true;
    const NEEDED: bool = true;
    const FORM: Form = T::FORM;

    fn read(block: &Block<'a>, key: &'static str, out: &mut Vec<Diagnostic>) -> Self {
        if block.of(key).next().is_none() {
            out.push(block.missing(key));
        }
        Self(Vec::read(block, key, out))
    }
}

/// The entries of an item, all of them.
pub(super) trait Record<'a>: Sized {
    /// The word that starts the item or the block.
    const WHAT: &'static str;
    const ACCEPTED: &'static [Accepted];

    fn fill(block: &Block<'a>, out: &mut Vec<Diagnostic>) -> Self;

    /// Reads entries; reports what is misplaced, repeated, missing or of the wrong form.
    fn read(head: Span, entries: &'a [Entry], out: &mut Vec<Diagnostic>) -> Self {
        let block = Block { what: Self::WHAT, head, entries };
        block.check(Self::ACCEPTED, out);
        Self::fill(&block, out)
    }
}

/// Defines records and the list of them: `Name "word" { field: Type, other("key"): Type, }`.
macro_rules! records {
    ($($(#[doc = $doc:literal])* $record:ident $what:literal { $($field:ident $(($key:literal))? : $ty:ty,)* })*) => {
        $(
            $(#[doc = $doc])*
            pub(super) struct $record<'a> {
                $(pub(super) $field: $ty,)*
                _of: std::marker::PhantomData<&'a ()>,
            }

            impl<'a> Record<'a> for $record<'a> {
                const WHAT: &'static str = $what;
                const ACCEPTED: &'static [Accepted] = &[$(Accepted {
                    key: records!(@key $field $($key)?),
                    many: <$ty as Field<'a>>::MANY,
                    needed: <$ty as Field<'a>>::NEEDED,
                    form: <$ty as Field<'a>>::FORM,
                },)*];

                fn fill(block: &Block<'a>, out: &mut Vec<Diagnostic>) -> Self {
                    Self {
                        $($field: Field::read(block, records!(@key $field $($key)?), out),)*
                        _of: std::marker::PhantomData,
                    }
                }
            }
        )*

        /// Every item, and every block in one, with the entries that it accepts.
        pub const RECORDS: &[(&str, &[Accepted])] = &[$(($what, <$record<'static> as Record<'static>>::ACCEPTED),)*];
    };
    (@key $field:ident $key:literal) => { $key };
    (@key $field:ident) => { stringify!($field) };
}

pub(super) use records;
