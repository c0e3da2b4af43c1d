//! The command line: arguments in, results to standard output, everything else to standard error.
//!
//! Holds no logic that a test would want; each command is one file.

mod args;
mod assess;
mod audit;
mod build;
mod check;
mod compare;
mod completions;
mod datafile;
mod diff;
mod explain;
mod explained;
mod export;
mod failed;
mod fmt;
mod help;
mod impact;
mod init;
mod list;
mod mapping_file;
mod merge;
mod product;
mod search;
mod serve;
mod session;
mod sheet;
mod show;
mod stream;
mod strictest;
mod table;
mod verdicts;
mod witnessed;

use std::process::ExitCode;

use crate::lang::Lang;
use clap::FromArgMatches as _;

use args::{Args, Command};
use failed::Failed;
use stream::{print, say};

/// Nothing to report.
const FINE: u8 = 0;
/// Errors, a product that fails, or differences under `--check`.
const FINDINGS: u8 = 1;
/// The command could not do its job.
const BROKEN: u8 = 2;
/// Nothing fails, and something is undecided or needs judgement.
const OPEN: u8 = 3;

/// Runs the command that the process was started with.
pub fn main() -> ExitCode {
    let lang = session::asked_language();
    let parsed = help::command(lang).try_get_matches().and_then(|matches| Args::from_arg_matches(&matches));
    let args = match parsed {
        Ok(args) => args,
        Err(error) => return refused(&error, lang),
    };
    report_bugs();
    session::colours(&args.common);
    match std::panic::catch_unwind(|| run(&args)) {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(failed)) => broken(&failed, session::lang(&args.common)),
        Err(_) => ExitCode::from(BROKEN),
    }
}

/// Shows the help that was asked for, or what is wrong with the command line.
fn refused(error: &clap::Error, lang: Lang) -> ExitCode {
    let text = help::message(error, lang);
    if error.use_stderr() {
        say(text.trim_end());
        return ExitCode::from(BROKEN);
    }
    match print(&text) {
        Ok(()) => ExitCode::from(FINE),
        Err(failed) => broken(&failed, lang),
    }
}

/// Says why a command could not do its job.
fn broken(failed: &Failed, lang: Lang) -> ExitCode {
    say(&format!("kijun: {}", failed.message().get(lang)));
    ExitCode::from(BROKEN)
}

fn run(args: &Args) -> Result<u8, Failed> {
    let common = &args.common;
    match &args.command {
        Command::Check(it) => check::run(common, it),
        Command::Build(it) => build::run(common, it),
        Command::Serve(it) => serve::run(common, it),
        Command::List(it) => list::run(common, it),
        Command::Search(it) => search::run(common, it),
        Command::Show(it) => show::run(common, it),
        Command::Compare(it) => compare::run(common, it),
        Command::Diff(it) => diff::run(common, it),
        Command::Impact(it) => impact::run(common, it),
        Command::Merge(it) => merge::run(common, it),
        Command::Audit(it) => audit::run(common, it),
        Command::Assess(it) => assess::run(common, it),
        Command::Init(it) => init::run(common, it),
        Command::Table(it) => table::run(common, it),
        Command::Export(it) => export::run(common, it),
        Command::Schema(it) => export::schema(common, it),
        Command::Fmt(it) => fmt::run(common, it),
        Command::Explain(it) => explain::run(common, it),
        Command::Completions(it) => completions::run(common, it),
        Command::Man(it) => completions::manual(common, it),
        Command::Help(it) => {
            print(&help::of(it.of.as_deref(), session::lang(common)).map_err(Failed)?)?;
            Ok(FINE)
        }
    }
}

/// Turns a panic into a message that says what it is and where to take it.
fn report_bugs() {
    std::panic::set_hook(Box::new(|info| {
        let version = env!("CARGO_PKG_VERSION");
        say(&format!(
            "error[KJ9001 internal-error]: kijun内部の誤り / an error inside kijun {version}\n{info}\n\
             この表示を添えて開発者に知らせてください。 / please report this text to the developers."
        ));
    }));
}
