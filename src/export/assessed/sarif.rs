//! SARIF 2.1.0: the failures, each at the line of the product file that states the fact which decides it.
//!
//! Every provision that was asked is a rule, so that alerts that were mended close.

use std::collections::BTreeMap;

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Severity;
use crate::report::sarif::log::{
    ArtifactLocation, Configuration, Driver, Location, Log, LogicalLocation, Message, PhysicalLocation,
    Region, ResultEntry, Rule, Run, Suppression, Tool,
};
use crate::report::sarif::{level, rule_of};
use crate::view::assessment::{Assessment, Culprit, InstrumentResult, ProvisionResult, Waiver};
use crate::view::diagnostics::{Entry, Place};
use crate::view::summary::{cited, headed};

use super::{fingerprint, fingerprint_of, message, remarks};

/// Returns a log with one run.
pub fn sarif(shown: &Assessment, lang: Lang) -> String {
    let asked = || shown.results.iter().flat_map(|of| of.provisions.iter().map(move |it| (of, it)));
    let mut places: BTreeMap<&str, usize> = BTreeMap::new();
    let mut rules = Vec::new();
    for (of, it) in asked() {
        places.entry(it.id.as_str()).or_insert_with(|| {
            rules.push(rule(of, it, lang));
            rules.len() - 1
        });
    }
    let known = places.clone();
    let result = |(told, of, it): (Severity, &InstrumentResult, &ProvisionResult)| ResultEntry {
        rule_id: it.id.clone().into(),
        rule_index: known.get(it.id.as_str()).copied().unwrap_or_default(),
        // What excuses it is told apart.
        level: level(it.severity().unwrap_or(told)),
        message: Message::new(message(of, it, lang)),
        locations: vec![location(shown, it)],
        related_locations: it.culprits.iter().skip(1).filter_map(related).collect(),
        fixes: Vec::new(),
        partial_fingerprints: BTreeMap::from([("kijun/v1", fingerprint(shown, &it.id))]),
        baseline_state: shown.baseline.as_ref().map(|_| if it.known { "unchanged" } else { "new" }),
        suppressions: it.waiver.iter().map(suppression).collect(),
    };
    let mut results: Vec<ResultEntry> = shown.failures().into_iter().map(result).collect();
    for it in &shown.findings {
        let at = *places.entry(it.code).or_insert_with(|| {
            rules.extend(rule_of(it.code, lang));
            rules.len() - 1
        });
        results.push(finding(shown, it, at, lang));
    }
    Log::written(Run { tool: Tool { driver: Driver::new(rules) }, column_kind: "unicodeCodePoints", results })
}

/// Tells what is wrong with the product file.
fn finding(shown: &Assessment, it: &Entry, rule_index: usize, lang: Lang) -> ResultEntry {
    let place = it.primary.as_ref().filter(|_| shown.product_file().is_some());
    let location = Location {
        physical_location: place.map(|place| physical(&place.file, Some(place))),
        logical_locations: Vec::new(),
        message: None,
    };
    ResultEntry {
        rule_id: it.code.into(),
        rule_index,
        level: level(it.severity),
        message: Message::new(remarks(it, lang)),
        locations: vec![location],
        related_locations: Vec::new(),
        fixes: Vec::new(),
        partial_fingerprints: BTreeMap::from([("kijun/v1", fingerprint_of(shown, it))]),
        baseline_state: None,
        suppressions: Vec::new(),
    }
}

fn suppression(it: &Waiver) -> Suppression {
    let (why, owner, approver, expiry) = (&it.justification, &it.owner, &it.approver, it.expiry);
    Suppression {
        kind: "external",
        status: "accepted",
        justification: format!("{why} (owner {owner}, approver {approver}, until {expiry})"),
    }
}

fn rule(of: &InstrumentResult, it: &ProvisionResult, lang: Lang) -> Rule {
    let Bilingual { ja, en } = headed(of, it);
    let help = Bilingual { ja: format!("{ja}\n\n{}", it.text.ja), en: format!("{en}\n\n{}", it.text.en) };
    let both = |text: &Bilingual| format!("{}\n\n{}", text.get(lang), text.get(lang.other()));
    Rule {
        id: it.id.clone().into(),
        name: cited(of, it).get(lang).clone().into(),
        short_description: Message::new(headed(of, it).get(lang)),
        full_description: Message::new(both(&it.text)),
        help: Message::new(both(&help)),
        default_configuration: Configuration { level: level(it.strength()) },
        properties: it.title.clone(),
    }
}

/// Returns where a failure is shown: at the fact that decides it, else at the head of the product file.
fn location(shown: &Assessment, it: &ProvisionResult) -> Location {
    let head = || shown.product_file().map(|file| physical(file, None));
    let facts = it.culprits.iter().map(|it| it.stated.fact.clone());
    Location {
        physical_location: it.place().map(|place| physical(&place.file, Some(place))).or_else(head),
        logical_locations: facts
            .chain([it.id.clone()])
            .take(1)
            .map(|name| LogicalLocation { fully_qualified_name: name })
            .collect(),
        message: None,
    }
}

fn related(it: &Culprit) -> Option<Location> {
    let place = it.openable()?;
    Some(Location {
        physical_location: Some(physical(&place.file, Some(place))),
        logical_locations: vec![LogicalLocation { fully_qualified_name: it.stated.fact.clone() }],
        message: Some(Message::new(crate::view::summary::stated(&it.stated))),
    })
}

fn physical(file: &str, place: Option<&Place>) -> PhysicalLocation {
    let region =
        place.map_or(Region { start_line: 1, start_column: 1, end_line: 1, end_column: 1 }, |it| Region {
            start_line: it.line,
            start_column: it.column,
            end_line: it.end_line,
            end_column: it.end_column,
        });
    PhysicalLocation { artifact_location: ArtifactLocation::of_file(file), region: Some(region) }
}
