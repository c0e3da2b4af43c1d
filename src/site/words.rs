//! What the words of the vocabularies are called on pages.
//!
//! Each match is complete, so a new word does not compile until it has a name in both languages.

use crate::lang::Bilingual;
use crate::lexicon::{
    Applicability, Change, EdgeFinding, EdgeRelation, FactKind, FindingKind, Grade, InstrumentKind, Modality,
    Nature, Relation, Standing, Status, Turn,
};
use crate::msg;
use crate::view::day::{self, Day};
use crate::view::{failure, instrument};
use indexmap::IndexMap;
use serde::Serialize;

use super::messages::Messages;
use crate::lang::Lang;

/// A word with the class that styles it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Badge {
    /// What people read.
    pub(super) label: String,
    /// The class.
    pub(super) class: &'static str,
}

/// The class of a mark that has no colour of its own; pages leave it out.
pub(super) const PLAIN: &str = "plain";

fn badge(lang: Lang, label: &Bilingual, class: &'static str) -> Badge {
    Badge { label: label.get(lang).clone(), class }
}

/// Returns the badge of a modality in an edition of a status; what a draft would ask looks like a draft.
pub(super) fn modality(lang: Lang, it: Modality, status: Status) -> Badge {
    let class = match it {
        _ if status.is_draft() && it.has_verdict() => "draft",
        Modality::Shall | Modality::ShallNot => "binding",
        Modality::Should | Modality::ShouldNot => "advice",
        Modality::May | Modality::Appropriate | Modality::Desirable | Modality::Informative => PLAIN,
    };
    badge(lang, &it.title_in(status), class)
}

/// Returns the badge of the status of an edition; with its day where it is made and its day is known.
pub(super) fn status(lang: Lang, it: Status, kind: InstrumentKind, from: Option<Day>) -> Badge {
    let class = match it {
        Status::Recommended | Status::Proposed | Status::Adopted => "draft",
        Status::InForce => "current",
        Status::Superseded | Status::Repealed => "past",
    };
    badge(lang, &instrument::status_words(it, kind, from), class)
}

/// Returns the badge of a duty that begins later than the as-of date.
pub(super) fn upcoming(lang: Lang, from: Option<Day>) -> Badge {
    let label = match from.map(|day| day::bilingual(day.date())) {
        Some(Bilingual { ja, en }) => {
            msg!(ja: "適用前（{ja}から適用）", en: "Not yet applicable (from {en})")
        }
        None => msg!(ja: "適用前", en: "Not yet applicable"),
    };
    badge(lang, &label, "draft")
}

/// Returns the badge of what is over though its edition is not.
pub(super) fn ended(lang: Lang) -> Badge {
    badge(lang, &Standing::Ended.title(), "past")
}

/// Returns the badge of what is over but for some products.
pub(super) fn continues(lang: Lang) -> Badge {
    badge(lang, &Standing::Continues.title(), "past")
}

/// Returns the badge of a grade.
pub(super) fn grade(lang: Lang, it: Grade) -> Badge {
    let class = match it {
        Grade::Official | Grade::Reported => PLAIN,
        Grade::Inferred => "draft",
        Grade::Unverified => "warn",
    };
    badge(lang, &it.title(), class)
}

/// Returns the badge of what becomes of a provision.
pub(super) fn change(lang: Lang, it: Change) -> Badge {
    let class = match it {
        Change::Added => "current",
        Change::Removed => "past",
        Change::Amended => "advice",
        Change::Same | Change::Moved | Change::Split | Change::Joined => PLAIN,
    };
    badge(lang, &it.title(), class)
}

/// Returns the badge of a relation; of what is too complex to be compared it says so.
pub(super) fn related(lang: Lang, it: Option<Relation>) -> Badge {
    it.map_or_else(|| badge(lang, &failure::not_compared(), "warn"), |it| relation(lang, it))
}

/// Returns the badge of a relation.
pub(super) fn relation(lang: Lang, it: Relation) -> Badge {
    let class = match it {
        Relation::Equal => "current",
        Relation::Stricter => "binding",
        Relation::Looser => "advice",
        Relation::Incompatible => "warn",
        Relation::Overlapping
        | Relation::Disjoint
        | Relation::Absent
        | Relation::Only
        | Relation::Undetermined => PLAIN,
    };
    badge(lang, &it.title(), class)
}

/// Returns the words of all marks with their places on the page that explains them, table by table.
pub(super) fn places(lang: Lang) -> Vec<Vec<(String, String)>> {
    macro_rules! of {
        ($place:literal, $words:ident) => {
            $words::ALL
                .iter()
                .map(|it| (it.title().get(lang).clone(), format!("{}-{}", $place, it.word())))
                .collect()
        };
    }
    let natures = Nature::ALL.iter().filter(|it| **it != Nature::Ordinary);
    let natures = natures.map(|it| (it.title().get(lang).clone(), format!("nature-{}", it.word())));
    let facts: Vec<_> = of!("fact", FactKind);
    let tables = vec![
        strengths(lang),
        statuses(lang),
        of!("relation", Relation),
        of!("applies", Applicability),
        of!("mapping", EdgeRelation),
        of!("grade", Grade),
        of!("change", Change),
        of!("day", Turn),
        of!("finding", FindingKind),
        facts.into_iter().chain(natures).collect(),
        of!("audit", EdgeFinding),
        others(lang),
    ];
    // A word that stands for several has one place: the first.
    let once = |table: Vec<(String, String)>| {
        let mut seen = IndexMap::new();
        for (word, place) in table {
            seen.entry(word).or_insert(place);
        }
        seen.into_iter().collect()
    };
    tables.into_iter().map(once).collect()
}

fn strengths(lang: Lang) -> Vec<(String, String)> {
    let of_status = |status: Status| {
        let draft = if status.is_draft() { "draft-" } else { "" };
        Modality::ALL
            .iter()
            .map(move |it| (modality(lang, *it, status).label, format!("modality-{draft}{}", it.word())))
    };
    let binding = Status::ALL.iter().filter(|it| !it.is_draft());
    let drafts = Status::ALL.iter().filter(|it| it.is_draft());
    binding.chain(drafts).flat_map(|it| of_status(*it)).collect()
}

fn statuses(lang: Lang) -> Vec<(String, String)> {
    let kinds = [(InstrumentKind::Act, ""), (InstrumentKind::Standard, "-other")];
    let of_kind = |(kind, mark)| {
        let place = move |it: &Status| format!("status-{}{mark}", it.word());
        Status::ALL.iter().map(move |it| (status(lang, *it, kind, None).label, place(it)))
    };
    let standing = [
        (upcoming(lang, None).label, Standing::Upcoming),
        (continues(lang).label, Standing::Continues),
        (ended(lang).label, Standing::Ended),
    ];
    let standing = standing.into_iter().map(|(label, it)| (label, format!("standing-{}", it.word())));
    kinds.into_iter().flat_map(of_kind).chain(standing).collect()
}

fn others(lang: Lang) -> Vec<(String, String)> {
    let t = Messages::of(lang);
    let words = [(t.current_edition, "current-edition"), (t.in_part, "in-part"), (t.correction, "corrected")];
    let of_pair = (failure::not_compared().get(lang).clone(), "not-compared".to_owned());
    words.into_iter().map(|(word, place)| (word.to_owned(), place.to_owned())).chain([of_pair]).collect()
}

/// Returns the badge of an edition of which some provisions apply and some begin later.
pub(super) fn in_part(lang: Lang) -> Badge {
    Badge { label: Messages::of(lang).in_part.to_owned(), class: "draft" }
}

#[cfg(test)]
mod tests {
    use super::places;
    use crate::lang::Lang;

    /// Returns the words that a page explains, table by table.
    fn explained(page: &str) -> Vec<Vec<String>> {
        let mut tables = Vec::new();
        for line in page.lines() {
            let Some(word) = line.strip_prefix("| ").and_then(|rest| rest.split(" | ").next()) else {
                continue;
            };
            if matches!(word, "表示" | "word") {
                tables.push(Vec::new());
            } else if let Some(table) = tables.last_mut() {
                table.push(word.to_owned());
            }
        }
        tables
    }

    #[test]
    fn the_page_on_marks_explains_the_words_of_the_pages_and_no_others() {
        let pages = [
            (Lang::Ja, include_str!("../../site/pages/ja/badges.md")),
            (Lang::En, include_str!("../../site/pages/en/badges.md")),
        ];
        for (lang, page) in pages {
            let sorted = |words: Vec<String>| {
                let mut words = words;
                words.sort();
                words.dedup();
                words
            };
            let printed =
                places(lang).into_iter().map(|table| table.into_iter().map(|(word, _)| word).collect());
            let printed: Vec<_> = printed.map(sorted).collect();
            let explained: Vec<_> = explained(page).into_iter().map(sorted).collect();
            assert_eq!(explained, printed, "{lang}");
        }
    }
}
