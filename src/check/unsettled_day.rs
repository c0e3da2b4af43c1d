//! KJ4025: the day on which an edition begins is not settled: made without a day, or still a draft when its day has come.
//!
//! Speaks of what is drafted or aligned here; a text of others whose day is not known is left alone.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::Status;
use crate::model::called::titled;
use crate::model::{EditionIdx, Kb, Proposal};
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let made = kb.editions.indices().filter_map(|idx| without_day(kb, idx));
    made.chain(kb.proposals.iter().filter_map(|it| overdue(kb, it))).collect()
}

/// Reports what was made and has no day: it is the law of none.
fn without_day(kb: &Kb, idx: EditionIdx) -> Option<Diagnostic> {
    let edition = &kb.editions[idx];
    if edition.status != Status::Adopted || edition.from.date().is_some() {
        return None;
    }
    let proposal = kb.proposals.iter().find(|it| it.is_declared() && it.editions.contains(&idx));
    let aligned = kb.alignments.iter().any(|it| it.members.contains(&edition.instrument));
    if proposal.is_none() && !(aligned && edition.amends.is_some()) {
        return None;
    }
    let Bilingual { ja, en } = kb.edition_called(idx);
    let title = msg!(
        ja: "{ja}は公布済み（adopted）であるが、施行の日がなく、どの日の法令にもならない",
        en: "`{en}` is `adopted` but has no day, so that it is the law of none",
    );
    let found = Diagnostic::new(Code::UnsettledDay, title)
        .at(edition.span, msg!(ja: "「from」に日がない", en: "no day in `from`"))
        .help(msg!(
            ja: "「from」に施行の日を書いてください。日が定まらないうちは「status proposed」のままにしてください。",
            en: "write the day in `from`; leave it `status proposed` as long as there is none",
        ));
    let Some(proposal) = proposal else { return Some(found) };
    let found = found.and_at(proposal.span, msg!(ja: "この改正案の他の版は、これなしに始まる", en: "the others of this proposal begin without it"));
    Some(match proposal.from {
        Some(day) => found
            .note(msg!(ja: "改正案の施行予定の日は{day}である。", en: "the day of the proposal is {day}")),
        None => found,
    })
}

/// Reports what is still a draft on the day on which it was to begin.
fn overdue(kb: &Kb, proposal: &Proposal) -> Option<Diagnostic> {
    let day = proposal.from.filter(|day| *day <= kb.as_of)?;
    let mut drafts = proposal.editions.iter().copied().filter(|idx| kb.editions[*idx].status.is_draft());
    let first = drafts.next()?;
    let called = match &proposal.title {
        Some(title) => titled(title, &proposal.id),
        None => kb.edition_called(first),
    };
    let (ja, en, as_of) = (called.ja, called.en, kb.as_of);
    let title = msg!(
        ja: "{ja}の施行予定の日（{day}）が過ぎたが、まだ案である",
        en: "the day of `{en}`, {day}, has come, and it still is a draft",
    );
    let place = if proposal.is_declared() { proposal.span } else { kb.editions[first].span };
    let found = Diagnostic::new(Code::UnsettledDay, title)
        .at(place, msg!(ja: "この日に始まるはずであった", en: "was to begin on that day"))
        .note(msg!(ja: "基準日は{as_of}である。", en: "the as-of date is {as_of}"))
        .help(msg!(
            ja: "公布されたなら「status adopted」（施行後は「in_force」、前の版は「superseded」と「until」）とし、延期されたなら「from」を改め、取りやめになったなら取り除いてください。",
            en: "set `status adopted` if it was made (once it is law `in_force`, and the edition before it `superseded` with `until`), mend `from` if it was put off, and take it out if it was given up",
        ));
    let rest = proposal.is_declared().then_some(first).into_iter().chain(drafts);
    let still = msg!(ja: "まだ案である版", en: "still a draft");
    Some(rest.fold(found, |found, idx| found.and_at(kb.editions[idx].span, still.clone())))
}
