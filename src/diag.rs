//! Diagnostics as plain data.
//!
//! Renders nothing and imports no check: a check builds its own [`Diagnostic`], `report` prints it.

pub mod code;
pub mod diagnostic;
#[cfg(test)]
pub(crate) mod sample;
pub mod sink;

pub use code::Code;
pub use diagnostic::{Diagnostic, Label, Suggestion, Table};
pub use sink::{Levels, Sink};
