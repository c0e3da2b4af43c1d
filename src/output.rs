//! Publishes artifacts: all of them or none.
//!
//! The only writer of the project. A new tree is written beside the old one, file by file as these are made, and
//! the two change places, so that a reader never sees half of either; a failure leaves the old tree as it was.

use std::collections::BTreeSet;
use std::fs::File;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use crate::artifact::Sink;
use crate::project::is_inside;

/// Marks a folder as made by `kijun build`, so that no other folder is ever replaced.
const MARK: &str = ".kijun-output";

/// Marks a folder that backups leave out; see <https://bford.info/cachedir/>.
const CACHE_TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55\n# Kept by kijun; may be deleted.\n";

/// The folder of the new tree inside the temporary one.
const TREE: &str = "tree";

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder exists and was not made by `kijun build`.
    #[error("{0} is not an output folder of kijun; it is left as it is")]
    Foreign(PathBuf),
    /// The disk refused.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

/// A tree that is being written beside its place; dropped on every way but [`Staging::publish`].
#[derive(Debug)]
pub struct Staging {
    folder: PathBuf,
    fresh: tempfile::TempDir,
    /// The folders that are there already.
    made: Mutex<BTreeSet<PathBuf>>,
    written: AtomicUsize,
}

impl Staging {
    /// Begins a tree that will replace what an earlier build put in `folder`.
    pub fn begin(folder: &Path) -> Result<Self, PublishError> {
        if folder.exists() && !is_ours(folder) {
            return Err(PublishError::Foreign(folder.to_path_buf()));
        }
        let parent = match folder.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent,
            _ => Path::new("."),
        };
        make_folder(parent)?;
        let fresh = tempfile::Builder::new().prefix(".kijun-").tempdir_in(parent);
        let fresh = fresh.map_err(|error| PublishError::Io(folder.to_path_buf(), error))?;
        make_folder(&fresh.path().join(TREE))?;
        let (made, written) = (Mutex::default(), AtomicUsize::new(0));
        Ok(Self { folder: folder.to_path_buf(), fresh, made, written })
    }

    /// Returns how many files were written.
    pub fn written(&self) -> usize {
        self.written.load(Ordering::Relaxed)
    }

    /// Puts the tree in its place.
    pub fn publish(self) -> Result<(), PublishError> {
        let tree = self.fresh.path().join(TREE);
        write_file(&tree.join(MARK), b"Made by `kijun build`; replaced as a whole by the next one.\n")?;
        swap(&tree, &self.folder).map_err(|error| PublishError::Io(self.folder.clone(), error))
    }

    /// Makes the folder of a file, once for all its files.
    fn make_room(&self, file: &Path) -> io::Result<()> {
        let Some(folder) = file.parent() else { return Ok(()) };
        let mut made = self.made.lock().unwrap_or_else(PoisonError::into_inner);
        if !made.contains(folder) {
            #[expect(clippy::disallowed_methods, reason = "this module is the writer")]
            std::fs::create_dir_all(folder)?;
            made.insert(folder.to_path_buf());
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
        self.written.fetch_add(1, Ordering::Relaxed);
        Ok(())
    }
}

/// Says whether a folder is empty or was made by an earlier build.
fn is_ours(folder: &Path) -> bool {
    folder.join(MARK).is_file() || folder.read_dir().is_ok_and(|mut entries| entries.next().is_none())
}

fn make_folder(folder: &Path) -> Result<(), PublishError> {
    #[expect(clippy::disallowed_methods, reason = "this module is the writer")]
    std::fs::create_dir_all(folder).map_err(|error| PublishError::Io(folder.to_path_buf(), error))
}

/// Writes one file.
pub fn write_file(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    #[expect(clippy::disallowed_methods, reason = "this module is the writer")]
    std::fs::write(path, bytes).map_err(|error| PublishError::Io(path.to_path_buf(), error))
}

/// Replaces one file, whole or not at all.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let at = |error: io::Error| PublishError::Io(path.to_path_buf(), error);
    let parent = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut fresh = builder().tempfile_in(parent).map_err(at)?;
    io::Write::write_all(&mut fresh, bytes).map_err(at)?;
    if let Ok(old) = path.metadata() {
        fresh.as_file().set_permissions(old.permissions()).map_err(at)?;
    }
    fresh.persist(path).map(drop).map_err(|error| at(error.error))
}

/// Replaces a small file of a folder that this program keeps for itself, beside a mark for backups and one for git,
/// so that neither takes the folder for part of the project. A link in its place is left alone.
pub fn keep(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), PublishError> {
    if folder.is_symlink() {
        return Err(PublishError::Foreign(folder.to_path_buf()));
    }
    if !folder.exists() {
        make_folder(folder)?;
        write_file(&folder.join("CACHEDIR.TAG"), CACHE_TAG)?;
        write_file(&folder.join(".gitignore"), b"*\n")?;
    }
    replace_file(&folder.join(name), bytes)
}

/// Makes files as any other program does, where a temporary one would be for its owner alone.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
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
    let old = tree.with_file_name("old");
    std::fs::rename(folder, &old)?;
    std::fs::rename(tree, folder).inspect_err(|_| {
        // The old tree goes back; if even that fails, it stays beside and the first error is the one to tell.
        let _ = std::fs::rename(&old, folder);
    })
}
