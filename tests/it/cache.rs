//! What is remembered of a base saves time and changes no answer, whoever wrote it.

use std::path::PathBuf;

use kijun::cache::{Cache, Seal};
use kijun::diag::{Code, Levels};
use kijun::lexicon::Severity;
use kijun::model::Date;
use kijun::project;

use crate::base::as_of;
use crate::support::Scratch;

const GOOD: &str = include_str!("../fixtures/small.kijun");

/// An item in which the checks alone find an error, for no device behaves as it expects.
const WRONG: &str = "device shown.wrong {\n  title { ja \"誤\" en \"wrong\" }\n  \
                     facts { auth.default.present = true auth.default.change = forced }\n  \
                     expect { fixture.ordinance:1 not_satisfied }\n}\n";

fn sound() -> Scratch {
    Scratch::new(&[("a.kijun", GOOD.as_bytes())])
}

fn memory(project: &Scratch) -> PathBuf {
    project.path().join(".kijun_cache/sound")
}

/// Returns the seal of a project as it lies on the disk.
fn seal(project: &Scratch) -> Seal {
    let project = project::open(project.path()).expect("a project");
    Seal::of(&project, as_of(), &project.manifest.levels)
}

fn knows(project: &Scratch) -> bool {
    Cache::beside(project.path()).knows(&seal(project))
}

#[test]
fn an_answer_is_the_same_with_and_without_the_memory() {
    let project = sound();
    let show = ["show", "fixture.ordinance:1", "--format", "json"];
    let without = project.run(&[&show[..], &["--no-cache"]].concat());
    assert!(without.code == 0 && !memory(&project).exists());
    let (first, second) = (project.run(&show), project.run(&show));
    assert!(knows(&project));
    assert_eq!([&first.out, &second.out], [&without.out; 2]);
    // Nothing of it is part of the project, for git and for backups.
    assert_eq!(std::fs::read_to_string(memory(&project).with_file_name(".gitignore")).expect("text"), "*\n");
    assert!(memory(&project).with_file_name("CACHEDIR.TAG").exists());
}

#[test]
fn a_change_is_checked_anew() {
    let project = sound();
    assert_eq!(project.run(&["check"]).code, 0);
    assert!(knows(&project));
    project.write("rules/b.kijun", WRONG.as_bytes());
    assert!(!knows(&project));
    let run = project.run(&["show", "fixture.ordinance:1"]);
    assert!(run.code == 2 && run.err.contains("KJ3006"), "{}", run.err);
    assert!(!knows(&project), "a base with an error is not remembered");
}

#[test]
fn what_decides_the_checks_is_in_the_seal() {
    let base = |files: &[(&str, &str)]| {
        let bytes: Vec<(&str, &[u8])> = files.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
        let folder = Scratch::new(&bytes);
        project::open(folder.path()).expect("a project")
    };
    let day = |text: &str| Date::parse(text).expect("a date");
    let one = base(&[("a.kijun", "x\0rules/b.kijun\0y")]);
    let two = base(&[("a.kijun", "x"), ("b.kijun", "y")]);
    let swapped = base(&[("a.kijun", "y"), ("b.kijun", "x")]);
    assert_eq!(one.digest, two.digest, "the two that only the lengths tell apart");
    let mut levels = Levels::default();
    levels.set(Code::FailedExpectation, Some(Severity::Warning)).expect("it can be set");
    let seals = [
        Seal::of(&one, day("2026-11-21"), &Levels::default()),
        Seal::of(&two, day("2026-11-21"), &Levels::default()),
        Seal::of(&two, day("2026-11-22"), &Levels::default()),
        Seal::of(&two, day("2026-11-21"), &levels),
        Seal::of(&swapped, day("2026-11-21"), &Levels::default()),
    ];
    for (at, seal) in seals.iter().enumerate() {
        assert!(!seals[..at].contains(seal), "{at}");
    }
}

#[test]
fn what_another_wrote_is_not_trusted() {
    let project = sound();
    let show = ["show", "fixture.ordinance:1"];
    let answer = project.run(&[&show[..], &["--no-cache"]].concat()).out;
    assert_eq!(project.run(&show).out, answer);
    let written = std::fs::read_to_string(memory(&project)).expect("text");
    let garbage = [
        String::new(),
        "\u{0}\u{1}".to_owned(),
        written.replace("kijun", "another program"),
        written[..written.len() - 2].to_owned(),
        "x".repeat(1 << 20),
        written.clone() + &written.repeat(100),
    ];
    for text in garbage {
        project.write(".kijun_cache/sound", text.as_bytes());
        assert!(!knows(&project), "{text:.80}");
        assert_eq!(project.run(&show).out, answer);
        assert!(knows(&project), "it is written anew");
    }
    // The memory of a sound base beside one that is not.
    let wrong = Scratch::new(&[("a.kijun", GOOD.as_bytes()), ("b.kijun", WRONG.as_bytes())]);
    wrong.write(".kijun_cache/sound", written.as_bytes());
    assert_eq!(wrong.run(&show).code, 2);
}

#[test]
fn a_forged_seal_changes_neither_a_check_nor_what_the_texts_say() {
    let broken = Scratch::new(&[("a.kijun", GOOD.as_bytes()), ("b.kijun", b"device d { like nobody }")]);
    Cache::beside(broken.path()).remember(&seal(&broken));
    assert!(knows(&broken));
    assert_eq!(broken.run(&["show", "fixture.ordinance:1"]).code, 2, "what reading finds is never skipped");
    let wrong = Scratch::new(&[("a.kijun", GOOD.as_bytes()), ("b.kijun", WRONG.as_bytes())]);
    Cache::beside(wrong.path()).remember(&seal(&wrong));
    for command in ["check", "build"] {
        let run = wrong.run(&[command]);
        assert!(run.code == 1 && run.out.contains("KJ3006"), "{command} runs all checks: {}", run.out);
    }
    assert!(!wrong.path().join("book").exists());
}

#[test]
fn a_base_in_a_folder_that_takes_nothing_is_answered() {
    let project = sound();
    project.write(".kijun_cache", b"a file in its place");
    assert_eq!(project.run(&["show", "fixture.ordinance:1"]).code, 0);
    assert_eq!(std::fs::read(project.path().join(".kijun_cache")).expect("a file"), b"a file in its place");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_a_link() {
    let (project, elsewhere) = (sound(), sound());
    std::os::unix::fs::symlink(elsewhere.path(), project.path().join(".kijun_cache")).expect("a link");
    assert_eq!(project.run(&["show", "fixture.ordinance:1"]).code, 0);
    assert!(!elsewhere.path().join("sound").exists());
    assert!(!knows(&project));
}
