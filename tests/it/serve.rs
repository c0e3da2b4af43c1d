//! `kijun serve`: what it answers and refuses, what it shows of a change, and that it serves what a build writes.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use kijun::site::{Input, on_demand};

use crate::base::checked;
use crate::site::shipped;
use crate::support::{Scratch, read};

const GOOD: &str = include_str!("../fixtures/small.kijun");

/// The page of the only provision of the small base.
const PAGE: &str = "/en/p/fixture.ordinance_-2020__1.html";

/// A text on that page.
const SAID: &str = "shall prompt a change";

/// A server of a small base, ended with the test.
struct Server {
    child: Child,
    port: u16,
    project: Scratch,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself, which the test then sees.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What was answered.
struct Answer {
    status: u16,
    head: String,
    body: Vec<u8>,
}

impl Answer {
    fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    fn of(bytes: &[u8]) -> Self {
        let end = bytes.windows(4).position(|it| it == b"\r\n\r\n").expect("a head");
        let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
        let status = head.split(' ').nth(1).and_then(|it| it.parse().ok()).expect("a status");
        Self { status, head, body: bytes[end + 4..].to_vec() }
    }
}

impl Server {
    fn new(text: &str) -> Self {
        let project = Scratch::new(&[("a.kijun", text.as_bytes())]);
        let mut command = Command::new(env!("CARGO_BIN_EXE_kijun"));
        command.args(["serve", "--port", "0", "--root"]).arg(project.path()).env("LC_ALL", "C.UTF-8");
        let mut child = command.stdout(Stdio::piped()).spawn().expect("it runs");
        let mut line = String::new();
        let out = child.stdout.take().expect("its words");
        BufReader::new(out).read_line(&mut line).expect("a line");
        let address = line.split('/').find(|it| it.starts_with("127.0.0.1:")).expect("an address");
        let port = address.rsplit(':').next().and_then(|it| it.parse().ok()).expect("a port");
        Self { child, port, project }
    }

    fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(("127.0.0.1", self.port)).expect("it listens");
        stream.set_read_timeout(Some(Duration::from_mins(1))).expect("a limit");
        stream
    }

    /// Sends a request as it is written; nothing is answered where the connection only ends.
    fn raw(&self, request: &str) -> Option<Answer> {
        let mut stream = self.connect();
        // A server that has heard enough may close while more is sent.
        let _ = stream.write_all(request.as_bytes());
        let mut bytes = Vec::new();
        let _ = stream.read_to_end(&mut bytes);
        (!bytes.is_empty()).then(|| Answer::of(&bytes))
    }

    fn ask(&self, method: &str, path: &str, more: &str) -> Answer {
        let request = format!("{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\n{more}\r\n", self.port);
        self.raw(&request).expect("an answer")
    }

    fn get(&self, path: &str) -> Answer {
        self.ask("GET", path, "")
    }

    /// Asks for a page until it is as wanted.
    fn until(&self, path: &str, wanted: impl Fn(&str) -> bool) -> String {
        let begun = Instant::now();
        loop {
            let page = self.get(path).text();
            if wanted(&page) {
                return page;
            }
            assert!(begun.elapsed() < Duration::from_mins(1), "{page}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }
}

/// Returns a page as a build writes it: without the script, the panel and the leave to ask for the state.
fn as_built(page: &str) -> String {
    let page = page.replacen("default-src 'none'; connect-src 'self';", "default-src 'none';", 1);
    let (before, rest) =
        page.split_once("<link rel=\"stylesheet\" href=\"/__kijun/serve.css\">").expect("styles");
    let (_, after) = rest.split_once("defer></script>\n").expect("the script");
    let page = format!("{before}{after}");
    match page.split_once("<aside id=\"kijun-serve\"") {
        Some((before, rest)) => format!("{before}{}", rest.split_once("</aside>\n").expect("its end").1),
        None => page,
    }
}

#[test]
fn pages_are_answered_and_everything_strange_is_refused() {
    let server = Server::new(GOOD);
    let port = server.port;
    let home = server.get("/");
    assert_eq!((home.status, home.head.contains("text/html; charset=utf-8")), (200, true), "{}", home.head);
    for wanted in ["nosniff", "Cross-Origin-Resource-Policy: same-origin", "Cache-Control: no-store"] {
        assert!(home.head.contains(wanted), "{}", home.head);
    }
    assert!(!home.head.contains("Access-Control-Allow-Origin"), "{}", home.head);
    // Once the checks have ended the page stays as it is.
    server.until(PAGE, |it| !it.contains("kijun-serve judging"));
    let page = server.get(PAGE);
    assert!(page.text().contains(SAID), "{}", page.text());
    let only_head = server.ask("HEAD", PAGE, "");
    assert_eq!((only_head.status, only_head.body.len()), (200, 0));
    assert!(only_head.head.contains(&format!("Content-Length: {}", page.body.len())), "{}", only_head.head);
    let lost = server.get("/en/p/fixture.ordinance_-2020__2.html");
    assert_eq!(lost.status, 404);
    assert!(lost.text().contains(&format!("href=\"{PAGE}\"")), "{}", lost.text());
    for (method, path, more, status) in [
        ("GET", "/en/index%2Ehtml", "", 200),
        ("GET", "/en/", "", 200),
        ("GET", "/en/?a=b", "", 200),
        ("GET", "/assets/kijun.css", "", 200),
        ("GET", "/nothing", "", 404),
        ("GET", "/book.toml", "", 404),
        ("GET", "/rules/a.kijun", "", 404),
        ("POST", "/", "Content-Length: 1\r\n", 405),
        ("PUT", "/", "", 405),
        ("OPTIONS", "/", "", 405),
        ("GET", "/../../etc/passwd", "", 400),
        ("GET", "/%2e%2e/%2e%2e/etc/passwd", "", 400),
        ("GET", "/en/..%2f..%2fbook.toml", "", 400),
        ("GET", "/..%5cbook.toml", "", 400),
        ("GET", "/%00", "", 400),
        ("GET", "/%", "", 400),
        ("GET", "//etc/passwd", "", 400),
        ("GET", "/", "Origin: http://example.org\r\n", 403),
        ("GET", "/", "Origin: null\r\n", 403),
        ("GET", "/", &format!("Origin: http://127.0.0.1:{port}\r\n"), 200),
        ("GET", "/", "Host: example.org\r\n", 400),
    ] {
        assert_eq!(server.ask(method, path, more).status, status, "{method} {path} {more}");
    }
    for host in ["example.org", &format!("example.org:{port}"), "127.0.0.1", "127.0.0.1:1", ""] {
        let answer = server.raw(&format!("GET / HTTP/1.1\r\nHost: {host}\r\n\r\n")).expect("an answer");
        assert_eq!(answer.status, 403, "{host}");
        assert!(!answer.text().contains('<'), "{}", answer.text());
    }
    let local = server.raw(&format!("GET / HTTP/1.1\r\nHost: LOCALHOST:{port}\r\n\r\n")).expect("an answer");
    assert_eq!(local.status, 200);
}

#[test]
fn a_bad_client_harms_nobody() {
    let server = Server::new(GOOD);
    let long = format!("GET / HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nX: {}", server.port, "x".repeat(1 << 20));
    // The end of a connection on which more is sent may take the answer with it.
    assert!(server.raw(&long).is_none_or(|it| it.status == 431));
    let many = "X: x\r\n".repeat(200);
    assert_eq!(server.ask("GET", "/", &many).status, 400);
    assert_eq!(server.raw("\0\0\0\r\n\r\n").map(|it| it.status), Some(400));
    assert_eq!(server.raw("GET /\r\n\r\n").map(|it| it.status), Some(400));
    let halves: Vec<TcpStream> = (0..40)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET / HTTP/1.1\r\nHo").expect("it hears");
            stream
        })
        .collect();
    drop(server.connect());
    let begun = Instant::now();
    std::thread::scope(|scope| {
        let all = (0..16).map(|_| scope.spawn(|| server.get(PAGE).status)).collect::<Vec<_>>();
        for it in all {
            assert_eq!(it.join().expect("an answer"), 200);
        }
    });
    assert!(begun.elapsed() < Duration::from_secs(8), "{:?}", begun.elapsed());
    // Those who say no more are let go.
    for mut stream in halves {
        assert_eq!(stream.read(&mut [0]).unwrap_or_default(), 0);
    }
    assert_eq!(server.get("/").status, 200);
}

#[test]
fn it_listens_on_this_machine_only() {
    let server = Server::new(GOOD);
    let port = format!(":{:04X}", server.port);
    let listening = |file: &str| -> Vec<String> {
        let table = std::fs::read_to_string(file).unwrap_or_default();
        let lines = table.lines().map(|it| it.split_whitespace().collect::<Vec<_>>());
        // State 0A is a socket that listens.
        let own = lines.filter(|it| it.get(3) == Some(&"0A") && it[1].ends_with(&port));
        own.map(|it| it[1].to_owned()).collect()
    };
    assert_eq!(listening("/proc/net/tcp"), [format!("0100007F{port}")]);
    assert!(listening("/proc/net/tcp6").is_empty());
}

#[test]
fn a_change_is_seen_and_an_error_is_told_with_both_places() {
    let server = Server::new(GOOD);
    let first = server.until(PAGE, |it| !it.contains("kijun-serve judging"));
    assert!(first.contains(SAID) && !first.contains("<aside id=\"kijun-serve\""), "{first}");
    let state = |page: &str| {
        let found = page.split_once("data-state=\"").and_then(|(_, it)| it.split_once('"'));
        found.expect("a state").0.to_owned()
    };
    // The script of the page waits for another state and is told of it.
    let seen = state(&first);
    let waiting = |seen: &str| server.get(&format!("/__kijun/state?seen={seen}")).text();
    std::thread::scope(|scope| {
        let told = scope.spawn(|| waiting(&seen));
        server.project.write("rules/a.kijun", GOOD.replace(SAID, "shall demand a change").as_bytes());
        assert_ne!(told.join().expect("a state"), seen);
    });
    let changed = server.until(PAGE, |it| it.contains("shall demand a change"));
    assert!(!changed.contains(SAID), "{changed}");
    server.until(PAGE, |it| !it.contains("kijun-serve judging"));

    // A second declaration of what there is: both places, and below it the last state without an error.
    let twice = "source gazette {\n  title { ja \"官報\" en \"Official gazette\" }\n}\n";
    server.project.write("rules/b.kijun", twice.as_bytes());
    let broken = server.until(PAGE, |it| it.contains("kijun-serve faulty"));
    for place in ["rules/a.kijun:1:", "rules/b.kijun:1:"] {
        assert!(broken.contains(place), "{place} in {broken}");
    }
    assert!(broken.contains("Errors stand") && broken.contains("shall demand a change"), "{broken}");
    assert!(server.get("/ja/index.html").text().contains("知識ベースに誤りがある"));

    server.project.write("rules/b.kijun", b"// Nothing twice.\n");
    // What the checks alone find is told as well, behind the text.
    let mended = server.until(PAGE, |it| !it.contains("kijun-serve"));
    assert!(mended.contains("shall demand a change"), "{mended}");
    server.project.write(
        "rules/a.kijun",
        GOOD.replace("12 characters of its own", "14 characters of its own").as_bytes(),
    );
    let judged = server.until(PAGE, |it| it.contains("kijun-serve faulty"));
    assert!(judged.contains("rules/a.kijun:"), "{judged}");
    // The manifest counts too.
    server.project.write("rules/a.kijun", GOOD.as_bytes());
    server.until(PAGE, |it| it.contains(SAID) && !it.contains("kijun-serve faulty"));
    server.project.write("book.toml", b"[book]\ntitle = \"t\"\n");
    assert!(server.until(PAGE, |it| it.contains("kijun-serve faulty")).contains("as_of"));
}

#[test]
fn a_base_that_never_was_sound_says_why() {
    let server = Server::new("fact a.b {");
    let page = server.get("/");
    assert_eq!(page.status, 503);
    assert!(page.text().contains("rules/a.kijun:1:"), "{}", page.text());
    server.project.write("rules/a.kijun", GOOD.as_bytes());
    server.until(PAGE, |it| it.contains(SAID));
}

#[test]
fn every_address_is_served_as_it_is_built() {
    let server = Server::new(GOOD);
    let out = server.project.path().join("built");
    let built = server.project.run(&["build", "--out", out.to_str().expect("a path")]);
    assert_eq!(built.code, 0, "{}", built.err);
    let files = walkdir::WalkDir::new(&out).sort_by_file_name().into_iter().filter_map(Result::ok);
    let mut compared = 0;
    for file in files.filter(|it| it.file_type().is_file()) {
        let path = file.path().strip_prefix(&out).expect("inside").to_str().expect("text");
        let wanted = std::fs::read(file.path()).expect("it");
        // What a build keeps for itself is no file of the site.
        if path.starts_with('.') {
            continue;
        }
        let answer = server.get(&format!("/{path}"));
        assert_eq!(answer.status, 200, "{path}");
        let is_page = file.path().extension().is_some_and(|it| it == "html");
        let got = if is_page { as_built(&answer.text()).into_bytes() } else { answer.body };
        assert!(got == wanted, "{path}");
        compared += 1;
    }
    assert!(compared > 100, "{compared}");
    // Addresses that there once were lead on here too: by a rule, and to the same name beside the languages.
    let rules = server.get("/_redirects").text();
    let rule = rules.lines().next().expect("a rule");
    let (former, rest) = rule.split_once(' ').expect("two addresses");
    let forward = std::fs::read_dir(out.join("p")).expect("pages").next().expect("a page").expect("an entry");
    let name = format!("/p/{}", forward.file_name().to_string_lossy());
    for (from, to) in
        [(former, rest.split(' ').next().expect("an address")), (&*format!("/ja{name}"), &*name)]
    {
        let led = server.get(from);
        assert_eq!(
            (led.status, led.head.contains(&format!("Location: {to}\r\n"))),
            (302, true),
            "{}",
            led.head
        );
        assert_eq!(server.get(to.split('#').next().expect("a page")).status, 200, "{to}");
    }
}

#[test]
fn one_file_of_the_shipped_site_is_made_as_all_are() {
    let input = Input { title: "Kijun".to_owned(), digest: "0123".to_owned(), adequacy: None, host: None };
    let site = shipped();
    let all = site.weights("");
    // What proposals change is computed for a quarter of a minute; the small base has it in the test above.
    let others = all.iter().filter(|(path, _)| !path.contains("proposal") && *path != "data/impacts.json");
    let kind = |path: &str| path.rsplit_once('/').map_or(String::new(), |(folder, _)| folder.to_owned());
    let mut kinds = std::collections::BTreeSet::new();
    let sample = others.enumerate().filter(|(at, (path, _))| at % 151 == 0 || kinds.insert(kind(path)));
    let sample: Vec<&str> = sample.map(|(_, (path, _))| *path).collect();
    assert!(sample.len() > 40, "{sample:?}");
    let compared = on_demand(checked(), &input, |shelf| {
        for path in &sample {
            let found = shelf.file(path).unwrap_or_else(|why| panic!("{path}: {why}"));
            assert!(found.is_some_and(|it| it == site.bytes(path)), "{path}");
        }
        assert!(matches!(shelf.file("en/nothing.html"), Ok(None)));
        // A page that nothing makes would be missing here and nowhere else.
        all.iter().filter(|(path, _)| is_page(path) && shelf.has_page(path)).count()
    });
    let pages = all.iter().filter(|(path, _)| is_page(path)).count();
    assert_eq!(compared, Ok(pages));
}

fn is_page(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| ending == "html")
}

#[test]
fn the_built_site_knows_nothing_of_the_server() {
    for (path, _) in shipped().weights("") {
        assert!(!path.contains("__kijun"), "{path}");
    }
    let home = shipped().file("ja/index.html");
    assert!(!home.contains("__kijun") && !home.contains("connect-src"), "{home}");
    // Nothing of the script is sent anywhere but to this server.
    let script = read("site/serve/reload.js");
    assert_eq!(script.matches("fetch(\"/__kijun/state?seen=\"").count(), script.matches("fetch(").count());
}
