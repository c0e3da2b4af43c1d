//! Where the site will stand, as an absolute address: what a protocol wants that knows no relative ones.

use std::fmt::Write as _;

use crate::lang::Bilingual;
use crate::msg;

/// The address of the folder into which the site is put; it ends in `/`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    /// Reads an address; says in words why it cannot be that of a site.
    pub fn parse(text: &str) -> Result<Self, Bilingual> {
        let scheme = ["https://", "http://"].into_iter().find(|it| is_prefix(it, text));
        let Some((scheme, rest)) = scheme.and_then(|it| Some((it, text.get(it.len()..)?))) else {
            return Err(refused(
                text,
                &msg!(ja: "「https://」又は「http://」で始まらない", en: "it does not begin with https:// or http://"),
            ));
        };
        if let Some(c) = rest.chars().find(|c| !is_plain(*c)) {
            return Err(refused(text, &unfit(c)));
        }
        let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
        let name = authority.split(':').next().unwrap_or_default();
        let port = authority.get(name.len()..).unwrap_or_default();
        if !is_name(name) || !is_port(port) {
            return Err(refused(
                text,
                &msg!(ja: "ホスト名が正しくない", en: "its host is not one that can be asked"),
            ));
        }
        let path = path.trim_end_matches('/');
        if path.split('/').any(|step| matches!(step, "." | "..") || step.is_empty() && !path.is_empty()) {
            return Err(refused(
                text,
                &msg!(ja: "パスに空の区切り、「.」又は「..」がある", en: "its path has an empty step, `.` or `..`"),
            ));
        }
        let mut whole = format!("{scheme}{}/", authority.to_ascii_lowercase());
        if !path.is_empty() {
            // INVARIANT: writing to a string cannot fail.
            let _ = write!(whole, "{path}/");
        }
        Ok(Host(whole))
    }

    /// Returns the address of the folder.
    pub(super) fn folder(&self) -> &str {
        &self.0
    }

    /// Returns the address of a file, or of a place in it, from its path below the folder.
    pub(super) fn of(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

/// Says whether a text begins with a scheme, in whatever case.
fn is_prefix(scheme: &str, text: &str) -> bool {
    text.get(..scheme.len()).is_some_and(|it| it.eq_ignore_ascii_case(scheme))
}

/// Says whether a character can stand in the address of a folder as it is.
fn is_plain(c: char) -> bool {
    c.is_ascii_alphanumeric() || "/:.-_~%".contains(c)
}

fn is_name(name: &str) -> bool {
    let is_label = |label: &str| {
        !label.is_empty()
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    };
    name.split('.').all(is_label)
}

fn is_port(port: &str) -> bool {
    match port.strip_prefix(':') {
        Some(number) => number.parse::<u16>().is_ok_and(|number| number > 0),
        None => port.is_empty(),
    }
}

fn unfit(c: char) -> Bilingual {
    match c {
        '?' => msg!(ja: "「?」以下（クエリー）がある", en: "it has a query (`?`)"),
        '#' => msg!(ja: "「#」以下（フラグメント）がある", en: "it has a fragment (`#`)"),
        '@' => msg!(ja: "利用者名（「@」の前）がある", en: "it has a user (`@`)"),
        c if !c.is_ascii() => msg!(
            ja: "ASCIIでない文字がある（ホスト名は「xn--」の形、パスは「%」の形で書く）",
            en: "it has characters that are not ASCII (write a host as `xn--…` and a path with `%`)"
        ),
        _ => msg!(ja: "使えない文字がある", en: "it has a character that cannot stand in it"),
    }
}

fn refused(text: &str, why: &Bilingual) -> Bilingual {
    let (text, Bilingual { ja, en }) = (text.escape_debug(), why);
    msg!(
        ja: "「{text}」はサイトの番地に使えない。{ja}。「https://example.jp/kijun/」の形で書いてください。",
        en: "`{text}` cannot be the address of the site: {en}; write it as https://example.jp/kijun/",
    )
}

#[cfg(test)]
mod tests {
    use super::Host;

    #[test]
    fn an_address_is_that_of_a_folder() {
        for (text, folder) in [
            ("https://example.jp", "https://example.jp/"),
            ("https://example.jp/", "https://example.jp/"),
            ("HTTPS://Example.JP/a/b", "https://example.jp/a/b/"),
            ("http://localhost:8000/Kijun//", "http://localhost:8000/Kijun/"),
            ("http://192.0.2.1", "http://192.0.2.1/"),
        ] {
            let host = Host::parse(text).unwrap_or_else(|why| panic!("{text}: {}", why.en));
            assert_eq!(host.folder(), folder);
        }
    }

    #[test]
    fn what_is_no_address_is_refused_with_its_reason() {
        for (text, why) in [
            ("", "begin"),
            ("example.jp", "begin"),
            ("//example.jp/", "begin"),
            ("ftp://example.jp/", "begin"),
            ("javascript:alert(1)", "begin"),
            ("https://", "host"),
            ("https:///a", "host"),
            ("https://a..b/", "host"),
            ("https://-a.jp/", "host"),
            ("https://a.jp:0/", "host"),
            ("https://a.jp:70000/", "host"),
            ("https://example.jp/?a", "query"),
            ("https://example.jp/#a", "fragment"),
            ("https://me@example.jp/", "user"),
            ("https://例.jp/", "ASCII"),
            ("https://a.jp/\"><b>", "character"),
            ("https://a.jp/ b", "character"),
            ("https://a.jp/../b", "path"),
            ("https://a.jp/a//b", "path"),
        ] {
            let refused = Host::parse(text).expect_err(text);
            assert!(refused.en.contains(why), "{text}: {}", refused.en);
            assert!(refused.ja.contains("サイトの番地に使えない"), "{}", refused.ja);
        }
    }
}
