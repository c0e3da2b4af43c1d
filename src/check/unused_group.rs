//! KJ3024: a group that no fact belongs to.
//!
//! One that is misspelt is told where the facts that were meant stand without a name.

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::model::Kb;
use crate::model::called::titled;
use crate::msg;
use crate::source::Sources;

use super::unnamed_group::{is_told, unused};

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let unused = unused(kb).into_iter().filter(|group| !is_told(kb, group));
    unused
        .map(|group| {
            let Bilingual { ja, en } = titled(&group.title, &group.id);
            Diagnostic::new(
                Code::UnusedGroup,
                msg!(ja: "分野{ja}に属する事実がない", en: "no fact belongs to the group `{en}`"),
            )
            .here(group.span)
            .help(msg!(
                ja: "綴りを確かめるか、宣言を取り除いてください。",
                en: "see whether it is misspelt, or remove it",
            ))
        })
        .collect()
}
