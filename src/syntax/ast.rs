//! The spanned tree of one file.
//!
//! Holds strings and spans; nothing here has been looked up.
//! `modality shall` is `Entry { key: "modality", value: EntryValue::Word("shall") }`.

use crate::source::Span;

/// One parsed file.
#[derive(Clone, Debug, Default)]
pub struct File {
    /// Items in source order.
    pub items: Vec<Item>,
    /// Comments in source order, without documentation.
    pub comments: Vec<Span>,
    /// Ids whose items could not be read; using them is no further error.
    pub broken: Vec<String>,
}

/// A token with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The token as written.
    pub text: String,
    /// Where it stands.
    pub span: Span,
}

/// A string or prose with its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    /// The text, unescaped and with the common indentation taken away.
    pub value: String,
    /// Where it stands, quotes included.
    pub span: Span,
}

/// A top-level item.
#[derive(Clone, Debug)]
pub struct Item {
    /// `provision`, `fact`, …
    pub keyword: &'static str,
    /// The id; only claims may have none.
    pub id: Option<Name>,
    /// The `///` lines before it.
    pub docs: Vec<String>,
    /// What stands in it.
    pub body: Body,
    /// Entries; of a claim, those behind its implication.
    pub entries: Vec<Entry>,
    /// From the keyword to the closing brace.
    pub span: Span,
}

/// What an item has beside its entries.
#[derive(Clone, Debug)]
pub enum Body {
    /// Nothing.
    Entries,
    /// `define id = expression`.
    Define(Expr),
    /// `A implies B answer`.
    Claim {
        /// The first id.
        a: Name,
        /// The second id.
        b: Name,
        /// `content`, `law` or `no`.
        answer: Name,
    },
}

/// `key value` in a block.
#[derive(Clone, Debug)]
pub struct Entry {
    /// The key, as in the grammar.
    pub key: &'static str,
    /// Where the key stands.
    pub key_span: Span,
    /// What follows.
    pub value: EntryValue,
    /// The whole entry.
    pub span: Span,
}

/// What follows a key.
///
/// Large and rare parts are boxed: the trees of all files are in memory at once, and most entries hold one word.
#[derive(Clone, Debug)]
pub enum EntryValue {
    /// `{ ja "…" en "…" }`.
    Bilingual(Halves),
    /// `prompted { ja "…" en "…" }`.
    Labelled(Name, Box<Labels>),
    /// `"…" "…"`.
    Strings(Vec<Text>),
    /// Nothing: the key alone says it.
    Mark,
    /// One word.
    Word(Name),
    /// Several words.
    Words(Vec<Name>),
    /// An expression.
    Expr(Box<Expr>),
    /// `meets id { … }`, `criterion { … }`, `equals { … }`, `at_least true { … }`.
    Criterion {
        /// The requirement that is met.
        requirement: Option<Box<Name>>,
        /// Whether `true` stood before the block.
        positive: bool,
        /// The expressions; none where there is no block.
        block: Option<Vec<Expr>>,
    },
    /// The type of a fact.
    Type(TypeSpec),
    /// A value.
    Literal(Literal),
    /// `A to B …`.
    Range(Name, Vec<Name>),
    /// `A … and B …`; the second list is empty for `none`.
    Between(Vec<Name>, Vec<Name>),
    /// An edition.
    Edition(Name, Vec<Entry>),
    /// A row of a table.
    Row(Name, Vec<Entry>),
    /// `id { ja "…" en "…" }`, the second part perhaps left out.
    Column(Name, Option<Box<Halves>>),
    /// `id at "…" grade g`.
    Source {
        /// The source.
        id: Box<Name>,
        /// The place in it.
        at: Option<Box<Place>>,
        /// The grade.
        grade: Option<Box<Name>>,
    },
    /// `{ fact = value … }`.
    Facts(Vec<(Name, Literal)>),
    /// `{ id verdict … }`.
    Expect(Vec<(Name, Name)>),
    /// `A … relation B … { note }`.
    Edge {
        /// The left side.
        from: Vec<Name>,
        /// `equal`, `subset`, …
        relation: Box<Name>,
        /// The right side.
        to: Vec<Name>,
        /// A note.
        note: Option<Box<Halves>>,
    },
    /// `name number unit`.
    Figure(Name, i64, Box<(Name, Option<Halves>)>),
    /// `id … in id …`.
    Of(Vec<Name>, Vec<Name>),
}

/// What stands in the braces behind a word.
#[derive(Clone, Debug, Default)]
pub struct Labels {
    /// Its name.
    pub label: Halves,
    /// The clause that says it.
    pub says: Option<Halves>,
    /// The clause that denies it.
    pub denies: Option<Halves>,
    /// By what texts express it.
    pub words: Option<Halves>,
}

/// A place in a source.
#[derive(Clone, Debug)]
pub enum Place {
    /// One text for both languages.
    Same(Text),
    /// Both languages.
    Both(Halves),
}

/// Both halves of a bilingual value as written; either may be missing.
#[derive(Clone, Debug, Default)]
pub struct Halves {
    /// Japanese strings.
    pub ja: Vec<Text>,
    /// English strings.
    pub en: Vec<Text>,
    /// The braces.
    pub span: Option<Span>,
}

/// The declared type of a fact.
#[derive(Clone, Debug)]
pub enum TypeSpec {
    /// `flag`, `concept` or `date`.
    Plain(Name),
    /// `choice { … }`.
    Choice(Vec<Name>),
    /// `scale { a < b }`.
    Scale(Vec<Name>),
    /// `set { … }`.
    Set(Vec<Name>),
    /// `number unit in lo..hi` or `duration unit in lo..hi`.
    Number {
        /// Whether it is a duration.
        duration: bool,
        /// The unit.
        unit: Name,
        /// Least value.
        lo: i64,
        /// Greatest value.
        hi: i64,
    },
}

/// A value as written.
#[derive(Clone, Debug)]
pub enum Literal {
    /// `6` or `6 characters`.
    Int {
        /// The number.
        value: i64,
        /// The unit.
        unit: Option<Name>,
        /// All of it.
        span: Span,
    },
    /// A word, `true`, `false` or a date.
    Word(Name),
    /// `{ JP, GB }`.
    Set(Vec<Name>, Span),
}

impl Literal {
    /// Returns its place.
    pub fn span(&self) -> Span {
        match self {
            Literal::Int { span, .. } | Literal::Set(_, span) => *span,
            Literal::Word(name) => name.span,
        }
    }
}

/// An expression with its place.
#[derive(Clone, Debug)]
pub struct Expr {
    /// What it is.
    pub kind: ExprKind,
    /// Where it stands.
    pub span: Span,
}

/// The forms of an expression.
#[derive(Clone, Debug)]
pub enum ExprKind {
    /// `all { … }` and `a and b`.
    All(Vec<Expr>),
    /// `any { … }` and `a or b`.
    Any(Vec<Expr>),
    /// `not a`.
    Not(Box<Expr>),
    /// `a implies b`.
    Implies(Box<Expr>, Box<Expr>),
    /// A bare fact or definition.
    Ref(Name),
    /// `fact operator value`.
    Compare {
        /// The fact.
        fact: Name,
        /// `==`, `>=`, `contains`, `in`, …
        operator: Box<Name>,
        /// The value.
        value: Box<Literal>,
    },
    /// `open { … }`.
    Open(Box<Halves>),
    /// `open open.id.n`.
    OpenRef(Name),
    /// `items`.
    Items,
    /// `on_or_after DATE`.
    Since(Name),
    /// `a and b or c`, at the operator that mixes; reported, never compiled.
    Mixed(Name),
}
