//! Markdown to markup that cannot run: no raw HTML, and links that are http, https, mailto or relative.
//!
//! With its parts the only file that names the Markdown parser.

mod emphasis;
mod escape;
mod fault;

use std::fmt::Write as _;

use pulldown_cmark::{CowStr, Event, Options, Parser, Tag, TagEnd, TextMergeStream};

use emphasis::{hide, pair, reveal};

pub use escape::escape;
pub use fault::faults;

/// What is wrong with a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It contains HTML, which is shown as text.
    RawHtml(String),
    /// A link has a scheme that is not allowed, and is shown as text.
    UnsafeLink(String),
    /// Emphasis marks stay visible.
    LeftOverMark,
}

/// What is switched on beside plain Markdown.
const OPTIONS: Options = Options::ENABLE_TABLES;

/// Renders a text; what [`faults`] finds in it is shown as text.
pub fn render(text: &str) -> String {
    let hidden = hide(text);
    let parser = Parser::new_ext(&hidden, OPTIONS);
    let mut writer = Writer::default();
    let mut inline: Vec<Event<'_>> = Vec::new();
    for event in TextMergeStream::new(parser) {
        if is_inline(&event) {
            inline.push(event);
        } else {
            writer.inline(std::mem::take(&mut inline));
            writer.block(&event);
        }
    }
    writer.inline(inline);
    writer.out
}

/// A description ends with the first sentence that ends after so many letters.
const ENOUGH: usize = 40;

/// Most letters of a description.
const MOST: usize = 160;

/// Returns the words with which a text begins, for descriptions: whole sentences of its first paragraph where
/// they are short.
#[expect(clippy::wildcard_enum_match_arm, reason = "only words are kept")]
pub fn plain(text: &str) -> String {
    let mut words = String::new();
    for event in Parser::new(text) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak if !words.chars().next_back().is_some_and(is_wide) => {
                words.push(' ');
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item) => break,
            _ => {}
        }
    }
    shortened(&words.replace('*', ""))
}

/// Returns all words of a text without their marks; what stands in other blocks is kept apart by a space.
#[expect(clippy::wildcard_enum_match_arm, reason = "only words are kept")]
pub fn words(text: &str) -> String {
    let mut words = String::new();
    for event in Parser::new_ext(text, OPTIONS) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak if words.chars().next_back().is_some_and(is_wide) => {}
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::Heading(_) | TagEnd::TableCell)
                if !words.ends_with(' ') =>
            {
                words.push(' ');
            }
            _ => {}
        }
    }
    words.trim_end().to_owned()
}

/// Ends a text with a sentence where one ends early enough, else within it.
fn shortened(words: &str) -> String {
    let ends = |(_, pair): &(usize, (char, Option<char>))| match pair {
        ('。', _) => true,
        ('.', after) => after.is_none_or(char::is_whitespace),
        _ => false,
    };
    let pairs = words.chars().zip(words.chars().skip(1).map(Some).chain([None]));
    let sentence = pairs.enumerate().skip(ENOUGH).find(ends).map_or(usize::MAX, |(at, _)| at + 1);
    let mut short: String = words.chars().take(sentence.min(MOST)).collect();
    if short.len() < words.len() && sentence > MOST {
        short.push('…');
    }
    short
}

#[expect(clippy::wildcard_enum_match_arm, reason = "everything else stands between blocks")]
fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => {
            matches!(tag, Tag::Link { .. } | Tag::Image { .. } | Tag::Emphasis | Tag::Strong)
        }
        Event::End(tag) => matches!(tag, TagEnd::Link | TagEnd::Image | TagEnd::Emphasis | TagEnd::Strong),
        Event::Text(_) | Event::Code(_) | Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => true,
        _ => false,
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    /// For each open link, whether it was written.
    links: Vec<Written>,
    in_code: Place,
    in_head: Place,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    Yes,
    No,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum Place {
    Inside,
    #[default]
    Outside,
}

#[expect(clippy::wildcard_enum_match_arm, reason = "kinds of Markdown that are not switched on do not occur")]
impl Writer {
    fn inline(&mut self, events: Vec<Event<'_>>) {
        if self.in_code == Place::Inside {
            for event in events {
                if let Event::Text(text) = event {
                    escape(&reveal(&text), &mut self.out);
                }
            }
            return;
        }
        let (events, _) = pair(events);
        let mut events = events.into_iter().peekable();
        while let Some(event) = events.next() {
            // Japanese has no blank between sentences, wherever an author broke the line.
            let joined = matches!(event, Event::SoftBreak)
                && self.out.chars().next_back().is_some_and(is_wide)
                && matches!(events.peek(), Some(Event::Text(next)) if next.chars().next().is_some_and(is_wide));
            if !joined {
                self.inline_event(event);
            }
        }
    }

    fn inline_event(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => escape(&text, &mut self.out),
            Event::Code(code) => {
                self.out.push_str("<code>");
                escape(&reveal(&code), &mut self.out);
                self.out.push_str("</code>");
            }
            Event::InlineHtml(raw) => self.raw(&raw),
            Event::SoftBreak => self.out.push('\n'),
            Event::HardBreak => self.out.push_str("<br>\n"),
            Event::Start(Tag::Emphasis) => self.out.push_str("<em>"),
            Event::End(TagEnd::Emphasis) => self.out.push_str("</em>"),
            Event::Start(Tag::Strong) => self.out.push_str("<strong>"),
            Event::End(TagEnd::Strong) => self.out.push_str("</strong>"),
            // An image would be a request; its alternative text stays, as a link.
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                self.open_link(&dest_url);
            }
            Event::End(TagEnd::Link | TagEnd::Image) if self.links.pop() == Some(Written::Yes) => {
                self.out.push_str("</a>");
            }
            _ => {}
        }
    }

    fn open_link(&mut self, address: &CowStr<'_>) {
        let address = reveal(address);
        if !is_safe(&address) {
            self.links.push(Written::No);
            return;
        }
        self.out.push_str("<a href=\"");
        escape(&address, &mut self.out);
        self.out.push_str(if address.contains("://") { "\" rel=\"external\">" } else { "\">" });
        self.links.push(Written::Yes);
    }

    fn raw(&mut self, raw: &str) {
        let raw = reveal(raw);
        escape(&raw, &mut self.out);
    }

    fn block(&mut self, event: &Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.end(*tag),
            Event::Rule => self.out.push_str("<hr>\n"),
            Event::Html(raw) => {
                self.out.push_str("<p>");
                self.raw(raw);
                self.out.push_str("</p>\n");
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Paragraph => self.out.push_str("<p>"),
            // The page has the first heading; those of a text go below it.
            Tag::Heading { level, .. } => self.heading("<", *level as usize, ">"),
            Tag::BlockQuote(_) => self.out.push_str("<blockquote>\n"),
            Tag::CodeBlock(_) => {
                self.in_code = Place::Inside;
                self.out.push_str("<pre tabindex=\"0\"><code>");
            }
            Tag::List(Some(first)) => _ = writeln!(self.out, "<ol start=\"{first}\">"),
            Tag::List(None) => self.out.push_str("<ul>\n"),
            Tag::Item => self.out.push_str("<li>"),
            Tag::Table(_) => self.out.push_str("<div class=\"scroll\" tabindex=\"0\"><table>\n"),
            Tag::TableHead => {
                self.in_head = Place::Inside;
                self.out.push_str("<thead><tr>");
            }
            Tag::TableRow => self.out.push_str("<tr>"),
            Tag::TableCell => {
                self.out.push_str(if self.in_head == Place::Inside { "<th scope=\"col\">" } else { "<td>" });
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph => self.out.push_str("</p>\n"),
            TagEnd::Heading(level) => self.heading("</", level as usize, ">\n"),
            TagEnd::BlockQuote(_) => self.out.push_str("</blockquote>\n"),
            TagEnd::CodeBlock => {
                self.in_code = Place::Outside;
                self.out.push_str("</code></pre>\n");
            }
            TagEnd::List(true) => self.out.push_str("</ol>\n"),
            TagEnd::List(false) => self.out.push_str("</ul>\n"),
            TagEnd::Item => self.out.push_str("</li>\n"),
            TagEnd::Table => self.out.push_str("</tbody></table></div>\n"),
            TagEnd::TableHead => {
                self.in_head = Place::Outside;
                self.out.push_str("</tr></thead><tbody>\n");
            }
            TagEnd::TableRow => self.out.push_str("</tr>\n"),
            TagEnd::TableCell => {
                self.out.push_str(if self.in_head == Place::Inside { "</th>" } else { "</td>" });
            }
            _ => {}
        }
    }

    fn heading(&mut self, before: &str, level: usize, after: &str) {
        let level = level.clamp(2, 6);
        _ = write!(self.out, "{before}h{level}{after}");
    }
}

/// Says whether a letter or mark is written without blanks around it.
fn is_wide(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Says whether an address is http, https, mailto or relative.
fn is_safe(address: &str) -> bool {
    // Browsers drop control characters and blanks before they look at the scheme.
    if address.chars().any(|c| c.is_control() || c.is_whitespace())
        || address.starts_with("//")
        || address.contains('\\')
    {
        return false;
    }
    let scheme =
        address.split(['/', '?', '#']).next().unwrap_or_default().split_once(':').map(|(scheme, _)| scheme);
    scheme.is_none_or(|scheme| ["http", "https", "mailto"].contains(&scheme.to_ascii_lowercase().as_str()))
}

#[cfg(test)]
mod tests {
    use super::{Fault, faults, render};

    fn inline(text: &str) -> String {
        render(text).trim().trim_start_matches("<p>").trim_end_matches("</p>").to_owned()
    }

    #[test]
    fn emphasis_beside_japanese_brackets() {
        for (text, expected) in [
            ("**「基準」**は", "<strong>「基準」</strong>は"),
            ("**要件。**次", "<strong>要件。</strong>次"),
            ("**A（注）**は**B**で", "<strong>A（注）</strong>は<strong>B</strong>で"),
            ("これは**注意（必須）**を", "これは<strong>注意（必須）</strong>を"),
            ("*「強調」*で", "<em>「強調」</em>で"),
            ("***強い***語", "<em><strong>強い</strong></em>語"),
            ("**a *b* c**", "<strong>a <em>b</em> c</strong>"),
            ("`**x**` と **[y](z.html)**", "<code>**x**</code> と <strong><a href=\"z.html\">y</a></strong>"),
            (r"\*\*x\*\*", "**x**"),
        ] {
            assert_eq!(inline(text), expected);
            assert_eq!(faults(text), [], "{text}");
        }
        assert_eq!(inline("一。\n二 a\nb"), "一。二 a\nb");
        assert_eq!(inline("* 一\n* 二"), "<ul>\n<li>一</li>\n<li>二</li>\n</ul>");
    }

    /// Returns the faults of a text, each with the words at which it stands.
    fn found(text: &str) -> Vec<(Fault, &str)> {
        faults(text).into_iter().map(|(fault, at)| (fault, text.get(at).unwrap_or_default())).collect()
    }

    #[test]
    fn left_over_marks_are_faults() {
        for text in ["**x", "2**3", "** x **", "**a** `**` と **b", "*a* **「b」*"] {
            assert_eq!(found(text), [(Fault::LeftOverMark, "**")], "{text}");
            assert!(inline(text).contains("**"));
        }
        assert_eq!(faults("**a**\n\n一 **b").first().map(|(_, at)| at.start), Some(11));
        assert_eq!(faults("5 * 3"), []);
    }

    #[test]
    fn a_fault_knows_where_it_stands() {
        let html = |raw: &str| Fault::RawHtml(raw.to_owned());
        let link = |address: &str| Fault::UnsafeLink(address.to_owned());
        let text = "**「前」**と<b>一</b>、[二](javascript:x)\n\n<div>\n三\n</div>\n\n`<i>` **後";
        assert_eq!(
            found(text),
            [
                (html("<b>"), "<b>"),
                (html("</b>"), "</b>"),
                (link("javascript:x"), "[二](javascript:x)"),
                (html("<div>"), "<div>"),
                (html("三"), "三"),
                (html("</div>"), "</div>"),
                (Fault::LeftOverMark, "**"),
            ]
        );
    }

    #[test]
    fn nothing_runs() {
        for text in [
            "<script>x</script>",
            "a <img src=x onerror=y> b",
            "[x](javascript:y)",
            "[x](java\u{1}script:y)",
            "[x](&#106;avascript:y)",
            "[x](data:text/html,y)",
            "[x](//example.org)",
            "<javascript:y>",
            "![x](https://example.org/x.png)",
        ] {
            let html = render(text);
            assert!(!html.contains("<script") && !html.contains("<img"), "{text}");
            assert!(!html.contains("href=\"j") && !html.contains("href=\"d"), "{text}");
            assert!(!html.contains("href=\"//"), "{text}");
        }
        assert_eq!(found("[x](JavaScript:y)")[0].0, Fault::UnsafeLink("JavaScript:y".to_owned()));
        assert_eq!(faults("a <b>x</b>").len(), 2);
    }
}
