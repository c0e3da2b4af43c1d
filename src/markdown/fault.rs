//! What a page cannot show as it is written, with its place in the text.

use std::ops::Range;

use pulldown_cmark::{Event, Parser, Tag, TagEnd, TextMergeWithOffset};

use super::emphasis::{MARK, Marks, hide, pair, reveal};
use super::{Fault, OPTIONS, is_inline, is_safe};

/// An event with its place.
type Placed<'a> = (Event<'a>, Range<usize>);

/// Returns what is wrong with a text, in order, each with the bytes at which it stands.
pub fn faults(text: &str) -> Vec<(Fault, Range<usize>)> {
    // Without one of these signs there is neither a tag, nor a link, nor a mark.
    if !text.contains(['<', '[', '*']) {
        return Vec::new();
    }
    let hidden = hide(text);
    let mut finder = Finder { hidden: &hidden, found: Vec::new(), in_code: false };
    let mut inline: Vec<Placed<'_>> = Vec::new();
    for (event, at) in TextMergeWithOffset::new(Parser::new_ext(&hidden, OPTIONS).into_offset_iter()) {
        if is_inline(&event) {
            inline.push((event, at));
        } else {
            finder.inline(std::mem::take(&mut inline));
            finder.block(&event, at);
        }
    }
    finder.inline(inline);
    finder.found
}

struct Finder<'a> {
    /// The text with its asterisks hidden.
    hidden: &'a str,
    found: Vec<(Fault, Range<usize>)>,
    in_code: bool,
}

impl Finder<'_> {
    #[expect(clippy::wildcard_enum_match_arm, reason = "every other block is as it should be")]
    fn block(&mut self, event: &Event<'_>, at: Range<usize>) {
        match event {
            Event::Start(Tag::CodeBlock(_)) => self.in_code = true,
            Event::End(TagEnd::CodeBlock) => self.in_code = false,
            Event::Html(raw) => self.raw(raw, at),
            _ => {}
        }
    }

    #[expect(clippy::wildcard_enum_match_arm, reason = "every other event is as it should be")]
    fn inline(&mut self, events: Vec<Placed<'_>>) {
        if self.in_code {
            return;
        }
        let first = self.found.len();
        for (event, at) in &events {
            match event {
                Event::InlineHtml(raw) => self.raw(raw, at.clone()),
                Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                    let address = reveal(dest_url);
                    if !is_safe(&address) {
                        self.add(Fault::UnsafeLink(address), at.clone());
                    }
                }
                _ => {}
            }
        }
        let (events, places): (Vec<_>, Vec<_>) = events.into_iter().unzip();
        let texts: Vec<Range<usize>> = events
            .iter()
            .zip(places)
            .filter_map(|(event, at)| matches!(event, Event::Text(_)).then_some(at))
            .collect();
        if let Marks::LeftOver(run) = pair(events).1 {
            let place = texts.iter().flat_map(|at| self.runs(at)).nth(run);
            let whole = || texts.first().cloned().unwrap_or_default();
            self.add(Fault::LeftOverMark, place.unwrap_or_else(whole));
            let found = self.found.get_mut(first..).unwrap_or_default();
            found.sort_by_key(|(_, at)| at.start);
        }
    }

    /// Returns the places of the runs of marks in a part of the text.
    fn runs(&self, part: &Range<usize>) -> Vec<Range<usize>> {
        let text = self.hidden.get(part.clone()).unwrap_or_default();
        let mut runs: Vec<Range<usize>> = Vec::new();
        for (at, mark) in text.match_indices(MARK) {
            let here = part.start + at..part.start + at + mark.len();
            match runs.last_mut() {
                Some(last) if last.end == here.start => last.end = here.end,
                Some(_) | None => runs.push(here),
            }
        }
        runs
    }

    fn raw(&mut self, raw: &str, at: Range<usize>) {
        let end = at.start + raw.trim_end().len();
        let start = at.start + raw.len() - raw.trim_start().len();
        self.add(Fault::RawHtml(reveal(raw).trim().to_owned()), start..end.max(start));
    }

    fn add(&mut self, fault: Fault, at: Range<usize>) {
        self.found.push((fault, self.shown(at.start)..self.shown(at.end)));
    }

    /// Returns where a byte of the hidden text stands in the text itself.
    fn shown(&self, at: usize) -> usize {
        let before = self.hidden.get(..at).unwrap_or(self.hidden);
        before.len() - before.matches(MARK).count() * (MARK.len_utf8() - 1)
    }
}
