//! What a product file declares beside the values of facts: evidence, statements, assessors, waivers, days of markets.
//!
//! Reads shapes and names; judges nothing. What is not read is an error.

use crate::data::{Entry, Located, Value};
use crate::model::{Date, Node, ProvisionIdx};
use crate::norm::Base;
use crate::source::Span;

use super::citation;
use super::market::MARKETS;

/// What is said of a fact beside its value.
#[derive(Clone, Debug, Default)]
pub struct Declared {
    /// What shows it.
    pub evidence: Vec<Evidence>,
    /// What the maker says of it, in Japanese.
    pub ja: Option<String>,
    /// What the maker says of it, in English.
    pub en: Option<String>,
    /// Who assessed it.
    pub assessor: Option<String>,
}

/// What shows a fact.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// Where it is named.
    pub at: Span,
    /// A file, by a path from the product file; null of a link.
    pub file: Option<String>,
    /// An address.
    pub link: Option<String>,
    /// The digest of the file, in small letters.
    pub sha256: Option<String>,
    /// Its date.
    pub date: Option<Date>,
}

/// The decision that a failure is borne for a time.
#[derive(Clone, Debug)]
pub struct Waiver {
    /// Where it stands.
    pub at: Span,
    /// The provision as it is written.
    pub provision: String,
    /// The places that it names; what stands below them is waived with them.
    pub places: Vec<Node>,
    /// Why.
    pub justification: String,
    /// Who answers for it.
    pub owner: String,
    /// Who agreed.
    pub approver: String,
    /// The last day on which it holds.
    pub expiry: Date,
    /// Where that day stands.
    pub expiry_at: Span,
}

impl Waiver {
    /// Says whether it names a provision, or something above it.
    pub fn covers(&self, kb: Base<'_>, idx: ProvisionIdx) -> bool {
        let it = &kb.provisions[idx];
        self.places.iter().any(|place| place.edition == it.edition && kb.is_at_or_below(place, &it.locator))
    }
}

/// The day on which a product is first placed on a market.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Market {
    /// The code of the jurisdiction.
    pub code: String,
    /// The day.
    pub from: Date,
}

/// What is wrong with a declaration.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum DeclaredError {
    /// A key that has to be there is not, or is empty.
    Missing(&'static str),
    /// A key that is not one of these.
    Unknown(String, &'static [&'static str]),
    /// A text was expected.
    NoText(String),
    /// A table with these keys was expected.
    NoTable(&'static [&'static str]),
    /// No day.
    NoDay(String),
    /// No SHA-256.
    NoDigest(String),
    /// Evidence is a file or a link, and never both.
    FileOrLink,
    /// Nothing with this name can be waived.
    NoProvision(String),
    /// There is no such market.
    NoMarket(String),
}

/// An error and where it stands.
pub type Wrong = (Span, DeclaredError);

/// The keys of a fact that has more than a value.
pub const OF_FACT: &[&str] = &["value", "evidence", "statement", "assessor"];
const OF_EVIDENCE: &[&str] = &["file", "link", "sha256", "date"];
const OF_STATEMENT: &[&str] = &["ja", "en"];
const OF_WAIVER: &[&str] = &["provision", "justification", "owner", "approver", "expiry"];

/// A table that is read key by key.
struct Fields<'a, 'e> {
    table: &'a Located,
    errors: &'e mut Vec<Wrong>,
}

impl<'a, 'e> Fields<'a, 'e> {
    /// Begins with a table, and notes every key that it cannot have.
    fn new(table: &'a Located, allowed: &'static [&'static str], errors: &'e mut Vec<Wrong>) -> Option<Self> {
        let Value::Table(entries) = &table.value else {
            errors.push((table.at, DeclaredError::NoTable(allowed)));
            return None;
        };
        let unknown = entries.iter().filter(|it| !allowed.contains(&it.key.as_str()));
        errors.extend(unknown.map(|it| (it.at, DeclaredError::Unknown(it.key.clone(), allowed))));
        Some(Self { table, errors })
    }

    /// Reads a text that may be absent.
    fn optional(&mut self, key: &'static str) -> Option<String> {
        let found = self.table.get(key).filter(|it| it.value != Value::Null)?;
        let Some(text) = found.scalar() else {
            self.errors.push((found.at, DeclaredError::NoText(key.to_owned())));
            return None;
        };
        if text.trim().is_empty() {
            self.errors.push((found.at, DeclaredError::Missing(key)));
            return None;
        }
        Some(text.trim().to_owned())
    }

    /// Reads a text that has to be there.
    fn text(&mut self, key: &'static str) -> Option<String> {
        if self.table.get(key).is_none_or(|it| it.value == Value::Null) {
            self.errors.push((self.table.at, DeclaredError::Missing(key)));
            return None;
        }
        self.optional(key)
    }

    fn day(&mut self, text: Option<String>, key: &str) -> Option<Date> {
        let text = text?;
        let day = Date::parse(&text);
        if day.is_none() {
            let at = self.table.get(key).map_or(self.table.at, |it| it.at);
            self.errors.push((at, DeclaredError::NoDay(text)));
        }
        day
    }
}

/// Reads what stands beside the value of a fact.
pub(super) fn declared(table: &Located, errors: &mut Vec<Wrong>) -> Declared {
    let Some(mut fields) = Fields::new(table, OF_FACT, errors) else { return Declared::default() };
    let assessor = fields.optional("assessor");
    let mut found = Declared { assessor, ..Declared::default() };
    if let Some(statement) = table.get("statement")
        && let Some(mut fields) = Fields::new(statement, OF_STATEMENT, errors)
    {
        (found.ja, found.en) = (fields.optional("ja"), fields.optional("en"));
    }
    if let Some(evidence) = table.get("evidence") {
        let all = match &evidence.value {
            Value::List(all) => all.as_slice(),
            Value::Null | Value::Bare(_) | Value::Text(_) | Value::Table(_) => std::slice::from_ref(evidence),
        };
        found.evidence = all.iter().filter_map(|it| self::evidence(it, errors)).collect();
    }
    found
}

fn evidence(table: &Located, errors: &mut Vec<Wrong>) -> Option<Evidence> {
    let mut fields = Fields::new(table, OF_EVIDENCE, errors)?;
    let (file, link) = (fields.optional("file"), fields.optional("link"));
    let date = fields.optional("date");
    let date = fields.day(date, "date");
    // What lies in a file can be changed without a word, so its digest is asked for.
    let sha256 = if file.is_some() { fields.text("sha256") } else { fields.optional("sha256") };
    if file.is_some() == link.is_some() {
        errors.push((table.at, DeclaredError::FileOrLink));
        return None;
    }
    let sha256 = sha256.map(|it| it.to_ascii_lowercase());
    if let Some(digest) =
        sha256.as_ref().filter(|it| it.len() != 64 || !it.bytes().all(|c| c.is_ascii_hexdigit()))
    {
        let at = table.get("sha256").map_or(table.at, |it| it.at);
        errors.push((at, DeclaredError::NoDigest(digest.clone())));
    }
    Some(Evidence { at: table.at, file, link, sha256, date })
}

/// Reads the waivers of a file.
pub(super) fn waivers(kb: Base<'_>, found: &Located, errors: &mut Vec<Wrong>) -> Vec<Waiver> {
    let Value::List(all) = &found.value else {
        errors.push((found.at, DeclaredError::NoTable(OF_WAIVER)));
        return Vec::new();
    };
    all.iter().filter_map(|it| waiver(kb, it, errors)).collect()
}

fn waiver(kb: Base<'_>, table: &Located, errors: &mut Vec<Wrong>) -> Option<Waiver> {
    let mut fields = Fields::new(table, OF_WAIVER, errors)?;
    let provision = fields.text("provision");
    let (justification, owner, approver) =
        (fields.text("justification"), fields.text("owner"), fields.text("approver"));
    let expiry = fields.text("expiry");
    let expiry = fields.day(expiry, "expiry");
    let provision = provision?;
    let at = |key: &str| table.get(key).map_or(table.at, |it| it.at);
    let places = citation::nodes(kb, &provision).unwrap_or_default();
    if places.is_empty() || places.iter().any(|it| it.locator.is_none()) {
        errors.push((at("provision"), DeclaredError::NoProvision(provision)));
        return None;
    }
    Some(Waiver {
        at: at("provision"),
        provision,
        places,
        justification: justification?,
        owner: owner?,
        approver: approver?,
        expiry: expiry?,
        expiry_at: at("expiry"),
    })
}

/// Reads the days on which a product is placed on its markets.
pub(super) fn markets(kb: Base<'_>, found: &Located, errors: &mut Vec<Wrong>) -> Vec<Market> {
    let words = kb.fact_ids.get(MARKETS).map_or(&[][..], |idx| kb.facts[*idx].ty.words());
    let Value::Table(entries) = &found.value else {
        errors.push((found.at, DeclaredError::NoTable(&[])));
        return Vec::new();
    };
    let mut market = |it: &Entry| {
        if !words.iter().any(|word| word.word == it.key) {
            errors.push((it.at, DeclaredError::NoMarket(it.key.clone())));
            return None;
        }
        let text = it.value.scalar().unwrap_or_default();
        let day = Date::parse(text);
        if day.is_none() {
            errors.push((it.value.at, DeclaredError::NoDay(text.to_owned())));
        }
        Some(Market { code: it.key.clone(), from: day? })
    };
    entries.iter().filter_map(&mut market).collect()
}
