//! Proves that every address on every page has a target.
//!
//! Looks at each finished page as it is written, so nothing can slip past it.

use std::collections::BTreeSet;
use std::sync::{Mutex, MutexGuard, PoisonError};

use indexmap::{IndexMap, IndexSet};

use crate::artifact::Artifact;
use crate::diag::{Code, Diagnostic};
use crate::msg;
use memchr::memmem;

/// How a file of linked data ends, in which things have names as they have places on a page.
const LINKED: &str = ".jsonld";

/// What was written and which addresses it names; keeps no page.
#[derive(Debug, Default)]
pub(super) struct Links(Mutex<Seen>);

#[derive(Debug, Default)]
struct Seen {
    /// Every file, with the list of the places on it.
    files: IndexMap<Box<str>, usize>,
    /// The distinct lists of places, a place a line: most pages have one of a few.
    places: IndexSet<Box<str>>,
    /// Every address that a page names, with the first page that does, how it does, and how many do.
    targets: IndexMap<Box<str>, (Box<str>, Box<str>, usize)>,
    /// Addresses that lead above the root.
    astray: Vec<(Box<str>, Box<str>)>,
    /// Files that were written twice.
    twice: Vec<Box<str>>,
}

impl Links {
    /// Notes a file that is no page.
    pub(super) fn file(&self, path: &str) {
        self.locked().add(path, "");
    }

    /// Notes a file; of a page also its places and the addresses on it, of linked data the names in it.
    pub(super) fn artifact(&self, artifact: &Artifact) {
        let path = artifact.path.as_str();
        if path.ends_with(LINKED) {
            let names = values(&artifact.bytes, "\"@id\":\"#").collect::<Vec<_>>().join("\n");
            return self.locked().add(path, &names);
        }
        if path.rsplit_once('.').is_none_or(|(_, kind)| kind != "html") {
            return self.file(path);
        }
        let text = artifact.bytes.as_slice();
        let places = values(text, " id=\"").collect::<Vec<_>>().join("\n");
        let addresses: BTreeSet<&str> = values(text, " href=\"").chain(values(text, " src=\"")).collect();
        let internal = addresses.into_iter().filter(|it| !is_external(it));
        let targets: Vec<(&str, Option<String>)> = internal.map(|it| (it, target(path, it))).collect();
        let mut seen = self.locked();
        seen.add(path, &places);
        for (address, target) in targets {
            seen.name(path, address, target);
        }
    }

    /// Returns a diagnostic for each address that leads nowhere and for each that is taken twice.
    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.0.into_inner().unwrap_or_else(PoisonError::into_inner).diagnostics()
    }

    fn locked(&self) -> MutexGuard<'_, Seen> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Seen {
    fn add(&mut self, path: &str, places: &str) {
        let list = match self.places.get_index_of(places) {
            Some(list) => list,
            None => self.places.insert_full(places.into()).0,
        };
        // The places of the first stay, so that a file written twice breaks no link.
        if self.files.contains_key(path) {
            self.twice.push(path.into());
        } else {
            self.files.insert(path.into(), list);
        }
    }

    fn name(&mut self, path: &str, address: &str, target: Option<String>) {
        let Some(target) = target else { return self.astray.push((path.into(), address.into())) };
        match self.targets.get_mut(target.as_str()) {
            Some((first, how, count)) => {
                *count += 1;
                if path < &**first {
                    (*first, *how) = (path.into(), address.into());
                }
            }
            None => _ = self.targets.insert(target.into(), (path.into(), address.into(), 1)),
        }
    }

    fn diagnostics(mut self) -> Vec<Diagnostic> {
        let lists: Vec<BTreeSet<&str>> = self.places.iter().map(|list| list.lines().collect()).collect();
        let exists = |target: &str| {
            let (file, place) = target.split_once('#').unwrap_or((target, ""));
            let list = self.files.get(file).and_then(|at| lists.get(*at));
            list.is_some_and(|list| place.is_empty() || list.contains(place))
        };
        let lost = self.targets.iter().filter(|(target, _)| !exists(target));
        let mut broken: Vec<(&str, &str, usize)> =
            lost.map(|(_, (page, address, count))| (&**page, &**address, *count)).collect();
        broken.extend(self.astray.iter().map(|(page, address)| (&**page, &**address, 1)));
        broken.sort_unstable();
        let broken: Vec<Diagnostic> =
            broken.into_iter().map(|(page, address, count)| broken_link(page, address, count)).collect();
        self.twice.sort_unstable();
        let mut found: Vec<Diagnostic> = self.twice.iter().map(|path| same_address(path, path)).collect();
        found.extend(self.alike());
        found.extend(broken);
        found
    }

    /// Returns a diagnostic for each two files that differ in nothing but case.
    fn alike(&self) -> Vec<Diagnostic> {
        let mut paths: Vec<(String, &str)> =
            self.files.keys().map(|path| (path.to_ascii_lowercase(), &**path)).collect();
        paths.sort_unstable();
        let pairs = paths.iter().zip(paths.iter().skip(1));
        pairs
            .filter(|((one, _), (two, _))| one == two)
            .map(|((_, one), (_, two))| same_address(one, two))
            .collect()
    }
}

fn same_address(first: &str, path: &str) -> Diagnostic {
    Diagnostic::new(
        Code::SameAddress,
        msg!(ja: "「{first}」と「{path}」が同じ番地になる", en: "`{first}` and `{path}` would have the same address"),
    )
}

fn broken_link(path: &str, target: &str, count: usize) -> Diagnostic {
    let found = Diagnostic::new(
        Code::BrokenLink,
        msg!(ja: "「{path}」のリンク「{target}」の先がない", en: "the link `{target}` on `{path}` leads nowhere"),
    );
    if count == 1 {
        return found;
    }
    found.help(msg!(
        ja: "同じ所へ導くページが{count}ある。",
        en: "{count} pages lead to the same place"
    ))
}

/// Returns the file to which an address on a page leads, with the place on it; `None` above the root.
fn target(path: &str, address: &str) -> Option<String> {
    let (file, place) = address.split_once('#').unwrap_or((address, ""));
    let mut target = resolve(path, file)?;
    if !place.is_empty() {
        target.push('#');
        target.push_str(place);
    }
    Some(target)
}

/// Says whether an address leaves the site.
pub(super) fn is_external(target: &str) -> bool {
    ["https://", "http://", "mailto:"].iter().any(|scheme| target.starts_with(scheme))
}

/// Returns the path to which a relative address leads; `None` above the root.
pub(super) fn resolve(from: &str, address: &str) -> Option<String> {
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
    use super::{Links, resolve};
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
        let links = Links::default();
        for page in &pages {
            links.artifact(page);
        }
        links.file("b.html");
        let found = links.into_diagnostics();
        assert_eq!(
            found.iter().map(|it| it.code.number()).collect::<Vec<_>>(),
            ["KJ6002", "KJ6002", "KJ6001", "KJ6001"]
        );
    }
}
