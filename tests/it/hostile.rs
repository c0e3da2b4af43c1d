//! Hostile and broken input: a diagnostic with a place, and never a panic, a hang or a stack overflow.

use crate::support::{Scratch, codes, compile_texts};

fn check(files: &[(&str, &[u8])]) -> (i32, String) {
    let project = Scratch::new(files);
    let run = project.run(&["check", "--format", "concise"]);
    (run.code, run.out)
}

#[test]
fn a_file_that_is_not_utf8_is_named_with_its_place() {
    let (code, out) = check(&[("a.kijun", b"theme a { }\ntheme \xff")]);
    assert_eq!(code, 1);
    assert!(out.contains("rules/a.kijun:2:7: error[KJ0001"), "{out}");
}

#[test]
fn an_empty_file_is_a_warning() {
    let (code, out) = check(&[("a.kijun", b"")]);
    assert_eq!(code, 0);
    assert!(out.contains("KJ0005"), "{out}");
}

#[test]
fn a_line_of_ten_megabytes_is_only_long() {
    let mut text = b"theme a { title { ja \"".to_vec();
    text.extend(std::iter::repeat_n(b'x', 10_000_000));
    text.extend(b"\" en \"y\" } }");
    let (code, out) = check(&[("a.kijun", &text)]);
    assert_eq!(code, 0, "{}", &out[..out.len().min(500)]);
    let (code, _) = check(&[("a.kijun", &vec![b'x'; 10_000_000])]);
    assert_eq!(code, 1);
}

#[test]
fn a_hundred_thousand_braces_overflow_nothing() {
    for open in [b'{', b'('] {
        let (code, out) = check(&[("a.kijun", &vec![open; 100_000])]);
        assert_eq!(code, 1);
        assert!(out.contains("KJ1003"), "{out}");
    }
    let closed: Vec<u8> = vec![b'}'; 100_000];
    let (code, _) = check(&[("a.kijun", &closed)]);
    assert_eq!(code, 1);
    let nots = format!("define a.b = {} c.d", "not ".repeat(100_000));
    let (code, out) = check(&[("a.kijun", nots.as_bytes())]);
    assert_eq!(code, 1);
    assert!(out.contains("KJ2001"), "{out}");
}

#[test]
fn an_unterminated_string_costs_one_item_only() {
    let text = "theme a { title { ja \"x en \"y\" } }\ntheme b { title { ja \"x\" } }\n";
    let (_, compilation) = compile_texts(&[("a.kijun", text)]);
    assert_eq!(codes(&compilation), ["KJ1002", "KJ5001"]);
    let prose = "theme a { title { ja \"\"\"x en \"y\" } }\ntheme b { title { ja \"x\" } }\n";
    let (_, compilation) = compile_texts(&[("a.kijun", prose)]);
    assert_eq!(codes(&compilation), ["KJ1002", "KJ5001"]);
}

#[test]
fn a_broken_block_neither_hides_nor_causes_errors() {
    let text = "theme a { title { ja \"x\" oops \"y\" } }\n\
                requirement r.one { title { ja \"x\" en \"y\" } text { ja \"x\" en \"y\" } theme a }\n\
                requirement r.two { title { ja \"x\" } text { ja \"x\" en \"y\" } theme nowhere }\n";
    let (_, compilation) = compile_texts(&[("a.kijun", text)]);
    // The broken theme is reported once, its use is not; the other faults show in the same run.
    let found: Vec<_> = codes(&compilation).into_iter().filter(|code| !code.starts_with("KJ3")).collect();
    assert_eq!(found, ["KJ1001", "KJ5001", "KJ2001"]);
}

#[test]
fn a_missing_brace_costs_one_item_only() {
    let text = "theme a {\n  title { ja \"x\" en \"y\" }\n\ntheme b {\n  title { ja \"x\" }\n}\n";
    let (_, compilation) = compile_texts(&[("a.kijun", text)]);
    assert_eq!(codes(&compilation), ["KJ1004", "KJ5001"]);
}

#[test]
fn ids_never_leave_the_project() {
    for id in ["../../x", "..", "a/../b", "/etc/passwd", "a\\..\\b", "a..b"] {
        let text = format!("theme {id} {{ title {{ ja \"x\" en \"y\" }} }}");
        let (_, compilation) = compile_texts(&[("a.kijun", &text)]);
        assert!(
            codes(&compilation).iter().any(|code| ["KJ2009", "KJ1001"].contains(code)),
            "{id}: {:?}",
            codes(&compilation)
        );
    }
}

#[test]
fn full_width_and_look_alike_ids_are_errors_with_a_suggestion() {
    for id in ["ａ", "аb", "a．b"] {
        let text = format!("theme {id} {{ title {{ ja \"x\" en \"y\" }} }}");
        let (_, compilation) = compile_texts(&[("a.kijun", &text)]);
        let found =
            compilation.diagnostics.iter().find(|it| it.code.number() == "KJ5007").expect("the diagnostic");
        assert!(found.suggestion.as_ref().is_some_and(|it| it.replacement.is_ascii()), "{id}");
    }
}

#[test]
fn duplicate_files_are_named() {
    let text = b"theme a { title { ja \"x\" en \"y\" } }\n";
    let (code, out) = check(&[("a.kijun", text), ("b.kijun", text)]);
    assert_eq!(code, 1);
    assert!(out.contains("KJ0006") && out.contains("KJ2002"), "{out}");
}

#[cfg(unix)]
#[test]
fn a_loop_of_links_is_skipped_with_a_warning() {
    let project = Scratch::new(&[("a.kijun", include_bytes!("../fixtures/small.kijun"))]);
    std::os::unix::fs::symlink(project.path().join("rules"), project.path().join("rules/again"))
        .expect("a link");
    let run = project.run(&["check", "--format", "concise"]);
    assert_eq!(run.code, 0, "{}", run.out);
    assert!(run.out.contains("KJ0003"), "{}", run.out);
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_named() {
    let project = Scratch::new(&[]);
    // A dangling link cannot be read by anyone, whatever rights the test has.
    std::os::unix::fs::symlink(project.path().join("nowhere"), project.path().join("rules/a.kijun"))
        .expect("a link");
    let run = project.run(&["check", "--format", "concise"]);
    assert_eq!(run.code, 1);
    assert!(run.out.contains("KJ0002"), "{}", run.out);
}

#[test]
fn a_manifest_that_points_outside_is_refused() {
    let project = Scratch::new(&[]);
    project.write("book.toml", b"[kijun]\nas_of = \"2026-11-21\"\nout = \"../x\"\n");
    assert_eq!(project.run(&["build"]).code, 2);
    project.write("book.toml", b"[kijun]\nas_of = \"2026-11-21\"\nunknown = 1\n");
    assert_eq!(project.run(&["check"]).code, 2);
}

#[test]
fn a_comment_ends_with_its_line_or_the_file_is_refused() {
    let (code, out) = check(&[("a.kijun", b"// note\rtheme t { title { ja \"x\" en \"y\" } }\r")]);
    assert!(code == 1 && out.contains("KJ0002") && out.contains("a.kijun:1:8"), "{out}");
    let (code, out) = check(&[("a.kijun", b"// note\r\ntheme t { title { ja \"x\" en \"y\" } }\r\n")]);
    assert!(code == 0, "{out}");
}

#[test]
fn what_the_manifest_says_is_read_or_refused() {
    let project = Scratch::new(&[]);
    let run = |more: &str| {
        let head = "[book]\ntitle = \"t\"\nauthors = [\"a\"]\n[output.html]\nx = 1\n[kijun]\nas_of = \"2026-01-01\"\n";
        project.write("book.toml", format!("{head}{more}").as_bytes());
        project.run(&["check"])
    };
    assert_eq!(run("").code, 0);
    for more in
        ["as_off = \"2026-01-01\"\n", "[kijn]\nas_of = 1\n", "[nothing]\n", "as_of = \"2026-01-02\"\n"]
    {
        assert_eq!(run(more).code, 2, "{more}");
    }
}

#[test]
fn a_stray_sign_between_items_is_no_text_to_pass_over() {
    for stray in [";", "! ", "= 3", ", ,"] {
        let text = format!(
            "source one {{ title {{ ja \"一\" en \"one\" }} }}\n{stray}\nsource two {{ title {{ ja \"二\" en \"two\" }} }}\n"
        );
        let ran = Scratch::new(&[("a.kijun", text.as_bytes())]).run(&["check", "--lang", "en"]);
        assert_eq!(ran.code, 1, "{stray}");
        let shown = format!("{}{}", ran.out, ran.err);
        assert!(shown.contains("KJ1001") && shown.contains("a.kijun:2:1"), "{stray}: {shown}");
    }
}
