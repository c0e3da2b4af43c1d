//! What `kijun assess --explain` prints below the verdicts.

use std::fmt::Write as _;

use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::explanation::{Explanation, ProvisionRepairs};
use crate::view::stated::Stated;

pub(super) fn text(it: &Explanation, lang: Lang) -> String {
    let mut out = String::new();
    for provision in &it.provisions {
        out.push_str(&of_provision(provision, lang));
    }
    let conforms = it.repairs.iter().any(Vec::is_empty);
    if !conforms {
        let heading = msg!(ja: "全体に適合するための最小の変更", en: "minimal changes that make it conform to everything");
        let _ = writeln!(out, "{}", heading.get(lang));
        out.push_str(&list(&it.repairs, it.more, it.failure.as_ref(), lang));
    }
    out.push_str(&routes(it, lang));
    if let Some(question) = &it.next_question {
        let (id, ask) = (&question.fact, question.ask.get(lang));
        out.push_str(
            msg!(ja: "次に確かめる事実: {id}\n  {ask}\n", en: "find out next: {id}\n  {ask}\n").get(lang),
        );
    }
    if let Some(failure) = &it.question_failure {
        let why = failure.get(lang);
        out.push_str(msg!(ja: "次の問いは決められない: {why}\n", en: "no next question: {why}\n").get(lang));
    }
    out
}

fn of_provision(it: &ProvisionRepairs, lang: Lang) -> String {
    let id = &it.id;
    let heading =
        msg!(ja: "{id}に適合するための最小の変更\n", en: "minimal changes that make it conform to {id}\n");
    heading.get(lang).clone() + &list(&it.repairs, it.more, it.failure.as_ref(), lang)
}

fn list(repairs: &[Vec<Stated>], more: bool, failure: Option<&Bilingual>, lang: Lang) -> String {
    let mut out = String::new();
    for (at, changes) in repairs.iter().enumerate() {
        let list: Vec<String> = changes.iter().map(|it| format!("{} = {}", it.fact, it.written)).collect();
        let _ = writeln!(out, "  {}. {}", at + 1, list.join(", "));
    }
    let note = match (failure, repairs.is_empty(), more) {
        (Some(failure), ..) => failure.clone(),
        (None, true, false) => msg!(
            ja: "設計、手順又は文書を変えても適合しない。",
            en: "no change of design, process or documents does",
        ),
        (None, true, true) => msg!(ja: "見つからなかった。", en: "none was found"),
        (None, false, true) => msg!(ja: "ほかにもあり得る。", en: "there may be more"),
        (None, false, false) => return out,
    };
    let _ = writeln!(out, "  {}", note.get(lang));
    out
}

fn routes(it: &Explanation, lang: Lang) -> String {
    if it.routes.is_empty() {
        return String::new();
    }
    let heading = msg!(
        ja: "事実にかかわらず満たすとみなす規定",
        en: "rules that would treat it as satisfied whatever the facts say",
    );
    let mut out = heading.get(lang).clone() + "\n";
    for route in &it.routes {
        let title = route.title.as_ref().map_or(route.deeming.as_str(), |title| title.get(lang));
        let _ = writeln!(out, "  {} ({}): {}", title, route.deeming, route.of.join(", "));
    }
    out
}
