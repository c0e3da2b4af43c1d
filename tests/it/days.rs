//! Other days than that of the corpus: what is promised for its day keeps nobody from looking at them.

use kijun::diag::Code;
use kijun::lexicon::Outcome;
use kijun::lexicon::Severity;
use kijun::model::Node;
use kijun::norm::Standing;
use kijun::query::assess::outcome;

use crate::base::{shipped, shipped_on};

#[test]
fn every_day_can_be_asked_for() {
    for day in
        ["2010-01-01", "2020-04-01", "2022-06-15", "2024-05-01", "2025-03-01", "2027-12-11", "2035-01-01"]
    {
        let on = shipped_on(day);
        let errors: Vec<_> = on.diagnostics.iter().filter(|it| it.severity == Severity::Error).collect();
        assert!(on.checked().is_some() && errors.is_empty(), "{day}: {errors:#?}");
    }
}

#[test]
fn what_was_promised_for_the_day_of_the_corpus_is_a_warning_on_another() {
    let later = shipped_on("2027-12-11");
    let failed = later.diagnostics.iter().filter(|it| it.code == Code::FailedExpectation);
    assert!(failed.count() >= 10, "the products meet duties that bind from this day");
}

#[test]
fn the_cyber_resilience_act_binds_from_its_day() {
    let (now, later) = (shipped(), shipped_on("2027-12-11"));
    let cra = |kb: kijun::norm::Base<'_>| {
        let (_, instrument) = kb.instrument_ids.iter().find(|(id, _)| *id == "cra").expect("it is there");
        let edition = kb.current_edition(*instrument).expect("an edition");
        let whole = |it: &&kijun::model::Device| {
            it.expect.iter().any(|it| it.of.instrument == *instrument && it.of.locator.is_none())
        };
        let outcomes = kb.devices.iter().filter(whole).map(|device| {
            outcome(kb, &device.facts, &Node { edition, locator: None, provision: None }, Standing::Today)
                .expect("decided")
        });
        outcomes.filter(|it| *it == Outcome::Satisfied || *it == Outcome::NotSatisfied).count()
    };
    assert!(cra(later.base()) > cra(now), "{} {}", cra(later.base()), cra(now));
}
