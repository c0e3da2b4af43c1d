//! Text to spanned tree, one file at a time, and back to tidy text.
//!
//! Never looks at a second file and never looks anything up. Only `grammar`, `parse` and `expected` name pest.

pub mod ast;
mod bare;
mod expected;
pub mod format;
mod grammar;
mod parse;
mod prose;
mod scan;
pub mod words;

pub use bare::bare;
pub use parse::{Parsed, parse};
pub use words::Form;
