//! The table as a workbook: one sheet, frozen heads, changed words underlined inside the cells.
//!
//! The same sheet gives the same bytes.

use rust_xlsxwriter::{
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Workbook, Worksheet,
    XlsxError,
};

use super::{Block, Kind, Mark, Sheet, Side};

/// A4.
const PAPER: u8 = 9;

/// Returns the table as a workbook.
pub fn xlsx(sheet: &Sheet) -> std::io::Result<Vec<u8>> {
    workbook(sheet).map_err(std::io::Error::other)
}

fn workbook(sheet: &Sheet) -> Result<Vec<u8>, XlsxError> {
    let mut workbook = Workbook::new();
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    workbook
        .set_properties(&DocProperties::new().set_creation_datetime(&made).set_title(sheet.title.as_str()));
    let page = workbook.add_worksheet();
    page.set_name("diff")?;
    page.set_paper_size(PAPER).set_landscape().set_print_fit_to_pages(1, 0).set_footer("&C&P / &N");
    let bold = Format::new().set_bold();
    let plain = Format::new();
    let mut at: u32 = 0;
    page.write_string_with_format(at, 0, sheet.title.as_str(), &bold)?;
    for line in &sheet.about {
        at += 1;
        page.write_string_with_format(at, 0, line.as_str(), &plain)?;
    }
    at += 1;
    let columns = columns(sheet);
    let head = boxed().set_bold().set_align(FormatAlign::Center);
    for (column, (side, title)) in (0_u16..).zip(&columns) {
        page.write_string_with_format(at, column, title.as_str(), &head)?;
        page.set_column_width(column, if *side == Side::Meaning { 45 } else { 60 })?;
    }
    page.set_repeat_rows(at, at)?;
    page.set_freeze_panes(at + 1, 0)?;
    for row in &sheet.rows {
        at += 1;
        for (column, (side, _)) in (0_u16..).zip(&columns) {
            cell(page, (at, column), row.cell(*side))?;
        }
    }
    let (head, overall) = &sheet.overall;
    if !overall.is_empty() {
        at += 2;
        page.write_string_with_format(at, 0, head.as_str(), &bold)?;
    }
    for block in overall {
        at += 1;
        page.write_string_with_format(at, 0, block.words(), &plain)?;
    }
    at += 2;
    page.write_string_with_format(at, 0, sheet.notes_head.as_str(), &bold)?;
    for (number, note) in sheet.notes.iter().enumerate() {
        at += 1;
        page.write_string_with_format(at, 0, format!("{}. {note}", number + 1), &plain)?;
    }
    workbook.save_to_buffer()
}

/// Returns the columns of the table with what stands behind it: a workbook has room for all.
fn columns(sheet: &Sheet) -> Vec<(Side, String)> {
    let annex = sheet.annex.iter().map(|head| (Side::Meaning, head.clone()));
    sheet.columns.iter().cloned().chain(annex).collect()
}

fn boxed() -> Format {
    Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin)
}

/// Writes a cell whose marked words have formats of their own.
fn cell(page: &mut Worksheet, (row, column): (u32, u16), blocks: &[Block]) -> Result<(), XlsxError> {
    let spans = spans(blocks);
    match spans.as_slice() {
        [] => page.write_blank(row, column, &boxed())?,
        [(format, text)] => {
            // One format for all of the cell: a string of runs needs two.
            page.write_string_with_format(row, column, text, &framed(format))?
        }
        spans => {
            let runs: Vec<(&Format, &str)> =
                spans.iter().map(|(format, text)| (format, text.as_str())).collect();
            page.write_rich_string_with_format(row, column, &runs, &boxed())?
        }
    };
    Ok(())
}

/// Returns the words of a cell with their formats.
fn spans(blocks: &[Block]) -> Vec<(Format, String)> {
    let mut spans: Vec<(Format, String)> = Vec::new();
    for (at, block) in blocks.iter().enumerate() {
        let lead = if block.kind == Kind::Item { "\u{3000}" } else { "" };
        let lead = if at > 0 { format!("\n{lead}") } else { lead.to_owned() };
        let lead = (Mark::None, lead);
        let words = block.spans.iter().map(|span| (span.mark, span.text.clone()));
        for (mark, text) in std::iter::once(lead).chain(words) {
            let format = format(mark);
            match spans.last_mut().filter(|(last, _)| *last == format) {
                _ if text.is_empty() => {}
                Some((_, last)) => last.push_str(&text),
                None => spans.push((format, text)),
            }
        }
    }
    spans
}

fn format(mark: Mark) -> Format {
    let format = Format::new();
    match mark {
        Mark::None => format,
        Mark::Single => format.set_underline(FormatUnderline::Single),
        Mark::Double => format.set_underline(FormatUnderline::Double),
    }
}

fn framed(format: &Format) -> Format {
    format.clone().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin)
}
