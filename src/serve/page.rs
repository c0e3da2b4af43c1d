//! What the server adds to a page: the script that shows it anew, and a panel that says what state of the base it shows.
//!
//! A build writes none of it.

use std::fmt::Write as _;

use crate::diag::Diagnostic;
use crate::lang::{Bilingual, Lang};
use crate::lexicon::Severity;
use crate::markdown::escape;
use crate::msg;
use crate::report::terminal::{Colour, render};
use crate::source::Sources;

/// Most errors that a panel tells in full.
const MOST: usize = 20;

/// What is known of the newest state of the base.
#[derive(Clone, Debug)]
pub(super) enum Verdict {
    /// The checks are running.
    Judging,
    /// The checks found no error.
    Sound,
    /// Errors stand, as both languages tell them.
    Faulty(Bilingual),
}

impl Verdict {
    /// Returns the word by which the script knows it.
    pub(super) fn word(&self) -> &'static str {
        match self {
            Verdict::Judging => "judging",
            Verdict::Sound => "sound",
            Verdict::Faulty(_) => "faulty",
        }
    }

    /// Returns what errors among the diagnostics say; none where there is none.
    pub(super) fn of_errors(sources: &Sources, found: &[Diagnostic]) -> Option<Self> {
        let errors: Vec<Diagnostic> =
            found.iter().filter(|it| it.severity == Severity::Error).cloned().collect();
        let (told, rest) = errors.split_at(errors.len().min(MOST));
        let more = rest.len();
        let more = if more == 0 {
            Bilingual::default()
        } else {
            msg!(ja: "\nほかに{more}件のエラーがある。", en: "\nand {more} more")
        };
        let text =
            |lang| format!("{}{}", render(sources, told, lang, Colour::Never).trim_end(), more.get(lang));
        (!errors.is_empty()).then(|| Verdict::Faulty(Bilingual::from_fn(text)))
    }
}

/// Returns a page with the script and the panel; only this page may ask the server for its state.
pub(super) fn with_panel(page: &str, lang: Lang, state: &str, verdict: &Verdict) -> String {
    let script = format!(
        "<link rel=\"stylesheet\" href=\"/__kijun/serve.css\">\n\
         <script src=\"/__kijun/reload.js\" data-state=\"{state}\" defer></script>\n</head>"
    );
    let page = page.replacen("default-src 'none';", "default-src 'none'; connect-src 'self';", 1);
    let page = page.replacen("</head>", &script, 1);
    page.replacen("<body>", &format!("<body>{}", panel(lang, verdict)), 1)
}

/// Returns the panel; nothing where no error stands.
fn panel(lang: Lang, verdict: &Verdict) -> String {
    let (said, errors) = match verdict {
        Verdict::Sound => return String::new(),
        Verdict::Judging => (
            msg!(ja: "この内容はまだ検査していない。検査中である。", en: "This text is not checked yet; the checks are running."),
            None,
        ),
        Verdict::Faulty(errors) => (
            msg!(
                ja: "知識ベースに誤りがあるので公表できない。下に示すのは、誤りがなかった最後の内容である。",
                en: "Errors stand, so nothing may be published. Below is the last state without an error.",
            ),
            Some(errors),
        ),
    };
    let mut out = String::new();
    let (tag, kind, said) = (lang.tag(), verdict.word(), said.get(lang));
    let label = msg!(ja: "知識ベースの状態", en: "State of the knowledge base");
    let label = label.get(lang);
    _ = write!(
        out,
        "<aside id=\"kijun-serve\" class=\"kijun-serve {kind}\" lang=\"{tag}\" aria-label=\"{label}\">\n\
         <p>{said}</p>\n"
    );
    if let Some(errors) = errors {
        out.push_str("<pre tabindex=\"0\">");
        escape(errors.get(lang), &mut out);
        out.push_str("</pre>\n");
    }
    out.push_str("</aside>\n");
    out
}

/// Returns a small page that says something in both languages, with links to pages that may be meant.
pub(super) fn bare(title: &Bilingual, text: &Bilingual, near: &[String]) -> String {
    let mut out = String::from(
        "<!doctype html>\n<html lang=\"ja\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'; \
         script-src 'self'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>",
    );
    escape(&format!("{} / {}", title.ja, title.en), &mut out);
    out.push_str(
        "</title>\n<link rel=\"stylesheet\" href=\"/assets/kijun.css\">\n</head>\n<body>\n<main>\n<h1>",
    );
    escape(&title.ja, &mut out);
    out.push_str(" <span lang=\"en\">");
    escape(&title.en, &mut out);
    out.push_str("</span></h1>\n");
    for lang in Lang::ALL {
        _ = write!(out, "<p lang=\"{lang}\">");
        escape(text.get(lang), &mut out);
        out.push_str("</p>\n");
    }
    if !near.is_empty() {
        out.push_str("<p>次のページのことではありませんか。 <span lang=\"en\">Did you mean one of these?</span></p>\n<ul>\n");
        for path in near {
            out.push_str("<li><a href=\"/");
            escape(path, &mut out);
            out.push_str("\">");
            escape(path, &mut out);
            out.push_str("</a></li>\n");
        }
        out.push_str("</ul>\n");
    }
    out.push_str("</main>\n</body>\n</html>\n");
    out
}
