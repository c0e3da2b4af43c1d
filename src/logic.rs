//! Exact decisions about criteria: relations, witnesses, verdicts.
//!
//! Knows typed variables and formulas; never what a provision is, and no language.

pub mod algebra;
pub mod canon;
pub mod diagram;
pub mod domain;
mod encoding;
pub mod failure;
pub mod formula;
pub mod hollow;
mod likely;
pub mod merge;
pub mod mutate;
pub mod order;
pub mod pairwise;
mod proof;
pub mod question;
pub mod relation;
pub mod repair;
pub mod sat;
pub mod search;
pub mod simplify;
pub mod space;
pub mod theory;
pub mod verdict;
pub mod ways;
pub mod witness;

#[cfg(test)]
mod tests;
