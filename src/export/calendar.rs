//! The dates of the base as iCalendar (RFC 5545), for the calendars that people keep.
//!
//! Written here and by no library: those that exist bring a clock and random names along, and what is needed is a dozen
//! properties. The same dates give the same bytes; an event keeps its name from build to build, so that a calendar that
//! is read again does not show it twice.

use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::GENERATOR;
use crate::view::dates::{DateEntry, Event, events};
use crate::view::day::Day;

/// Most bytes of a line without its end.
const LINE: usize = 75;

/// Returns the dates as a calendar in one language; `as_of` is the day on which they are true.
pub fn calendar(dates: &[DateEntry], as_of: Day, lang: Lang) -> Vec<u8> {
    let mut out = Lines(String::new());
    let name = msg!(ja: "製品セキュリティ法令等の日程", en: "Dates of product security law");
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", &format!("-//kijun//{GENERATOR}//{}", lang.tag().to_uppercase()));
    out.line("CALSCALE", "GREGORIAN");
    out.text("NAME", &name, lang);
    out.text("X-WR-CALNAME", &name, lang);
    for event in events(dates) {
        out.event(&event, as_of, lang);
    }
    out.line("END", "VCALENDAR");
    out.0.into_bytes()
}

/// Lines that end as the format wants them, none of them too long.
struct Lines(String);

impl Lines {
    fn event(&mut self, it: &Event<'_>, as_of: Day, lang: Lang) {
        self.line("BEGIN", "VEVENT");
        self.line("UID", &format!("{}@kijun", it.key()));
        self.line("DTSTAMP", &format!("{}T000000Z", digits(as_of)));
        self.line("DTSTART;VALUE=DATE", &digits(it.date));
        self.text("SUMMARY", &it.headline(), lang);
        self.text("DESCRIPTION", &it.details(), lang);
        self.text("CATEGORIES", &it.kind.title(), lang);
        self.line("TRANSP", "TRANSPARENT");
        self.line("END", "VEVENT");
    }

    fn text(&mut self, property: &str, text: &Bilingual, lang: Lang) {
        self.line(&format!("{property};LANGUAGE={}", lang.tag()), &escaped(text.get(lang)));
    }

    /// Writes a line, broken between characters where it is too long.
    fn line(&mut self, property: &str, value: &str) {
        let mut room = LINE;
        for c in property.chars().chain([':']).chain(value.chars()) {
            if c.len_utf8() > room {
                self.0.push_str("\r\n ");
                room = LINE - 1;
            }
            room -= c.len_utf8();
            self.0.push(c);
        }
        self.0.push_str("\r\n");
    }
}

fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// Returns a text with what has a meaning in the format escaped.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\\' | ';' | ',' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{LINE, Lines, escaped};

    #[test]
    fn what_means_something_is_escaped() {
        assert_eq!(escaped("a;b, c\\d\ne\r\u{7}"), "a\\;b\\, c\\\\d\\ne");
    }

    #[test]
    fn long_lines_are_folded_between_characters() {
        for text in ["あ".repeat(200), "a".repeat(74), format!("a{}", "🙂".repeat(80)), String::new()] {
            let mut out = Lines(String::new());
            out.line("X", &text);
            let lines: Vec<&str> = out.0.split_terminator("\r\n").collect();
            assert!(lines.iter().all(|line| line.len() <= LINE), "{lines:?}");
            assert_eq!(out.0.replace("\r\n ", ""), format!("X:{text}\r\n"));
        }
    }
}
