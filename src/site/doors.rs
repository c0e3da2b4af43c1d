//! What machines that come over the network read first: the list of pages and what a crawler is told.
//!
//! Both speak in absolute addresses alone, so they are written only where the address of the site is known.

use std::fmt::Write as _;

use crate::artifact::Artifact;
use crate::lang::Lang;

use super::host::Host;
use super::route;

/// Most pages that one list may have, and most bytes (sitemaps.org, protocol 0.9).
const MOST: (usize, usize) = (50_000, 50 * 1024 * 1024);

/// Returns what a crawler is told.
pub(super) fn robots(host: Option<&Host>) -> Artifact {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(host) = host {
        // INVARIANT: writing to a string cannot fail.
        let _ = write!(text, "\nSitemap: {}\n", host.of(route::SITEMAP));
    }
    Artifact::new("robots.txt", text)
}

/// Returns the list of pages, which are sorted by path; as several with a list of them where they are too many for one.
pub(super) fn sitemap(host: &Host, pages: &[&str]) -> Vec<Artifact> {
    split(host, pages, MOST)
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const PAGES: &str = "<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\" \
                     xmlns:xhtml=\"http://www.w3.org/1999/xhtml\">\n";
const LISTS: &str = "<sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n";

fn split(host: &Host, pages: &[&str], (most, bytes): (usize, usize)) -> Vec<Artifact> {
    let begun = || format!("{HEAD}{PAGES}");
    let end = "</urlset>\n";
    let mut lists = Vec::new();
    let (mut list, mut number) = (begun(), 0);
    for page in pages {
        let entry = entry(host, page);
        if number == most || list.len() + entry.len() + end.len() > bytes {
            lists.push(std::mem::replace(&mut list, begun()));
            number = 0;
        }
        list.push_str(&entry);
        number += 1;
    }
    lists.push(list);
    for list in &mut lists {
        list.push_str(end);
    }
    if let [only] = lists.as_mut_slice() {
        return vec![Artifact::new(route::SITEMAP, std::mem::take(only))];
    }
    let mut index = format!("{HEAD}{LISTS}");
    let mut files = Vec::new();
    for (at, list) in lists.into_iter().enumerate() {
        let path = route::sitemap_part(at + 1);
        // INVARIANT: writing to a string cannot fail.
        let _ = writeln!(index, "<sitemap><loc>{}</loc></sitemap>", host.of(&path));
        files.push(Artifact::new(path, list));
    }
    index.push_str("</sitemapindex>\n");
    files.push(Artifact::new(route::SITEMAP, index));
    files
}

/// Returns a page of the list, with its languages; no address has a character that XML would need escaped.
fn entry(host: &Host, page: &str) -> String {
    let mut out = format!("<url><loc>{}</loc>", host.of(page));
    for (lang, path) in alternates(page).into_iter().flatten() {
        // INVARIANT: writing to a string cannot fail.
        let _ =
            write!(out, "<xhtml:link rel=\"alternate\" hreflang=\"{lang}\" href=\"{}\"/>", host.of(&path));
    }
    out.push_str("</url>\n");
    out
}

/// What each language of a page is called by crawlers, and its path; none of a page of both languages at once.
///
/// A reader of a third language is led to the choice of languages from the first page of each, else to English.
pub(super) fn alternates(path: &str) -> Option<[(&'static str, String); 3]> {
    let home = route::path(Lang::En, route::Section::Home.address());
    let own = Lang::ALL.into_iter().find_map(|lang| path.strip_prefix(&route::path(lang, "")));
    let address = match own {
        Some(address) => address,
        None if path == route::ROOT => route::Section::Home.address(),
        None => return None,
    };
    let [ja, en] = Lang::ALL.map(|lang| (lang.tag(), route::path(lang, address)));
    let other = if en.1 == home { route::ROOT.to_owned() } else { en.1.clone() };
    Some([ja, en, ("x-default", other)])
}

#[cfg(test)]
mod tests {
    use super::{Host, entry, split};

    #[test]
    fn a_long_list_is_split() {
        let host = Host::parse("https://example.jp").expect("an address");
        let pages = ["both/a.html", "both/b.html", "both/c.html"];
        let paths = |most| split(&host, &pages, most).into_iter().map(|it| it.path).collect::<Vec<_>>();
        let parts = ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"];
        assert_eq!(paths((3, 10_000)), ["sitemap.xml"]);
        assert_eq!(paths((2, 10_000)), parts);
        let two =
            super::HEAD.len() + super::PAGES.len() + 2 * entry(&host, pages[0]).len() + "</urlset>\n".len();
        assert_eq!(paths((3, two)), parts);
        for it in split(&host, &pages, (3, two)) {
            assert!(it.bytes.len() <= two, "{}", it.path);
        }
        let index = split(&host, &pages, (2, 10_000)).pop().expect("a list of lists");
        let index = String::from_utf8(index.bytes).expect("text");
        for part in ["sitemap-1.xml", "sitemap-2.xml"] {
            assert!(index.contains(&format!("<loc>https://example.jp/{part}</loc>")), "{index}");
        }
    }
}
