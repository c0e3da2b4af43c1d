// Markup: the Nu HTML checker and html-validate find no error.
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { promisify } from "node:util";
import { FileSystemConfigLoader, HtmlValidate, esmResolver } from "html-validate";

const jar = createRequire(import.meta.url).resolve("vnu-jar/build/dist/vnu.jar");
const run = promisify(execFile);

// The checker has no origin for files, and takes styles and scripts beside a page for those of strangers; the browser tells.
const NO_ORIGIN = /^Resource violates Content Security Policy \(meta tag\): external (?:stylesheet|script) “[./]*assets\//;

// Warnings count too: what is said of a page should be nothing.
async function nu(site, pages) {
  const args = ["-Xss4m", "-jar", jar, "--format", "json", "--exit-zero-always", "--stdout", ...pages.map((it) => join(site, it.path))];
  const { stdout } = await run("java", args, { maxBuffer: 1 << 28 });
  const { messages } = JSON.parse(stdout);
  return messages.filter((it) => !NO_ORIGIN.test(it.message)).map((it) => `${it.url} ${it.lastLine ?? ""}: Nu: ${it.subType ?? it.type}: ${it.message}`);
}

export async function markup({ site, pages, sampled, isShort }) {
  const checked = isShort ? sampled : pages;
  const faults = [];
  // The addresses of all pages do not fit on one command line.
  for (let at = 0; at < checked.length; at += 1000) faults.push(...await nu(site, checked.slice(at, at + 1000)));
  const validator = new HtmlValidate(new FileSystemConfigLoader([esmResolver()]));
  const config = (await import("./html-validate.config.mjs")).default;
  for (const page of sampled) {
    const { results } = await validator.validateString(page.html, page.path, config);
    for (const { messages } of results) faults.push(...messages.map((it) => `${page.path} ${it.line}: html-validate: ${it.ruleId}: ${it.message}`));
  }
  return { faults, says: `${checked.length} pages by the Nu HTML checker, ${sampled.length} by html-validate` };
}
