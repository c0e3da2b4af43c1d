//! What keeps a page from being as it should: tables that cannot be computed, and pages written by hand with what
//! nobody sees or what cannot be shown.
//!
//! What is wrong with the texts of a base, `check` says.

use crate::diag::{Code, Diagnostic};
use crate::id::Id;
use crate::msg;
use crate::view::Library;
use crate::view::library::Unconfirmed;
use crate::{markdown, unseen};

use super::page::narrative;
use super::route::Routes;

/// Returns a diagnostic for each fault.
pub(super) fn check(library: &Library<'_>, routes: &Routes<'_>) -> Vec<Diagnostic> {
    let tables = library.undecided_tables.iter().map(|(id, span)| {
        Diagnostic::new(
            Code::OverBudget,
            msg!(ja: "表「{id}」は複雑すぎて計算できない", en: "the table `{id}` is too complex to compute"),
        )
        .here(*span)
        .help(msg!(ja: "表の基準を要件ごとに分けてください。", en: "split the criteria that it asks about"))
    });
    let amendments = library.amendments().iter().filter(|it| it.diff.is_none()).map(|it| {
        let id = &it.edition;
        Diagnostic::new(
            Code::OverBudget,
            msg!(ja: "「{id}」の改正は複雑すぎて比べられない", en: "what `{id}` amends is too complex to compare"),
        )
        .here(it.span)
        .help(msg!(ja: "規定の基準を要件ごとに分けてください。", en: "split its criteria by requirement"))
    });
    let pages = narrative::files().flat_map(|(name, text)| of_page(&name, text));
    // A base that does not have the text at all is another one than the page was written for.
    let known = |id: &str| {
        routes.reference(id).or_else(|| routes.requirement(id)).is_some()
            || Id::parse(id).locator.is_some() && routes.reference(Id::parse(id).instrument).is_none()
    };
    let references = narrative::files().flat_map(|(name, text)| references(&name, text, known));
    tables.chain(amendments).chain(pages).chain(references).collect()
}

/// Returns a diagnostic for each comparison that pages or checklists asked for and that the ordinary evaluator does not
/// confirm: such a one is left out of them, and nothing is published.
pub(super) fn unconfirmed(library: &Library<'_>) -> Vec<Diagnostic> {
    library.unconfirmed().iter().map(not_confirmed).collect()
}

fn not_confirmed(it: &Unconfirmed) -> Diagnostic {
    let ([one, two], [here, there]) = (&it.ids, it.spans);
    Diagnostic::new(
        Code::Internal,
        msg!(
            ja: "「{one}」と「{two}」の比較の反例機器が検算に合わない",
            en: "the witness for `{one}` against `{two}` does not replay",
        ),
    )
    .here(here)
    .and_at(there, msg!(ja: "比較の相手", en: "compared with this"))
    .help(msg!(
        ja: "kijunの誤りです。このコーパスを添えて報告してください。",
        en: "this is a fault of kijun; please report it with this corpus",
    ))
}

/// Says which references of a page nothing is called.
fn references(name: &str, text: &str, known: impl Fn(&str) -> bool) -> Vec<Diagnostic> {
    let unknown = narrative::references(text).into_iter().filter(|(_, id)| !known(id));
    let told = unknown.map(|(at, id)| {
        let place = place(name, text, at);
        Diagnostic::new(
            Code::BrokenLink,
            msg!(ja: "{place}の参照「[[{id}]]」が指すものはない", en: "{place}: nothing is called `[[{id}]]`"),
        )
    });
    told.collect()
}

/// Returns a place of a page as words.
fn place(name: &str, text: &str, at: usize) -> String {
    let before = text.get(..at).unwrap_or(text);
    let line = before.split('\n').count();
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    format!("{name}:{line}:{column}")
}

/// Says what is wrong with a page that is part of the program; it is no file of the base, so its place stands in words.
fn of_page(name: &str, text: &str) -> Vec<Diagnostic> {
    let place = |at: usize| place(name, text, at);
    let hidden = unseen::by_line(text).into_iter().map(|(at, c)| {
        let (place, number) = (place(at), unseen::number(c));
        Diagnostic::new(
            Code::HiddenCharacter,
            msg!(ja: "{place}に目に見えない文字{number}がある", en: "{place}: the character {number} is here and cannot be seen"),
        )
        .help(msg!(ja: "取り除いてください。", en: "remove it"))
    });
    let shown = markdown::faults(text).into_iter().map(|(fault, at)| {
        let place = place(at.start);
        match fault {
            markdown::Fault::RawHtml(raw) => Diagnostic::new(
                Code::RawHtml,
                msg!(ja: "{place}の文中にHTML「{raw}」がある", en: "{place}: the prose contains the HTML `{raw}`"),
            ),
            markdown::Fault::UnsafeLink(address) => Diagnostic::new(
                Code::UnsafeLink,
                msg!(ja: "{place}の文中のリンク「{address}」は許されない", en: "{place}: the link `{address}` is not allowed"),
            ),
            markdown::Fault::LeftOverMark => Diagnostic::new(
                Code::LeftOverMark,
                msg!(ja: "{place}の強調の記号がそのまま表示される", en: "{place}: emphasis marks stay visible"),
            ),
        }
    });
    hidden.chain(shown).collect()
}

#[cfg(test)]
mod tests {
    use super::{narrative, of_page, references};

    #[test]
    fn a_page_written_by_hand_says_where_something_is_hidden() {
        let found = of_page("site/pages/en/a.md", "# a\n\nb\u{200b} <b>\n");
        let titles: Vec<&str> = found.iter().map(|it| it.title.en.as_str()).collect();
        assert_eq!(
            titles,
            [
                "site/pages/en/a.md:3:2: the character U+200B is here and cannot be seen",
                "site/pages/en/a.md:3:4: the prose contains the HTML `<b>`",
            ]
        );
        for (name, text) in narrative::files() {
            assert!(of_page(&name, text).is_empty(), "{name}");
        }
    }

    #[test]
    fn a_reference_that_nothing_is_called_is_told_with_its_place() {
        let text = "# a\n\nb [[x:1]], [[x:2]]\n";
        let found = references("site/pages/en/a.md", text, |id| id == "x:1");
        let titles: Vec<&str> = found.iter().map(|it| it.title.en.as_str()).collect();
        assert_eq!(titles, ["site/pages/en/a.md:3:12: nothing is called `[[x:2]]`"]);
    }
}
