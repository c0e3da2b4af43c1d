//! Quantities in either language, and what is none.

use super::*;

fn units(lang: Lang) -> Units {
    let words = [
        ("文字", "characters", "characters"),
        ("文字", "character", "characters"),
        ("時間", "hours", "hours"),
        ("時間", "hour", "hours"),
        ("日", "days", "days"),
        ("年", "years", "years"),
        ("分", "minutes", "minutes"),
        ("円", "yen", "JPY"),
        ("桁", "digits", "digits"),
        ("¥", "£", "GBP"),
    ];
    let word = |(ja, en, id): (&str, &str, &str)| {
        ((if lang == Lang::Ja { ja } else { en }).to_owned(), id.to_owned())
    };
    Units { lang, words: words.into_iter().map(word).collect() }
}

#[track_caller]
fn read(text: &str, lang: Lang, wanted: &[(i64, &str, Option<Op>, &str)]) {
    let found = units(lang).read(text);
    let found: Vec<_> =
        found.iter().map(|it| (it.value, it.units[0].as_str(), it.bound, it.words.as_str())).collect();
    assert_eq!(found, wanted, "{text}");
}

#[test]
fn japanese_quantities() {
    let ja = Lang::Ja;
    read("8文字以上とする。", ja, &[(8, "characters", Some(Op::Ge), "8文字以上")]);
    read("８文字以下とする。", ja, &[(8, "characters", Some(Op::Le), "8文字以下")]);
    read("8文字未満とする。", ja, &[(8, "characters", Some(Op::Lt), "8文字未満")]);
    read("8文字を超えるもの", ja, &[(8, "characters", Some(Op::Gt), "8文字を超え")]);
    read("8文字を超えないもの", ja, &[(8, "characters", Some(Op::Le), "8文字を超えない")]);
    read(
        "8文字、かつ十文字以下",
        ja,
        &[(8, "characters", None, "8文字"), (10, "characters", Some(Op::Le), "十文字以下")],
    );
    read("少なくとも18文字の符号", ja, &[(18, "characters", Some(Op::Ge), "少なくとも18文字")]);
    read("10桁の符号", ja, &[(10, "digits", None, "10桁")]);
    read("1億5000万円以下", ja, &[(150_000_000, "JPY", Some(Op::Le), "1億5000万円以下")]);
    read("記号の4文字", ja, &[(4, "characters", None, "4文字")]);
    read("第34条の10文字、第二号の2日、2020年4月1日、令和2年、第2年、十分な7分野、S1.1-02日", ja, &[]);
}

#[test]
fn english_quantities() {
    let en = Lang::En;
    read("at least 8 characters.", en, &[(8, "characters", Some(Op::Ge), "at least 8 characters")]);
    read(
        "no less than eight characters",
        en,
        &[(8, "characters", Some(Op::Ge), "no less than eight characters")],
    );
    read("less than 8 characters", en, &[(8, "characters", Some(Op::Lt), "less than 8 characters")]);
    read(
        "8 or more printable characters",
        en,
        &[(8, "characters", Some(Op::Ge), "8 or more printable characters")],
    );
    read(
        "8 characters or more, and 1 hour",
        en,
        &[(8, "characters", Some(Op::Ge), "8 characters or more"), (1, "hours", None, "1 hour")],
    );
    read("a 24-hour deadline", en, &[(24, "hours", None, "24-hour")]);
    read("up to £10 million", en, &[(10_000_000, "GBP", Some(Op::Le), "up to £10 million")]);
    read("10 digits", en, &[(10, "digits", None, "10 digits")]);
    read("item 8, characters; Article 8 characters; 30 working days; 2020-04-01 days", en, &[]);
}

#[test]
fn quantities_of_one_kind_are_compared() {
    assert_eq!(converted(1, "days", "hours"), Some(24));
    assert_eq!(converted(24, "hours", "days"), Some(1));
    assert_eq!(converted(25, "hours", "days"), None);
    assert_eq!(converted(10, "digits", "characters"), None);
    assert!(
        are_alike("digits", "characters") && are_alike("years", "days") && !are_alike("days", "characters")
    );
}
