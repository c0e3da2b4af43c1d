//! `kijun impact`: counts first, then what changes and why, then what stays.

use std::fmt::Write as _;

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Standing;
use crate::model::Proposal;
use crate::msg;
use crate::query::impact::{Laws, impact};
use crate::report::table::columns;
use crate::view::impact::words::{self, CountRow};
use crate::view::impact::{self as view, Aligned, Impact, RelationChange, Verdict};
use crate::view::merged::Demand;

use super::FINE;
use super::args::{Common, Format, Impact as Args};
use super::failed::Failed;
use super::session::{self, Session};

pub(super) fn run(common: &Common, args: &Args) -> Result<u8, Failed> {
    let format = session::format(common, &[Format::Text, Format::Json])?;
    let from = args.from.as_deref().map(session::day).transpose()?;
    let session = session::load_checked(common)?;
    let laws = Laws::new(session.kb().kb, &proposal(&session, &args.proposal)?, from);
    let shown = view::impact(&laws, &impact(&laws));
    session.answer(&shown, format, |it| Page { lang: session.lang }.text(it))?;
    Ok(FINE)
}

/// Returns the proposal of an id; of an edition that is no law yet, the proposal of it alone.
fn proposal(session: &Session, id: &str) -> Result<Proposal, Failed> {
    let kb = session.kb().kb;
    if let Some(found) = kb.proposals.iter().find(|it| it.id == id) {
        return Ok(found.clone());
    }
    let nodes = session.find(id)?;
    let edition = match nodes.as_slice() {
        [node] if node.locator.is_none() => node.edition,
        _ => {
            return Err(Failed(msg!(
                ja: "「{id}」は改正案でも版でもない。改正案の一覧は「kijun list proposals」で見られる。",
                en: "`{id}` is no proposal and no edition; `kijun list proposals` lists proposals",
            )));
        }
    };
    let state = &kb.editions[edition];
    if state.standing(kb.as_of) != Standing::Upcoming {
        let id = kb.edition_id(edition);
        return Err(Failed(msg!(
            ja: "「{id}」は既に始まっているので、改正案として比べるものがない。",
            en: "`{id}` has begun already, so there is nothing that it would change",
        )));
    }
    Ok(kb.alone(edition))
}

/// The answer as a page of text.
struct Page {
    lang: Lang,
}

impl Page {
    fn text(&self, it: &Impact) -> String {
        let parts = [
            self.head(it),
            self.counts(it),
            self.devices(it),
            self.alignments(it),
            self.relations(it),
            self.merged(it),
            self.said(it),
            self.tables(it),
            self.undecided(it),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        parts.join("\n")
    }

    fn say(&self, text: &Bilingual) -> String {
        text.get(self.lang).clone()
    }

    fn head(&self, it: &Impact) -> String {
        let title = it.title.as_ref().map(|title| self.say(title)).unwrap_or_default();
        let mut out = format!("{}  {title}\n", it.id).replace("  \n", "\n");
        let day = it.day;
        let from = match it.from {
            Some(from) => {
                msg!(ja: "施行予定 {from}（{day}の法令と比べた）", en: "to begin on {from} (compared with the law of {day})")
            }
            None => {
                msg!(ja: "施行の日は未定（{day}の法令と比べた）", en: "no day is proposed (compared with the law of {day})")
            }
        };
        out.push_str(&self.say(&from));
        out.push('\n');
        for edition in &it.editions {
            let nothing = msg!(ja: "なし", en: "nothing");
            let (id, kind, binding) =
                (&edition.id, edition.kind.title(), edition.binding.title_in(edition.status));
            let old = edition.replaces.clone().unwrap_or_else(|| self.say(&nothing));
            let title = self.say(&edition.title);
            let (kind, binding) = (self.say(&kind), self.say(&binding));
            let line = msg!(ja: "  {id}（現行 {old}） {title}、{kind}、{binding}", en: "  {id} (for {old}): {title}, {kind}, {binding}");
            let _ = writeln!(out, "{}", self.say(&line));
            let scope = match &edition.scope {
                Some(scope) => self.say(&scope.reading),
                None => self.say(&msg!(ja: "全ての製品", en: "all products")),
            };
            let whom = if edition.replaces.is_none() {
                msg!(ja: "    対象: {scope}", en: "    concerns: {scope}")
            } else if edition.scope_changes {
                msg!(ja: "    対象（現行と異なる）: {scope}", en: "    concerns (other than now): {scope}")
            } else {
                msg!(ja: "    対象（現行と同じ）: {scope}", en: "    concerns (as now): {scope}")
            };
            let _ = writeln!(out, "{}", self.say(&whom));
            for rule in &edition.transitions {
                let _ = writeln!(out, "    {}", self.say(&rule.told()));
            }
            if edition.transitions.is_empty() {
                let none = msg!(ja: "    経過措置はない", en: "    no transitional rule");
                let _ = writeln!(out, "{}", self.say(&none));
            }
        }
        for source in &it.sources {
            let (id, at) = (&source.source, source.place.as_ref().map(|it| self.say(it)).unwrap_or_default());
            let line = msg!(ja: "  出典 {id} {at}", en: "  source {id} {at}");
            let _ = writeln!(out, "{}", self.say(&line).trim_end());
        }
        out
    }

    fn counts(&self, it: &Impact) -> String {
        let changed = |number: usize| self.say(&msg!(ja: "{number}件が変わる", en: "{number} change"));
        let same = |number: usize| self.say(&msg!(ja: "{number}件は変わらない", en: "{number} stay"));
        let line = |row: CountRow| {
            let rest = row.same.map(same).unwrap_or_default();
            vec![format!("  {}", self.say(&row.of)), changed(row.changed), rest]
        };
        let rows: Vec<Vec<String>> = it.counts.rows().into_iter().map(line).collect();
        self.titled(&msg!(ja: "件数", en: "counts"), &columns(&rows))
    }

    fn tables(&self, it: &Impact) -> String {
        let mut out = String::new();
        for table in &it.tables {
            let _ = writeln!(out, "  {}  {}", table.id, self.say(&table.title));
            if !table.names.is_empty() {
                let ids = table.names.join(", ");
                let says =
                    msg!(ja: "    置き換わる版を挙げる: {ids}", en: "    names what is replaced: {ids}");
                let _ = writeln!(out, "{}", self.say(&says));
            }
            for cell in &table.cells {
                let (row, column) = (self.say(&cell.row), self.say(&cell.column));
                let (before, after) = (self.say(&cell.before), self.say(&cell.after));
                let _ = writeln!(out, "    {row}, {column}: {before} → {after}");
            }
        }
        self.titled(&msg!(ja: "見直す表", en: "tables to look at"), &out)
    }

    fn undecided(&self, it: &Impact) -> String {
        let rows: Vec<Vec<String>> = it
            .undecided
            .iter()
            .map(|it| vec![format!("  {}", self.say(&it.about)), it.ids.join(", ")])
            .collect();
        let open = rows.len();
        let title = msg!(
            ja: "複雑すぎて、変わるかどうか決められない問い（{open}件）",
            en: "questions too complex to tell whether they change: {open}",
        );
        self.titled(&title, &columns(&rows))
    }

    fn titled(&self, title: &Bilingual, body: &str) -> String {
        if body.is_empty() { String::new() } else { format!("{}\n{body}", self.say(title)) }
    }

    fn devices(&self, it: &Impact) -> String {
        let mut out = String::new();
        let mut above = "";
        for device in &it.devices {
            if device.id != above {
                let _ = writeln!(out, "  {}  {}", device.id, self.say(&device.title));
            }
            above = &device.id;
            self.verdict(&mut out, "    ", &device.edition);
            for verdict in &device.provisions {
                self.verdict(&mut out, "      ", verdict);
            }
        }
        self.titled(&msg!(ja: "判定が変わる例示機器", en: "example devices with another verdict"), &out)
    }

    fn verdict(&self, out: &mut String, indent: &str, it: &Verdict) {
        let (before, after) = (self.say(&words::outcome(it.before)), self.say(&words::outcome(it.after)));
        let id = it.new.as_ref().or(it.old.as_ref()).map(String::as_str).unwrap_or_default();
        let cite = self.say(&it.cite);
        let change = if before == after {
            self.say(&msg!(ja: "{before}のまま", en: "{before} as before"))
        } else {
            format!("{before} → {after}")
        };
        let why = it.because.map(|it| self.say(&it.title()));
        let facts: Vec<String> = it.decided_by_titles.iter().map(|it| self.say(it)).collect();
        let comma = msg!(ja: "、", en: ", ");
        let by = (!facts.is_empty()).then(|| {
            let facts = facts.join(comma.get(self.lang));
            self.say(&msg!(ja: "決め手: {facts}", en: "decided by {facts}"))
        });
        let more: Vec<String> = why.into_iter().chain(by).collect();
        let more = if more.is_empty() { String::new() } else { format!("  [{}]", more.join("; ")) };
        let _ = writeln!(out, "{indent}{id}  {cite}: {change}{more}");
    }

    fn alignments(&self, it: &Impact) -> String {
        let rows: Vec<Vec<String>> = it.alignments.iter().map(|it| self.aligned(it)).collect();
        self.titled(
            &msg!(ja: "整合群の中で変わる差異", en: "differences in alignments that change"),
            &columns(&rows),
        )
    }

    fn aligned(&self, it: &Aligned) -> Vec<String> {
        let scope = words::scopes();
        let (left, right) = (&it.left, &it.right);
        let pair = msg!(ja: "{left} は {right} に対し", en: "{left} to {right}");
        let (before, after) = (
            self.say(&words::differing(it.before, it.neither_before)),
            self.say(&words::differing(it.after, it.neither_after)),
        );
        vec![
            format!("  {}", self.say(it.title.as_ref().unwrap_or(&scope))),
            self.say(&pair),
            format!("{before} → {after}"),
        ]
    }

    fn relations(&self, it: &Impact) -> String {
        let rows: Vec<Vec<String>> = it.relations.iter().map(|it| self.relation(it)).collect();
        self.titled(&msg!(ja: "他の文書の規定との関係で変わるもの", en: "relations to provisions of other texts that change"), &columns(&rows))
    }

    fn relation(&self, it: &RelationChange) -> Vec<String> {
        let id = it.new.as_ref().or(it.old.as_ref()).cloned().unwrap_or_default();
        let (before, after) = (self.say(&words::relating(it.before)), self.say(&words::relating(it.after)));
        vec![format!("  {id}"), it.other.clone(), self.say(&it.title), format!("{before} → {after}")]
    }

    fn merged(&self, it: &Impact) -> String {
        let mut out = String::new();
        for on in &it.merged {
            let _ = writeln!(out, "  {}", self.say(&on.title));
            for (sign, demands) in [("−", &on.before), ("＋", &on.after)] {
                for demand in demands {
                    let _ = writeln!(out, "    {sign} {}", self.demand(demand));
                }
            }
        }
        self.titled(&msg!(ja: "対象市場の最も厳しい基準で変わるもの（−は現行だけ、＋は改正後だけ）", en: "strictest criteria of the markets concerned that change (− now only, ＋ then only)"), &out)
    }

    fn demand(&self, it: &Demand) -> String {
        let (what, by) = (it.criterion.outline.line(self.lang), it.by.join(", "));
        match &it.applies {
            Some(applies) => {
                let applies = applies.outline.line(self.lang);
                self.say(&msg!(ja: "{what}（{applies}とき。{by}）", en: "{what} (where {applies}; {by})"))
            }
            None => self.say(&msg!(ja: "{what}（{by}）", en: "{what} ({by})")),
        }
    }

    fn said(&self, it: &Impact) -> String {
        let answer = |it| self.say(&words::answer(it));
        let row = |[what, says]: [String; 2]| vec![format!("  {what}"), says];
        let claims: Vec<Vec<String>> = it
            .claims
            .iter()
            .map(|it| row([it.id.clone(), format!("{} → {}", answer(it.before), answer(it.after))]))
            .collect();
        let edges: Vec<Vec<String>> = it
            .mappings
            .iter()
            .map(|it| {
                let places = format!("{}: {} – {}", it.mapping, it.from.join(" "), it.to.join(" "));
                row([places, format!("{} → {}", self.say(&it.before.title()), self.say(&it.after.title()))])
            })
            .collect();
        let deemings: Vec<Vec<String>> = it
            .deemings
            .iter()
            .map(|it| {
                let (fate, basis) = (self.say(&it.becomes.title()), self.say(&it.basis));
                row([format!("{} ({})", it.id, it.edition), format!("{fate}: {basis}")])
            })
            .collect();
        let parts = [
            self.titled(&msg!(ja: "みなし", en: "deemings"), &columns(&deemings)),
            self.titled(&msg!(ja: "見直す主張", en: "claims to look at"), &columns(&claims)),
            self.titled(&msg!(ja: "公表された対応表の判定で変わるもの", en: "published edges that are judged otherwise"), &columns(&edges)),
        ];
        let parts: Vec<String> = parts.into_iter().filter(|it| !it.is_empty()).collect();
        parts.join("\n")
    }
}
