//! The index of instruments, and a page for each instrument and each edition.

use crate::id;
use crate::lexicon::{Grade, Standing, Status};
use crate::view::brief::Brief;
use crate::view::instrument::{Edition, Instrument};
use crate::view::slug::slug;
use serde::Serialize;

use super::name::Identified;
use super::part::{ClauseText, Interval, Link, SourceText, is_web};
use super::proposal::Mention;
use super::related::{DeviationText, FindingText};
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct IndexView {
    rows: Vec<Row>,
}

/// An instrument in a table.
#[derive(Serialize)]
pub(super) struct Row {
    link: Link,
    id: String,
    kind: String,
    jurisdiction: String,
    issuer: String,
    binding: String,
    status: Option<Badge>,
    edition: Option<Identified>,
    count: usize,
}

#[derive(Serialize)]
struct View {
    id: String,
    title: String,
    title_foreign: super::part::Foreign,
    aka: Vec<super::part::Run>,
    kind: String,
    jurisdiction: String,
    issuer: String,
    binding: String,
    authentic: String,
    /// The paper in which the edition stands, where it is no law yet.
    paper: Option<Link>,
    url: Option<String>,
    note: Option<Html>,
    editions: Vec<EditionRow>,
    /// The proposals that would change it, or that the edition stands in.
    proposals: Vec<Mention>,
    /// Pages that compare it with another text.
    comparisons: Vec<Link>,
    edition: Option<EditionView>,
    findings: Vec<FindingText>,
    /// The same for programs, as linked data.
    linked: String,
}

#[derive(Serialize)]
struct EditionRow {
    edition: Identified,
    status: Badge,
    interval: Interval,
    is_current: bool,
}

/// For which products an edition goes on after its end, and why.
#[derive(Serialize)]
struct GoesOn {
    products: ClauseText,
    because: String,
}

#[derive(Serialize)]
struct EditionView {
    id: String,
    title: String,
    status: Badge,
    is_draft: bool,
    ids_only: bool,
    interval: Interval,
    amends: Option<Identified>,
    scope: Option<ClauseText>,
    /// For which products it goes on after its end.
    continues: Option<GoesOn>,
    note: Option<Html>,
    /// Where its scope is another than that of a text that must be aligned with it.
    deviations: Vec<DeviationText>,
    /// Interpretations that it gives, and those that are given of it.
    interpretations: Vec<Link>,
    interpreted_by: Vec<Link>,
    sources: Vec<SourceText>,
    voids: Vec<Link>,
    lines: Vec<Line>,
    /// Where the old and the new text stand side by side.
    diff: Option<String>,
    checklist: Option<String>,
    counted: usize,
}

/// A line of the outline.
#[derive(Serialize)]
struct Line {
    link: Link,
    /// Its place on the page, where it has no page of its own.
    place: Option<String>,
    depth: usize,
    modality: Option<Badge>,
    grade: Option<Badge>,
    inherited: bool,
    upcoming: bool,
}

/// Returns the index.
pub(super) fn index(cx: &Cx<'_>) -> Page {
    Page {
        lang: cx.lang,
        address: Section::Instruments.address().to_owned(),
        section: Section::Instruments,
        title: cx.t.instruments.to_owned(),
        description: cx.t.instruments_lead.to_owned(),
        mark: String::new(),
        template: "instruments.html",
        body: template::body(IndexView { rows: rows(cx) }),
    }
}

/// Returns all instruments as rows of a table.
pub(super) fn rows(cx: &Cx<'_>) -> Vec<Row> {
    let row = |it: &Instrument| {
        let current = it.current.as_deref().and_then(|id| cx.index.editions.get(id));
        Row {
            link: cx.titled(&it.id),
            id: it.id.clone(),
            kind: cx.say(&it.kind.title()).clone(),
            jurisdiction: cx.say(&it.jurisdiction_title).clone(),
            issuer: cx.say(&it.issuer).clone(),
            binding: cx.say(&it.binding.title()).clone(),
            status: current.map(|it| cx.status(it)),
            edition: current.map(|it| cx.edition(&it.id)),
            count: current.map_or(0, |it| it.provisions.len()),
        }
    };
    cx.library.instruments_from_home().into_iter().map(row).collect()
}

/// Returns the addresses of the pages of an instrument.
pub(super) fn addresses(it: &Instrument) -> Vec<String> {
    let editions = it.editions.iter().map(|edition| edition.id.as_str());
    let own = editions.filter(|id| route::only_edition(it) != Some(id));
    std::iter::once(it.id.as_str()).chain(own).map(route::instrument).collect()
}

/// Returns the page of an instrument and those of its editions; an only edition stands on that of the instrument.
pub(super) fn pages(cx: &Cx<'_>, it: &Instrument) -> Vec<Page> {
    let current = it.editions.iter().find(|edition| Some(&edition.id) == it.current.as_ref());
    let whole = page(cx, it, current, &it.id);
    let own = it.editions.iter().filter(|edition| route::only_edition(it) != Some(&edition.id));
    std::iter::once(whole).chain(own.map(|edition| page(cx, it, Some(edition), &edition.id))).collect()
}

fn page(cx: &Cx<'_>, it: &Instrument, edition: Option<&Edition>, id: &str) -> Page {
    let address = route::instrument(id);
    let title = if id == it.id { cx.say(&it.title).clone() } else { cx.edition_name(id) };
    Page {
        lang: cx.lang,
        section: Section::Instruments,
        description: format!("{title} ({id})"),
        title,
        mark: id.to_owned(),
        template: "instrument.html",
        body: template::body(view(cx, it, edition, id, &address)),
        address,
    }
}

fn view(cx: &Cx<'_>, it: &Instrument, edition: Option<&Edition>, id: &str, address: &str) -> View {
    let mut findings = cx.findings_about(&it.id);
    findings.extend(edition.iter().flat_map(|it| cx.findings_about(&it.id)));
    let paper = edition.and_then(|it| it.paper.as_ref());
    View {
        id: id.to_owned(),
        title: if id == it.id { cx.say(&it.title).clone() } else { cx.edition_name(id) },
        title_foreign: cx.foreign(&it.title),
        aka: it.aka.iter().map(|text| cx.run(text)).collect(),
        kind: cx.say(&paper.map_or(it.kind, |paper| paper.kind).title()).clone(),
        jurisdiction: cx.say(&it.jurisdiction_title).clone(),
        issuer: cx.say(paper.and_then(|paper| paper.issuer.as_ref()).unwrap_or(&it.issuer)).clone(),
        binding: cx
            .say(&edition.map_or(it.binding.title(), |edition| it.binding.title_in(edition.status)))
            .clone(),
        authentic: cx.say(&it.authentic.title()).clone(),
        paper: paper.map(|paper| cx.paper(paper)),
        url: paper.map_or(&it.url, |paper| &paper.url).clone().filter(|url| is_web(url)),
        note: cx.prose_of(it.note.as_ref()),
        editions: it.editions.iter().map(|edition| row(cx, it, edition)).collect(),
        proposals: cx.proposals(Some(id)),
        comparisons: cx.comparisons_of(id),
        edition: edition.map(|edition| edition_view(cx, it, edition, address)),
        findings,
        linked: format!("{}#{}", route::linked(&it.id), slug(id)),
    }
}

fn row(cx: &Cx<'_>, it: &Instrument, edition: &Edition) -> EditionRow {
    EditionRow {
        edition: cx.edition(&edition.id),
        status: cx.status(edition),
        interval: cx.interval(edition.from, edition.until, edition.status),
        is_current: Some(&edition.id) == it.current.as_ref(),
    }
}

fn edition_view(cx: &Cx<'_>, it: &Instrument, edition: &Edition, address: &str) -> EditionView {
    let is_current = Some(&edition.id) == it.current.as_ref();
    let [interpretations, interpreted_by] = cx.interpretations(&edition.id);
    EditionView {
        interpretations,
        interpreted_by,
        id: edition.id.clone(),
        title: cx.edition_words(&edition.id),
        status: cx.status(edition),
        is_draft: matches!(edition.status, Status::Recommended | Status::Proposed),
        ids_only: edition.ids_only,
        interval: cx.interval(edition.from, edition.until, edition.status),
        amends: edition.amends.as_ref().map(|id| cx.edition(id)),
        scope: edition.scope.as_ref().map(|scope| cx.condition(scope, address)),
        continues: edition.continues.as_ref().map(|it| GoesOn {
            products: cx.condition(&it.products, address),
            because: cx.say(&it.because).clone(),
        }),
        note: cx.prose_of(edition.note.as_ref()),
        deviations: cx.deviations(&edition.id, &it.id),
        sources: cx.sources(&edition.sources),
        voids: edition.voids.iter().map(|locator| cx.titled(&id::place(&edition.id, locator))).collect(),
        lines: edition
            .outline
            .iter()
            .map(|branch| line(cx, &branch.id, &branch.locator, branch.depth))
            .collect(),
        diff: edition.amends.as_ref().map(|_| format!("{}#{}", route::diff(&it.id), slug(&edition.id))),
        checklist: (is_current || edition.standing == Standing::Continues)
            .then(|| format!("../data/checklist/{}.json", slug(&edition.id))),
        counted: edition.provisions.len(),
    }
}

fn line(cx: &Cx<'_>, id: &str, locator: &str, depth: usize) -> Line {
    let provision = cx.library.find(id);
    let has_page = provision.is_some() || cx.index.interpretations.contains_key(id);
    let link = match provision {
        Some(_) => cx.titled(id),
        None => Link {
            href: cx.reference(id).filter(|_| has_page),
            text: cx.container(id).unwrap_or_else(|| locator.to_owned()),
        },
    };
    Line {
        place: (!has_page).then(|| slug(id)),
        depth: depth.min(5),
        modality: provision.map(|it| words::modality(cx.lang, it.modality, it.status)),
        grade: provision.filter(|it| it.grade >= Grade::Inferred).map(|it| words::grade(cx.lang, it.grade)),
        inherited: provision.is_some_and(|it| it.inherited_from.is_some()),
        upcoming: provision.is_some_and(Brief::begins_later),
        link,
    }
}
