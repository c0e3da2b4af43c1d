//! Readings as nested lists, their clauses linked to their facts.
//!
//! Numbers as the style sheet does, so that a sentence can name the item it means.

use crate::lang::Lang;
use crate::markdown::escape;
use crate::view::fact::Fact;
use crate::view::reading::{Objectivity, Reading, needs_judgement, when_lead};

use super::Cx;
use crate::site::route::{self, up};
use crate::site::template::html::Html;

/// The first two numbers at each depth.
const NUMBERS: [(&str, &str); 5] =
    [("(1)", "(2)"), ("(a)", "(b)"), ("(i)", "(ii)"), ("(A)", "(B)"), ("(I)", "(II)")];

/// What the first sentence of a reading stands for.
#[derive(Clone, Copy)]
enum Lead {
    /// What must be so, or a condition by itself.
    Plain,
    /// Where something applies.
    Applies,
}

impl Cx<'_> {
    /// Returns a reading as nested lists, its clauses linked to their facts.
    pub(super) fn outline(&self, reading: &Reading, address: &str) -> Html {
        let mut out = String::new();
        self.top(reading, Lead::Plain, &up(address), &mut out);
        Html::vouched(out)
    }

    /// Returns a reading as [`Cx::outline`] does; its first sentence says that something applies.
    pub(super) fn where_applies(&self, reading: &Reading, address: &str) -> Html {
        let mut out = String::new();
        self.top(reading, Lead::Applies, &up(address), &mut out);
        Html::vouched(out)
    }

    fn top(&self, reading: &Reading, lead: Lead, up: &str, out: &mut String) {
        match reading {
            Reading::Clause { fact, .. } => {
                let fact = fact.and_then(|it| self.library.facts.get(it.raw()));
                // The title of an open limb is a noun, which a sentence cannot go on from.
                let is_limb = fact.is_some_and(|it| it.provision.is_some());
                let (before, after) = match lead {
                    Lead::Plain => ("", ""),
                    Lead::Applies if is_limb => (self.t.applies_when, ""),
                    Lead::Applies => self.around(),
                };
                out.push_str("<p class=\"reading\">");
                out.push_str(before);
                self.write(reading, lead, 0, up, out);
                out.push_str(after);
                out.push_str("</p>");
            }
            Reading::List { .. } | Reading::When { .. } => {
                out.push_str("<div class=\"reading\">");
                self.write(reading, lead, 0, up, out);
                out.push_str("</div>");
            }
        }
    }

    fn write(&self, reading: &Reading, lead: Lead, depth: usize, up: &str, out: &mut String) {
        match reading {
            Reading::Clause { text, fact, objectivity } => {
                write_clause(self.say(text), fact.and_then(|it| self.library.facts.get(it.raw())), up, out);
                if *objectivity == Objectivity::Judgement {
                    out.push_str("<span class=\"judgement\">");
                    escape(needs_judgement(self.lang), out);
                    out.push_str("</span>");
                }
            }
            Reading::List { lead: text, parts } => {
                self.lead(self.say(text), lead, out);
                self.items(parts.iter(), depth, up, out);
            }
            Reading::When { mood, condition, then } => {
                let (first, second) = NUMBERS.get(depth).copied().unwrap_or(("(1)", "(2)"));
                self.lead(self.say(&when_lead(*mood, first, second)), lead, out);
                self.items([condition.as_ref(), then.as_ref()].into_iter(), depth, up, out);
            }
        }
    }

    /// Returns what stands around a clause to say that something applies there.
    fn around(&self) -> (&'static str, &'static str) {
        match self.lang {
            Lang::Ja => ("", "場合に適用する。"),
            Lang::En => ("It applies where ", "."),
        }
    }

    fn lead(&self, text: &str, lead: Lead, out: &mut String) {
        let (before, after) = match (self.lang, lead) {
            (Lang::Ja, Lead::Plain) => ("", "。"),
            (Lang::En, Lead::Plain) => ("", ":"),
            (Lang::Ja, Lead::Applies) => self.around(),
            (Lang::En, Lead::Applies) => (self.around().0, ":"),
        };
        out.push_str("<p>");
        out.push_str(before);
        escape(text, out);
        out.push_str(after);
        out.push_str("</p>\n");
    }

    fn items<'r>(&self, parts: impl Iterator<Item = &'r Reading>, depth: usize, up: &str, out: &mut String) {
        out.push_str("<ol>");
        for part in parts {
            out.push_str("\n<li>");
            self.write(part, Lead::Plain, depth + 1, up, out);
            out.push_str("</li>");
        }
        out.push_str("\n</ol>");
    }
}

/// Writes a clause, linked to its fact.
fn write_clause(text: &str, fact: Option<&Fact>, up: &str, out: &mut String) {
    let Some(fact) = fact else {
        escape(text, out);
        return;
    };
    out.push_str("<a href=\"");
    escape(&format!("{up}{}", route::fact(&fact.id)), out);
    out.push_str("\">");
    escape(text, out);
    out.push_str("</a>");
}
