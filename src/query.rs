//! Questions put to the knowledge base, answered as plain values.
//!
//! Formats no answer and changes nothing.

pub mod adequacy;
pub mod alignment;
pub mod asked;
pub mod assess;
pub mod assessment;
pub mod audit;
pub mod baseline;
pub mod beside;
pub mod citation;
pub mod compare;
pub mod counterpart;
pub mod dates;
pub mod declared;
pub mod deviation;
pub mod diff;
pub mod edge_fault;
pub mod explain;
mod given_up;
pub mod impact;
pub mod lint;
pub mod market;
pub mod merge;
pub mod plan;
pub mod product;
pub mod readable;
pub mod smtlib;
pub mod succession;
pub mod table;
pub mod translated;
pub mod ways;
pub mod witnesses;
pub mod world;

pub use asked::Asked;
pub use assess::{Judged, WORST_FIRST, judge};
pub use assessment::{Assessment, EditionResult, ProvisionResult, assess};
pub use counterpart::{Counterpart, counterparts};
