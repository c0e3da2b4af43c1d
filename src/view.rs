//! The one public JSON: types, how they are built, and their schemas.
//!
//! Command output, site data and exports are these values; knows no HTML and no disk.

pub mod alias;
pub mod answer;
pub mod assessment;
pub mod audit;
pub mod brief;
pub mod catalogue;
pub mod changes;
pub mod checklist;
pub mod citation;
pub mod cited;
pub mod clause;
pub mod comparison;
pub mod dates;
pub mod day;
mod deviation;
pub mod device;
pub mod diagnostics;
pub mod diff;
pub mod document;
pub mod example;
pub mod explanation;
pub mod expression;
pub mod fact;
pub mod failure;
pub mod form;
pub mod found;
pub mod impact;
pub mod instrument;
pub mod interpretation;
pub mod joint;
pub mod library;
pub mod list;
pub mod market;
pub mod matrix;
pub mod merged;
pub mod opposed;
pub mod order;
pub mod path;
pub mod phrase;
pub mod product_schema;
pub mod provision;
pub mod reading;
pub mod run;
pub mod said;
pub mod schema;
pub mod series;
pub mod show;
pub use crate::slug;
pub mod state;
pub mod stated;
pub mod summary;
pub mod table;
pub mod titled;
pub mod tree;
pub mod verdicts;
pub mod vocabulary;
pub mod ways;
pub mod witnesses;
pub mod word;

pub use crate::model::EditionIdx;
pub use crate::norm::Checked;
pub use brief::Brief;
pub use clause::Clause;
pub use library::Library;
pub use provision::Counterpart;

/// The program that writes files, with its version.
pub const GENERATOR: &str = concat!("kijun ", env!("CARGO_PKG_VERSION"));
