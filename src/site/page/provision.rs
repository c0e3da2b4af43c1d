//! The page of a provision.

use std::collections::BTreeSet;

use crate::id::Id;
use crate::lang::Bilingual;
use crate::lexicon::{Authentic, Grade, Standing, Status};
use crate::markdown;
use crate::msg;
use crate::view::brief::Brief;
use crate::view::instrument::Instrument;
use crate::view::provision::{Criterion, Figure, Provision, Transition};
use serde::Serialize;

use super::answer::Answer;
use super::counterpart::Counterparts;
use super::interpretation::InterpretedText;
use super::name::Identified;
use super::part::{ClauseText, Foreign, Interval, Link, Run, SourceText, is_web};
use super::place::Place;
use super::proposal::Mention;
use super::related::{DeemingText, DeviationText, FindingText, MappingText};
use super::terms::Used;
use super::{Cx, Page};
use crate::site::route::{self, Section};
use crate::site::template;
use crate::site::template::html::Html;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct View {
    id: String,
    cite: String,
    cite_foreign: Foreign,
    title: String,
    place: Place,
    /// The terms of the glossary that it uses.
    terms: Vec<Used>,
    /// The paper in which it stands, where its edition is no law yet.
    paper: Option<Link>,
    /// Who issued that paper.
    issuer: Option<String>,
    binding: String,
    addressee: String,
    modality: Badge,
    standing: Vec<Badge>,
    grade: Badge,
    banners: Vec<Banner>,
    /// The proposals that it stands in.
    proposals: Vec<Mention>,
    interval: Interval,
    text: Html,
    notice: String,
    official: Option<String>,
    also_cited: Vec<Run>,
    /// Where the scope of its edition stands, where that is limited.
    scope: Option<String>,
    /// Where it stands for which products its edition goes on after its end.
    continues: Option<String>,
    condition: Option<ClauseText>,
    sets_standard: bool,
    criteria: Vec<CriterionText>,
    /// What is read into its criteria and its condition.
    transition: Option<TransitionText>,
    /// The transitional rules that speak of it.
    transitions: Vec<Link>,
    interpretations: Vec<InterpretedText>,
    /// Whether it is against something, and its criterion says what has to hold instead.
    is_against: bool,
    no_criterion: Option<&'static str>,
    /// The facts that it needs and no reading names.
    facts: Vec<Link>,
    /// How what is aligned with it differs.
    answer: Option<Answer>,
    counterparts: Vec<Counterparts>,
    /// The same number in force, whose page has the counterparts of a text that is over.
    superseded_by: Option<Identified>,
    sources: Vec<SourceText>,
    references: Vec<Link>,
    referenced_by: Vec<Link>,
    verification: Option<Html>,
    note: Option<Html>,
    figures: Vec<FigureText>,
    deemings: Vec<DeemingText>,
    deviations: Vec<DeviationText>,
    mappings: Vec<MappingText>,
    findings: Vec<FindingText>,
    inherited_from: Option<Identified>,
    others: Vec<OtherText>,
    children: Vec<Link>,
    previous: Option<Link>,
    next: Option<Link>,
}

#[derive(Serialize)]
struct CriterionText {
    requirement: Option<Link>,
    clause: Option<ClauseText>,
}

#[derive(Serialize)]
struct FigureText {
    name: String,
    value: String,
}

#[derive(Serialize)]
struct OtherText {
    edition: Identified,
    standing: Vec<Badge>,
    interval: Interval,
}

/// What a transitional rule does.
#[derive(Serialize)]
struct TransitionText {
    products: ClauseText,
    of: Vec<Link>,
    except: Vec<Link>,
    effect: String,
    stays: Option<Identified>,
}

#[derive(Serialize)]
struct Banner {
    class: &'static str,
    text: &'static str,
}

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>, it: &Provision) -> Page {
    let address = route::provision(&it.id);
    Page {
        lang: cx.lang,
        section: Section::Instruments,
        title: format!("{} | {}", cx.cited(&it.cite, &it.title), whole(cx, it)),
        description: markdown::plain(cx.say(&it.text)),
        mark: format!("{} · {}", cx.labelled(&it.id), it.id),
        template: "provision.html",
        body: template::body(view(cx, it, &address)),
        address,
    }
}

/// Returns where the text can be read, or the paper in which it stands.
fn official(it: &Provision, instrument: Option<&&Instrument>) -> Option<String> {
    match &it.paper {
        Some(paper) => paper.url.clone(),
        None => instrument.and_then(|it| it.url.clone()),
    }
}

fn edition(it: &Provision) -> String {
    Id::parse(&it.id).whole().to_string()
}

/// Returns the name of what a provision stands in; with the edition where several have the number.
fn whole(cx: &Cx<'_>, it: &Provision) -> String {
    let key = (it.instrument.as_str(), it.locator.as_str());
    if cx.index.same_locator.get(&key).is_some_and(|ids| ids.len() > 1) {
        cx.edition_name(&edition(it))
    } else {
        cx.short_name(&it.instrument)
    }
}

fn view(cx: &Cx<'_>, it: &Provision, address: &str) -> View {
    let edition = edition(it);
    let instrument = cx.index.instruments.get(it.instrument.as_str());
    let criteria: Vec<CriterionText> = criteria(cx, it, address);
    let (previous, next) = neighbours(cx, &edition, &it.id);
    let (counterparts, superseded_by) = counterparts(cx, it);
    let within = cx.index.editions.get(edition.as_str()).filter(|_| it.sets_standard);
    View {
        id: it.id.clone(),
        cite: cx.say(&it.cite).clone(),
        cite_foreign: cx.foreign(&it.cite),
        title: cx.say(&it.title).clone(),
        place: cx.place(&it.id),
        terms: cx
            .terms_in(&[cx.say(&it.title), cx.say(&it.text)], instrument.map(|of| of.jurisdiction.as_str())),
        issuer: it.paper.as_ref().and_then(|paper| paper.issuer.as_ref()).map(|it| cx.say(it).clone()),
        paper: it.paper.as_ref().map(|paper| cx.paper(paper)),
        binding: instrument.map(|of| cx.say(&of.binding.title_in(it.status)).clone()).unwrap_or_default(),
        addressee: cx.say(&it.addressee_title).clone(),
        modality: words::modality(cx.lang, it.modality, it.status),
        standing: cx.library.find(&it.id).map(|it| cx.standing(it)).unwrap_or_default(),
        grade: words::grade(cx.lang, it.grade),
        banners: banners(cx, it),
        proposals: if it.status.is_draft() { cx.proposals(Some(&edition)) } else { Vec::new() },
        interval: cx.interval(it.from, it.until, it.status),
        text: cx.prose(&it.text),
        notice: cx.notice(&it.instrument),
        official: official(it, instrument).filter(|url| is_web(url)),
        also_cited: it.also_cited.iter().map(|text| cx.run(text)).collect(),
        scope: within.filter(|it| it.scope.is_some()).and_then(|it| cx.scope(&it.id)),
        continues: within.filter(|it| it.continues.is_some()).and_then(|it| cx.goes_on(&it.id)),
        sets_standard: it.sets_standard,
        condition: it.condition.as_ref().map(|clause| cx.condition(clause, address)),
        transition: it.transition.as_ref().map(|rule| transition(cx, rule, address)),
        transitions: it.transitions.iter().map(|id| cx.titled_from(id, &it.instrument)).collect(),
        interpretations: cx.interpreted(it, address),
        is_against: it.modality.is_against(),
        no_criterion: criteria.is_empty().then_some(cx.t.criterion_none),
        criteria,
        facts: facts(cx, it),
        answer: cx.answer(it),
        counterparts,
        superseded_by,
        sources: cx.sources(&it.sources),
        references: it.references.iter().map(|id| cx.titled_from(id, &it.instrument)).collect(),
        referenced_by: it.referenced_by.iter().map(|id| cx.titled_from(id, &it.instrument)).collect(),
        verification: cx.prose_of(it.verification.as_ref()),
        note: cx.prose_of(it.note.as_ref()),
        figures: figures(cx, it),
        deemings: cx.deemings(it, address),
        deviations: cx.deviations(&it.id, &it.instrument),
        mappings: cx.mappings(it),
        findings: cx.findings(it),
        inherited_from: it.inherited_from.as_ref().map(|id| cx.in_edition(id)),
        others: others(cx, it),
        children: children(cx, &edition, &it.id),
        previous,
        next,
    }
}

fn transition(cx: &Cx<'_>, it: &Transition, address: &str) -> TransitionText {
    TransitionText {
        products: cx.condition(&it.products, address),
        of: it.of.iter().map(|id| cx.titled(id)).collect(),
        except: it.except.iter().map(|id| cx.titled(id)).collect(),
        effect: cx.say(&it.effect()).clone(),
        stays: it.stays.as_ref().map(|id| cx.edition(id)),
    }
}

fn figures(cx: &Cx<'_>, it: &Provision) -> Vec<FigureText> {
    let text = |it: &Figure| FigureText { name: cx.say(&it.title).clone(), value: cx.say(&it.said).clone() };
    it.figures.iter().map(text).collect()
}

/// Returns what the reader must know before anything else.
fn banners(cx: &Cx<'_>, it: &Provision) -> Vec<Banner> {
    let draft = matches!(it.status, Status::Recommended | Status::Proposed);
    let unverified = it.grade == Grade::Unverified;
    [
        draft.then_some(Banner { class: "plain", text: cx.t.draft_banner }),
        unverified.then_some(Banner { class: "warn", text: cx.t.unverified_banner }),
        (it.upcoming && !draft).then_some(Banner { class: "plain", text: cx.t.begins_later }),
    ]
    .into_iter()
    .flatten()
    .collect()
}

impl Cx<'_> {
    /// Says that the text is ours, and which language is authentic.
    pub(in crate::site) fn notice(&self, instrument: &str) -> String {
        let authentic = self.index.instruments.get(instrument).map(|it| it.authentic);
        let Bilingual { ja, en } = authentic.map(Authentic::title).unwrap_or_default();
        let notice = msg!(
            ja: "趣旨を本知識ベースの言葉で述べたもので、公式の文言ではない。正文は{ja}である。",
            en: "This restates the provision in our own words; it is not the official wording. The authentic text is {en}."
        );
        self.say(&notice).clone()
    }
}

/// Returns the criteria; that of what stands below where a parent has none of its own.
fn criteria(cx: &Cx<'_>, it: &Provision, address: &str) -> Vec<CriterionText> {
    let text = |criterion: &Criterion| CriterionText {
        requirement: criterion.requirement.as_ref().map(|id| cx.requirement(id)),
        clause: criterion.clause.as_ref().map(|clause| cx.clause(clause, address)),
    };
    let own: Vec<CriterionText> = it.criteria.iter().map(text).collect();
    match &it.criterion {
        Some(clause) if own.iter().all(|it| it.clause.is_none()) => {
            let whole = CriterionText { requirement: None, clause: Some(cx.clause(clause, address)) };
            own.into_iter().chain([whole]).collect()
        }
        Some(_) | None => own,
    }
}

/// Returns the facts that a provision tests and none of its readings links to.
fn facts(cx: &Cx<'_>, it: &Provision) -> Vec<Link> {
    let criteria = it.criteria.iter().filter_map(|criterion| criterion.clause.as_ref());
    let read: BTreeSet<usize> = criteria
        .chain(&it.condition)
        .chain(&it.criterion)
        .flat_map(|clause| clause.outline.facts())
        .collect();
    let tested = cx.library.tested(&it.id).into_iter().filter(|at| !read.contains(at));
    tested.filter_map(|at| cx.library.facts.get(at)).map(|fact| cx.fact(&fact.id)).collect()
}

/// Returns the counterparts; of a text that is over the same number in force instead, whose page has them.
fn counterparts(cx: &Cx<'_>, it: &Provision) -> (Vec<Counterparts>, Option<Identified>) {
    match superseded_by(cx, it).filter(|_| !it.counterparts.is_empty()) {
        Some(current) => (Vec::new(), Some(current)),
        None => (cx.counterparts(it), None),
    }
}

/// Returns the same number in the edition that has begun, of a text that is over.
fn superseded_by(cx: &Cx<'_>, it: &Provision) -> Option<Identified> {
    let mut begun = same_number(cx, it).filter(|other| other.standing == Standing::Begun);
    begun.next().filter(|_| it.standing == Standing::Ended).map(|other| cx.in_edition(other.id))
}

/// Returns the same number in the other editions.
fn same_number<'a>(cx: &'a Cx<'_>, it: &'a Provision) -> impl Iterator<Item = &'a Brief<'a>> {
    let key = (it.instrument.as_str(), it.locator.as_str());
    let ids = cx.index.same_locator.get(&key).into_iter().flatten().filter(|id| **id != it.id);
    ids.filter_map(|id| cx.library.find(id))
}

/// Returns the other editions that have the number, each with its standing.
fn others(cx: &Cx<'_>, it: &Provision) -> Vec<OtherText> {
    same_number(cx, it)
        .map(|other| OtherText {
            edition: cx.in_edition(other.id),
            standing: cx.standing(other),
            interval: cx.interval(other.from, other.until, other.status),
        })
        .collect()
}

/// Returns what stands directly below a provision.
fn children(cx: &Cx<'_>, edition: &str, id: &str) -> Vec<Link> {
    let outline = cx.outline_of(edition);
    let Some(at) = cx.index.branches.get(id) else { return Vec::new() };
    let depth = outline.get(*at).map_or(0, |branch| branch.depth);
    let below = outline.iter().skip(at + 1).take_while(|branch| branch.depth > depth);
    below.filter(|branch| branch.depth == depth + 1).map(|branch| cx.titled(&branch.id)).collect()
}

/// Returns the provisions before and after one.
fn neighbours(cx: &Cx<'_>, edition: &str, id: &str) -> (Option<Link>, Option<Link>) {
    let all = cx.index.editions.get(edition).map(|it| it.provisions.as_slice()).unwrap_or_default();
    let Some(at) = cx.index.positions.get(id) else { return (None, None) };
    let link = |at: Option<usize>| Some(cx.as_cited(cx.library.find(all.get(at?)?)?));
    (link(at.checked_sub(1)), link(at.checked_add(1)))
}
