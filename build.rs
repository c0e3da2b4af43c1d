//! Tells the program which program it is: a digest of what it is compiled from.

use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

/// Everything that decides what the checks say.
const PARTS: [&str; 2] = ["src", "Cargo.lock"];

fn main() -> io::Result<()> {
    let mut hasher = Sha256::new();
    for part in PARTS {
        println!("cargo::rerun-if-changed={part}");
        add(Path::new(part), &mut hasher)?;
    }
    print!("cargo::rustc-env=KIJUN_BUILD=");
    for byte in hasher.finalize() {
        print!("{byte:02x}");
    }
    println!();
    Ok(())
}

/// Adds a file, or what lies in a folder in the order of the names.
fn add(path: &Path, hasher: &mut Sha256) -> io::Result<()> {
    if path.is_dir() {
        let mut inside: Vec<PathBuf> =
            path.read_dir()?.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>()?;
        inside.sort();
        return inside.iter().try_for_each(|path| add(path, hasher));
    }
    let bytes = read(path)?;
    hasher.update(path.to_string_lossy().replace('\\', "/"));
    hasher.update([0]);
    hasher.update(bytes.len().to_le_bytes());
    hasher.update(bytes);
    Ok(())
}

#[expect(clippy::disallowed_methods, reason = "a build script runs before there is a reader")]
fn read(path: &Path) -> io::Result<Vec<u8>> {
    std::fs::read(path)
}
