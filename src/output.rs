//! Publishes artifacts: all of them or none.
//!
//! The only writer of the project. A new tree is written beside the old one, file by file as these are made, and
//! the two change places, so that a reader never sees half of either; a failure leaves the old tree as it was.
//! Files that others put into the output folder stay in it.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

use crate::artifact::Sink;
use crate::project::is_inside;

mod file;
mod ours;

pub use file::{PublishError, replace_file};

use file::{End, make_folder, new_file, parent};
use ours::Ours;

/// Marks a folder that backups leave out; see <https://bford.info/cachedir/>.
const CACHE_TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55\n# Kept by kijun; may be deleted.\n";

/// The folder of the new tree inside the temporary one.
const TREE: &str = "tree";

/// A tree that is being written beside its place; dropped on every way but [`Staging::publish`].
#[derive(Debug)]
pub struct Staging {
    folder: PathBuf,
    ours: Ours,
    fresh: tempfile::TempDir,
    /// Held until the end, so that no other build takes the folder for that of a killed one.
    _lock: File,
    made: Mutex<Made>,
}

/// What is there already.
#[derive(Debug, Default)]
struct Made {
    folders: BTreeSet<PathBuf>,
    files: BTreeSet<String>,
}

impl Staging {
    /// Begins a tree that will replace what an earlier build put in `folder`, or where a link in its place leads.
    pub fn begin(folder: &Path) -> Result<Self, PublishError> {
        let at = |error: io::Error| PublishError::Io(folder.to_path_buf(), error);
        let folder = match file::end(folder).map_err(at)? {
            End::Path(place) => place,
            End::Stream => return Err(PublishError::Foreign(folder.to_path_buf())),
        };
        let ours = Ours::of(&folder)?;
        make_folder(parent(&folder))?;
        let folder = if folder.exists() { folder.canonicalize().map_err(at)? } else { folder };
        ours::sweep(parent(&folder));
        let fresh = tempfile::Builder::new().prefix(ours::STAGING).tempdir_in(parent(&folder)).map_err(at)?;
        let lock = ours::lock(fresh.path()).map_err(at)?;
        make_folder(&fresh.path().join(TREE))?;
        Ok(Self { folder, ours, fresh, _lock: lock, made: Mutex::default() })
    }

    /// Returns how many files were written.
    pub fn written(&self) -> usize {
        self.made.lock().unwrap_or_else(PoisonError::into_inner).files.len()
    }

    /// Puts the tree in its place.
    pub fn publish(mut self) -> Result<(), PublishError> {
        let tree = self.fresh.path().join(TREE);
        let made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        Ours::mark(&tree, &made.files)?;
        drop(made);
        self.ours.carry(&self.folder, &tree)?;
        let swapped = swap(&tree, &self.folder);
        if swapped.is_err() && self.fresh.path().join(ours::OLD).exists() {
            // The old tree could not go back to its place; it is not deleted for that.
            self.fresh.disable_cleanup(true);
        }
        swapped.map_err(|error| PublishError::Io(self.folder.clone(), error))
    }

    /// Makes the folder of a file, once for all its files.
    fn make_room(&self, file: &Path) -> io::Result<()> {
        let Some(folder) = file.parent() else { return Ok(()) };
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if !made.folders.contains(folder) {
            #[expect(clippy::disallowed_methods, reason = "this module is the writer")]
            std::fs::create_dir_all(folder)?;
            made.folders.insert(folder.to_path_buf());
        }
        Ok(())
    }
}

impl Sink for Staging {
    fn write(&self, path: &str, fill: &mut dyn FnMut(&mut dyn Write) -> io::Result<()>) -> io::Result<()> {
        let at = |error: io::Error| io::Error::new(error.kind(), format!("{path}: {error}"));
        if !is_inside(path) {
            return Err(at(io::Error::other("leads out of the output folder")));
        }
        let target = self.fresh.path().join(TREE).join(path);
        self.make_room(&target).map_err(at)?;
        let mut out = File::create_new(&target).map_err(at)?;
        fill(&mut out).map_err(at)?;
        self.made.lock().unwrap_or_else(PoisonError::into_inner).files.insert(path.to_owned());
        Ok(())
    }
}

/// Replaces a small file of a folder that this program keeps for itself, beside a mark for backups and one for git,
/// so that neither takes the folder for part of the project. A link in its place is left alone.
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
    if folder.is_symlink() {
        return Err(PublishError::Foreign(folder.to_path_buf()));
    }
    if !folder.exists() {
        make_folder(folder)?;
        new_file(&folder.join("CACHEDIR.TAG"), CACHE_TAG)?;
        new_file(&folder.join(".gitignore"), b"*\n")?;
    }
    let path = folder.join(name);
    file::replace(&path, bytes).map_err(|error| PublishError::Io(path, error))
}

/// Lets two folders change places in one step where the system can; else one behind the other.
#[expect(clippy::disallowed_methods, reason = "this module is the writer")]
fn swap(tree: &Path, folder: &Path) -> io::Result<()> {
    if !folder.exists() {
        return std::fs::rename(tree, folder);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        if renameat_with(CWD, tree, CWD, folder, RenameFlags::EXCHANGE).is_ok() {
            return Ok(());
        }
    }
    let old = tree.with_file_name(ours::OLD);
    std::fs::rename(folder, &old)?;
    std::fs::rename(tree, folder).inspect_err(|_| {
        // The old tree goes back; if even that fails, it stays beside and the first error is the one to tell.
        let _ = std::fs::rename(&old, folder);
    })
}
