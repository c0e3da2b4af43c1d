//! Views as JSON files: what stands under `/data/` and `/schema/`.

use std::io::{self, BufWriter, Write};

use crate::artifact::{Artifact, Sink};
use crate::lang::Bilingual;
use crate::view::checklist::{self, Meta};
use crate::view::instrument::Edition;
use crate::view::provision::Provision;
use crate::view::slug::slug;
use crate::view::{Library, schema};
use rayon::prelude::*;
use serde::Serialize;

/// Returns a value as an indented JSON document that ends in a line break.
pub fn json<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    ended(serde_json::to_vec_pretty(value))
}

/// Returns a value as a JSON document on one line, for files that programs read and nobody pages through.
pub fn compact<T: Serialize + ?Sized>(value: &T) -> Vec<u8> {
    ended(serde_json::to_vec(value))
}

fn ended(document: serde_json::Result<Vec<u8>>) -> Vec<u8> {
    // INVARIANT: views have text keys only, so writing them to memory cannot fail.
    let mut bytes = document.unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Returns the files under `schema/`.
pub fn schemas() -> Vec<Artifact> {
    schema::published()
        .filter_map(|name| {
            Some(Artifact::new(format!("schema/{name}.json"), compact(&schema::schema(name)?)))
        })
        .collect()
}

/// Writes the files under `data/`: every view, and a checklist for each current edition.
pub fn data(library: &Library<'_>, meta: &Meta, sink: &dyn Sink) -> io::Result<()> {
    let views: [(&str, &(dyn Fn() -> Vec<u8> + Sync)); 13] = [
        ("instruments", &|| compact(&library.instruments)),
        ("requirements", &|| compact(&library.requirements)),
        ("facts", &|| compact(&library.facts)),
        ("constraints", &|| compact(&library.constraints)),
        ("unlikely", &|| compact(&library.unlikely)),
        ("glossary", &|| compact(&library.terms)),
        ("sources", &|| compact(&library.sources)),
        ("findings", &|| compact(&library.findings)),
        ("relations", &|| compact(&library.said)),
        ("tables", &|| compact(&library.tables)),
        ("aliases", &|| compact(&library.aliases)),
        ("dates", &|| compact(&library.dates)),
        ("impacts", &|| compact(&library.impacts())),
    ];
    // A sink that wants one file only has only that one computed.
    let write = |(name, bytes): &(&str, &(dyn Fn() -> Vec<u8> + Sync))| {
        sink.write(&format!("data/{name}.json"), &mut |out| out.write_all(&bytes()))
    };
    views.par_iter().map(write).collect::<io::Result<()>>()?;
    library.instruments.iter().flat_map(|it| &it.editions).try_for_each(|edition| {
        let path = format!("data/provisions/{}.json", slug(&edition.id));
        sink.write(&path, &mut |out| provisions(library, edition, out))
    })?;
    // One after the other: the list of a large edition is large.
    library.current().into_iter().try_for_each(|(id, edition)| {
        sink.write(&format!("data/checklist/{}.json", slug(&id)), &mut |out| {
            let list = checklist::checklist(library, &[edition], meta);
            let mut out = BufWriter::with_capacity(BUFFER, out);
            serde_json::to_writer(&mut out, &list)?;
            out.write_all(b"\n")?;
            out.flush()
        })
    })
}

/// How many bytes are written at once.
const BUFFER: usize = 1 << 16;

/// How many provisions are held at once.
const AT_ONCE: usize = 256;

/// What stands before the provisions of an edition in [`OfEdition`], which is too large to be held where an edition is.
///
/// [`OfEdition`]: crate::view::provision::OfEdition
#[derive(Serialize)]
struct Head<'a> {
    edition: &'a str,
    scope_reading: Option<&'a Bilingual>,
}

/// Writes the provisions of an edition, a few at a time.
fn provisions(library: &Library<'_>, edition: &Edition, out: &mut dyn Write) -> io::Result<()> {
    let scope_reading = edition.scope.as_ref().map(|it| &it.reading);
    let mut head = serde_json::to_vec(&Head { edition: &edition.id, scope_reading })?;
    // The list goes on where the head ends.
    head.pop();
    out.write_all(&head)?;
    out.write_all(b",\"provisions\":[")?;
    let mut separator: &[u8] = b"";
    for some in edition.provisions.chunks(AT_ONCE) {
        let made: Vec<serde_json::Result<Vec<u8>>> = some
            .par_iter()
            .filter_map(|id| library.provision(id))
            .map(|it| serde_json::to_vec(&Provision { applies_reading: None, ..it }))
            .collect();
        let mut bytes = Vec::new();
        for one in made {
            bytes.extend_from_slice(separator);
            bytes.extend(one?);
            separator = b",";
        }
        out.write_all(&bytes)?;
    }
    out.write_all(b"]}\n")
}
