// Which pages are looked at: of every kind the few that show all there is to see of it.
//
// A kind is a template. Each page of the site has to be of exactly one, and each template has to have made a page, so a
// new kind cannot be forgotten.
import { readdirSync, readFileSync } from "node:fs";
import { join, relative, sep } from "node:path";
import { pathToFileURL } from "node:url";

const templates = new URL("../../site/templates/", import.meta.url);

// Addresses below the folder of a language (or of the side-by-side views), and for those that two templates share what
// tells them apart. `flagship` is the page that people are shown first.
const KINDS = {
  home: { at: /^index\.html$/ },
  narrative: { at: /^(about|accessibility|badges|citing|licence|reading)\.html$/ },
  provision: { at: /^p\//, has: 'class="columns"', flagship: "p/jp.ter_-2020__34-10.1.2.html" },
  interpretation: { at: /^p\//, has: 'id="interpretation"' },
  whole: { at: /^whole\//, flagship: "whole/jp.ter_-2020__34-10.html" },
  instruments: { at: /^instruments\/index\.html$/ },
  instrument: { at: /^instruments\/./, flagship: "instruments/jp.ter_-2020.html" },
  requirements: { at: /^requirements\/index\.html$/ },
  requirement: { at: /^requirements\/./, flagship: "requirements/auth.default_credential.html" },
  tables: { at: /^tables\/index\.html$/ },
  table: { at: /^tables\/./ },
  matrices: { at: /^matrix\.html$/ },
  matrix: { at: /^matrix\/./ },
  compare: { at: /^compare\/index\.html$/ },
  opposed: { at: /^compare\/./, has: 'id="texts"', flagship: "compare/jp.ter/jcstar1.html" },
  joint: { at: /^compare\/./, flagship: "compare/jp-gb-eu.html" },
  diff: { at: /^diff\/./, flagship: "diff/jp.ter.html" },
  proposal: { at: /^proposals\/./, flagship: "proposals/jp.conclusions-2025.html" },
  timeline: { at: /^timeline\.html$/ },
  days: { at: /^days\.html$/ },
  data: { at: /^data\.html$/ },
  search: { at: /^search\.html$/ },
  glossary: { at: /^glossary\.html$/ },
  facts: { at: /^facts\.html$/ },
  group: { at: /^facts\/./ },
  sources: { at: /^sources\.html$/ },
  findings: { at: /^findings\.html$/ },
  coverage: { at: /^coverage\.html$/ },
  check: { at: /^check\.html$/ },
  path: { at: /^check\/./, flagship: "check/jp.ter.html" },
};

// Pages of both languages at once.
const BOTH = { both: { at: /./ } };

// Pages that belong to no language.
const SHARED = {
  root: { at: /^index\.html$/ },
  "leading-on": { at: /^p\//, has: "<div lang=" },
  forward: { at: /^(p|instruments|tables)\// },
};

// Templates that make no page of the site by themselves.
const PARTS = {
  layout: "what stands around every page",
  navigation: "a part of it",
  parts: "what several pages use",
  policy: "a part of every head",
  redline: "a part of the page of a proposal",
  lost: "404.html, written where the address of the site is known",
  "redline-alone": "a file that `kijun table` writes, no page of the site",
};

/** Returns the paths of all files below a folder, with `/` between their names, sorted. */
export function files(folder) {
  const all = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile());
  return all.map((it) => relative(folder, join(it.parentPath, it.name)).split(sep).join("/")).sort();
}

/** Reads which pages there are. Throws what keeps the sample from being one of all kinds. */
export function survey(site) {
  const paths = files(site).filter((it) => it.endsWith(".html"));
  const faults = [];
  const kinds = new Map([KINDS, BOTH, SHARED].flatMap(Object.keys).map((name) => [name, []]));
  const pages = paths.map((path) => {
    const html = readFileSync(join(site, path), "utf8");
    const [, lang, below] = /^(?:(ja|en|both)\/)?(.*)$/s.exec(path);
    const of = Object.entries(lang === "both" ? BOTH : lang ? KINDS : SHARED);
    const found = of.find(([, it]) => it.at.test(below) && (!it.has || html.includes(it.has)));
    const page = { path, lang: lang ?? "none", address: below, kind: found?.[0], url: pathToFileURL(join(site, path)).href, html };
    if (found) kinds.get(page.kind).push(page);
    else faults.push(`${path} is of no kind: add its template to tests/browser/sample.mjs`);
    return page;
  });
  for (const file of readdirSync(templates)) {
    const name = file.replace(/\.html$/, "");
    if (!kinds.has(name) && !(name in PARTS)) faults.push(`site/templates/${file} has no sample: add it to tests/browser/sample.mjs`);
  }
  for (const [name, made] of kinds) if (made.length === 0) faults.push(`no page is of the kind ${name}`);
  for (const name of Object.keys(KINDS)) {
    const sets = ["ja", "en"].map((lang) => kinds.get(name).filter((it) => it.lang === lang).map((it) => it.address).join("\n"));
    if (sets[0] !== sets[1]) faults.push(`the pages of the kind ${name} are not the same in ja and en`);
  }
  if (faults.length > 0) throw new Error(faults.slice(0, 30).join("\n"));
  return { site, pages, kinds };
}

// What there is to see on a page: its elements, their classes, and the headings that several pages have.
function features(html) {
  const seen = new Set();
  for (const [, tag, attributes] of html.matchAll(/<([a-z][a-z0-9]*)([^>]*)>/g)) {
    seen.add(tag);
    for (const name of /\bclass="([^"]*)"/.exec(attributes)?.[1].split(" ") ?? []) seen.add(`${tag}.${name}`);
    if (/^h[2-6]$/.test(tag)) seen.add(`${tag}#${/\bid="([^"]*)"/.exec(attributes)?.[1]}`);
  }
  return seen;
}

// Fewest pages, taken greedily, that show every feature which at least two pages of the kind have; the flagship and the
// largest page, where a layout breaks first, are always among them.
function cover(pages, flagship) {
  const of = new Map(pages.map((it) => [it, features(it.html)]));
  const count = new Map();
  for (const set of of.values()) for (const it of set) count.set(it, (count.get(it) ?? 0) + 1);
  const wanted = new Set([...count].filter(([, n]) => n > 1).map(([it]) => it));
  const size = (it) => Buffer.byteLength(it.html);
  const largest = pages.reduce((most, it) => (size(it) > size(most) ? it : most));
  const taken = [];
  const take = (page) => {
    if (taken.includes(page)) return;
    taken.push(page);
    for (const it of of.get(page)) wanted.delete(it);
  };
  const first = flagship && pages.find((it) => it.address === flagship);
  if (flagship && !first) throw new Error(`${flagship} is gone`);
  if (first) take(first);
  take(largest);
  while (wanted.size > 0) {
    const gain = (page) => [...of.get(page)].filter((it) => wanted.has(it)).length;
    take(pages.map((it) => [it, gain(it)]).reduce((most, it) => (it[1] > most[1] ? it : most))[0]);
  }
  return taken;
}

/** Returns the pages to look at, in every language: of each kind one (`short`), or as many as show all that it can have. */
export function sample({ kinds }, isShort) {
  const taken = [];
  for (const [name, pages] of kinds) {
    const lang = pages.some((it) => it.lang === "en") ? "en" : pages[0].lang;
    const addresses = cover(pages.filter((it) => it.lang === lang), KINDS[name]?.flagship).map((it) => it.address);
    for (const address of isShort ? addresses.slice(0, 1) : addresses) taken.push(...pages.filter((it) => it.address === address));
  }
  return taken;
}
