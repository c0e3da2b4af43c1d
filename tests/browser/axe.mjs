// Accessibility: axe-core finds nothing, on each page, in light and dark, on two phones and a desktop.
//
// Dark differs from light in its colours alone (the style sheet sets nothing else there), so in the short run only the
// rules about colours are asked of it.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { WIDTHS, each, open, show } from "./chrome.mjs";

const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const COLOURS = ["color-contrast", "link-in-text-block"];

export async function axe(pages, isShort) {
  const faults = [];
  let runs = 0;
  await each(pages, (browser, page) => open(browser, page.url, async (tab) => {
    await tab.evaluate(source);
    for (const scheme of ["light", "dark"]) {
      for (const [width, height] of WIDTHS) {
        await show(tab, width, height, scheme);
        const violations = await tab.evaluate(async (runOnly) => {
          const { violations } = await globalThis.axe.run(document, {
            runOnly, resultTypes: ["violations"], performanceTimer: false,
          });
          return violations.map((it) => `${it.id} (${it.nodes.length}): ${it.help}: ${it.nodes[0].html.slice(0, 160)}`);
        }, isShort && scheme === "dark" ? { type: "rule", values: COLOURS } : { type: "tag", values: TAGS });
        faults.push(...violations.map((it) => `${page.path} ${scheme} ${width} px: ${it}`));
        runs += 1;
      }
    }
  }));
  return { faults, says: `${runs} runs of axe-core on ${pages.length} pages (light and dark; ${WIDTHS.map(([it]) => it).join(", ")} px)` };
}
