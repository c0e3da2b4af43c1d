//! The strictest merge as a page: scopes once, then what has to be met by requirement, each line with who says it.
//!
//! Lays out what the view has; leaves nothing of it out.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::lang::{Bilingual, Lang};
use crate::msg;
use crate::view::clause::Clause;
use crate::view::merged::{Demand, MarketsFrom, Merged, MergedOn};
use crate::view::reading::{Objectivity, Reading, needs_judgement, when_lead};
use crate::view::tree::Tree;

/// Where a demand applies: the edition in whose scope, and the condition in the words of the language.
type Where<'a> = (&'a str, Option<&'a str>);

/// Returns the page.
pub(super) fn page(shown: &Merged, lang: Lang) -> String {
    let page = Page::new(shown, lang);
    let mut out = page.head();
    out.push_str(&page.scopes());
    for it in &shown.requirements {
        out.push_str(&page.requirement(it));
    }
    out.push_str(&page.foot());
    out
}

struct Page<'a> {
    shown: &'a Merged,
    lang: Lang,
    /// The number of each edition.
    numbers: BTreeMap<&'a str, usize>,
    /// The parts of conditions that stand in more than one place of an edition, by their text, each with its label.
    shared: BTreeMap<(&'a str, String), (String, &'a Reading)>,
}

impl<'a> Page<'a> {
    fn new(shown: &'a Merged, lang: Lang) -> Self {
        let numbers = shown.scopes.iter().enumerate().map(|(at, it)| (it.edition.as_str(), at + 1)).collect();
        let mut page = Self { shown, lang, numbers, shared: BTreeMap::new() };
        let mut seen: BTreeMap<(&str, String), usize> = BTreeMap::new();
        let mut labels: BTreeMap<&str, usize> = BTreeMap::new();
        for ((edition, _), demands) in shown.requirements.iter().flat_map(groups) {
            for part in condition(demands.first().copied()).into_iter().flat_map(parts) {
                let at = (edition, part.line(lang));
                let uses = seen.entry(at.clone()).or_insert(0);
                *uses += 1;
                if *uses == 2 {
                    let label = labels.entry(edition).or_insert(0);
                    *label += 1;
                    let number = page.numbers.get(edition).copied().unwrap_or_default();
                    page.shared.insert(at, (format!("{number}.{label}"), part));
                }
            }
        }
        page
    }

    fn line(&self, text: &Bilingual) -> String {
        format!("{}\n", text.get(self.lang))
    }

    fn list(&self, ids: &[String]) -> String {
        ids.join(match self.lang {
            Lang::Ja => "、",
            Lang::En => ", ",
        })
    }

    fn head(&self) -> String {
        let (day, markets) = (self.shown.as_of, self.list(&self.shown.markets));
        let mut out = self.line(&msg!(
            ja: "{day}における最も厳しい基準（市場: {markets}）",
            en: "the strictest criteria on {day} (markets: {markets})",
        ));
        if let Some(it) = &self.shown.product {
            let parts = [&it.maker, &it.name, &it.model, &it.version];
            let named: Vec<&str> = parts.into_iter().flatten().map(String::as_str).collect();
            let named = named.join(" / ");
            out += &self.line(&msg!(ja: "製品: {named}", en: "product: {named}"));
        }
        if self.shown.markets_from == MarketsFrom::Unstated {
            out += &self.line(&msg!(
                ja: "製品のファイルが「product.markets」を述べないため、全ての市場について求めた。",
                en: "the product file does not state product.markets, so all markets are asked about",
            ));
        }
        let editions = self.list(&self.shown.editions);
        out += &self.line(&msg!(ja: "合成した版: {editions}", en: "merged: {editions}"));
        if !self.shown.ended.is_empty() {
            let ended = self.list(&self.shown.ended);
            out += &self.line(&msg!(
                ja: "適用が終了した版（指定により、終了時の内容で合成した）: {ended}",
                en: "ended, and merged as they last stood, for they were named: {ended}",
            ));
        }
        if !self.shown.empty_markets.is_empty() {
            let list = self.list(&self.shown.empty_markets);
            out += &self.line(
                &msg!(ja: "義務を課す文書がない市場: {list}", en: "markets without a mandatory instrument: {list}"),
            );
        }
        out
    }

    /// Returns each scope once, with the conditions that several requirements share.
    fn scopes(&self) -> String {
        if self.shown.scopes.is_empty() {
            return String::new();
        }
        let mut out = format!("\n{}", self.line(&msg!(ja: "適用範囲", en: "where it applies")));
        for it in &self.shown.scopes {
            let edition = it.edition.as_str();
            let number = self.numbers.get(edition).copied().unwrap_or_default();
            let text = it.scope.as_ref().map_or_else(
                || vec![msg!(ja: "全ての製品", en: "every product").get(self.lang).clone()],
                |it| outline(&it.outline, self.lang),
            );
            let colon = self.colon();
            out += &block(&format!("  [{number}] {edition}{colon}"), 6, &text);
            let mut conditions: Vec<_> = self.shared.iter().filter(|(at, _)| at.0 == edition).collect();
            conditions.sort_by_key(|(_, (label, _))| (label.len(), label.clone()));
            for (_, (label, part)) in conditions {
                let when = msg!(ja: "うち", en: "of these, where: ");
                let text = outline(part, self.lang);
                out += &block(&format!("      [{label}] {}", when.get(self.lang)), 10, &text);
            }
        }
        out
    }

    fn colon(&self) -> &'static str {
        match self.lang {
            Lang::Ja => "：",
            Lang::En => ": ",
        }
    }

    fn requirement(&self, it: &MergedOn) -> String {
        let title = it.title.get(self.lang);
        let mut out = format!("\n{title}  {}\n", it.requirement);
        for (at, demands) in groups(it) {
            out += &self.heading(at, &demands);
            for demand in demands {
                out += &self.demand(demand);
            }
        }
        for (by, ids) in dominated(it) {
            let ids = self.list(&ids.into_iter().map(|id| self.label(id)).collect::<Vec<_>>());
            let by = self.list(&by.iter().map(|id| self.label(id)).collect::<Vec<_>>());
            out += &self.line(&if by.is_empty() {
                msg!(ja: "  どの製品も満たす: {ids}", en: "  met by every product: {ids}")
            } else {
                msg!(ja: "  {by}に含まれる: {ids}", en: "  implied by {by}: {ids}")
            });
        }
        out + &self.open_ends(it)
    }

    /// Returns what stands against a merge: conflicts, provisions without a criterion, a failure.
    fn open_ends(&self, it: &MergedOn) -> String {
        let mut out = String::new();
        if let Some(core) = &it.conflict {
            let core = self.list(core);
            out += &self.line(&msg!(
                ja: "  矛盾: 次の規定が全て適用される製品は、その全てを満たすことができない: {core}",
                en: "  conflict: no product to which all of these apply can meet them together: {core}",
            ));
        }
        if !it.silent.is_empty() {
            let list = self.list(&it.silent);
            out += &self.line(&msg!(ja: "  基準のない規定: {list}", en: "  without a criterion: {list}"));
        }
        if let Some(Bilingual { ja, en }) = &it.failure {
            let list = self.list(&it.provisions);
            out += &self.line(&msg!(
                ja: "  合成できない: {ja}それぞれの規定による: {list}",
                en: "  cannot be merged: {en}; each of these stands by itself: {list}",
            ));
        }
        out
    }

    /// Returns where a group of demands applies.
    fn heading(&self, at: Where<'_>, demands: &[&Demand]) -> String {
        let number = self.numbers.get(at.0).copied().unwrap_or_default();
        if demands.iter().all(|it| it.certain) {
            let certain = msg!(ja: "（この製品に適用がある）", en: " (applies to this product)");
            return format!("  [{number}] {}{}\n", at.0, certain.get(self.lang));
        }
        let Some(clause) = condition(demands.first().copied()) else {
            return format!("  [{number}] {}\n", at.0);
        };
        let mut labels = Vec::new();
        let mut others = Vec::new();
        for part in parts(clause) {
            match self.shared.get(&(at.0, part.line(self.lang))) {
                Some((label, _)) => labels.push(label.clone()),
                None => others.push(part),
            }
        }
        let labels = if labels.is_empty() { number.to_string() } else { self.list(&labels) };
        let text = match (others.as_slice(), &clause.outline) {
            ([], _) => return format!("  [{labels}] {}\n", at.0),
            ([only], _) => outline(only, self.lang),
            (_, Reading::List { lead, .. }) => parted(lead, others.iter().copied(), self.lang),
            (_, whole) => outline(whole, self.lang),
        };
        let when = msg!(ja: "のうち", en: ", where: ");
        block(&format!("  [{labels}] {}{}", at.0, when.get(self.lang)), 6, &text)
    }

    /// Returns what is demanded, its alternatives below one another, with the provisions that demand it.
    fn demand(&self, it: &Demand) -> String {
        let mut text = outline(&it.criterion.outline, self.lang);
        let by: Vec<String> = it.by.iter().map(|id| self.label(id)).collect();
        if let Some(first) = text.first_mut() {
            let _ = write!(first, "  [{}]", self.list(&by));
        }
        block("    - ", 6, &text)
    }

    /// Returns the id of a provision, marked if it has not begun.
    fn label(&self, id: &str) -> String {
        let mark = if self.shown.upcoming.iter().any(|it| it == id) { "*" } else { "" };
        format!("{id}{mark}")
    }

    fn foot(&self) -> String {
        let mut notes = Vec::new();
        for (ids, ja, en) in [
            (&self.shown.unregulated, "これらの版に規定のない要件", "not regulated by any of these editions"),
            (&self.shown.apart, "要件に結び付かない義務", "binding, and beside every requirement"),
            (
                &self.shown.not_applicable,
                "述べられた事実から適用がない規定",
                "left out, not applicable by the stated facts",
            ),
        ] {
            if !ids.is_empty() {
                let list = self.list(ids);
                notes.push(msg!(ja: "{ja}: {list}", en: "{en}: {list}"));
            }
        }
        if !self.shown.upcoming.is_empty() {
            let day = self.shown.as_of;
            notes.push(msg!(ja: "* {day}にはまだ適用されていない", en: "* not yet applicable on {day}"));
        }
        let lines: String = notes.iter().map(|it| self.line(it)).collect();
        if lines.is_empty() { lines } else { format!("\n{lines}") }
    }
}

/// Returns the demands of a requirement by where they apply, in the order in which they are said.
fn groups(it: &MergedOn) -> Vec<(Where<'_>, Vec<&Demand>)> {
    let mut groups: Vec<(Where<'_>, Vec<&Demand>)> = Vec::new();
    for demand in &it.conjuncts {
        let at = (demand.edition.as_str(), demand.applies.as_ref().map(|it| it.expression.as_str()));
        match groups.iter_mut().find(|(known, _)| *known == at) {
            Some((_, demands)) => demands.push(demand),
            None => groups.push((at, vec![demand])),
        }
    }
    groups
}

/// Returns the condition that a page has to say; none where it is known to hold.
fn condition(demand: Option<&Demand>) -> Option<&Clause> {
    demand.filter(|it| !it.certain)?.applies.as_ref()
}

/// Returns the parts that a condition joins by "and"; the condition itself where it joins none.
fn parts(clause: &Clause) -> Vec<&Reading> {
    match (&clause.tree, &clause.outline) {
        (Tree::All { parts: joined }, Reading::List { parts, .. }) if joined.len() == parts.len() => {
            parts.iter().collect()
        }
        (_, whole) => vec![whole],
    }
}

/// Returns dominated provisions by what implies them.
fn dominated(it: &MergedOn) -> Vec<(&[String], Vec<&str>)> {
    let mut groups: Vec<(&[String], Vec<&str>)> = Vec::new();
    for dominated in &it.dominated {
        match groups.iter_mut().find(|(by, _)| *by == dominated.by.as_slice()) {
            Some((_, ids)) => ids.push(&dominated.id),
            None => groups.push((&dominated.by, vec![&dominated.id])),
        }
    }
    groups
}

/// Returns lines behind a lead, the further ones below at an indent.
fn block(lead: &str, indent: usize, lines: &[String]) -> String {
    let indent = " ".repeat(indent);
    let line = |(at, line): (usize, &String)| {
        if at == 0 { format!("{lead}{line}\n") } else { format!("{indent}{line}\n") }
    };
    lines.iter().enumerate().map(line).collect()
}

/// Returns a reading with each alternative or part on a line of its own.
fn outline(reading: &Reading, lang: Lang) -> Vec<String> {
    match reading {
        Reading::Clause { text, objectivity, .. } => {
            let mark = if *objectivity == Objectivity::Judgement { needs_judgement(lang) } else { "" };
            vec![format!("{}{mark}", text.get(lang))]
        }
        Reading::List { lead, parts } => parted(lead, parts.iter(), lang),
        Reading::When { mood, condition, then } => {
            let lead = when_lead(*mood, "(1)", "(2)");
            parted(&lead, [condition.as_ref(), then.as_ref()].into_iter(), lang)
        }
    }
}

fn parted<'r>(lead: &Bilingual, parts: impl Iterator<Item = &'r Reading>, lang: Lang) -> Vec<String> {
    let mut lines = vec![lead.get(lang).clone()];
    for (at, part) in parts.enumerate() {
        for (line, text) in outline(part, lang).into_iter().enumerate() {
            let number = if line == 0 { format!("({}) ", at + 1) } else { " ".repeat(4) };
            lines.push(format!("  {number}{text}"));
        }
    }
    lines
}
