//! The integration tests, one binary.

mod explain;
mod format;
