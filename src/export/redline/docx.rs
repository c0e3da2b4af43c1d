//! The table in Word's format: A4, the heads repeated on every page, changed words underlined.
//!
//! The same sheet gives the same bytes: no clock, no random names.

use std::io::Cursor;

use docx_rs::{
    AlignmentType, Docx, Footer, PageMargin, PageNum, PageOrientationType, Paragraph, Run, RunFonts, Table,
    TableCell, TableCellMargins, TableLayoutType, TableRow, WidthType,
};

use crate::lang::Lang;

use super::{Block, Kind, Mark, Profile, Row, Sheet, Side};

/// Short and long side of A4, and the margin, in twentieths of a point.
const SHORT: usize = 11_906;
const LONG: usize = 16_838;
const MARGIN: usize = 1_134;
/// Sizes of type, in half points.
const BODY: usize = 18;
const TITLE: usize = 28;
/// Most characters of a cell, and most paragraphs, of a row that is kept on one page.
const SHORT_ROW: usize = 400;
const LINES: usize = 12;
/// What a document says of the day on which it was made.
const NEVER: &str = "2000-01-01T00:00:00Z";

/// Returns the table as a file for Word.
pub fn docx(sheet: &Sheet) -> std::io::Result<Vec<u8>> {
    let (wide, high, way) = match sheet.style.profile {
        Profile::Plain => (LONG, SHORT, PageOrientationType::Landscape),
        Profile::Houshikisho => (SHORT, LONG, PageOrientationType::Portrait),
    };
    let space = wide - 2 * MARGIN;
    let fonts = match sheet.style.lang {
        Lang::Ja => RunFonts::new().ascii("Century").hi_ansi("Century").east_asia("ＭＳ 明朝"),
        Lang::En => {
            RunFonts::new().ascii("Times New Roman").hi_ansi("Times New Roman").east_asia("ＭＳ 明朝")
        }
    };
    let margin = i32::try_from(MARGIN).unwrap_or_default();
    let edges = PageMargin::new().top(margin).left(margin).bottom(margin).right(margin);
    let mut docx = Docx::new()
        .created_at(NEVER)
        .updated_at(NEVER)
        .page_size(u32::try_from(wide).unwrap_or_default(), u32::try_from(high).unwrap_or_default())
        .page_orient(way)
        .page_margin(edges)
        .default_fonts(fonts)
        .default_size(BODY)
        .footer(
            Footer::new()
                .add_paragraph(Paragraph::new().align(AlignmentType::Center).add_page_num(PageNum::new())),
        )
        .add_paragraph(
            Paragraph::new()
                .align(AlignmentType::Center)
                .add_run(Run::new().add_text(sheet.title.as_str()).size(TITLE).bold()),
        );
    for line in &sheet.about {
        docx = docx.add_paragraph(plain(line));
    }
    docx =
        docx.add_paragraph(Paragraph::new()).add_table(table(sheet, space)).add_paragraph(Paragraph::new());
    if let Some(head) = &sheet.annex {
        docx =
            docx.add_paragraph(heading(head)).add_table(annex(sheet, space)).add_paragraph(Paragraph::new());
    }
    let (head, overall) = &sheet.overall;
    if !overall.is_empty() {
        docx = docx.add_paragraph(heading(head));
    }
    for block in overall {
        docx = docx.add_paragraph(paragraph(block, Side::Meaning));
    }
    docx = docx.add_paragraph(heading(&sheet.notes_head));
    for (at, note) in sheet.notes.iter().enumerate() {
        docx = docx.add_paragraph(plain(&format!("{}\u{3000}{note}", at + 1)));
    }
    pack(docx)
}

/// Writes the archive, with what the library has no word for: that the row of heads is one, so that Word repeats it on
/// every page, and that the text is Japanese.
fn pack(docx: Docx) -> std::io::Result<Vec<u8>> {
    let mut parts = docx.build();
    let document = String::from_utf8_lossy(&parts.document);
    let marked = document.replacen("<w:trPr><w:cantSplit />", "<w:trPr><w:cantSplit /><w:tblHeader />", 1);
    parts.document = marked.into_bytes();
    // Japanese breaks lines by its own rules only where it is said to be Japanese.
    let styles = String::from_utf8_lossy(&parts.styles);
    let spoken = "<w:lang w:val=\"en-US\" w:eastAsia=\"ja-JP\" /></w:rPr></w:rPrDefault>";
    parts.styles = styles.replacen("</w:rPr></w:rPrDefault>", spoken, 1).into_bytes();
    let mut bytes = Cursor::new(Vec::new());
    parts.pack(&mut bytes).map_err(std::io::Error::other)?;
    Ok(bytes.into_inner())
}

fn table(sheet: &Sheet, space: usize) -> Table {
    let widths = widths(sheet, space);
    let head = sheet.columns.iter().zip(&widths).map(|((_, head), width)| {
        let text = Run::new().add_text(head.as_str()).bold();
        TableCell::new()
            .width(*width, WidthType::Dxa)
            .add_paragraph(Paragraph::new().align(AlignmentType::Center).add_run(text))
    });
    let mut rows = vec![TableRow::new(head.collect()).cant_split()];
    rows.extend(sheet.rows.iter().map(|row| {
        let cells = sheet.columns.iter().zip(&widths);
        let made =
            TableRow::new(cells.map(|((side, _), width)| cell(row.cell(*side), *side, *width)).collect());
        // A long row may go on on the next page; a short one stays together.
        if is_short(row) { made.cant_split() } else { made }
    }));
    fixed(rows, widths)
}

fn is_short(row: &Row) -> bool {
    let length = |blocks: &[Block]| -> usize {
        blocks.iter().flat_map(|block| &block.spans).map(|span| span.text.chars().count()).sum()
    };
    [&row.new, &row.old, &row.meaning]
        .iter()
        .all(|blocks| length(blocks) <= SHORT_ROW && blocks.len() <= LINES)
}

/// Returns the part behind the table: each provision with how its meaning changed.
fn annex(sheet: &Sheet, space: usize) -> Table {
    let widths = vec![space / 3, space - space / 3];
    let rows = sheet.rows.iter().filter(|row| !row.meaning.is_empty()).map(|row| {
        let label: Vec<Block> = row.label().into_iter().collect();
        let cells = [label.as_slice(), row.meaning.as_slice()].into_iter().zip(&widths);
        TableRow::new(cells.map(|(blocks, width)| cell(blocks, Side::Meaning, *width)).collect())
    });
    fixed(rows.collect(), widths)
}

fn fixed(rows: Vec<TableRow>, widths: Vec<usize>) -> Table {
    let all = widths.iter().sum();
    Table::new(rows)
        .set_grid(widths)
        .width(all, WidthType::Dxa)
        .layout(TableLayoutType::Fixed)
        .margins(TableCellMargins::new().margin(40, 80, 40, 80))
}

/// Returns the widths of the columns; both texts have the same.
fn widths(sheet: &Sheet, space: usize) -> Vec<usize> {
    let beside = if sheet.annex.is_some() { 0 } else { space / 4 };
    let text = (space - beside) / 2;
    let width = |side: Side| if side == Side::Meaning { space - 2 * text } else { text };
    sheet.columns.iter().map(|(side, _)| width(*side)).collect()
}

fn cell(blocks: &[Block], side: Side, width: usize) -> TableCell {
    let cell = TableCell::new().width(width, WidthType::Dxa);
    if blocks.is_empty() {
        // A cell without a paragraph is not one that Word opens.
        return cell.add_paragraph(Paragraph::new());
    }
    blocks.iter().fold(cell, |cell, block| cell.add_paragraph(paragraph(block, side)))
}

fn paragraph(block: &Block, side: Side) -> Paragraph {
    let start = match block.kind {
        Kind::Label | Kind::Note => None,
        Kind::Text if side == Side::Meaning => None,
        Kind::Text | Kind::Item => Some(180),
    };
    let paragraph = Paragraph::new().indent(start, None, None, None);
    block.spans.iter().fold(paragraph, |paragraph, span| {
        let run = Run::new().add_text(span.text.clone());
        let run = match span.mark {
            Mark::None => run,
            Mark::Single => run.underline("single"),
            Mark::Double => run.underline("double"),
        };
        paragraph.add_run(run)
    })
}

fn plain(text: &str) -> Paragraph {
    Paragraph::new().add_run(Run::new().add_text(text))
}

fn heading(text: &str) -> Paragraph {
    Paragraph::new().keep_next(true).add_run(Run::new().add_text(text).bold())
}
