//! The JSON Schema of a product file, by which editors complete ids and values.
//!
//! Made of the facts of the base; says what [`crate::query::product`] reads.

use std::collections::BTreeMap;

use serde_json::{Map, Value, json};

use crate::lang::Lang;
use crate::lexicon::FactKind;
use crate::model::FactIdx;
use crate::norm::Base;

use super::fact::{Fact, fact};

/// How a day is written.
const DAY: &str = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$";

/// Returns the schema of files about some facts, with the questions of these in a language.
pub fn product_schema(kb: Base<'_>, facts: impl IntoIterator<Item = FactIdx>, lang: Lang) -> Value {
    let facts: Vec<Fact> = facts.into_iter().map(|idx| fact(kb, idx)).collect();
    let mut defs = Map::new();
    defs.insert("evidence".to_owned(), evidence());
    defs.insert("statement".to_owned(), statement());
    defs.extend(facts.iter().map(|it| (it.id.clone(), described(it, lang))));
    let text = json!({ "type": "string", "minLength": 1 });
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "product.json",
        "title": "kijun product",
        "type": "object",
        "properties": {
            "name": text, "model": text, "version": text, "maker": text,
            "markets": markets(&facts),
            "facts": group(&facts.iter().map(|it| (it.id.as_str(), it.id.as_str())).collect::<Vec<_>>()),
            "waivers": { "type": "array", "items": waiver() },
        },
        "required": ["facts"],
        "additionalProperties": false,
        "$defs": defs,
    })
}

/// Returns the schema of a table of facts, each under its whole id or in a table for what the id begins with; `rest` has
/// for each what is left of the id here.
fn group(facts: &[(&str, &str)]) -> Value {
    let mut properties = Map::new();
    let mut below: BTreeMap<&str, Vec<(&str, &str)>> = BTreeMap::new();
    for (rest, id) in facts {
        properties.insert((*rest).to_owned(), json!({ "$ref": format!("#/$defs/{id}") }));
        if let Some((head, tail)) = rest.split_once('.') {
            below.entry(head).or_default().push((tail, id));
        }
    }
    properties.extend(below.into_iter().map(|(head, facts)| (head.to_owned(), group(&facts))));
    json!({ "type": "object", "properties": properties, "additionalProperties": false })
}

/// Returns the schema of a fact: its value alone, or a table with more.
fn described(it: &Fact, lang: Lang) -> Value {
    let value = value(it);
    let (title, ask) = (it.title.get(lang), it.ask.get(lang));
    json!({
        "title": title,
        "description": ask,
        "anyOf": [
            value,
            {
                "type": "object",
                "properties": {
                    "value": value,
                    "evidence": {
                        "anyOf": [
                            { "$ref": "#/$defs/evidence" },
                            { "type": "array", "items": { "$ref": "#/$defs/evidence" } },
                        ]
                    },
                    "statement": { "$ref": "#/$defs/statement" },
                    "assessor": { "type": "string", "minLength": 1 },
                },
                "required": ["value"],
                "additionalProperties": false,
            },
        ],
    })
}

/// Returns the schema of a value: a fact that nothing is known of is null.
fn value(it: &Fact) -> Value {
    let words: Vec<&str> = it.words.iter().map(|it| it.word.as_str()).collect();
    let known = match it.kind {
        FactKind::Flag => json!({ "type": "boolean" }),
        FactKind::Choice | FactKind::Scale => json!({ "enum": words }),
        FactKind::Number | FactKind::Duration => number(it),
        FactKind::Date => json!({ "type": "string", "pattern": format!("{DAY}|^never$") }),
        FactKind::Set => json!({ "type": "array", "items": { "enum": words }, "uniqueItems": true }),
    };
    json!({ "anyOf": [known, { "type": "null" }] })
}

/// Returns the schema of a number, alone or in a text with its unit.
fn number(it: &Fact) -> Value {
    let unit = it.unit.clone().unwrap_or_default();
    let mut plain = json!({ "type": "integer", "description": unit });
    if let (Some(range), Some(plain)) = (it.range, plain.as_object_mut()) {
        plain.insert("minimum".to_owned(), range.lo.into());
        plain.insert("maximum".to_owned(), range.hi.into());
    }
    json!({ "anyOf": [plain, { "type": "string", "pattern": format!("^-?[0-9]+( {unit})?$") }] })
}

fn evidence() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    json!({
        "type": "object",
        "properties": {
            "file": text,
            "link": text,
            "sha256": { "type": "string", "pattern": "^[0-9A-Fa-f]{64}$" },
            "date": { "type": "string", "pattern": DAY },
        },
        "oneOf": [{ "required": ["file", "sha256"] }, { "required": ["link"] }],
        "additionalProperties": false,
    })
}

fn statement() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    json!({ "type": "object", "properties": { "ja": text, "en": text }, "additionalProperties": false })
}

fn waiver() -> Value {
    let text = json!({ "type": "string", "minLength": 1 });
    json!({
        "type": "object",
        "properties": {
            "provision": text,
            "justification": text,
            "owner": text,
            "approver": text,
            "expiry": { "type": "string", "pattern": DAY },
        },
        "required": ["provision", "justification", "owner", "approver", "expiry"],
        "additionalProperties": false,
    })
}

/// Returns the schema of the days of markets; any market where the base has no such fact here.
fn markets(facts: &[Fact]) -> Value {
    let day = json!({ "type": "string", "pattern": DAY });
    let sold = facts.iter().find(|it| it.id == crate::query::market::MARKETS);
    let Some(sold) = sold else { return json!({ "type": "object", "additionalProperties": day }) };
    let all: Map<String, Value> = sold.words.iter().map(|it| (it.word.clone(), day.clone())).collect();
    json!({ "type": "object", "properties": all, "additionalProperties": false })
}
