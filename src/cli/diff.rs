//! `kijun diff`: 新旧対照表 of two states of an instrument.

use std::io::IsTerminal as _;
use std::path::Path;

use crate::export::redline::{self, Order, Profile, Sheet, Style};
use crate::lang::Lang;
use crate::model::Node;
use crate::msg;
use crate::output;
use crate::site;
use crate::view::diff::{Diff as Shown, Side, diff};

use super::FINE;
use super::args::{Common, Diff, DiffOrder, DiffProfile, Format};
use super::failed::Failed;
use super::session::{self, Session};
use super::stream::{print, print_bytes, print_json_text, say};

/// The formats, with how a file of each ends.
const FORMATS: [(Format, &str); 6] = [
    (Format::Text, "txt"),
    (Format::Json, "json"),
    (Format::Md, "md"),
    (Format::Html, "html"),
    (Format::Docx, "docx"),
    (Format::Xlsx, "xlsx"),
];

pub(super) fn run(common: &Common, args: &Diff) -> Result<u8, Failed> {
    let format = format(common, args.out.as_deref())?;
    if is_binary(format) && args.out.is_none() && std::io::stdout().is_terminal() {
        return Err(Failed(msg!(
            ja: "この形式は端末に表示できない。「--out ファイル」で書き出すか、パイプで渡してください。",
            en: "this format is not for a terminal; write it to a file with `--out FILE`, or into a pipe",
        )));
    }
    let sides = Sides::open(common, args)?;
    let (old, new) = (sides.before(args)?, sides.after(args)?);
    if amends(&old, &new) {
        let (old, new) = (old.base.kb.edition_id(old.edition), new.base.kb.edition_id(new.edition));
        say(msg!(
            ja: "注意: 「{old}」は「{new}」を改正するものである。表では、後の版が「改正前」の欄にある。",
            en: "note: {old} amends {new}; in this table the later edition stands as the text before",
        )
        .get(sides.new.lang));
    }
    let shown = diff(old, new)?;
    let bytes = bytes(&shown, args, format, &sides.new)?;
    match (&args.out, format) {
        (Some(path), _) => output::replace_file(path, &bytes)?,
        (None, Format::Json) => print_json_text(&String::from_utf8_lossy(&bytes))?,
        (None, _) if is_binary(format) => print_bytes(&bytes)?,
        (None, _) => print(&String::from_utf8_lossy(&bytes))?,
    }
    Ok(FINE)
}

/// Both states; the same base where only its editions differ.
struct Sides {
    old: Option<Session>,
    new: Session,
}

impl Sides {
    fn open(common: &Common, args: &Diff) -> Result<Self, Failed> {
        if args.old.is_none() && args.new.is_none() && args.b.is_none() {
            return Err(Failed(msg!(
                ja: "比べる相手がない。二つ目の版を書くか、「--old」で以前のフォルダー又はGitのリビジョンを指定してください。",
                en: "there is nothing to compare with: name a second edition, or an earlier folder or git revision with `--old`",
            )));
        }
        let open = |state: Option<&String>| match state {
            None => session::load_checked(common),
            Some(state) => session::load_state(common, state),
        };
        let new = open(args.new.as_ref())?;
        let same = args.old == args.new;
        let old = if same { None } else { Some(open(args.old.as_ref())?) };
        Ok(Self { old, new })
    }

    fn before<'a>(&'a self, args: &'a Diff) -> Result<Side<'a>, Failed> {
        let session = self.old.as_ref().unwrap_or(&self.new);
        side(session, &args.a, args.old.as_deref())
    }

    fn after<'a>(&'a self, args: &'a Diff) -> Result<Side<'a>, Failed> {
        let old = self.before(args)?;
        let id = args.b.as_ref().unwrap_or(&args.a);
        let new = side(&self.new, id, args.new.as_deref())?;
        let name = |side: &Side<'_>| {
            let kb = side.base.kb;
            kb.instruments[kb.editions[side.edition].instrument].id.clone()
        };
        let (one, other) = (name(&old), name(&new));
        if one != other {
            return Err(Failed(msg!(
                ja: "「{one}」と「{other}」は別の文書である。新旧対照表は一つの文書の二つの状態のものなので、「kijun compare」で比べてください。",
                en: "`{one}` and `{other}` are two instruments, and this table is of two states of one; use `kijun compare`",
            )));
        }
        if std::ptr::eq(old.base.kb, new.base.kb) && old.edition == new.edition {
            return Err(Failed(
                msg!(ja: "同じ版を二度指定している。", en: "the same edition is named twice"),
            ));
        }
        Ok(new)
    }
}

/// Says whether the first of two states of one base amends the second, at however many removes.
fn amends(one: &Side<'_>, two: &Side<'_>) -> bool {
    let kb = one.base.kb;
    std::ptr::eq(kb, two.base.kb)
        && std::iter::successors(kb.editions[one.edition].amends, |it| kb.editions[*it].amends)
            .any(|it| it == two.edition)
}

fn side<'a>(session: &'a Session, id: &str, read_from: Option<&'a str>) -> Result<Side<'a>, Failed> {
    let nodes = session.find(id)?;
    match nodes.as_slice() {
        [Node { edition, locator: None, .. }] => {
            Ok(Side { base: session.kb(), edition: *edition, read_from })
        }
        _ => Err(Failed(msg!(
            ja: "「{id}」は文書でも版でもない。規定どうしは「kijun compare」で比べてください。",
            en: "`{id}` is no instrument and no edition; compare provisions with `kijun compare`",
        ))),
    }
}

/// Returns the format that is asked for, else the one that the name of the file promises.
fn format(common: &Common, out: Option<&Path>) -> Result<Format, Failed> {
    let ending = out.and_then(Path::extension).map(|it| it.to_string_lossy().to_lowercase());
    let promised = ending.as_ref().and_then(|ending| {
        let known = FORMATS.iter().find(|(_, known)| known == ending);
        known.map(|(format, _)| *format)
    });
    if let (Some(out), None, None) = (out, promised, common.format.as_ref()) {
        let out = out.display();
        let endings = FORMATS.map(|(_, ending)| format!(".{ending}")).join(", ");
        return Err(Failed(msg!(
            ja: "「{out}」の名前からは形式が分からない。名前の終わりを{endings}のいずれかとするか、「--format」で指定してください。",
            en: "the name {out} does not tell a format; end it with one of {endings}, or name one with `--format`",
        )));
    }
    let first = promised.unwrap_or(Format::Text);
    let mut allowed: Vec<Format> = FORMATS.iter().map(|(format, _)| *format).collect();
    allowed.sort_by_key(|format| *format != first);
    let format = session::format(common, &allowed)?;
    if promised.is_some_and(|promised| promised != format) {
        let (asked, ending) = (format!("{format:?}").to_lowercase(), ending.unwrap_or_default());
        return Err(Failed(msg!(
            ja: "形式「{asked}」を「.{ending}」のファイルには書けない。",
            en: "the format {asked} is not written to a .{ending} file",
        )));
    }
    Ok(format)
}

fn is_binary(format: Format) -> bool {
    matches!(format, Format::Docx | Format::Xlsx)
}

fn bytes(shown: &Shown, args: &Diff, format: Format, session: &Session) -> Result<Vec<u8>, Failed> {
    let sheet = |lang: Lang| Sheet::new(shown, style(args, lang));
    let sheet = sheet(session.lang);
    let written = |made: std::io::Result<Vec<u8>>| {
        made.map_err(|error| {
            Failed(msg!(ja: "ファイルを作れない: {error}", en: "the file cannot be made: {error}"))
        })
    };
    Ok(match format {
        Format::Json => session.json_bytes(shown),
        Format::Md => redline::markdown(&sheet).into_bytes(),
        Format::Html => site::redline(&sheet)
            .map_err(|error| {
                Failed(msg!(ja: "ページを作れない: {error}", en: "the page cannot be made: {error}"))
            })?
            .into_bytes(),
        Format::Docx => written(redline::docx(&sheet))?,
        Format::Xlsx => written(redline::xlsx(&sheet))?,
        Format::Text
        | Format::Concise
        | Format::Ics
        | Format::Sarif
        | Format::Github
        | Format::Gitlab
        | Format::Junit => redline::text(&sheet).into_bytes(),
    })
}

fn style(args: &Diff, lang: Lang) -> Style {
    Style {
        lang,
        profile: match args.profile {
            DiffProfile::Plain => Profile::Plain,
            DiffProfile::Houshikisho => Profile::Houshikisho,
        },
        order: match args.order {
            DiffOrder::NewLeft => Order::NewLeft,
            DiffOrder::OldLeft => Order::OldLeft,
        },
        all: args.all,
    }
}
