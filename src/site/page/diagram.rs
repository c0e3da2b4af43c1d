//! A small drawing of an order: what asks most stands at the top, lines lead down to what asks less.
//!
//! Lays out and writes SVG from what it is given; measures letters roughly, so that no font is needed to build.

use std::fmt::Write as _;

use crate::markdown::escape;
use crate::site::template::html::Html;

/// What is drawn.
#[derive(Debug)]
pub(super) struct Drawing {
    pub(super) title: String,
    pub(super) desc: String,
    pub(super) boxes: Vec<Framed>,
    /// From the upper to the lower box, by position.
    pub(super) steps: Vec<(usize, usize)>,
}

/// A box.
#[derive(Debug)]
pub(super) struct Framed {
    /// How far down it stands.
    pub(super) level: usize,
    /// Whether all in it are drafts.
    pub(super) is_draft: bool,
    pub(super) entries: Vec<Entry>,
}

/// One text in a box.
#[derive(Debug)]
pub(super) struct Entry {
    /// The address from the folder of the page.
    pub(super) href: String,
    pub(super) lines: Vec<String>,
}

/// Widest line in units of the drawing.
const WIDEST: usize = 168;
const LINE: usize = 16;
const PAD: usize = 8;
const GAP: usize = 6;
const BETWEEN: usize = 20;
const RISE: usize = 36;
/// Largest drawing of which letters are legible on A4, where it is made as wide as the paper.
const PAPER: (usize, usize) = (1000, 1300);
/// How wide a line is that passes a level on its way.
const PASS: usize = 16;

/// Something that stands on a level: a box, or a line on its way.
#[derive(Debug)]
struct Slot {
    level: usize,
    size: (usize, usize),
    /// The box, or the step that passes.
    of: Result<usize, usize>,
    /// The slots above.
    up: Vec<usize>,
    /// The slots below.
    down: Vec<usize>,
    x: usize,
}

/// Draws an order.
pub(super) fn draw(mut it: Drawing) -> Html {
    for it in it.boxes.iter_mut().flat_map(|it| &mut it.entries) {
        it.lines = it.lines.iter().flat_map(|line| wrapped(line)).collect();
    }
    let mut slots = slots(&it);
    let levels = it.boxes.iter().map(|it| it.level + 1).max().unwrap_or_default();
    let mut rows: Vec<Vec<usize>> = (0..levels)
        .map(|level| {
            (0..slots.len()).filter(|at| slots.get(*at).is_some_and(|it| it.level == level)).collect()
        })
        .collect();
    for down in [true, false, true, false, true] {
        settle(&mut rows, &slots, down);
    }
    let width = rows.iter().map(|row| row_width(row, &slots)).max().unwrap_or_default() + 2 * PAD;
    let mut tops = Vec::new();
    let mut y = PAD;
    for row in &rows {
        let mut x = (width - row_width(row, &slots)) / 2;
        let mut tall = 0;
        for at in row {
            if let Some(slot) = slots.get_mut(*at) {
                slot.x = x;
                x += slot.size.0 + BETWEEN;
                tall = tall.max(slot.size.1);
            }
        }
        tops.push((y, tall));
        y += tall + RISE;
    }
    Html::vouched(written(&it, &slots, &tops, (width, (y + PAD).saturating_sub(RISE))))
}

/// Returns what stands on the levels: boxes, and for each step what it passes.
fn slots(it: &Drawing) -> Vec<Slot> {
    let slot = |level, size, of| Slot { level, size, of, up: Vec::new(), down: Vec::new(), x: 0 };
    let mut slots: Vec<Slot> = Vec::new();
    for (at, drawn) in it.boxes.iter().enumerate() {
        slots.push(slot(drawn.level, size(drawn), Ok(at)));
    }
    let level = |at: usize| it.boxes.get(at).map_or(0, |it| it.level);
    for (at, (upper, lower)) in it.steps.iter().enumerate() {
        let mut above = *upper;
        for between in level(*upper) + 1..level(*lower) {
            let new = slots.len();
            slots.push(slot(between, (PASS, 0), Err(at)));
            joined(&mut slots, above, new);
            above = new;
        }
        joined(&mut slots, above, *lower);
    }
    slots
}

fn joined(slots: &mut [Slot], above: usize, below: usize) {
    if let Some(it) = slots.get_mut(above) {
        it.down.push(below);
    }
    if let Some(it) = slots.get_mut(below) {
        it.up.push(above);
    }
}

/// Moves what stands on each level below, or above, what it is joined to.
fn settle(rows: &mut [Vec<usize>], slots: &[Slot], down: bool) {
    let order: Vec<usize> = if down { (1..rows.len()).collect() } else { (0..rows.len()).rev().collect() };
    for at in order {
        let next = if down { at.checked_sub(1) } else { Some(at + 1) };
        let other: Vec<usize> = next.and_then(|next| rows.get(next)).cloned().unwrap_or_default();
        let place = |it: &usize| other.iter().position(|slot| slot == it);
        let Some(row) = rows.get_mut(at) else { continue };
        let own: Vec<usize> = row.clone();
        row.sort_by_key(|it| {
            let joined = slots.get(*it).map(|slot| if down { &slot.up } else { &slot.down });
            let places: Vec<usize> = joined.into_iter().flatten().filter_map(place).collect();
            let here = own.iter().position(|slot| slot == it).unwrap_or_default();
            // A hundredth of a place is exact enough; what hangs on nothing stays where it is.
            let mean = (places.iter().sum::<usize>() * 100).checked_div(places.len());
            (mean.unwrap_or(here * 100), here)
        });
    }
}

fn row_width(row: &[usize], slots: &[Slot]) -> usize {
    let widths = row.iter().filter_map(|at| slots.get(*at)).map(|slot| slot.size.0 + BETWEEN);
    widths.sum::<usize>().saturating_sub(BETWEEN)
}

fn size(it: &Framed) -> (usize, usize) {
    let lines = it.entries.iter().flat_map(|entry| &entry.lines);
    let width = lines.clone().map(|line| measured(line)).max().unwrap_or_default();
    let entries = it.entries.len().saturating_sub(1);
    (width + 2 * PAD, lines.count() * LINE + entries * GAP + 2 * PAD)
}

fn written(it: &Drawing, slots: &[Slot], tops: &[(usize, usize)], (width, height): (usize, usize)) -> String {
    let size = if width > PAPER.0 || height > PAPER.1 { " large" } else { "" };
    let mut out = format!(
        "<svg class=\"order{size}\" viewBox=\"0 0 {width} {height}\" width=\"{width}\" height=\"{height}\" role=\"group\" \
         aria-labelledby=\"drawn drawn-says\"><title id=\"drawn\">"
    );
    escape(&it.title, &mut out);
    out.push_str("</title><desc id=\"drawn-says\">");
    escape(&it.desc, &mut out);
    out.push_str("</desc><path d=\"");
    for slot in slots {
        for below in slot.down.iter().filter_map(|at| slots.get(*at)) {
            let ((top, tall), (end, _)) = (top(tops, slot), top(tops, below));
            // A line on its way is as tall as its level.
            let foot = if slot.of.is_ok() { slot.size.1 } else { tall };
            let from = (slot.x + slot.size.0 / 2, top + foot);
            let to = (below.x + below.size.0 / 2, end);
            // Straight down to the foot of the level, so that it crosses no taller box beside its own.
            let _ = write!(out, "M{} {}V{}L{} {}", from.0, from.1, top + tall, to.0, to.1);
        }
        if let ((top, tall), Err(_)) = (top(tops, slot), slot.of) {
            let x = slot.x + slot.size.0 / 2;
            let _ = write!(out, "M{x} {top}v{tall}");
        }
    }
    out.push_str("\"/>");
    for slot in slots {
        if let Ok(drawn) = slot.of
            && let Some(drawn) = it.boxes.get(drawn)
        {
            boxed(drawn, slot, top(tops, slot).0, &mut out);
        }
    }
    out.push_str("</svg>");
    out
}

fn top(tops: &[(usize, usize)], slot: &Slot) -> (usize, usize) {
    tops.get(slot.level).copied().unwrap_or_default()
}

fn boxed(it: &Framed, slot: &Slot, top: usize, out: &mut String) {
    let (width, height) = slot.size;
    let dashes = if it.is_draft { " stroke-dasharray=\"5 3\"" } else { "" };
    let _ = write!(
        out,
        "<rect x=\"{}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" rx=\"3\"{dashes}/>",
        slot.x
    );
    let mut y = top + PAD + LINE - 4;
    for entry in &it.entries {
        out.push_str("<a href=\"");
        escape(&entry.href, out);
        out.push_str("\"><text>");
        for line in &entry.lines {
            let _ = write!(out, "<tspan x=\"{}\" y=\"{y}\">", slot.x + PAD);
            escape(line, out);
            out.push_str("</tspan>");
            y += LINE;
        }
        out.push_str("</text></a>");
        y += GAP;
    }
}

/// Returns how wide a line is at most, in letters of 12 units.
fn measured(text: &str) -> usize {
    text.chars().map(letter).sum()
}

fn letter(c: char) -> usize {
    match c {
        'i' | 'l' | 'j' | '.' | ',' | '\'' | ':' => 4,
        ' ' | 't' | 'f' | 'r' | 'I' | '(' | ')' | '-' => 5,
        'A'..='Z' | 'm' | 'w' | '@' | '%' => 10,
        c if c < '\u{2E80}' => 7,
        _ => 12,
    }
}

/// Breaks a line that is too wide, between words where it has any.
fn wrapped(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in words(text) {
        if !line.is_empty() && measured(&line) + measured(word.trim_end()) > WIDEST {
            lines.push(std::mem::take(&mut line).trim_end().to_owned());
        }
        line.push_str(word);
    }
    lines.push(line.trim_end().to_owned());
    lines
}

/// Returns the pieces between which a line may break: after a space, and around each wide letter.
fn words(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let wide = |c: char| c >= '\u{2E80}';
        let end = if wide(first) {
            first.len_utf8()
        } else {
            let stop = rest.char_indices().find(|(_, c)| *c == ' ' || wide(*c));
            stop.map_or(rest.len(), |(at, c)| if c == ' ' { at + 1 } else { at })
        };
        // What closes stands on no line first.
        let closes = |c: &char| "）」』、。・ー".contains(*c);
        let after = rest.chars().scan(0, |at, c| Some((std::mem::replace(at, *at + c.len_utf8()), c)));
        let closing = after.skip_while(|(at, _)| *at < end).take_while(|(_, c)| closes(c));
        let end = end + closing.map(|(_, c)| c.len_utf8()).sum::<usize>();
        let (piece, tail) = rest.split_at(end);
        pieces.push(piece);
        rest = tail;
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::{Drawing, Entry, Framed, WIDEST, draw, measured, wrapped};

    #[test]
    fn wide_lines_are_broken_and_nothing_is_lost() {
        for text in [
            "Terminal Equipment Rules, Art. 34-10(1), item (ii)",
            "特定無線設備の技術基準適合証明等に関する規則",
            "",
        ] {
            let lines = wrapped(text);
            assert!(lines.iter().all(|line| measured(line) <= WIDEST), "{lines:?}");
            let squeezed = |text: &str| text.replace(' ', "");
            assert_eq!(squeezed(&lines.concat()), squeezed(text));
        }
    }

    #[test]
    fn a_step_over_a_level_passes_beside_what_stands_there() {
        let framed = |level, name: &str| Framed {
            level,
            is_draft: level == 1,
            entries: vec![Entry { href: format!("{name}.html"), lines: vec![name.to_owned()] }],
        };
        let boxes = vec![framed(0, "a"), framed(1, "b"), framed(2, "c"), framed(2, "d")];
        let steps = vec![(0, 1), (1, 2), (0, 3)];
        let it = Drawing { title: "T".to_owned(), desc: "<D>".to_owned(), boxes, steps };
        let svg = serde_json::to_string(&draw(it)).expect("text");
        assert_eq!(svg.matches("<rect").count(), 4);
        assert_eq!(svg.matches("stroke-dasharray").count(), 1);
        assert!(svg.contains("&lt;D&gt;"));
        // Two steps to the next level, one in two parts, and the way past the second level.
        assert_eq!(svg.matches('M').count(), 5);
    }
}
