//! All integration tests, in one binary.
#![expect(
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::disallowed_methods,
    clippy::string_slice,
    reason = "a test that fails should say so at once"
)]

mod cli;
mod corpus;
mod docs;
mod format;
mod hostile;
mod support;
mod tidy;
