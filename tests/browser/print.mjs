// Print: every kind of page makes a tagged PDF on A4 with TrueType fonts, nothing of it too small to read.
import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { each, open } from "./chrome.mjs";
import { print } from "./pdf.mjs";

const SMALLEST = 6;
// How many pages the longest page of a provision may take; the goal is 4, and this may only come down.
const PAGES = { "p/jp.ter_-2020__34-10.1.2.html": 6 };

// Of no Japanese TrueType font: the Chinese character that a finding quotes as a misspelling. It becomes a drawing.
const DRAWN = /术/;

const run = (program, ...args) => execFileSync(program, args, { encoding: "utf8", maxBuffer: 1 << 28 });

// What poppler says of a file.
function read(file) {
  const info = Object.fromEntries(run("pdfinfo", file).split("\n").map((it) => it.split(/:\s+/)));
  const fonts = run("pdffonts", file).split("\n").slice(2).filter(Boolean);
  // Sizes are those of an enlarged page, whole numbers.
  const xml = run("pdftohtml", "-xml", "-i", "-stdout", "-zoom", "3", file);
  const sizes = [...xml.matchAll(/<fontspec [^>]*\bsize="(\d+)"/g)].map(([, it]) => Number(it) / 3);
  return {
    pages: Number(info.Pages),
    isTagged: info.Tagged === "yes",
    size: info["Page size"],
    foreign: fonts.filter((it) => !/\bTrueType\b/.test(it)),
    smallest: Math.min(...sizes),
  };
}

export async function printed(pages) {
  const folder = mkdtempSync(join(tmpdir(), "kijun-print-"));
  const faults = [];
  const lines = [];
  await each(pages.filter((it) => it.lang !== "none"), (browser, page) => open(browser, page.url, async (tab) => {
    const file = join(folder, `${lines.length}-${Math.random()}.pdf`);
    writeFileSync(file, await print(tab));
    const found = read(file);
    const says = (what) => faults.push(`${page.path}: ${what}`);
    if (!found.isTagged) says("not tagged");
    if (!/A4/.test(found.size)) says(`not A4 but ${found.size}`);
    if (found.foreign.length > 0 && !DRAWN.test(page.html)) says(`fonts that are no TrueType: ${found.foreign[0]}`);
    if (found.smallest < SMALLEST) says(`text of ${found.smallest} pt`);
    if (found.pages > (PAGES[page.address] ?? Infinity)) says(`${found.pages} pages, more than ${PAGES[page.address]}`);
    lines.push(`  ${page.kind} ${page.lang}: ${found.pages} pages (${page.address})`);
  }));
  rmSync(folder, { recursive: true });
  return { faults, lines: lines.sort(), says: `${lines.length} pages printed on A4, tagged, in TrueType of at least ${SMALLEST} pt` };
}
