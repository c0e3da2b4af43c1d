//! The interface strings: one row a string, both languages in it.
//!
//! A missing half does not compile, and a template that names no row fails its test.

use crate::lang::Lang;
use serde::Serialize;

macro_rules! messages {
    ($($name:ident $ja:literal $en:literal;)*) => {
        /// All strings in one language.
        #[derive(Clone, Copy, Debug, Serialize)]
        pub(super) struct Messages { $(pub(super) $name: &'static str,)* }

        impl Messages {
            /// Returns the strings of a language.
            pub(super) fn of(lang: Lang) -> Self {
                match lang {
                    Lang::Ja => Messages { $($name: $ja,)* },
                    Lang::En => Messages { $($name: $en,)* },
                }
            }
        }
    };
}

messages! {
    about "本知識ベースについて" "About";
    addressee "名宛人又は対象" "Addressee";
    adequacy "例示機器による点検" "How well the examples test the criteria";
    adequacy_lead "条件、範囲及び基準を一箇所ずつ変え（項を除く、数を一つずらす、「かつ」と「又は」を入れ替える）、意味の変わるもののうち、いずれかの例示機器の判定が変わるものを数える。" "Each condition, scope and criterion is changed in one place at a time (a limb left out, a number moved by one, and and or exchanged). Of the changes that mean something else, those are counted by which the verdict of some example device changes.";
    adequacy_not_measured "このサイトを作成したときは測っていない。「kijun build --adequacy」で測ったものが載る。" "It was not measured when this site was built; `kijun build --adequacy` measures it.";
    against "と" "and";
    also_cited "別の引用形" "Also cited as";
    also_named "別名" "Also known as";
    amends "改正の対象" "Amends";
    answer "整合を図る規定との差" "Beside what is to say the same";
    answer_here "ここで適合し、次で適合しない機器の例" "A device that passes here and fails there";
    answer_only_there "次で適合し、ここで適合しない機器の例" "A device that passes there and fails here";
    answer_reasons "差異を宣言した理由" "Why the differences are declared";
    answer_way "方法" "Way";
    answer_ways "この規定に適合する方法の一つだけを採るとき、他の規定にも足りるか" "Whether one way to comply with this provision, taken alone, is enough for the others";
    applicability "適用" "Applicability";
    applies_always "全ての製品に適用する。" "It applies to every product.";
    applies_when "次の場合に適用する。" "It applies where: ";
    as_a_file "Word、Excel等のファイルにするには" "As a file for Word, Excel and others";
    as_before "変わらない" "as before";
    as_calendar "カレンダーに取り込むファイル（iCalendar）" "As a calendar (iCalendar)";
    as_data "データ（JSON）" "As data (JSON)";
    as_of "基準日" "As of";
    authentic "正文の言語" "Authentic language";
    avoid "用いない表記" "Not used";
    basis "根拠" "Basis";
    begin_not_known "適用開始日は不明" "first day not known";
    begins_later "基準日の時点では適用が始まっていない。" "It does not apply yet on the as-of date.";
    binding_force "拘束力" "Force";
    by_grade "出典の確度ごとの規定の数" "Provisions by grade of their sources";
    changes_noticed "見付けるもの" "Noticed";
    changes_tried "意味の変わる変更" "Changes that mean something else";
    changing "変わる" "Change";
    checklist "点検表（JSON）" "Checklist (JSON)";
    children "下位の規定" "Provisions below";
    colon "：" ": ";
    compared_on "比べたもの" "Compared on";
    compared_texts "文書・規定" "Texts";
    compared_with "比較した法令等の基準日" "Compared with the law of";
    concerns_others "対象（現行と異なる）" "Whom it concerns (other than now)";
    concerns_same "対象（現行と同じ）" "Whom it concerns (as now)";
    correction "訂正" "Corrected";
    counterparts "対応する規定" "Counterparts";
    counterparts_lead "同じ要件についての他の文書の規定である。関係と適用対象は基準と条件から計算したもので、各行の規定をこの規定と比べて述べる。「より厳しい」は、その行の規定の方が厳しいことをいう。" "Provisions of other instruments for the same requirement. Relation and \"applies to\" are computed from criteria and conditions, and describe the provision of the row against this one: \"stricter\" means that the one in the row is stricter.";
    coverage "収録状況" "Coverage";
    coverage_lead "文書の版ごとに、規定、基準及び出典の確度を数える。" "For each edition: its provisions, their criteria, and the grades of their sources.";
    criterion "基準" "Criterion";
    criterion_concept "基準なし（機能を挙げるのみ）" "no test given (names the function only)";
    criterion_against "禁じられることではなく、満たすべき状態を示す。" "This says what has to hold, not what is forbidden.";
    criterion_none "この規定には、計算できる基準がない。" "This provision has no criterion that can be computed.";
    current_edition "現行版" "Current edition";
    data "データ" "Data";
    data_lead "各ページの内容はJSONでも提供する。" "Everything is available as JSON too.";
    date "日付" "Date";
    dates_past "これまでの日程" "Dates until now";
    dates_to_come "今後の日程" "Dates to come";
    decided_by "決め手" "decided by";
    declared_deviations "宣言された差異" "Declared deviations";
    deemed_where "次に該当するときは、この規定に適合するものとみなす。" "This provision is deemed satisfied where:";
    deemings "みなし" "Deemed satisfied";
    defined_by "定義する規定" "Defined by";
    demanded_now "現行だけが求めるもの：" "Demanded now only:";
    demanded_then "改正後だけが求めるもの：" "Demanded then only:";
    differs "文書による違い" "Differences between instruments";
    digest "収録データの識別値（ハッシュ）" "Digest of the corpus";
    draft_banner "これは案又は検討結果であり、効力のある規定ではない。" "This is a draft or a conclusion of a report, not a rule in force.";
    each_of_them "内訳" "each of them";
    edition "版" "Edition";
    editions "版" "Editions";
    elsewhere "他の版の規定（案・検討結果・旧版）" "In other editions (drafts, conclusions, past)";
    elsewhere_lead "この番号は現行版にない。次の版にある。" "The current edition does not have this number. These editions do:";
    end_not_known "（適用終了日は不明）" " (end not known)";
    expression "Kijun言語による式" "Expression in the language";
    facts "事実" "Facts";
    facts_lead "基準が問う、製品・製造業者・文書についての事実である。" "What criteria ask about a product, its maker and its documents.";
    facts_needed "判定に必要な事実" "Facts needed";
    findings "資料についての注記" "Findings";
    findings_about "この規定に関する資料上の注記" "Findings about it";
    findings_lead "資料の矛盾、誤り、未確認の点を記録する。" "Conflicts, errors and gaps found in the sources.";
    from "適用開始日" "First day";
    function_only "機能のみ" "Function only";
    generator "生成" "Generated by";
    glossary "用語集" "Glossary";
    glossary_lead "用語、同義語、読み及び文書による違い。" "Terms, synonyms and what differs between instruments.";
    goes_on "適用終了後も適用が続く製品" "Products for which it goes on after its end";
    goes_on_after "については適用が続く。" ".";
    goes_on_before "この版の適用が終わった後も、" "After this edition has ended it goes on for ";
    goes_on_some "一部の製品" "some products";
    home "ホーム" "Home";
    home_instruments "収録する文書" "Instruments covered";
    home_lead "製品のサイバーセキュリティに関する法令・ガイドライン・規格・ラベリング制度の規定を、条件式として書き、比べられるようにした知識ベースである。" "A knowledge base of product-cybersecurity law, guidelines, standards and label schemes, written as criteria that can be computed and compared.";
    home_themes "要件から探す" "Find by requirement";
    ids_only "この版は番号と内容だけを収録し、判定の基準は収録していない。適合は判定できない。" "This edition lists what there is, without tests: conformity to it cannot be judged here.";
    impact_alignments "整合群の中で変わる差異" "Differences in alignments that change";
    impact_claims "見直す主張" "Claims to look at";
    impact_counts "件数" "How much changes";
    impact_deemings "みなし" "Deemings";
    impact_devices "判定が変わる例示機器" "Example devices with another verdict";
    impact_editions "改正される文書" "Texts that would change";
    impact_lead "この改正案のとおりに改正された場合に変わるものを、規定の基準と例示機器の判定から計算して示す。" "What would change if this proposal became law, computed from criteria and from the verdicts on example devices.";
    impact_mappings "公表された対応表の判定で変わるもの" "Published edges that are judged otherwise";
    impact_merged "対象市場の最も厳しい基準で変わるもの" "Strictest criteria of the markets concerned that change";
    impact_of_draft "改正の影響" "what would change";
    impact_of "改正案とその影響" "Proposal and its impact";
    impact_relations "他の文書の規定との関係で変わるもの" "Relations to provisions of other texts that change";
    impact_tables "見直す表" "Tables to look at";
    impact_table_names "置き換わる版を挙げる" "names what is replaced";
    impact_undecided "複雑すぎて、変わるかどうか決められないもの" "Questions too complex to tell whether they change";
    inherited "引継ぎ元の規定" "Inherited from";
    inside_both_scopes "双方の対象範囲内での適用条件" "condition inside both scopes";
    instrument "文書" "Instrument";
    instruments "文書" "Instruments";
    instruments_lead "収録する法令、ガイドライン、規格及びラベリング制度である。" "The laws, guidelines, standards and label schemes covered.";
    interpretation "解釈" "Interpretation";
    interpretation_idle "基準日の時点では働いていない。" "It does not act on the as-of date.";
    interpretations "この版が与える解釈" "Interpretations that it gives";
    interpreted_by "この版に与えられた解釈" "Interpretations of it";
    interpreted_editions "解釈される版" "Editions interpreted";
    interpreted_provisions "解釈が及ぶ規定" "Provisions into which it is read";
    issuer "発行者" "Issuer";
    jurisdiction "国・地域" "Jurisdiction";
    kind "種類" "Kind";
    last_before "、" ", until ";
    modality "義務の強さ" "Modality";
    moved_lead "この番号の規定は、次の番号に移った。" "The provision of this number went on under:";
    next "次" "Next";
    next_date "次に変わる日" "Changes next on";
    no_dates "該当する日はない。" "There is none.";
    no_day "未定" "not proposed";
    no_transition "経過措置はない。" "There is no transitional rule.";
    no_verdict "判定の対象外" "No verdict";
    none_in "対応する規定がない文書" "No provision in";
    none_standing "なし" "none";
    not_known "不明" "not known";
    nothing_replaced "なし" "nothing";
    now "現行" "Now";
    number_of_provisions "規定数" "Provisions";
    of_edition "版の規定" "Provisions of the edition";
    official "公式の文書" "Official text";
    old_and_new "新旧対照表" "Old and new text side by side";
    open_ended "定めなし" "open";
    other_editions "他の版の同じ番号" "Same number in other editions";
    other_language "English" "日本語";
    other_language_switch "Read this page in English" "このページを日本語で読む";
    other_text "英文の趣旨" "Japanese restatement";
    paper "示した文書" "Paper";
    parent_lead "この番号に固有の規定はない。下位の規定の全てを指す。" "This number has no text of its own; it stands for the provisions below it.";
    previous "前" "Previous";
    proposals "改正案" "Proposals";
    provision "規定" "Provision";
    provisions "規定" "Provisions";
    published_mappings "公表された対応関係" "Published mappings";
    publisher "発行者" "Publisher";
    range "範囲" "Range";
    referenced_by "この規定を参照する規定" "Referenced by";
    references "参照" "References";
    related_not_equivalent "関係があることは、同等であることを意味しない。" " To be related does not mean to be equivalent.";
    relation_to_first "先頭の規定との関係" "Relation to the first";
    replaced "現行の版" "Replaces";
    requirement "要件" "Requirement";
    requirements "要件" "Requirements";
    requirements_lead "複数の文書が定める機能である。文書ごとの規定を並べて比べる。" "Functions that several instruments regulate, with their provisions side by side.";
    restatement "趣旨" "Restatement";
    review_by "見直し期限" "Review by";
    scope "適用範囲" "Scope";
    scope_all "適用範囲の限定はない。" "The scope is not limited.";
    scope_before "" "It applies within ";
    scope_of_edition "この版の適用範囲" "the scope of this edition";
    scope_of_first "先に挙げた側の対象範囲" "Scope of the first named";
    scope_part "のうち、次の条件に当たるものに適用する。" ", under this condition:";
    scope_whole "の全部に適用する。" ", to all of it.";
    section_navigation "サイト内の移動" "Site";
    separator "、" "; ";
    share "割合" "Share";
    side_by_side "規定の比較" "Provisions side by side";
    side_by_side_lead "関係は、それぞれの基準から計算したもので、各行の規定から先頭の規定を見たものである。" "Relations are computed from the criteria; each describes the provision of its row, compared with the first.";
    silent "定めなし" "no requirement";
    since_after "から" "";
    since_before "" "from ";
    skip "本文へ移動" "Skip to content";
    sources "出典" "Sources";
    sources_lead "記述の根拠とした文書である。" "The documents that statements come from.";
    span_after "まで" "";
    span_between "から" " to ";
    standing_now "基準日に適用されている版" "Editions that stand on the as-of date";
    status "状態" "Status";
    staying "変わらない" "Stay";
    synonyms "同義語" "Synonyms";
    synonyms_other "英語の同義語" "Japanese synonyms";
    tables "表" "Tables";
    tables_lead "委員会資料などの比較表を、知識ベースから作り直したものである。資料の誤りは訂正として示す。" "The comparison tables of the papers, made anew from the knowledge base. Where a paper is wrong, the correction is marked.";
    terms "用語" "Terms";
    tests_it "これを用いる規定" "Tested by";
    texts_untried "複雑すぎて試せない規定" "Texts too complex to be tried";
    themeless "その他" "Other";
    then "改正後" "Then";
    timeline "日程" "Timeline";
    timeline_lead "文書の版、規定及びみなしが始まる日、終わる日及び内容が変わる日、差異の見直しの期限並びに出典の公表の日を、日の順に示す。日が定められていないもの、確認できていないものは含まない。" "The days on which editions, provisions and deemings begin, end or change, deviations fall due and sources were published, in order. What has no day, or none that is known, is not among them.";
    to_begin "施行予定日" "To begin on";
    transition "経過措置" "Transition";
    transition_all "版の全体" "the whole edition";
    transition_effect "扱い" "Effect";
    transition_except "除く規定" "But not of";
    transition_for "対象の製品" "Products";
    transition_of "対象の規定" "Of";
    transition_stays "従前の版" "Earlier edition";
    unchanged "改正なし" "unchanged";
    unpinned_lead "版を示さないこの番号は、基準日の現行版の次の規定を指す。" "Without an edition, this number means the provision of the current edition:";
    until "適用終了日" "Last day";
    unverified_banner "この規定の内容は、原典で確認できていない部分がある。" "Parts of this provision could not be verified against the original.";
    upcoming "適用前" "Not yet applicable";
    verification "確認の方法" "Verification";
    versus "比較の相手：" "against";
    void_lead "この番号は欠番である。" "This number is kept as void and says nothing.";
    what_became "規定の異動" "What becomes of the provisions";
    where_applies "適用対象" "Applies to";
    where_it_applies "適用" "applies where";
    with_criterion "基準あり" "With criterion";
    without_criterion "基準なし" "Without criterion";
}
