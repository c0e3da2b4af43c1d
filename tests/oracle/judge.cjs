#!/usr/bin/env node
// Judges random products with the script and the data of the form, and compares the answers with those of `assess`.
//
// Usage: judge.cjs DATA PRODUCTS. DATA is the folder `data/check` of a build, PRODUCTS what `products` wrote. All are judged in
// this process. Verdict, what it rests on, what the facts alone say, why it is none of content, and by which edition: of
// every provision and every edition. Prints each difference and, last, `N products, M verdicts, K not decided, D differ`;
// exits with 1 if anything differs, if too much was not decided here, or if nothing was asked.
"use strict";
const fs = require("fs");
const path = require("path");
const { Judge } = require(path.join(__dirname, "../../site/styles/judge.js"));

const [folder, file] = process.argv.slice(2);
const read = {};
globalThis.kijunCheck = (name, value) => { read[name] = value; };
for (const name of fs.readdirSync(folder).filter((it) => !it.startsWith("words-"))) {
  (0, eval)(fs.readFileSync(path.join(folder, name), "utf8"));
}
const { ground, ...editions } = read;
const instruments = new Map(ground.instruments.map((it) => [it.id, it]));

function begin() {
  const judge = new Judge(ground);
  for (const [name, it] of Object.entries(editions)) judge.add(it, name);
  return judge;
}

const products = JSON.parse(fs.readFileSync(file, "utf8"));
let judge = begin();
const count = { products: 0, contradictory: 0, verdicts: 0, undecided: 0, differ: 0 };
const outcomes = {};

function differ(what, said, own) {
  count.differ += 1;
  if (count.differ <= 40) console.log(`${what}: assess says ${JSON.stringify(said)}, the script ${JSON.stringify(own)}`);
}

function compare(what, [outcome, by, content, because], under, own) {
  count.verdicts += 1;
  if (own.outcome === null) {
    count.undecided += 1;
    return;
  }
  outcomes[outcome] = (outcomes[outcome] || 0) + 1;
  const said = [outcome, by, content, because, under];
  const mine = [own.outcome, own.by, own.content, own.because, own.under];
  if (JSON.stringify(said) !== JSON.stringify(mine)) differ(what, said, mine);
}

products.forEach(({ instrument, whole, facts, results }, at) => {
  if (judge.diagrams.bit.length > 400000) judge = begin();
  count.products += 1;
  const product = judge.product(Object.fromEntries(facts));
  const name = `product ${at}`;
  if ((results === null) !== (product.conflict().length > 0)) return differ(name, results === null, product.conflict());
  if (results === null) {
    count.contradictory += 1;
    return undefined;
  }
  // With the day left out an instrument means its current edition.
  const today = instruments.get(instrument);
  const asked = whole ? today.editions.slice(-1) : product.meant(today);
  if (JSON.stringify(asked) !== JSON.stringify(results.map((it) => it.id))) {
    return differ(`${name} against ${instrument}`, results.map((it) => it.id), asked);
  }
  for (const said of results) {
    const own = product.assess(whole ? judge.undated(said.id) : said.id);
    compare(`${name} against ${said.id}`, said.judged, said.under, own);
    if (said.provisions.length !== own.provisions.length) {
      differ(`${name} against ${said.id}`, said.provisions.map((it) => it[0]), own.provisions.map((it) => it.text.id));
      continue;
    }
    said.provisions.forEach(([id, judged, under], which) => {
      const mine = own.provisions[which];
      if (mine.text.id !== id) differ(`${name} against ${said.id}`, id, mine.text.id);
      else compare(`${name} for ${id}`, judged, under, mine);
    });
  }
  return undefined;
});

console.log(JSON.stringify(outcomes));
console.log(`${count.products} products (${count.contradictory} contradictory), ${count.verdicts} verdicts, ${count.undecided} not decided here, ${count.differ} differ`);
process.exit(count.differ || !count.verdicts || count.undecided * 1000 > count.verdicts ? 1 : 0);
