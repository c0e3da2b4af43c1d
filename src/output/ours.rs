//! Which files of an output folder builds wrote, and what becomes of the others and of builds that were killed.

use std::collections::BTreeSet;
use std::fs::File;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::project;

use super::file::{PublishError, make_folder, new_file, parent};

/// Marks a folder as made by `kijun build`, so that no other folder is ever replaced; lists what the build wrote.
const MARK: &str = ".kijun-output";

/// The first line of the mark.
const HEAD: &str =
    "Made by `kijun build`, which wrote these files; the next build replaces them and no other.";

/// How staging folders begin.
pub(super) const STAGING: &str = ".kijun-";

/// The folder of the old tree inside a staging folder, where a system cannot exchange two folders in one step.
pub(super) const OLD: &str = "old";

/// Locked inside a staging folder as long as its build runs.
const LOCK: &str = "build-in-progress";

/// The files of an output folder that builds wrote.
#[derive(Debug, Default)]
pub(super) struct Ours(BTreeSet<String>);

impl Ours {
    /// Reads which files of a folder builds wrote; refuses a folder that is not theirs.
    pub(super) fn of(folder: &Path) -> Result<Self, PublishError> {
        let mark = folder.join(MARK);
        if !folder.exists() || folder.read_dir().is_ok_and(|mut entries| entries.next().is_none()) {
            return Ok(Self::default());
        }
        if !mark.is_file() {
            return Err(PublishError::Foreign(folder.to_path_buf()));
        }
        let text = project::read_text(&mark).map_err(|error| PublishError::Io(mark, error))?;
        let listed = text.strip_prefix(HEAD).ok_or_else(|| PublishError::Unlisted(folder.to_path_buf()))?;
        Ok(Self(listed.lines().filter(|line| !line.is_empty()).map(str::to_owned).collect()))
    }

    /// Marks a new tree with the list of its files.
    pub(super) fn mark(tree: &Path, written: &BTreeSet<String>) -> Result<(), PublishError> {
        let lines = written.iter().fold(format!("{HEAD}\n"), |text, path| text + path + "\n");
        new_file(&tree.join(MARK), lines.as_bytes())
    }

    /// Gives a new tree whatever others put into the old folder. The old folder is left as it is: a file gets a
    /// second name, so that it is never in one place only while the trees change places.
    pub(super) fn carry(&self, folder: &Path, tree: &Path) -> Result<(), PublishError> {
        if !folder.exists() {
            return Ok(());
        }
        let folders = self.folders();
        for entry in WalkDir::new(folder).min_depth(1) {
            let entry = entry.map_err(|error| PublishError::Io(folder.to_path_buf(), error.into()))?;
            let Ok(inside) = entry.path().strip_prefix(folder) else { continue };
            let ours = if entry.file_type().is_dir() {
                folders.contains(inside)
            } else {
                inside.to_str().is_some_and(|path| path == MARK || self.0.contains(path))
            };
            if !ours {
                give(&entry, &tree.join(inside))?;
            }
        }
        Ok(())
    }

    fn folders(&self) -> BTreeSet<&Path> {
        self.0.iter().flat_map(|path| Path::new(path).ancestors().skip(1)).collect()
    }
}

/// Gives a new tree a file or an empty folder of somebody else.
fn give(entry: &DirEntry, place: &Path) -> Result<(), PublishError> {
    let at = |error: io::Error| PublishError::Io(entry.path().to_path_buf(), error);
    if entry.file_type().is_dir() {
        if place.symlink_metadata().is_ok_and(|it| !it.is_dir()) {
            return Err(PublishError::Taken(entry.path().to_path_buf()));
        }
        make_folder(place)?;
        let permissions = entry.metadata().map_err(|error| at(error.into()))?.permissions();
        return std::fs::set_permissions(place, permissions).map_err(at);
    }
    if place.symlink_metadata().is_ok() {
        return Err(PublishError::Taken(entry.path().to_path_buf()));
    }
    make_folder(parent(place))?;
    std::fs::hard_link(entry.path(), place).or_else(|error| copy(entry, place).map_err(|_| error)).map_err(at)
}

/// Copies a file where a second name is not to be had.
fn copy(entry: &DirEntry, place: &Path) -> io::Result<()> {
    if !entry.file_type().is_file() {
        return Err(io::Error::other("neither a file nor a folder"));
    }
    std::fs::copy(entry.path(), place).map(drop)
}

/// Says that a build is at work in a staging folder, as long as the answer is kept. Where a disk has no locks the
/// folder is not marked and so never taken for one of a killed build.
pub(super) fn lock(staging: &Path) -> io::Result<File> {
    let (early, place) = (staging.join("lock"), staging.join(LOCK));
    let file = File::create_new(&early)?;
    if file.try_lock().is_ok() {
        #[expect(clippy::disallowed_methods, reason = "this module is the writer")]
        std::fs::rename(early, place)?;
    }
    Ok(file)
}

/// Removes what killed builds left beside an output folder. A folder that cannot be removed costs room and nothing
/// else.
pub(super) fn sweep(beside: &Path) {
    let Ok(entries) = beside.read_dir() else { return };
    for entry in entries.filter_map(Result::ok) {
        let is_folder = entry.file_type().is_ok_and(|it| it.is_dir());
        if is_folder && entry.file_name().to_string_lossy().starts_with(STAGING) && is_left(&entry.path()) {
            #[expect(clippy::disallowed_methods, reason = "this module is the writer")]
            let _ = std::fs::remove_dir_all(entry.path());
        }
    }
}

/// Says whether a staging folder belongs to no build any more. One that still has the old tree may be the only place
/// of files of others.
fn is_left(staging: &Path) -> bool {
    let lock = File::open(staging.join(LOCK));
    lock.is_ok_and(|lock| lock.try_lock().is_ok()) && !staging.join(OLD).exists()
}
