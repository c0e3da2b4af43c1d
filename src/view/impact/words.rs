//! What an impact is told in, wherever it is told: the names of its counts and the words of what changes.

use crate::lang::Bilingual;
use crate::lexicon::{Answer, Applicability, Outcome, Relation};
use crate::msg;

use super::{Counts, Differing, Relating};

/// One line of the counts.
#[derive(Clone, Debug)]
pub struct CountRow {
    /// What was counted.
    pub of: Bilingual,
    /// How many change.
    pub changed: usize,
    /// How many stay, where that was counted.
    pub same: Option<usize>,
}

impl Counts {
    /// Returns the counts line by line, but for the questions that nobody can answer.
    pub fn rows(&self) -> Vec<CountRow> {
        let row = |of: Bilingual, changed, same| CountRow { of, changed, same };
        vec![
            row(
                msg!(ja: "例示機器の判定", en: "verdicts of example devices"),
                self.devices,
                Some(self.devices_same),
            ),
            row(msg!(ja: "整合群の中の差異", en: "differences in alignments"), self.alignments, None),
            row(
                msg!(ja: "他の文書との関係", en: "relations to other texts"),
                self.relations,
                Some(self.relations_same),
            ),
            row(
                msg!(ja: "最も厳しい基準（要件）", en: "strictest criteria (requirements)"),
                self.merged,
                None,
            ),
            row(msg!(ja: "みなし", en: "deemings"), self.deemings, None),
            row(msg!(ja: "主張", en: "claims"), self.claims, Some(self.claims_same)),
            row(
                msg!(ja: "公表された対応表の判定", en: "judgements of published mappings"),
                self.mappings,
                None,
            ),
            row(msg!(ja: "表", en: "tables"), self.tables, None),
        ]
    }
}

/// Returns a verdict in words.
pub fn outcome(it: Option<Outcome>) -> Bilingual {
    it.map_or_else(no_text, Outcome::title)
}

/// Returns the answer to a claim in words.
pub fn answer(it: Option<Answer>) -> Bilingual {
    it.map_or_else(|| msg!(ja: "対象なし", en: "nothing meant"), Answer::title)
}

/// Returns how two provisions relate in words.
pub fn relating(it: Option<Relating>) -> Bilingual {
    let Some(it) = it else { return no_text() };
    let (Bilingual { ja, en }, applies) = (it.relation.title(), it.applicability.title());
    let (applies_ja, applies_en) = (applies.ja, applies.en);
    msg!(ja: "{ja}（適用は{applies_ja}）", en: "{en} (applies: {applies_en})")
}

/// Returns how two members of an alignment differ in words; `neither` says that none of them has a rule on it.
pub fn differing(it: Option<Differing>, neither: bool) -> Bilingual {
    if neither {
        return msg!(ja: "いずれにも規定がない", en: "neither has a rule");
    }
    let Some(it) = it else { return msg!(ja: "同じ", en: "the same") };
    let condition = it.condition.map(|it| {
        let Bilingual { ja, en } = it.title();
        msg!(ja: "適用条件は{ja}", en: "condition {en}")
    });
    let words = [it.relation.map(Relation::title), condition, it.applicability.map(Applicability::title)];
    let words: Vec<Bilingual> = words.into_iter().flatten().collect();
    let comma = msg!(ja: "、", en: ", ");
    Bilingual::from_fn(|lang| {
        words.iter().map(|it| it.get(lang).as_str()).collect::<Vec<_>>().join(comma.get(lang))
    })
}

/// Returns what scopes are called where they stand in place of a requirement.
pub fn scopes() -> Bilingual {
    msg!(ja: "対象範囲", en: "scopes")
}

/// Names two texts that are compared on something.
pub(super) fn pair(one: &Bilingual, two: &Bilingual, on: &Bilingual) -> Bilingual {
    let (Bilingual { ja, en }, Bilingual { ja: two_ja, en: two_en }) = (one, two);
    let Bilingual { ja: on_ja, en: on_en } = on;
    msg!(ja: "{ja}と{two_ja}との関係（{on_ja}）", en: "how {en} relates to {two_en} ({on_en})")
}

fn no_text() -> Bilingual {
    msg!(ja: "規定なし", en: "no such text")
}
