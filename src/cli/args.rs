//! What can be written on the command line.
//!
//! Shapes only; what each of them is for stands in `help.rs`, in both languages.

use std::ffi::OsStr;
use std::path::PathBuf;

use clap::builder::{EnumValueParser, PossibleValue, PossibleValuesParser, TypedValueParser};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

use crate::lexicon::Listed;

#[derive(Debug, Parser)]
#[command(
    name = "kijun",
    version,
    propagate_version = true,
    arg_required_else_help = true,
    disable_help_subcommand = true
)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options that every command takes.
#[derive(Clone, Debug, ClapArgs)]
pub(super) struct Common {
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<Language>,
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<String>,
    #[arg(long, global = true, value_parser = OutputsParser)]
    pub(super) format: Option<Outputs>,
    #[arg(long, global = true, value_enum, value_name = "WHEN")]
    pub(super) color: Option<When>,
    #[arg(long, global = true)]
    pub(super) no_cache: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    Ja,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    Text,
    Concise,
    Json,
    Md,
    Html,
    Docx,
    Xlsx,
    Ics,
    Sarif,
    Github,
    Gitlab,
    Junit,
}

/// What is written: `json`, or several at once, of which others than one have a file: `sarif=a.sarif,md=-`.
#[derive(Clone, Debug)]
pub(super) struct Outputs(pub(super) Vec<Output>);

/// One thing that is written.
#[derive(Clone, Debug)]
pub(super) struct Output {
    pub(super) format: Format,
    /// The file; none for standard output.
    pub(super) file: Option<PathBuf>,
}

/// Reads a list of formats, each with the file that it goes to.
#[derive(Clone)]
struct OutputsParser;

impl TypedValueParser for OutputsParser {
    type Value = Outputs;

    fn parse_ref(
        &self,
        cmd: &clap::Command,
        arg: Option<&clap::Arg>,
        value: &OsStr,
    ) -> Result<Outputs, clap::Error> {
        let words = EnumValueParser::<Format>::new();
        let text = value.to_string_lossy();
        let parts = text.split(',').map(|part| {
            let (word, file) = match part.split_once('=') {
                // A name without a file is no format: it is refused as it stands.
                Some((word, file)) if !file.is_empty() => (word, Some(file)),
                Some(_) | None => (part, None),
            };
            let format = words.parse_ref(cmd, arg, OsStr::new(word))?;
            Ok(Output { format, file: file.filter(|it| *it != "-").map(PathBuf::from) })
        });
        parts.collect::<Result<Vec<_>, clap::Error>>().map(Outputs)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        let all: Vec<PossibleValue> =
            Format::value_variants().iter().filter_map(Format::to_possible_value).collect();
        Some(Box::new(all.into_iter()))
    }
}

/// When colours are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum When {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Check(Check),
    Build(Build),
    Serve(Serve),
    List(List),
    Search(Search),
    Show(Show),
    Compare(Compare),
    Diff(Diff),
    Impact(Impact),
    Merge(Merge),
    Audit(Audit),
    Assess(Assess),
    Init(Init),
    Table(Table),
    Export(Export),
    Schema(Schema),
    Fmt(Fmt),
    Explain(Explain),
    Completions(Completions),
    Man(Manual),
    Help(Help),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    #[arg(long)]
    pub(super) adequacy: bool,
    #[arg(long)]
    pub(super) witnesses: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Build {
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    #[arg(long)]
    pub(super) adequacy: bool,
    #[arg(long, value_name = "URL")]
    pub(super) base_url: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Serve {
    #[arg(long, value_name = "N", default_value_t = 8250)]
    pub(super) port: u16,
}

/// Reads a kind of things by its word.
fn kinds() -> impl TypedValueParser<Value = Listed> {
    let words = PossibleValuesParser::new(Listed::ALL.iter().map(|it| it.word()));
    words.try_map(|word| Listed::ALL.iter().copied().find(|it| it.word() == word).ok_or("no kind"))
}

#[derive(Debug, ClapArgs)]
pub(super) struct List {
    #[arg(value_parser = kinds())]
    pub(super) kind: Listed,
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(super) instrument: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
    #[arg(long, value_name = "DATE")]
    pub(super) until: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Search {
    #[arg(required = true)]
    pub(super) query: Vec<String>,
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub(super) kind: Vec<String>,
    #[arg(long, value_name = "ID", value_delimiter = ',')]
    pub(super) instrument: Vec<String>,
    #[arg(long, value_name = "MODALITY", value_delimiter = ',')]
    pub(super) modality: Vec<String>,
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    pub(super) status: Vec<String>,
    #[arg(long, value_name = "THEME", value_delimiter = ',')]
    pub(super) theme: Vec<String>,
    #[arg(long, value_name = "MARKET", value_delimiter = ',')]
    pub(super) market: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(super) limit: usize,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Show {
    pub(super) id: String,
    #[arg(long, value_parser = kinds())]
    pub(super) kind: Option<Listed>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Table {
    pub(super) name: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Compare {
    pub(super) a: String,
    pub(super) b: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffProfile {
    Plain,
    Houshikisho,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum DiffOrder {
    NewLeft,
    OldLeft,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Diff {
    pub(super) a: String,
    pub(super) b: Option<String>,
    #[arg(long, value_name = "STATE")]
    pub(super) old: Option<String>,
    #[arg(long, value_name = "STATE")]
    pub(super) new: Option<String>,
    #[arg(long, value_enum, default_value = "plain")]
    pub(super) profile: DiffProfile,
    #[arg(long, value_enum, default_value = "new-left")]
    pub(super) order: DiffOrder,
    #[arg(long)]
    pub(super) all: bool,
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Impact {
    pub(super) proposal: String,
    #[arg(long, value_name = "DATE")]
    pub(super) from: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Merge {
    #[arg(long, value_delimiter = ',', value_name = "MARKET,…", required_unless_present = "product")]
    pub(super) markets: Vec<String>,
    #[arg(long, value_delimiter = ',', value_name = "ID,…")]
    pub(super) with: Vec<String>,
    #[arg(long, value_name = "REQUIREMENT")]
    pub(super) on: Vec<String>,
    #[arg(long = "for", value_name = "PRODUCT")]
    pub(super) product: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Audit {
    pub(super) files: Vec<PathBuf>,
    #[arg(long, value_name = "DIR", requires = "files")]
    pub(super) against: Option<PathBuf>,
    #[arg(long, value_name = "DOCUMENT=ID", requires = "against")]
    pub(super) framework: Vec<String>,
    #[arg(long, value_name = "PART=NAME,…", requires = "files")]
    pub(super) columns: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Assess {
    pub(super) product: Option<PathBuf>,
    #[arg(long, value_delimiter = ',', value_name = "ID,…")]
    pub(super) against: Vec<String>,
    #[arg(long, value_name = "FACT=VALUE")]
    pub(super) set: Vec<String>,
    #[arg(long)]
    pub(super) whole: bool,
    #[arg(long)]
    pub(super) explain: bool,
    #[arg(long, value_enum, value_delimiter = ',')]
    pub(super) fail_on: Vec<FailOn>,
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    #[arg(long, short)]
    pub(super) quiet: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Init {
    #[arg(long, value_delimiter = ',', value_name = "ID,…", required = true)]
    pub(super) against: Vec<String>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// What fails a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum FailOn {
    Shall,
    Should,
    Undecided,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportKind {
    Checklist,
    Smtlib,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Export {
    #[arg(value_enum)]
    pub(super) kind: ExportKind,
    #[arg(long = "for", value_delimiter = ',', value_name = "ID,…")]
    pub(super) instruments: Vec<String>,
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

/// The shape of what people write and Kijun reads.
pub(super) const PRODUCT: &str = "product";

#[derive(Debug, ClapArgs)]
pub(super) struct Schema {
    #[arg(value_parser = PossibleValuesParser::new(crate::view::schema::names().chain([PRODUCT])))]
    pub(super) name: String,
    #[arg(long, value_delimiter = ',', value_name = "ID,…")]
    pub(super) against: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Fmt {
    #[arg(long)]
    pub(super) check: bool,
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    pub(super) code: String,
}

/// A shell that completes command lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ShellName {
    Bash,
    Zsh,
    Fish,
    Powershell,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Completions {
    #[arg(value_enum)]
    pub(super) shell: ShellName,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Manual {
    #[arg(value_name = "COMMAND")]
    pub(super) of: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Help {
    #[arg(value_name = "COMMAND")]
    pub(super) of: Option<String>,
}
