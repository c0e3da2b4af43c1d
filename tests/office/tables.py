#!/usr/bin/env python3
"""Reads the 新旧対照表 that kijun writes for Word and Excel as others read them: python-docx, openpyxl and, where it is
there or asked for, LibreOffice. Every word of the JSON answer has to stand in them under the mark that it has there.

Usage: tables.py KIJUN [--libreoffice]
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import docx
import openpyxl
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from openpyxl.cell.rich_text import CellRichText, TextBlock

PAIRS = [
    ("jp.ter@2020", "jp.ter@2025-rec"),
    ("jp.guideline@1", "jp.guideline@2"),
    ("en303645@2.1.1", "en303645@3.1.3"),
    ("psti@2024-04-29", "psti@2025-02-25"),
]


def run(kijun, *args):
    return subprocess.run([kijun, "diff", *args], check=True, capture_output=True).stdout


def lines(runs):
    """The words of some runs, line by line, each character with its mark; lines of nothing are left out."""
    found = [[]]
    for it in runs:
        for c in it["text"]:
            if c == "\n":
                found.append([])
            else:
                found[-1].append((c, it["changed"]))
    return [line for line in found if line]


def wanted(unit, lang):
    """The paragraphs of a provision: its label, then its text."""
    between = "　" if lang == "ja" else " – "
    label = lines(unit["cite"][lang])[0] + [(c, False) for c in between] + sum(lines(unit["title"][lang]), [])
    return [label, *lines(unit["text"][lang])]


def of_word(paragraph):
    found = []
    for it in paragraph.runs:
        line = it._r.find(qn("w:rPr") + "/" + qn("w:u"))
        found += [(c, line is not None) for c in it.text]
    return found


def of_excel(value):
    if value is None:
        return []
    runs = value if isinstance(value, CellRichText) else [value]
    found = []
    for it in runs:
        marked = isinstance(it, TextBlock) and it.font.u is not None
        text = it.text if isinstance(it, TextBlock) else str(it)
        found += [(c, marked) for c in text]
    paragraphs = [[]]
    for c, marked in found:
        if c == "\n":
            paragraphs.append([])
        else:
            paragraphs[-1].append((c, marked))
    return paragraphs


def check(name, got, expected):
    if got != expected:
        show = lambda side: ["".join(f"[{c}]" if m else c for c, m in line) for line in side]
        sys.exit(f"{name}:\n  got      {show(got)}\n  expected {show(expected)}")


def word(path, answer, lang):
    document = docx.Document(path)
    table = document.tables[0]
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE, path
    assert abs(section.page_width - Mm(297)) < Mm(1) and abs(section.page_height - Mm(210)) < Mm(1), path
    head = table.rows[0]
    assert head._tr.trPr.find(qn("w:tblHeader")) is not None, "the heads are not repeated"
    fonts = document.styles.element.find(f".//{qn('w:rFonts')}")
    assert fonts.get(qn("w:eastAsia")), "no font for Japanese"
    rows = table.rows[1:]
    assert len(rows) == len(answer["provisions"]), (len(rows), len(answer["provisions"]))
    for row, passage in zip(rows, answer["provisions"]):
        for cell, side in zip(row.cells, ("new", "old")):
            units = passage[side]
            if units:
                expected = [line for unit in units for line in wanted(unit, lang)]
                check(f"{path} {units[0]['id']}", [of_word(it) for it in cell.paragraphs], expected)
            else:
                note = {"ja": {"new": "（削る）", "old": "（新設）"}, "en": {"new": "(deleted)", "old": "(new)"}}
                assert cell.text == note[lang][side], (path, cell.text)
    return len(rows)


def excel(path, answer, lang):
    sheet = openpyxl.load_workbook(path, rich_text=True).active
    top = int(sheet.freeze_panes[1:])
    for at, passage in enumerate(answer["provisions"]):
        for column, side in enumerate(("new", "old"), start=1):
            units = passage[side]
            if units:
                expected = [line for unit in units for line in wanted(unit, lang)]
                cell = sheet.cell(top + at, column)
                got = of_excel(cell.value)
                if not isinstance(cell.value, CellRichText) and cell.font.u is not None:
                    got = [[(c, True) for c, _ in line] for line in got]
                check(f"{path} {units[0]['id']}", got, expected)


def libreoffice(folder, files, answers):
    """Converts documents to PDF, which has to hold their words."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    assert office, "LibreOffice is not installed"
    home = f"-env:UserInstallation=file://{folder}/home"
    command = [office, home, "--headless", "--convert-to", "pdf", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True, timeout=300)
    for file, (answer, lang) in zip(files, answers):
        pdf = Path(folder) / (Path(file).stem + ".pdf")
        text = subprocess.run(["pdftotext", "-layout", str(pdf), "-"], check=True, capture_output=True).stdout
        text = "".join(text.decode().split())
        title = "".join(answer["title"][lang].split())
        assert title in text, f"{pdf}: no title"
        notes = "備考" if lang == "ja" else "Notes"
        assert notes in text, f"{pdf}: no notes"
        # Lines are broken inside cells; the first words of each label stand on one line.
        for passage in answer["provisions"]:
            for unit in passage["new"]:
                cite = "".join("".join(run["text"] for run in unit["cite"][lang]).split())[:6]
                assert cite in text, f"{pdf}: no {cite}"


def main():
    kijun, *options = sys.argv[1:]
    with tempfile.TemporaryDirectory() as folder:
        files, answers, rows = [], [], 0
        for at, (old, new) in enumerate(PAIRS):
            answer = json.loads(run(kijun, old, new, "--format", "json"))
            for lang in ("ja", "en"):
                name = f"{folder}/{at}-{lang}"
                for ending in ("docx", "xlsx"):
                    run(kijun, old, new, "--lang", lang, "--all", "--out", f"{name}.{ending}")
                rows += word(f"{name}.docx", answer, lang)
                excel(f"{name}.xlsx", answer, lang)
                files.append(f"{name}.docx")
                answers.append((answer, lang))
        if "--libreoffice" in options:
            libreoffice(folder, files, answers)
    print(f"{rows} rows in {len(files)} documents and workbooks are as the JSON has them")


main()
