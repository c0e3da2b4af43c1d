//! What every output returns: a path below the output folder and its bytes, and where these go.
//!
//! Writes nothing; `output` does.

use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// One file to be published.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Artifact {
    /// Relative path with `/`, without `..`.
    pub path: String,
    /// Content.
    pub bytes: Vec<u8>,
}

impl Artifact {
    /// Pairs path and content.
    pub fn new(path: impl Into<String>, bytes: impl Into<Vec<u8>>) -> Self {
        Self { path: path.into(), bytes: bytes.into() }
    }
}

/// Where artifacts go as they are made, so that nobody holds them all.
pub trait Sink: Sync {
    /// Takes one file; its content comes from `fill`, piece by piece.
    fn write(&self, path: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()>;

    /// Takes one file whole.
    fn put(&self, artifact: &Artifact) -> io::Result<()> {
        self.write(&artifact.path, &mut |out| out.write_all(&artifact.bytes))
    }
}

/// Artifacts kept in memory, for whoever looks at them instead of publishing them.
#[derive(Debug, Default)]
pub struct Memory(Mutex<Vec<Artifact>>);

impl Memory {
    /// Returns what was written, sorted by path.
    pub fn into_artifacts(self) -> Vec<Artifact> {
        let mut all = self.0.into_inner().unwrap_or_else(PoisonError::into_inner);
        all.sort();
        all
    }
}

impl Sink for Memory {
    fn write(&self, path: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let mut bytes = Vec::new();
        fill(&mut bytes)?;
        self.0.lock().unwrap_or_else(PoisonError::into_inner).push(Artifact::new(path, bytes));
        Ok(())
    }
}
