//! What the documents say is true.

use crate::support::{blocks, codes, compile_texts, kijun, read, root};

#[test]
fn every_example_of_the_language_reference_compiles() {
    let examples = blocks(&read("docs/language.md"), "kijun");
    assert!(examples.len() >= 8, "the examples were not found");
    let (_, compilation) = compile_texts(&[("language.kijun", &examples.join("\n"))]);
    let errors: Vec<_> =
        compilation.diagnostics.iter().filter(|it| it.severity == kijun::lexicon::Severity::Error).collect();
    assert!(errors.is_empty(), "{errors:#?}");
}

/// Expectations and claims of the example are what the statements rest on, so it is compiled as it stands.
#[test]
fn the_example_of_the_meaning_holds() {
    let examples = blocks(&read("docs/meaning.md"), "kijun");
    let (_, compilation) = compile_texts(&[("meaning.kijun", &examples.join("\n"))]);
    assert!(compilation.diagnostics.is_empty(), "{:#?}", compilation.diagnostics);
    assert!(compilation.kb.devices.len() >= 10 && compilation.kb.claims.len() >= 8);
}

#[test]
fn every_statement_of_the_meaning_is_held_by_a_test() {
    let text = read("docs/meaning.md");
    let (prose, example) = text.split_once("\n## The example\n").expect("the example stands last");
    let statements: Vec<&str> = prose.split("\n\n").filter(|it| it.starts_with("**")).collect();
    let mut last = (0, 0);
    for statement in statements.into_iter().map(str::trim_end) {
        let (number, said) = statement[2..].split_once("**").expect("a number");
        let (section, at) = number.split_once('.').expect("two parts");
        let here = (section.parse().expect("a number"), at.parse().expect("a number"));
        assert!(here == (last.0, last.1 + 1) || here == (last.0 + 1, 1), "{number} stands after {last:?}");
        last = here;
        let (_, held) =
            said.rsplit_once("\nHeld by ").unwrap_or_else(|| panic!("{number} is held by nothing"));
        assert!(held.ends_with('.'), "{number}");
        for by in held.trim_end_matches('.').split("; ") {
            assert_held(number, by, example);
        }
    }
    assert!(last.0 >= 11, "the last statement is {last:?}");
}

/// Demands that what holds a statement is there: `file`: `test`, `test`; or the example, which names the statement.
fn assert_held(number: &str, by: &str, example: &str) {
    if by == "example" {
        let told = example.lines().any(|line| line.starts_with("// ") && mentions(line, number));
        assert!(told, "no comment of the example names {number}");
        return;
    }
    let (file, tests) = by.split_once(": ").unwrap_or((by.split(',').next().unwrap_or(by), ""));
    let code = read(file.trim_matches('`'));
    for test in tests.split(", ").filter(|it| !it.is_empty()) {
        let test = test.trim_matches('`');
        assert!(code.contains(&format!("fn {test}(")), "{number}: {file} has no test {test}");
    }
}

/// Says whether a comment names a statement: `3.1` in "3.1, 3.2: …", not in "13.1".
fn mentions(line: &str, number: &str) -> bool {
    line.split(|c: char| !(c.is_ascii_digit() || c == '.')).any(|word| word.trim_end_matches('.') == number)
}

#[test]
fn every_example_of_the_references_is_formatted() {
    for example in ["docs/language.md", "docs/meaning.md"].iter().flat_map(|it| blocks(&read(it), "kijun")) {
        let mut sources = kijun::prelude::sources();
        let id = sources.add("example.kijun", example.as_str());
        let formatted = kijun::syntax::format::format(&sources, id).expect("it parses");
        assert_eq!(formatted, example);
    }
}

#[test]
fn an_example_that_breaks_is_noticed() {
    let (_, compilation) = compile_texts(&[("a.kijun", "fact a.b { type flag }")]);
    assert!(codes(&compilation).contains(&"KJ1007"));
}

#[test]
fn the_recipes_print_what_they_say() {
    let mut sessions = blocks(&read("README.md"), "console");
    sessions.extend(blocks(&read("docs/mappings.md"), "console"));
    let mut seen = 0;
    for session in sessions {
        let mut lines = session.lines().peekable();
        while let Some(line) = lines.next() {
            let Some(command) = line.strip_prefix("$ kijun ") else { continue };
            let mut wanted = Vec::new();
            while let Some(next) = lines.next_if(|next| !next.starts_with("$ ")) {
                wanted.push(next.to_owned());
            }
            let args: Vec<String> = split(command);
            let run = kijun(&args.iter().map(String::as_str).collect::<Vec<_>>());
            let got = format!("{}{}", run.out, run.err);
            assert!(
                matches(&wanted, &got),
                "`kijun {command}` printed\n{got}\nand not\n{}",
                wanted.join("\n")
            );
            seen += 1;
        }
    }
    assert!(seen >= 6, "the documents have {seen} recipes");
}

/// Splits a command line at blanks outside of quotes.
fn split(command: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    let mut quote = None;
    for c in command.chars() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), _) if c == open => quote = None,
            (None, ' ') => words.push(String::new()),
            _ => words.last_mut().expect("a word").push(c),
        }
    }
    words.retain(|word| !word.is_empty());
    words
}

/// Compares output line by line; a line `…` stands for any number of lines.
fn matches(wanted: &[String], got: &str) -> bool {
    let got: Vec<&str> = got.lines().map(str::trim_end).collect();
    let mut at = 0;
    let mut free = false;
    for line in wanted.iter().map(|line| line.trim_end()).filter(|line| !line.is_empty()) {
        if line == "…" {
            free = true;
            continue;
        }
        let rest = &got[at.min(got.len())..];
        let found = if free {
            rest.iter().position(|it| *it == line)
        } else {
            rest.iter().position(|it| !it.is_empty()).filter(|p| rest[*p] == line)
        };
        let Some(found) = found else { return false };
        at += found + 1;
        free = false;
    }
    true
}

#[test]
fn the_architecture_names_every_module() {
    let text = read("ARCHITECTURE.md");
    for entry in std::fs::read_dir(root().join("src")).expect("a folder").filter_map(Result::ok) {
        let name = entry.file_name().to_string_lossy().into_owned();
        if let Some(stem) = name.strip_suffix(".rs").filter(|it| !["lib", "main"].contains(it)) {
            assert!(text.contains(&format!("`{stem}`")), "ARCHITECTURE.md does not name `{stem}`");
        }
    }
}
