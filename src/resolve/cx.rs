//! What resolution knows so far.
//!
//! The arenas under construction and the names; every step adds to it and none takes away.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Code, Diagnostic};
use crate::id::Id;
use crate::lang::Bilingual;
use crate::lexicon::Grade;
use crate::model::{Citation, Date, EditionIdx, FactIdx, From, InstrumentIdx, Kb, Locator, Reference, Run};
use crate::source::Span;
use crate::syntax::ast::{EntryValue, File, Name};
use crate::{msg, near};

use super::closed::choice;
use super::entry::{At, Cite};
use super::look_alike::ascii_of;
use super::names::{Known, well_formed};

/// The state of resolution.
pub(super) struct Cx {
    pub(super) kb: Kb,
    pub(super) out: Vec<Diagnostic>,
    /// Ids whose items could not be read.
    pub(super) broken: BTreeSet<String>,
    /// Editions of which not every provision is known, because their base is not known or a number stands twice: what they
    /// have cannot be told from what they lack.
    pub(super) baseless: BTreeSet<EditionIdx>,
    /// Whether a provision was declared under an id that names no place.
    pub(super) unplaced: bool,
    /// Where editions say what they amend.
    pub(super) amends: BTreeMap<EditionIdx, Span>,
    /// Open limbs of all provisions.
    pub(super) limbs: BTreeMap<String, FactIdx>,
    pub(super) names: Known,
}

impl Cx {
    pub(super) fn new(as_of: Date, files: &[File]) -> Self {
        Self {
            kb: Kb { as_of, ..Kb::default() },
            out: Vec::new(),
            broken: files.iter().flat_map(|file| file.broken.iter().cloned().chain(refused(file))).collect(),
            baseless: BTreeSet::new(),
            unplaced: false,
            amends: BTreeMap::new(),
            limbs: BTreeMap::new(),
            names: Known::new(),
        }
    }

    pub(super) fn finish(mut self) -> (Kb, Vec<Diagnostic>) {
        self.kb.fact_ids =
            self.kb.facts.iter_enumerated().map(|(idx, fact)| (fact.id.clone(), idx)).collect();
        let former = self
            .kb
            .facts
            .iter_enumerated()
            .flat_map(|(idx, fact)| fact.formerly.iter().map(move |old| (old.clone(), idx)));
        self.kb.former_facts = former.collect();
        self.kb.instrument_ids = self.names.instruments.ids().map(|(id, idx)| (id.clone(), idx)).collect();
        self.kb.requirement_ids = self.names.requirements.ids().map(|(id, idx)| (id.clone(), idx)).collect();
        (self.kb, self.out)
    }

    /// Reads the `source` entries of an item.
    pub(super) fn citations(&mut self, cited: &[At<Cite<'_>>]) -> Vec<Citation> {
        let mut citations = Vec::new();
        for At { value: Cite { id, at, grade }, span } in cited {
            // One that could not be read was reported: the source is as good as one of which nothing is known.
            let grade = grade.map(|name| choice(name, &mut self.out).unwrap_or(Grade::Unverified));
            if let Some(source) = self.names.sources.find(id, &self.broken, &mut self.out) {
                citations.push(Citation { source, at: at.clone(), grade, span: *span });
            } else {
                self.kb.uncited.push(*span);
            }
        }
        citations
    }

    /// Reads an id such as `jp.ter@2020:34-10.1.2`; what it names may not exist yet.
    pub(super) fn reference(&mut self, name: &Name) -> Option<Reference> {
        if self.broken.contains(&name.text) || !well_formed(name, &mut self.out) {
            return None;
        }
        let id = Id::parse(&name.text);
        let part = |text: &str| part_of(name, text);
        let instrument = self.names.instruments.find(&part(id.instrument), &self.broken, &mut self.out)?;
        if let Some(right) = self.with_colon(instrument, &id) {
            self.broken.insert(right.clone());
            self.out.push(no_colon(name, right));
            return None;
        }
        let edition = match id.edition {
            Some(edition) if self.is_refused(instrument, &id, edition) => return None,
            Some(edition) => Some(self.names.editions.get(&instrument)?.find(
                &part(edition),
                &self.broken,
                &mut self.out,
            )?),
            None => None,
        };
        let locator = match id.locator {
            Some(text) => Some(self.locator(&part(text))?),
            None => None,
        };
        Some(Reference { instrument, edition, locator, span: Some(name.span) })
    }

    /// Returns an id with the colon that is missing in it: `jp.ter@2020.34-10` for `jp.ter@2020:34-10`.
    fn with_colon(&self, instrument: InstrumentIdx, id: &Id<'_>) -> Option<String> {
        let (text, names) =
            (id.edition.filter(|_| id.locator.is_none())?, self.names.editions.get(&instrument)?);
        let known = names.ids().filter_map(|(known, _)| Some((known, text.strip_prefix(known.as_str())?)));
        let (edition, rest) = known.max_by_key(|(known, _)| known.len())?;
        let locator = rest.strip_prefix(['.', '-', '_']).filter(|rest| !rest.is_empty())?;
        names.get(text).is_none().then(|| format!("{}@{edition}:{locator}", id.instrument))
    }

    /// Says whether an edition stands only in a block that was refused.
    fn is_refused(&self, instrument: InstrumentIdx, id: &Id<'_>, edition: &str) -> bool {
        let known = self.names.editions.get(&instrument).and_then(|names| names.get(edition));
        known.is_none() && self.broken.contains(&format!("{}@{edition}", id.instrument))
    }

    /// Reads an id and demands that it means something on the as-of date.
    pub(super) fn target(&mut self, name: &Name) -> Option<Reference> {
        let reference = self.reference(name)?;
        if !self.kb.nodes(&reference).is_empty() {
            return Some(reference);
        }
        if self.kb.edition_of(&reference).is_none() {
            let Bilingual { ja, en } = self.kb.place_called(&reference);
            self.out.push(
                Diagnostic::new(
                    Code::NoCurrentEdition,
                    msg!(ja: "{ja}の版を決められない", en: "no edition can be meant by `{en}`"),
                )
                .here(name.span)
                .help(msg!(ja: "「@版」を付けて版を指定してください。", en: "pin an edition with `@`")),
            );
        } else if let Some(other) = self.elsewhere(&reference) {
            self.not_in_force(name, &reference, other);
            return Some(reference);
        } else if !self.declared_broken(&reference) {
            self.dangling(name, &reference);
        }
        None
    }

    /// Returns the last declared edition that has what an unpinned reference names, where another one is meant.
    fn elsewhere(&self, reference: &Reference) -> Option<EditionIdx> {
        if reference.edition.is_some() {
            return None;
        }
        let has = |edition: &&EditionIdx| {
            let pinned = Reference { edition: Some(**edition), ..reference.clone() };
            !self.kb.nodes(&pinned).is_empty()
        };
        self.kb.instruments[reference.instrument].editions.iter().rev().find(has).copied()
    }

    fn not_in_force(&mut self, name: &Name, reference: &Reference, other: EditionIdx) {
        let text = &name.text;
        let meant = self.kb.edition_of(reference).map(|edition| self.kb.edition_called(edition));
        let Bilingual { ja, en } = meant.unwrap_or_default();
        let as_of = self.kb.as_of;
        let pinned = self.kb.reference_id(&Reference { edition: Some(other), ..reference.clone() });
        self.out.push(
            Diagnostic::new(
                Code::NotInForce,
                msg!(ja: "規定「{text}」は基準日{as_of}の版にない", en: "`{text}` means nothing on {as_of}"),
            )
            .at(name.span, msg!(ja: "{ja}に、この規定はない", en: "`{en}` does not have it"))
            .and_at(
                self.kb.editions[other].span,
                msg!(ja: "この版にはある", en: "this edition does"),
            )
            .help(msg!(ja: "その版を指すなら「{pinned}」と書いてください。", en: "if that edition is meant, write `{pinned}`"))
            .suggest(name.span, pinned),
        );
    }

    fn declared_broken(&self, reference: &Reference) -> bool {
        self.kb.edition_of(reference).is_some_and(|edition| {
            let pinned = Reference { edition: Some(edition), ..reference.clone() };
            // An id that breaks off behind the colon may be any of them.
            let cut_off = format!("{}:", self.kb.edition_id(edition));
            self.baseless.contains(&edition)
                || self.broken.contains(&self.kb.reference_id(&pinned))
                || self.broken.contains(&cut_off)
        })
    }

    fn dangling(&mut self, name: &Name, reference: &Reference) {
        let text = &name.text;
        let mut diagnostic = Diagnostic::new(
            Code::UnknownId,
            msg!(ja: "規定「{text}」は存在しない", en: "there is no provision `{text}`"),
        )
        .here(name.span);
        if let Some(edition) = self.kb.edition_of(reference) {
            let wanted = reference.locator.as_ref().map(Locator::as_str).unwrap_or_default();
            let locators = self.kb.editions[edition]
                .provisions
                .iter()
                .map(|idx| self.kb.provisions[*idx].locator.as_str());
            diagnostic = match meant_locator(wanted, locators) {
                Meant::One(best) => {
                    let near = self
                        .kb
                        .reference_id(&Reference { locator: Locator::parse(best), ..reference.clone() });
                    diagnostic
                        .help(msg!(ja: "「{near}」のことではありませんか。", en: "did you mean `{near}`?"))
                        .suggest(name.span, near)
                }
                Meant::Of(list) => {
                    diagnostic.help(msg!(ja: "近い番号: {list}", en: "numbers near to it: {list}"))
                }
                Meant::Nothing => diagnostic,
            };
        }
        self.out.push(diagnostic);
    }

    /// Reads lists of ids, each of which must mean something.
    pub(super) fn targets<'a>(&mut self, lists: impl IntoIterator<Item = &'a [Name]>) -> Vec<Reference> {
        lists.into_iter().flatten().filter_map(|name| self.target(name)).collect()
    }

    /// Reads a locator that stands without its edition.
    pub(super) fn locator(&mut self, name: &Name) -> Option<Locator> {
        let locator = Locator::parse(&name.text);
        if locator.is_none() {
            self.out.push(malformed_locator(name));
        }
        locator
    }
}

/// Returns the ids that declarations with full-width or look-alike letters are meant to have: they are refused, and what
/// uses the right id is no further fault.
fn refused(file: &File) -> Vec<String> {
    let mut meant = Vec::new();
    for item in &file.items {
        let Some(id) = &item.id else { continue };
        meant.extend(ascii_of(&id.text));
        for entry in &item.entries {
            if let EntryValue::Edition(edition, _) = &entry.value {
                let right = ascii_of(&edition.text).map(|right| format!("{}@{right}", id.text));
                meant.extend(right);
            }
        }
    }
    meant
}

fn no_colon(name: &Name, right: String) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::MalformedId,
        msg!(ja: "「{text}」の版と番号の間に「:」がない", en: "`{text}` has no `:` between edition and number"),
    )
    .here(name.span)
    .help(msg!(ja: "「{right}」と書いてください。", en: "write `{right}`"))
    .suggest(name.span, right)
}

/// What may have been meant by a number that is not there.
pub(super) enum Meant<'a> {
    One(&'a str),
    /// Several that are as near.
    Of(String),
    Nothing,
}

/// Returns what was meant by a number: where it differs from its neighbours in nothing but its last number, no one of them
/// is nearer than the others.
pub(super) fn meant_locator<'a>(wanted: &str, known: impl Iterator<Item = &'a str>) -> Meant<'a> {
    let known: Vec<&str> = known.collect();
    let of = |text: &str| Locator::parse(text).and_then(|it| Run::of(&it).map(|(run, _)| run.shared()));
    let wanted_run = of(wanted);
    let beside = known
        .iter()
        .copied()
        .filter(|it| it.len() == wanted.len() && wanted_run.is_some() && of(it) == wanted_run);
    let beside: Vec<&str> = beside.collect();
    if beside.len() > 1 {
        return Meant::Of(beside.into_iter().take(MOST_NAMED).collect::<Vec<_>>().join(", "));
    }
    near::nearest(wanted, known).first().copied().map_or(Meant::Nothing, Meant::One)
}

/// Most numbers that are named at once.
const MOST_NAMED: usize = 8;

fn malformed_locator(name: &Name) -> Diagnostic {
    let text = &name.text;
    Diagnostic::new(
        Code::MalformedId,
        msg!(ja: "「{text}」は規定の番号の形をしていない", en: "`{text}` is not a well-formed locator"),
    )
    .here(name.span)
    .help(msg!(
        ja: "英数字を「.」又は「-」で区切って書いてください。",
        en: "use letters and digits, separated by `.` or `-`",
    ))
}

/// Returns a part of an id with its own place, so that a suggestion replaces nothing else.
pub(super) fn part_of(name: &Name, text: &str) -> Name {
    let at = name.text.find(text).and_then(|at| u32::try_from(at).ok()).unwrap_or(0);
    let width = u32::try_from(text.len()).unwrap_or(0);
    let start = name.span.start.saturating_add(at);
    Name {
        text: text.to_owned(),
        span: Span { start, end: start.saturating_add(width).min(name.span.end), ..name.span },
    }
}

/// Reports an interval that ends before it begins, at both of its days.
pub(super) fn reversed(from: Option<At<From>>, until: Option<At<Date>>, out: &mut Vec<Diagnostic>) {
    let (Some(from), Some(until)) = (from, until) else { return };
    let (Some(first), end) = (from.value.date(), until.value) else { return };
    if end > first {
        return;
    }
    out.push(
        Diagnostic::new(
            Code::ReversedInterval,
            msg!(ja: "{first}に始まり{end}前に終わる期間には、一日もない", en: "the interval from {first} until {end} is empty"),
        )
        .at(until.span, msg!(ja: "期間の終わり", en: "the end"))
        .and_at(from.span, msg!(ja: "期間の始まり", en: "the first day"))
        .help(msg!(
            ja: "どちらかの日付を直すか、終わりが定まっていないなら「until」を除いてください。「until」は最後の日の翌日です。",
            en: "correct one of the two days, or take `until` away if no end is fixed; `until` is the day after the last one",
        )),
    );
}
