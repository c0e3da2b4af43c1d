//! What stands around the table: which states it shows, what its columns are called, and the notes below it.

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Status;
use crate::msg;
use crate::view::changes::Attached;
use crate::view::day::{self, Day};
use crate::view::diff::{Count, Diff, State};

use super::{Profile, Style};

/// Returns the heads of the new and the old column.
pub(super) fn heads(diff: &Diff) -> (Bilingual, Bilingual) {
    let new = match diff.new.status {
        Status::Proposed => msg!(ja: "改正案", en: "Proposed text"),
        Status::Recommended => msg!(ja: "検討結果", en: "Recommended text"),
        Status::Adopted | Status::InForce | Status::Superseded | Status::Repealed => {
            msg!(ja: "改正後", en: "New text")
        }
    };
    let old = if diff.new.status.is_draft() && diff.old.status == Status::InForce {
        msg!(ja: "現行", en: "Present text")
    } else {
        msg!(ja: "改正前", en: "Old text")
    };
    (new, old)
}

/// Returns which states are shown, and how many provisions became what.
pub(super) fn about(diff: &Diff, lang: Lang) -> Vec<String> {
    let (new, old) = heads(diff);
    let line = |head: &Bilingual, state: &State| {
        let (head, title) = (head.get(lang), state.title.get(lang));
        let status = state.status.title_of(diff.kind);
        let mut facts = vec![state.id.clone(), status.get(lang).clone()];
        facts.extend(period(state, lang));
        facts.extend(state.read_from.clone());
        match lang {
            Lang::Ja => format!("{head}：{title}（{}）", facts.join("、")),
            Lang::En => format!("{head}: {title} ({})", facts.join(", ")),
        }
    };
    let count = |it: &Count| match lang {
        Lang::Ja => format!("{}{}件", it.change.title().ja, it.count),
        Lang::En => format!("{} {}", it.count, it.change.title().en),
    };
    let counts: Vec<String> = diff.counts.iter().map(count).collect();
    let counts = match lang {
        Lang::Ja => format!("規定：{}", counts.join("、")),
        Lang::En => format!("Provisions: {}", counts.join(", ")),
    };
    let hanging = |head: &Bilingual, it: &Attached| {
        let all: Vec<&str> = it.deemings.iter().chain(&it.interpretations).map(String::as_str).collect();
        let (list, head) = (all.join(", "), head.get(lang));
        let line = msg!(
            ja: "{head}だけに係るみなし及び解釈：{list}",
            en: "Deemings and interpretations of this side alone, {head}: {list}",
        );
        (!all.is_empty()).then(|| line.get(lang).clone())
    };
    let mut lines = vec![line(&new, &diff.new), line(&old, &diff.old), counts];
    lines.extend(hanging(&new, &diff.only_new));
    lines.extend(hanging(&old, &diff.only_old));
    lines
}

fn period(state: &State, lang: Lang) -> Option<String> {
    (state.from.is_some() || state.until.is_some())
        .then(|| day::period(state.from.map(Day::date), state.until.map(Day::date)).get(lang).clone())
}

/// Returns the notes below the table.
pub(super) fn notes(diff: &Diff, style: Style) -> Vec<String> {
    let (new, old) = heads(diff);
    let (Bilingual { ja: new_ja, en: new_en }, Bilingual { ja: old_ja, en: old_en }) = (&new, &old);
    let Bilingual { ja: tongue_ja, en: tongue_en } = diff.authentic.title();
    let mut notes = match style.profile {
        Profile::Plain => vec![
            msg!(ja: "下線の部分は、改正部分である。", en: "Underlined words are those that change."),
            msg!(
                ja: "（新設）は「{old_ja}」にない規定、（削る）は「{new_ja}」にない規定、（略）は文言に改正のない規定である。",
                en: "(new) is not in the column \u{201c}{old_en}\u{201d}, (deleted) not in \u{201c}{new_en}\u{201d}; (unchanged) stands for words that stay as they are.",
            ),
        ],
        Profile::Houshikisho => vec![
            msg!(
                ja: "二重下線を付した標記部分は、加え、削り、移動し、分割し、又は統合した規定のものである。その他の下線の部分は、改正部分である。",
                en: "Labels with a double underline are those of provisions that are added, deleted, moved, split or joined. Other underlined words are those that change.",
            ),
            msg!(ja: "［　］の記載は、注記である。", en: "What stands in square brackets is a remark."),
        ],
    };
    if diff.new.status.is_draft() {
        let Bilingual { ja, en } = diff.new.status.title_of(diff.kind);
        notes.push(msg!(
            ja: "「{new_ja}」の状態は「{ja}」であり、施行されている規定ではない。",
            en: "The column \u{201c}{new_en}\u{201d} is not in force; its status is: {en}.",
        ));
    }
    notes.push(msg!(
        ja: "この表は、規定の趣旨を言い換えた文を対照したものであり、公式の条文の新旧対照表ではない。正文は、{tongue_ja}の公式の文書である。",
        en: "This table compares restatements of the provisions; it is not the official text. The authentic text is the official document in {tongue_en}.",
    ));
    notes.push(msg!(
        ja: "意味の変化は、「{new_ja}」の基準を「{old_ja}」の基準と比べて計算した結果である。機器については、双方の基準又は適用条件に関わる事実のうち、基準値と異なるもの及び決め手となるものだけを示す。",
        en: "The change of meaning is computed: the criteria of \u{201c}{new_en}\u{201d} against those of \u{201c}{old_en}\u{201d}. Of a device only facts are shown that a criterion or condition tests and that differ from their base values or decide.",
    ));
    notes.iter().map(|it| it.get(style.lang).clone()).collect()
}
