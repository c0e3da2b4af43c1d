//! stub
use crate::diag::Diagnostic;
use crate::model::Kb;
/// text
pub fn text(_kb: &Kb) -> Vec<Diagnostic> {
    Vec::new()
}
/// meaning
pub fn meaning(_kb: &Kb) -> Vec<Diagnostic> {
    Vec::new()
}
