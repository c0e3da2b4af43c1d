//! The index of requirements by theme, and a page that lays their provisions side by side.

use crate::markdown;
use crate::view::Brief;
use crate::view::order::Ordered;
use crate::view::vocabulary::Requirement;
use serde::Serialize;

use super::joint::Joints;
use super::part::{Foreign, Link};
use super::realised::{self, DifferenceText, OrderText, Pairs};
use super::related::DeviationText;
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct IndexView {
    themes: Vec<ThemeText>,
}

/// A theme with its requirements.
#[derive(Serialize)]
pub(super) struct ThemeText {
    place: String,
    title: String,
    requirements: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    link: Link,
    text: Html,
    count: usize,
}

#[derive(Serialize)]
struct View {
    id: String,
    title: String,
    title_foreign: Foreign,
    theme: Option<String>,
    text: Html,
    note: Option<Html>,
    /// How the others relate to the yardstick, by numbers.
    summary: Option<String>,
    yardstick: Option<Link>,
    /// The place of the yardstick among the pairs, if it is there.
    first: String,
    /// What can be compared, what asks most first.
    rows: Vec<Row>,
    /// What can be compared with none of the others.
    apart: Vec<Row>,
    order: Option<OrderText>,
    differences: Vec<DifferenceText>,
    pairs: Option<Pairs>,
    joints: Option<Joints>,
    deviations: Vec<DeviationText>,
    elsewhere: Vec<Elsewhere>,
}

/// A provision of an edition that is not compared.
#[derive(Serialize)]
struct Elsewhere {
    link: Link,
    standing: Vec<Badge>,
}

#[derive(Serialize)]
struct Row {
    /// Its number among those that can be compared.
    number: Option<usize>,
    provision: Link,
    id: String,
    instrument: String,
    modality: Badge,
    standing: Vec<Badge>,
    grade: Badge,
    is_unsure: bool,
    outlines: Vec<Html>,
    relation: Option<Badge>,
    applicability: Option<String>,
    condition: Option<String>,
}

/// Returns the index.
pub(super) fn index(cx: &Cx<'_>) -> Page {
    Page {
        lang: cx.lang,
        address: Section::Requirements.address().to_owned(),
        section: Section::Requirements,
        title: cx.t.requirements.to_owned(),
        description: cx.t.requirements_lead.to_owned(),
        mark: String::new(),
        template: "requirements.html",
        body: template::body(IndexView { themes: themes(cx) }),
    }
}

/// Returns all themes with their requirements; those without a theme last.
pub(super) fn themes(cx: &Cx<'_>) -> Vec<ThemeText> {
    let entries = |theme: Option<&str>| {
        let all = cx.library.requirements.iter().filter(|it| it.theme.as_deref() == theme);
        all.map(|it| Entry {
            link: cx.requirement(&it.id),
            text: cx.prose(&it.text),
            count: it.provisions.len() + it.elsewhere.len(),
        })
        .collect::<Vec<_>>()
    };
    let mut themes: Vec<ThemeText> = cx
        .library
        .themes
        .iter()
        .map(|theme| ThemeText {
            place: super::part::place(&theme.id),
            title: cx.say(&theme.title).clone(),
            requirements: entries(Some(&theme.id)),
        })
        .collect();
    let rest = entries(None);
    themes.push(ThemeText { place: "_".to_owned(), title: cx.t.themeless.to_owned(), requirements: rest });
    themes.retain(|theme| !theme.requirements.is_empty());
    themes
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>, it: &Requirement) -> Page {
    let address = route::requirement(&it.id);
    let theme = cx.library.themes.iter().find(|theme| Some(&theme.id) == it.theme.as_ref());
    let nothing = Ordered::default();
    let (ordered, joints) = rayon::join(|| cx.library.ordered(&it.id), || cx.joints(&it.id));
    let ordered = ordered.unwrap_or(&nothing);
    let comparable = realised::comparable(ordered);
    let all: Vec<&str> = comparable.iter().copied().chain(&ordered.apart).map(String::as_str).collect();
    let yardstick = it.provisions.first();
    let past: Vec<&String> = it.elsewhere.iter().filter(|id| !all.contains(&id.as_str())).collect();
    let apart: Vec<&String> = ordered.apart.iter().collect();
    let deviations =
        cx.library.said.deviations.iter().filter(|other| other.requirement.as_ref() == Some(&it.id));
    let order = cx.order(it, ordered, &address);
    // A drawing's table says what its steps ask.
    let told = if order.is_some() { ordered.across() } else { &ordered.differences };
    let view = View {
        id: it.id.clone(),
        title: cx.say(&it.title).clone(),
        title_foreign: cx.foreign(&it.title),
        theme: theme.map(|theme| cx.say(&theme.title).clone()),
        text: cx.prose(&it.text),
        note: cx.prose_of(it.note.as_ref()),
        summary: yardstick.and_then(|first| cx.counted_against(&it.id, first, &all)),
        first: yardstick.map(|id| realised::by(id)).unwrap_or_default(),
        yardstick: yardstick.map(|id| cx.titled_from(id, "")),
        rows: numbered(rows(cx, &comparable, it, &address)),
        apart: rows(cx, &apart, it, &address),
        order,
        differences: cx.differences(told),
        pairs: cx.pairs(&it.id, &comparable),
        joints,
        deviations: deviations.map(|it| cx.deviation(it, "")).collect(),
        elsewhere: past.iter().filter_map(|id| cx.library.find(id)).map(|it| cx.elsewhere(it)).collect(),
    };
    Page {
        lang: cx.lang,
        section: Section::Requirements,
        title: cx.say(&it.title).clone(),
        description: markdown::plain(cx.say(&it.text)),
        mark: it.id.clone(),
        template: "requirement.html",
        body: template::body(view),
        address,
    }
}

impl Cx<'_> {
    fn elsewhere(&self, it: &Brief<'_>) -> Elsewhere {
        Elsewhere { link: self.titled_from(it.id, ""), standing: self.standing(it) }
    }
}

fn rows(cx: &Cx<'_>, ids: &[&String], requirement: &Requirement, address: &str) -> Vec<Row> {
    let first = requirement.provisions.first().map(String::as_str).unwrap_or_default();
    let provisions = ids.iter().filter_map(|id| cx.library.find(id));
    provisions.map(|it| row(cx, it, first, &requirement.id, address)).collect()
}

fn numbered(rows: Vec<Row>) -> Vec<Row> {
    rows.into_iter().enumerate().map(|(at, row)| Row { number: Some(at + 1), ..row }).collect()
}

fn row(cx: &Cx<'_>, it: &Brief<'_>, first: &str, requirement: &str, address: &str) -> Row {
    let criteria = cx.library.criteria(it.id);
    let met = criteria.iter().filter(|criterion| criterion.requirement.as_deref() == Some(requirement));
    let related = cx.library.relation(requirement, it.id, first);
    Row {
        number: None,
        provision: cx.titled(it.id),
        id: it.id.to_owned(),
        instrument: cx.instrument_name(it.instrument),
        modality: words::modality(cx.lang, it.modality, it.status),
        standing: cx.standing(it),
        grade: words::grade(cx.lang, it.grade),
        is_unsure: it.grade >= crate::lexicon::Grade::Inferred,
        outlines: met
            .filter_map(|criterion| criterion.clause.as_ref())
            .map(|clause| cx.outline(&clause.outline, address))
            .collect(),
        relation: (it.id != first).then(|| words::related(cx.lang, related.map(|it| it.relation))),
        applicability: related.map(|it| cx.say(&it.applicability.title()).clone()),
        condition: related.and_then(|it| cx.inside(it.applicability, it.condition)),
    }
}
