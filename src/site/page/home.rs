//! The first page: what there is, and where to begin.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use serde::Serialize;

use crate::lexicon::Standing;
use crate::view::Brief;
use crate::view::day::Day;
use crate::view::instrument::{Edition, Instrument};

use super::part::Link;
use super::{Cx, Page, narrative, proposal, requirement};
use crate::site::route::{self, MATRICES, Section};
use crate::site::template;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct View {
    /// What a reader may want to do, with where that is done.
    tasks: Vec<Task>,
    /// What else there is.
    reference: Vec<Link>,
    /// The instruments of each jurisdiction, those at home first.
    regions: Vec<Region>,
    proposals: Vec<proposal::Mention>,
    themes: Vec<requirement::ThemeText>,
    provisions: usize,
    requirements: usize,
    facts: usize,
    terms: usize,
}

/// Something that a reader may want to do.
#[derive(Serialize)]
struct Task {
    link: Link,
    says: &'static str,
}

/// The instruments of a jurisdiction.
#[derive(Serialize)]
struct Region {
    title: String,
    entries: Vec<Entry>,
}

/// An instrument with how much of it applies.
#[derive(Serialize)]
struct Entry {
    link: Link,
    kind: String,
    status: Option<Badge>,
    count: usize,
    /// Where only some of its provisions apply: how many, and how many begin on which day.
    parts: Vec<String>,
}

fn regions(cx: &Cx<'_>) -> Vec<Region> {
    let mut regions: IndexMap<&str, Region> = IndexMap::new();
    for it in cx.library.instruments_from_home() {
        let title = cx.say(&it.jurisdiction_title).clone();
        let region = regions.entry(&it.jurisdiction).or_insert(Region { title, entries: Vec::new() });
        region.entries.push(entry(cx, it));
    }
    regions.into_values().collect()
}

fn entry(cx: &Cx<'_>, it: &Instrument) -> Entry {
    let current = it.editions.iter().find(|edition| Some(&edition.id) == it.current.as_ref());
    let parts = current.map(|edition| parts(cx, edition)).unwrap_or_default();
    Entry {
        link: cx.titled(&it.id),
        kind: cx.say(&it.kind.title()).clone(),
        status: current.map(|it| if parts.is_empty() { cx.status(it) } else { words::in_part(cx.lang) }),
        count: current.map_or(0, |it| it.provisions.len()),
        parts,
    }
}

/// Returns how much of an edition applies, where that is less than all of it: provisions that apply, and those that begin
/// later by their day. What says nothing of its own, such as a definition, is not counted.
fn parts(cx: &Cx<'_>, edition: &Edition) -> Vec<String> {
    if !cx.library.applies_in_part(edition) {
        return Vec::new();
    }
    let all = edition.provisions.iter().filter_map(|id| cx.library.find(id));
    let all: Vec<&Brief<'_>> = all.filter(|it| it.modality.has_verdict()).collect();
    let mut days: BTreeMap<Option<Day>, usize> = BTreeMap::new();
    all.iter().filter(|it| it.begins_later()).for_each(|it| *days.entry(it.from).or_default() += 1);
    let begun = all.iter().filter(|it| it.standing == Standing::Begun).count();
    let begun = Some(begun).filter(|it| *it > 0).map(|n| cx.t.in_part_begun.replace("{n}", &n.to_string()));
    let said = |day: Option<Day>, n: &usize| match day {
        Some(day) => cx.t.in_part_from.replace("{day}", &day.long(cx.lang)).replace("{n}", &n.to_string()),
        None => cx.t.in_part_unknown.replace("{n}", &n.to_string()),
    };
    // What begins on a day that is not known comes last.
    let known = days.iter().filter(|(day, _)| day.is_some());
    let unknown = days.iter().filter(|(day, _)| day.is_none());
    begun.into_iter().chain(known.chain(unknown).map(|(day, n)| said(*day, n))).collect()
}

fn tasks(cx: &Cx<'_>) -> Vec<Task> {
    let task = |section: Section, text: &str, says| Task {
        link: Link { href: Some(section.address().to_owned()), text: text.to_owned() },
        says,
    };
    let t = &cx.t;
    vec![
        task(Section::Instruments, t.task_read, t.task_read_says),
        task(Section::Requirements, t.task_compare, t.task_compare_says),
        Task {
            link: Link { href: Some(MATRICES.to_owned()), text: t.task_tables.to_owned() },
            says: t.task_tables_says,
        },
        task(Section::Timeline, t.task_dates, t.task_dates_says),
        Task {
            link: Link { href: Some(route::CHECK.to_owned()), text: t.task_product.to_owned() },
            says: t.task_product_says,
        },
    ]
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let view = View {
        tasks: tasks(cx),
        reference: narrative::reference(cx),
        regions: regions(cx),
        proposals: cx.proposals(None),
        themes: requirement::themes(cx),
        provisions: cx.library.briefs.len(),
        requirements: cx.library.requirements.len(),
        facts: cx.library.facts.len(),
        terms: cx.library.terms.len(),
    };
    Page {
        lang: cx.lang,
        address: Section::Home.address().to_owned(),
        section: Section::Home,
        title: cx.t.home.to_owned(),
        description: cx.t.home_lead.to_owned(),
        mark: String::new(),
        template: "home.html",
        body: template::body(view),
    }
}
