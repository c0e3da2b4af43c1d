//! The data of the form that says what applies to a product: scripts that a page loads when somebody asks.
//!
//! Each is one call of `kijunCheck`; pages from disk may load scripts and nothing else.

use std::collections::BTreeMap;
use std::io;

use serde::Serialize;
use serde_json::Value;

use crate::artifact::Sink;
use crate::export;
use crate::lang::Lang;
use crate::view::Library;
use crate::view::form::{Form, FormEdition};
use crate::view::slug::slug;

use super::route::Routes;

/// The folder of the data.
pub(super) const FOLDER: &str = "data/check";

/// What the facts and the constraints are called in one language, in their order.
#[derive(Serialize)]
struct Words<'a> {
    facts: Vec<FactWords<'a>>,
    because: Vec<&'a str>,
    /// Titles and pages of requirements, by their ids.
    requirements: BTreeMap<&'a str, (&'a str, Option<String>)>,
}

/// A question, the names of its answers and of its unit.
#[derive(Serialize)]
struct FactWords<'a> {
    ask: &'a str,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    words: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
}

/// Writes the scripts. Each is made as it is written, so that a sink which wants one has only that one made.
pub(super) fn data(
    library: &Library<'_>,
    form: &Form,
    routes: &Routes<'_>,
    sink: &dyn Sink,
) -> io::Result<()> {
    script(sink, "ground", "ground", || &form.ground)?;
    for lang in Lang::ALL {
        let name = format!("words-{}", lang.tag());
        script(sink, &name, "words", || words(library, form, routes, lang))?;
    }
    for it in &form.editions {
        script(sink, &slug(&it.id), &it.id, || linked(it, routes))?;
    }
    for it in &form.undated {
        let (file, name) = (format!("{}.whole", slug(&it.id)), format!("{}/whole", it.id));
        script(sink, &file, &name, || linked(it, routes))?;
    }
    Ok(())
}

/// Writes a script that hands over one value under a name.
fn script<T: Serialize>(sink: &dyn Sink, file: &str, name: &str, value: impl Fn() -> T) -> io::Result<()> {
    sink.write(&format!("{FOLDER}/{file}.js"), &mut |out| {
        write!(out, "kijunCheck(\"{name}\",")?;
        out.write_all(&export::compact(&value()))?;
        out.write_all(b");\n")
    })
}

fn words<'a>(library: &'a Library<'_>, form: &Form, routes: &Routes<'_>, lang: Lang) -> Words<'a> {
    let facts = form.ground.facts.iter().filter_map(|it| library.facts.get(it.at));
    let facts = facts.map(|it| FactWords {
        ask: it.ask.get(lang),
        words: it.words.iter().map(|word| word.label.get(lang).as_str()).collect(),
        unit: it.unit_title.as_ref().map(|unit| unit.get(lang).as_str()),
    });
    let because = library.constraints.iter().map(|it| it.because.get(lang).as_str());
    let requirements = library.requirements.iter();
    let requirements =
        requirements.map(|it| (it.id.as_str(), (it.title.get(lang).as_str(), routes.requirement(&it.id))));
    Words { facts: facts.collect(), because: because.collect(), requirements: requirements.collect() }
}

/// Returns an edition with the pages of its provisions.
fn linked(edition: &FormEdition, routes: &Routes<'_>) -> Value {
    // INVARIANT: views have text keys only, so this cannot fail.
    let mut value = serde_json::to_value(edition).unwrap_or_default();
    let own = value.get_mut("provisions").and_then(Value::as_array_mut);
    own.into_iter().flatten().for_each(|it| link(it, routes));
    let under = value.get_mut("under").and_then(Value::as_array_mut).into_iter().flatten();
    let texts = under.filter_map(|it| it.get_mut("texts")?.as_array_mut()).flatten();
    texts.for_each(|it| link(it, routes));
    value
}

fn link(provision: &mut Value, routes: &Routes<'_>) {
    let href = provision.get("id").and_then(Value::as_str).and_then(|id| routes.reference(id));
    if let (Some(href), Some(fields)) = (href, provision.as_object_mut()) {
        fields.insert("href".to_owned(), Value::from(href));
    }
}
