//! A data file that the user names, read whole or refused with every place where it is wrong.

use std::io::Read as _;
use std::path::Path;

use crate::data::{self, Fault, Format, Located};
use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::project;
use crate::source::{FileId, Sources};

use super::failed::Failed;

/// At most so many faults are told; the rest is counted.
pub(super) const TOLD: usize = 20;

/// Reads a file, or standard input for `-`, as its ending says; without one a text that begins with a bracket is
/// JSON, and any other TOML.
///
/// Keys that are there twice are noted in `faults`, for whoever looks for further ones.
pub(super) fn read(
    sources: &mut Sources,
    path: &Path,
    what: &Bilingual,
    faults: &mut Vec<Fault>,
) -> Result<Located, Failed> {
    let (file, name) = (text(sources, path, what)?, path.display().to_string());
    let ending = path.extension().and_then(|it| it.to_str()).unwrap_or_default();
    let is_json = sources.file(file).text.trim_start().starts_with(['{', '[']) && ending != "toml";
    let guess = if is_json { Format::Json } else { Format::Toml };
    let format = Format::of_ending(ending).unwrap_or(guess);
    data::read_on(sources, file, format, faults)
        .map_err(|faults| refused(sources, &unread(&name, what), faults.len(), faults))
}

/// Reads the text of a file, or of standard input for `-`.
pub(super) fn text(sources: &mut Sources, path: &Path, what: &Bilingual) -> Result<FileId, Failed> {
    let (name, bytes) = (path.display().to_string(), bytes(path, what)?);
    data::text(sources, &name, &bytes)
        .map_err(|faults| refused(sources, &unread(&name, what), faults.len(), faults))
}

/// Reads the bytes of a file, or of standard input for `-`.
pub(super) fn bytes(path: &Path, what: &Bilingual) -> Result<Vec<u8>, Failed> {
    let bytes = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        project::read_bytes(path)
    };
    bytes.map_err(|error| {
        let Bilingual { ja, en } = unread(&path.display().to_string(), what);
        Failed(msg!(ja: "{ja}: {error}", en: "{en}: {error}"))
    })
}

/// Says that a file cannot be read as what it has to be.
pub(super) fn unread(name: &str, what: &Bilingual) -> Bilingual {
    let Bilingual { ja, en } = what;
    msg!(ja: "{name}を{ja}として読めない", en: "{name} cannot be read as {en}")
}

/// Lists faults below what they keep from being done, in the order of their places; of `all` the first ones.
pub(super) fn refused(
    sources: &Sources,
    head: &Bilingual,
    all: usize,
    faults: impl IntoIterator<Item = Fault>,
) -> Failed {
    let mut told: Vec<Fault> = faults.into_iter().take(TOLD).collect();
    told.sort_by_key(|it| it.at);
    let more = all.saturating_sub(told.len());
    let said = |lang: Lang| {
        let mut lines = vec![head.get(lang).clone()];
        lines.extend(told.iter().map(|it| {
            let place = sources.place(it.at);
            format!("{}:{}:{}: {}", place.file, place.line, place.column, it.message.get(lang))
        }));
        if more > 0 {
            lines.push(msg!(ja: "ほかに{more}件", en: "and {more} more").get(lang).clone());
        }
        lines.join("\n")
    };
    Failed(Bilingual::from_fn(said))
}
