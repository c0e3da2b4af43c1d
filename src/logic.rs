//! Exact decisions about criteria: relations, witnesses, verdicts.
//!
//! Knows typed variables and formulas; never what a provision is, and no language.

pub mod domain;
pub mod formula;
