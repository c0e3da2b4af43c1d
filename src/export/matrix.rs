//! The matrix as a workbook: one sheet as the page shows it, and one with a line for each provision, to be filtered.
//!
//! The same matrix gives the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet, XlsxError,
};

use crate::lang::{Bilingual, Lang};
use crate::lexicon::Binding;
use crate::msg;
use crate::view::failure;
use crate::view::matrix::{Begins, Beside, Column, Entry, Matrix, Row};

/// A4.
const PAPER: u8 = 9;

/// The row of the heads where texts stand side by side, below the title and a note.
const HEAD: u32 = 2;

/// How many columns stay in place: the titles of the requirements.
const FROZEN: u16 = 1;

/// Returns a matrix as a workbook in a language.
pub fn matrix(it: &Matrix<'_>, lang: Lang) -> std::io::Result<Vec<u8>> {
    workbook(it, lang).map_err(std::io::Error::other)
}

fn workbook(it: &Matrix<'_>, lang: Lang) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    let title = it.set.title.get(lang).as_str();
    workbook.set_properties(&DocProperties::new().set_creation_datetime(&made).set_title(title));
    side_by_side(workbook.add_worksheet(), it, lang)?;
    lines(workbook.add_worksheet(), it, lang)?;
    workbook.save_to_buffer()
}

fn head() -> Format {
    cell().set_bold().set_background_color("#F3F4F6")
}

fn cell() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin)
}

fn set_up(page: &mut Worksheet, name: &Bilingual, lang: Lang) -> Result<(), XlsxError> {
    page.set_name(name.get(lang))?;
    page.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&P / &N");
    Ok(())
}

/// Writes the sheet that shows the texts side by side.
fn side_by_side(page: &mut Worksheet, it: &Matrix<'_>, lang: Lang) -> Result<(), XlsxError> {
    set_up(page, &msg!(ja: "対照表", en: "Matrix"), lang)?;
    let note = msg!(
        ja: "関係は、その欄の規定を物差しと比べたもの。空欄は、対応する規定がないこと。",
        en: "A relation is that of the text of the cell to the yardstick. An empty cell says that there is no provision.",
    );
    page.write_string_with_format(0, 0, it.set.title.get(lang), &Format::new().set_bold())?;
    page.write_string(1, 0, note.get(lang))?;
    let named = [
        msg!(ja: "要件", en: "Requirement"),
        msg!(ja: "番号", en: "Id"),
        msg!(ja: "主題", en: "Theme"),
        msg!(ja: "物差し", en: "Yardstick"),
    ];
    let heads = it.columns.iter().map(|column| column_head(column, lang));
    let heads: Vec<String> = named.iter().map(|it| it.get(lang).clone()).chain(heads).collect();
    for (column, text) in (0_u16..).zip(&heads) {
        page.write_string_with_format(HEAD, column, text, &head())?;
        page.set_column_width(column, if column == 0 { 36 } else { 22 })?;
    }
    let mut last = HEAD;
    for row in &it.rows {
        last += 1;
        let theme = row.theme.map(|it| it.1.get(lang).clone()).unwrap_or_default();
        let named =
            [row.title.get(lang).clone(), row.requirement.to_owned(), theme, row.yardstick.to_owned()];
        let cells = row.cells.iter().map(|entries| together(entries, lang));
        for (column, text) in (0_u16..).zip(named.into_iter().chain(cells)) {
            if text.is_empty() {
                page.write_blank(last, column, &cell())?;
            } else {
                page.write_string_with_format(last, column, &text, &cell())?;
            }
        }
    }
    finish(page, HEAD, last, heads.len())
}

/// Writes the sheet with a line for each provision.
fn lines(page: &mut Worksheet, it: &Matrix<'_>, lang: Lang) -> Result<(), XlsxError> {
    set_up(page, &msg!(ja: "規定ごと", en: "By provision"), lang)?;
    let heads = [
        msg!(ja: "要件", en: "Requirement"),
        msg!(ja: "番号", en: "Id"),
        msg!(ja: "主題", en: "Theme"),
        msg!(ja: "市場", en: "Market"),
        msg!(ja: "文書", en: "Text"),
        msg!(ja: "拘束力", en: "Force"),
        msg!(ja: "規定", en: "Provision"),
        msg!(ja: "引用", en: "Citation"),
        msg!(ja: "強さ", en: "Strength"),
        msg!(ja: "物差しとの関係", en: "Against the yardstick"),
        msg!(ja: "物差し", en: "Yardstick"),
        msg!(ja: "適用", en: "Applies"),
    ];
    for (column, text) in (0_u16..).zip(&heads) {
        page.write_string_with_format(0, column, text.get(lang), &head())?;
        page.set_column_width(column, if column == 0 { 36 } else { 20 })?;
    }
    let mut at = 0;
    for row in &it.rows {
        for (column, entries) in it.columns.iter().zip(&row.cells) {
            for entry in entries {
                at += 1;
                for (place, text) in (0_u16..).zip(line(row, column, entry, lang)) {
                    page.write_string(at, place, text)?;
                }
            }
        }
    }
    finish(page, 0, at, heads.len())
}

fn line(row: &Row<'_>, column: &Column<'_>, entry: &Entry<'_>, lang: Lang) -> [String; 12] {
    let it = entry.brief;
    [
        row.title.get(lang).clone(),
        row.requirement.to_owned(),
        row.theme.map(|it| it.1.get(lang).clone()).unwrap_or_default(),
        column.market_title.get(lang).clone(),
        column.title.get(lang).clone(),
        force(column).get(lang).clone(),
        it.id.to_owned(),
        it.cite.get(lang).clone(),
        it.modality.title_in(it.status).get(lang).clone(),
        beside(entry.beside).get(lang).clone(),
        row.yardstick.to_owned(),
        begins(entry.begins).get(lang).clone(),
    ]
}

/// Repeats the head on each printed page, keeps it and the first columns in place, and lets the rows down to the last be
/// filtered.
fn finish(page: &mut Worksheet, head: u32, last: u32, width: usize) -> Result<(), XlsxError> {
    page.set_repeat_rows(head, head)?;
    page.set_freeze_panes(head + 1, FROZEN)?;
    page.autofilter(head, 0, last.max(head + 1), last_column(width))?;
    Ok(())
}

fn last_column(width: usize) -> u16 {
    u16::try_from(width).unwrap_or(u16::MAX).saturating_sub(1)
}

fn column_head(column: &Column<'_>, lang: Lang) -> String {
    let (market, title) = (column.market_title.get(lang), column.title.get(lang));
    format!("{market}\n{title}\n{}", force(column).get(lang))
}

fn force(column: &Column<'_>) -> Bilingual {
    match column.member.binding {
        _ if column.member.is_draft => msg!(ja: "案（拘束力なし）", en: "draft (not binding)"),
        Binding::Mandatory => msg!(ja: "拘束力あり", en: "binding"),
        Binding::Voluntary => msg!(ja: "任意", en: "voluntary"),
    }
}

/// Returns what a cell says, a provision a line.
fn together(entries: &[Entry<'_>], lang: Lang) -> String {
    let words = |it: &Entry<'_>| {
        let strength = it.brief.modality.title_in(it.brief.status);
        let parts = [strength.get(lang).clone(), beside(it.beside).get(lang).clone()];
        let begins = begins(it.begins);
        let begins =
            if begins.get(lang).is_empty() { String::new() } else { format!(" ({})", begins.get(lang)) };
        format!("{} {}{begins}", parts.join(" "), it.brief.locator)
    };
    entries.iter().map(words).collect::<Vec<_>>().join("\n")
}

fn beside(it: Beside) -> Bilingual {
    match it {
        Beside::Yardstick => msg!(ja: "物差し", en: "yardstick"),
        Beside::Related(None) => failure::not_compared(),
        Beside::Related(Some(relation)) => relation.title(),
    }
}

fn begins(it: Begins) -> Bilingual {
    match it {
        Begins::Already => Bilingual::default(),
        Begins::On(day) => msg!(ja: "{day}から", en: "from {day}"),
        Begins::Unknown => msg!(ja: "適用の日は未定", en: "no day yet"),
    }
}
