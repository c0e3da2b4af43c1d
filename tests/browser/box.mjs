// The box in the header: by keyboard, on a desktop and a phone, in both languages, from disk.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { open, show, withBrowser } from "./chrome.mjs";

const NEAR = { ja: "34条の10", en: "Art. 34-10" };

// Runs in the page: what the box shows.
function look() {
  const input = document.querySelector("#find");
  const active = input.getAttribute("aria-activedescendant");
  return {
    focused: document.activeElement === input,
    expanded: input.getAttribute("aria-expanded"),
    options: [...document.querySelectorAll("#found > li")].map((it) => it.textContent),
    active: active && document.getElementById(active)?.getAttribute("aria-selected"),
    says: document.querySelector("#find-says").textContent,
    links: [...document.querySelectorAll("#find-says a")].map((it) => it.href),
    sideways: document.documentElement.scrollWidth > innerWidth,
  };
}

async function type(tab, text) {
  await tab.$eval("#find", (it) => { it.value = ""; it.dispatchEvent(new Event("input", { bubbles: true })); });
  await tab.type("#find", text);
  await tab.waitForFunction(() => document.querySelector("#find-says").textContent !== "");
  return tab.evaluate(look);
}

async function goes(tab, text, end) {
  await type(tab, text);
  await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
  return tab.url().endsWith(end);
}

async function ask(tab, lang, says) {
  await tab.keyboard.press("/");
  if (!(await tab.evaluate(look)).focused) says("/ does not lead to the box");
  const several = await type(tab, "clause 5.1");
  if (several.options.length < 2 || several.expanded !== "true") says("several candidates are not listed");
  const before = tab.url();
  await tab.keyboard.press("ArrowDown");
  if ((await tab.evaluate(look)).active !== "true") says("the arrow chooses none");
  await tab.keyboard.press("Escape");
  if ((await tab.evaluate(look)).expanded !== "false") says("Escape does not close the list");
  const near = await type(tab, NEAR[lang]);
  if (near.options.length < 2 || near.sideways) says(`beginnings are not listed, or the page overflows: ${near.options.length}`);
  // What is found by its words comes as soon as it is loaded, without a further key.
  await type(tab, "識別符号");
  const byWords = () => [...document.querySelectorAll("#found > li")].some((it) => it.textContent.includes("5.1-1"));
  if (!await tab.waitForFunction(byWords, { timeout: 60_000 }).catch(() => null)) says("the box does not find by words");
  const none = await type(tab, "xyzzy");
  if (none.options.length > 0 || none.links.length < 3) says("what is unknown leads to no list");
  // What an IME composes is no order.
  await type(tab, "EN 303 645 5.3-13");
  await tab.$eval("#find", (it) => it.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", isComposing: true, bubbles: true, cancelable: true })));
  if (tab.url() !== before) says("Enter goes while an IME composes");
  if (!await goes(tab, "EN 303 645 5.3-13", `/${lang}/p/en303645_-3.1.3__5.3-13.html`)) says("Enter does not go to the page in the language");
}

export async function box(site) {
  const faults = [];
  let asked = 0;
  await withBrowser(async (browser) => {
    for (const [lang, width] of [["ja", 1280], ["en", 1280], ["ja", 360], ["en", 320]]) {
      for (const path of ["index.html", "p/jp.ter_-2020__34-10.1.2.html"]) {
        const says = (what) => faults.push(`${lang}/${path} ${width} px: ${what}`);
        const { wrong } = await open(browser, pathToFileURL(join(site, lang, path)).href, async (tab, wrong) => {
          await show(tab, width, 740);
          await ask(tab, lang, says);
          asked += 1;
          return { wrong };
        });
        wrong.forEach(says);
      }
    }
  });
  return { faults, says: `the box, asked on ${asked} pages by keyboard` };
}
