// The built site in a real browser: node tests/browser/run.mjs SITE [--all] [--only NAME,…] [--program KIJUN]
//
// One page of each kind in both languages; with --all as many as show all that a kind can have, and what takes minutes.
import { resolve } from "node:path";
import { axe } from "./axe.mjs";
import { box } from "./box.mjs";
import { keyboard } from "./keyboard.mjs";
import { lighthouses } from "./lighthouse.mjs";
import { markup } from "./markup.mjs";
import { printed } from "./print.mjs";
import { inline, overflow, scripts } from "./quiet.mjs";
import { sample, survey } from "./sample.mjs";
import { served } from "./served.mjs";
import { search } from "./search.mjs";
import { tasks } from "./tasks.mjs";
import { tenSeconds } from "./ten-seconds.mjs";
import { weight } from "./weight.mjs";

const args = process.argv.slice(2);
const isAll = args.includes("--all");
const only = args.includes("--only") ? args[args.indexOf("--only") + 1].split(",") : null;
const program = args.includes("--program") ? resolve(args[args.indexOf("--program") + 1]) : null;
const [folder] = args;
if (!folder || folder.startsWith("--")) {
  process.stderr.write("usage: node tests/browser/run.mjs SITE [--all] [--only NAME,…] [--program KIJUN]\n");
  process.exit(2);
}

const site = resolve(folder);
const surveyed = survey(site);
const whole = sample(surveyed, false);
const pages = isAll ? whole : sample(surveyed, true);

// What people are shown first, as a host serves it.
const shown = sample(surveyed, true).filter((it) => ["home", "provision", "requirement", "matrix", "opposed", "check"].includes(it.kind));

// All pages, but of those that only say an id in two links the ones with the longest ids.
function widest(all) {
  const bare = all.filter((it) => it.kind === "forward").sort((a, b) => b.path.length - a.path.length || (a.path < b.path ? -1 : 1));
  return [...all.filter((it) => it.kind !== "forward"), ...bare.slice(0, 50)];
}

const CHECKS = {
  inline: () => inline(surveyed.pages),
  weight: () => weight(surveyed),
  markup: () => markup({ site, pages: surveyed.pages, sampled: whole, isShort: !isAll }),
  axe: () => axe(pages, !isAll),
  keyboard: () => keyboard(isAll ? whole : pages.filter((it) => it.lang !== "en")),
  scripts: () => scripts(pages),
  overflow: () => overflow(isAll ? widest(surveyed.pages) : whole),
  "ten seconds": () => tenSeconds(surveyed.pages),
  tasks: () => tasks(site),
  box: () => box(site),
  ...(program ? { served: () => served(program) } : {}),
  search: () => search(site),
  ...(isAll || only?.includes("lighthouse") ? { lighthouse: () => lighthouses(shown, site) } : {}),
  print: () => printed(isAll ? pages : pages.filter((it) => it.kind === "provision")),
};

const kinds = surveyed.kinds.size;
process.stdout.write(`browser: ${surveyed.pages.length} pages of ${kinds} kinds, ${pages.length} of them looked at in each check\n`);
let failed = 0;
let passed = 0;
for (const [name, check] of Object.entries(CHECKS)) {
  if (only && !only.includes(name)) continue;
  const start = Date.now();
  const { faults, lines = [], says } = await check();
  const seconds = Math.round((Date.now() - start) / 1000);
  if (isAll || only) process.stdout.write(lines.map((it) => `${it}\n`).join(""));
  process.stdout.write(`${name}: ${says}: ${faults.length === 0 ? "no fault" : `${faults.length} FAULTS`} (${seconds} s)\n`);
  process.stdout.write(faults.slice(0, 50).map((it) => `  ${it}\n`).join(""));
  if (faults.length === 0) passed += 1;
  else failed += 1;
}
process.stdout.write(`browser: ${passed} passed, ${failed} failed\n`);
process.exitCode = failed > 0 ? 1 : 0;
