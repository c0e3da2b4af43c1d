//! Values, their places, and what is said of what cannot be read.

use super::{Entry, Format, Located, Value, read, text};
use crate::source::Sources;

/// Returns a tree as text: `{key@1:2=value@1:8,…}`, quotes kept.
fn shown(sources: &Sources, it: &Located) -> String {
    let (line, column) = sources.line_column(it.at);
    let list = |all: Vec<String>| all.join(",");
    let entry = |it: &Entry| {
        let (line, column) = sources.line_column(it.at);
        format!("{}@{line}:{column}={}", it.key, shown(sources, &it.value))
    };
    match &it.value {
        Value::Null => format!("null@{line}:{column}"),
        Value::Bare(text) => format!("{text}@{line}:{column}"),
        Value::Text(text) => format!("{text:?}@{line}:{column}"),
        Value::List(all) => format!("[{}]", list(all.iter().map(|it| shown(sources, it)).collect())),
        Value::Table(all) => format!("{{{}}}", list(all.iter().map(entry).collect())),
    }
}

fn outcome(bytes: &[u8], format: Format) -> Result<String, Vec<String>> {
    let mut sources = Sources::new();
    let found = text(&mut sources, "x", bytes).and_then(|file| read(&sources, file, format));
    match found {
        Ok(root) => Ok(shown(&sources, &root)),
        Err(faults) => Err(faults
            .iter()
            .map(|it| {
                let (line, column) = sources.line_column(it.at);
                format!("{line}:{column}: {}", it.message.en)
            })
            .collect()),
    }
}

fn good(text: &str, format: Format) -> String {
    outcome(text.as_bytes(), format).expect("it is read")
}

fn bad(bytes: &[u8], format: Format) -> String {
    outcome(bytes, format).expect_err("it is refused").join("\n")
}

#[test]
fn every_value_knows_where_it_stands() {
    assert_eq!(
        good("{\"a\": [1, \"é\\n\", null],\n  \"b\": {\"c\" : true}}", Format::Json),
        "{a@1:2=[1@1:8,\"é\\n\"@1:11,null@1:18],b@2:3={c@2:9=true@2:15}}"
    );
    assert_eq!(
        good("b = 0x10\n\"a\" = [\"x\", 2024-01-02]\n[t.u]\nc = 1_0\n", Format::Toml),
        "{b@1:1=16@1:5,a@2:1=[\"x\"@2:8,2024-01-02@2:13],t@3:2={u@3:4={c@4:1=10@4:5}}}"
    );
    assert_eq!(
        good("a: [JP, NO]\nb:\n  - \"x\"\n  - ~\n日本: 'y'\n", Format::Yaml),
        "{a@1:1=[JP@1:5,NO@1:9],b@2:1=[\"x\"@3:5,null@4:5],日本@5:1=\"y\"@5:5}"
    );
    assert_eq!(good("a: &x {b: 1}\nc: *x\n", Format::Yaml), "{a@1:1={b@1:8=1@1:11},c@2:1={b@1:8=1@1:11}}");
    assert_eq!((good("", Format::Yaml), good("", Format::Toml)), ("{}".to_owned(), "{}".to_owned()));
}

#[test]
fn a_key_is_written_once_in_every_format() {
    assert_eq!(bad(b"{\"a\":1,\n\"a\":2}", Format::Json), "2:1: `a` is written twice");
    assert_eq!(
        bad(b"a: 1\nb: {c: 1, c: 2}\na: 2\n", Format::Yaml),
        "2:11: `c` is written twice\n3:1: `a` is written twice"
    );
    assert_eq!(bad(b"a = 1\na = 2\n", Format::Toml), "2:1: `a` is written twice");
}

#[test]
fn what_is_not_of_its_format_is_named_in_our_words() {
    assert_eq!(bad(b"{\"a\" 1}", Format::Json), "1:6: from `1` on this is not JSON");
    assert_eq!(
        bad("{\"a\"：1}".as_bytes(), Format::Json),
        "1:5: `：` cannot stand here in JSON; write the half-width `:`"
    );
    assert_eq!(bad(b"{\"a\": 1", Format::Json), "1:8: the JSON ends before it is complete");
    assert_eq!(
        bad("“a” = 1".as_bytes(), Format::Toml),
        "1:1: `“` cannot stand here in TOML; write the half-width `\"`"
    );
    assert_eq!(bad(b"a: 1\n---\nb: 1\n", Format::Yaml), "2:1: a second document begins here; a file has one");
    assert!(bad(b"a: [1\n", Format::Yaml).contains("YAML"));
    assert!(bad(b"a: !x 1\n", Format::Yaml).contains("this tag"));
    assert!(bad(b"a: 1\n<<: {b: 1}\n", Format::Yaml).starts_with("2:1: merging"));
    let deep = "[".repeat(100_000);
    for format in [Format::Json, Format::Yaml, Format::Toml] {
        assert!(outcome(format!("a = {deep}").as_bytes(), format).is_err() || format == Format::Yaml);
        assert!(outcome(deep.as_bytes(), format).is_err(), "{format:?}");
    }
    let bomb = (1..30)
        .fold("a0: &a0 [1, 1]\n".to_owned(), |text, n| format!("{text}a{n}: &a{n} [*a{0}, *a{0}]\n", n - 1));
    assert!(bad(bomb.as_bytes(), Format::Yaml).contains("aliases"));
}

#[test]
fn the_encoding_of_what_is_not_utf_8_is_named() {
    assert_eq!(good("\u{feff}{\"a\":1}", Format::Json), "{a@1:2=1@1:6}");
    assert_eq!(good("\u{feff}a = 1\r\nb = 2\r\n", Format::Toml), "{a@1:1=1@1:5,b@2:1=2@2:5}");
    assert_eq!(bad(b"a = 1\rb = 2\r", Format::Toml).lines().count(), 2);
    let utf16: Vec<u8> = "a = 1".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert!(bad(&utf16, Format::Toml).contains("UTF-16"));
    assert!(bad(&[b"\xff\xfe", &utf16[..]].concat(), Format::Toml).contains("UTF-16"));
    assert_eq!(
        bad(b"a = 1\n# \x90\xbb\x95i\n", Format::Toml),
        "2:3: this seems to be Shift_JIS; save the file as UTF-8"
    );
    assert!(bad(b"# \xc0\xbd\xc9\xca\n", Format::Toml).contains("EUC-JP"));
    assert!(bad(b"# \x1b$B@=IJ\x1b(B\n", Format::Toml).contains("ISO-2022-JP"));
    assert!(bad(b"# caf\xe9 x\n", Format::Toml).contains("not UTF-8"));
}
