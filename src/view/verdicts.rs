//! How an assessment is told: from verdicts, repairs and what the product file declares.
//!
//! Computes no verdict; `query` does.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Diagnostic;
use crate::lang::Bilingual;
use crate::lexicon::Standing;
use crate::logic::failure::Failure;
use crate::logic::repair::Repairs;
use crate::model::{FactIdx, Node, ProvisionIdx};
use crate::norm::Base;
use crate::query::baseline::Baseline;
use crate::query::declared;
use crate::query::product::{self, Identity};
use crate::query::{self, explain, market};
use crate::source::{Sources, Span};

use super::assessment::{
    Assessment, Counts, Culprit, Declared, Evidence, InstrumentResult, Later, LeftOut, Market, Product,
    ProvisionResult, Waiver,
};
use super::day::Day;
use super::diagnostics::{Entry, Place, entry, place};
use super::explanation::explanation;
use super::run::{Strictness, compared};
use super::stated::stated;

/// What an assessment is told from.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a> {
    /// The product.
    pub product: &'a product::Product,
    /// The file in which it is described, if it is in one.
    pub sources: &'a Sources,
    /// That file as others find it from where the command runs.
    pub file: Option<&'a str>,
    /// What was asked.
    pub question: &'a market::Question,
    /// The verdicts.
    pub assessed: &'a query::Assessment,
    /// The smallest change for each provision that fails.
    pub mends: &'a BTreeMap<ProvisionIdx, Result<Repairs, Failure>>,
    /// The way on, where it was asked for.
    pub explained: Option<&'a explain::Explanation>,
    /// What fails the run.
    pub strictness: Strictness,
    /// An earlier assessment, the failures of which are known.
    pub baseline: Option<&'a Baseline>,
    /// The failures that are waived.
    pub waived: &'a BTreeMap<ProvisionIdx, &'a declared::Waiver>,
    /// What is wrong with waivers and evidence.
    pub findings: &'a [Diagnostic],
}

/// Returns an assessment.
pub fn assessment(kb: Base<'_>, given: &Given<'_>) -> Assessment {
    let Given { product, question, assessed, explained, .. } = *given;
    let results = assessed.results.iter().map(|result| InstrumentResult {
        instrument: kb.edition_id(result.edition),
        title: kb.instruments[kb.editions[result.edition].instrument].title.clone(),
        verdict: result.verdict,
        by: result.by,
        content: result.content,
        because: result.because,
        standing: result.standing,
        under: result.under.map(|idx| kb.edition_id(idx)),
        fails_jointly: result.fails_jointly,
        fails: false,
        provisions: result.provisions.iter().filter_map(|it| provision(kb, given, it)).collect(),
    });
    let mut results: Vec<InstrumentResult> = results.collect();
    for it in &mut results {
        given.strictness.settle(it);
    }
    let mut counts = Counts::default();
    results.iter().flat_map(|it| &it.provisions).for_each(|it| counts.count(it.verdict));
    Assessment {
        as_of: kb.as_of.into(),
        product: identity(&product.identity),
        file: given.file.map(str::to_owned),
        mode: assessed.mode,
        counts,
        needs: question.needs.iter().map(|fact| kb.facts[*fact].id.clone()).collect(),
        left_out: question
            .left_out
            .iter()
            .map(|(edition, because)| LeftOut { instrument: kb.edition_id(*edition), because: *because })
            .collect(),
        declared: product.declared.iter().filter_map(|(idx, it)| declaration(kb, given, *idx, it)).collect(),
        findings: given.findings.iter().map(|it| finding(given, it)).collect(),
        baseline: given.baseline.map(|it| compared(it, &results)),
        results,
        explanation: explained.map(|it| explanation(kb, it)),
    }
}

fn declaration(kb: Base<'_>, given: &Given<'_>, idx: FactIdx, it: &declared::Declared) -> Option<Declared> {
    let evidence = it.evidence.iter().map(|it| Evidence {
        file: it.file.clone(),
        link: it.link.clone(),
        sha256: it.sha256.clone(),
        date: it.date.map(Day::from),
    });
    Some(Declared {
        stated: stated(kb, (idx, *given.product.facts.get(&idx)?)),
        evidence: evidence.collect(),
        ja: it.ja.clone(),
        en: it.en.clone(),
        assessor: it.assessor.clone(),
    })
}

/// Returns the rest of the line at whose beginning something is stated.
fn line(sources: &Sources, at: Span) -> Span {
    let file = sources.file(at.file);
    let (start, rest) = (at.start as usize, file.text.get(at.start as usize..).unwrap_or_default());
    let line = rest.lines().next().unwrap_or_default().trim_end();
    file.span(at.file, start, start + line.len())
}

/// Names the product file as others find it.
fn named(given: &Given<'_>, place: Place) -> Place {
    match given.file {
        Some(file) => Place { file: file.to_owned(), ..place },
        None => place,
    }
}

fn finding(given: &Given<'_>, it: &Diagnostic) -> Entry {
    let found = entry(given.sources, it);
    Entry { primary: found.primary.map(|it| named(given, it)), ..found }
}

fn waiver(given: &Given<'_>, it: &declared::Waiver) -> Waiver {
    Waiver {
        justification: it.justification.clone(),
        owner: it.owner.clone(),
        approver: it.approver.clone(),
        expiry: it.expiry.into(),
        place: named(given, place(given.sources, it.at, Bilingual::default())),
    }
}

pub(super) fn identity(identity: &Identity) -> Option<Product> {
    let Identity { name, model, version, maker, markets } = identity.clone();
    let markets = markets.into_iter().map(|it| Market { market: it.code, from: it.from.into() }).collect();
    (*identity != Identity::default()).then_some(Product { name, model, version, maker, markets })
}

fn provision(kb: Base<'_>, given: &Given<'_>, result: &query::ProvisionResult) -> Option<ProvisionResult> {
    let Node { provision: Some(idx), .. } = &result.node else { return None };
    let (provision, judged) = (&kb.provisions[*idx], &result.judged);
    let ids = |facts: &[FactIdx]| facts.iter().map(|fact| kb.facts[*fact].id.clone()).collect();
    let repair = repair(given, *idx);
    Some(ProvisionResult {
        id: provision.id.clone(),
        cite: provision.body.cite.clone(),
        title: provision.body.title.clone(),
        text: provision.body.text.clone(),
        verdict: judged.outcome,
        because: result.because,
        under: judged.under.map(|idx| kb.edition_id(idx)),
        by: judged.by,
        content: judged.content,
        deeming: judged.deeming.clone(),
        modality: provision.body.modality,
        status: kb.editions[provision.edition].status,
        standing: result.standing,
        upcoming: result.standing == Standing::Upcoming,
        counts: result.counts,
        fails: false,
        known: given.baseline.is_some_and(|it| it.has(&provision.id, judged.outcome)),
        waiver: given.waived.get(idx).map(|it| waiver(given, it)),
        later: result
            .later
            .as_ref()
            .map(|it| Later { from: it.from.map(Day::from), verdict: it.judged.outcome }),
        decided_by: ids(&judged.decided_by),
        needs: ids(&judged.needs),
        judgements: ids(&judged.judgements),
        culprits: culprits(kb, given, result, repair),
        repair: repair.map(|changes| changes.iter().map(|it| stated(kb, *it)).collect()),
    })
}

/// A change of some facts.
type Change = [(FactIdx, crate::logic::domain::Value)];

/// Returns the smallest change that mends a provision; none where nothing has to be changed.
fn repair<'a>(given: &Given<'a>, idx: ProvisionIdx) -> Option<&'a Change> {
    let found = given.mends.get(&idx)?.as_ref().ok()?;
    found.found.first().map(Vec::as_slice).filter(|changes| !changes.is_empty())
}

/// Returns the facts that decide a failure: those that the smallest change changes, then what could be changed at all,
/// then the rest.
fn culprits(
    kb: Base<'_>,
    given: &Given<'_>,
    result: &query::ProvisionResult,
    repair: Option<&Change>,
) -> Vec<Culprit> {
    let Some((_, judged, _)) = result.failing() else { return Vec::new() };
    let changed: BTreeSet<FactIdx> = repair.into_iter().flatten().map(|(idx, _)| *idx).collect();
    let mut facts = judged.decided_by.clone();
    facts.sort_by_key(|idx| (!changed.contains(idx), !kb.facts[*idx].aspect.can_be_changed()));
    let culprit = |idx: FactIdx| {
        let stated = stated(kb, (idx, *given.product.facts.get(&idx)?));
        let at = given.product.places.get(&idx);
        let place = at.map(|at| {
            named(given, place(given.sources, line(given.sources, *at), kb.facts[idx].title.clone()))
        });
        Some(Culprit { stated, place })
    };
    facts.into_iter().filter_map(culprit).collect()
}
