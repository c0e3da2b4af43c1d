//! What stands at the head of every answer that is an object.

use schemars::JsonSchema;
use serde::Serialize;

use super::GENERATOR;

/// Version of the shapes of answers, by the rules of semantic versions.
pub const SCHEMA_VERSION: &str = "1.1.0";

/// An answer, with what made it and from what.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Answered<T> {
    /// Version of the shape, by the rules of semantic versions.
    pub schema_version: &'static str,
    /// The program and its version.
    pub generator: &'static str,
    /// Digest of the rules that were asked, the same as long as they say the same; null where none were.
    pub corpus_digest: Option<String>,
    /// The answer.
    #[serde(flatten)]
    pub answer: T,
}

impl<T> Answered<T> {
    /// Puts the head before an answer.
    pub fn new(answer: T, corpus_digest: Option<String>) -> Self {
        Self { schema_version: SCHEMA_VERSION, generator: GENERATOR, corpus_digest, answer }
    }
}
