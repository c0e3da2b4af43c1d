//! Connections: one request each, answered and closed.

use std::io::{self, Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::lang::{Bilingual, Lang};
use crate::msg;

use super::Shared;
use super::desk::{Answer, Desk};
use super::page::{bare, with_panel};
use super::request::{self, Refusal, Request};

/// Most connections at a time.
const MOST: usize = 256;

/// How long a browser may take to send a request or to take an answer.
const SLOWEST: Duration = Duration::from_secs(5);

const FOUND: &str = "200 OK";
const HTML: &str = "text/html; charset=utf-8";
const TEXT: &str = "text/plain; charset=utf-8";

/// What is sent back.
struct Response {
    status: &'static str,
    kind: &'static str,
    /// Where a browser should go instead.
    location: Option<String>,
    body: Vec<u8>,
}

impl Response {
    fn new(status: &'static str, kind: &'static str, body: impl Into<Vec<u8>>) -> Self {
        Self { status, kind, location: None, body: body.into() }
    }
}

/// Answers every connection.
pub(super) fn all(listener: &TcpListener, port: u16, shared: &Arc<Shared>) {
    let open = Arc::new(AtomicUsize::new(0));
    for stream in listener.incoming().filter_map(Result::ok) {
        if open.fetch_add(1, Ordering::SeqCst) >= MOST {
            open.fetch_sub(1, Ordering::SeqCst);
            continue;
        }
        let (shared, open) = (Arc::clone(shared), Arc::clone(&open));
        thread::spawn(move || {
            // A browser that went away is nobody's fault.
            let _ = one(stream, port, &shared);
            open.fetch_sub(1, Ordering::SeqCst);
        });
    }
}

fn one(mut stream: TcpStream, port: u16, shared: &Shared) -> io::Result<()> {
    stream.set_read_timeout(Some(SLOWEST))?;
    stream.set_write_timeout(Some(SLOWEST))?;
    match head(&mut stream, port)? {
        Ok(request) => {
            let head = request.head;
            send(&mut stream, &response(&request, shared), head)
        }
        Err(Refusal { status, why }) => {
            send(&mut stream, &Response::new(status, TEXT, format!("{}\n{}\n", why.ja, why.en)), false)
        }
    }
}

/// Reads a request, and nothing behind its head.
#[expect(
    clippy::disallowed_methods,
    reason = "how long a request takes is asked of the clock; no answer depends on it"
)]
fn head(stream: &mut TcpStream, port: u16) -> io::Result<Result<Request, Refusal>> {
    let mut bytes = Vec::new();
    let mut buffer = [0; 2048];
    let begun = Instant::now();
    while begun.elapsed() < SLOWEST {
        let read = stream.read(&mut buffer)?;
        if read == 0 {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        bytes.extend_from_slice(buffer.get(..read).unwrap_or_default());
        match request::read(&bytes, port) {
            Ok(None) => {}
            Ok(Some(request)) => return Ok(Ok(request)),
            Err(refusal) => return Ok(Err(refusal)),
        }
    }
    Err(io::ErrorKind::TimedOut.into())
}

fn send(stream: &mut TcpStream, response: &Response, head: bool) -> io::Result<()> {
    let Response { status, kind, location, body } = response;
    let location = location.as_ref().map(|it| format!("Location: {it}\r\n")).unwrap_or_default();
    let mut bytes = format!(
        "HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {}\r\n{location}Cache-Control: no-store\r\n\
         X-Content-Type-Options: nosniff\r\nCross-Origin-Resource-Policy: same-origin\r\n\
         Referrer-Policy: no-referrer\r\nAllow: GET, HEAD\r\nConnection: close\r\n\r\n",
        body.len()
    )
    .into_bytes();
    if !head {
        bytes.extend_from_slice(body);
    }
    stream.write_all(&bytes)?;
    stream.flush()
}

fn response(request: &Request, shared: &Shared) -> Response {
    match request.path.as_str() {
        "__kijun/reload.js" => Response::new(FOUND, kind("js"), include_str!("../../site/serve/reload.js")),
        "__kijun/serve.css" => Response::new(FOUND, kind("css"), include_str!("../../site/serve/serve.css")),
        "__kijun/state" => {
            let seen = request.query.strip_prefix("seen=").unwrap_or_default();
            Response::new(FOUND, TEXT, shared.next(seen))
        }
        path => file(path, shared),
    }
}

/// Returns a file of the site; of a page with the panel.
fn file(path: &str, shared: &Shared) -> Response {
    let (word, verdict, shown) = {
        let state = shared.locked();
        (state.word(), state.verdict.clone(), state.shown.clone())
    };
    let found = shown.map_or_else(nothing_yet, |(_, desk)| asked(&desk, path));
    if found.kind != HTML {
        return found;
    }
    let lang = if path.starts_with("en/") { Lang::En } else { Lang::Ja };
    let page = with_panel(&String::from_utf8_lossy(&found.body), lang, &word, &verdict);
    Response { body: page.into_bytes(), ..found }
}

fn asked(desk: &Desk, path: &str) -> Response {
    match desk.ask(path) {
        Answer::File(bytes) => Response::new(FOUND, kind(path.rsplit('.').next().unwrap_or_default()), bytes),
        Answer::None(near) => moved(desk, path).unwrap_or_else(|| {
            let title = msg!(ja: "ページがない", en: "No such page");
            let text = msg!(ja: "「/{path}」というページはない。", en: "There is no page /{path}.");
            Response::new("404 Not Found", HTML, bare(&title, &text, &near))
        }),
        Answer::Failed(why) => {
            let title = msg!(ja: "ページを作れない", en: "The page cannot be made");
            Response::new("500 Internal Server Error", HTML, bare(&title, &Bilingual::same(why), &[]))
        }
    }
}

/// Returns where an address leads on that the site once had: by its rules, else to the same name beside the folders of
/// the languages.
fn moved(desk: &Desk, path: &str) -> Option<Response> {
    let Answer::File(rules) = desk.ask("_redirects") else { return None };
    let rules = String::from_utf8(rules).ok()?;
    let from = format!("/{path}");
    let target = rules.lines().find_map(|rule| {
        let mut words = rule.split(' ');
        (words.next() == Some(from.as_str())).then(|| words.next())?
    });
    let beside = || {
        let name = path.strip_prefix("ja/").or_else(|| path.strip_prefix("en/"))?;
        matches!(desk.ask(name), Answer::File(_)).then(|| format!("/{name}"))
    };
    let location = target.map(str::to_owned).or_else(beside)?;
    Some(Response { location: Some(location), ..Response::new("302 Found", TEXT, "") })
}

/// Says that no state of the base could be shown so far; the panel says why.
fn nothing_yet() -> Response {
    let title = msg!(ja: "まだ何も示せない", en: "Nothing can be shown yet");
    let text = msg!(
        ja: "誤りのない知識ベースがまだない。直すと、このページに現れる。",
        en: "There is no state of the base without an error yet. It will appear here once it is mended.",
    );
    Response::new("503 Service Unavailable", HTML, bare(&title, &text, &[]))
}

/// Returns the media type of a file by the end of its name.
fn kind(end: &str) -> &'static str {
    match end {
        "html" => HTML,
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "svg" => "image/svg+xml",
        "ics" => "text/calendar; charset=utf-8",
        "xml" => "application/xml",
        "csv" => "text/csv; charset=utf-8",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "txt" => TEXT,
        name if name.ends_with("_redirects") => TEXT,
        _ => "application/octet-stream",
    }
}
