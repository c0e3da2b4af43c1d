//! KJ3012: nothing uses a definition.

use crate::diag::{Code, Diagnostic};
use crate::model::Kb;
use crate::msg;
use crate::source::Sources;

use super::uses::Uses;

pub(super) fn run(kb: &Kb, _sources: &Sources) -> Vec<Diagnostic> {
    let mut uses = Uses::of(kb);
    uses.add(kb.constraints.iter().map(|constraint| &constraint.expr));
    uses.add(kb.unlikely.iter().map(|it| &it.expr));
    let unused = kb.defines.iter_enumerated().filter(|(idx, _)| !uses.defines.contains(idx));
    unused
        .map(|(_, define)| {
            let id = &define.id;
            Diagnostic::new(
                Code::UnusedDefine,
                msg!(ja: "定義「{id}」が使われていない", en: "nothing uses `{id}`"),
            )
            .here(define.span)
            .help(msg!(ja: "使うか、取り除いてください。", en: "use it, or remove it"))
        })
        .collect()
}
