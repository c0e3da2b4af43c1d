//! The checks: a knowledge base to diagnostics, one rule a file.
//!
//! Never sees the syntax tree; the sources are only for finding the words that a message is about.

use rayon::prelude::*;

use crate::diag::Diagnostic;
use crate::model::Kb;
use crate::norm::Base;
use crate::source::Sources;

mod citations_differ;
mod cited;
mod compared;
mod contradictory_facts;
mod cut;
mod difference;
mod discouraged_term;
mod empty_edition;
mod english;
mod fact_table;
mod failed_expectation;
mod failure;
mod figures;
mod former;
mod hidden_character;
mod hollow_criterion;
mod idle_continuation;
mod idle_scope;
mod inconsistent_constraints;
mod interpretations;
pub mod mapping_disagrees;
pub mod mapping_fault;
pub mod meaning;
mod missing_grade;
mod missing_reason;
mod missing_source;
mod misworded_transition;
mod modality_differs;
mod modality_not_expressed;
mod needless_deviation;
mod no_such_item;
mod not_carried;
mod not_normalized;
mod number_not_restated;
mod number_not_tested;
mod numbering_order;
mod numbers_differ;
mod odd;
mod overdue_review;
mod overlapping_editions;
mod parity;
mod passage;
mod placeholder_text;
mod prose;
mod quantities;
mod references_differ;
mod refuted_claim;
mod same_citation;
mod shared_synonym;
mod strength;
mod table;
mod tested_list;
mod thresholds;
mod too_large;
mod undeclared_deviation;
mod unnamed_group;
mod unsettled_day;
mod untested_edition;
mod unused_define;
mod unused_fact;
mod unused_group;
mod unused_requirement;
mod unused_term;
mod uses;
mod vain_synonym;
mod vain_transition;
mod value_words;
mod weak_examples;
mod words;
mod wrong_deviation;

/// A rule about the texts.
type Reading = fn(&Kb, &Sources) -> Vec<Diagnostic>;

/// A rule about what they demand.
type Check = fn(Base<'_>, &Sources) -> Vec<Diagnostic>;

/// Rules that judge statements one by one, whatever else is wrong.
const TEXT: &[Reading] = &[
    citations_differ::run,
    discouraged_term::run,
    hidden_character::run,
    missing_grade::run,
    missing_reason::run,
    missing_source::run,
    misworded_transition::run,
    modality_differs::run,
    modality_not_expressed::run,
    no_such_item::run,
    not_normalized::run,
    number_not_restated::run,
    overdue_review::run,
    overlapping_editions::run,
    parity::run,
    placeholder_text::run,
    prose::run,
    same_citation::run,
    value_words::run,
];

/// Rules that ask the engine: from constraints that contradict one another everything would follow.
const DECISIONS: &[Check] = &[
    contradictory_facts::run,
    failed_expectation::run,
    |kb, _| mapping_disagrees::run(kb),
    |kb, _| vain_transition::run(kb),
    |kb, _| meaning::run(kb),
];

/// Other rules that judge the whole, which must have been read without an error.
const MEANING: &[Check] = &[
    |kb, sources| empty_edition::run(kb.kb, sources),
    |kb, _| interpretations::run(kb),
    |kb, _| mapping_fault::run(kb),
    |kb, sources| number_not_tested::run(kb.kb, sources),
    |kb, sources| numbering_order::run(kb.kb, sources),
    |kb, sources| shared_synonym::run(kb.kb, sources),
    |kb, _| tested_list::run(kb),
    |kb, sources| unnamed_group::run(kb.kb, sources),
    |kb, sources| unsettled_day::run(kb.kb, sources),
    |kb, _| untested_edition::run(kb),
    |kb, sources| unused_define::run(kb.kb, sources),
    |kb, sources| unused_fact::run(kb.kb, sources),
    |kb, sources| unused_group::run(kb.kb, sources),
    |kb, sources| unused_requirement::run(kb.kb, sources),
    |kb, sources| unused_term::run(kb.kb, sources),
    |kb, sources| vain_synonym::run(kb.kb, sources),
];

/// Runs the checks that judge statements one by one.
pub fn text(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    TEXT.par_iter().flat_map_iter(|check| check(kb, sources)).collect()
}

/// Says what is too large to be judged at all.
pub fn size(base: Base<'_>) -> Vec<Diagnostic> {
    base.norms().too_large().iter().filter_map(|it| too_large::diagnostic(base.kb, *it)).collect()
}

/// Runs the checks that judge what the whole means.
pub fn meaning(kb: Base<'_>, sources: &Sources) -> Vec<Diagnostic> {
    let mut found = inconsistent_constraints::run(kb, sources);
    let decisions = if found.is_empty() { DECISIONS } else { &[] };
    let checks = MEANING.par_iter().chain(decisions);
    found.par_extend(checks.flat_map_iter(|check| check(kb, sources)));
    found
}
