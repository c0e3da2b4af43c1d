//! What the box in the header finds: every citation, id and name with where it leads, as a script for each language.
//!
//! The script that asks it is `site/styles/cite.js`; it folds what is typed as `query::citation` does.

use std::io;

use serde::Serialize;
use serde_json::{Value, json};

use crate::artifact::Sink;
use crate::id::Id;
use crate::lexicon::AliasKind;
use crate::view::cited::{Cited, Retired};
use crate::view::instrument::{Edition, Instrument};

use super::{Cx, interpretations};
use crate::site::route::{Section, anchor};

/// What a language finds.
#[derive(Serialize)]
struct Found<'a> {
    /// The words of the box.
    words: Words,
    /// Instruments with their editions.
    texts: Vec<Text<'a>>,
    /// What else has a name: `[name, address, sort, other names…]`.
    others: Vec<Value>,
}

/// The words of the box, and where it leads a reader who finds nothing.
#[derive(Serialize)]
struct Words {
    candidates: &'static str,
    first: &'static str,
    one: &'static str,
    many: &'static str,
    near: &'static str,
    kinds: [&'static str; 4],
    none: &'static str,
    sorts: [&'static str; 3],
    indexes: Vec<[&'static str; 2]>,
}

/// An instrument.
#[derive(Serialize)]
struct Text<'a> {
    id: &'a str,
    title: String,
    href: Option<String>,
    names: Vec<String>,
    /// The jurisdiction, by a word for which a name may begin.
    at: String,
    /// What its numbers are called outside an annex and in it.
    units: [u16; 2],
    /// The position of the current edition.
    current: Option<usize>,
    editions: Vec<Part<'a>>,
}

/// An edition.
#[derive(Serialize)]
struct Part<'a> {
    id: &'a str,
    title: String,
    href: Option<String>,
    marks: Vec<String>,
    /// `[locator, citation, title, other forms…]`; the locator alone where the current edition has the same.
    provisions: Vec<Value>,
    /// Articles whose first paragraph may be named.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    first: Vec<String>,
    /// `[locator, citation]` of what has no text of its own.
    parents: Vec<Value>,
    /// Numbers that it no longer has, with the locators as which they went on.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    retired: Vec<Retired>,
}

/// Writes the script that a page of a language loads when the box is first used.
///
/// How everything is cited is asked for when the script is made, for it is the same in each language.
pub(in crate::site) fn script<'c, 'a: 'c>(
    cx: &Cx<'_>,
    cited: &dyn Fn() -> &'c Cited<'a>,
    sink: &dyn Sink,
) -> io::Result<()> {
    sink.write(&format!("assets/cite.{}.js", cx.lang.tag()), &mut |out| {
        let cited = cited();
        let found = Found {
            words: words(cx),
            texts: cx.library.instruments_from_home().into_iter().map(|it| text(cx, cited, it)).collect(),
            others: others(cx),
        };
        out.write_all(b"kijunCite(")?;
        serde_json::to_writer(&mut *out, &found)?;
        out.write_all(b");\n")
    })
}

fn words(cx: &Cx<'_>) -> Words {
    let t = &cx.t;
    let index = |it: Section| [it.title(t), it.address()];
    let indexes = [Section::Instruments, Section::Requirements, Section::Glossary, Section::Facts];
    Words {
        candidates: t.box_candidates,
        first: t.box_first,
        one: t.box_one,
        many: t.box_many,
        near: t.box_near,
        kinds: [t.box_retired, t.box_elsewhere, t.box_parent, t.box_unfit],
        none: t.box_none,
        sorts: [t.instruments, t.requirements, t.terms],
        indexes: indexes.map(index).to_vec(),
    }
}

fn text<'a>(cx: &Cx<'a>, cited: &Cited<'_>, it: &'a Instrument) -> Text<'a> {
    let named = cited.instrument(&it.id);
    let mut marks = named.marks.into_iter();
    let current = it.editions.iter().find(|edition| Some(&edition.id) == it.current.as_ref());
    Text {
        id: &it.id,
        title: cx.say(&it.title).clone(),
        href: cx.reference(&it.id),
        names: named.names,
        at: named.jurisdiction,
        units: named.units,
        current: it.editions.iter().position(|edition| Some(&edition.id) == it.current.as_ref()),
        editions: it
            .editions
            .iter()
            .map(|edition| part(cx, cited, edition, current, marks.next().unwrap_or_default()))
            .collect(),
    }
}

fn part<'a>(
    cx: &Cx<'a>,
    cited: &Cited<'_>,
    it: &'a Edition,
    current: Option<&Edition>,
    marks: Vec<String>,
) -> Part<'a> {
    let other = current.filter(|current| current.id != it.id);
    let said = interpretations(cx.library).filter(|said| Id::parse(&said.id).whole().to_string() == it.id);
    let said = said.filter_map(|said| {
        let locator = Id::parse(&said.id).locator?;
        let title = said.title.as_ref().unwrap_or(&said.concept_title);
        let others = cited.interpretation(said, locator, cx.lang);
        Some(entry(locator, cx.say(&said.cite), cx.say(title), others))
    });
    let here = cx.library.aliases.iter().filter(|alias| alias.edition.as_ref() == Some(&it.id));
    let parents = here.filter(|alias| alias.kind == AliasKind::Parent);
    let free = parents.filter(|alias| !cx.index.interpretations.contains_key(alias.id.as_str()));
    Part {
        id: Id::parse(&it.id).edition.unwrap_or_default(),
        title: cx.edition_words(&it.id),
        href: cx.reference(&it.id),
        marks,
        first: cited.one_paragraph(&it.id),
        provisions: it
            .provisions
            .iter()
            .filter_map(|id| provision(cx, cited, id, other))
            .chain(said)
            .collect(),
        parents: free
            .map(|alias| json!([alias.locator, cx.container(&alias.id).unwrap_or_default()]))
            .collect(),
        retired: cited.retired(&it.id),
    }
}

/// Returns a provision; its locator alone where the current edition cites and calls the same number so too.
fn provision(cx: &Cx<'_>, cited: &Cited<'_>, id: &str, current: Option<&Edition>) -> Option<Value> {
    let it = cx.library.find(id)?;
    let others = cited.provision(id, cx.lang)?;
    let there = current.map(|current| crate::id::place(&current.id, it.locator));
    let same = there.as_ref().and_then(|id| Some((cx.library.find(id)?, cited.provision(id, cx.lang)?)));
    if same.is_some_and(|(there, known)| there.cite == it.cite && there.title == it.title && known == others)
    {
        return Some(json!(it.locator));
    }
    Some(entry(it.locator, cx.say(it.cite), cx.say(it.title), others))
}

fn entry(locator: &str, cite: &str, title: &str, others: Vec<String>) -> Value {
    let said = [locator, cite, title].map(str::to_owned);
    Value::from(said.into_iter().chain(others).collect::<Vec<_>>())
}

/// Returns requirements and terms.
fn others(cx: &Cx<'_>) -> Vec<Value> {
    let requirements = cx.library.requirements.iter().map(|it| {
        let link = cx.requirement(&it.id);
        json!([link.text, link.href, 1, it.id])
    });
    let terms = cx.library.terms.iter().map(|it| {
        let other = cx.lang.other();
        let names = it.also.get(cx.lang).iter().chain([it.name.get(other)]).chain(it.also.get(other));
        let head = [json!(cx.say(&it.name)), json!(anchor(Section::Glossary, &it.id)), json!(2)];
        Value::from(head.into_iter().chain(names.map(|name| json!(name))).collect::<Vec<_>>())
    });
    requirements.chain(terms).collect()
}
