//! Emphasis beside Japanese brackets and full stops.
//!
//! `CommonMark` leaves `**「基準」**は` as asterisks, since 」 is punctuation and は is a letter. Asterisks are
//! hidden from the parser as marks, and paired here by the same rule with Japanese punctuation taken as letters.

use pulldown_cmark::{CowStr, Event, Tag, TagEnd};

/// Stands for an asterisk while the parser works; a noncharacter, so no text has it.
pub(super) const MARK: char = '\u{FDD0}';

/// Returns the text with the asterisks hidden that may be emphasis.
pub(super) fn hide(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        hide_line(line, &mut out);
    }
    out
}

fn hide_line(line: &str, out: &mut String) {
    let trimmed = line.trim();
    let is_rule = trimmed.len() > 2 && trimmed.chars().all(|c| c == '*' || c == ' ');
    if is_rule {
        out.push_str(line);
        return;
    }
    let body = line.trim_start();
    let (margin, body) = line.split_at(line.len() - body.len());
    out.push_str(margin);
    let body = match body.strip_prefix("* ") {
        Some(rest) => {
            out.push_str("* ");
            rest
        }
        None => body,
    };
    let mut escaped = false;
    for c in body.chars() {
        out.push(if c == '*' && !escaped { MARK } else { c });
        escaped = c == '\\' && !escaped;
    }
}

/// Returns hidden asterisks to text that is none of our business, such as code.
pub(super) fn reveal(text: &str) -> String {
    text.replace(MARK, "*")
}

/// A piece of a text: words, or a run of marks.
enum Piece {
    Words(String),
    Run { count: usize, opens: bool, closes: bool, boundary: usize },
    Event(usize),
}

/// What came of the marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marks {
    /// Every mark found its partner.
    Paired,
    /// A double mark stayed visible: which of the runs of marks, from 0.
    LeftOver(usize),
}

/// Turns the marks among inline events into emphasis.
pub(super) fn pair<'a>(events: Vec<Event<'a>>) -> (Vec<Event<'a>>, Marks) {
    let hidden = |event: &Event<'_>| matches!(event, Event::Text(text) if text.contains(MARK));
    if !events.iter().any(hidden) {
        return (events, Marks::Paired);
    }
    let mut pieces = split(&events);
    let edges = matches(&mut pieces);
    let mut marks = Marks::Paired;
    let mut run = 0;
    let mut out = Vec::with_capacity(events.len() + edges.len());
    let mut events: Vec<Option<Event<'a>>> = events.into_iter().map(Some).collect();
    for (at, piece) in pieces.into_iter().enumerate() {
        match piece {
            Piece::Words(words) => out.push(Event::Text(CowStr::from(words))),
            Piece::Event(index) => out.extend(events.get_mut(index).and_then(Option::take)),
            Piece::Run { count, .. } => {
                // What closes stands before what opens, and the innermost closes first.
                out.extend(edges.iter().filter(|edge| edge.at == at).map(|edge| edge.event.clone()));
                if count > 1 && marks == Marks::Paired {
                    marks = Marks::LeftOver(run);
                }
                run += 1;
                if count > 0 {
                    out.push(Event::Text(CowStr::from("*".repeat(count))));
                }
            }
        }
    }
    (out, marks)
}

/// Cuts texts at runs of marks; other events stay whole.
#[expect(clippy::wildcard_enum_match_arm, reason = "only texts have marks")]
fn split(events: &[Event<'_>]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let mut depth = 0_usize;
    for (index, event) in events.iter().enumerate() {
        match event {
            Event::Text(text) => split_text(text, depth, neighbours(events, index), &mut pieces),
            Event::Start(_) => {
                depth += 1;
                pieces.push(Piece::Event(index));
            }
            Event::End(_) => {
                depth = depth.saturating_sub(1);
                pieces.push(Piece::Event(index));
            }
            _ => pieces.push(Piece::Event(index)),
        }
    }
    pieces
}

/// Returns what stands before and after an event: a letter, or white space at the edges and line breaks.
fn neighbours(events: &[Event<'_>], index: usize) -> (char, char) {
    let side = |event: Option<&Event<'_>>| match event {
        None | Some(Event::SoftBreak | Event::HardBreak) => ' ',
        Some(_) => 'x',
    };
    (side(index.checked_sub(1).and_then(|at| events.get(at))), side(events.get(index + 1)))
}

fn split_text(text: &str, boundary: usize, (before, after): (char, char), pieces: &mut Vec<Piece>) {
    let mut previous = before;
    let mut rest = text;
    while !rest.is_empty() {
        let marks = rest.len() - rest.trim_start_matches(MARK).len();
        if marks > 0 {
            let (_, tail) = rest.split_at(marks);
            let next = tail.chars().next().unwrap_or(after);
            let count = marks / MARK.len_utf8();
            pieces.push(Piece::Run {
                count,
                opens: flanks(previous, next),
                closes: flanks(next, previous),
                boundary,
            });
            rest = tail;
            continue;
        }
        let end = rest.find(MARK).unwrap_or(rest.len());
        let (words, tail) = rest.split_at(end);
        previous = words.chars().next_back().unwrap_or(previous);
        pieces.push(Piece::Words(words.to_owned()));
        rest = tail;
    }
}

/// Says whether a run between `outer` and `inner` can enclose `inner`.
fn flanks(outer: char, inner: char) -> bool {
    let narrow = |c: char| c.is_ascii_punctuation();
    !inner.is_whitespace() && (!narrow(inner) || outer.is_whitespace() || narrow(outer) || !outer.is_ascii())
}

/// The start or the end of emphasis, at a piece.
struct Edge {
    at: usize,
    event: Event<'static>,
}

/// Pairs runs, closers with the nearest opener of the same block; takes the marks used off their counts.
fn matches(pieces: &mut [Piece]) -> Vec<Edge> {
    let mut edges: Vec<Edge> = Vec::new();
    let mut openers: Vec<(usize, usize)> = Vec::new();
    for at in 0..pieces.len() {
        let Some(Piece::Run { count, opens, closes, boundary }) = pieces.get(at) else { continue };
        let (mut left, opens, closes, boundary) = (*count, *opens, *closes, *boundary);
        openers.retain(|(_, depth)| *depth <= boundary);
        while closes && left > 0 {
            let Some((opener, depth)) = openers.last().copied() else { break };
            let Some(Piece::Run { count, .. }) = pieces.get_mut(opener) else { break };
            if depth != boundary {
                break;
            }
            let used = if *count >= 2 && left >= 2 { 2 } else { 1 };
            if used == 1 && (*count > 1) != (left > 1) {
                break;
            }
            *count -= used;
            left -= used;
            if *count == 0 {
                openers.pop();
            }
            let (start, end) = tags(used);
            // The outer of two pairs from one run opens first.
            let starts = |edge: &Edge| edge.at == opener && matches!(edge.event, Event::Start(_));
            let first = edges.iter().position(starts).unwrap_or(edges.len());
            edges.insert(first, Edge { at: opener, event: start });
            edges.push(Edge { at, event: end });
        }
        if let Some(Piece::Run { count, .. }) = pieces.get_mut(at) {
            *count = left;
        }
        if opens && left > 0 {
            openers.push((at, boundary));
        }
    }
    edges
}

fn tags(used: usize) -> (Event<'static>, Event<'static>) {
    if used == 2 {
        (Event::Start(Tag::Strong), Event::End(TagEnd::Strong))
    } else {
        (Event::Start(Tag::Emphasis), Event::End(TagEnd::Emphasis))
    }
}
