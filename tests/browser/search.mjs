// What people type, by keyboard alone, on a desktop and a phone, from disk: where Enter leads, and what is found there.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { open, show, withBrowser } from "./chrome.mjs";

// What is typed, and ids of which one must be among the first three found, or that of the page.
const TYPED = [
  ["34条の10", ["jp.ter@2020:34-10"]],
  ["３４条の１０ １項 ２号", ["jp.ter@2020:34-10.1.2"]],
  ["法第69条", ["jp.tba@current:69"]],
  ["EN 303 645 5.3-13", ["en303645@3.1.3:5.3-13"]],
  ["CRA Article 14", ["cra@2024:art14"]],
  ["AUM-5-1", ["en18031@2024:1.AUM-5-1"]],
  ["SB-327", ["us.sb327"]],
  ["G-06", ["jp.guideline@2:1.1.g06"]],
  ["パスワード", ["jp.ter@2020:34-10.1.2", "jcstar1@1.1:S1.1-02", "en303645@3.1.3:5.1-1", "psti@2025-12-04:sch1.1"]],
  ["ﾃﾞﾊﾞｯｸﾞ", ["en303645@3.1.3:5.6-4A"]],
  ["vulnerabilty", ["en303645@3.1.3:5.2-1", "jcstar1@1.1:S1.1-05", "cra@2024:annex1.2.5"]],
];

// Runs in the page: what is found.
function look() {
  return {
    ids: [...document.querySelectorAll("ol.results .id")].map((it) => it.textContent),
    says: document.querySelector("#says")?.textContent ?? "",
    marks: [...document.querySelectorAll("ol.results mark")].map((it) => it.textContent),
    synonyms: document.querySelectorAll("ol.results mark.synonym").length,
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}

async function ask(tab, typed, ids, says) {
  await tab.keyboard.press("/");
  await tab.keyboard.type(typed);
  await tab.waitForFunction(() => document.querySelector("#find-says").textContent !== "");
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  const { pathname, hash } = new URL(tab.url());
  const address = decodeURIComponent(pathname + hash);
  if (!pathname.endsWith("/search.html")) {
    const slug = await tab.evaluate((all) => all.map((id) => globalThis.kijunCite.slug(id)), ids);
    if (!slug.some((it) => address.endsWith(`/${it}.html`) || address.endsWith(`#${it}`))) says(`${typed} leads to ${address}`);
    return;
  }
  await tab.waitForSelector("ol.results > li");
  const found = await tab.evaluate(look);
  if (!found.ids.slice(0, 3).some((id) => ids.some((it) => id.startsWith(it)))) says(`${typed} finds ${found.ids.slice(0, 3)}`);
  if (found.sideways) says(`${typed}: the page of results overflows`);
}

// Narrowing: it is in the address, and holds when the page is loaded again.
async function narrow(tab, marked, says) {
  await tab.$eval("details.facets", (it) => { it.open = true; });
  await tab.focus("details.facets input[name=market][value=JP]");
  await tab.keyboard.press("Space");
  await tab.waitForFunction(() => location.search.includes("market=JP"));
  const before = await tab.evaluate(look);
  if (!before.ids.every((it) => it.startsWith("jp.") || it.startsWith("jcstar"))) says(`texts of other markets: ${before.ids}`);
  if (before.synonyms === 0 || !before.marks.includes(marked)) says(`${marked} is not marked for パスワード: ${before.marks}`);
  await tab.reload();
  await tab.waitForSelector("ol.results > li");
  const after = await tab.evaluate(look);
  if (after.ids.join() !== before.ids.join()) says("what was chosen is gone when the page is loaded again");
}

export async function search(site) {
  const faults = [];
  let asked = 0;
  await withBrowser(async (browser) => {
    for (const [lang, width] of [["ja", 1280], ["en", 360]]) {
      const says = (what) => faults.push(`${lang} ${width} px: ${what}`);
      const home = pathToFileURL(join(site, lang, "index.html")).href;
      for (const [typed, ids] of TYPED) {
        const { wrong } = await open(browser, home, async (tab, wrong) => {
          await show(tab, width, 740);
          await ask(tab, typed, ids, says);
          if (typed === "パスワード") await narrow(tab, lang === "ja" ? "識別符号" : "identification code", says);
          asked += 1;
          return { wrong };
        });
        wrong.forEach(says);
      }
      await open(browser, pathToFileURL(join(site, lang, "search.html")).href, async (tab) => {
        await tab.waitForSelector("#typed");
        await tab.type("#typed", "xyzzy");
        await tab.waitForFunction(() => document.querySelector("#says").textContent !== "" && document.querySelectorAll("ol.results > li").length === 0);
        const { says: told } = await tab.evaluate(look);
        if (told.length < 20) says(`nothing is said where nothing is found: ${told}`);
      });
    }
  });
  return { faults, says: `${asked} questions typed by keyboard, and what they find` };
}
