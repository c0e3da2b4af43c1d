//! What the two languages name alike, and what they do not.

use super::Figures;
use crate::lang::Lang;

/// Returns numbers and references that one text names and the other does not, Japanese first.
fn differences(ja: &str, en: &str) -> Vec<String> {
    let (ja, en) = (Figures::of(ja, Lang::Ja), Figures::of(en, Lang::En));
    let mut found = ja.numbers_missing_in(&en);
    found.extend(ja.references_missing_in(&en));
    found.extend(en.numbers_missing_in(&ja));
    found.extend(en.references_missing_in(&ja));
    found.into_iter().map(str::to_owned).collect()
}

#[track_caller]
fn alike(ja: &str, en: &str) {
    assert_eq!(differences(ja, en), Vec::<String>::new());
}

#[test]
fn the_same_figures_in_other_words() {
    alike("6文字以上", "6 characters or more");
    alike("６文字以上", "six characters or more");
    alike("二十四時間以内", "within twenty-four hours");
    alike("24時間以内", "a 24-hour deadline");
    alike("第三者の一部", "some third parties");
    alike("1億5000万円", "150 million yen");
    alike("二要素による認証の2つ", "two of two-factor authentication");
    alike("1つの機器", "a device");
    alike("互いに十分に重なる", "the two overlap sufficiently");
    alike("第2版の双方", "both of the 2nd edition");
    alike("1,000万ポンド", "£10 million");
}

#[test]
fn the_same_days_in_other_words() {
    alike("2020年4月1日から", "from 1 April 2020");
    alike("2020年4月1日から", "from 2020-04-01");
    alike("令和2年4月1日から", "from April 1, 2020");
    alike("平成三十一年", "in 2019");
    alike("2024年12月のCRA", "the CRA of December 2024");
    alike("9月に", "in September");
    alike("2018年9月12日と9月20日", "2018-09-12 and 2018-09-20");
    assert_eq!(differences("2020年4月1日", "2 April 2020"), ["2020年4月1日", "2 April 2020"]);
}

#[test]
fn the_same_references_in_other_words() {
    alike("第34条の10第2号", "Art. 34-10(ii)");
    alike("第三十四条の十第一項第二号", "Art. 34-10(1)(ii)");
    alike("第七条第一項", "Article 7");
    alike("第七条の二第1項", "Article 7-2");
    alike("第52条、第53条及び第55条", "Arts. 52, 53 and 55");
    alike("S1.1-07から15まで", "S1.1-07 to 15");
    alike("★1適合基準", "criteria of STAR-1");
    alike("EN 303 645の5.3-4A", "5.3-4A of EN 303 645");
    alike("ISO/IEC 15408", "ISO/IEC 15408");
    alike("平成30年総務省令第61号", "MIC Ordinance No. 61 of 2018");
    alike("附属書I第1部第2号(c)", "Annex I, Part I(2)(c)");
    alike("https://example.jp/1/2 を見る", "see https://example.jp/en/3.html");
    assert_eq!(differences("第34条の10第3号", "Art. 34-10(ii)"), ["第3号", "(ii)"]);
}

#[test]
fn a_number_on_one_side_is_found() {
    assert_eq!(differences("8文字以上", "6 characters or more"), ["8", "6"]);
    assert_eq!(differences("24時間以内", "without delay"), ["24"]);
    assert_eq!(differences("速やかに", "within two days"), ["two"]);
}
