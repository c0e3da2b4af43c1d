//! A corpus as a revision of its git repository has it; read from the repository, never checked out.

use std::path::{Path, PathBuf};

use gix::bstr::ByteSlice as _;

use super::{Found, OpenError};

/// The files of a project in one revision.
pub(super) struct Revision {
    /// Paths below the root with `/`, in the order in which a folder would be read, and what stands there.
    files: Vec<(String, Found)>,
}

impl Revision {
    /// Reads what the project in a folder is in a revision.
    pub(super) fn read(root: &Path, revision: &str) -> Result<Self, OpenError> {
        let failed = |why: &dyn std::fmt::Display| {
            OpenError::Revision(revision.to_owned(), root.to_path_buf(), why.to_string())
        };
        let root = absolute(root).map_err(|error| failed(&error))?;
        let repository = gix::discover(&root).map_err(|error| failed(&error))?;
        let top = repository.workdir().ok_or_else(|| failed(&"the repository has no folder of files"))?;
        let top = absolute(top).map_err(|error| failed(&error))?;
        let below = root.strip_prefix(&top).map_err(|error| failed(&error))?;
        let commit = repository.rev_parse_single(revision).map_err(|error| failed(&error))?;
        let tree = commit.object().and_then(gix::Object::peel_to_tree).map_err(|error| failed(&error))?;
        let tree = if below.as_os_str().is_empty() {
            tree
        } else {
            let entry = tree.lookup_entry_by_path(below).map_err(|error| failed(&error))?;
            let entry = entry.ok_or_else(|| failed(&"the revision does not have this folder"))?;
            entry.object().and_then(gix::Object::peel_to_tree).map_err(|error| failed(&error))?
        };
        let mut files = Vec::new();
        walk(&tree, "", &mut files).map_err(|error| failed(&error))?;
        Ok(Self { files })
    }

    /// Returns the text of the manifest, if there is one.
    pub(super) fn manifest(&self) -> Option<String> {
        let (_, found) = self.files.iter().find(|(name, _)| name == "book.toml")?;
        found.as_ref().ok().and_then(|bytes| String::from_utf8(bytes.clone()).ok())
    }

    /// Says whether there is a folder of this name.
    pub(super) fn has(&self, folder: &str) -> bool {
        self.below(folder).next().is_some()
    }

    /// Returns the files below a folder.
    pub(super) fn below<'a>(&'a self, folder: &str) -> impl Iterator<Item = &'a (String, Found)> {
        let start = format!("{folder}/");
        self.files.iter().filter(move |(name, _)| name.starts_with(&start))
    }
}

fn absolute(path: &Path) -> std::io::Result<PathBuf> {
    path.canonicalize()
}

/// Reads the manifest and the files of a corpus below a tree, by their names.
fn walk(tree: &gix::Tree<'_>, folder: &str, files: &mut Vec<(String, Found)>) -> gix::Result<()> {
    let mut entries = tree.iter().collect::<gix::Result<Vec<_>>>()?;
    entries.sort_by(|one, other| one.filename().cmp(other.filename()));
    for entry in entries {
        let name = entry.filename().to_str_lossy();
        let path = if folder.is_empty() { name.into_owned() } else { format!("{folder}/{name}") };
        if entry.mode().is_tree() {
            walk(&entry.object()?.peel_to_tree()?, &path, files)?;
        } else if path == "book.toml" || Path::new(&path).extension().is_some_and(|it| it == "kijun") {
            let found = if entry.mode().is_blob() {
                Ok(entry.object()?.detach().data)
            } else {
                Err("a link, which is not followed in a revision".to_owned())
            };
            files.push((path, found));
        }
    }
    Ok(())
}
