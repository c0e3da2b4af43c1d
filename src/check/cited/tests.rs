//! Citations in the manners of both languages: which name the same place, and which do not.

use crate::lang::Lang;

use super::Cited;

fn agrees(ja: &str, en: &str) -> bool {
    Cited::of(ja, Lang::Ja).agrees(&Cited::of(en, Lang::En))
}

#[test]
fn both_manners_of_writing_name_the_same_place() {
    for (ja, en) in [
        ("第三十四条の十第二号", "Art. 34-10(ii)"),
        ("第34条の10第1項第2号", "Article 34-10, paragraph (1), item (ii)"),
        ("第３４条の１０第１項第２号", "Art. 34-10(ii)"),
        ("第三十四条の十第二号", "Art. 34-10(1)(ii)"),
        ("第十条第三項", "paragraph 3 of Article 10"),
        ("第四条第一項第二号イ", "Art. 4(1)(ii)(a)"),
        ("第四条第一項第二号ロ(1)", "Art. 4(1)(ii)(b)(1)"),
        ("第四条第一項第二号ロ(1)(ii)", "Art. 4(1)(ii)(b)(1)(ii)"),
        ("第四条第一項第二号ロの二", "Art. 4(1)(ii)(b)-2"),
        ("第四条第一項第二号ヤ", "Art. 4(1)(ii)(cc)"),
        ("第二条の二の三", "Article 2-2-3"),
        ("第三条の二", "Article 3bis"),
        ("第百四条", "Art. 104"),
        ("第千二条", "section 1002"),
        ("別表第一の二", "Appended Table 1-2"),
        ("別表一", "Appended Table 1"),
        ("附則第二項", "Supplementary Provisions, paragraph 2"),
        ("様式第3号", "Form No. 3"),
        ("附属書I第II部第2号(c)", "Annex I, Part II(2)(c)"),
        ("附属書Ⅳ第ⅱ号", "Annex IV(ii)"),
        ("附属書1第1項(3)(b)", "Sch. 1 para. 1(3)(b)"),
        ("附属書2A", "Sch. 2A"),
        ("附属書A", "Annex A"),
        ("第二部第三章", "Part Two, Chapter III"),
        ("第3条第1項第2段落", "Article 3(1), second subparagraph"),
        ("第五条後段", "Article 5, second sentence"),
        ("平成三十一年総務省令第十二号附則", "MIC Ordinance No. 12 of 2019, transitional clause"),
        ("昭和六十年郵政省令第三十一号第三条", "Art. 3 of MPT Ordinance No. 31 of 1985"),
        ("令和元年5月1日の通知第3項", "paragraph 3 of the notice of 1 May 2019"),
        ("2020-04-01の告示 3", "notice of April 1, 2020, 3"),
        ("規則(EU) 2024/2847第13条第4項", "Regulation (EU) 2024/2847 of the Council, Art. 13(4)"),
        ("指令2014/53/EU第3条第3項(d)", "Directive 2014/53/EU Art. 3(3)(d)"),
        ("2.2.2節 DOC 1.g", "section 2.2.2, DOC 1.g"),
        ("SP-151-2第1.3版（バイナリの走査）", "SP-151-2 v1.3 (binary scan)"),
        ("CLS レベル2（EN 303 645の5.5）", "CLS Level 2 (EN 303 645, 5.5)"),
        ("連邦規則集第47編第8.221条(a)(5)", "47 CFR 8.221(a)(5)"),
        ("第一条（一般規定、第三者）", "Art. 1 (general provision, third parties)"),
        ("S1.1-03", "S1.1-3"),
        ("規定5.3-4A", "provision 5.3-4A"),
        ("二", "2"),
    ] {
        assert!(agrees(ja, en), "{ja} / {en}: {:?} {:?}", Cited::of(ja, Lang::Ja), Cited::of(en, Lang::En));
    }
}

#[test]
fn a_number_that_differs_is_seen() {
    for (ja, en) in [
        ("第10条第3項", "Article 10(4)"),
        ("第10条第3項", "Article 3(10)"),
        ("第10条第3項", "paragraph 10 of Article 3"),
        ("第三十四条の十第二号", "Art. 34-10(iii)"),
        ("第三十四条の十第二号", "Art. 34-10(2)(ii)"),
        ("第三十四条の十", "Art. 34"),
        ("第34条", "Art. 34-2"),
        ("第四条第一項第二号イ", "Art. 4(1)(ii)(b)"),
        ("第四条第一項第二号ハ(1)", "Art. 4(1)(ii)(c)(2)"),
        ("第二条の二", "Article 2-3"),
        ("別表第一", "Appended Table 2"),
        ("別表第一の二", "Appended Table 1"),
        ("附則第二項", "Supplementary Provisions, paragraph 3"),
        ("附属書I第II部(2)", "Annex I Part I (2)"),
        ("附属書A", "Annex B"),
        ("附属書2A", "Sch. 2"),
        ("附属書2A", "Sch. 2B"),
        ("第二部第三章", "Part Two, Chapter IV"),
        ("第52条第1項", "Art. 52"),
        ("平成三十一年総務省令第十二号", "MIC Ordinance No. 12 of 2018"),
        ("平成三十一年総務省令第十二号", "MIC Ordinance No. 13 of 2019"),
        ("規定5.1-10", "Provision 5.1-1"),
        ("規定5.3-4A", "Provision 5.3-4B"),
        ("EN 18031-1 ACM-1", "EN 18031-1 AUM-1"),
        ("S1.1-03", "T1.1-03"),
        ("2.2.2節 DOC 1.g", "section 2.2.2, DOC 1.h"),
        ("第3条第1項第2段落", "Article 3(1), third subparagraph"),
        ("第8条", "section 9"),
        ("原則1", "principle"),
    ] {
        assert!(!agrees(ja, en), "{ja} / {en}: {:?} {:?}", Cited::of(ja, Lang::Ja), Cited::of(en, Lang::En));
    }
}
