//! KJ3022: no example device notices a mutant of a criterion.
//!
//! Off unless adequacy is asked for; shows a device that would notice.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::logic::mutate::Change;
use crate::model::FactIdx;
use crate::msg;
use crate::norm::Base;
use crate::query::adequacy::{Place, Score, Survivor};
use crate::source::Span;

use super::table::{self, Column, Tested};
use super::{failure, words};

pub(super) fn run(kb: Base<'_>, scores: &[Score]) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for score in scores {
        found.extend(score.survivors.iter().map(|it| diagnostic(kb, it)));
        found.extend(score.failures.iter().map(|(place, it)| {
            let (span, name) = named(kb, *place);
            failure::at(it, span, &name)
        }));
    }
    found
}

fn diagnostic(kb: Base<'_>, survivor: &Survivor) -> Diagnostic {
    let (span, name) = named(kb, survivor.place);
    let Bilingual { ja, en } = name;
    let title = msg!(
        ja: "{ja}の変異を例示機器が見逃す",
        en: "no example device notices a mutant of `{en}`",
    );
    let mut diagnostic = Diagnostic::new(Code::WeakExamples, title).here(span).note(change(kb, survivor));
    if let Some((facts, passes)) = &survivor.device {
        let column = Column { head: verdict(survivor.place, *passes), facts };
        let title = msg!(ja: "変異に気付く機器", en: "a device that would notice");
        diagnostic = diagnostic.table(table::devices(kb, title, &tested(kb, survivor.place), &[column]));
        diagnostic = words::unlikely(kb, facts).into_iter().fold(diagnostic, Diagnostic::note);
    }
    diagnostic.help(msg!(
        ja: "表の機器を、期待される判定とともに例示機器に加えてください。",
        en: "add the device of the table, with the verdict that it must get",
    ))
}

/// Returns where a mutated text stands, and what it is called.
fn named(kb: Base<'_>, place: Place) -> (Span, Bilingual) {
    match place {
        Place::Scope(edition) => (kb.editions[edition].span, kb.edition_called(edition)),
        Place::Applies(idx) | Place::Criterion(idx) => {
            (kb.provisions[idx].body.id_span, kb.provision_called(idx))
        }
    }
}

fn tested(kb: Base<'_>, place: Place) -> Tested {
    match place {
        Place::Scope(edition) => Tested { own: kb.scope(edition).vars(), ..Tested::default() },
        Place::Applies(idx) | Place::Criterion(idx) => table::tested(kb, &[idx]),
    }
}

/// Returns the facts that tell which part is meant, at most a few.
fn about(kb: Base<'_>, survivor: &Survivor) -> Bilingual {
    let own = tested(kb, survivor.place).own;
    let facts: Vec<FactIdx> = survivor.part.vars().into_iter().filter(|it| own.contains(it)).collect();
    words::titles(kb, facts.get(..4).unwrap_or(&facts))
}

fn change(kb: Base<'_>, survivor: &Survivor) -> Bilingual {
    let about = about(kb, survivor);
    let (ja, en) = (&about.ja, &about.en);
    let (of_ja, of_en) = match survivor.place {
        Place::Scope(_) => ("適用範囲", "scope"),
        Place::Applies(_) => ("適用条件", "condition of applicability"),
        Place::Criterion(_) => ("基準", "criterion"),
    };
    match survivor.change {
        Change::LimbDropped => msg!(
            ja: "{of_ja}から「{ja}」の部分を除いても、どの判定も変わらない。",
            en: "without the part of the {of_en} on {en} every verdict stays",
        ),
        Change::ThresholdLowered => msg!(
            ja: "{of_ja}の「{ja}」の境を一つ下げても、どの判定も変わらない。",
            en: "with the threshold of the {of_en} on {en} one lower every verdict stays",
        ),
        Change::ThresholdRaised => msg!(
            ja: "{of_ja}の「{ja}」の境を一つ上げても、どの判定も変わらない。",
            en: "with the threshold of the {of_en} on {en} one higher every verdict stays",
        ),
        Change::ConnectiveSwapped => msg!(
            ja: "{of_ja}の「{ja}」の「全て」と「いずれか」を取り違えても、どの判定も変わらない。",
            en: "with `all` and `any` exchanged in the {of_en} on {en} every verdict stays",
        ),
    }
}

fn verdict(place: Place, passes: bool) -> Bilingual {
    match (place, passes) {
        (Place::Criterion(_), true) => Bilingual::same("satisfied"),
        (Place::Criterion(_), false) => Bilingual::same("not_satisfied"),
        (Place::Scope(_) | Place::Applies(_), true) => msg!(ja: "適用される", en: "applies"),
        (Place::Scope(_) | Place::Applies(_), false) => Bilingual::same("not_applicable"),
    }
}
