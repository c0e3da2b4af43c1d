// Pictures of each kind of page, to be looked at: node tests/browser/shots.mjs SITE OUT
//
// Phone, desktop, dark and print, in both languages; long pages from their top.
import { mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { each, open, show } from "./chrome.mjs";
import { print } from "./pdf.mjs";
import { sample, survey } from "./sample.mjs";

const [site, out] = process.argv.slice(2);
if (!site || !out) {
  process.stderr.write("usage: node tests/browser/shots.mjs SITE OUT\n");
  process.exit(2);
}

const LOOKS = [["phone", 360, 2400, "light"], ["desktop", 1280, 1800, "light"], ["dark", 1280, 1200, "dark"]];
const pages = sample(survey(resolve(site)), true);
mkdirSync(out, { recursive: true });
await each(pages, (browser, page) => open(browser, page.url, async (tab) => {
  const name = (look, ending) => join(out, `${page.kind}-${page.lang}-${look}.${ending}`);
  for (const [look, width, height, scheme] of LOOKS) {
    await show(tab, width, height, scheme);
    await tab.screenshot({ path: name(look, "png") });
  }
  await show(tab, 1280, 800);
  writeFileSync(name("print", "pdf"), await print(tab));
}));
process.stdout.write(`${pages.length * LOOKS.length} pictures and ${pages.length} PDFs of ${pages.length} pages in ${out}\n`);
