//! What pages need to know of a provision to name it: borrowed, for all provisions at once.

use std::collections::BTreeSet;

use crate::lang::Bilingual;
use crate::lexicon::{Grade, Modality, Standing, Status};
use crate::logic::formula::Formula;
use crate::model::{FactIdx, ProvisionIdx};
use crate::norm::Base;
use crate::source::Span;

use super::day::Day;
use super::provision;

/// A provision in brief.
#[derive(Clone, Debug)]
pub struct Brief<'a> {
    /// The pinned id.
    pub id: &'a str,
    /// The instrument.
    pub instrument: &'a str,
    /// The locator in its edition.
    pub locator: &'a str,
    /// How it is cited.
    pub cite: &'a Bilingual,
    /// Its title.
    pub title: &'a Bilingual,
    /// What it says, restated; Markdown.
    pub text: &'a Bilingual,
    /// How conformity is assessed; Markdown.
    pub verification: Option<&'a Bilingual>,
    /// What the reader should know; Markdown.
    pub note: Option<&'a Bilingual>,
    /// How strongly it speaks.
    pub modality: Modality,
    /// The status of the edition.
    pub status: Status,
    /// Its first day; none where it is not known.
    pub from: Option<Day>,
    /// The day after its last; none where there is none.
    pub until: Option<Day>,
    /// Where it stands on the as-of date.
    pub standing: Standing,
    /// The worst grade of its sources.
    pub grade: Grade,
    /// The pinned id of the provision that it inherits, if it does.
    pub inherited_from: Option<&'a str>,
    /// Whether a product can be held to it by a criterion.
    pub has_test: bool,
    /// Whether it names a requirement or a criterion at all.
    pub has_criteria: bool,
    /// Where its text is declared.
    pub place: Span,
}

impl Brief<'_> {
    /// Says whether it is law, or whatever it is, already, and begins after the as-of date.
    pub fn begins_later(&self) -> bool {
        self.standing == Standing::Upcoming && !self.status.is_draft()
    }
}

/// Returns a provision in brief.
pub(super) fn brief(kb: Base<'_>, idx: ProvisionIdx) -> Brief<'_> {
    let whole = kb.kb;
    let (it, edition) = (&whole.provisions[idx], &whole.editions[whole.provisions[idx].edition]);
    let body = it.body.as_ref();
    Brief {
        id: &it.id,
        instrument: &whole.instruments[it.instrument].id,
        locator: it.locator.as_str(),
        cite: &body.cite,
        title: &body.title,
        text: &body.text,
        verification: body.verification.as_ref(),
        note: body.note.as_ref(),
        modality: body.modality,
        status: edition.status,
        from: it.from.date().map(Day::from),
        until: it.until.map(Day::from),
        standing: kb.standing(idx, kb.as_of),
        grade: it.grade(),
        inherited_from: it.origin.map(|origin| whole.provisions[origin].id.as_str()),
        has_test: provision::has_test(kb, idx),
        has_criteria: !body.criteria.is_empty(),
        place: body.text_span,
    }
}

/// Returns the facts that condition and criterion of a provision test, without those of the scope of its edition
/// and of the provisions for which `items` stands.
pub(super) fn tested(kb: Base<'_>, idx: ProvisionIdx) -> Vec<usize> {
    let of = |idx| {
        let norm = kb.norm(idx);
        std::iter::once(&norm.condition).chain(&norm.criterion).flat_map(Formula::vars)
    };
    let below: BTreeSet<FactIdx> = kb.norm(idx).items.iter().flat_map(|item| of(*item)).collect();
    let own: BTreeSet<FactIdx> = of(idx).filter(|var| !below.contains(var)).collect();
    own.into_iter().map(crate::idx::Idx::raw).collect()
}
