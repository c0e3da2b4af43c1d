//! A product as a file or the command line states it.
//!
//! Reads names and values against the vocabulary; judges nothing. What is not read is an error.

use std::collections::{BTreeMap, BTreeSet};

use crate::data::{Entry, Located, Value};
use crate::id;
use crate::logic::domain::{self, Facts};
use crate::logic::failure::OverBudget;
use crate::model::value::{ValueError, parse_value, position};
use crate::model::{Fact, FactIdx, FactType};
use crate::norm::Base;
use crate::source::Span;

use super::declared::{self, Declared, DeclaredError, Market, OF_FACT, Waiver};
use super::market::MARKETS;

/// What a product file says of the product beside its facts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Identity {
    /// What the product is called.
    pub name: Option<String>,
    /// The maker's word for its model.
    pub model: Option<String>,
    /// The version that is assessed.
    pub version: Option<String>,
    /// Who makes it.
    pub maker: Option<String>,
    /// When it is first placed on each market.
    pub markets: Vec<Market>,
}

impl Identity {
    fn field(&mut self, key: &str) -> Option<&mut Option<String>> {
        match key {
            "name" => Some(&mut self.name),
            "model" => Some(&mut self.model),
            "version" => Some(&mut self.version),
            "maker" => Some(&mut self.maker),
            _ => None,
        }
    }
}

/// A product.
#[derive(Clone, Debug, Default)]
pub struct Product {
    /// What it is.
    pub identity: Identity,
    /// What is known of it.
    pub facts: Facts,
    /// Where each fact is stated, if in a file.
    pub places: BTreeMap<FactIdx, Span>,
    /// What is said of facts beside their values.
    pub declared: BTreeMap<FactIdx, Declared>,
    /// Failures that are borne for a time.
    pub waivers: Vec<Waiver>,
}

/// What is wrong with what is said of a product.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ProductError {
    /// No fact has this id.
    UnknownFact(String),
    /// No fact begins with this, and nothing is said.
    UnknownGroup(String),
    /// The fact has no such value.
    BadValue(String, String, ValueError),
    /// The fact has no such value, and readers of YAML 1.1 take the word for true or false.
    Truth(String, String),
    /// A number of YAML that begins with 0, which readers of YAML 1.1 take for an octal one.
    LeadingZero(String, String),
    /// What stands where a word of a set should.
    NoWord(String),
    /// Several values of a fact that has one.
    NoSet(String),
    /// Keys below a fact.
    NoTable(String),
    /// The same fact is stated twice.
    Twice(String),
    /// A key that is neither `facts` nor says what the product is.
    Beside(String),
    /// What the product is called has to be a text.
    NoText(String),
    /// Something that is declared beside the values of facts.
    Declared(DeclaredError),
    /// A market that the facts leave out.
    NotSold(String),
    /// The file is no table of facts; the text that it is, where it is one.
    Shape(Option<String>),
}

/// An error and where it stands.
pub type Misstated = (Span, ProductError);

/// Reads a table of facts: flat (`"auth.over_network": true`), nested by dots, or under `facts`; beside these what the
/// product is called.
pub fn product(kb: Base<'_>, root: &Located) -> Result<Product, Vec<Misstated>> {
    let Value::Table(entries) = &root.value else {
        return Err(vec![(root.at, ProductError::Shape(root.scalar().map(str::to_owned)))]);
    };
    let mut reader = Reader { kb, groups: groups(kb), found: Product::default(), errors: Vec::new() };
    match root.get("facts") {
        Some(facts) => reader.apart(entries, facts),
        None => reader.flat(entries),
    }
    reader.sold(entries);
    if reader.errors.is_empty() { Ok(reader.found) } else { Err(reader.errors) }
}

/// Returns everything that the id of a fact may begin with.
fn groups(kb: Base<'_>) -> BTreeSet<&str> {
    let begin = |id| str::match_indices(id, '.').filter_map(|(at, _)| id.get(..at));
    kb.kb.fact_ids.keys().flat_map(|id| begin(id.as_str())).collect()
}

struct Reader<'a> {
    kb: Base<'a>,
    groups: BTreeSet<&'a str>,
    found: Product,
    errors: Vec<Misstated>,
}

impl Reader<'_> {
    /// Reads a file that has its facts in a table of their own.
    fn apart(&mut self, entries: &[Entry], facts: &Located) {
        for entry in entries.iter().filter(|it| it.key != "facts") {
            if !self.identity(entry) && !self.beside(entry) {
                self.errors.push((entry.at, ProductError::Beside(entry.key.clone())));
            }
        }
        match &facts.value {
            Value::Table(inner) => self.table("", inner),
            Value::Null | Value::Bare(_) | Value::Text(_) | Value::List(_) => {
                self.errors.push((facts.at, ProductError::Shape(None)));
            }
        }
    }

    /// Reads a file whose facts stand at the top, beside what the product is called.
    fn flat(&mut self, entries: &[Entry]) {
        for entry in entries {
            let is_fact = self.kb.fact_ids.contains_key(&entry.key);
            if !is_fact && !self.groups.contains(entry.key.as_str()) && self.beside(entry) {
                continue;
            }
            let is_table = matches!(entry.value.value, Value::Table(_));
            if is_fact || is_table || !self.identity(entry) {
                self.entry(&entry.key, entry);
            }
        }
    }

    /// Reads a key that says what the product is; false if it is none.
    fn identity(&mut self, entry: &Entry) -> bool {
        let Some(field) = self.found.identity.field(&entry.key) else { return false };
        match &entry.value.value {
            Value::Bare(text) | Value::Text(text) => *field = Some(text.clone()),
            Value::Null => {}
            Value::List(_) | Value::Table(_) => {
                self.errors.push((entry.value.at, ProductError::NoText(entry.key.clone())));
            }
        }
        true
    }

    /// Reads waivers and days of markets; false if it is neither.
    fn beside(&mut self, entry: &Entry) -> bool {
        let mut errors = Vec::new();
        match entry.key.as_str() {
            "waivers" => self.found.waivers = declared::waivers(self.kb, &entry.value, &mut errors),
            "markets" => self.found.identity.markets = declared::markets(self.kb, &entry.value, &mut errors),
            _ => return false,
        }
        self.wrong(errors);
        true
    }

    fn wrong(&mut self, errors: Vec<declared::Wrong>) {
        self.errors.extend(errors.into_iter().map(|(at, error)| (at, ProductError::Declared(error))));
    }

    /// Refuses a day of a market where the product is not sold, as its facts have it.
    fn sold(&mut self, entries: &[Entry]) {
        let Some(idx) = self.kb.fact_ids.get(MARKETS) else { return };
        let Some(domain::Value::Set(mask)) = self.found.facts.get(idx) else { return };
        let words = self.kb.facts[*idx].ty.words();
        let sold = |code: &str| position(words, code).is_some_and(|at| mask & (1 << at) != 0);
        let stated = entries.iter().filter(|it| it.key == "markets").flat_map(|it| it.value.entries());
        let wrong = stated.filter(|it| position(words, &it.key).is_some() && !sold(&it.key));
        self.errors.extend(wrong.map(|it| (it.at, ProductError::NotSold(it.key.clone()))));
    }

    fn table(&mut self, prefix: &str, entries: &[Entry]) {
        for entry in entries {
            self.entry(&id::nested(prefix, &entry.key), entry);
        }
    }

    fn entry(&mut self, id: &str, entry: &Entry) {
        let is_group = self.groups.contains(id);
        match (&entry.value.value, self.kb.fact_ids.get(id)) {
            (Value::Table(inner), _) if is_group => self.table(id, inner),
            (Value::Table(inner), Some(idx)) if inner.iter().any(|it| OF_FACT.contains(&it.key.as_str())) => {
                self.described(*idx, entry);
            }
            (Value::Table(_), Some(_)) => {
                self.errors.push((entry.value.at, ProductError::NoTable(id.to_owned())));
            }
            (Value::Table(inner), None) if inner.is_empty() => {
                self.errors.push((entry.at, ProductError::UnknownGroup(id.to_owned())));
            }
            (Value::Table(inner), None) => self.table(id, inner),
            (_, None) => self.errors.push((entry.at, ProductError::UnknownFact(id.to_owned()))),
            (_, Some(idx)) => self.fact(*idx, entry),
        }
    }

    /// Reads a fact that has more than a value; its place is that of the value.
    fn described(&mut self, idx: FactIdx, entry: &Entry) {
        let mut errors = Vec::new();
        let declared = declared::declared(&entry.value, &mut errors);
        self.wrong(errors);
        match entry.value.entries().iter().find(|it| it.key == "value") {
            Some(value) => {
                self.fact(idx, value);
                self.found.declared.insert(idx, declared);
            }
            None => self.errors.push((entry.at, ProductError::Declared(DeclaredError::Missing("value")))),
        }
    }

    fn fact(&mut self, idx: FactIdx, entry: &Entry) {
        let fact = &self.kb.kb.facts[idx];
        if self.found.places.insert(idx, entry.at).is_some() {
            self.errors.push((entry.at, ProductError::Twice(fact.id.clone())));
            return;
        }
        // Nothing is said of a fact without a value, and its id is known.
        if entry.value.value == Value::Null {
            return;
        }
        match value(fact, &entry.value) {
            Ok(value) => drop(self.found.facts.insert(idx, value)),
            Err(errors) => self.errors.extend(errors),
        }
    }
}

/// Reads the value of a fact.
fn value(fact: &Fact, found: &Located) -> Result<domain::Value, Vec<Misstated>> {
    let wrong = |error| vec![(found.at, error)];
    match &found.value {
        Value::Text(text) => parse_value(fact, text)
            .map_err(|why| wrong(ProductError::BadValue(fact.id.clone(), text.clone(), why))),
        Value::Bare(text) => bare(fact, text).map_err(wrong),
        Value::List(all) if matches!(fact.ty, FactType::Set(_)) => list(fact, all),
        Value::List(_) => Err(wrong(ProductError::NoSet(fact.id.clone()))),
        Value::Null | Value::Table(_) => Err(wrong(ProductError::NoTable(fact.id.clone()))),
    }
}

/// Reads a value without quotes. What YAML 1.1 takes for true or false is that of a flag, and a word where the fact has
/// it.
fn bare(fact: &Fact, text: &str) -> Result<domain::Value, ProductError> {
    let truth = truth(text);
    let is_flag = matches!(fact.ty, FactType::Flag);
    let read = match truth {
        Some(flag) if is_flag => flag.to_string(),
        Some(_) | None => text.to_owned(),
    };
    let is_number = matches!(fact.ty, FactType::Number { .. } | FactType::Duration { .. });
    let digits: String = text.chars().take_while(char::is_ascii_digit).collect();
    if is_number && digits.len() > 1 && digits.starts_with('0') {
        return Err(ProductError::LeadingZero(fact.id.clone(), text.to_owned()));
    }
    parse_value(fact, &read).map_err(|why| match truth {
        Some(_) if text != "true" && text != "false" => ProductError::Truth(fact.id.clone(), text.to_owned()),
        Some(_) | None => ProductError::BadValue(fact.id.clone(), text.to_owned(), why),
    })
}

/// Says what YAML 1.1 takes a word for: `yes`, `No`, `ON`.
fn truth(text: &str) -> Option<bool> {
    let small = text.to_ascii_lowercase();
    let rest = text.get(1..).unwrap_or_default();
    let one_case =
        rest.chars().all(|c| c.is_ascii_lowercase()) || text.chars().all(|c| c.is_ascii_uppercase());
    match small.as_str() {
        "true" | "yes" | "on" if one_case => Some(true),
        "false" | "no" | "off" if one_case => Some(false),
        _ => None,
    }
}

/// Reads the words of a set, each of which stands alone.
fn list(fact: &Fact, all: &[Located]) -> Result<domain::Value, Vec<Misstated>> {
    let mut mask = 0;
    let mut errors = Vec::new();
    for element in all {
        let Some(text) = element.scalar() else {
            errors.push((element.at, ProductError::NoWord(fact.id.clone())));
            continue;
        };
        let (id, word) = (fact.id.clone(), text.to_owned());
        match position(fact.ty.words(), text) {
            Some(at) => mask |= 1 << at,
            None if matches!(element.value, Value::Bare(_)) && truth(text).is_some() => {
                errors.push((element.at, ProductError::Truth(id, word)));
            }
            None => errors.push((element.at, ProductError::BadValue(id, word, ValueError::Word))),
        }
    }
    if errors.is_empty() { Ok(domain::Value::Set(mask)) } else { Err(errors) }
}

/// States one fact in a text.
pub fn state(kb: Base<'_>, id: &str, text: &str) -> Result<(FactIdx, domain::Value), ProductError> {
    let Some(idx) = kb.fact_ids.get(id).copied() else {
        return Err(ProductError::UnknownFact(id.to_owned()));
    };
    let value = parse_value(&kb.facts[idx], text);
    value.map(|it| (idx, it)).map_err(|why| ProductError::BadValue(id.to_owned(), text.to_owned(), why))
}

/// Returns a smallest set of constraints that facts contradict, by their positions; none where they contradict none.
pub fn contradiction(kb: Base<'_>, facts: &Facts) -> Result<Option<Vec<usize>>, OverBudget> {
    kb.theory.conflict(facts)
}
