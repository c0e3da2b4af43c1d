//! What people type, to what they mean: by words, in both languages, in one order in terminal and browser.
//!
//! A text holds a word or does not; how much that counts is computed in whole numbers, so `site/styles/search.js`
//! computes the same. Knows no page and no disk.

mod asked;
mod corpus;
#[cfg(feature = "search")]
pub mod index;
mod needle;
mod query;
mod rank;
mod said;
mod store;
#[cfg(feature = "search")]
mod token;

pub use asked::Asked;
pub use corpus::{Corpus, Entry, Field, Part};
pub use query::{By, MOST_TYPED, Needle, Query, Unit};
pub use rank::{Hit, Match, SHARE, hits};
pub use said::{FACETS, Wanted, answer};
pub use store::{InMemory, Store};
