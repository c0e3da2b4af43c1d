//! KJ4024: the words of a transitional rule say something else than its entries.
//!
//! Compares in either language whether old products may choose, on which side of its day a product must be, and what the
//! day on which the edition begins is said to be. That the day is named at all is KJ5002.

use crate::diag::{Code, Diagnostic};
use crate::lang::{Bilingual, Lang};
use crate::model::{Date, EditionIdx, From, Kb, Provision, Test, Transition};
use crate::msg;
use crate::source::Sources;

use super::cut::{self, Cut, Said};
use super::figures::Figures;
use super::former;
use super::passage::{declared, half, half_name, locate};

pub(super) fn run(kb: &Kb, sources: &Sources) -> Vec<Diagnostic> {
    let rules = declared(kb).filter_map(|provision| {
        let it = provision.body.transition.as_ref()?;
        Some(Rule { kb, sources, provision, it })
    });
    rules.flat_map(Rule::faults).collect()
}

/// What is wrong with one half of a text: the words, or all of it.
struct Wrong<'a> {
    lang: Lang,
    words: Option<&'a str>,
}

#[derive(Clone, Copy)]
struct Rule<'a> {
    kb: &'a Kb,
    sources: &'a Sources,
    provision: &'a Provision,
    it: &'a Transition,
}

impl Rule<'_> {
    fn faults(self) -> Vec<Diagnostic> {
        let figures = Lang::ALL.map(|lang| (lang, Figures::of(self.text(lang), lang)));
        let mut found: Vec<Diagnostic> = self.choice().into_iter().collect();
        let days = cut::days(self.kb, &self.it.products);
        found.extend(days.into_iter().filter_map(|day| self.side(&figures, day)));
        found.extend(self.beginning(&figures));
        found
    }

    fn text(&self, lang: Lang) -> &str {
        self.provision.body.text.get(lang)
    }

    /// Reports the halves of the text in which something is wrong: the first is shown, the other beside it.
    fn told(self, title: Bilingual, wrong: &[Wrong<'_>]) -> Diagnostic {
        let body = &self.provision.body;
        let at = |it: &Wrong<'_>| match it.words {
            Some(words) => locate(self.sources, body.text_span, self.text(it.lang), words),
            None => half(self.sources, body.text_span, &body.text, it.lang),
        };
        let mut places = wrong.iter().map(at);
        let first = places.next().unwrap_or(body.text_span);
        let found =
            Diagnostic::new(Code::MiswordedTransition, title).at(first, msg!(ja: "この文", en: "this text"));
        places.fold(found, |found, at| found.and_at(at, msg!(ja: "この文も同じ", en: "this text too")))
    }

    /// Reports a text that leaves no choice where the entries do, and one that does where they do not.
    fn choice(self) -> Option<Diagnostic> {
        let says = |lang| match (self.it.by_choice, self.it.stays) {
            (true, _) => !former::may(self.text(lang), lang),
            // Who may be under nothing need not choose.
            (false, stays) => stays.is_some() && former::may_stay(self.text(lang), lang),
        };
        let wrong: Vec<Wrong<'_>> = Lang::ALL
            .into_iter()
            .filter(|lang| says(*lang))
            .map(|lang| Wrong { lang, words: None })
            .collect();
        let halves = names(&wrong)?;
        let (Bilingual { ja, en }, half_ja, half_en) =
            (self.kb.text_called(self.provision), halves.ja, halves.en);
        let entries = msg!(ja: "この経過措置の定め", en: "the entries of this rule");
        if self.it.by_choice {
            let title = msg!(
                ja: "{ja}は「by_choice」により選択を認めるが、{half_ja}は従前の例によることができるとは述べていない",
                en: "`{en}` leaves a choice (`by_choice`), but {half_en} does not say that products may stay",
            );
            return Some(self.told(title, &wrong).and_at(self.it.span, entries)
                .note(msg!(
                    ja: "「なお従前の例による」は義務であり、「なお従前の例によることができる」は選択である。",
                    en: "“remain under the former rules” is a duty, “may remain under them” is a choice",
                ))
                .help(msg!(
                    ja: "選択を認めるなら文を「…によることができる」とし、認めないなら「by_choice」を取り除いてください。",
                    en: "say “may” in the text if there is a choice, or take `by_choice` away if there is none",
                )));
        }
        let title = msg!(
            ja: "{ja}の{half_ja}は従前の例によることができるとするが、定めに「by_choice」がない",
            en: "{half_en} of `{en}` lets products choose, but the rule has no `by_choice`",
        );
        Some(self.told(title, &wrong).and_at(self.it.span, entries)
            .note(msg!(
                ja: "「by_choice」のない経過措置は対象の製品を新しい規定の外に置くので、整合群の他の文書と適用条件が異なることにもなる。",
                en: "without `by_choice` these products are outside the new texts, which then also apply under other conditions than those of aligned instruments",
            ))
            .help(msg!(
                ja: "「by_choice」を加えるか、文を「なお従前の例による」としてください。",
                en: "add `by_choice`, or say in the text that the former rules go on for them",
            )))
    }

    /// Reports a text that puts a product of the very day on the other side than the entries, or one of before after it.
    fn side(self, figures: &[(Lang, Figures); 2], day: Date) -> Option<Diagnostic> {
        let all = cut::tests(self.kb, &self.it.products).into_iter();
        let tested: Vec<(&Test, Cut)> = all.filter(|(it, _)| cut::day_of(it) == Some(day)).collect();
        let said = figures
            .each_ref()
            .map(|(lang, figures)| (*lang, Said::of_day(self.text(*lang), *lang, figures, day)));
        let other = |cut: Cut| tested.iter().find(|(_, it)| it.inclusive() != cut.inclusive());
        let wrong = said.iter().filter_map(|(lang, said)| {
            // What both sides of the day have, either may mean.
            let mixed = said.iter().any(|it| it.cut.inclusive()) && said.iter().any(|it| !it.cut.inclusive());
            let it = said.iter().find(|it| other(it.cut).is_some()).filter(|_| !mixed)?;
            Some((it, Wrong { lang: *lang, words: Some(&it.words) }))
        });
        let (words, wrong): (Vec<&Said>, Vec<Wrong<'_>>) = wrong.unzip();
        if let Some((said, (test, _))) = words.first().and_then(|it| Some((*it, other(it.cut)?))) {
            return Some(self.on_the_day(said, &wrong, day, test));
        }
        let mixed = tested.iter().any(|(_, cut)| cut.is_before());
        let (test, _) = tested.iter().find(|(_, cut)| mixed && !cut.is_before())?;
        let before = said.iter().filter(|(_, said)| said.iter().all(|it| it.cut.is_before()));
        let wrong: Vec<Wrong<'_>> = before
            .filter_map(|(lang, said)| Some(Wrong { lang: *lang, words: Some(&said.first()?.words) }))
            .collect();
        (!wrong.is_empty()).then(|| self.turned(&wrong, day, test))
    }

    fn on_the_day(self, said: &Said, wrong: &[Wrong<'_>], day: Date, test: &Test) -> Diagnostic {
        let (words, halves) = (&said.words, names(wrong).unwrap_or_default());
        let (Bilingual { ja, en }, half_ja, half_en) =
            (self.kb.text_called(self.provision), halves.ja, halves.en);
        let (sign, says) = (test.op.sign(), said.cut.title());
        let (says_ja, says_en) = (says.ja, says.en);
        self.told(
            msg!(
                ja: "{ja}の{half_ja}は「{words}」とするが、定めは「{sign} {day}」であり、{day}当日の扱いが異なる",
                en: "{half_en} of `{en}` says “{words}” but the rule says `{sign} {day}`: they differ on that very day",
            ),
            wrong,
        )
        .and_at(self.it.span, msg!(ja: "対象の条件", en: "which products the rule is for"))
        .note(msg!(ja: "「{words}」は{says_ja}。", en: "“{words}” {says_en}"))
        .help(msg!(
            ja: "「{day}前」は「< {day}」、「{day}以前」「{day}まで」は「<= {day}」です。文か定めを直してください。",
            en: "`< {day}` is “before {day}”, `<= {day}` is “on or before {day}”: mend the text or the rule",
        ))
    }

    fn turned(self, wrong: &[Wrong<'_>], day: Date, test: &Test) -> Diagnostic {
        let halves = names(wrong).unwrap_or_default();
        let words = wrong.first().and_then(|it| it.words).unwrap_or_default();
        let (Bilingual { ja, en }, half_ja, half_en) =
            (self.kb.text_called(self.provision), halves.ja, halves.en);
        let (fact, sign) = (&self.kb.facts[test.fact], test.op.sign());
        let (title, id) = (&fact.title.ja, &fact.id);
        self.told(
            msg!(
                ja: "{ja}の{half_ja}は「{words}」の製品だけを挙げるが、定めは「{title}」を「{sign} {day}」と比べている",
                en: "{half_en} of `{en}` names only products “{words}”, but the rule compares `{id} {sign} {day}`",
            ),
            wrong,
        )
        .and_at(self.it.span, msg!(ja: "対象の条件", en: "which products the rule is for"))
        .help(msg!(
            ja: "比較が逆なら「< {day}」と書いてください。{day}以後の製品も対象なら、文に書いてください。",
            en: "write `< {day}` if the comparison is turned round; if products from that day on are meant too, say so in the text",
        ))
    }

    /// Reports a day that the text calls that of its beginning and on which nothing begins.
    fn beginning(self, figures: &[(Lang, Figures); 2]) -> Option<Diagnostic> {
        let days = self.beginnings();
        let wrong: Vec<Wrong<'_>> = figures
            .iter()
            .filter_map(|(lang, figures)| {
                let other = figures.days().filter(|(day, _)| !days.iter().any(|it| day.is(*it)));
                let called = |words: &&str| former::is_called_beginning(self.text(*lang), words, *lang);
                let words = other.map(|(_, words)| words).find(called)?;
                Some(Wrong { lang: *lang, words: Some(words) })
            })
            .collect();
        let (edition, halves) = (self.provision.edition, names(&wrong)?);
        let (own, words) = (self.first_day(edition)?, wrong.first()?.words?);
        let (Bilingual { ja, en }, half_ja, half_en) =
            (self.kb.edition_called(edition), halves.ja, halves.en);
        let title = msg!(
            ja: "{half_ja}は施行日を「{words}」とするが、{ja}の始まる日は{own}である",
            en: "{half_en} calls “{words}” the day of enforcement, but `{en}` begins on {own}",
        );
        Some(
            self.told(title, &wrong)
                .and_at(self.kb.editions[edition].span, msg!(ja: "版の始まる日", en: "the day on which the edition begins"))
                .help(msg!(
                    ja: "文と「for」の日を版の「from」に合わせるか、「from」を直してください。他の文書の施行日なら、その規定を「see」に挙げてください。",
                    en: "bring the text and the day in `for` into line with `from` of the edition, or mend `from`; if it is the day of another text, name that in `see`",
                )),
        )
    }

    /// Returns the days on which the edition, or one that the rule refers to, begins.
    fn beginnings(self) -> Vec<Date> {
        let seen = self.provision.body.see.iter().filter_map(|it| self.kb.edition_of(it));
        let all = std::iter::once(self.provision.edition).chain(seen);
        all.filter_map(|idx| self.first_day(idx))
            .chain(self.provision.body.from.and_then(From::date))
            .collect()
    }

    /// Returns the day on which an edition begins, or on which it is proposed to.
    fn first_day(self, edition: EditionIdx) -> Option<Date> {
        let proposed = self.kb.proposals.iter().find(|it| it.editions.contains(&edition));
        self.kb.editions[edition].from.date().or_else(|| proposed.and_then(|it| it.from))
    }
}

/// Returns the name of the half, or of the text where both are meant; none of none.
fn names(wrong: &[Wrong<'_>]) -> Option<Bilingual> {
    match wrong {
        [] => None,
        [one] => Some(half_name(one.lang)),
        _ => Some(msg!(ja: "文", en: "the text")),
    }
}
