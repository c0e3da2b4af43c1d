//! KJ4006: an edition has no provisions.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::Kb;
use crate::msg;
use crate::source::Sources;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let empty = kb.editions.iter_enumerated().filter(|(_, edition)| edition.provisions.is_empty());
    empty
        .map(|(idx, edition)| {
            let Bilingual { ja, en } = kb.edition_called(idx);
            Diagnostic::new(Code::EmptyEdition, msg!(ja: "{ja}に規定がない", en: "`{en}` has no provisions"))
                .here(edition.span)
                .help(msg!(
                    ja: "規定を書くか、「amends」で改正元の版を示してください。",
                    en: "write provisions, or name the edition that it `amends`",
                ))
        })
        .collect()
}
