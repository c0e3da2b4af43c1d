//! KJ3007: the facts of an example device contradict a constraint.
//!
//! Verdicts of such a device mean nothing, so no other check looks at them.

use crate::diag::{Code, Diagnostic};
use crate::idx::Idx;
use crate::model::{Constraint, Device, FactIdx, Kb};
use crate::msg;
use crate::source::Span;

use super::words;

pub(super) fn run(kb: &Kb) -> Vec<Diagnostic> {
    kb.devices.iter().filter_map(|device| diagnostic(kb, device)).collect()
}

fn diagnostic(kb: &Kb, device: &Device) -> Option<Diagnostic> {
    let core = kb.theory.conflict(&device.facts)?;
    let constraints: Vec<&Constraint> =
        core.iter().filter_map(|at| kb.constraints.get(Idx::new(*at))).collect();
    let involved: Vec<FactIdx> =
        device.facts.keys().copied().filter(|fact| tests(kb, &core, *fact)).collect();
    let spans: Vec<Span> = involved.iter().filter_map(|fact| device.fact_spans.get(fact)).copied().collect();
    let id = &device.id;
    let mut diagnostic = Diagnostic::new(
        Code::ContradictoryFacts,
        msg!(ja: "機器「{id}」の事実が制約に反する", en: "the facts of `{id}` contradict a constraint"),
    )
    .here(spans.first().copied().unwrap_or(device.span));
    for constraint in constraints.iter().take(4) {
        diagnostic = diagnostic.and_at(constraint.span, constraint.because.clone());
    }
    let stated = involved.iter().filter_map(|fact| Some(words::stated(kb, *fact, *device.facts.get(fact)?)));
    let stated = words::join(&stated.collect::<Vec<_>>());
    let (ja, en) = (&stated.ja, &stated.en);
    let ids = constraints.iter().map(|it| it.id.as_str()).collect::<Vec<_>>().join(" ");
    Some(
        diagnostic
            .note(msg!(ja: "{ids} に反する。述べられた事実は、{ja}。", en: "against {ids}; stated: {en}"))
            .help(msg!(
                ja: "事実を直すか、制約が誤りなら制約を直してください。",
                en: "mend the facts, or the constraint if that is wrong",
            )),
    )
}

fn tests(kb: &Kb, core: &[usize], fact: FactIdx) -> bool {
    core.iter().filter_map(|at| kb.theory.constraints.get(*at)).any(|it| it.vars().contains(&fact))
}
