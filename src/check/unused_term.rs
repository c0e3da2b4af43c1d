//! KJ3013: no restatement uses a term.
//!
//! A term counts as used where its name or a synonym occurs in either language, or where a provision defines it.

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::model::called::titled;
use crate::model::{Kb, Term};
use crate::msg;
use crate::source::Sources;

use super::passage::declared;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let texts = Texts::new(kb);
    let unused = kb.terms.iter().filter(|term| term.defined_by.is_empty() && !texts.use_it(term));
    unused
        .map(|term| {
            let Bilingual { ja, en } = titled(&term.name, &term.id);
            Diagnostic::new(
                Code::UnusedTerm,
                msg!(ja: "用語{ja}を使う趣旨がない", en: "no restatement uses the term `{en}`"),
            )
            .here(term.span)
            .help(msg!(
                ja: "同義語を「also」に加えるか、用語を取り除いてください。",
                en: "add the synonyms in use to `also`, or remove the term",
            ))
        })
        .collect()
}

/// The texts that terms are for, in small letters.
pub(super) struct Texts(Vec<Bilingual>);

impl Texts {
    pub(super) fn new(kb: &Kb) -> Self {
        Self(statements(kb).into_iter().map(|text| text.map(|half| half.to_lowercase())).collect())
    }

    /// Says whether the name of a term or a synonym occurs, in either language.
    pub(super) fn use_it(&self, term: &Term) -> bool {
        Lang::ALL.into_iter().any(|lang| named(term, &self.0, lang))
    }
}

fn statements(kb: &Kb) -> Vec<&Bilingual> {
    let mut texts: Vec<&Bilingual> = Vec::new();
    for provision in declared(kb) {
        texts.extend([&provision.body.title, &provision.body.text]);
        texts.extend(&provision.body.note);
    }
    texts.extend(kb.requirements.iter().flat_map(|it| [&it.title, &it.text]));
    texts.extend(kb.facts.iter().flat_map(|it| [&it.title, &it.says, &it.ask]));
    texts.extend(kb.instruments.iter().map(|it| &it.title));
    texts
}

fn named(term: &Term, texts: &[Bilingual], lang: Lang) -> bool {
    let names = term.words(lang);
    names
        .map(|name| name.to_lowercase())
        .filter(|name| !name.is_empty())
        .any(|name| texts.iter().any(|text| text.get(lang).contains(&name)))
}
