//! Does it apply to my product? A form where scripts run, and for each instrument its scope as questions where not.

use serde::Serialize;
use serde_json::Value;

use crate::lang::Bilingual;
use crate::lexicon::{Because, Binding, Modality, Outcome};
use crate::view::fact::{Fact, Word};
use crate::view::form::Form;
use crate::view::instrument::Instrument;
use crate::view::path::{Next, Path, Step, Test};

use super::part::{DateText, Link};
use super::{Cx, Page};
use crate::site::messages::form::Messages;
use crate::site::route::{self, Section};
use crate::site::template;

/// The places of outcomes on a page of questions.
const APPLIES: &str = "applies";
const OUTSIDE: &str = "outside";

#[derive(Serialize)]
struct View {
    t: Messages,
    /// The words of the script.
    words: String,
    /// The markets of the script: words and what they are called.
    markets: String,
    day: DateText,
    groups: Vec<Group>,
    /// What cannot be judged in a browser.
    undrawn: Vec<Link>,
}

/// The instruments of a jurisdiction.
#[derive(Serialize)]
struct Group {
    title: String,
    rows: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    id: String,
    link: Link,
    /// The page of the instrument.
    href: Option<String>,
    binding: String,
    mandatory: bool,
    left_out: Option<String>,
    /// Where its scope stands; none where it is asked of every product.
    scope: Option<String>,
}

#[derive(Serialize)]
struct PathView {
    t: Messages,
    title: String,
    text: Link,
    day: DateText,
    paths: Vec<PathText>,
}

#[derive(Serialize)]
struct PathText {
    edition: Link,
    scope: Option<String>,
    /// Set before the places of this path, where a page has several.
    prefix: String,
    start: Option<NextText>,
    steps: Vec<StepText>,
}

#[derive(Serialize)]
struct StepText {
    place: String,
    ask: String,
    note: Option<Link>,
    yes: Answer,
    no: Answer,
}

#[derive(Serialize)]
struct Answer {
    says: String,
    next: NextText,
}

#[derive(Serialize)]
struct NextText {
    href: String,
    text: String,
}

/// Returns the page of the form.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let t = Messages::of(cx.lang);
    let form = cx.library.form().ok();
    let view = View {
        t,
        words: words(cx, &t),
        markets: form.map(|form| markets(cx, form)).unwrap_or_default(),
        day: cx.date(cx.library.as_of),
        groups: form.map(|form| groups(cx, form)).unwrap_or_default(),
        undrawn: form.into_iter().flat_map(|it| &it.undrawn).map(|id| cx.titled(id)).collect(),
    };
    Page {
        lang: cx.lang,
        address: route::CHECK.to_owned(),
        section: Section::Home,
        title: t.check.to_owned(),
        description: t.check_lead.to_owned(),
        mark: String::new(),
        template: "check.html",
        body: template::body(view),
    }
}

/// Returns the words of the script: those of the form, and what the closed vocabularies are called.
fn words(cx: &Cx<'_>, t: &Messages) -> String {
    let named = |all: Vec<(Value, Bilingual)>| -> Value {
        let pairs = all.into_iter().filter_map(|(word, title)| {
            Some((word.as_str()?.to_owned(), Value::from(cx.say(&title).as_str())))
        });
        Value::Object(pairs.collect())
    };
    let value = |it: serde_json::Result<Value>| it.unwrap_or_default();
    let mut all = value(serde_json::to_value(t));
    let outcomes = Outcome::ALL.iter().map(|it| (value(serde_json::to_value(it)), it.title())).collect();
    let reasons = Because::ALL.iter().map(|it| (value(serde_json::to_value(it)), it.title())).collect();
    let modalities = Modality::ALL.iter().map(|it| (value(serde_json::to_value(it)), it.title())).collect();
    if let Some(fields) = all.as_object_mut() {
        fields.insert("outcomes".to_owned(), named(outcomes));
        fields.insert("reasons".to_owned(), named(reasons));
        fields.insert("modalities".to_owned(), named(modalities));
    }
    all.to_string()
}

fn markets(cx: &Cx<'_>, form: &Form) -> String {
    let fact = form.ground.markets.and_then(|at| form.ground.facts.get(at));
    let fact = fact.and_then(|fact| cx.library.facts.get(fact.at));
    let words = fact.into_iter().flat_map(|it| &it.words);
    let pair = |it: &Word| Value::from(vec![it.word.as_str(), cx.say(&it.label).as_str()]);
    Value::Array(words.map(pair).collect()).to_string()
}

fn groups(cx: &Cx<'_>, form: &Form) -> Vec<Group> {
    let mut groups: Vec<(&str, Group)> = Vec::new();
    for it in cx.library.instruments_from_home() {
        let Some(asked) = form.ground.instruments.iter().find(|asked| asked.id == it.id) else { continue };
        let row = Row {
            id: it.id.clone(),
            link: Link { href: Some(route::check(&it.id)), text: cx.instrument_name(&it.id) },
            href: cx.reference(&it.id),
            binding: cx.say(&it.binding.title()).clone(),
            mandatory: it.binding == Binding::Mandatory,
            scope: it.current.as_ref().and_then(|id| scope(cx, id)),
            left_out: asked.left_out.map(|because| cx.say(&because.title()).clone()),
        };
        match groups.iter_mut().find(|(jurisdiction, _)| *jurisdiction == it.jurisdiction) {
            Some((_, group)) => group.rows.push(row),
            None => groups.push((
                &it.jurisdiction,
                Group { title: cx.say(&it.jurisdiction_title).clone(), rows: vec![row] },
            )),
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// Returns the page of questions of an instrument that can be asked.
pub(super) fn path_page(cx: &Cx<'_>, it: &Instrument) -> Option<Page> {
    let form = cx.library.form().ok()?;
    let asked = form.ground.instruments.iter().find(|asked| asked.id == it.id)?;
    let t = Messages::of(cx.lang);
    // The current edition first.
    let paths =
        asked.editions.iter().rev().filter_map(|id| form.paths.iter().find(|path| path.edition == *id));
    let name = cx.instrument_name(&it.id);
    let view = PathView {
        t,
        title: name.clone(),
        text: Link { href: cx.reference(&it.id), text: name.clone() },
        day: cx.date(cx.library.as_of),
        paths: paths.enumerate().map(|(at, path)| path_text(cx, &t, at, path)).collect(),
    };
    Some(Page {
        lang: cx.lang,
        address: route::check(&it.id),
        section: Section::Home,
        title: format!("{name} | {}", t.check),
        description: format!("{} {name}", t.path_lead),
        mark: String::new(),
        template: "path.html",
        body: template::body(view),
    })
}

fn path_text(cx: &Cx<'_>, t: &Messages, at: usize, path: &Path) -> PathText {
    let prefix = if at == 0 { String::new() } else { format!("e{}-", at + 1) };
    let next = |to: Next| next_text(t, &prefix, to);
    let steps = path.steps.iter().enumerate().filter_map(|(at, step)| {
        let fact = cx.library.facts.get(step.fact)?;
        let (yes, no) = answers(cx, t, step, fact);
        Some(StepText {
            place: format!("{prefix}q{}", at + 1),
            ask: cx.say(&fact.ask).clone(),
            note: fact.note.as_ref().map(|_| cx.fact(&fact.id)),
            yes: Answer { says: yes, next: next(step.yes) },
            no: Answer { says: no, next: next(step.no) },
        })
    });
    PathText {
        edition: Link { href: cx.reference(&path.edition), text: cx.edition_name(&path.edition) },
        scope: scope(cx, &path.edition),
        start: path.start.map(next),
        steps: steps.collect(),
        prefix,
    }
}

/// Returns where the scope of an edition stands, if it has one.
fn scope(cx: &Cx<'_>, edition: &str) -> Option<String> {
    let is_limited = cx.index.editions.get(edition).is_some_and(|it| it.scope.is_some());
    cx.scope(edition).filter(|_| is_limited)
}

fn next_text(t: &Messages, prefix: &str, to: Next) -> NextText {
    let (place, text) = match to {
        Next::Step(at) => (format!("q{}", at + 1), format!("{} {}", t.question, at + 1)),
        Next::Applies => (APPLIES.to_owned(), t.path_applies.to_owned()),
        Next::Outside => (OUTSIDE.to_owned(), t.path_outside.to_owned()),
    };
    NextText { href: format!("#{prefix}{place}"), text }
}

/// Returns what the answers yes and no to a question say.
fn answers(cx: &Cx<'_>, t: &Messages, step: &Step, fact: &Fact) -> (String, String) {
    let word = |at: usize| fact.words.get(at).map(|it| cx.say(&it.label).as_str()).unwrap_or_default();
    let with_word = |template: &str, at: usize| template.replace("{word}", word(at));
    let number = |template: &str, n: i64| {
        let unit = fact.unit_title.as_ref().map_or("", |unit| cx.say(unit).as_str());
        template.replace("{n}", format!("{n} {unit}").trim_end())
    };
    match step.test {
        Test::Holds => (t.yes.to_owned(), t.no.to_owned()),
        Test::Word(at) => (with_word(t.word_yes, at), t.word_no.to_owned()),
        Test::Level(at) => (with_word(t.level_yes, at), t.level_no.to_owned()),
        Test::Element(at) => (with_word(t.contains_yes, at), t.contains_no.to_owned()),
        Test::AtLeast(n) => (number(t.at_least, n), number(t.number_no, n)),
        Test::Since(day) => (t.since_yes.replace("{day}", &day.long(cx.lang)), t.since_no.to_owned()),
        Test::Ever => (t.yes.to_owned(), t.date_never.to_owned()),
    }
}
