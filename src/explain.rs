//! stub
use crate::{diag::Code, lang::Lang};
#[expect(missing_docs, reason = "stub")]
pub fn page(_c: Code, _l: Lang) -> &'static str {
    ""
}
