//! Values, relations and lists of provisions as messages show them.
//!
//! Knows no check.

use crate::lang::{Bilingual, Lang};
use crate::logic::domain::{Facts, Value};
use crate::model::called::titled;
use crate::model::fact::{Fact, FactType};
use crate::model::value::{day, written};
use crate::model::{FactIdx, InstrumentIdx, On, Proposal, ProvisionIdx, Reference};
use crate::msg;
use crate::norm::Base;
use crate::query::alignment::Side;
use crate::query::world::WorldId;

/// Returns a value as people read it.
pub(super) fn value(fact: &Fact, value: Value) -> Bilingual {
    let label = |at: u32| {
        let at = usize::try_from(at).unwrap_or(usize::MAX);
        fact.ty.words().get(at).map(|word| word.label.clone()).unwrap_or_default()
    };
    match value {
        Value::Flag(true) => msg!(ja: "はい", en: "yes"),
        Value::Flag(false) => msg!(ja: "いいえ", en: "no"),
        Value::Word(at) => label(at),
        Value::Int(days) if matches!(fact.ty, FactType::Date) => {
            day(days).map_or_else(|| msg!(ja: "なし", en: "never"), |date| Bilingual::same(date.to_string()))
        }
        Value::Int(number) => fact.ty.quantity(number),
        Value::Set(0) => msg!(ja: "なし", en: "none"),
        Value::Set(mask) => {
            let chosen: Vec<Bilingual> = (0..32).filter(|at| mask & (1 << at) != 0).map(label).collect();
            join(&chosen)
        }
    }
}

/// Says of a device what is unlikely of it, and why.
pub(super) fn unlikely(kb: Base<'_>, device: &Facts) -> Vec<Bilingual> {
    let said = kb.odd(device).map(|it| {
        let (id, ja, en) = (&it.id, &it.because.ja, &it.because.en);
        msg!(
            ja: "この機器は起こりにくい（「{id}」）が、より現実的なものは見つからなかった：{ja}",
            en: "the device is unlikely (`{id}`), but no likelier one was found: {en}",
        )
    });
    said.collect()
}

/// Joins texts: 「a、b」, "a, b".
pub(super) fn join(texts: &[Bilingual]) -> Bilingual {
    Bilingual::from_fn(|lang| {
        let comma = match lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        };
        texts.iter().map(|text| text.get(lang).as_str()).collect::<Vec<_>>().join(comma)
    })
}

/// Returns the titles of facts.
pub(super) fn titles(kb: Base<'_>, facts: &[FactIdx]) -> Bilingual {
    let titles: Vec<Bilingual> = facts.iter().map(|idx| kb.facts[*idx].title.clone()).collect();
    join(&titles)
}

/// Says in which world something is so; nothing of the law of the as-of date.
pub(super) fn world(kb: Base<'_>, when: WorldId) -> Option<Bilingual> {
    let day = when.day;
    let Some(proposal) = when.proposal.map(|idx| &kb.kb.proposals[idx]) else {
        let later = msg!(ja: "{day}の時点でこうなる。", en: "this is so on {day}");
        return (!when.is_today).then_some(later);
    };
    let (id, called) = (&proposal.id, proposed(kb, proposal));
    let of = match (proposal.is_declared(), day == proposal.day(kb.as_of)) {
        (true, true) => msg!(
            ja: "改正案{called}のとおりになったとした場合である。",
            en: "this is so if what `{id}` proposes were law",
        ),
        (true, false) => msg!(
            ja: "改正案{called}のとおりになったとした場合の、{day}の時点のことである。",
            en: "this is so on {day} if what `{id}` proposes were law",
        ),
        (false, true) => msg!(
            ja: "案である{called}を、それが改正する版に代えて見た場合である。",
            en: "this is so with the draft `{id}` in place of the edition that it amends",
        ),
        (false, false) => msg!(
            ja: "案である{called}を、それが改正する版に代えて見た場合の、{day}の時点のことである。",
            en: "this is so on {day} with the draft `{id}` in place of the edition that it amends",
        ),
    };
    Some(of)
}

/// Returns what a proposal is called in Japanese; a draft by itself by its edition.
fn proposed(kb: Base<'_>, proposal: &Proposal) -> String {
    match (proposal.title.as_ref(), proposal.editions.as_slice()) {
        (None, [only]) => kb.edition_called(*only).ja,
        (title, _) => titled(title, &proposal.id).ja,
    }
}

/// Says in which world something is so that names no edition, and what to do if it need not be so there.
pub(super) fn of_world(kb: Base<'_>, when: WorldId) -> Vec<Bilingual> {
    let pin = msg!(
        ja: "版を書かない識別子は、どの時点でも、どの改正案でも成り立つことを述べる。そうでなければ「@」で版を示す。",
        en: "an id without an edition speaks of every day and every proposal; name the edition with `@` if that is not meant",
    );
    world(kb, when).into_iter().flat_map(|world| [world, pin.clone()]).collect()
}

/// Returns the instruments that references name without an edition.
pub(super) fn unpinned<'a>(references: impl IntoIterator<Item = &'a Reference>) -> Vec<InstrumentIdx> {
    references.into_iter().filter(|it| it.edition.is_none()).map(|it| it.instrument).collect()
}

/// Returns pinned ids, separated as the language separates them.
pub(super) fn ids(kb: Base<'_>, provisions: &[ProvisionIdx]) -> String {
    provisions.iter().map(|idx| kb.provisions[*idx].id.as_str()).collect::<Vec<_>>().join(" ")
}

/// Returns what provisions are called: to a reader of Japanese by their citations, with the ids behind that mend a file.
pub(super) fn names(kb: Base<'_>, provisions: &[ProvisionIdx]) -> Bilingual {
    let ja = provisions.iter().map(|idx| kb.provision_called(*idx).ja).collect::<Vec<_>>().join("、");
    Bilingual { ja, en: ids(kb, provisions) }
}

/// Says of a device what it meets and what it fails.
pub(super) fn meets_and_fails(met: &Bilingual, failed: &Bilingual) -> Bilingual {
    let (Bilingual { ja, en }, failed_ja, failed_en) = (met, &failed.ja, &failed.en);
    msg!(ja: "{ja}に適合、{failed_ja}に不適合", en: "meets {en}, fails {failed_en}")
}

/// Returns what a fact is called: to a reader of Japanese by its title, with its id behind.
pub(super) fn fact(fact: &Fact) -> Bilingual {
    let (title, id) = (&fact.title.ja, &fact.id);
    msg!(ja: "{title}（{id}）", en: "{id}")
}

/// Returns a value that was stated: to a reader of Japanese by its name, with the word that files have behind.
pub(super) fn stated(of: &Fact, is: Value) -> Bilingual {
    let (Bilingual { ja, .. }, word) = (value(of, is), written(of, is));
    let has_word = matches!(is, Value::Flag(_) | Value::Word(_));
    let ja = if has_word { format!("{ja}（{word}）") } else { ja };
    Bilingual { ja, en: word }
}

/// Returns what a deviation writes behind `on`.
pub(super) fn on(kb: Base<'_>, on: On) -> &str {
    match on {
        On::Requirement(requirement) => &kb.kb.requirements[requirement].id,
        On::Scope => "scope",
        On::Transition => "transition",
    }
}

/// Returns what two members are compared on, as messages name it.
pub(super) fn subject(kb: Base<'_>, it: On) -> Bilingual {
    match it {
        On::Requirement(requirement) => {
            let (title, id) = (&kb.kb.requirements[requirement].title.ja, on(kb, it));
            msg!(ja: "要件「{title}」（{id}）", en: "`{id}`")
        }
        On::Scope => msg!(ja: "対象範囲", en: "the scope"),
        On::Transition => msg!(ja: "経過措置", en: "who may stay under the earlier texts"),
    }
}

/// Returns what stands for a side in `between`.
pub(super) fn side(kb: Base<'_>, side: &Side) -> String {
    if side.provisions.is_empty() { "none".to_owned() } else { ids(kb, &side.provisions) }
}
