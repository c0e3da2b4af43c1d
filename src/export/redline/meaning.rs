//! How the meaning of a provision changed, in lines that stand beside its text.

use crate::lang::{Bilingual, Lang};
use crate::lexicon::{Applicability, Change, Relation, Status};
use crate::msg;
use crate::view::comparison::RequirementRelation;
use crate::view::day::{self, Day};
use crate::view::diff::{Both, Diff, Meaning, Passage, Separating};
use crate::view::example::Only;
use crate::view::stated::Stated;

use super::notes::heads;
use super::{Block, Kind};

/// Returns what the column, or the part behind the table, is called.
pub(super) fn head() -> Bilingual {
    msg!(ja: "意味の変化", en: "Change of meaning")
}

/// Returns the lines; none where neither side asks for anything that could be tested and nothing else differs.
pub(super) fn blocks(diff: &Diff, passage: &Passage, lang: Lang) -> Vec<Block> {
    let statuses = (diff.new.status, diff.old.status);
    let mut lines = Lines { lang, heads: heads(diff), statuses, blocks: Vec::new() };
    lines.differences(passage);
    lines.one_sided(passage);
    if let Some(meaning) = &passage.meaning {
        lines.meaning(passage.change, meaning);
    }
    lines.blocks
}

struct Lines {
    lang: Lang,
    /// What the new and the old column are called.
    heads: (Bilingual, Bilingual),
    /// The status of the new and of the old edition.
    statuses: (Status, Status),
    blocks: Vec<Block>,
}

impl Lines {
    fn say(&mut self, text: &Bilingual) {
        self.blocks.push(Block::new(Kind::Text, text.get(self.lang).clone()));
    }

    fn item(&mut self, Bilingual { ja, en }: &Bilingual) {
        let line = msg!(ja: "・{ja}", en: "– {en}");
        self.blocks.push(Block::new(Kind::Item, line.get(self.lang).clone()));
    }

    /// Says how the scope of the instrument changed.
    fn scope(&mut self, diff: &Diff) {
        let it = &diff.scope;
        if !it.unknown_facts.is_empty() {
            let facts = it.unknown_facts.join(", ");
            self.say(&msg!(
                ja: "文書の対象範囲：比べられない。新しい状態にない事実を用いる：{facts}",
                en: "Scope of the instrument: not comparable; it tests facts that the new state does not have: {facts}",
            ));
        }
        let changed = it.applicability.filter(|it| *it != Applicability::Same).map(Applicability::title);
        let Some(Bilingual { ja, en }) = changed else { return };
        self.say(&msg!(ja: "文書の対象範囲：{ja}", en: "Scope of the instrument: {en}"));
        let (Bilingual { ja: new_ja, en: new_en }, Bilingual { ja: old_ja, en: old_en }) = self.heads.clone();
        let (new_en, old_en) = (new_en.to_lowercase(), old_en.to_lowercase());
        let only_new = msg!(ja: "「{new_ja}」だけが対象とする機器", en: "Only in the scope of the {new_en}");
        let only_old = msg!(ja: "「{old_ja}」だけが対象とする機器", en: "Only in the scope of the {old_en}");
        self.only(&only_new, it.only_new.as_ref());
        self.only(&only_old, it.only_old.as_ref());
    }

    /// Says what differs besides words and criteria.
    fn differences(&mut self, passage: &Passage) {
        if let Some(Both { old, new }) = &passage.modality {
            let (Bilingual { ja: old_ja, en: old_en }, Bilingual { ja, en }) =
                (old.title_in(self.statuses.1), new.title_in(self.statuses.0));
            self.say(
                &msg!(ja: "義務の強さ：「{old_ja}」から「{ja}」へ", en: "Strength: from {old_en} to {en}"),
            );
        }
        if passage.addressee.is_some() {
            let named = |units: &[crate::view::diff::Unit]| units.first().map(|it| it.addressee.clone());
            let (old, new) =
                (named(&passage.old).unwrap_or_default(), named(&passage.new).unwrap_or_default());
            let (Bilingual { ja: old_ja, en: old_en }, Bilingual { ja, en }) = (old, new);
            self.say(&msg!(ja: "名宛人又は対象：「{old_ja}」から「{ja}」へ", en: "Addressee: from {old_en} to {en}"));
        }
        for (days, head) in [
            (&passage.from, msg!(ja: "この規定の適用開始日", en: "First day of this provision")),
            (
                &passage.until,
                msg!(ja: "この規定の適用終了日の翌日", en: "Day after the last of this provision"),
            ),
        ] {
            if let Some(Both { old, new }) = days {
                let (old, new) = (said(*old), said(*new));
                let Bilingual { ja: head_ja, en: head_en } = head;
                let (Bilingual { ja: old_ja, en: old_en }, Bilingual { ja, en }) = (old, new);
                self.say(&msg!(ja: "{head_ja}：{old_ja}から{ja}へ", en: "{head_en}: from {old_en} to {en}"));
            }
        }
    }

    /// Says of what was added or removed how strongly it speaks.
    fn one_sided(&mut self, passage: &Passage) {
        let (unit, status) = match passage.change {
            Change::Added => (passage.new.first(), self.statuses.0),
            Change::Removed => (passage.old.first(), self.statuses.1),
            Change::Same | Change::Amended | Change::Moved | Change::Split | Change::Joined => return,
        };
        let Some(unit) = unit.filter(|it| it.modality.has_verdict()) else { return };
        let Bilingual { ja, en } = unit.modality.title_in(status);
        let line = if passage.change == Change::Added {
            msg!(ja: "新たに定める（{ja}）。", en: "Newly provided ({en}).")
        } else {
            msg!(ja: "定めがなくなる（{ja}）。", en: "No longer provided ({en}).")
        };
        self.say(&line);
    }

    fn meaning(&mut self, change: Change, it: &Meaning) {
        match change {
            Change::Added | Change::Removed => return,
            Change::Same | Change::Amended | Change::Moved | Change::Split | Change::Joined => {}
        }
        if !it.unknown_facts.is_empty() {
            let facts = it.unknown_facts.join(", ");
            self.say(&msg!(
                ja: "比べられない。新しい状態にない事実を用いる：{facts}",
                en: "Not comparable: it tests facts that the new state does not have: {facts}",
            ));
            return;
        }
        self.relation(it);
        if it.from_below {
            return;
        }
        if it.by_requirement.len() > 1 {
            it.by_requirement.iter().filter(|it| !is_equal(it)).for_each(|it| self.requirement(it));
        }
        let (new, old) = self.heads.clone();
        let (Bilingual { ja: new_ja, en: new_en }, Bilingual { ja: old_ja, en: old_en }) = (&new, &old);
        let (new_en, old_en) = (new_en.to_lowercase(), old_en.to_lowercase());
        let fails = msg!(
            ja: "「{old_ja}」を満たし、「{new_ja}」を満たさない機器",
            en: "Meets the {old_en} and fails the {new_en}",
        );
        let passes = msg!(
            ja: "「{old_ja}」を満たさず、「{new_ja}」を満たす機器",
            en: "Fails the {old_en} and meets the {new_en}",
        );
        self.separating(&fails, it.fails_now.as_ref());
        self.separating(&passes, it.passes_now.as_ref());
        if it.only_by_scope() {
            return;
        }
        let only_new = msg!(ja: "「{new_ja}」だけが適用される機器", en: "Only the {new_en} applies");
        let only_old = msg!(ja: "「{old_ja}」だけが適用される機器", en: "Only the {old_en} applies");
        self.only(&only_new, it.only_new.as_ref());
        self.only(&only_old, it.only_old.as_ref());
    }

    fn relation(&mut self, it: &Meaning) {
        let Bilingual { ja, en } = it.relation.title();
        if it.relation == Relation::Equal && it.applicability == Some(Applicability::Same) {
            return self
                .say(&msg!(ja: "基準及び適用は同じ。", en: "Criterion and applicability are the same."));
        }
        if it.from_below {
            self.say(&msg!(
                ja: "基準：{ja}（下位の規定による。）",
                en: "Criterion: {en} (by what stands below)",
            ));
        } else {
            self.say(&msg!(ja: "基準：{ja}", en: "Criterion: {en}"));
        }
        if let Some(Bilingual { ja, en }) = it.applicability.map(Applicability::title) {
            self.say(&if it.only_by_scope() {
                msg!(ja: "適用：{ja}（文書の対象範囲による。）", en: "Applies: {en} (by the scope of the instrument)")
            } else {
                msg!(ja: "適用：{ja}", en: "Applies: {en}")
            });
        }
        let condition = it.condition.filter(|_| it.applicability != it.condition && !it.only_by_scope());
        if let Some(Bilingual { ja, en }) = condition.map(Applicability::title) {
            self.say(
                &msg!(ja: "双方の対象範囲内での適用条件：{ja}", en: "Condition inside both scopes: {en}"),
            );
        }
    }

    fn requirement(&mut self, it: &RequirementRelation) {
        let line = on_requirement(&self.heads, it);
        self.item(&line);
    }

    fn separating(&mut self, head: &Bilingual, product: Option<&Separating>) {
        let Some(Separating { changed, hangs_on, unlikely, .. }) = product else { return };
        self.device(head, changed, unlikely);
        if !hangs_on.is_empty() {
            let list = hangs_on.join(", ");
            self.item(&msg!(
                ja: "次の判断事項に当たる場合に限る：{list}",
                en: "only where this is judged to be met: {list}",
            ));
        }
    }

    fn only(&mut self, head: &Bilingual, product: Option<&Only>) {
        if let Some(Only { changed, unlikely, .. }) = product {
            self.device(head, changed, unlikely);
        }
    }

    /// Shows a product by what it has besides the base values of its facts.
    fn device(&mut self, Bilingual { ja, en }: &Bilingual, changed: &[Stated], unlikely: &[String]) {
        if changed.is_empty() {
            return self.say(
                &msg!(ja: "{ja}：全ての事実が基準値のもの", en: "{en}: with the base value of every fact"),
            );
        }
        self.say(&msg!(ja: "{ja}：", en: "{en}:"));
        for it in changed {
            self.item(&it.said);
        }
        if !unlikely.is_empty() {
            let list = unlikely.join(", ");
            self.item(&msg!(ja: "起こりにくい機器（{list}）", en: "an unlikely device ({list})"));
        }
    }
}

/// Returns how the scope changed, and the requirements for which all binding provisions together ask for something else.
pub(super) fn overall(diff: &Diff, lang: Lang) -> Vec<Block> {
    let statuses = (diff.new.status, diff.old.status);
    let mut lines = Lines { lang, heads: heads(diff), statuses, blocks: Vec::new() };
    lines.scope(diff);
    // What differs by the scope alone was said with it.
    let same = |it: &&RequirementRelation| {
        is_equal(it) || it.relation == Relation::Equal && it.condition == Some(Applicability::Same)
    };
    for it in diff.requirements.iter().filter(|it| !same(it)) {
        let line = on_requirement(&lines.heads, it);
        lines.say(&line);
    }
    lines.blocks
}

fn on_requirement((new, old): &(Bilingual, Bilingual), it: &RequirementRelation) -> Bilingual {
    let Bilingual { ja: title_ja, en: title_en } = &it.title;
    let (Bilingual { ja: new_ja, en: new_en }, Bilingual { ja: old_ja, en: old_en }) = (new, old);
    let Bilingual { ja, en } = match it.relation {
        Relation::Only => {
            msg!(ja: "「{new_ja}」だけが定める", en: "in the column \u{201c}{new_en}\u{201d} alone")
        }
        Relation::Absent => {
            msg!(ja: "「{old_ja}」だけが定める", en: "in the column \u{201c}{old_en}\u{201d} alone")
        }
        Relation::Equal
        | Relation::Stricter
        | Relation::Looser
        | Relation::Overlapping
        | Relation::Incompatible
        | Relation::Disjoint
        | Relation::Undetermined => it.relation.title(),
    };
    let applies = it.applicability.filter(|it| *it != Applicability::Same).map(Applicability::title);
    match applies {
        Some(Bilingual { ja: where_ja, en: where_en }) => msg!(
            ja: "要件「{title_ja}」：{ja}、適用：{where_ja}",
            en: "{title_en}: {en}, applies: {where_en}",
        ),
        None => msg!(ja: "要件「{title_ja}」：{ja}", en: "{title_en}: {en}"),
    }
}

fn is_equal(it: &RequirementRelation) -> bool {
    it.relation == Relation::Equal && it.applicability.is_none_or(|it| it == Applicability::Same)
}

fn said(day: Option<Day>) -> Bilingual {
    day.map_or_else(|| msg!(ja: "定めなし", en: "none of its own"), |day| day::bilingual(day.date()))
}
