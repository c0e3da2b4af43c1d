//! Remembers of which bases the checks found no error, so that a command with one answer need not run them again.
//!
//! Holds no answer: every command that judges reads, parses and resolves the base itself, and what is remembered
//! says only that this program found no error in exactly these texts on this day. Beside it lies the index of the words
//! of one base, sealed by the same texts, program and day.

use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::diag::Levels;
use crate::model::Date;
use crate::project::Project;
use crate::{output, project};

/// The folder beside the manifest. Its name does not begin as those of the staging folders of a build do.
const FOLDER: &str = ".kijun_cache";

/// The file in it.
const FILE: &str = "sound";

/// The file with the index for searches.
const INDEX: &str = "search";

/// The most bytes of an index that are read.
const MOST_INDEX: usize = 1 << 30;

/// How many bases are remembered: a handful of days and of branches.
const KEPT: usize = 32;

/// The first line of the file; what does not begin with it was written by somebody else.
const HEAD: &str = "Bases in which kijun found no error, by digest. This folder may be deleted at any time.";

/// What stands for a base: a digest of this program, the day, the severities, and every name and text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seal(String);

impl Seal {
    /// Returns it as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Returns the seal of a project on a day.
    pub fn of(project: &Project, as_of: Date, levels: &Levels) -> Self {
        let mut hasher = Sha256::new();
        // Each part behind its length, so that no two bases have the same bytes.
        let mut add = |part: &[u8]| {
            hasher.update((part.len() as u64).to_le_bytes());
            hasher.update(part);
        };
        add(env!("KIJUN_BUILD").as_bytes());
        add(as_of.to_string().as_bytes());
        add(format!("{levels:?}").as_bytes());
        add(project.digest.as_bytes());
        add(format!("{:?}", project.manifest.main).as_bytes());
        // The digest says what stands in all files together, the lengths where one ends and the next begins.
        for (_, file) in project.sources.iter() {
            add(&(file.name.len() as u64).to_le_bytes());
            add(&(file.text.len() as u64).to_le_bytes());
            add(&[u8::from(file.whole)]);
        }
        Self(project::hex(&hasher.finalize()))
    }
}

/// The memory beside one manifest.
#[derive(Clone, Debug)]
pub struct Cache {
    folder: PathBuf,
}

impl Cache {
    /// Returns that of the project in `root`.
    pub fn beside(root: &Path) -> Self {
        Self { folder: root.join(FOLDER) }
    }

    /// Says whether the checks are known to have found no error in a base.
    pub fn knows(&self, seal: &Seal) -> bool {
        self.seals().contains(seal)
    }

    /// Remembers a base in which the checks found no error. A disk that refuses costs time later and nothing else.
    pub fn remember(&self, seal: &Seal) {
        let mut seals = self.seals();
        if seals.first() == Some(seal) {
            return;
        }
        seals.retain(|it| it != seal);
        seals.insert(0, seal.clone());
        seals.truncate(KEPT);
        let lines = seals.iter().fold(format!("{HEAD}\n"), |text, seal| text + &seal.0 + "\n");
        let _ = output::keep(&self.folder, FILE, lines.as_bytes());
    }

    /// Returns the index that was kept, whatever it is of.
    pub fn index(&self) -> Option<Vec<u8>> {
        project::read_kept_bytes(&self.folder, INDEX, MOST_INDEX)
    }

    /// Keeps an index in the place of the last one. A disk that refuses costs time later and nothing else.
    pub fn keep_index(&self, bytes: &[u8]) {
        let _ = output::keep(&self.folder, INDEX, bytes);
    }

    /// Returns what is remembered, the newest first; nothing if the file is not as this program writes it.
    fn seals(&self) -> Vec<Seal> {
        let most = HEAD.len() + 1 + KEPT * 65;
        let Some(text) = project::read_kept(&self.folder, FILE, most) else { return Vec::new() };
        let Some(lines) = text.strip_prefix(HEAD) else { return Vec::new() };
        let hex = |line: &&str| line.len() == 64 && line.bytes().all(|it| it.is_ascii_hexdigit());
        lines.lines().filter(hex).map(|line| Seal(line.to_owned())).collect()
    }
}
