//! What begins, ends and changes as an Atom feed (RFC 4287), for whoever wants to be told.
//!
//! Nothing in it comes from a clock: an entry is dated by the day on which something happens, the feed by the day on
//! which it is true. So the same dates give the same bytes, and an entry keeps its name from build to build.

use std::fmt::Write as _;

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Listed;
use crate::msg;
use crate::view::GENERATOR;
use crate::view::dates::{DateEntry, Event, events};
use crate::view::day::Day;

use super::escape::xml;

/// Where a feed stands, in absolute addresses.
#[derive(Clone, Debug)]
pub struct Feed<'a> {
    /// The title of the site.
    pub site: &'a str,
    /// The feed itself.
    pub own: String,
    /// The page that says the same.
    pub page: String,
    /// The language.
    pub lang: Lang,
    /// The day on which it is true.
    pub as_of: Day,
}

impl Feed<'_> {
    /// Returns the feed, the last day first; `link` says where the site tells of an event.
    pub fn of(&self, dates: &[DateEntry], link: &dyn Fn(&Event<'_>) -> Option<String>) -> Vec<u8> {
        let Bilingual { ja, en } = Bilingual::same(self.site);
        let title = msg!(ja: "{ja}：法令等の変更", en: "{en}: changes of law");
        let says = msg!(
            ja: "文書の版、規定、みなし及び改正案が始まる日、終わる日及び内容が変わる日。各項目の日付は、その日である（予定された将来の日を含む）。出典の公表の日と差異の見直しの期限は含まない。",
            en: "The days on which editions, provisions, deemings and proposals begin, end or change. An entry has the date of that day, days to come among them. Days on which sources were published and deviations fall due are not here.",
        );
        let mut out = Xml(format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{}\">\n",
            self.lang.tag()
        ));
        out.element("id", &self.own);
        out.element("title", title.get(self.lang));
        out.element("subtitle", says.get(self.lang));
        out.element("updated", &instant(self.as_of));
        out.link("self", "application/atom+xml", &self.own);
        out.link("alternate", "text/html", &self.page);
        out.0.push_str("<author>\n");
        out.element("name", self.site);
        out.0.push_str("</author>\n");
        out.element("generator", GENERATOR);
        let all = events(dates);
        for event in all.iter().rev().filter(|it| is_change(it.kind)) {
            self.entry(event, link(event).as_deref(), &mut out);
        }
        out.0.push_str("</feed>\n");
        out.0.into_bytes()
    }

    fn entry(&self, it: &Event<'_>, link: Option<&str>, out: &mut Xml) {
        out.0.push_str("<entry>\n");
        out.element("id", &format!("{}#{}", self.own, fragment(&it.key())));
        out.element("title", it.headline().get(self.lang));
        out.element("updated", &instant(it.date));
        out.link("alternate", "text/html", link.unwrap_or(&self.page));
        out.category(it.turn.word(), it.turn.title().get(self.lang));
        out.category(it.kind.word(), it.kind.title().get(self.lang));
        out.element("summary", it.details().get(self.lang));
        out.0.push_str("</entry>\n");
    }
}

/// Says whether a list holds what is law, or may become it.
fn is_change(kind: Listed) -> bool {
    matches!(kind, Listed::Editions | Listed::Provisions | Listed::Deemings | Listed::Proposals)
}

/// Returns the first moment of a day as the format wants it (RFC 3339).
fn instant(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// Returns a name as the fragment of an address; ids have next to nothing that would have to be written otherwise.
fn fragment(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/:@".contains(&byte) {
            out.push(char::from(byte));
        } else {
            // INVARIANT: writing to a string cannot fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
    out
}

/// Markup that is well-formed whatever the texts are.
struct Xml(String);

impl Xml {
    fn element(&mut self, name: &str, text: &str) {
        let text = xml(text);
        // INVARIANT: writing to a string cannot fail.
        let _ = writeln!(self.0, "<{name}>{text}</{name}>");
    }

    fn link(&mut self, rel: &str, kind: &str, href: &str) {
        let href = xml(href);
        // INVARIANT: writing to a string cannot fail.
        let _ = writeln!(self.0, "<link rel=\"{rel}\" type=\"{kind}\" href=\"{href}\"/>");
    }

    fn category(&mut self, term: &str, label: &str) {
        let label = xml(label);
        // INVARIANT: writing to a string cannot fail.
        let _ = writeln!(self.0, "<category term=\"{term}\" label=\"{label}\"/>");
    }
}

#[cfg(test)]
mod tests {
    use super::fragment;

    #[test]
    fn names_and_texts_are_well_formed() {
        assert_eq!(
            fragment("2020-04-01/begins/editions/jp.ter@2020"),
            "2020-04-01/begins/editions/jp.ter@2020"
        );
        assert_eq!(fragment("a b#ö"), "a%20b%23%C3%B6");
    }
}
