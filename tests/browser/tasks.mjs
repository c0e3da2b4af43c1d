// Tasks: what readers come for, done with a browser from the first page, by links that they can see.
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { open, show, withBrowser } from "./chrome.mjs";
import { print } from "./pdf.mjs";

class Failed extends Error {}

function need(is, what) {
  if (!is) throw new Failed(what);
}

// Follows a link that is shown and leads to an address.
async function follow(tab, href) {
  for (const link of await tab.$$("a[href]")) {
    if (!await link.evaluate((it, href) => it.href.includes(href) && it.checkVisibility(), href)) continue;
    await Promise.all([tab.waitForNavigation({ waitUntil: "load" }), link.evaluate((it) => it.click())]);
    return;
  }
  throw new Failed(`${tab.url()} shows no link to ${href}`);
}

const text = (tab, css) => tab.$eval(css, (it) => it.textContent.replace(/\s+/g, " ").trim()).catch(() => "");

// From the first page to 第34条の10第2号, as a reader goes who knows the law by name.
async function provision(tab) {
  await follow(tab, "instruments/jp.ter.html");
  await follow(tab, "instruments/jp.ter_-2020.html");
  await follow(tab, "p/jp.ter_-2020__34-10.1.2.html");
}

// Answers the question that is asked by the first choice, or by a number or day that can be.
async function answer(tab) {
  await tab.$eval("#check-question + form", (form) => {
    const field = form.querySelector("input[name=value]");
    if (field.type === "radio") field.click();
    if (field.type === "number") field.value = field.min;
    if (field.type === "date") field.value = "2028-01-10";
    form.requestSubmit();
  });
}

const TASKS = {
  "1 old and new side by side of a proposal, printed": async (tab) => {
    await follow(tab, "proposals/jp.conclusions-2025.html");
    await follow(tab, "diff/jp.ter.html");
    const rows = await tab.$$eval("table.redline tbody tr", (all) => all.length);
    need(rows > 0 && await tab.$("table.redline ins, table.redline del"), "no marked rows of old and new");
    const pdf = await print(tab);
    need(Buffer.from(pdf).subarray(0, 5).toString() === "%PDF-", "nothing printed");
  },
  "2 foreign counterparts of 第34条の10第2号 and how they relate": async (tab, lang) => {
    await provision(tab);
    const found = await tab.$$eval("h2#counterparts ~ .related", (groups) => groups.map((it) => [
      it.querySelector("b")?.textContent, [...it.querySelectorAll("dd a")].map((it) => it.pathname.split("/").pop()),
    ]));
    const relations = found.map(([it]) => it);
    need(relations.includes(lang === "ja" ? "より厳しい" : "stricter"), `relations are ${relations}`);
    for (const foreign of ["uk", "psti", "en303645", "sg"]) {
      need(found.some(([, all]) => all.some((it) => it.startsWith(foreign))), `no counterpart of ${foreign}`);
    }
  },
  "3 guideline paragraphs that cite 第34条の10第2号": async (tab) => {
    await provision(tab);
    const citing = await tab.$$eval("h2#referenced-by + ul a", (all) => all.map((it) => it.getAttribute("href")));
    need(citing.some((it) => it.includes("jp.guideline")), `cited by ${citing}`);
  },
  "4 a number as it is printed, typed, and there": async (tab, lang) => {
    await tab.keyboard.press("/");
    await tab.type("#find", "EN 303 645 5.3-4A");
    await tab.waitForFunction(() => document.querySelector("#find-says").textContent !== "");
    await Promise.all([tab.waitForNavigation(), tab.keyboard.press("Enter")]);
    need(tab.url().endsWith(`/${lang}/p/en303645_-3.1.3__5.3-4_.a.html`), `it leads to ${tab.url()}`);
  },
  "5 what applies to a camera sold in Japan, the United Kingdom and the European Union": async (tab) => {
    await follow(tab, "check.html");
    for (const market of ["JP", "GB", "EU"]) await tab.$eval(`#check input[name=market][value=${market}]`, (it) => it.click());
    await tab.$eval("#check form.check", (it) => it.requestSubmit());
    await tab.waitForSelector("#check-question + form");
    const open = () => tab.$$eval("#check-overview + table .draft", (all) => all.length);
    const before = await open();
    for (let asked = 0; asked < 60 && await open() > 0 && await tab.$("#check-question + form"); asked += 1) await answer(tab);
    need(await open() < before, "answers decide nothing");
    const decided = await text(tab, "#check .check-status");
    need((await tab.$$("#check-outcome ~ *")).length > 0, "nothing is said of what applies");
    // The link to take away gives the same answer to whoever opens it.
    await tab.reload({ waitUntil: "load" });
    await tab.waitForFunction((it) => document.querySelector("#check .check-status")?.textContent.replace(/\s+/g, " ").trim() === it, {}, decided);
  },
  "7 what changed between editions": async (tab) => {
    await follow(tab, "instruments/en303645.html");
    await follow(tab, "diff/en303645.html");
    need((await tab.$$("table.redline tbody tr")).length > 0, "no rows");
  },
  "8 the whole site from a disk, in both languages": async (tab, lang) => {
    need(tab.url().startsWith("file:"), "not from a disk");
    await provision(tab);
    const other = lang === "ja" ? "en" : "ja";
    await follow(tab, `/${other}/p/jp.ter_-2020__34-10.1.2.html`);
    need(await tab.$eval("html", (it) => it.lang) === other, "not the other language");
    need((await text(tab, "aside code")) === "jp.ter@2020:34-10.1.2", "not the same provision");
  },
  "an id without its edition leads to the provision, at the place that was asked for": async (tab, lang) => {
    await tab.evaluateOnNewDocument((lang) => {
      Object.defineProperty(Navigator.prototype, "languages", { get: () => ["fr-FR", `${lang}-XX`] });
    }, lang);
    const [above] = tab.url().split(`/${lang}/`);
    const wanted = `/${lang}/p/jp.ter_-2020__34-10.1.2.html#counterparts`;
    await tab.goto(`${above}/p/jp.ter__34-10.1.2.html#counterparts`);
    await tab.waitForFunction((wanted) => location.href.endsWith(wanted), { timeout: 10_000 }, wanted)
      .catch(() => need(false, `${tab.url()} is not ${wanted}`));
    // What may mean several texts leaves the choice, and its ways keep the place.
    await tab.goto(`${above}/p/en303645__5.3-4.html#text`);
    const ways = await tab.$$eval("main a[href*='/p/']", (all) => all.map((it) => it.href));
    need(ways.length > 0 && ways.every((it) => it.includes("#")), `ways are ${ways}`);
  },
};

export async function tasks(site) {
  const faults = [];
  await withBrowser(async (browser) => {
    for (const [name, act] of Object.entries(TASKS)) {
      for (const lang of ["ja", "en"]) {
        const { wrong } = await open(browser, pathToFileURL(join(site, lang, "index.html")).href, async (tab, wrong) => {
          await show(tab, 360, 740);
          await act(tab, lang).catch((it) => {
            if (!(it instanceof Failed)) throw it;
            wrong.push(it.message);
          });
        });
        faults.push(...wrong.map((it) => `task ${name}, ${lang}: ${it}`));
      }
    }
  });
  return { faults, says: `${Object.keys(TASKS).length} tasks of readers, from the first page, ja and en` };
}
