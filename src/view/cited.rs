//! How instruments and provisions are cited, folded, so that another program finds by a citation what `kijun show` finds.

use crate::lang::{Bilingual, Lang};
use crate::model::Edition;
use crate::query::citation::{self, fold};

use super::Library;
use super::instrument::Instrument;
use super::interpretation::Interpretation;

/// What a provision is cited by beside its locator and its citation in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cited {
    /// The other forms, folded.
    pub others: Vec<String>,
    /// Whether its first paragraph may be named where there is no other.
    pub one_paragraph: bool,
}

/// Returns what the provision with a pinned id is cited by.
pub fn provision(library: &Library<'_>, id: &str, lang: Lang) -> Option<Cited> {
    let (kb, idx) = (library.base(), library.idx(id)?);
    let it = &kb.provisions[idx];
    let known = [it.locator.as_str(), it.body.cite.get(lang)];
    let others = without(citation::keys(kb, idx), &known);
    Some(Cited { others, one_paragraph: citation::has_one_paragraph(kb, idx) })
}

/// Returns what an interpretation with a page of its own is cited by.
pub fn interpretation(it: &Interpretation, locator: &str, lang: Lang) -> Cited {
    let Bilingual { ja, en } = &it.cite;
    let others = without(vec![fold(ja), fold(en)], &[locator, it.cite.get(lang)]);
    Cited { others, one_paragraph: false }
}

/// What an instrument and its editions are named by before a citation, folded.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// What names the instrument.
    pub names: Vec<String>,
    /// What names each edition behind the name of the instrument, in the order of the editions.
    pub marks: Vec<Vec<String>>,
}

/// Returns what may stand before a citation to name an instrument.
pub fn instrument(library: &Library<'_>, it: &Instrument) -> Named {
    let kb = library.base();
    let Some(idx) = kb.instrument_ids.get(&it.id) else { return Named::default() };
    let instrument = &kb.instruments[*idx];
    Named {
        names: citation::names(instrument),
        marks: instrument.editions.iter().map(|it| marks(&kb.editions[*it])).collect(),
    }
}

/// Returns what names an edition; words without a number name none.
fn marks(it: &Edition) -> Vec<String> {
    let titles = it.title.iter().flat_map(|title| [&title.ja, &title.en]).map(|title| fold(title));
    let mut marks: Vec<String> = titles.chain([fold(&it.id), fold(&format!("v{}", it.id))]).collect();
    marks.retain(|mark| mark.chars().any(|c| c.is_ascii_digit()));
    marks.sort();
    marks.dedup();
    marks
}

fn without(keys: Vec<String>, known: &[&str]) -> Vec<String> {
    let known: Vec<String> = known.iter().map(|it| fold(it)).collect();
    let mut keys = keys;
    keys.retain(|key| !key.is_empty() && !known.contains(key));
    keys.sort();
    keys.dedup();
    keys
}
