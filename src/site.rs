//! stub
use crate::{artifact::Artifact, diag::Diagnostic, model::Checked};
#[derive(Debug)]
#[expect(missing_docs, reason = "stub")]
pub struct Input<'a> {
    pub digest: &'a str,
    pub title: &'a str,
}
#[derive(Debug)]
#[expect(missing_docs, reason = "stub")]
pub struct Output {
    pub artifacts: Vec<Artifact>,
    pub diagnostics: Vec<Diagnostic>,
}
#[expect(missing_docs, reason = "stub")]
pub fn build(_c: Checked<'_>, _i: &Input<'_>) -> Output {
    Output { artifacts: vec![], diagnostics: vec![] }
}
