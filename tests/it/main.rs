//! The integration tests, one binary.

mod audit;
mod corpus;
mod counterpart;
mod format;
mod import;
mod merge;
