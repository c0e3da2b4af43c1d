//! KJ5009: a spelling that the glossary avoids.
//!
//! An avoided spelling inside a longer term that the glossary accepts is left alone. A term that texts define is a word
//! of their jurisdictions: elsewhere the spelling may be the word for something else.

use crate::diag::{Code, Diagnostic};
use crate::lang::Lang;
use crate::model::{InstrumentIdx, Kb, Provision, Term};
use crate::msg;
use crate::source::Sources;

use super::passage::{declared, locate};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let mut out = Vec::new();
    for provision in declared(kb) {
        let body = &provision.body;
        for (text, span) in [(&body.text, body.text_span), (&body.title, body.span)] {
            for lang in Lang::ALL {
                for (term, spelling) in avoided(kb, provision, lang) {
                    if occurs(kb, text.get(lang), spelling, lang) {
                        let place = locate(sources, span, text.get(lang), spelling);
                        out.push(fault(term, spelling, lang, place));
                    }
                }
            }
        }
    }
    out
}

fn fault(term: &Term, spelling: &str, lang: Lang, place: crate::source::Span) -> Diagnostic {
    let better = term.name.get(lang);
    Diagnostic::new(
        Code::DiscouragedTerm,
        msg!(ja: "「{spelling}」は避けるべき用語", en: "`{spelling}` is a term to avoid"),
    )
    .here(place)
    .and_at(term.span, msg!(ja: "用語集の項目", en: "the entry of the glossary"))
    .help(msg!(ja: "「{better}」を使ってください。", en: "use `{better}`"))
}

/// Returns the spellings to avoid in a provision, each with its term.
fn avoided<'a>(kb: &'a Kb, provision: &Provision, lang: Lang) -> impl Iterator<Item = (&'a Term, &'a str)> {
    let at_home = |instrument: InstrumentIdx| &kb.instruments[instrument].jurisdiction;
    let here = at_home(provision.instrument);
    let terms = kb.terms.iter().filter(move |term| {
        term.defined_by.is_empty() || term.defined_by.iter().any(|it| at_home(it.instrument) == here)
    });
    terms.flat_map(move |term| term.avoid.get(lang).iter().map(move |it| (term, it.as_str())))
}

/// Says whether a text has the spelling outside of the longer names that contain it.
fn occurs(kb: &Kb, text: &str, spelling: &str, lang: Lang) -> bool {
    if spelling.is_empty() {
        return false;
    }
    let (mut text, spelling) = (text.to_lowercase(), spelling.to_lowercase());
    if !text.contains(&spelling) {
        return false;
    }
    for term in &kb.terms {
        for name in term.words(lang) {
            let name = name.to_lowercase();
            if name.len() > spelling.len() && name.contains(&spelling) {
                text = text.replace(&name, " ");
            }
        }
    }
    let word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    text.match_indices(&spelling).any(|(at, found)| {
        let before = text.get(..at).and_then(|it| it.chars().next_back());
        let after = text.get(at + found.len()..).and_then(|it| it.chars().next());
        lang == Lang::Ja || !(word(before) || word(after))
    })
}
