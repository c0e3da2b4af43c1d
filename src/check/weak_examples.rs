//! stub
use crate::diag::Diagnostic;
use crate::model::Kb;
pub(super) fn run(_kb: &Kb) -> Vec<Diagnostic> {
    Vec::new()
}
