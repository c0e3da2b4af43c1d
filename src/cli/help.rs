//! What the command line says of itself, in both languages: help and usage errors.
//!
//! One row for each command, option and value; a row without a counterpart in `args.rs`, or the reverse, fails a test.

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command, CommandFactory as _};

use crate::lang::{Bilingual, Lang};
use crate::msg;

use super::args::Args;

mod rows;

use rows::{EXITS, ROWS, VALUES};

/// Says what the exit codes of a command mean.
fn exits(name: &str, lang: Lang) -> String {
    let heading = msg!(ja: "終了コード", en: "Exit codes");
    let fine = msg!(ja: "問題なし", en: "nothing to report");
    let broken = msg!(ja: "コマンドを実行できなかった", en: "the command could not do its job");
    let mut all = vec![(0, fine.get(lang).clone()), (2, broken.get(lang).clone())];
    let own = EXITS.iter().filter(|(of, ..)| *of == name);
    all.extend(own.map(|(_, code, ja, en)| (*code, if lang == Lang::Ja { *ja } else { *en }.to_owned())));
    all.sort();
    let lines: Vec<String> = all.iter().map(|(code, what)| format!("  {code}  {what}")).collect();
    format!("{}:\n{}", heading.get(lang), lines.join("\n"))
}

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
    let template = format!("{{about-with-newline}}\n{usage}: {{usage}}\n\n{{all-args}}{{after-help}}");
    let names: Vec<String> = command.get_subcommands().map(|it| it.get_name().to_owned()).collect();
    let command =
        command.about(row(name, lang)).help_template(template).subcommand_help_heading(commands).mut_args(
            |arg| {
                let heading = if arg.is_positional() { arguments } else { options };
                argument(arg, name, lang).help_heading(heading)
            },
        );
    let command = command.after_help(exits(name, lang));
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
