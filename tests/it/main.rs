//! The integration tests, one binary.

mod corpus;
mod counterpart;
mod format;
mod merge;
