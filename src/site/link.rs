//! Proves that every address on every page has a target.
//!
//! Looks at the finished pages, so nothing can slip past it.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::{IndexMap, IndexSet};

use crate::artifact::Artifact;
use crate::diag::{Code, Diagnostic};
use crate::msg;
use memchr::memmem;
use rayon::prelude::*;

/// Returns a diagnostic for each link that leads nowhere and for each address that is taken twice.
pub(super) fn check(artifacts: &[Artifact]) -> Vec<Diagnostic> {
    let pages: Vec<(&str, &[u8])> = artifacts
        .iter()
        .filter(|it| it.path.rsplit_once('.').is_some_and(|(_, kind)| kind == "html"))
        .map(|it| (it.path.as_str(), it.bytes.as_slice()))
        .collect();
    let anchors: Vec<(&str, IndexSet<&str>)> =
        pages.par_iter().map(|(path, text)| (*path, values(text, " id=\"").collect())).collect();
    let anchors: IndexMap<&str, IndexSet<&str>> = anchors.into_iter().collect();
    let paths: IndexSet<&str> = artifacts.iter().map(|it| it.path.as_str()).collect();
    let mut found = same_address(artifacts);
    let broken: Vec<Vec<Diagnostic>> =
        pages.par_iter().map(|(path, text)| broken(path, text, &paths, &anchors)).collect();
    found.extend(broken.into_iter().flatten());
    found
}

fn same_address(artifacts: &[Artifact]) -> Vec<Diagnostic> {
    let mut seen: BTreeMap<String, &str> = BTreeMap::new();
    let mut found = Vec::new();
    for artifact in artifacts {
        let path = artifact.path.as_str();
        if let Some(first) = seen.insert(path.to_ascii_lowercase(), path) {
            found.push(Diagnostic::new(
                Code::SameAddress,
                msg!(ja: "「{first}」と「{path}」が同じ番地になる", en: "`{first}` and `{path}` would have the same address"),
            ));
        }
    }
    found
}

fn broken(
    path: &str,
    text: &[u8],
    paths: &IndexSet<&str>,
    anchors: &IndexMap<&str, IndexSet<&str>>,
) -> Vec<Diagnostic> {
    let targets: BTreeSet<&str> = values(text, " href=\"").chain(values(text, " src=\"")).collect();
    let mut found = Vec::new();
    for target in targets.into_iter().filter(|target| !is_external(target)) {
        let (file, fragment) = target.split_once('#').unwrap_or((target, ""));
        let file = resolve(path, file);
        let exists = file.as_deref().is_some_and(|file| {
            let has = |ids: &IndexSet<&str>| fragment.is_empty() || ids.contains(fragment);
            paths.contains(file) && anchors.get(file).map_or(fragment.is_empty(), has)
        });
        if !exists {
            found.push(Diagnostic::new(
                Code::BrokenLink,
                msg!(ja: "「{path}」のリンク「{target}」の先がない", en: "the link `{target}` on `{path}` leads nowhere"),
            ));
        }
    }
    found
}

/// Says whether an address leaves the site.
pub(super) fn is_external(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

/// Returns the path to which a relative address leads; `None` above the root.
fn resolve(from: &str, address: &str) -> Option<String> {
    if address.is_empty() {
        return Some(from.to_owned());
    }
    let mut steps: Vec<&str> = from.split('/').collect();
    steps.pop();
    for step in address.split('/') {
        match step {
            ".." => {
                steps.pop()?;
            }
            "." => {}
            step => steps.push(step),
        }
    }
    Some(steps.join("/"))
}

/// Iterates over the values of an attribute.
pub(super) fn values<'a>(text: &'a [u8], attribute: &'a str) -> impl Iterator<Item = &'a str> {
    let ends = memmem::find_iter(text, attribute).map(|at| at + attribute.len());
    ends.filter_map(|start| {
        let rest = text.get(start..)?;
        std::str::from_utf8(rest.get(..memchr::memchr(b'"', rest)?)?).ok()
    })
}

#[cfg(test)]
mod tests {
    use super::{check, resolve};
    use crate::artifact::Artifact;

    #[test]
    fn addresses_resolve() {
        assert_eq!(resolve("ja/p/a.html", "../index.html").as_deref(), Some("ja/index.html"));
        assert_eq!(resolve("ja/p/a.html", "").as_deref(), Some("ja/p/a.html"));
        assert_eq!(resolve("a.html", "../x"), None);
    }

    #[test]
    fn broken_links_are_found() {
        let pages = [
            Artifact::new("a.html", "<p id=\"x\"><a href=\"b.html#y\">b</a> <a href=\"b.html#z\">b</a>"),
            Artifact::new(
                "b.html",
                "<p id=\"y\"><a href=\"https://example.org/\">x</a> <a href=\"c.html\">c</a>",
            ),
            Artifact::new("B.html", ""),
        ];
        let found = check(&pages);
        assert_eq!(
            found.iter().map(|it| it.code.number()).collect::<Vec<_>>(),
            ["KJ6002", "KJ6001", "KJ6001"]
        );
    }
}
