//! What a browser asks for, and whether it may: methods that only read, from this machine, and of this server.
//!
//! Trusts nothing of a request. A page of another site can make a browser send requests here, also under a name of its own
//! that leads to this machine, so `Host` and `Origin` must name this server.

use crate::lang::Bilingual;
use crate::msg;

/// Most bytes of the head of a request.
pub(super) const MOST: usize = 16 * 1024;

/// Most lines of the head of a request.
const LINES: usize = 64;

/// What is asked for.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Request {
    /// The path below the root of the site, decoded; of a folder the page that stands for it.
    pub(super) path: String,
    /// What follows `?`.
    pub(super) query: String,
    /// Whether only the head of the answer is wanted.
    pub(super) head: bool,
}

/// Why nothing is answered.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The number of the status, and its words.
    pub(super) status: &'static str,
    /// Why.
    pub(super) why: Bilingual,
}

fn refuse<T>(status: &'static str, why: Bilingual) -> Result<T, Refusal> {
    Err(Refusal { status, why })
}

/// Reads the head of a request to the server on a port; none while it is not complete.
pub(super) fn read(bytes: &[u8], port: u16) -> Result<Option<Request>, Refusal> {
    let mut headers = [httparse::EMPTY_HEADER; LINES];
    let mut parsed = httparse::Request::new(&mut headers);
    match parsed.parse(bytes) {
        Ok(httparse::Status::Complete(_)) => {}
        Ok(httparse::Status::Partial) if bytes.len() < MOST => return Ok(None),
        Ok(httparse::Status::Partial) => {
            let why = msg!(ja: "要求が長すぎる。", en: "The request is too long.");
            return refuse("431 Request Header Fields Too Large", why);
        }
        Err(_) => return malformed(),
    }
    let values = |name: &str| -> Vec<&[u8]> {
        let named = parsed.headers.iter().filter(|it| it.name.eq_ignore_ascii_case(name));
        named.map(|it| it.value).collect()
    };
    of_this_server(&values("Host"), &values("Origin"), port)?;
    let head = match parsed.method {
        Some("GET") => false,
        Some("HEAD") => true,
        Some(_) | None => {
            let why = msg!(ja: "GETとHEADだけを受け付ける。", en: "Only GET and HEAD are answered.");
            return refuse("405 Method Not Allowed", why);
        }
    };
    let target = parsed.path.unwrap_or_default();
    let (path, query) = target.split_once('?').unwrap_or((target, ""));
    let Some(path) = path.strip_prefix('/').and_then(decoded).filter(|it| is_plain(it)) else {
        return malformed();
    };
    let index = if path.is_empty() || path.ends_with('/') { "index.html" } else { "" };
    Ok(Some(Request { path: format!("{path}{index}"), query: query.to_owned(), head }))
}

fn malformed<T>() -> Result<T, Refusal> {
    refuse("400 Bad Request", msg!(ja: "要求の形が正しくない。", en: "The request is malformed."))
}

/// Refuses what is not asked of this server by this server's own pages.
fn of_this_server(hosts: &[&[u8]], origins: &[&[u8]], port: u16) -> Result<(), Refusal> {
    let names = ["127.0.0.1", "localhost", "[::1]"].map(|name| format!("{name}:{port}"));
    let own = |host: &[u8]| names.iter().find(|it| host.eq_ignore_ascii_case(it.as_bytes()));
    let [host] = hosts else { return malformed() };
    let Some(host) = own(host) else {
        let why = msg!(
            ja: "Hostがこのサーバーのものでない。127.0.0.1、localhost又は[::1]とポート番号で開いてください。",
            en: "Host is not that of this server; open it as 127.0.0.1, localhost or [::1] with the port.",
        );
        return refuse("403 Forbidden", why);
    };
    let same = |origin: &&[u8]| origin.eq_ignore_ascii_case(format!("http://{host}").as_bytes());
    if origins.len() > 1 || !origins.iter().all(same) {
        let why = msg!(
            ja: "Originがこのサーバーのものでない。他のサイトからの要求には答えない。",
            en: "Origin is not this server; requests of other sites are not answered.",
        );
        return refuse("403 Forbidden", why);
    }
    Ok(())
}

/// Returns a text with its escaped bytes as they are meant; none where it is no text.
fn decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digit = |it: u8| char::from(it).to_digit(16);
            let number = digit(rest.next()?)? * 16 + digit(rest.next()?)?;
            bytes.push(u8::try_from(number).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

/// Says whether a path goes down only. No path of a request ever reaches the disk; this says so at the door.
fn is_plain(path: &str) -> bool {
    let steps = path.split('/').collect::<Vec<_>>();
    let (_, folders) = steps.split_last().unwrap_or((&"", &[]));
    !path.contains(|c: char| c == '\\' || c.is_control())
        && steps.iter().all(|it| *it != ".." && *it != ".")
        && folders.iter().all(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::{Request, read};

    fn status(text: &str) -> String {
        match read(text.replace('\n', "\r\n").as_bytes(), 80) {
            Ok(Some(Request { path, query, head })) => format!("{path} {query} {head}"),
            Ok(None) => "more".to_owned(),
            Err(refusal) => refusal.status.split(' ').next().unwrap_or_default().to_owned(),
        }
    }

    #[test]
    fn only_pages_of_this_server_are_read() {
        for (text, wanted) in [
            ("GET / HTTP/1.1\nHost: localhost:80\n\n", "index.html  false"),
            ("HEAD /ja/?a HTTP/1.1\nhost: [::1]:80\nOrigin: http://[::1]:80\n\n", "ja/index.html a true"),
            ("GET /%61.html HTTP/1.0\nHost: 127.0.0.1:80\n\n", "a.html  false"),
            ("GET / HTTP/1.1\nHost: localhost:80\n", "more"),
            ("GET / HTTP/1.1\n\n", "400"),
            ("GET / HTTP/1.1\nHost: localhost:80\nHost: localhost:80\n\n", "400"),
            ("GET / HTTP/1.1\nHost: localhost\n\n", "403"),
            ("GET / HTTP/1.1\nHost: localhost:81\n\n", "403"),
            ("GET / HTTP/1.1\nHost: example.org:80\n\n", "403"),
            ("GET / HTTP/1.1\nHost: localhost:80.example.org\n\n", "403"),
            ("GET / HTTP/1.1\nHost: localhost:80\nOrigin: http://example.org\n\n", "403"),
            ("GET / HTTP/1.1\nHost: localhost:80\nOrigin: null\n\n", "403"),
            ("GET / HTTP/1.1\nHost: localhost:80\nOrigin: https://localhost:80\n\n", "403"),
            ("POST / HTTP/1.1\nHost: localhost:80\n\n", "405"),
            ("OPTIONS * HTTP/1.1\nHost: localhost:80\n\n", "405"),
            ("GET /../a HTTP/1.1\nHost: localhost:80\n\n", "400"),
            ("GET /%2e%2e/a HTTP/1.1\nHost: localhost:80\n\n", "400"),
            ("GET /a/..%2fb HTTP/1.1\nHost: localhost:80\n\n", "400"),
            ("GET /..%5ca HTTP/1.1\nHost: localhost:80\n\n", "400"),
            ("GET //etc/passwd HTTP/1.1\nHost: localhost:80\n\n", "400"),
            ("GET /%00 HTTP/1.1\nHost: localhost:80\n\n", "400"),
            ("GET /%ff HTTP/1.1\nHost: localhost:80\n\n", "400"),
            ("GET http://localhost:80/ HTTP/1.1\nHost: localhost:80\n\n", "400"),
            ("nonsense\n\n", "400"),
        ] {
            assert_eq!(status(text), wanted, "{text}");
        }
        let long = format!("GET / HTTP/1.1\r\nHost: localhost:80\r\nX: {}", "x".repeat(super::MOST));
        assert!(read(long.as_bytes(), 80).is_err_and(|it| it.status.starts_with("431")));
    }
}
