//! How strongly a sentence speaks, read from its words.
//!
//! Owns the words of duty, recommendation and permission of both languages; judges nothing.

use std::collections::BTreeSet;

use crate::lang::Lang;

/// Words that say a duty or a prohibition outright.
const BINDING_JA: [&str; 6] =
    ["なければならない", "なければなりません", "てはならない", "ものとする", "ならない", "なければならず"];
const BINDING_EN: [&str; 2] = ["shall", "must"];
/// Words that may stand for a duty in the other language.
const DUTY_JA: [&str; 13] = [
    "ならない",
    "ものとする",
    "ならず",
    "必要",
    "要する",
    "義務",
    "求め",
    "禁止",
    "こと。",
    "不可",
    "要件",
    "限る",
    "限り",
];
const DUTY_EN: [&str; 17] = [
    "shall",
    "must",
    "require",
    "oblig",
    "duty",
    "duties",
    "mandatory",
    "need",
    "prohibit",
    "forbid",
    "forbidden",
    "may not",
    "cannot",
    "have to",
    "has to",
    "only",
    "bound",
];
/// Words that say a recommendation outright.
const ADVICE_JA: [&str; 2] = ["望ましい", "望ましくない"];
const ADVICE_EN: [&str; 1] = ["should"];
/// Words that may stand for a recommendation in the other language.
const COUNSEL_JA: [&str; 6] = ["望まし", "推奨", "べき", "勧め", "努め", "勧告"];
const COUNSEL_EN: [&str; 9] =
    ["should", "recommend", "desirable", "advis", "encourag", "endeavour", "endeavor", "preferabl", "ought"];

/// Words of a duty to try, and not to succeed.
const EFFORT_JA: [&str; 4] = ["努め", "努力し", "努力する", "努力義務"];
const EFFORT_EN: [&str; 10] = [
    "endeavo",
    "strive",
    "seek to",
    "seeks to",
    "best effort",
    "reasonable effort",
    "every effort",
    "make efforts",
    "makes efforts",
    "try to",
];

/// Words of a recommendation against.
const WARNING_JA: [&str; 5] =
    ["望ましくない", "避けることが望まし", "控えることが望まし", "しないことが望まし", "ないことが望まし"];
/// Words of a denial.
const DENIAL_EN: [&str; 10] =
    ["not", "no", "never", "neither", "nor", "none", "nobody", "nothing", "avoid", "without"];
/// Words of a permission.
const PERMISSION_JA: [&str; 5] = ["できる", "差し支えない", "でもよい", "てもよい", "足りる"];
const PERMISSION_EN: [&str; 4] = ["may", "can", "permitted", "allowed"];

/// Words of a conclusion that calls something appropriate, and what only looks like one.
const FITTING_JA: &str = "適当";
const UNFITTING_JA: &str = "不適当";
const FITTING_EN: [&str; 1] = ["appropriate"];
/// Words of a conclusion that calls something desirable.
const WISH_JA: &str = "望ましい";
const WISH_EN: [&str; 1] = ["desirable"];

/// What the words of a text may say.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Voice {
    /// A duty or prohibition, in so many words.
    Binding,
    /// Something that may stand for one.
    Duty,
    /// A prohibition, or another denial.
    Denial,
    /// That something is to be tried.
    Effort,
    /// A recommendation, in so many words.
    Advice,
    /// Something that may stand for one.
    Counsel,
    /// A recommendation against.
    Warning,
    /// A permission.
    Permission,
    /// That something is appropriate.
    Fitting,
    /// That something is desirable.
    Wish,
}

/// Reads a text; what it quotes says nothing of its own.
pub(super) fn strength(text: &str, lang: Lang) -> BTreeSet<Voice> {
    let text = unquoted(text, lang);
    let said = match lang {
        Lang::Ja => japanese(&text),
        Lang::En => english(&text.to_lowercase()),
    };
    said.into_iter().filter(|(_, says)| *says).map(|(voice, _)| voice).collect()
}

fn japanese(text: &str) -> [(Voice, bool); 10] {
    // 「…ものとすることが望ましい」 is no duty.
    let plain = text.replace("ものとすること", "");
    let any = |words: &[&str]| words.iter().any(|word| plain.contains(word));
    // 「なければならない」 is a duty; what is left of 「ならない」 is a prohibition.
    let rest = plain.replace("なければならない", "");
    [
        (Voice::Binding, any(&BINDING_JA)),
        (Voice::Duty, any(&DUTY_JA)),
        (Voice::Denial, ["ならない", "禁止", "ないものとする"].iter().any(|word| rest.contains(word))),
        (Voice::Effort, any(&EFFORT_JA)),
        (Voice::Advice, any(&ADVICE_JA)),
        (Voice::Counsel, any(&COUNSEL_JA)),
        (Voice::Warning, any(&WARNING_JA)),
        (Voice::Permission, any(&PERMISSION_JA)),
        (Voice::Fitting, plain.replace(UNFITTING_JA, "").contains(FITTING_JA)),
        (Voice::Wish, plain.contains(WISH_JA)),
    ]
}

fn english(text: &str) -> [(Voice, bool); 10] {
    let whole = |list: &[&str]| words(text).any(|word| list.contains(&word));
    let starts = |list: &[&str]| {
        let start = |prefix: &&str| words(text).any(|word| word.starts_with(prefix));
        list.iter().any(|prefix| if prefix.contains(' ') { text.contains(prefix) } else { start(prefix) })
    };
    let (advice, denial) = (whole(&ADVICE_EN), whole(&DENIAL_EN));
    [
        (Voice::Binding, whole(&BINDING_EN)),
        (Voice::Duty, starts(&DUTY_EN)),
        (Voice::Denial, denial),
        (Voice::Effort, starts(&EFFORT_EN)),
        (Voice::Advice, advice),
        (Voice::Counsel, starts(&COUNSEL_EN)),
        (Voice::Warning, advice && denial),
        (Voice::Permission, whole(&PERMISSION_EN)),
        (Voice::Fitting, whole(&FITTING_EN)),
        (Voice::Wish, whole(&WISH_EN)),
    ]
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Takes away quotations.
fn unquoted(text: &str, lang: Lang) -> String {
    let pairs: &[(char, char)] = match lang {
        Lang::Ja => &[('「', '」'), ('『', '』')],
        Lang::En => &[('"', '"'), ('“', '”'), ('`', '`')],
    };
    let mut out = String::with_capacity(text.len());
    let mut until: Vec<char> = Vec::new();
    for c in text.chars() {
        if until.last() == Some(&c) {
            until.pop();
        } else if let Some((_, close)) = pairs.iter().find(|(open, _)| *open == c) {
            until.push(*close);
        } else if until.is_empty() {
            out.push(c);
        }
    }
    if until.is_empty() { out } else { text.to_owned() }
}

/// Says whether a text states no other duty than one to try: what is to be tried is not to be achieved.
pub(super) fn only_tries(text: &str, lang: Lang) -> bool {
    let said = strength(text, lang);
    let text = unquoted(text, lang);
    let rest = match lang {
        Lang::Ja => {
            ["努めなければならない", "努めなければなりません", "努めるものとする", "努力しなければならない"]
                .iter()
                .fold(text, |rest, words| rest.replace(words, ""))
        }
        Lang::En => {
            let lower = text.to_lowercase();
            let duties =
                BINDING_EN.iter().flat_map(|duty| EFFORT_EN.map(|effort| format!("{duty} {effort}")));
            duties.fold(lower, |rest, words| rest.replace(&words, ""))
        }
    };
    said.contains(&Voice::Effort) && !strength(&rest, lang).contains(&Voice::Binding)
}

#[cfg(test)]
mod tests {
    use super::{Voice, only_tries, strength};
    use crate::lang::Lang;

    #[test]
    fn quotations_say_nothing() {
        assert!(
            !strength("「変更しなければならない」という語を用いる。", Lang::Ja).contains(&Voice::Binding)
        );
        assert!(strength("変更しなければならない。", Lang::Ja).contains(&Voice::Binding));
        assert!(!strength("the word \"shall\" is used", Lang::En).contains(&Voice::Binding));
    }

    #[test]
    fn what_is_to_be_tried_is_no_duty_to_succeed() {
        assert!(only_tries("公表に努めなければならない。", Lang::Ja));
        assert!(only_tries("The maker shall endeavour to publish it.", Lang::En));
        assert!(!only_tries("公表しなければならず、その周知に努めなければならない。", Lang::Ja));
        assert!(!only_tries("It shall publish it and shall seek to explain it.", Lang::En));
        assert!(!only_tries("公表しなければならない。", Lang::Ja));
    }

    #[test]
    fn a_duty_is_no_prohibition() {
        assert!(!strength("変更しなければならない。", Lang::Ja).contains(&Voice::Denial));
        assert!(strength("変更してはならない。", Lang::Ja).contains(&Voice::Denial));
        assert!(strength("It shall not change.", Lang::En).contains(&Voice::Denial));
    }
}
