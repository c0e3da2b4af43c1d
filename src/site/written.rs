//! Which files were written, and how many bytes each has; keeps none of them.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::sync::{Mutex, PoisonError};

/// The files by path.
#[derive(Debug, Default)]
pub(super) struct Written(Mutex<BTreeMap<Box<str>, usize>>);

impl Written {
    /// Notes a file.
    pub(super) fn note(&self, path: &str, bytes: usize) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(path.into(), bytes);
    }

    /// Returns the paths of a kind, sorted.
    pub(super) fn paths(&self, is_wanted: fn(&str) -> bool) -> Vec<Box<str>> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.keys().filter(|path| is_wanted(path)).cloned().collect()
    }

    /// Returns the files below a folder, each with its path from there and its bytes, sorted.
    pub(super) fn below(&self, folder: &str) -> Vec<(Box<str>, usize)> {
        let all = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        all.iter().filter_map(|(path, bytes)| Some((path.strip_prefix(folder)?.into(), *bytes))).collect()
    }
}

/// A writer that counts what passes.
pub(super) struct Counted<'a> {
    to: &'a mut dyn Write,
    bytes: usize,
}

impl<'a> Counted<'a> {
    /// Counts what goes to a writer.
    pub(super) fn new(to: &'a mut dyn Write) -> Self {
        Self { to, bytes: 0 }
    }

    /// Returns how many bytes have passed.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }
}

impl Write for Counted<'_> {
    fn write(&mut self, some: &[u8]) -> io::Result<usize> {
        let taken = self.to.write(some)?;
        self.bytes += taken;
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}
