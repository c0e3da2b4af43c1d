//! Publishes a set of artifacts: all of them or none.
//!
//! The only writer of the project. A new tree is written beside the old one and the two change places, so
//! that a reader never sees half of either; a failure leaves the old tree as it was.

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::artifact::Artifact;
use crate::project::is_inside;

/// Marks a folder as made by `kijun build`, so that no other folder is ever replaced.
const MARK: &str = ".kijun-output";

/// Marks a folder that backups leave out; see <https://bford.info/cachedir/>.
const CACHE_TAG: &[u8] = b"Signature: 8a477f597d28d172789f06886806bc55\n# Kept by kijun; may be deleted.\n";

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder exists and was not made by `kijun build`.
    #[error("{0} is not an output folder of kijun; it is left as it is")]
    Foreign(PathBuf),
    /// An artifact would leave the folder.
    #[error("`{0}` leads out of the output folder")]
    Outside(String),
    /// The disk refused.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

/// Writes `artifacts` to `folder`, replacing what an earlier build put there.
pub fn publish(folder: &Path, artifacts: &[Artifact]) -> Result<(), PublishError> {
    if let Some(bad) = artifacts.iter().find(|it| !is_inside(&it.path)) {
        return Err(PublishError::Outside(bad.path.clone()));
    }
    if folder.exists() && !is_ours(folder) {
        return Err(PublishError::Foreign(folder.to_path_buf()));
    }
    let parent = match folder.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    make_folder(parent)?;
    let at = |error: io::Error| PublishError::Io(folder.to_path_buf(), error);
    // Dropped on every way out, so that a failed build leaves nothing behind.
    let fresh = tempfile::Builder::new().prefix(".kijun-").tempdir_in(parent).map_err(at)?;
    let tree = fresh.path().join("tree");
    write_tree(&tree, artifacts)?;
    swap(&tree, folder).map_err(at)
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

fn write_tree(tree: &Path, artifacts: &[Artifact]) -> Result<(), PublishError> {
    let mut folders: Vec<PathBuf> =
        artifacts.iter().filter_map(|it| tree.join(&it.path).parent().map(Path::to_path_buf)).collect();
    folders.push(tree.to_path_buf());
    folders.sort();
    folders.dedup();
    for folder in &folders {
        make_folder(folder)?;
    }
    artifacts.par_iter().try_for_each(|it| write_file(&tree.join(&it.path), &it.bytes))?;
    write_file(&tree.join(MARK), b"Made by `kijun build`; replaced as a whole by the next one.\n")
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
