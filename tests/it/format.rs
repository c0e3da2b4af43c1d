//! The formatter over the shipped corpus.

use std::path::Path;

use kijun::source::Sources;
use kijun::syntax::format::format;
use kijun::syntax::parse;

/// Returns name and text of every file of the corpus.
fn corpus() -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["rules", "standards"].map(|name| root.join(name));
    let entries = folders
        .iter()
        .filter(|folder| folder.exists())
        .flat_map(|folder| walkdir::WalkDir::new(folder).sort_by_file_name().follow_links(true));
    let files = entries
        .map(|entry| entry.expect("a readable folder").into_path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "kijun"));
    files
        .map(|path| {
            #[expect(clippy::disallowed_methods, reason = "a test reads the corpus itself")]
            let text = std::fs::read_to_string(&path).expect("a readable file");
            (path.display().to_string(), text)
        })
        .collect()
}

fn meaning(name: &str, text: &str) -> String {
    let mut sources = Sources::new();
    let file = sources.add(name, text);
    let tree = format!("{:?}", parse(&sources, file).file);
    let mut pieces = tree.split("Span {");
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |kept, piece| kept + piece.split_once('}').map_or("", |(_, rest)| rest))
}

#[test]
fn the_corpus_keeps_its_meaning() {
    for (name, text) in corpus() {
        let mut sources = Sources::new();
        let file = sources.add(&name, &text);
        let once = format(&sources, file).unwrap_or_else(|faults| panic!("{name}: {faults:#?}"));
        let again = sources.add(&name, &once);
        assert_eq!(format(&sources, again).as_ref(), Ok(&once), "{name}");
        assert_eq!(meaning(&name, &text), meaning(&name, &once), "{name}");
    }
}
