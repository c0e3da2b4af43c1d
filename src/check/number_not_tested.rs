//! KJ5015: a number with a unit in a restatement that no criterion tests, and that is no `figure`.
//!
//! Numbers that a reader takes for one of the criterion are told as that (KJ5002). A transitional rule and an
//! interpretation have no figures, so that nothing could be recorded of their other numbers.

use rayon::prelude::*;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::model::Kb;
use crate::msg;
use crate::source::Sources;

use super::compared::{Compared, Odd};
use super::quantities::Units;
use super::thresholds::{Statement, statements};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let units = Lang::ALL.map(|lang| Units::of(kb, lang));
    let faults = |it: Statement<'_>| {
        let found = Compared::of(kb, &it, &units);
        let odd = found.odd().into_iter().filter(|it| found.meant(&it.quantity).is_empty());
        odd.map(|odd| fault(&odd, &it, sources)).collect::<Vec<_>>()
    };
    let statements = statements(kb).into_par_iter().filter(|it| it.has_figures);
    statements.flat_map_iter(faults).collect()
}

fn fault(odd: &Odd, said: &Statement<'_>, sources: &Sources) -> Diagnostic {
    let Bilingual { ja, en } = odd.quoted();
    let (value, unit) = (odd.quantity.value, odd.quantity.units.first().map_or("", String::as_str));
    let found = Diagnostic::new(
        Code::NumberNotTested,
        msg!(ja: "趣旨の「{ja}」を基準が試していない", en: "no criterion tests `{en}` of the restatement"),
    )
    .help(msg!(
        ja: "基準に加えるか、試さない数値として規定に「figure NAME {value} {unit} {{ ja \"…\" en \"…\" }}」と記してください。",
        en: "add it to the criterion, or record it as `figure NAME {value} {unit} {{ ja \"…\" en \"…\" }}` of the provision",
    ));
    odd.placed(found, said, sources, msg!(ja: "どの基準も試さない数値", en: "no criterion tests it"))
}
