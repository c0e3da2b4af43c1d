// Weight: what a first view takes over the wire, and what the whole site takes on a disk.
import { readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { gzipSync } from "node:zlib";
import { files } from "./sample.mjs";

const VIEW = 60 << 10;
const FILES = 5;
const BYTES = 40 << 10;

// What a browser loads with a page: styles, scripts, pictures. None of them loads more; the policy forbids it.
function loaded(page) {
  const refs = [...page.html.matchAll(/<(?:link\b[^>]*\brel="(?:stylesheet|icon)"[^>]*\bhref|(?:script|img)\b[^>]*\bsrc)="([^"]+)"/g)].map(([, it]) => it);
  return refs.map((it) => posix.join(dirname(page.path), it));
}

export function weight({ site, pages, kinds }) {
  const faults = [];
  const sizes = new Map();
  const size = (path) => {
    if (!sizes.has(path)) sizes.set(path, gzipSync(readFileSync(join(site, path))).length);
    return sizes.get(path);
  };
  const lines = [];
  for (const [kind, made] of kinds) {
    const views = made.map((page) => [[page.path, ...loaded(page)].map(size).reduce((sum, it) => sum + it), page.path]);
    views.sort(([a], [b]) => a - b);
    const [most, path] = views.at(-1);
    const [median] = views[Math.floor(views.length / 2)];
    lines.push(`  ${kind}: median ${(median / 1024).toFixed(1)} KiB, most ${(most / 1024).toFixed(1)} (${path})`);
    faults.push(...views.filter(([it]) => it > VIEW).map(([it, path]) => `${path}: ${it} bytes compressed, more than ${VIEW}`));
  }
  const provisions = kinds.get("provision").filter((it) => it.lang === "ja").length;
  const all = files(site);
  const bytes = all.reduce((sum, it) => sum + statSync(join(site, it)).size, 0);
  if (all.length > FILES * provisions) faults.push(`${all.length} files, more than ${FILES} for each of ${provisions} provisions`);
  if (bytes > BYTES * provisions) faults.push(`${bytes} bytes, more than ${BYTES} for each of ${provisions} provisions`);
  const each = `${(all.length / provisions).toFixed(2)} files and ${(bytes / 1024 / provisions).toFixed(1)} KiB for each of ${provisions} provisions`;
  return { faults, lines, says: `first views of ${pages.length} pages within ${VIEW >> 10} KiB compressed; ${all.length} files, ${bytes} bytes: ${each}` };
}
