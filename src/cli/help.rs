//! What the command line says of itself, in both languages: help and usage errors.
//!
//! One row for each command, option and value; a row without a counterpart in `args.rs`, or the reverse, fails a test.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::lang::{Bilingual, Lang};
use crate::msg;

use super::args::Args;

/// `command`, `command.option`, `command.option.value`, with what it is for.
const ROWS: &[(&str, &str, &str)] = &[
    (
        "",
        "基準（Kijun）：製品のサイバーセキュリティ規制をコードとして書き、検査する。",
        "Kijun (基準): rules as code for product-cybersecurity regulation",
    ),
    (
        ".root",
        "book.tomlのあるフォルダー（省略時は上に向かって探す）",
        "The folder of book.toml; found upwards by default",
    ),
    (
        ".lang",
        "表示の言語（省略時はロケールによる）",
        "Language of messages and texts; from the locale by default",
    ),
    (".lang.ja", "日本語", "Japanese"),
    (".lang.en", "英語", "English"),
    (
        ".as_of",
        "基準日（省略時はbook.tomlによる）",
        "Evaluate everything as of this date; that of book.toml by default",
    ),
    (
        ".format",
        "出力の形式（使えるものはコマンドによる）",
        "Output format; which ones there are depends on the command",
    ),
    (".format.text", "人が読む形", "For people"),
    (".format.concise", "一件一行", "One line each"),
    (".format.json", "プログラム用", "For programs"),
    (".format.md", "Markdownの文書", "Markdown"),
    (".format.html", "それだけで読めるHTML", "HTML that needs no other file"),
    (".format.docx", "Wordの文書", "A document for Word"),
    (".format.xlsx", "Excelのブック", "A workbook for Excel"),
    (".format.ics", "カレンダー（iCalendar。list dates）", "A calendar (iCalendar; list dates)"),
    (".format.sarif", "SARIF 2.1.0", "SARIF 2.1.0"),
    (".format.github", "GitHubのワークフローの注釈", "Annotations of a GitHub workflow"),
    (
        ".no_cache",
        "検査を全てやり直し、book.tomlの横に何も記憶しない",
        "Run all checks anew and remember nothing beside book.toml",
    ),
    ("help", "このヘルプ、又はコマンドのヘルプを表示する", "Print this help, or that of a command"),
    ("help.of", "コマンドの名前", "The name of a command"),
    (".help", "ヘルプを表示する", "Print help"),
    (".version", "版を表示する", "Print the version"),
    ("check", "知識ベースを読み、検査する", "Parse, resolve and check the knowledge base"),
    (
        "check.adequacy",
        "どの例示機器も気付かない基準の変更を挙げ、文書ごとに採点する",
        "Also say which changes of criteria no example device would notice, with a score per instrument",
    ),
    (
        "check.witnesses",
        "規定どうしの関係に示される反例機器を、決め手となる事実の組ごとに挙げる",
        "Also list every witness between provisions, by the pair of facts that decides it",
    ),
    ("build", "検査し、サイト、データ及び点検表を書き出す", "Check, then write site, data and checklists"),
    (
        "build.out",
        "書き出す先（省略時はbook.tomlの「out」）",
        "Where to write; `out` of book.toml by default",
    ),
    (
        "build.adequacy",
        "収録状況のページに、基準の変異を例示機器がどれだけ見付けるかも載せる（測るのに時間がかかる）",
        "Also say on the coverage page how many changes of criteria the example devices notice; measuring it takes a while",
    ),
    (
        "build.base_url",
        "サイトを置く番地。指定したときだけ、絶対番地を要するもの（canonical、hreflang、サイトマップ、フィード）を書く",
        "The address at which the site will stand; only with it is what needs absolute addresses written (canonical, hreflang, sitemap, feeds)",
    ),
    (
        "serve",
        "サイトをこの機械の中だけに出し、ファイルを直すたびに示し直す",
        "Serve the site on this machine only, and show it anew whenever a file changes",
    ),
    ("serve.port", "待つポート（0なら空いているもの）", "The port to listen at; 0 picks a free one"),
    (
        "search",
        "言葉、識別子、引用で探す。規定、要件、事実、用語、所見、表などを、日英両方の言葉で",
        "Find provisions, requirements, facts, terms, findings and tables by words, ids and citations of both languages",
    ),
    ("search.query", "探す言葉", "What to look for"),
    ("search.kind", "この種類に限る（provisions,terms）", "Only these kinds: provisions,terms"),
    ("search.instrument", "この文書に限る（コンマ区切り）", "Only these instruments, separated by commas"),
    (
        "search.modality",
        "この強さの規定に限る（コンマ区切り。shall、shouldなど）",
        "Only provisions of these modalities, separated by commas: shall, should and so on",
    ),
    (
        "search.status",
        "この状態の版に限る（コンマ区切り。in_force、proposedなど）",
        "Only editions of these statuses, separated by commas: in_force, proposed and so on",
    ),
    ("search.theme", "このテーマに限る（コンマ区切り）", "Only these themes, separated by commas"),
    ("search.market", "この国・地域に限る（コンマ区切り）", "Only these jurisdictions, separated by commas"),
    ("search.limit", "示す件数", "How many to show"),
    ("list", "知識ベースの内容を一覧にする", "List what the knowledge base has"),
    ("list.kind", "一覧にするもの", "What to list"),
    ("list.kind.provisions", "規定", "Provisions"),
    ("list.kind.instruments", "文書", "Instruments"),
    ("list.kind.editions", "版", "Editions"),
    ("list.kind.requirements", "要件", "Requirements"),
    ("list.kind.facts", "事実", "Facts"),
    ("list.kind.terms", "用語", "Terms"),
    ("list.kind.sources", "出典", "Sources"),
    ("list.kind.devices", "例示機器", "Example devices"),
    ("list.kind.tables", "表", "Tables"),
    ("list.kind.alignments", "整合群", "Alignments"),
    ("list.kind.dates", "日付", "Dates"),
    ("list.kind.proposals", "改正案", "Proposals"),
    ("list.kind.deviations", "宣言された差異", "Declared deviations"),
    ("list.kind.deemings", "みなし", "Deemings"),
    ("list.kind.interpretations", "解釈", "Interpretations"),
    ("list.kind.claims", "主張（含意するか）", "Claims that one implies another"),
    ("list.kind.mappings", "公表された対応表", "Published mappings"),
    ("list.kind.constraints", "事実の間の制約", "Constraints between facts"),
    ("list.kind.unlikely", "起こりにくい事実の組合せ", "Combinations of facts that are unlikely"),
    ("list.kind.findings", "資料についての注記", "Findings about the sources"),
    ("list.kind.themes", "主題", "Themes"),
    ("list.kind.groups", "事実の分野", "Groups of facts"),
    ("list.kind.addressees", "名宛人", "Addressees"),
    ("list.kind.units", "単位", "Units"),
    ("list.kind.jurisdictions", "国・地域", "Jurisdictions"),
    ("list.kind.codes", "診断コード", "Diagnostic codes"),
    ("list.instrument", "この文書又は版のものに限る", "Only this instrument or pinned edition"),
    ("list.from", "この日以後の日付に限る（list dates）", "Only dates on or after this day (list dates)"),
    ("list.until", "この日より前の日付に限る（list dates）", "Only dates before this day (list dates)"),
    (
        "show",
        "規定、親規定、版、その他「kijun list」で一覧になるものを表示する",
        "Show a provision, a parent, an edition, or anything that `kijun list` lists",
    ),
    (
        "show.id",
        "識別子、又は「端末規則34条の10第2号」「EN 303 645 V2.1.1 5.3-4」のような引用。文書名は前にも後にも置ける。一つに決まらないときは候補を示す",
        "An id, or a citation such as 端末規則34条の10第2号 or EN 303 645 V2.1.1 5.3-4; the name of the text stands before or behind, and what may mean several is answered with all of them",
    ),
    (
        "show.kind",
        "同じ識別子のものが複数あるときに、どれを表示するか",
        "Which one to show where several things have the same id",
    ),
    (
        "compare",
        "二つの規定、親規定、文書又は版を比べる",
        "Compare two provisions, parents, instruments or editions",
    ),
    (
        "compare.a",
        "関係と適用範囲の主語となる識別子又は引用",
        "The id or citation that relation and applicability describe",
    ),
    ("compare.b", "比較の相手となる識別子又は引用", "The id or citation that it is compared with"),
    (
        "diff",
        "文書の二つの状態の新旧対照表と意味の変化を示す",
        "Show the old and new text of an instrument side by side, and how its meaning changed",
    ),
    ("diff.a", "改正前の版又は文書の識別子", "The edition or instrument before"),
    (
        "diff.b",
        "改正後の版又は文書の識別子（「--old」又は「--new」があれば、省略時は改正前と同じもの）",
        "The edition or instrument after; with --old or --new, the same one by default",
    ),
    (
        "diff.old",
        "改正前を読むフォルダー（book.tomlのあるもの）又はGitのリビジョン（フォルダーがあればフォルダー）",
        "Read the state before from this folder (of a book.toml) or git revision; a folder of that name comes first",
    ),
    (
        "diff.new",
        "改正後を読むフォルダー又はGitのリビジョン",
        "Read the state after from this folder or git revision",
    ),
    ("diff.profile", "表の様式", "House style of the table"),
    (
        "diff.profile.plain",
        "変わる語に下線、（新設）（削る）（略）、右端に意味の変化",
        "changed words underlined, (new), (deleted), (unchanged), the change of meaning beside them",
    ),
    (
        "diff.profile.houshikisho",
        "方式書：加え、削り、移動する規定の標記に二重下線、［　］の注記、意味の変化は表の後",
        "as the ministries' 方式書: double underline on the labels of what is added, deleted or moved, remarks in square brackets, the change of meaning behind the table",
    ),
    ("diff.order", "左右の並び", "Which side stands on the left"),
    ("diff.order.new-left", "改正後を左に置く", "the text after"),
    ("diff.order.old-left", "改正前を左に置く", "the text before"),
    ("diff.all", "改正のない規定も略さない", "Write unchanged provisions out, too"),
    (
        "diff.out",
        "標準出力でなく、このファイルに書く（形式はその拡張子による）",
        "Write to this file and not to standard output; its ending chooses the format",
    ),
    (
        "impact",
        "改正案が法令になったときに何が変わるかを調べる",
        "Show what changes if a proposal becomes law",
    ),
    (
        "impact.proposal",
        "改正案、又は案若しくは施行前の版の識別子",
        "The id of a proposal, or of an edition that is a draft or has not begun",
    ),
    ("impact.from", "施行されると仮定する日", "The day on which it is supposed to begin"),
    (
        "merge",
        "複数の市場の基準を、最も厳しいものにまとめる",
        "Merge the criteria of several markets into the strictest ones",
    ),
    (
        "merge.markets",
        "国・地域（コンマ区切り）：JP、GB、EU、US、SG。「--for」があれば、省略時は製品のファイルが述べる市場",
        "Jurisdictions, separated by commas: JP, GB, EU, US, SG; with --for, those that the product file states by default",
    ),
    (
        "merge.with",
        "併せて満たす任意の文書（コンマ区切り）",
        "Voluntary instruments to merge in, separated by commas",
    ),
    (
        "merge.on",
        "この要件に限る（繰り返して指定できる）",
        "Only this requirement; may be given several times",
    ),
    (
        "merge.product",
        "製品のファイル（TOML、YAML又はJSON）。述べられた事実から適用がないと分かるものを除く",
        "A product file (TOML, YAML or JSON); what does not apply by the facts that it states is left out",
    ),
    (
        "audit",
        "公表された対応表（知識ベースのもの、又は対応表のファイル）を検査する",
        "Audit published mappings: those of the knowledge base, or of a mapping file",
    ),
    (
        "audit.files",
        "対応表と規定の一覧：OSCAL（JSON、YAML、XML）、CISO Assistant及びGemara（YAML）、CSV、XLSX",
        "Mappings and catalogs: OSCAL (JSON, YAML, XML), CISO Assistant and Gemara (YAML), CSV, XLSX",
    ),
    (
        "audit.against",
        "このフォルダーの知識ベースが知る規定の間の対応を、その基準でも検査する",
        "Also judge edges between texts that the knowledge base in this folder knows, by its criteria",
    ),
    (
        "audit.framework",
        "ファイルの文書が知識ベースのどの文書に当たるか",
        "Which instrument of the knowledge base a document of the files is",
    ),
    (
        "audit.columns",
        "表の見出し：source（左）、relation（関係）、target（右）（省略時はsource、relationship、target）",
        "Header of a table: source, relation, target; by default they are named source, relationship, target",
    ),
    ("assess", "製品の事実を判定する", "Assess the facts of a product"),
    (
        "assess.product",
        "製品の事実のファイル（TOML、YAML又はJSON）。「-」は標準入力（JSON又はTOML）",
        "A file with the facts of a product: TOML, YAML or JSON; `-` for standard input, JSON or TOML",
    ),
    (
        "assess.against",
        "判定の基準とする識別子（コンマ区切り。省略時は、製品の市場で製品、製造者又は販売者に義務を課す文書）",
        "Ids to assess against, separated by commas; by default what binds products, makers and sellers in the product's markets",
    ),
    ("assess.set", "事実を述べる", "State a fact"),
    (
        "assess.whole",
        "基準日を問わず、文書の全体で判定する（まだ適用されていない規定、適用を終えた規定も含む）",
        "Leave the day out: judge by the whole text, with what has not begun or has ended",
    ),
    (
        "assess.explain",
        "何を変えれば適合するか、又は次にどの事実を調べるかを示す",
        "Say what would make the product conform, or which fact to find out next",
    ),
    (
        "table",
        "知識ベースから計算した表を表示する",
        "Show a table whose cells are computed from the knowledge base",
    ),
    (
        "table.name",
        "表の識別子（「kijun list tables」で一覧になる）",
        "The id of a table; `kijun list tables` has them",
    ),
    ("export", "点検表を書き出す", "Export a checklist"),
    ("export.kind", "書き出すもの", "What to export"),
    ("export.kind.checklist", "点検表（JSON）", "Checklist as JSON"),
    (
        "export.kind.smtlib",
        "計算した関係の全て（SMT-LIB 2。独立したソルバーで確かめるためのもの）",
        "Every computed relation as SMT-LIB 2, for an independent solver",
    ),
    (
        "export.instruments",
        "文書又は版（コンマ区切り。省略時は現行のもの全て）",
        "Instruments or pinned editions, separated by commas; all current ones by default",
    ),
    ("export.out", "標準出力でなく、このファイルに書く", "Write to this file and not to standard output"),
    ("schema", "出力の形のJSON Schemaを表示する", "Print the JSON Schema of a shape"),
    ("schema.name", "形の名前", "The shape"),
    ("fmt", ".kijunファイルを整形する", "Format .kijun files"),
    (
        "fmt.check",
        "何も変えずに差分を示し、差分があれば1で終わる",
        "Change nothing; show what would change and exit with 1 if anything would",
    ),
    ("fmt.files", "ファイル（省略時は全て）", "Files; all of the corpus by default"),
    ("explain", "診断コードの意味を説明する", "Teach what a diagnostic code means"),
    (
        "explain.code",
        "KJ3001のようなコード、又はその名前。「prelude」は、どの知識ベースでも使える語",
        "A code such as KJ3001, or its name; `prelude` for the words that every base has",
    ),
];

/// What stands for a value in the usage line, where Japanese has a word for it.
const VALUES: &[(&str, &str)] = &[
    ("DIR", "フォルダー"),
    ("YYYY-MM-DD", "年-月-日"),
    ("DATE", "年-月-日"),
    ("LANG", "言語"),
    ("FORMAT", "形式"),
    ("ID[@EDITION]", "識別子[@版]"),
    ("MARKET,…", "市場,…"),
    ("PROPOSAL", "改正案"),
    ("ID,…", "識別子,…"),
    ("FACT=VALUE", "事実=値"),
    ("DOCUMENT=ID", "文書=識別子"),
    ("PART=NAME,…", "部分=見出し,…"),
    ("FILE", "ファイル"),
    ("URL", "番地"),
    ("STATE", "状態"),
    ("PROFILE", "様式"),
    ("ORDER", "並び"),
    ("FILES", "ファイル"),
    ("PRODUCT", "製品"),
    ("REQUIREMENT", "要件"),
    ("KIND", "種類"),
    ("QUERY", "言葉"),
    ("MARKET", "国・地域"),
    ("THEME", "テーマ"),
    ("STATUS", "状態"),
    ("MODALITY", "強さ"),
    ("ID", "識別子"),
    ("NAME", "名前"),
    ("CODE", "コード"),
    ("COMMAND", "コマンド"),
    ("A", "A"),
    ("B", "B"),
    ("N", "番号"),
];

fn row(key: &str, lang: Lang) -> &'static str {
    // What can be shown is what can be listed, in the same words.
    let key = &key.replace("show.kind.", "list.kind.");
    let found = ROWS.iter().find(|(known, ..)| *known == key);
    found.map_or("", |(_, ja, en)| match lang {
        Lang::Ja => ja,
        Lang::En => en,
    })
}

/// Returns the command line with its help in a language.
pub(super) fn command(lang: Lang) -> Command {
    let headings = match lang {
        Lang::Ja => ["使い方", "コマンド", "引数", "オプション"],
        Lang::En => ["Usage", "Commands", "Arguments", "Options"],
    };
    let root = Args::command()
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(Arg::new("help").short('h').long("help").global(true).action(ArgAction::Help))
        .arg(Arg::new("version").short('V').long("version").global(true).action(ArgAction::Version));
    worded(root, "", lang, headings)
}

fn worded(command: Command, name: &str, lang: Lang, headings: [&'static str; 4]) -> Command {
    let [usage, commands, arguments, options] = headings;
    let template = format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}");
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let command =
        command.about(row(name, lang)).help_template(template).subcommand_help_heading(commands).mut_args(
            |arg| {
                let heading = if arg.is_positional() { arguments } else { options };
                argument(arg, name, lang).help_heading(heading)
            },
        );
    names.into_iter().fold(command, |command, name| {
        command.mut_subcommand(name.clone(), |it| worded(it, &name, lang, headings))
    })
}

fn argument(arg: Arg, command: &str, lang: Lang) -> Arg {
    let key = format!("{command}.{}", arg.get_id());
    let mut help = row(&key, lang).to_owned();
    let values: Vec<String> =
        arg.get_possible_values().iter().map(|value| value.get_name().to_owned()).collect();
    if !values.is_empty() && arg.get_action().takes_values() {
        help = choices(&help, &key, &values, lang);
    }
    let value = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
    let takes = arg.get_action().takes_values();
    let value = value.filter(|_| takes);
    let arg = arg.help(help).hide_possible_values(takes);
    match value.and_then(|name| VALUES.iter().find(|(known, _)| *known == name)) {
        Some((_, ja)) if lang == Lang::Ja => arg.value_name(*ja),
        Some(_) | None => arg,
    }
}

/// Lists what can be written for an option: 「ja（日本語）、en（英語）」.
fn choices(help: &str, key: &str, values: &[String], lang: Lang) -> String {
    let named = values.iter().map(|value| match (row(&format!("{key}.{value}"), lang), lang) {
        ("", _) => value.clone(),
        (name, Lang::Ja) => format!("{value}（{name}）"),
        (name, Lang::En) => format!("{value} ({name})"),
    });
    let named: Vec<String> = named.collect();
    match lang {
        Lang::Ja => format!("{help}：{}", named.join("、")),
        Lang::En => format!("{help}: {}", named.join(", ")),
    }
}

/// Returns what clap found wrong, or the help that was asked for, in a language.
pub(super) fn message(error: &clap::Error, lang: Lang) -> String {
    match (lang, is_help(error.kind())) {
        (Lang::Ja, false) => japanese(error),
        (Lang::En, false) => error.render().to_string(),
        (_, true) => shown(&error.render(), lang),
    }
}

/// Returns a help text; `[OPTIONS]` is the one word of it that clap does not let anybody choose.
fn shown(help: &StyledStr, lang: Lang) -> String {
    match lang {
        Lang::Ja => help.to_string().replace("[OPTIONS]", "[オプション]"),
        Lang::En => help.to_string(),
    }
}

fn is_help(kind: ErrorKind) -> bool {
    matches!(
        kind,
        ErrorKind::DisplayHelp
            | ErrorKind::DisplayVersion
            | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
    )
}

fn japanese(error: &clap::Error) -> String {
    let what = |kind: ContextKind| error.get(kind).map(ToString::to_string).unwrap_or_default();
    let (arg, value) = (what(ContextKind::InvalidArg), what(ContextKind::InvalidValue));
    let prior = what(ContextKind::PriorArg);
    let fault = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("「{arg}」に値がない"),
        ErrorKind::InvalidValue => format!("「{arg}」に「{value}」は使えない"),
        ErrorKind::UnknownArgument => format!("「{arg}」という引数はない"),
        ErrorKind::InvalidSubcommand => {
            format!("「{}」というコマンドはない", what(ContextKind::InvalidSubcommand))
        }
        ErrorKind::NoEquals => format!("「{arg}」の値は「=」で書かなければならない"),
        ErrorKind::ValueValidation => format!("「{arg}」の値「{value}」に誤りがある"),
        ErrorKind::TooManyValues => format!("「{arg}」に余分な値「{value}」がある"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("「{arg}」の値の数が違う"),
        ErrorKind::ArgumentConflict if prior == arg => format!("「{arg}」を二度書くことはできない"),
        ErrorKind::ArgumentConflict => format!("「{arg}」は「{prior}」と一緒に使えない"),
        ErrorKind::MissingRequiredArgument => {
            format!("必要な引数がない：{}", listed(error, ContextKind::InvalidArg))
        }
        ErrorKind::MissingSubcommand => "コマンドがない".to_owned(),
        ErrorKind::InvalidUtf8 => "引数がUTF-8でない".to_owned(),
        ErrorKind::DisplayHelp
        | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand
        | ErrorKind::DisplayVersion
        | ErrorKind::Io
        | ErrorKind::Format
        | _ => error.kind().as_str().unwrap_or("引数に誤りがある").to_owned(),
    };
    let hints = [
        (ContextKind::SuggestedArg, "次の引数のことではありませんか："),
        (ContextKind::SuggestedSubcommand, "次のコマンドのことではありませんか："),
        (ContextKind::SuggestedValue, "次の値のことではありませんか："),
        (ContextKind::ValidValue, "使える値："),
        (ContextKind::ValidSubcommand, "使えるコマンド："),
    ];
    let hints = hints.into_iter().filter(|(kind, _)| error.get(*kind).is_some());
    let hints: Vec<String> = hints.map(|(kind, text)| format!("  {text}{}\n", listed(error, kind))).collect();
    let hints = hints.concat();
    format!("誤り: {fault}\n{hints}\n使い方は「kijun --help」で表示される。\n")
}

fn listed(error: &clap::Error, kind: ContextKind) -> String {
    match error.get(kind) {
        Some(ContextValue::Strings(all)) => all.join("、"),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

/// Returns the help of a command by its name, or that of all.
pub(super) fn of(name: Option<&str>, lang: Lang) -> Result<String, Bilingual> {
    let mut all = command(lang);
    all.build();
    let found = match name {
        None => Some(&mut all),
        Some(name) => all.find_subcommand_mut(name),
    };
    let unknown = || {
        let name = name.unwrap_or_default();
        msg!(ja: "「{name}」というコマンドはない", en: "there is no command `{name}`")
    };
    Ok(shown(&found.ok_or_else(unknown)?.render_help(), lang))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    /// Returns the key of every command, option and value that can be written.
    fn keys(command: &Command, name: &str, out: &mut BTreeSet<String>) {
        out.insert(name.to_owned());
        for arg in command.get_arguments() {
            let key = format!("{name}.{}", arg.get_id());
            let values = if arg.get_action().takes_values() { arg.get_possible_values() } else { Vec::new() };
            let named = arg.get_id() != "name";
            out.extend(values.iter().filter(|_| named).map(|value| format!("{key}.{}", value.get_name())));
            out.insert(key);
        }
        for sub in command.get_subcommands() {
            keys(sub, sub.get_name(), out);
        }
    }

    #[test]
    fn everything_that_can_be_written_is_explained_in_both_languages() {
        let mut written = BTreeSet::new();
        keys(&command(Lang::En), "", &mut written);
        written.retain(|key| !key.starts_with("show.kind."));
        let explained: BTreeSet<String> = ROWS.iter().map(|(key, ..)| (*key).to_owned()).collect();
        assert_eq!(written, explained);
        assert!(ROWS.iter().all(|(_, ja, en)| !ja.is_empty() && !en.is_empty()));
        let ascii = ROWS.iter().filter(|(key, ja, _)| ja.is_ascii() && !key.ends_with("sarif"));
        assert_eq!(ascii.count(), 0, "a Japanese row has no Japanese");
    }

    #[test]
    fn every_value_has_a_japanese_name_in_the_usage_line() {
        let command = command(Lang::Ja);
        let all = command.get_subcommands().chain([&command]).flat_map(Command::get_arguments);
        for arg in all.filter(|arg| arg.get_action().takes_values()) {
            let name = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
            let name = name.unwrap_or_else(|| arg.get_id().as_str().to_ascii_uppercase());
            let known = VALUES.iter().any(|(en, ja)| *ja == name || *en == name);
            assert!(known, "{name} has no Japanese name");
        }
    }

    #[test]
    fn usage_errors_are_japanese_where_the_reader_is() {
        for line in [
            &["kijun", "show"][..],
            &["kijun", "shwo", "x"],
            &["kijun", "list", "provision"],
            &["kijun", "check", "--adequcy"],
            &["kijun", "check", "--as-of"],
            &["kijun", "explain", "a", "b"],
            &["kijun", "check", "--as-of", "a", "--as-of", "b"],
        ] {
            let error = command(Lang::Ja).try_get_matches_from(line).expect_err("a usage error");
            let text = message(&error, Lang::Ja);
            assert!(text.starts_with("誤り: 「") || text.starts_with("誤り: 必要"), "{line:?}: {text}");
        }
    }
}
