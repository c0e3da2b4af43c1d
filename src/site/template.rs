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
        page.map_err(|error| format!("{error:#}"))
    }
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
