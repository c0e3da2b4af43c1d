//! KJ5016: a text that is only a placeholder: 「…」, "to be written", 「未記入」.
//!
//! What is printed to be filled in was pasted and not filled in; a reason or a text then stands for nothing.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::model::Kb;
use crate::msg;
use crate::source::{Sources, Span};

use super::passage::{Passage, half, half_name, passages, prose};

/// Beginnings of what is to be written later, in small letters.
const BEGINNINGS: [&str; 9] =
    ["todo", "tbd", "tbc", "fixme", "xxx", "to be written", "to be determined", "to be added", "lorem ipsum"];
/// Whole texts that say that nothing was written.
const WHOLE: [&str; 8] =
    ["未記入", "要記入", "記入予定", "後で記入", "後で書く", "追記予定", "作成中", "ここに記入"];

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let titles = kb.sources.iter().map(|it| Passage { text: &it.title, span: it.span });
    let devices = kb.devices.iter().map(|it| Passage { text: &it.title, span: it.span });
    let all = passages(kb).into_iter().chain(prose(kb)).chain(titles).chain(devices);
    let mut seen: BTreeSet<(Span, &str, &str)> = BTreeSet::new();
    let once = all.filter(|it| seen.insert((it.span, &it.text.ja, &it.text.en)));
    once.filter_map(|it| fault(&it, sources)).collect()
}

fn fault(passage: &Passage<'_>, sources: &Sources) -> Option<Diagnostic> {
    let mut empty = Lang::ALL.into_iter().filter(|lang| is_placeholder(passage.text.get(*lang)));
    let first = empty.next()?;
    let place = |lang| half(sources, passage.span, passage.text, lang);
    let (text, Bilingual { ja, en }) = (passage.text.get(first).trim(), half_name(first));
    let found = Diagnostic::new(
        Code::PlaceholderText,
        msg!(ja: "{ja}が「{text}」のままである", en: "{en} is still `{text}`"),
    )
    .at(place(first), msg!(ja: "何も述べていない", en: "says nothing"));
    let found =
        empty.fold(found, |found, lang| found.and_at(place(lang), msg!(ja: "ここも", en: "here too")));
    Some(found.help(
        msg!(ja: "内容を両方の言語で書いてください。", en: "write what it is to say, in both languages"),
    ))
}

/// Says whether a text was left to be filled in; an empty one is missing, which is told elsewhere.
fn is_placeholder(text: &str) -> bool {
    let inner = text.trim().trim_matches(|c: char| "（）()[]［］「」<>＜＞*_。.".contains(c)).trim();
    let lower = inner.to_lowercase();
    let begins = |word: &&str| {
        let rest = lower.strip_prefix(*word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    };
    let dots = |c: char| c.is_whitespace() || "…‥.。・?？_＿".contains(c);
    let is_dots = !text.trim().is_empty() && text.chars().all(dots);
    is_dots || WHOLE.contains(&inner) || BEGINNINGS.iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::is_placeholder;

    #[test]
    fn what_says_nothing_is_told_from_what_is_short() {
        for text in
            ["…", "...", "……", "to be written", "Todo: reason", "（未記入）", "tbd", "？", "To be written."]
        {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["", "1", "S1.1-02", "なし", "未定", "Todoist", "表①", "年1回作成中の記録"]
        {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
