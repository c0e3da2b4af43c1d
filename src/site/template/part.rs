//! The smallest parts of pages as functions of the templates: links, badges and dates, by the thousand.
//!
//! Each prints one value of `page::part`; everything larger is a macro in `parts.html`.

use minijinja::{Environment, Error, Value};

use super::phrase::phrased;
use crate::markdown::escape;
use crate::site::words::PLAIN;

/// Makes the functions known to the templates.
pub(super) fn add_to(env: &mut Environment<'_>) {
    env.add_function("link", link);
    env.add_function("badge", badge);
    env.add_function("date", date);
    env.add_function("phrased", |lang: &str, text: &str| Value::from_safe_string(phrased(lang, text)));
}

/// Prints a link from a page that lies `up` steps below the folder of its language; text where there is no page.
fn link(up: &str, it: &Value) -> Result<Value, Error> {
    let (href, text) = (it.get_attr("href")?, it.get_attr("text")?);
    let mut out = String::with_capacity(128);
    match href.as_str() {
        Some(href) => {
            out.push_str("<a href=\"");
            escape(up, &mut out);
            escape(href, &mut out);
            out.push_str("\">");
            escape(text.as_str().unwrap_or_default(), &mut out);
            out.push_str("</a>");
        }
        None => escape(text.as_str().unwrap_or_default(), &mut out),
    }
    Ok(Value::from_safe_string(out))
}

/// Prints a badge.
fn badge(it: &Value) -> Result<Value, Error> {
    let (class, label) = (it.get_attr("class")?, it.get_attr("label")?);
    Ok(element("b", "class", class.as_str().filter(|it| *it != PLAIN), &label))
}

/// Prints a date with its machine form.
fn date(it: &Value) -> Result<Value, Error> {
    let (iso, text) = (it.get_attr("iso")?, it.get_attr("text")?);
    Ok(element("time", "datetime", iso.as_str(), &text))
}

/// Prints an element with an attribute where that has a value.
fn element(name: &str, attribute: &str, value: Option<&str>, text: &Value) -> Value {
    let mut out = String::with_capacity(64);
    out.extend(["<", name]);
    if let Some(value) = value {
        out.extend([" ", attribute, "=\""]);
        escape(value, &mut out);
        out.push('"');
    }
    out.push('>');
    escape(text.as_str().unwrap_or_default(), &mut out);
    out.extend(["</", name, ">"]);
    Value::from_safe_string(out)
}
