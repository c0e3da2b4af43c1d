//! KJ4023: a transitional rule that cannot do what it is for.
//!
//! It names no text that could apply, leaves products under an edition that is not earlier, was never law or had ended, or
//! under none where there was a text, reaches none or all of the products in the scope, or, as a whole or by one limb,
//! only those that come after its day.

use std::collections::BTreeSet;

use crate::diag::{Code, Diagnostic};
use crate::lang::Bilingual;
use crate::lexicon::Status;
use crate::logic::formula::{Atom, Formula};
use crate::logic::hollow::{Hollow, hollow};
use crate::model::transition::Place;
use crate::model::{Date, EditionIdx, Expr, FactIdx, FactType, From, Kb, ProvisionIdx, Test, Transition};
use crate::msg;
use crate::near;
use crate::norm::Base;

use super::cut::{self, Cut};
use super::former;

/// Looks at every rule where it is declared.
pub(super) fn run(kb: Base<'_>) -> Vec<Diagnostic> {
    let declared =
        kb.editions.indices().flat_map(|edition| kb.kb.transitions(edition).map(move |it| (edition, it)));
    let own = declared.filter(|(_, (idx, _))| kb.provisions[*idx].origin.is_none());
    own.flat_map(|(edition, (idx, it))| Rule { kb, edition, idx, it }.faults()).collect()
}

#[derive(Clone, Copy)]
struct Rule<'a> {
    kb: Base<'a>,
    edition: EditionIdx,
    idx: ProvisionIdx,
    it: &'a Transition,
}

impl Rule<'_> {
    fn faults(self) -> Vec<Diagnostic> {
        let mut found: Vec<Diagnostic> =
            self.it.of.iter().chain(&self.it.except).filter_map(|place| self.nowhere(place)).collect();
        if found.is_empty() {
            // One fault, one message: what it reaches is asked of a rule that could do something.
            found.extend(
                self.later()
                    .or_else(|| self.never_law())
                    .or_else(|| self.nothing())
                    .or_else(|| self.turned())
                    .or_else(|| self.limb_turned())
                    .or_else(|| self.hollow())
                    .or_else(|| self.ended())
                    .or_else(|| self.had_text()),
            );
        }
        found
    }

    fn called(self) -> Bilingual {
        self.kb.provision_called(self.idx)
    }

    /// Reports a place that neither the edition nor the earlier one has.
    fn nowhere(self, place: &Place) -> Option<Diagnostic> {
        let kb = self.kb.kb;
        let has = |edition: EditionIdx| !kb.nodes_at(edition, &place.locator).is_empty();
        if has(self.edition) || self.it.stays.is_some_and(has) {
            return None;
        }
        let (text, Bilingual { ja, en }) = (place.locator.as_str(), kb.edition_called(self.edition));
        let known =
            kb.editions[self.edition].provisions.iter().map(|idx| kb.provisions[*idx].locator.as_str());
        let found = Diagnostic::new(
            Code::VainTransition,
            msg!(ja: "経過措置の挙げる番号「{text}」の規定が{ja}にない", en: "the transitional rule names `{text}`, which `{en}` does not have"),
        )
        .at(place.span, msg!(ja: "この番号", en: "this locator"))
        .and_at(kb.editions[self.edition].span, msg!(ja: "経過措置を置いた版", en: "the edition of the rule"));
        Some(match near::nearest(text, known).first() {
            Some(near) => {
                found.help(msg!(ja: "「{near}」のことではありませんか。", en: "did you mean `{near}`?"))
            }
            None => found.help(msg!(
                ja: "版にある規定の番号を書くか、版の全体なら「of all」と書いてください。",
                en: "name provisions of the edition, or write `of all`",
            )),
        })
    }

    /// Reports an edition to stay under that begins with this one or after it.
    fn later(self) -> Option<Diagnostic> {
        let old = self.it.stays?;
        let (here, there) = (&self.kb.editions[self.edition], &self.kb.editions[old]);
        let begins_later = match (here.from, there.from) {
            (From::On(here), From::On(there)) => there >= here,
            (From::Unknown, _) | (_, From::Unknown) => false,
        };
        if old != self.edition && !begins_later {
            return None;
        }
        let (Bilingual { ja, en }, stays) =
            (self.kb.edition_called(self.edition), self.kb.edition_called(old));
        let (stays_ja, stays_en) = (stays.ja, stays.en);
        Some(
            Diagnostic::new(
                Code::VainTransition,
                msg!(ja: "{stays_ja}は{ja}より前の版でない", en: "`{stays_en}` is no earlier edition than `{en}`"),
            )
            .at(self.it.span, msg!(ja: "この製品を従前の版によらせる経過措置", en: "the rule that leaves these products under it"))
            .and_at(there.span, msg!(ja: "「stays」の挙げる版", en: "the edition that `stays` names"))
            .help(msg!(
                ja: "「stays」に従前の版を書いてください。従前に当たる規定がないなら「stays none」と書いてください。",
                en: "name the edition of before in `stays`, or write `stays none` where there was no such text",
            )),
        )
    }

    /// Reports an edition to stay under that nobody was ever under: a draft or a recommendation.
    fn never_law(self) -> Option<Diagnostic> {
        let old = self.it.stays.filter(|old| self.kb.editions[*old].status.is_draft())?;
        let before = self.before()?;
        if before == old {
            return None;
        }
        let (Bilingual { ja, en }, status) =
            (self.kb.edition_called(old), self.kb.editions[old].status.title());
        let (status_ja, status_en) = (status.ja, status.en);
        Some(self.other_edition(
            msg!(
                ja: "{ja}は「{status_ja}」の版であって、製品がこれに従っていたことはない",
                en: "no product was ever under `{en}` ({status_en})",
            ),
            old,
            before,
        ))
    }

    /// Reports an edition to stay under that had ended before products of the rule came.
    fn ended(self) -> Option<Diagnostic> {
        let old = self.it.stays?;
        let before = self.kb.editions[self.edition].amends.filter(|before| *before != old)?;
        let edition = &self.kb.editions[old];
        if edition.until.is_none() && edition.status != Status::Superseded {
            return None;
        }
        let last = cut::days(self.kb.kb, &self.it.products).into_iter().max();
        if last.is_some() && edition.until >= last {
            return None;
        }
        let (Bilingual { ja, en }, now) = (self.kb.edition_called(old), self.kb.edition_called(before));
        let (now_ja, now_en) = (now.ja, now.en);
        Some(self.other_edition(
            msg!(
                ja: "対象の製品が従前によるのは{now_ja}であって、既に終わった{ja}ではない",
                en: "what goes before is `{now_en}` and not `{en}`, which had ended by then",
            ),
            old,
            before,
        ))
    }

    fn other_edition(self, title: Bilingual, old: EditionIdx, before: EditionIdx) -> Diagnostic {
        let id = &self.kb.editions[before].id;
        Diagnostic::new(Code::VainTransition, title)
            .at(self.it.span, msg!(ja: "この製品を従前の版によらせる経過措置", en: "the rule that leaves these products under it"))
            .and_at(self.kb.editions[old].span, msg!(ja: "「stays」の挙げる版", en: "the edition that `stays` names"))
            .help(msg!(
                ja: "従前の例とは改正される版の規定のことです。「stays {id}」と書いてください。",
                en: "the former rules are those of the edition that is replaced: write `stays {id}`",
            ))
    }

    /// Reports a rule that leaves products under no text, where they were under one.
    fn had_text(self) -> Option<Diagnostic> {
        let before = self.before().filter(|_| self.it.stays.is_none())?;
        let kb = self.kb;
        let old = kb.editions[before].provisions.iter().copied().find(|idx| {
            kb.provisions[*idx].body.is_for_products()
                && kb.transition_names(self.edition, self.it, &kb.became(self.edition, *idx))
        })?;
        // Those whom the earlier edition did not reach either were under none.
        let reached = hollow(kb.theory, kb.scope(before), &[&self.products()]).ok()??;
        let text = &kb.provisions[self.idx].body;
        if reached.contains(&Some(Hollow::Never)) || former::frees(&text.text.ja) {
            return None;
        }
        let (Bilingual { ja, en }, it, id) =
            (self.called(), kb.provision_called(old), &kb.editions[before].id);
        let (old_ja, old_en) = (it.ja, it.en);
        Some(
            Diagnostic::new(
                Code::VainTransition,
                msg!(
                    ja: "{ja}は「stays none」とするが、従前にも{old_ja}がある",
                    en: "`{en}` leaves products under none, but there was `{old_en}` before",
                ),
            )
            .at(self.it.span, msg!(ja: "この製品に及ぶ規定がなくなる", en: "nothing would reach these products"))
            .and_at(kb.provisions[old].body.id_span, msg!(ja: "従前の規定", en: "the text of before"))
            .help(msg!(
                ja: "従前の例によるなら「stays {id}」と書いてください。新しい規定だけを対象とするなら「of」にその番号を挙げ、従前の規定も適用しないなら趣旨にそう書いてください。",
                en: "write `stays {id}` if the former rules go on; name the new texts in `of` if only they are meant; if the former ones shall not apply either, say so in the text",
            )),
        )
    }

    /// Returns the edition that was there before this one: the one that it amends, else the last law that began earlier.
    fn before(self) -> Option<EditionIdx> {
        let here = &self.kb.editions[self.edition];
        let day = here.from.date();
        let all = self.kb.instruments[here.instrument].editions.iter().copied();
        let earlier = all.filter(|idx| {
            let it = &self.kb.editions[*idx];
            let begins = it.from.date();
            *idx != self.edition
                && !it.status.is_draft()
                && begins.is_some()
                && (day.is_none() || begins < day)
        });
        here.amends.or_else(|| earlier.max_by_key(|idx| self.kb.editions[*idx].from.date()))
    }

    /// Reports a limb of an alternative that is for products of its own day and later ones alone.
    fn limb_turned(self) -> Option<Diagnostic> {
        let day = self.kb.editions[self.edition].from.date()?;
        let limbs = limbs(self.kb.kb, &self.it.products);
        if limbs.len() < 2 {
            return None;
        }
        let is_later = |limb: &[(&Test, Cut)]| {
            let later = |(test, cut): &(&Test, Cut)| !cut.is_before() && cut::day_of(test) >= Some(day);
            !limb.is_empty() && limb.iter().all(later)
        };
        let limb = limbs.into_iter().map(|limb| cut::tests(self.kb.kb, limb)).find(|it| is_later(it))?;
        let (test, _) = limb.first()?;
        let Bilingual { ja, en } = self.called();
        let (fact, sign) = (&self.kb.facts[test.fact], test.op.sign());
        let (title, id, of) = (&fact.title.ja, &fact.id, cut::day_of(test)?);
        Some(
            Diagnostic::new(
                Code::VainTransition,
                msg!(
                    ja: "{ja}の対象の選択肢の一つ（「{title}」{sign} {of}）が{day}以後の製品だけである",
                    en: "one limb of `{en}` (`{id} {sign} {of}`) reaches only products of {day} or later",
                ),
            )
            .at(self.it.span, msg!(ja: "この条件の比較の向き", en: "the direction of its comparisons"))
            .and_at(self.kb.editions[self.edition].span, msg!(ja: "版の始まる日", en: "the day on which the edition begins"))
            .note(msg!(
                ja: "経過措置は、新しい規定が始まる前の製品のためのものである。",
                en: "a transitional rule is for products from before the new texts",
            ))
            .help(msg!(ja: "「{day}より前」なら「< {day}」と書いてください。", en: "write `< {day}` for what came before that day")),
        )
    }

    /// Reports a rule that names no text of which products could be kept out.
    fn nothing(self) -> Option<Diagnostic> {
        let mut texts = self.kb.editions[self.edition].provisions.iter().map(|idx| &self.kb.provisions[*idx]);
        let named = |locator| self.kb.transition_names(self.edition, self.it, locator);
        if texts.any(|it| it.body.is_for_products() && named(&it.locator)) {
            return None;
        }
        let Bilingual { ja, en } = self.called();
        Some(
            Diagnostic::new(
                Code::VainTransition,
                msg!(ja: "{ja}の対象の規定に、製品に求めるものがない", en: "`{en}` names no text that asks anything of products"),
            )
            .here(self.it.span)
            .help(msg!(
                ja: "「of」と「except」に、製品が従うべき規定の番号を書いてください。",
                en: "name in `of` and `except` the provisions that products are subject to",
            )),
        )
    }

    /// Reports a rule for products of its own day and later ones alone: its comparison is turned round.
    fn turned(self) -> Option<Diagnostic> {
        let day = self.kb.editions[self.edition].from.date()?;
        let dates = self.dates();
        let before = |fact: &FactIdx| Formula::Atom(Atom::AtLeast(*fact, day.days())).negated();
        let earlier = self.products().and(Formula::all(dates.iter().map(before)));
        let judged = hollow(self.kb.theory, &self.scope(), &[&self.products(), &earlier]).ok().flatten()?;
        let [None | Some(Hollow::Always), Some(Hollow::Never)] = judged.as_slice() else { return None };
        let Bilingual { ja, en } = self.called();
        let provision = &self.kb.provisions[self.idx];
        Some(
            Diagnostic::new(
                Code::VainTransition,
                msg!(ja: "{ja}の対象が{day}以後の製品だけである", en: "`{en}` reaches only products of {day} or later"),
            )
            .at(self.it.span, msg!(ja: "この条件の比較の向き", en: "the direction of its comparisons"))
            .and_at(self.kb.editions[self.edition].span, msg!(ja: "版の始まる日", en: "the day on which the edition begins"))
            .note(msg!(
                ja: "経過措置は、新しい規定が始まる前の製品のためのものである。",
                en: "a transitional rule is for products from before the new texts",
            ))
            .help(msg!(
                ja: "「{day}より前」なら「< {day}」と書いてください。",
                en: "write `< {day}` for what came before that day",
            ))
            .and_at(provision.body.text_span, msg!(ja: "趣旨", en: "the restatement")),
        )
    }

    /// Reports a rule for no product of the scope, or for all of them.
    fn hollow(self) -> Option<Diagnostic> {
        let judged = hollow(self.kb.theory, &self.scope(), &[&self.products()]).ok().flatten()?;
        let Bilingual { ja, en } = self.called();
        let (title, help): (Bilingual, Bilingual) = match judged.into_iter().flatten().next()? {
            Hollow::Never => (
                msg!(ja: "{ja}の対象となる製品がない", en: "`{en}` reaches no product"),
                msg!(ja: "「for」の条件、適用範囲、制約のいずれかを直してください。", en: "mend the expression after `for`, the scope or a constraint"),
            ),
            // Then nothing is left of the scope, which is told by itself.
            Hollow::Always if self.it.narrows_scope() => return None,
            Hollow::Always => (
                msg!(ja: "{ja}が全ての製品に及ぶ", en: "`{en}` reaches every product"),
                msg!(ja: "新しい規定に従う製品が残るように、「for」の条件を絞ってください。", en: "narrow the expression after `for`, so that some product is under the new texts"),
            ),
        };
        Some(Diagnostic::new(Code::VainTransition, title).here(self.it.span).help(help))
    }

    /// Returns the scope of the edition as it would be without the rule.
    fn scope(self) -> Formula {
        let scope = self.kb.scope(self.edition).clone();
        if self.it.narrows_scope() { scope.or(self.products()) } else { scope }
    }

    fn products(self) -> Formula {
        // Those of the days on which it acts.
        let last =
            self.kb.provisions[self.idx].body.until.and_then(|until| Date::from_days(until.days() - 1));
        let kb = last.map_or(self.kb, |last| self.kb.on(last));
        let found = kb.moves(self.edition).iter().find(|it| it.rule == self.idx);
        found.map_or(Formula::False, |it| it.products.clone())
    }

    /// Returns the dates that the products are told by.
    fn dates(self) -> BTreeSet<FactIdx> {
        let all = self.products().vars().into_iter();
        all.filter(|fact| matches!(self.kb.facts[*fact].ty, FactType::Date)).collect()
    }
}

/// Returns the alternatives of an expression, definitions written out; itself where it has none.
fn limbs<'a>(kb: &'a Kb, expr: &'a Expr) -> Vec<&'a Expr> {
    match expr {
        Expr::Any(parts) => parts.iter().flat_map(|part| limbs(kb, part)).collect(),
        Expr::Defined(define) => limbs(kb, &kb.defines[*define].expr),
        Expr::All(_)
        | Expr::Not(_)
        | Expr::Implies(..)
        | Expr::Test(_)
        | Expr::OneOf(..)
        | Expr::Open(_)
        | Expr::Items
        | Expr::Since(_) => vec![expr],
    }
}
