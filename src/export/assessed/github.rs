//! Annotations of a GitHub workflow: the worst ten, as many as the runner shows of a step.

use crate::lang::Lang;
use crate::msg;
use crate::report::github::{word, workflow_command};
use crate::view::assessment::Assessment;
use crate::view::diagnostics::Place;
use crate::view::summary::headed;

use super::{message, remarks};

/// The runner shows so many of a kind and drops the rest without a word.
const SHOWN: usize = 10;

/// Returns what is wrong with the product file and the worst failures, a command each; how many more there are is said.
pub fn github(shown: &Assessment, lang: Lang) -> String {
    let all = shown.failures();
    let room = SHOWN.saturating_sub(shown.findings.len());
    let told = if all.len() > room { room.saturating_sub(1) } else { all.len() };
    let left = all.len() - told;
    let mut out = String::new();
    for it in &shown.findings {
        let place = it.primary.iter().filter(|_| shown.product_file().is_some());
        let mut properties: Vec<(&str, String)> = place.flat_map(placed).collect();
        properties.push(("title", format!("{} {}", it.code, it.slug)));
        out.push_str(&workflow_command(word(it.severity), &properties, &remarks(it, lang)));
    }
    for (severity, of, it) in all.into_iter().take(told) {
        let mut properties: Vec<(&str, String)> = Vec::new();
        if let Some(place) = it.place() {
            properties.extend(placed(place));
        } else if let Some(file) = shown.product_file() {
            properties.extend([("file", file.to_owned()), ("line", "1".to_owned())]);
        }
        properties.push(("title", headed(of, it).get(lang).clone()));
        out.push_str(&workflow_command(word(severity), &properties, &message(of, it, lang)));
    }
    if left > 0 {
        let more = msg!(
            ja: "ほかに{left}件ある。全ては「kijun assess」の表にある。",
            en: "{left} more; the table of `kijun assess` has all of them",
        );
        out.push_str(&workflow_command("notice", &[], more.get(lang)));
    }
    out
}

/// Returns where something stands. The runner takes an end column on one line only.
fn placed(place: &Place) -> Vec<(&'static str, String)> {
    let mut found = vec![
        ("file", place.file.clone()),
        ("line", place.line.to_string()),
        ("endLine", place.end_line.to_string()),
        ("col", place.column.to_string()),
    ];
    if place.line == place.end_line {
        found.push(("endColumn", place.end_column.to_string()));
    }
    found
}
