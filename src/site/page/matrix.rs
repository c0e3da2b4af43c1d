//! The matrices of requirements and texts: their index, and a page for each set of markets.
//!
//! A cell is made as finished markup, for there are thousands, and most of them are empty.

use std::fmt::Write as _;

use crate::id::Id;
use crate::lexicon::{Binding, Relation};
use crate::markdown::escape;
use crate::view::matrix::{Begins, Beside, Column, Entry, Matrix, Row};
use crate::view::slug::slug;
use serde::Serialize;

use super::part::Link;
use super::{Cx, Page};
use crate::site::route::{self, MATRICES, Section};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

/// Most columns that fit beside one another on paper.
const PRINTED: usize = 14;

#[derive(Serialize)]
struct IndexView {
    sets: Vec<SetRow>,
    elsewhere: Vec<Link>,
    tables: Link,
}

/// A set of markets in the index.
#[derive(Serialize)]
struct SetRow {
    link: Link,
    texts: usize,
    requirements: usize,
    between_texts: usize,
    between_markets: Option<usize>,
    book: String,
}

#[derive(Serialize)]
struct View {
    id: String,
    title: String,
    book: String,
    others: Vec<Link>,
    requirements: usize,
    texts: usize,
    between_texts: usize,
    between_markets: Option<usize>,
    strengths: Vec<Badge>,
    relations: Vec<Badge>,
    has_drafts: bool,
    is_wide: bool,
    groups: Vec<Group>,
    heads: Vec<Head>,
    width: usize,
    themes: Vec<ThemeRows>,
    without: Vec<Link>,
    unmet: usize,
    full: Option<Link>,
}

/// A market above its texts.
#[derive(Serialize)]
struct Group {
    market: String,
    title: String,
    width: usize,
}

/// The head of a column.
#[derive(Serialize)]
struct Head {
    id: String,
    market: String,
    binds: bool,
    is_draft: bool,
    link: Link,
    edition: Option<String>,
    binding: Option<&'static str>,
    status: Option<Badge>,
}

/// The rows of a theme.
#[derive(Serialize)]
struct ThemeRows {
    id: String,
    title: String,
    rows: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    place: String,
    link: Link,
    yardstick: Link,
    cells: Html,
}

/// Returns the index.
pub(super) fn index(cx: &Cx<'_>) -> Page {
    let all = cx.index.matrices();
    let covered = |id: &str| all.iter().any(|it| it.set.members.iter().any(|member| member.instrument == id));
    let elsewhere = cx.library.instruments_from_home().into_iter().filter(|it| !covered(&it.id));
    let view = IndexView {
        sets: all.iter().map(|it| set_row(cx, it)).collect(),
        elsewhere: elsewhere.map(|it| cx.titled(&it.id)).collect(),
        tables: Link {
            href: Some(Section::Tables.address().to_owned()),
            text: cx.t.matrix_tables.to_owned(),
        },
    };
    Page {
        lang: cx.lang,
        address: MATRICES.to_owned(),
        section: Section::Tables,
        title: cx.t.matrix.to_owned(),
        description: cx.t.matrix_lead.to_owned(),
        mark: String::new(),
        template: "matrices.html",
        body: template::body(view),
    }
}

fn set_row(cx: &Cx<'_>, it: &Matrix<'_>) -> SetRow {
    let gaps = it.gaps();
    SetRow {
        link: set_link(cx, it),
        texts: it.columns.len(),
        requirements: it.rows.len(),
        between_texts: gaps.columns,
        between_markets: (it.set.markets.len() > 1).then_some(gaps.markets),
        book: route::matrix_book(&it.set.id),
    }
}

fn set_link(cx: &Cx<'_>, it: &Matrix<'_>) -> Link {
    Link { href: Some(route::matrix(&it.set.id)), text: cx.say(&it.set.title).clone() }
}

/// Returns the page of a set of markets.
pub(super) fn page(cx: &Cx<'_>, it: &Matrix<'_>) -> Page {
    let gaps = it.gaps();
    let entries = || it.rows.iter().flat_map(|row| row.cells.iter().flatten());
    let largest = cx.index.matrices().iter().max_by_key(|it| it.rows.len());
    let view = View {
        id: it.set.id.clone(),
        title: cx.say(&it.set.title).clone(),
        book: route::matrix_book(&it.set.id),
        others: cx.index.matrices().iter().map(|other| other_set(cx, other, it)).collect(),
        requirements: it.rows.len(),
        texts: it.columns.len(),
        between_texts: gaps.columns,
        between_markets: (it.set.markets.len() > 1).then_some(gaps.markets),
        strengths: occurring(entries().map(|it| strength(cx, it))),
        relations: occurring(entries().map(|it| related(cx, it.beside))),
        has_drafts: it.columns.iter().any(|it| it.member.is_draft),
        is_wide: it.columns.len() > PRINTED,
        groups: groups(cx, &it.columns),
        heads: it.columns.iter().map(|column| head(cx, column)).collect(),
        width: it.columns.len() + 1,
        themes: themes(cx, it),
        without: it.without.iter().map(|column| cx.titled(&column.member.edition)).collect(),
        unmet: it.unmet,
        full: largest.filter(|full| full.rows.len() > it.rows.len()).map(|full| set_link(cx, full)),
    };
    Page {
        lang: cx.lang,
        address: route::matrix(&it.set.id),
        section: Section::Tables,
        title: format!("{}{}{}", cx.t.matrix, cx.t.colon, view.title),
        description: cx.t.matrix_lead.to_owned(),
        mark: view.title.clone(),
        template: "matrix.html",
        body: template::body(view),
    }
}

/// Returns the link to a set; the one that is shown is none.
fn other_set(cx: &Cx<'_>, other: &Matrix<'_>, shown: &Matrix<'_>) -> Link {
    let link = set_link(cx, other);
    if other.set.id == shown.set.id { Link { href: None, ..link } } else { link }
}

/// Returns each word once, in the order of their names.
fn occurring(all: impl Iterator<Item = Badge>) -> Vec<Badge> {
    let mut found: Vec<Badge> = Vec::new();
    for badge in all {
        if !found.contains(&badge) {
            found.push(badge);
        }
    }
    found.sort_by(|a, b| (a.class, &a.label).cmp(&(b.class, &b.label)));
    found
}

fn groups(cx: &Cx<'_>, columns: &[Column<'_>]) -> Vec<Group> {
    columns
        .chunk_by(|one, two| one.market == two.market)
        .filter_map(|some| {
            let first = some.first()?;
            let title = cx.say(&first.market_title).clone();
            Some(Group { market: first.market.to_owned(), title, width: some.len() })
        })
        .collect()
}

fn head(cx: &Cx<'_>, column: &Column<'_>) -> Head {
    let member = column.member;
    let edition = cx.index.editions.get(member.edition.as_str());
    let instrument = cx.index.instruments.get(member.instrument.as_str());
    let is_current = instrument.is_some_and(|it| it.current.as_deref() == Some(&member.edition));
    let status = edition.map(|it| cx.status(it)).filter(|it| it.class != "current");
    Head {
        id: member.edition.clone(),
        market: column.market.to_owned(),
        link: Link { href: cx.reference(&member.edition), text: cx.short_name(&member.instrument) },
        edition: (!is_current).then(|| cx.edition_words(&member.edition)),
        binds: member.binding == Binding::Mandatory,
        is_draft: member.is_draft,
        binding: (!member.is_draft).then_some(match member.binding {
            Binding::Mandatory => cx.t.matrix_binding,
            Binding::Voluntary => cx.t.matrix_voluntary,
        }),
        status,
    }
}

fn themes(cx: &Cx<'_>, it: &Matrix<'_>) -> Vec<ThemeRows> {
    let labels: Vec<String> = it.columns.iter().map(|column| head(cx, column).label()).collect();
    let labels = if it.columns.len() > PRINTED { labels.as_slice() } else { &[] };
    it.rows
        .chunk_by(|one, two| one.theme.map(|it| it.0) == two.theme.map(|it| it.0))
        .map(|some| {
            let theme = some.first().and_then(|row| row.theme);
            ThemeRows {
                id: theme.map(|it| it.0).unwrap_or_default().to_owned(),
                title: theme.map_or_else(|| cx.t.themeless.to_owned(), |it| cx.say(it.1).clone()),
                rows: some.iter().map(|row| line(cx, row, labels)).collect(),
            }
        })
        .collect()
}

impl Head {
    /// Returns what the column is called where it cannot stand above its cells.
    fn label(&self) -> String {
        match &self.edition {
            Some(edition) => format!("{} {edition}", self.link.text),
            None => self.link.text.clone(),
        }
    }
}

fn line(cx: &Cx<'_>, row: &Row<'_>, labels: &[String]) -> Line {
    Line {
        place: slug(row.requirement),
        link: cx.requirement(row.requirement),
        yardstick: yardstick(cx, row.yardstick),
        cells: cells(cx, row, labels),
    }
}

/// Returns a link to a provision that reads as its citation behind the name of its instrument.
fn yardstick(cx: &Cx<'_>, id: &str) -> Link {
    let cite = cx.library.find(id).map_or(id, |it| cx.say(it.cite));
    let name = cx.short_name(Id::parse(id).instrument);
    let text = if cite.starts_with(&name) { cite.to_owned() } else { format!("{name} {cite}") };
    Link { href: cx.reference(id), text }
}

/// Returns the cells of a row.
fn cells(cx: &Cx<'_>, row: &Row<'_>, labels: &[String]) -> Html {
    let mut out = String::with_capacity(1 << 10);
    for (at, entries) in row.cells.iter().enumerate() {
        if entries.is_empty() {
            out.push_str("<td></td>");
            continue;
        }
        out.push_str("<td");
        if let Some(label) = labels.get(at) {
            attribute("data-label", label, &mut out);
        }
        out.push('>');
        for some in alike(cx, entries) {
            group(cx, &some, &mut out);
        }
        out.push_str("</td>\n");
    }
    Html::vouched(out)
}

/// Provisions of a cell that are told in the same words.
struct Alike<'a> {
    strength: Badge,
    related: Badge,
    begins: Begins,
    last: Option<String>,
    entries: Vec<&'a Entry<'a>>,
}

/// Returns the provisions of a cell, those together of which the same is said, in the order of the first of them.
fn alike<'a>(cx: &Cx<'_>, entries: &'a [Entry<'a>]) -> Vec<Alike<'a>> {
    let mut found: Vec<Alike<'a>> = Vec::new();
    for it in entries {
        let (strength, related) = (strength(cx, it), related(cx, it.beside));
        let last = it.until.map(|day| day.eve().to_string());
        let same = |other: &&mut Alike<'a>| {
            (&other.strength, &other.related, other.begins, &other.last)
                == (&strength, &related, it.begins, &last)
        };
        match found.iter_mut().find(same) {
            Some(other) => other.entries.push(it),
            None => found.push(Alike { strength, related, begins: it.begins, last, entries: vec![it] }),
        }
    }
    found
}

fn group(cx: &Cx<'_>, it: &Alike<'_>, out: &mut String) {
    out.push_str("<p");
    if it.begins == Begins::Unknown {
        out.push_str(" class=\"later\"");
    }
    if it.entries.iter().all(|entry| !entry.speaks()) {
        out.push_str(" data-info");
    }
    out.push('>');
    word("b", &it.strength, out);
    out.push(' ');
    word("i", &it.related, out);
    // INVARIANT: writing to a string cannot fail.
    let (before, after) = (cx.t.matrix_from_before, cx.t.matrix_from_after);
    if let Begins::On(day) = it.begins {
        let _ = write!(out, " <small>{before}<time>{day}</time>{after}</small>");
    }
    if let Some(last) = &it.last {
        let (before, after) = (cx.t.matrix_last_before, cx.t.matrix_last_after);
        let _ = write!(out, " <small class=\"last\">{before}<time>{last}</time>{after}</small>");
    }
    for entry in &it.entries {
        out.push_str(" <a");
        attribute("href", &format!("../{}", route::provision(entry.brief.id)), out);
        out.push('>');
        escape(entry.brief.locator, out);
        out.push_str("</a>");
    }
    out.push_str("</p>");
}

/// Writes a word with the class that styles it.
fn word(name: &str, it: &Badge, out: &mut String) {
    out.push('<');
    out.push_str(name);
    if it.class != words::PLAIN {
        attribute("class", it.class, out);
    }
    out.push('>');
    escape(&it.label, out);
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

fn attribute(name: &str, value: &str, out: &mut String) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    escape(value, out);
    out.push('"');
}

fn strength(cx: &Cx<'_>, it: &Entry<'_>) -> Badge {
    words::modality(cx.lang, it.brief.modality, it.brief.status)
}

/// Returns how a text stands to the yardstick, in words; what is not decided is told quietly.
fn related(cx: &Cx<'_>, it: Beside) -> Badge {
    match it {
        Beside::Yardstick => Badge { label: cx.t.matrix_yardstick.to_owned(), class: "yardstick" },
        Beside::Related(None) => Badge { class: "open", ..words::related(cx.lang, None) },
        Beside::Related(Some(Relation::Undetermined)) => {
            Badge { class: "open", ..words::related(cx.lang, Some(Relation::Undetermined)) }
        }
        Beside::Related(related) => words::related(cx.lang, related),
    }
}
