// Lighthouse, as a phone sees the site from a host: accessibility, practices and search engines 100; performance is told,
// the median of three runs.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";
import lighthouse from "lighthouse";
import { withBrowser } from "./chrome.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml",
  ".json": "application/json", ".txt": "text/plain", ".xml": "application/xml", ".ics": "text/calendar",
};
// What Lighthouse cannot judge here: it asks for robots.txt from within the page, whose policy lets nothing be fetched (the
// file is checked below); and addresses of other languages are relative in a site that does not know its host.
const SKIPPED = ["robots-txt", "hreflang"];
const ASSERTED = ["accessibility", "best-practices", "seo"];
const RUNS = 3;

/** Serves a folder on loopback, compressed, as any host does; returns the address and how to end it. */
export async function serve(site) {
  const server = createServer(async (request, response) => {
    const path = normalize(decodeURIComponent(new URL(request.url, "http://localhost").pathname));
    try {
      const body = await readFile(join(site, path.endsWith("/") ? `${path}index.html` : path));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "content-encoding": "gzip" });
      response.end(gzipSync(body));
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return { address: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

export async function lighthouses(pages, site) {
  const faults = [];
  const lines = [];
  const server = await serve(site);
  const robots = await (await fetch(`${server.address}/robots.txt`)).text();
  for (const line of robots.split("\n")) if (!/^($|#|(User-agent|Allow|Disallow|Sitemap): \S)/.test(line)) faults.push(`robots.txt: ${line}`);
  for (const page of pages) {
    const performance = [];
    for (let run = 0; run < RUNS; run += 1) {
      // A browser of its own for each run: nothing is in its cache.
      const { lhr } = await withBrowser((browser) => lighthouse(`${server.address}/${page.path}`, {
        port: Number(new URL(browser.wsEndpoint()).port), onlyCategories: ["performance", ...ASSERTED], skipAudits: SKIPPED, logLevel: "silent",
      }));
      performance.push(Math.round((lhr.categories.performance.score ?? 0) * 100));
      if (run > 0) continue;
      for (const name of ASSERTED) {
        const { score, auditRefs } = lhr.categories[name];
        const failed = auditRefs.map((it) => lhr.audits[it.id]).filter((it) => it.score !== null && it.score < 1);
        if (score < 1) faults.push(`${page.path}: ${name} ${Math.round(score * 100)}: ${failed.map((it) => `${it.title} ${JSON.stringify(it.details?.items?.slice(0, 2) ?? "")}`).join("; ")}`);
      }
    }
    performance.sort((a, b) => a - b);
    lines.push(`  ${page.path}: performance ${performance[1]} (${performance.join(", ")})`);
  }
  server.close();
  return { faults, lines, says: `${pages.length} pages by Lighthouse as a phone: ${ASSERTED.join(", ")} 100` };
}
