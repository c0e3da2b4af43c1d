//! What a transitional clause says of the former rules: that products may stay under them, that none reach them, and
//! which day it calls the one of its beginning.
//!
//! Reads words; judges nothing.

use crate::lang::Lang;

use super::figures::fold;

/// Words of a choice.
const MAY_JA: [&str; 6] = ["ことができ", "てもよい", "でもよい", "妨げない", "差し支えない", "選択"];
const MAY_EN: [&str; 8] = ["may", "can", "permitted", "allowed", "free", "choose", "choice", "optional"];
/// Words that take a choice back, right behind it.
const NOT_JA: [&str; 3] = ["ない", "ず", "なかった"];
/// Words for the rules of before.
const FORMER_JA: [&str; 6] = ["従前", "改正前", "旧", "引き続き", "前の版", "以前の"];
/// Words of staying, close behind those of a choice.
const STAY_EN: [&str; 8] = ["remain", "stay", "continue", "follow", "keep", "apply", "comply", "meet"];
/// Most words between a choice and what may be chosen.
const NEAR: usize = 4;
/// Words that say that no such rule reaches a product.
const FREE_JA: [&str; 6] = ["適用しない", "適用されない", "及ばない", "不要", "要しない", "適用がない"];
/// Words that leave the former rules in force.
const KEPT_JA: [&str; 2] = ["従前の例", "効力を有する"];
/// What a text calls the day on which it begins.
const BEGINNING_JA: [&str; 3] = ["施行日", "施行の日", "施行期日"];
const BEGINNING_EN: [&str; 7] = [
    "enforcement date",
    "date of enforcement",
    "day of enforcement",
    "date of application",
    "day of application",
    "effective date",
    "commencement date",
];

/// Says whether a text has words of a choice.
pub(super) fn may(text: &str, lang: Lang) -> bool {
    match lang {
        Lang::Ja => !choices(text).is_empty(),
        Lang::En => {
            let words: Vec<&str> = words(text).collect();
            words
                .iter()
                .enumerate()
                .any(|(at, word)| MAY_EN.contains(word) && words.get(at + 1) != Some(&"not"))
        }
    }
}

/// Says whether a text lets products stay under the rules of before.
pub(super) fn may_stay(text: &str, lang: Lang) -> bool {
    match lang {
        // 「更新することができる端末は、なお従前の例による」 gives no choice: it would follow.
        Lang::Ja => text.split('。').any(|sentence| {
            let former = FORMER_JA.iter().filter_map(|word| sentence.find(word)).min();
            former.is_some_and(|former| choices(sentence).into_iter().any(|at| at > former))
        }),
        Lang::En => {
            // May the month has a capital.
            let words: Vec<&str> = words(text).collect();
            let stays = |at: usize| words.iter().skip(at + 1).take(NEAR).any(|word| STAY_EN.contains(word));
            words
                .iter()
                .enumerate()
                .any(|(at, word)| *word == "may" && words.get(at + 1) != Some(&"not") && stays(at))
        }
    }
}

/// Returns where a Japanese text has words of a choice that it does not deny.
fn choices(text: &str) -> Vec<usize> {
    let is_denied =
        |end: usize| text.get(end..).is_none_or(|rest| NOT_JA.iter().any(|not| rest.starts_with(not)));
    let places = MAY_JA.iter().flat_map(|word| text.match_indices(word));
    places.filter(|(at, word)| !is_denied(at + word.len())).map(|(at, _)| at).collect()
}

/// Says whether a Japanese text says that nothing of before reaches the products.
pub(super) fn frees(text: &str) -> bool {
    FREE_JA.iter().any(|word| text.contains(word)) && !KEPT_JA.iter().any(|word| text.contains(word))
}

/// Says whether a text calls a day that it names the day of its beginning.
pub(super) fn is_called_beginning(text: &str, day: &str, lang: Lang) -> bool {
    let folded: String = text.chars().map(fold).collect();
    let mut places = folded.match_indices(day);
    places.any(|(at, _)| {
        let (head, rest) =
            (folded.get(..at).unwrap_or_default(), folded.get(at + day.len()..).unwrap_or_default());
        match lang {
            Lang::Ja => {
                let head = ["である", "(", "（", "、"].iter().find_map(|it| head.strip_suffix(it));
                let before = head.is_some_and(|it| BEGINNING_JA.iter().any(|word| it.ends_with(word)));
                let named = rest.strip_prefix('(').or_else(|| rest.strip_prefix('（'));
                let named = named.and_then(|it| it.split([')', '）']).next());
                before || named.is_some_and(|it| BEGINNING_JA.iter().any(|word| it.contains(word)))
            }
            Lang::En => {
                let lower = head.to_ascii_lowercase();
                let head = [" of ", ", ", " (", " is "].iter().find_map(|it| lower.strip_suffix(it));
                head.is_some_and(|it| BEGINNING_EN.iter().any(|word| it.ends_with(word)))
            }
        }
    })
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}
