// Nothing runs, loads or breaks that should not: no request leaves the site, no policy is violated, nothing is inline; a
// page without scripts says all that one with scripts says, and has no dead control; nothing is wider than a small phone.
import { each, open, show } from "./chrome.mjs";

// What no page may have, whatever the browser makes of it. Data blocks do not run.
const INLINE = [
  [/<[a-z][^>]*\sstyle\s*=/i, "a style attribute"],
  [/<[a-z][^>]*\son[a-z]+\s*=\s*["']/i, "an event attribute"],
  [/<style\b/i, "a style element"],
  [/<script(?![^>]*\bsrc=)(?![^>]*\btype="application\/ld\+json")/i, "an inline script"],
  [/\b(?:href|src|action)\s*=\s*["']?\s*javascript:/i, "a javascript: address"],
];

/** Looks at the text of every page. */
export function inline(pages) {
  const faults = [];
  for (const page of pages) {
    for (const [fault, name] of INLINE) if (fault.test(page.html)) faults.push(`${page.path}: ${name}: ${fault.exec(page.html)[0].slice(-80)}`);
    if (!page.html.includes('http-equiv="Content-Security-Policy"')) faults.push(`${page.path}: no policy`);
  }
  return { faults, says: `${pages.length} pages with nothing inline` };
}

// Runs in the page: its lines of text in order, those of controls that only a script makes apart.
function lines() {
  const main = document.querySelector("main");
  const made = "button, form, select, [role=search]";
  const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
  const out = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const text = node.data.replace(/\s+/g, " ").trim();
    if (text && !node.parentElement.closest(made)) out.push(text);
  }
  return out;
}

// Runs in a page without scripts: controls that do nothing there.
function dead() {
  const controls = [...document.querySelectorAll("button, input, select, textarea, [role=button], [contenteditable]")];
  const idle = controls.filter((it) => !it.closest("form")?.getAttribute("action") && !it.closest("[hidden]"));
  const nowhere = [...document.querySelectorAll("a:not([href]), a[href='#'], a[href='']")];
  return [...idle, ...nowhere].map((it) => it.outerHTML.slice(0, 120));
}

/** Opens pages with and without scripts. */
export async function scripts(pages) {
  const faults = [];
  await each(pages, async (browser, page) => {
    const on = await open(browser, page.url, (tab) => tab.evaluate(lines));
    const off = await open(browser, page.url, async (tab) => [await tab.evaluate(lines), await tab.evaluate(dead)], { scripts: false });
    const [bare, idle] = off.result;
    faults.push(...[...on.wrong, ...off.wrong].map((it) => `${page.path}: ${it}`));
    faults.push(...idle.map((it) => `${page.path}: without scripts this does nothing: ${it}`));
    // With scripts this is the page to which it leads.
    if (page.kind === "forward") return;
    // What a script adds may stand between, but it takes nothing away and moves nothing.
    let at = 0;
    for (const line of on.result) if (line === bare[at]) at += 1;
    if (at < bare.length) faults.push(`${page.path}: with scripts there is no “${bare[at]}”`);
    const added = on.result.length - bare.length;
    if (added > 0 && page.kind !== "check") faults.push(`${page.path}: a script adds ${added} lines of text`);
  });
  return { faults, says: `${pages.length} pages with and without scripts: same text, no dead control, no request outside, no violation of the policy` };
}

// Runs in the page: what is wider than the screen, what scrolls by itself apart.
function wide() {
  const root = document.scrollingElement;
  if (root.scrollWidth <= root.clientWidth) return null;
  const out = [...document.body.querySelectorAll("*")].filter((it) => {
    const box = it.getBoundingClientRect();
    return box.right > root.clientWidth + 1 && box.width > 1 && !it.closest(".scroll, pre");
  });
  return `${root.scrollWidth} px: ${out.at(-1)?.outerHTML.slice(0, 160) ?? "?"}`;
}

/** Opens pages on the smallest phone. */
export async function overflow(pages) {
  const faults = [];
  const shares = Array.from({ length: Math.min(pages.length, 40) }, (_, at) => pages.filter((_, n) => n % 40 === at));
  await each(shares, async (browser, share) => {
    const tab = await browser.newPage();
    tab.setDefaultTimeout(180_000);
    await show(tab, 320, 640);
    for (const page of share) {
      await tab.goto(page.url, { waitUntil: "load" });
      const found = await tab.evaluate(wide);
      if (found) faults.push(`${page.path}: ${found}`);
    }
    await tab.close();
  });
  return { faults, says: `${pages.length} pages not wider than 320 px` };
}
