//! Templates: compiled once, strict, and rendered with one view each.
//!
//! With the files below it the only one that names the template engine.

pub(super) mod html;
mod part;
mod phrase;

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{
    AutoEscape, Environment, Error, Output, State, UndefinedBehavior, Value, context, escape_formatter,
};
use serde::Serialize;

use crate::markdown::escape;

/// All templates by name.
const TEMPLATES: &[(&str, &str)] = &[
    ("both.html", include_str!("../../site/templates/both.html")),
    ("diff.html", include_str!("../../site/templates/diff.html")),
    ("whole.html", include_str!("../../site/templates/whole.html")),
    ("check.html", include_str!("../../site/templates/check.html")),
    ("path.html", include_str!("../../site/templates/path.html")),
    ("compare.html", include_str!("../../site/templates/compare.html")),
    ("joint.html", include_str!("../../site/templates/joint.html")),
    ("opposed.html", include_str!("../../site/templates/opposed.html")),
    ("days.html", include_str!("../../site/templates/days.html")),
    ("data.html", include_str!("../../site/templates/data.html")),
    ("search.html", include_str!("../../site/templates/search.html")),
    ("coverage.html", include_str!("../../site/templates/coverage.html")),
    ("facts.html", include_str!("../../site/templates/facts.html")),
    ("findings.html", include_str!("../../site/templates/findings.html")),
    ("glossary.html", include_str!("../../site/templates/glossary.html")),
    ("forward.html", include_str!("../../site/templates/forward.html")),
    ("group.html", include_str!("../../site/templates/group.html")),
    ("home.html", include_str!("../../site/templates/home.html")),
    ("instrument.html", include_str!("../../site/templates/instrument.html")),
    ("instruments.html", include_str!("../../site/templates/instruments.html")),
    ("leading-on.html", include_str!("../../site/templates/leading-on.html")),
    ("layout.html", include_str!("../../site/templates/layout.html")),
    ("navigation.html", include_str!("../../site/templates/navigation.html")),
    ("lost.html", include_str!("../../site/templates/lost.html")),
    ("matrices.html", include_str!("../../site/templates/matrices.html")),
    ("matrix.html", include_str!("../../site/templates/matrix.html")),
    ("narrative.html", include_str!("../../site/templates/narrative.html")),
    ("parts.html", include_str!("../../site/templates/parts.html")),
    ("policy.html", include_str!("../../site/templates/policy.html")),
    ("interpretation.html", include_str!("../../site/templates/interpretation.html")),
    ("proposal.html", include_str!("../../site/templates/proposal.html")),
    ("provision.html", include_str!("../../site/templates/provision.html")),
    ("redline.html", include_str!("../../site/templates/redline.html")),
    ("redline-alone.html", include_str!("../../site/templates/redline-alone.html")),
    ("requirement.html", include_str!("../../site/templates/requirement.html")),
    ("requirements.html", include_str!("../../site/templates/requirements.html")),
    ("root.html", include_str!("../../site/templates/root.html")),
    ("sources.html", include_str!("../../site/templates/sources.html")),
    ("timeline.html", include_str!("../../site/templates/timeline.html")),
    ("table.html", include_str!("../../site/templates/table.html")),
    ("tables.html", include_str!("../../site/templates/tables.html")),
];

/// A value for a template.
pub(super) type Body = Value;

/// Returns a view as a value for a template.
pub(super) fn body<T: Serialize>(view: T) -> Body {
    Value::from(Serde(view))
}

/// Returns a view whose many fields are looked up again and again, such as the interface strings.
pub(super) fn lookup<T: Serialize>(view: T) -> Body {
    let fields = body(view);
    let keys = fields.try_iter().into_iter().flatten();
    let entries: BTreeMap<String, Value> =
        keys.filter_map(|key| Some((key.as_str()?.to_owned(), fields.get_item(&key).ok()?))).collect();
    Value::from(entries)
}

/// The compiled templates.
#[derive(Debug)]
pub(super) struct Templates {
    env: Environment<'static>,
}

impl Templates {
    /// Compiles all templates.
    pub(super) fn new() -> Result<Self, String> {
        let mut env = Environment::new();
        env.set_undefined_behavior(UndefinedBehavior::Strict);
        env.set_auto_escape_callback(|_| AutoEscape::Html);
        env.set_formatter(print);
        let tidy = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
        env.set_syntax(tidy.map_err(|error| format!("{error:#}"))?);
        part::add_to(&mut env);
        for (name, source) in TEMPLATES {
            env.add_template(name, source).map_err(|error| format!("{error:#}"))?;
        }
        Ok(Self { env })
    }

    /// Renders a page.
    pub(super) fn render(
        &self,
        name: &str,
        frame: &Body,
        strings: &Body,
        it: &Body,
    ) -> Result<String, String> {
        let template = self.env.get_template(name).map_err(|error| format!("{error:#}"))?;
        let page = template.render(context! { frame, t => strings, it });
        page.map(|html| tight(&html)).map_err(|error| format!("{error:#}"))
    }
}

/// Tags before which no reader sees a line end.
const BLOCKS: [&str; 38] = [
    "article", "aside", "body", "caption", "col", "colgroup", "dd", "details", "div", "dl", "dt", "footer",
    "h1", "h2", "h3", "h4", "head", "header", "li", "link", "main", "meta", "nav", "ol", "p", "script",
    "section", "summary", "table", "tbody", "td", "th", "thead", "title", "tr", "ul", "fieldset", "legend",
];

/// Leaves out the line ends before tags of blocks, a fiftieth of the bytes of a site; what is preformatted stays as it is.
fn tight(html: &str) -> String {
    let mut out = String::with_capacity(html.len());
    let mut is_preformatted = false;
    for line in html.lines() {
        if !is_preformatted && !out.is_empty() && !opens_block(line) {
            out.push('\n');
        }
        is_preformatted |= line.contains("<pre");
        out.push_str(line);
        if is_preformatted {
            out.push('\n');
            is_preformatted = !line.contains("</pre>");
        }
    }
    out
}

/// Says whether a line begins with a tag of a block.
fn opens_block(line: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else { return line.is_empty() };
    let rest = rest.strip_prefix('/').unwrap_or(rest);
    let end = rest.find(|it: char| !it.is_ascii_alphanumeric()).unwrap_or(rest.len());
    rest.get(..end).is_some_and(|name| BLOCKS.contains(&name))
}

/// Prints a value; text that is no finished markup is escaped, and `/` stays itself in addresses.
fn print(out: &mut Output<'_>, state: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.as_str() {
        Some(text) if !value.is_safe() => {
            let mut escaped = String::with_capacity(text.len() + 8);
            escape(text, &mut escaped);
            out.write_str(&escaped).map_err(Error::from)
        }
        Some(_) | None => escape_formatter(out, state, value),
    }
}

#[cfg(test)]
mod tests {
    use super::tight;

    #[test]
    fn only_line_ends_that_no_reader_sees_are_left_out() {
        for (html, left) in [
            ("<ul>\n<li>a</li>\n</ul>\n", "<ul><li>a</li></ul>"),
            ("<p>a\nb <a>c</a>\n<a>d</a></p>\n\n<p>e</p>", "<p>a\nb <a>c</a>\n<a>d</a></p><p>e</p>"),
            ("<p>a</p>\n<pre>x\n\n<li>\n</pre>\n<p>b</p>", "<p>a</p>\n<pre>x\n\n<li>\n</pre>\n<p>b</p>"),
            ("<p>a</p>\n<span>b</span>\n<link>", "<p>a</p>\n<span>b</span><link>"),
        ] {
            assert_eq!(tight(html), left);
        }
    }
}
