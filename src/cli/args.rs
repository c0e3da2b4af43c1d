//! What can be written on the command line.
//!
//! Shapes only; nothing is looked up.

use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};

/// Kijun (基準): rules as code for product-cybersecurity regulation.
#[derive(Debug, Parser)]
#[command(name = "kijun", version, propagate_version = true, arg_required_else_help = true)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) common: Common,
    #[command(subcommand)]
    pub(super) command: Command,
}

/// Options that every command takes.
#[derive(Debug, ClapArgs)]
pub(super) struct Common {
    /// The folder of book.toml; found upwards by default
    #[arg(long, global = true, value_name = "DIR")]
    pub(super) root: Option<PathBuf>,
    /// Language of messages and texts; from the locale by default
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<Language>,
    /// Evaluate everything as of this date; that of book.toml by default
    #[arg(long, global = true, value_name = "YYYY-MM-DD")]
    pub(super) as_of: Option<String>,
    /// Output format; which ones there are depends on the command
    #[arg(long, global = true, value_enum)]
    pub(super) format: Option<Format>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Language {
    Ja,
    En,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// One line each
    Concise,
    /// For programs
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// Annotations of a GitHub workflow
    Github,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Parse, resolve and check the knowledge base
    Check(Check),
    /// Check, then write site, data and checklists
    Build(Build),
    /// List what the knowledge base has
    List(List),
    /// Show a provision, a parent, an edition, a requirement, a fact or a term
    Show(Show),
    /// Compare two provisions, parents, instruments or editions
    Compare(Compare),
    /// Merge the criteria of several markets into the strictest ones
    Merge(Merge),
    /// Audit published mappings: those of the knowledge base, or of a mapping file
    Audit(Audit),
    /// Assess the facts of a product
    Assess(Assess),
    /// Show a table whose cells are computed from the knowledge base
    Table(Table),
    /// Export a checklist
    Export(Export),
    /// Print the JSON Schema of a shape
    Schema(Schema),
    /// Format .kijun files
    Fmt(Fmt),
    /// Teach what a diagnostic code means
    Explain(Explain),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// Also say which changes of criteria no example device would notice, with a score per instrument
    #[arg(long)]
    pub(super) adequacy: bool,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Build {
    /// Where to write; `out` of book.toml by default
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListKind {
    Provisions,
    Instruments,
    Editions,
    Requirements,
    Facts,
    Terms,
    Sources,
    Devices,
    Tables,
    Codes,
}

#[derive(Debug, ClapArgs)]
pub(super) struct List {
    /// What to list
    #[arg(value_enum)]
    pub(super) kind: ListKind,
    /// Only this instrument or pinned edition
    #[arg(long, value_name = "ID[@EDITION]")]
    pub(super) instrument: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Show {
    /// An id, or a citation such as 第34条の10第2号
    pub(super) id: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Table {
    /// The id of a table; `kijun list tables` has them
    pub(super) name: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Compare {
    /// The id that relation and applicability describe
    pub(super) a: String,
    /// The id that it is compared with
    pub(super) b: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Merge {
    /// Jurisdictions, separated by commas: JP, GB, EU, US, SG
    #[arg(long, value_delimiter = ',', value_name = "MARKET,…", required = true)]
    pub(super) markets: Vec<String>,
    /// Voluntary instruments to merge in, separated by commas
    #[arg(long, value_delimiter = ',', value_name = "ID,…")]
    pub(super) with: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Audit {
    /// An OSCAL mapping-collection (JSON) or a CISO Assistant mapping set (YAML)
    pub(super) file: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Assess {
    /// A file with the facts of a product: TOML, YAML or JSON; `-` for standard input as TOML
    pub(super) product: Option<PathBuf>,
    /// Ids to assess against, separated by commas; all current mandatory instruments by default
    #[arg(long, value_delimiter = ',', value_name = "ID,…")]
    pub(super) against: Vec<String>,
    /// State a fact
    #[arg(long, value_name = "FACT=VALUE")]
    pub(super) set: Vec<String>,
    /// Say what would make the product conform, or which fact to find out next
    #[arg(long)]
    pub(super) explain: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ExportKind {
    /// Checklist as JSON
    Checklist,
    /// Every computed relation as SMT-LIB 2, for an independent solver
    Smtlib,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Export {
    /// What to export
    #[arg(value_enum)]
    pub(super) kind: ExportKind,
    /// Instruments or pinned editions, separated by commas; all current ones by default
    #[arg(long = "for", value_delimiter = ',', value_name = "ID,…")]
    pub(super) instruments: Vec<String>,
    /// Write to this file and not to standard output
    #[arg(long, short, value_name = "FILE")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Schema {
    /// The shape
    #[arg(value_parser = clap::builder::PossibleValuesParser::new(crate::view::schema::NAMES))]
    pub(super) name: String,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Fmt {
    /// Change nothing; show what would change and exit with 1 if anything would
    #[arg(long)]
    pub(super) check: bool,
    /// Files; all of the corpus by default
    pub(super) files: Vec<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// A code such as KJ3001, or its name
    pub(super) code: String,
}
