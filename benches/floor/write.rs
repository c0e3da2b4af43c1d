//! The least that a build can cost: writes files of given sizes and nothing else.
//!
//! `rustc -O write.rs && ./write MANIFEST FOLDER`, where each line of the manifest is `bytes<TAB>path`.
//! Prints the seconds that the writing took. Standard library only.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

fn main() -> std::io::Result<()> {
    let mut args = std::env::args().skip(1);
    let (manifest, folder) = (args.next().expect("a manifest"), args.next().expect("a folder"));
    let manifest = std::fs::read_to_string(manifest)?;
    let filler: Vec<u8> = b"<p>the quick brown fox jumps over the lazy dog</p>\n".repeat(20_000);
    let mut made: BTreeSet<PathBuf> = BTreeSet::new();
    let begun = Instant::now();
    for line in manifest.lines() {
        let (size, path) = line.split_once('\t').expect("bytes<TAB>path");
        let (mut left, path) = (size.parse::<usize>().expect("a size"), Path::new(&folder).join(path));
        let parent = path.parent().expect("a folder").to_path_buf();
        if !made.contains(&parent) {
            std::fs::create_dir_all(&parent)?;
            made.insert(parent);
        }
        let mut file = std::fs::File::create(&path)?;
        while left > 0 {
            let piece = left.min(filler.len());
            file.write_all(&filler[..piece])?;
            left -= piece;
        }
    }
    println!("{:.4}", begun.elapsed().as_secs_f64());
    Ok(())
}
