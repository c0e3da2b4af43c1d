//! `kijun completions` and `kijun man`: what shells and manuals know of the command line.

use clap_complete::{Shell, generate};
use clap_mangen::Man;

use crate::msg;

use super::args::{Common, Completions, Format, Manual, ShellName};
use super::failed::Failed;
use super::stream::print;
use super::{FINE, help, session};

/// Prints the completions of a shell, with the help of each option in the language of the reader.
pub(super) fn run(common: &Common, args: &Completions) -> Result<u8, Failed> {
    refuse(common)?;
    let shell = match args.shell {
        ShellName::Bash => Shell::Bash,
        ShellName::Zsh => Shell::Zsh,
        ShellName::Fish => Shell::Fish,
        ShellName::Powershell => Shell::PowerShell,
    };
    let mut out = Vec::new();
    generate(shell, &mut help::command(session::lang(common)), "kijun", &mut out);
    print(&String::from_utf8_lossy(&out))?;
    Ok(FINE)
}

/// Prints the page of the manual of the program, or of a command.
pub(super) fn manual(common: &Common, args: &Manual) -> Result<u8, Failed> {
    refuse(common)?;
    let mut all = help::command(session::lang(common));
    all.build();
    let page = match args.of.as_deref() {
        None => all,
        Some(name) => all.find_subcommand(name).cloned().ok_or_else(|| {
            Failed(msg!(ja: "「{name}」というコマンドはない", en: "there is no command `{name}`"))
        })?,
    };
    let mut out = Vec::new();
    // INVARIANT: writing to memory cannot fail.
    let _ = Man::new(page).render(&mut out);
    print(&String::from_utf8_lossy(&out))?;
    Ok(FINE)
}

/// Refuses options that change nothing here.
fn refuse(common: &Common) -> Result<(), Failed> {
    session::format(common, &[Format::Text])?;
    session::no_date(common)
}
