//! A page for each proposal: what would change if its editions became law, told as a document that can be printed.

use serde::Serialize;

use crate::id::Id;
use crate::lang::Bilingual;
use crate::lexicon::Change;
use crate::view::impact::words::{self as said, CountRow};
use crate::view::impact::{
    Aligned, Begins, CellChange, Claim, Deeming, Device, Edge, Impact, Merged, RelationChange, Stays,
    TableChange, Verdict,
};
use crate::view::library::Proposed;
use crate::view::merged::Demand;
use crate::view::slug::slug;

use super::name::Identified;
use super::part::{ClauseText, DateText, Link, SourceText};
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct View {
    id: String,
    title: String,
    /// The day on which it is to begin.
    from: Option<DateText>,
    /// The day whose law it is compared with.
    day: DateText,
    note: Option<Html>,
    sources: Vec<SourceText>,
    editions: Vec<EditionText>,
    counts: Vec<CountText>,
    devices: Vec<DeviceText>,
    alignments: Vec<Row>,
    relations: Vec<Row>,
    merged: Vec<MergedText>,
    deemings: Vec<DeemingText>,
    claims: Vec<Row>,
    mappings: Vec<Row>,
    tables: Vec<TableText>,
    undecided: Vec<String>,
}

/// A table to look at.
#[derive(Serialize)]
struct TableText {
    table: Link,
    /// The editions that it names and that are replaced.
    names: Vec<Link>,
    cells: Vec<CellText>,
}

/// A cell that changes.
#[derive(Serialize)]
struct CellText {
    place: String,
    before: String,
    after: String,
}

/// An edition that would begin.
#[derive(Serialize)]
struct EditionText {
    instrument: Link,
    edition: Identified,
    status: Badge,
    kind: String,
    issuer: String,
    binding: String,
    replaces: Option<Identified>,
    /// Whom it concerns; none where that is every product.
    scope: Option<ClauseText>,
    scope_changes: bool,
    /// Its transitional rules.
    transitions: Vec<TransitionText>,
    /// Where the old and the new text stand side by side.
    diff: Option<String>,
    /// How many provisions became what.
    counts: Vec<String>,
    /// Those that do not stay as they are.
    provisions: Vec<ChangedText>,
}

/// A transitional rule in a sentence.
#[derive(Serialize)]
struct TransitionText {
    rule: Link,
    says: String,
    /// Whether the edition that is replaced has it already.
    inherited: bool,
}

#[derive(Serialize)]
struct ChangedText {
    change: Badge,
    provisions: Vec<Link>,
}

#[derive(Serialize)]
struct CountText {
    of: String,
    changed: usize,
    same: Option<usize>,
}

#[derive(Serialize)]
struct DeviceText {
    title: String,
    id: String,
    verdicts: Vec<VerdictText>,
}

#[derive(Serialize)]
struct VerdictText {
    what: Link,
    before: String,
    after: String,
    changes: bool,
    because: Option<String>,
    decided_by: Vec<Link>,
    /// Provisions of an edition.
    below: Vec<VerdictText>,
}

/// What is told before and after.
#[derive(Serialize)]
struct Row {
    what: Vec<Link>,
    /// With what it is compared.
    others: Vec<Link>,
    on: Option<Link>,
    before: String,
    after: String,
}

#[derive(Serialize)]
struct MergedText {
    requirement: Link,
    before: Vec<DemandText>,
    after: Vec<DemandText>,
}

#[derive(Serialize)]
struct DemandText {
    criterion: String,
    applies: Option<String>,
    by: Vec<Link>,
}

#[derive(Serialize)]
struct DeemingText {
    basis: String,
    edition: Link,
    becomes: String,
}

/// A proposal where others name it.
#[derive(Serialize)]
pub(super) struct Mention {
    link: Link,
    from: Option<DateText>,
    editions: Vec<Link>,
}

impl Cx<'_> {
    /// Returns the proposals that an edition, or any edition of an instrument, stands in; all of them for nothing.
    pub(super) fn proposals(&self, of: Option<&str>) -> Vec<Mention> {
        let names = |edition: &str, id: &str| edition == id || Id::parse(edition).instrument == id;
        let concerns =
            |it: &&Proposed| of.is_none_or(|id| it.editions.iter().any(|edition| names(edition, id)));
        let mention = |it: &Proposed| Mention {
            link: Link { href: Some(route::proposal(&it.id)), text: name(self, &it.id, it.title.as_ref()) },
            from: it.from.map(|day| self.date(day)),
            editions: it.editions.iter().map(|id| self.titled(id)).collect(),
        };
        self.library.proposals.iter().filter(concerns).map(mention).collect()
    }
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>, it: &Impact) -> Page {
    let address = route::proposal(&it.id);
    let title = name(cx, &it.id, it.title.as_ref());
    Page {
        lang: cx.lang,
        section: Section::Instruments,
        description: format!("{title}: {}", cx.t.impact_lead),
        mark: it.id.clone(),
        template: "proposal.html",
        body: template::body(view(cx, it, &title, &address)),
        title,
        address,
    }
}

/// Returns what a proposal is called; a draft by itself like its edition.
fn name(cx: &Cx<'_>, id: &str, title: Option<&Bilingual>) -> String {
    let draft = || format!("{} – {}", cx.edition_name(id), cx.t.impact_of_draft);
    title.map_or_else(draft, |title| cx.say(title).clone())
}

fn view(cx: &Cx<'_>, it: &Impact, title: &str, address: &str) -> View {
    View {
        id: it.id.clone(),
        title: title.to_owned(),
        from: it.from.map(|day| cx.date(day)),
        day: cx.date(it.day),
        note: cx.prose_of(it.note.as_ref()),
        sources: cx.sources(&it.sources),
        editions: it.editions.iter().map(|it| edition(cx, it, address)).collect(),
        counts: it.counts.rows().iter().map(|row| count(cx, row)).collect(),
        devices: devices(cx, &it.devices),
        alignments: it.alignments.iter().map(|it| aligned(cx, it)).collect(),
        relations: relations(cx, &it.relations),
        merged: it.merged.iter().map(|it| merged(cx, it)).collect(),
        deemings: it.deemings.iter().map(|it| deeming(cx, it)).collect(),
        claims: it.claims.iter().map(|it| claim(cx, it)).collect(),
        mappings: it.mappings.iter().map(|it| mapping(cx, it)).collect(),
        tables: it.tables.iter().map(|it| table(cx, it)).collect(),
        undecided: it.undecided.iter().map(|it| cx.say(&it.about).clone()).collect(),
    }
}

fn edition(cx: &Cx<'_>, it: &Begins, address: &str) -> EditionText {
    let instrument = Id::parse(&it.id).instrument;
    let amendments = cx.library.amendments().iter().filter(|amendment| amendment.edition == it.id);
    let diff =
        amendments.filter_map(|it| it.diff.as_ref()).find(|diff| Some(&diff.old.id) == it.replaces.as_ref());
    let label = |change: Change| cx.say(&change.title()).clone();
    let changed = diff.iter().flat_map(|diff| &diff.provisions).filter(|it| it.change != Change::Same);
    EditionText {
        instrument: cx.titled(instrument),
        edition: cx.edition(&it.id),
        status: words::status(cx.lang, it.status, it.kind, None),
        kind: cx.say(&it.kind.title()).clone(),
        issuer: cx.say(&it.issuer).clone(),
        binding: cx.say(&it.binding.title_in(it.status)).clone(),
        replaces: it.replaces.as_ref().map(|id| cx.edition(id)),
        scope: it.scope.as_ref().map(|scope| cx.condition(scope, address)),
        scope_changes: it.scope_changes,
        transitions: it.transitions.iter().map(|rule| transition(cx, rule)).collect(),
        diff: diff.map(|_| format!("{}#{}", route::diff(instrument), slug(&it.id))),
        counts: diff
            .iter()
            .flat_map(|diff| &diff.counts)
            .map(|it| format!("{}: {}", label(it.change), it.count))
            .collect(),
        provisions: changed
            .map(|it| {
                let units = if it.new.is_empty() { &it.old } else { &it.new };
                let provisions = units.iter().map(|unit| cx.titled(&unit.id)).collect();
                ChangedText { change: words::change(cx.lang, it.change), provisions }
            })
            .collect(),
    }
}

fn count(cx: &Cx<'_>, row: &CountRow) -> CountText {
    CountText { of: cx.say(&row.of).clone(), changed: row.changed, same: row.same }
}

/// Returns the devices, what changes under each instrument together.
fn devices(cx: &Cx<'_>, all: &[Device]) -> Vec<DeviceText> {
    let mut found: Vec<DeviceText> = Vec::new();
    for it in all {
        let below = it.provisions.iter().map(|it| verdict(cx, it, Vec::new())).collect();
        let whole = verdict(cx, &it.edition, below);
        match found.last_mut().filter(|last| last.id == it.id) {
            Some(last) => last.verdicts.push(whole),
            None => found.push(DeviceText {
                title: cx.say(&it.title).clone(),
                id: it.id.clone(),
                verdicts: vec![whole],
            }),
        }
    }
    found
}

fn verdict(cx: &Cx<'_>, it: &Verdict, below: Vec<VerdictText>) -> VerdictText {
    let id = it.new.as_ref().or(it.old.as_ref());
    let named = id.map(|id| cx.titled(id));
    VerdictText {
        what: named.unwrap_or_else(|| Link { href: None, text: cx.say(&it.cite).clone() }),
        before: cx.say(&said::outcome(it.before)).clone(),
        after: cx.say(&said::outcome(it.after)).clone(),
        changes: it.before != it.after,
        because: it.because.map(|it| cx.say(&it.title()).clone()),
        decided_by: it.decided_by.iter().map(|id| cx.fact(id)).collect(),
        below,
    }
}

fn transition(cx: &Cx<'_>, it: &Stays) -> TransitionText {
    let says = cx.say(&it.rule.sentence()).clone();
    TransitionText { rule: cx.titled(&it.id), says, inherited: it.inherited }
}

fn aligned(cx: &Cx<'_>, it: &Aligned) -> Row {
    let scopes = || Link { href: None, text: cx.say(&said::scopes()).clone() };
    Row {
        what: vec![cx.titled(&it.left)],
        others: vec![cx.titled(&it.right)],
        on: Some(it.requirement.as_ref().map_or_else(scopes, |id| cx.requirement(id))),
        before: cx.say(&said::differing(it.before, it.neither_before)).clone(),
        after: cx.say(&said::differing(it.after, it.neither_after)).clone(),
    }
}

/// Returns the relations; those of one provision that change alike stand on one line.
fn relations(cx: &Cx<'_>, all: &[RelationChange]) -> Vec<Row> {
    let mut groups: Vec<(&RelationChange, Vec<&RelationChange>)> = Vec::new();
    let alike = |a: &RelationChange, b: &RelationChange| {
        (&a.old, &a.new, &a.requirement, a.before, a.after)
            == (&b.old, &b.new, &b.requirement, b.before, b.after)
    };
    for it in all {
        match groups.iter_mut().find(|(first, _)| alike(first, it)) {
            Some((_, group)) => group.push(it),
            None => groups.push((it, vec![it])),
        }
    }
    groups.into_iter().map(|(first, group)| relation(cx, first, &group)).collect()
}

fn relation(cx: &Cx<'_>, it: &RelationChange, alike: &[&RelationChange]) -> Row {
    Row {
        what: it.new.iter().chain(&it.old).take(1).map(|id| cx.titled(id)).collect(),
        others: alike.iter().map(|it| cx.titled_from(&it.other, "")).collect(),
        on: Some(cx.requirement(&it.requirement)),
        before: cx.say(&said::relating(it.before)).clone(),
        after: cx.say(&said::relating(it.after)).clone(),
    }
}

fn merged(cx: &Cx<'_>, it: &Merged) -> MergedText {
    let demand = |it: &Demand| DemandText {
        criterion: it.criterion.outline.line(cx.lang),
        applies: it.applies.as_ref().map(|clause| clause.outline.line(cx.lang)),
        by: it.by.iter().map(|id| cx.titled_from(id, "")).collect(),
    };
    MergedText {
        requirement: cx.requirement(&it.requirement),
        before: it.before.iter().map(demand).collect(),
        after: it.after.iter().map(demand).collect(),
    }
}

fn deeming(cx: &Cx<'_>, it: &Deeming) -> DeemingText {
    DeemingText {
        basis: cx.say(&it.basis).clone(),
        edition: cx.titled(&it.edition),
        becomes: cx.say(&it.becomes.title()).clone(),
    }
}

fn claim(cx: &Cx<'_>, it: &Claim) -> Row {
    let said = cx.library.said.claims.iter().find(|claim| claim.id == it.id);
    let side = |id: Option<&String>| id.into_iter().map(|id| cx.titled_from(id, "")).collect();
    Row {
        what: side(said.map(|claim| &claim.a)),
        others: side(said.map(|claim| &claim.b)),
        on: None,
        before: cx.say(&said::answer(it.before)).clone(),
        after: cx.say(&said::answer(it.after)).clone(),
    }
}

fn mapping(cx: &Cx<'_>, it: &Edge) -> Row {
    Row {
        what: it.from.iter().map(|id| cx.titled_from(id, "")).collect(),
        others: it.to.iter().map(|id| cx.titled_from(id, "")).collect(),
        on: None,
        before: cx.say(&it.before.title()).clone(),
        after: cx.say(&it.after.title()).clone(),
    }
}

fn table(cx: &Cx<'_>, it: &TableChange) -> TableText {
    let cell = |it: &CellChange| CellText {
        place: format!("{}, {}", cx.say(&it.row), cx.say(&it.column)),
        before: cx.say(&it.before).clone(),
        after: cx.say(&it.after).clone(),
    };
    TableText {
        table: Link { href: Some(route::table(&it.id)), text: cx.say(&it.title).clone() },
        names: it.names.iter().map(|id| cx.titled(id)).collect(),
        cells: it.cells.iter().map(cell).collect(),
    }
}
