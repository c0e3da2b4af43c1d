//! stub
pub mod domain;
pub mod formula;
pub mod relation;
pub mod theory;
pub mod verdict;
pub use theory::Theory;
pub use verdict::Rule;
