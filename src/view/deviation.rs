//! What deviations are called.

use crate::lang::Bilingual;
use crate::model::{Deviation, On, Reference};
use crate::msg;
use crate::norm::Base;

/// Returns what a deviation is called: by its title, else by what it is about and by the first text of each side.
pub(super) fn called(kb: Base<'_>, it: &Deviation) -> Bilingual {
    let on = match it.on {
        On::Requirement(idx) => kb.requirements[idx].title.clone(),
        On::Scope => msg!(ja: "適用範囲", en: "scope"),
        On::Transition => msg!(ja: "経過措置", en: "transitional rules"),
    };
    let side = |texts: &[Reference]| match (texts.first(), it.member) {
        (Some(first), _) => Some(text(kb, first)),
        (None, member) => member.map(|member| kb.instruments[member].title.clone()),
    };
    let sides: Vec<Bilingual> = [&it.left, &it.right].into_iter().filter_map(|texts| side(texts)).collect();
    let Bilingual { ja, en } = &on;
    let built = match sides.as_slice() {
        [left, right] => {
            let (first_ja, second_ja, first_en, second_en) = (&left.ja, &right.ja, &left.en, &right.en);
            msg!(ja: "{ja}（{first_ja}と{second_ja}）", en: "{en} ({first_en} and {second_en})")
        }
        [only, ..] => {
            let (only_ja, only_en) = (&only.ja, &only.en);
            msg!(ja: "{ja}（{only_ja}のみ）", en: "{en} ({only_en} alone)")
        }
        [] => on,
    };
    it.title.clone().unwrap_or(built)
}

/// Returns the name of the instrument of a text, with the citation where one provision is meant.
fn text(kb: Base<'_>, of: &Reference) -> Bilingual {
    let Bilingual { ja, en } = &kb.instruments[of.instrument].title;
    let Some(idx) = kb.nodes(of).into_iter().find_map(|node| node.provision) else {
        return Bilingual { ja: ja.clone(), en: en.clone() };
    };
    let (cite_ja, cite_en) = (&kb.provisions[idx].body.cite.ja, &kb.provisions[idx].body.cite.en);
    msg!(ja: "{ja} {cite_ja}", en: "{en}, {cite_en}")
}
