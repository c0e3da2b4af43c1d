//! The grammar as pest compiles it: its rules, and the parser that follows them.

#[derive(pest_derive::Parser)]
#[grammar = "syntax/kijun.pest"]
pub(super) struct Grammar;
