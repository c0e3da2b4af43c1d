// Prints a page of the site as a tagged PDF, A4, with TrueType fonts: node tests/browser/pdf.mjs PAGE.html OUT.pdf
import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { open, withBrowser } from "./chrome.mjs";

/** Prints a page that is open. */
export function print(tab) {
  return tab.pdf({ preferCSSPageSize: true, printBackground: true, tagged: true, outline: true });
}

const [script, from, to] = process.argv.slice(1);
if (script && resolve(script) === fileURLToPath(import.meta.url)) {
  if (!from || !to || !existsSync(from)) {
    process.stderr.write("usage: node tests/browser/pdf.mjs PAGE.html OUT.pdf\n");
    process.exit(2);
  }
  const { result } = await withBrowser((browser) => open(browser, pathToFileURL(resolve(from)).href, print));
  writeFileSync(to, result);
}
