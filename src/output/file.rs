//! Writes one file: a regular one whole or not at all, through links, and into whatever else a path leads to.

use std::fs::{File, OpenOptions};
use std::io::{self, ErrorKind, Write as _};
use std::path::{Path, PathBuf};

/// Why nothing was published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// The folder exists and was not made by `kijun build`.
    #[error("{0} is not an output folder of kijun; it is left as it is")]
    Foreign(PathBuf),
    /// The folder was made by a build that kept no list of its files.
    #[error("{0} was made by an earlier version, which kept no list of its files; remove it and build again")]
    Unlisted(PathBuf),
    /// A file that no build wrote stands where one has to be written.
    #[error("{0} was not written by kijun and stands where a file has to be written; it is left as it is")]
    Taken(PathBuf),
    /// The disk refused.
    #[error("{0}: {1}")]
    Io(PathBuf, io::Error),
}

/// At most so many links are followed, as systems do.
const LINKS: usize = 40;

/// Where the links of a path end.
pub(super) enum End {
    /// At this path, whether something is there or not.
    Path(PathBuf),
    /// At an open stream of a process, such as `/dev/stdout`.
    Stream,
}

/// Follows the links of a path, also to a place where nothing is yet.
pub(super) fn end(path: &Path) -> io::Result<End> {
    let mut path = path.to_path_buf();
    for _ in 0..LINKS {
        match path.symlink_metadata() {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(End::Path(path)),
            Err(error) => return Err(error),
            Ok(found) if !found.is_symlink() => return Ok(End::Path(path)),
            Ok(_) => path = parent(&path).join(path.read_link()?),
        }
        if path.starts_with("/proc") {
            return Ok(End::Stream);
        }
    }
    Err(io::Error::other("too many symbolic links"))
}

/// Writes a file that the user names. A regular file is replaced whole or not at all, where a link leads if it is
/// one; a device, a pipe or an open stream is written to and never replaced.
pub fn replace_file(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let at = |error: io::Error| PublishError::Io(path.to_path_buf(), error);
    match end(path).map_err(at)? {
        End::Path(place) if !place.exists() || place.is_file() => replace(&place, bytes).map_err(at),
        End::Path(_) | End::Stream => write_to(path, bytes).map_err(at),
    }
}

fn write_to(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut out = OpenOptions::new().append(true).open(path)?;
    out.write_all(bytes).and_then(|()| out.flush())
}

/// Replaces a regular file, or makes one.
pub(super) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let old = path.metadata().ok();
    if let Some(old) = &old {
        writable(path, &old.permissions())?;
    }
    let mut fresh = builder().tempfile_in(parent(path))?;
    fresh.write_all(bytes)?;
    if let Some(old) = old {
        fresh.as_file().set_permissions(old.permissions())?;
    }
    fresh.persist(path).map(drop).map_err(|error| error.error)
}

/// Refuses a file that may not be written to, although a new one could take its place.
fn writable(path: &Path, permissions: &std::fs::Permissions) -> io::Result<()> {
    if permissions.readonly() {
        return Err(io::Error::new(ErrorKind::PermissionDenied, "the file is read-only"));
    }
    OpenOptions::new().write(true).open(path).map(drop)
}

/// Makes files as any other program does, where a temporary one would be for its owner alone.
fn builder() -> tempfile::Builder<'static, 'static> {
    let mut builder = tempfile::Builder::new();
    #[cfg(unix)]
    builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
    builder
}

/// Returns the folder that a path lies in.
pub(super) fn parent(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

pub(super) fn make_folder(folder: &Path) -> Result<(), PublishError> {
    #[expect(clippy::disallowed_methods, reason = "this module is the writer")]
    std::fs::create_dir_all(folder).map_err(|error| PublishError::Io(folder.to_path_buf(), error))
}

/// Writes a file that is not there yet.
pub(super) fn new_file(path: &Path, bytes: &[u8]) -> Result<(), PublishError> {
    let written = File::create_new(path).and_then(|mut file| file.write_all(bytes));
    written.map_err(|error| PublishError::Io(path.to_path_buf(), error))
}
