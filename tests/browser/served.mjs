// `kijun serve` in a browser: an open page shows a change by itself, an error with both its places, and the page again.
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { open, withBrowser } from "./chrome.mjs";

const SMALL = readFileSync(new URL("../fixtures/small.kijun", import.meta.url), "utf8");
const BOOK = '[book]\ntitle = "t"\n[kijun]\nas_of = "2026-11-21"\ncorpus = ["rules"]\n';
// What the page of the only provision says, what it says after a change, and what stands above the page of a base with an error.
const SAYS = {
  ja: ["変更を促すか", "変更を求めるか", "知識ベースに誤りがあるので公表できない"],
  en: ["shall prompt a change", "shall demand a change", "Errors stand, so nothing may be published"],
};
const TWICE = 'source gazette {\n  title { ja "官報" en "Official gazette" }\n}\n';

// Starts the server of a folder; returns it with its address.
async function started(program, folder) {
  const child = spawn(program, ["serve", "--port", "0", "--root", folder], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const [address] = line.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    if (address) return { child, address };
  }
  throw new Error("the server says no address");
}

// Waits until the page, which nobody touches, says something, and its panel is of a kind; none where there is to be none.
const shows = (tab, text, kind) => tab.waitForFunction((text, kind) => {
  const panel = document.querySelector("#kijun-serve");
  return document.body.innerText.includes(text) && (kind ? panel?.classList.contains(kind) : !panel);
}, { timeout: 20_000 }, text, kind).then(() => true, () => false);

export async function served(program) {
  const folder = mkdtempSync(join(tmpdir(), "kijun-served-"));
  // As editors do it: nobody reads half a file.
  const write = (name, text) => {
    writeFileSync(join(folder, name), text);
    renameSync(join(folder, name), join(folder, "rules", name));
  };
  const faults = [];
  let looked = 0;
  mkdirSync(join(folder, "rules"));
  writeFileSync(join(folder, "book.toml"), BOOK);
  write("a.kijun", SMALL);
  const { child, address } = await started(program, folder);
  try {
    await withBrowser(async (browser) => {
      for (const [lang, [before, after, broken]] of Object.entries(SAYS)) {
        const { wrong } = await open(browser, `${address}/${lang}/p/fixture.ordinance_-2020__1.html`, async (tab) => {
          const need = async (what, text, kind) => {
            looked += 1;
            if (!await shows(tab, text, kind)) faults.push(`${lang}: ${what}: ${await tab.$eval("body", (it) => it.innerText.slice(0, 300))}`);
          };
          await need("the page is not shown", before);
          write("a.kijun", SMALL.replace(before, after));
          await need("a change is not seen", after);
          write("b.kijun", TWICE);
          await need("an error is not told", broken, "faulty");
          await need("the last sound text is gone", after, "faulty");
          const told = await tab.$eval("#kijun-serve pre", (it) => it.textContent).catch(() => "nothing");
          for (const place of ["rules/a.kijun:", "rules/b.kijun:"]) {
            if (!told.includes(place)) faults.push(`${lang}: ${place} is not told: ${told}`);
          }
          write("b.kijun", "source gazette {\n");
          await need("what cannot be read is not told", "rules/b.kijun:", "faulty");
          write("b.kijun", "");
          await need("the page is not back", after);
          write("a.kijun", SMALL);
          await need("the first text is not back", before);
        });
        // A page that is shown anew waits no more for what it asked.
        const others = wrong.filter((it) => !/^does not get .*\/__kijun\/state/.test(it));
        faults.push(...others.map((it) => `${lang}: ${it}`));
      }
    });
  } finally {
    child.kill();
    rmSync(folder, { recursive: true });
  }
  return { faults, says: `\`kijun serve\`: ${looked} looks at a page while its text changes, breaks and is mended` };
}
