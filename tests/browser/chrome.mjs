// The browser: the system's Chromium, closed to every network but loopback, one for each core.
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import puppeteer from "puppeteer-core";

const PATHS = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Where the browser is. */
export const executable = PATHS.find((it) => it && existsSync(it));

/** What it is started with: nothing that asks outside, and no sandbox where root has none. */
export const flags = [
  "--disable-background-networking", "--disable-component-update", "--disable-quic", "--disable-sync", "--no-first-run",
  "--disable-gpu", "--hide-scrollbars", "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
  ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
];

/** The widths that pages are looked at, with heights of the devices that have them. */
export const WIDTHS = [[320, 640], [360, 740], [1280, 800]];

/** Runs something with a browser, and closes it. */
export async function withBrowser(run) {
  if (!executable) throw new Error("no Chromium: install the package chromium or set CHROMIUM");
  const browser = await puppeteer.launch({ executablePath: executable, args: flags, protocolTimeout: 300_000 });
  try {
    return await run(browser);
  } finally {
    await browser.close();
  }
}

/** Does one thing after another with each of some values, in a browser for each core. */
export async function each(values, act) {
  const queue = [...values];
  const worker = () => withBrowser(async (browser) => {
    for (let it = queue.shift(); it !== undefined; it = queue.shift()) await act(browser, it);
  });
  await Promise.all(Array.from({ length: Math.min(availableParallelism(), queue.length) }, worker));
}

/** Shows a width and a colour scheme. */
export async function show(tab, width, height, scheme = "light") {
  await tab.setViewport({ width, height });
  await tab.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
}

/** Opens a page as a reader does, and runs something with the tab and with what the page did wrong meanwhile. */
export async function open(browser, url, run, { scripts = true } = {}) {
  const tab = await browser.newPage();
  const wrong = [];
  try {
    // A busy machine is no fault of the page.
    tab.setDefaultTimeout(180_000);
    await tab.setJavaScriptEnabled(scripts);
    await tab.evaluateOnNewDocument(() => {
      globalThis.violations = [];
      document.addEventListener("securitypolicyviolation", (it) => globalThis.violations.push(`${it.violatedDirective} ${it.blockedURI}`));
    });
    const home = new URL(url);
    tab.on("request", (it) => {
      const to = new URL(it.url());
      if (to.protocol !== "data:" && (to.protocol !== home.protocol || to.host !== home.host)) wrong.push(`asks for ${it.url()}`);
    });
    tab.on("requestfailed", (it) => wrong.push(`does not get ${it.url()}`));
    tab.on("console", (it) => { if (it.type() === "error" || it.type() === "warn") wrong.push(`says ${it.text()}`); });
    tab.on("pageerror", (it) => wrong.push(`throws ${it.message}`));
    await tab.goto(url, { waitUntil: "load" });
    const result = await run(tab, wrong);
    if (scripts) wrong.push(...(await tab.evaluate(() => globalThis.violations)).map((it) => `violates the policy: ${it}`));
    return { result, wrong };
  } finally {
    await tab.close();
  }
}
