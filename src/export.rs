//! Views to bytes, one format a file.
//!
//! Reads no knowledge base and writes no disk.

pub mod assessed;
mod calendar;
mod checklist;
mod escape;
mod feed;
mod json;
mod linked;
mod matrix;
pub mod redline;
mod template;

pub use calendar::calendar;
pub use checklist::{Meta, checklist};
pub use feed::Feed;
pub use json::{compact, data, json, schemas};
pub use linked::linked;
pub use matrix::matrix;
pub use template::template;
