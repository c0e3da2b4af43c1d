//! What is written is written where it was asked for, or it is an error; what others wrote stays.

use std::os::unix::fs::{FileTypeExt as _, MetadataExt as _, PermissionsExt, symlink};
use std::path::Path;
use std::process::{Command, Stdio};

use kijun::artifact::{Artifact, Sink as _};
use kijun::output::{PublishError, Staging, replace_file};

use crate::support::{Run, Scratch, run};

const GOOD: &str = include_str!("../fixtures/small.kijun");

fn sound() -> Scratch {
    Scratch::new(&[("a.kijun", GOOD.as_bytes())])
}

/// Runs the command on a project with its standard output at a path.
fn into(project: &Scratch, out: &str, args: &[&str]) -> Run {
    let file = std::fs::OpenOptions::new().write(true).open(out).expect("it opens");
    let mut command = Command::new(env!("CARGO_BIN_EXE_kijun"));
    let child = command.args(args).arg("--root").arg(project.path()).env("LC_ALL", "C.UTF-8");
    let output = child.stdout(file).stderr(Stdio::piped()).spawn().expect("it runs").wait_with_output();
    let output = output.expect("it ends");
    let err = String::from_utf8_lossy(&output.stderr).into_owned();
    Run { code: output.status.code().unwrap_or(-1), out: String::new(), err }
}

fn fifo(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo").success());
}

fn build(out: &Path, files: &[(&str, &str)]) -> Result<(), PublishError> {
    let staging = Staging::begin(out)?;
    for (path, text) in files {
        staging.put(&Artifact::new(*path, *text)).expect("written");
    }
    staging.publish()
}

fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

#[test]
fn a_full_device_is_an_error_of_every_command() {
    let project = sound();
    for args in [
        &["list", "facts"][..],
        &["show", "fixture.ordinance:1"],
        &["show", "fixture.ordinance:1", "--format", "json"],
        &["check", "--format", "json"],
        &["export", "checklist"],
        &["export", "checklist", "--out", "/dev/full"],
        &["explain", "KJ3001"],
        &["schema", "provision"],
        &["--help"],
        &["--version"],
    ] {
        let run = into(&project, "/dev/full", args);
        assert_eq!(run.code, 2, "{args:?}");
        assert!(run.err.contains("No space left"), "{args:?}: {}", run.err);
    }
    assert!(Path::new("/dev/full").metadata().expect("it").file_type().is_char_device());
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let project = sound();
    let mut command = Command::new(env!("CARGO_BIN_EXE_kijun"));
    command.args(["list", "codes", "--root"]).arg(project.path());
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().expect("it runs");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), output.stderr.len()), (Some(0), 0));
}

#[test]
fn a_link_is_written_through() {
    let folder = tempfile::tempdir().expect("a folder");
    let at = |name: &str| folder.path().join(name);
    std::fs::write(at("real.json"), "old").expect("a file");
    symlink("real.json", at("link.json")).expect("a link");
    symlink("link.json", at("again.json")).expect("a link");
    replace_file(&at("again.json"), b"new").expect("written");
    assert_eq!(text(&at("real.json")), "new");
    assert!(at("link.json").is_symlink() && at("again.json").is_symlink());
    symlink("later.json", at("dangling.json")).expect("a link");
    replace_file(&at("dangling.json"), b"made").expect("written");
    assert_eq!(text(&at("later.json")), "made");
    symlink("round.json", at("round.json")).expect("a link");
    replace_file(&at("round.json"), b"").expect_err("it leads nowhere");
}

#[test]
fn a_pipe_and_a_stream_are_written_to_and_never_replaced() {
    let project = sound();
    let pipe = project.path().join("pipe.json");
    fifo(&pipe);
    let reader = std::thread::spawn({
        let pipe = pipe.clone();
        move || text(&pipe)
    });
    let run = project.run(&["export", "checklist", "--out", pipe.to_str().expect("a path")]);
    assert_eq!(run.code, 0, "{}", run.err);
    assert!(reader.join().expect("read").starts_with('{'));
    assert!(pipe.metadata().expect("it").file_type().is_fifo());
    let run = project.run(&["export", "checklist", "--out", "/dev/stdout"]);
    assert!(run.code == 0 && run.out.starts_with('{'), "{}", run.err);
    let run = project.run(&["export", "checklist", "--out", project.path().to_str().expect("a path")]);
    assert_eq!(run.code, 2);
}

#[test]
fn a_read_only_file_is_refused_and_the_mode_of_others_is_kept() {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("x.json");
    std::fs::write(&path, "old").expect("a file");
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o640)).expect("a mode");
    replace_file(&path, b"new").expect("written");
    assert_eq!((text(&path).as_str(), path.metadata().expect("it").mode() & 0o777), ("new", 0o640));
    std::fs::set_permissions(&path, PermissionsExt::from_mode(0o444)).expect("a mode");
    replace_file(&path, b"newer").expect_err("it is read-only");
    assert_eq!(text(&path), "new");
    assert_eq!(std::fs::read_dir(folder.path()).expect("it").count(), 1, "nothing is left beside it");
}

#[test]
fn the_formatter_writes_through_a_link() {
    let project = Scratch::new(&[]);
    project.write("elsewhere/a.kijun", b"theme   a{title{ja \"x\" en \"y\"}}\n");
    let link = project.path().join("rules/a.kijun");
    symlink("../elsewhere/a.kijun", &link).expect("a link");
    assert_eq!(project.run(&["fmt"]).code, 0);
    assert!(link.is_symlink());
    assert!(text(&project.path().join("elsewhere/a.kijun")).starts_with("theme a {"));
}

#[test]
fn a_build_removes_its_own_files_and_no_other() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("book");
    build(&out, &[("a.html", "old"), ("ja/b.html", "old"), ("ja/only/c.html", "old")]).expect("published");
    std::fs::create_dir_all(out.join(".git/refs")).expect("a folder");
    std::fs::write(out.join(".git/HEAD"), "ref").expect("a file");
    std::fs::write(out.join("ja/CNAME"), "kijun.example").expect("a file");
    symlink("nowhere", out.join("ja/link")).expect("a link");
    build(&out, &[("a.html", "new"), ("en/b.html", "new")]).expect("published");
    assert_eq!(text(&out.join("a.html")), "new");
    assert_eq!(text(&out.join(".git/HEAD")), "ref");
    assert_eq!(text(&out.join("ja/CNAME")), "kijun.example");
    assert!(out.join(".git/refs").is_dir() && out.join("ja/link").is_symlink());
    assert!(!out.join("ja/b.html").exists() && !out.join("ja/only").exists());
    // A file of somebody else where a page has to stand is not overwritten, and the old tree stays whole.
    let taken = build(&out, &[("ja/CNAME", "page")]);
    assert!(matches!(taken, Err(PublishError::Taken(_))), "{taken:?}");
    assert_eq!(
        (text(&out.join("ja/CNAME")).as_str(), text(&out.join("a.html")).as_str()),
        ("kijun.example", "new")
    );
    assert_eq!(std::fs::read_dir(folder.path()).expect("it").count(), 1, "nothing is left beside it");
}

#[test]
fn an_output_folder_without_a_list_is_left_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(".kijun-output"), "Made by `kijun build`; …\n").expect("a file");
    std::fs::write(folder.path().join("letter.txt"), "dear").expect("a file");
    let refused = build(folder.path(), &[("a.html", "new")]);
    assert!(matches!(refused, Err(PublishError::Unlisted(_))), "{refused:?}");
    assert_eq!(text(&folder.path().join("letter.txt")), "dear");
}

#[test]
fn a_build_writes_through_a_link_to_its_folder() {
    let folder = tempfile::tempdir().expect("a folder");
    let (link, real) = (folder.path().join("link"), folder.path().join("far/real"));
    symlink("far/real", &link).expect("a link");
    build(&link, &[("a.html", "old")]).expect("published");
    build(&link, &[("a.html", "new")]).expect("published");
    assert!(link.is_symlink());
    assert_eq!(text(&real.join("a.html")), "new");
}

#[test]
fn what_a_killed_build_left_is_removed_and_a_running_one_is_not_disturbed() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("book");
    let begun = Staging::begin(&folder.path().join("other")).expect("begun");
    begun.put(&Artifact::new("a.html", "x")).expect("written");
    let killed = folder.path().join(".kijun-killed");
    std::fs::create_dir_all(killed.join("tree")).expect("a folder");
    std::fs::write(killed.join("build-in-progress"), "").expect("a file");
    let foreign = folder.path().join(".kijun-mine");
    std::fs::create_dir(&foreign).expect("a folder");
    build(&out, &[("a.html", "new")]).expect("published");
    assert!(!killed.exists() && foreign.exists());
    begun.publish().expect("published");
    assert_eq!(text(&folder.path().join("other/a.html")), "x");
}

#[test]
fn control_characters_never_reach_a_terminal() {
    let project = sound();
    let evil = "x\u{1b}]0;owned\u{7}\u{9b}2J\r\u{202e}";
    let seen = |run: &Run| {
        let all = format!("{}{}", run.out, run.err);
        assert!(!all.contains(['\u{1b}', '\u{7}', '\u{9b}', '\r', '\u{202e}']), "{all:?}");
        assert!(all.contains('x'), "{all:?}");
    };
    seen(&project.run(&["show", evil]));
    seen(&project.run(&["compare", evil, "b"]));
    seen(&project.run(&["assess", "--set", &format!("{evil}=1")]));
    seen(&project.run(&["list", evil]));
    seen(&project.run(&["--lang", "ja", "list", evil]));
    let broken = format!("theme {evil} {{ title {{ ja \"{evil}\" en \"{evil}\" }} }}\n");
    project.write("rules/b.kijun", broken.as_bytes());
    for format in ["text", "concise", "json", "sarif", "github"] {
        seen(&project.run(&["check", "--format", format]));
    }
}

#[test]
fn a_file_is_not_named_for_another_format() {
    let project = sound();
    for (kind, name, code) in [
        ("checklist", "x.csv", 2),
        ("checklist", "x.XLSX", 2),
        ("checklist", "x.smt2", 2),
        ("checklist", "x.json", 0),
        ("checklist", "x", 0),
        ("smtlib", "y.json", 2),
        ("smtlib", "x.smt2", 0),
    ] {
        let path = project.path().join(name);
        let run = project.run(&["export", kind, "--out", path.to_str().expect("a path")]);
        assert_eq!((run.code, path.exists()), (code, code == 0), "{kind} {name}: {}", run.err);
    }
    assert_eq!(project.run(&["export", "smtlib", "--for", "fixture.ordinance"]).code, 2);
    assert_eq!(project.run(&["export", "checklist", "--format", "text"]).code, 2);
}

#[test]
fn an_option_that_a_command_does_not_use_is_refused() {
    let project = sound();
    for args in [
        &["list", "terms", "--instrument", "fixture.ordinance"][..],
        &["list", "codes", "--as-of", "2026-01-01"],
        &["explain", "KJ3001", "--format", "json"],
        &["explain", "KJ3001", "--as-of", "2026-01-01"],
        &["schema", "provision", "--as-of", "2026-01-01"],
        &["schema", "provision", "--format", "text"],
        &["fmt", "--check", "--format", "json"],
        &["fmt", "--check", "--as-of", "2026-01-01"],
    ] {
        let run = project.run(args);
        assert_eq!(run.code, 2, "{args:?}: {}{}", run.out, run.err);
    }
    assert_eq!(project.run(&["list", "provisions", "--instrument", "fixture.ordinance"]).code, 0);
}

#[test]
fn an_error_goes_to_standard_error_only() {
    let run = run(Command::new(env!("CARGO_BIN_EXE_kijun")).arg("nonsense"));
    assert_eq!((run.code, run.out.as_str()), (2, ""));
}
