// Judges a product as `kijun assess` does, by the decision diagrams of the engine (data/check). Asks nothing, shows nothing.
// Exact: a verdict is decided when every product that the known facts and the constraints allow has it. Where the budget
// of diagram nodes ends, the answer is `null`, which is shown as "cannot be decided here" and never as a verdict.
var kijunJudge = (() => {
  "use strict";
  const NEVER = -25568; // the value of a date that never was, in days since 1970-01-01; the first day is the next

  const CACHE = 1 << 16; // results that are kept

  class OverBudget extends Error {}

  // --- decision diagrams ------------------------------------------------------------------------
  // One table for everything. Row 0 is false, row 1 true; bits are tested in ascending order.
  class Diagrams {
    constructor() {
      this.bit = [Infinity, Infinity];
      this.low = [0, 1];
      this.high = [0, 1];
      this.slots = new Int32Array(1 << 15); // rows by hash; 0 is free
      this.cache = new Int32Array(4 * CACHE); // test, yes, no, found
    }

    slot(bit, low, high) {
      const { slots } = this;
      const mask = slots.length - 1;
      let at = (Math.imul(bit, 0x9e3779b1) ^ Math.imul(low, 0x85ebca6b) ^ Math.imul(high, 0xc2b2ae35));
      at = (at ^ (at >>> 15)) & mask;
      for (;;) {
        const row = slots[at];
        if (row === 0 || (this.bit[row] === bit && this.low[row] === low && this.high[row] === high)) return at;
        at = (at + 1) & mask;
      }
    }

    row(bit, low, high) {
      if (low === high) return low;
      const slot = this.slot(bit, low, high);
      if (this.slots[slot] !== 0) return this.slots[slot];
      const at = this.bit.push(bit) - 1;
      this.low.push(low);
      this.high.push(high);
      this.slots[slot] = at;
      if (at * 2 > this.slots.length) this.grow();
      return at;
    }

    grow() {
      this.slots = new Int32Array(this.slots.length * 4);
      for (let at = 2; at < this.bit.length; at++) this.slots[this.slot(this.bit[at], this.low[at], this.high[at])] = at;
    }

    // Reads the rows of a file; returns where each of them is here.
    read(rows) {
      const at = [0, 1];
      for (let i = 0; i < rows.length; i += 3) at.push(this.row(rows[i], at[rows[i + 1]], at[rows[i + 2]]));
      return at;
    }

    // Begins a question with a number of steps that it may take.
    begin(budget) { this.left = budget; }

    ite(test, yes, no) {
      if (test === 1) return yes;
      if (test === 0) return no;
      if (yes === no) return yes;
      if (yes === 1 && no === 0) return test;
      const { bit, low, high, cache } = this;
      const hash = Math.imul(test, 0x9e3779b1) ^ Math.imul(yes, 0x85ebca6b) ^ Math.imul(no, 0xc2b2ae35);
      const slot = 4 * ((hash ^ (hash >>> 15)) & (CACHE - 1));
      if (cache[slot] === test && cache[slot + 1] === yes && cache[slot + 2] === no) return cache[slot + 3];
      if (this.left-- <= 0) throw new OverBudget();
      const first = Math.min(bit[test], bit[yes], bit[no]);
      const below = this.ite(bit[test] === first ? low[test] : test, bit[yes] === first ? low[yes] : yes, bit[no] === first ? low[no] : no);
      const above = this.ite(bit[test] === first ? high[test] : test, bit[yes] === first ? high[yes] : yes, bit[no] === first ? high[no] : no);
      const found = this.row(first, below, above);
      cache[slot] = test;
      cache[slot + 1] = yes;
      cache[slot + 2] = no;
      cache[slot + 3] = found;
      return found;
    }

    and(one, two) { return one < two ? this.ite(one, two, 0) : this.ite(two, one, 0); }
    or(one, two) { return one < two ? this.ite(one, 1, two) : this.ite(two, 1, one); }
    not(one) { return this.ite(one, 0, 1); }
    without(one, two) { return this.and(one, this.not(two)); }

    // Puts what is known of some bits in; `bits` maps a bit to true or false, `memo` belongs to it.
    restrict(at, bits, memo) {
      if (at < 2) return at;
      const known = memo.get(at);
      if (known !== undefined) return known;
      const value = bits.get(this.bit[at]);
      let found;
      if (value === undefined) {
        found = this.row(this.bit[at], this.restrict(this.low[at], bits, memo), this.restrict(this.high[at], bits, memo));
      } else {
        found = this.restrict(value ? this.high[at] : this.low[at], bits, memo);
      }
      memo.set(at, found);
      return found;
    }

    // Where the diagram holds for some value of the bits for which `gone` says so.
    exists(at, gone, memo = new Map()) {
      if (at < 2) return at;
      const known = memo.get(at);
      if (known !== undefined) return known;
      const low = this.exists(this.low[at], gone, memo);
      const high = this.exists(this.high[at], gone, memo);
      const found = gone(this.bit[at]) ? this.or(low, high) : this.row(this.bit[at], low, high);
      memo.set(at, found);
      return found;
    }

    support(at, found = new Set(), seen = new Set()) {
      if (at < 2 || seen.has(at)) return found;
      seen.add(at);
      found.add(this.bit[at]);
      this.support(this.low[at], found, seen);
      return this.support(this.high[at], found, seen);
    }
  }

  // --- facts --------------------------------------------------------------------------------------
  const days = (text) => (text === "never" ? NEVER : Math.round(Date.parse(`${text}T00:00:00Z`) / 86400000));

  const dayOf = (number) => (number <= NEVER ? "never" : new Date(number * 86400000).toISOString().slice(0, 10));

  // What a value, written as product files write it, says of the bits of its fact.
  function bitsOf(fact, value) {
    const word = (text) => fact.words.indexOf(text);
    switch (fact.type) {
      case "set": return fact.marks.map((mark) => value.includes(fact.words[mark]));
      case "choice": return fact.marks.map((mark) => word(value) === mark);
      case "scale": return fact.marks.map((mark) => word(value) >= mark);
      case "date": return fact.marks.map((mark) => days(value) >= mark);
      case "number":
      case "duration": return fact.marks.map((mark) => value >= mark);
      default: return fact.marks.map(() => value === true);
    }
  }

  class Judge {
    constructor(ground, budget = 300000) {
      this.ground = ground;
      this.budget = budget;
      this.diagrams = new Diagrams();
      this.facts = new Map(ground.facts.map((fact, at) => [fact.id, at]));
      this.first = [];
      this.owner = [];
      ground.facts.forEach((fact, at) => {
        this.first.push(this.owner.length);
        fact.marks.forEach(() => this.owner.push(at));
      });
      this.judgement = ground.facts.map((fact) => fact.nature !== "ordinary");
      this.diagrams.begin(1e7);
      const at = this.diagrams.read(ground.rows);
      this.constraints = ground.constraints.map((drawn) => this.whole(this.placed(drawn, at)));
      ground.facts.forEach((fact, which) => this.typed(fact, this.first[which]));
      this.editions = new Map();
    }

    // Adds what the type of a fact says of its bits: behind the constraints, which have reasons.
    typed(fact, first) {
      const it = this.diagrams;
      const bit = (at) => it.row(first + at, 0, 1);
      let all = 1;
      if (fact.type === "choice") {
        for (let one = 0; one < fact.marks.length; one++) {
          for (let two = one + 1; two < fact.marks.length; two++) all = it.without(all, it.and(bit(one), bit(two)));
        }
      } else if (["scale", "number", "duration", "date"].includes(fact.type)) {
        for (let one = 1; one < fact.marks.length; one++) all = it.without(all, it.without(bit(one), bit(one - 1)));
      }
      if (all !== 1) this.constraints.push(all);
    }

    // Rewrites a drawn formula to rows of the one table.
    placed(drawn, at) {
      return typeof drawn === "number" ? at[drawn] : [drawn[0], ...drawn.slice(1).map((part) => this.placed(part, at))];
    }

    // The name of an edition with the day left out: that of the edition where it is the same.
    undated(id) {
      return this.ground.undated.includes(id) ? `${id}/whole` : id;
    }

    whole(drawn) {
      if (typeof drawn === "number") return drawn;
      const [sign, ...parts] = drawn;
      if (sign === 2) return this.diagrams.not(this.whole(parts[0]));
      const step = sign === 0 ? (one, two) => this.diagrams.and(one, two) : (one, two) => this.diagrams.or(one, two);
      return parts.map((part) => this.whole(part)).reduce(step, sign === 0 ? 1 : 0);
    }

    // Takes an edition in, under its id or another name.
    add(edition, name = edition.id) {
      if (this.editions.has(name)) return;
      const at = this.diagrams.read(edition.rows);
      const draw = (it) => (it === null || it === undefined ? null : this.placed(it, at));
      const rule = (it) => it && it.map(draw);
      const part = (it) => (Array.isArray(it) ? rule(it)
        : { applies: draw(it.applies), some: it.some.map(draw), around: it.around && it.around.map(draw) });
      const place = (it) => ({
        content: it.content && (Array.isArray(it.content) ? rule(it.content)
          : { parts: it.content.parts.map(part), whole: rule(it.content.whole) }),
        lawful: rule(it.lawful),
        why: it.why || {},
      });
      const text = (it) => ({ ...it, ...place(it) });
      const provisions = edition.provisions.map(text);
      const unit = (it) => (typeof it === "number" ? provisions[it] : place(it));
      this.editions.set(name, {
        ...edition,
        name,
        rows: null,
        reach: edition.reach && edition.reach.map(draw),
        scope: draw(edition.scope),
        choices: (edition.choices || []).map((it) => ({ units: it.units.map(unit), earlier: draw(it.earlier), stays: it.stays })),
        units: edition.units.map(unit),
        stays: (edition.stays || []).map(([products, stays]) => ({ products: draw(products), stays })),
        lawful: rule(edition.lawful),
        provisions,
        under: (edition.under || []).map((it) => ({ ...it, products: draw(it.products), texts: it.texts.map(text) })),
      });
    }

    // The facts that can bear on a rule: those that it tests, and those that constraints connect with them.
    near([applies, criterion]) {
      const rows = (it) => (typeof it === "number" ? [it] : it.slice(1).flatMap(rows));
      const facts = (at) => new Set([...this.diagrams.support(at)].map((bit) => this.owner[bit]));
      this.linked ||= this.constraints.map(facts);
      const found = new Set([...rows(applies), ...rows(criterion === null ? 1 : criterion)].flatMap((at) => [...facts(at)]));
      for (let before = -1; before !== found.size;) {
        before = found.size;
        for (const link of this.linked) if ([...link].some((it) => found.has(it))) link.forEach((it) => found.add(it));
      }
      return found;
    }

    // Begins a product: `facts` maps ids to values as product files write them.
    product(facts) { return new Product(this, facts); }
  }

  // --- one product ----------------------------------------------------------------------------------
  class Product {
    constructor(judge, facts) {
      this.judge = judge;
      this.it = judge.diagrams;
      this.known = facts;
      this.bits = new Map();
      this.memo = new Map();
      for (const [id, value] of Object.entries(facts)) {
        const at = judge.facts.get(id);
        if (at === undefined) continue; // what no edition tests
        bitsOf(judge.ground.facts[at], value).forEach((bit, which) => this.bits.set(judge.first[at] + which, bit));
      }
      this.it.begin(judge.budget);
      this.constraints = judge.constraints.map((at) => this.put(at));
      this.groups = this.grouped();
    }

    // The product with one fact more, or another value of it.
    with(id, value) { return new Product(this.judge, { ...this.known, [id]: value }); }

    put(at) { return this.it.restrict(at, this.bits, this.memo); }

    // What is left of the constraints, connected through unknown facts: each bit leads to its group.
    grouped() {
      const groups = new Map();
      this.constraints.forEach((at) => {
        if (at === 1) return;
        const bits = [...this.it.support(at)].map((bit) => this.judge.owner[bit]);
        const joined = { facts: new Set(bits), constraints: [at], care: null };
        for (const fact of [...joined.facts]) {
          const other = groups.get(fact);
          if (!other || other === joined) continue;
          other.facts.forEach((it) => joined.facts.add(it));
          for (const it of other.constraints) if (!joined.constraints.includes(it)) joined.constraints.push(it);
          other.facts.forEach((it) => groups.set(it, joined));
        }
        joined.facts.forEach((it) => groups.set(it, joined));
      });
      return groups;
    }

    // The positions of the constraints that the known facts contradict by themselves or together; empty where they do not.
    conflict() {
      const alone = this.constraints.flatMap((at, which) => (at === 0 ? [which] : []));
      if (alone.length) return alone;
      for (const group of new Set(this.groups.values())) {
        if (this.care(group) === 0) return this.constraints.flatMap((at, which) => (group.constraints.includes(at) ? [which] : []));
      }
      return [];
    }

    care(group) {
      if (group.care === null) {
        group.care = group.constraints.reduce((all, at) => this.it.and(all, at), 1);
      }
      return group.care;
    }

    // What the constraints say of the facts that some diagrams test: of each group by itself, the ordinary facts left out that
    // no diagram tests. What is left out can always be chosen to fit.
    careOf(diagrams) {
      const { owner, judgement } = this.judge;
      const tested = new Map();
      for (const at of diagrams) {
        for (const bit of this.it.support(at)) {
          const group = this.groups.get(owner[bit]);
          if (!group) continue;
          if (!tested.has(group)) tested.set(group, new Set());
          tested.get(group).add(owner[bit]);
        }
      }
      const each = [...tested].map(([group, facts]) => {
        const key = [...facts].sort((one, two) => one - two).join();
        group.near ||= new Map();
        if (!group.near.has(key)) {
          group.near.set(key, this.it.exists(this.care(group), (bit) => !facts.has(owner[bit]) && !judgement[owner[bit]]));
        }
        return group.near.get(key);
      });
      return each.filter((at) => at !== 1);
    }

    // Puts the known facts into a drawn formula and joins its parts.
    drawn(it) {
      if (typeof it === "number") return this.put(it);
      const [sign, ...parts] = it;
      if (sign === 2) return this.it.not(this.drawn(parts[0]));
      let all = sign === 0 ? 1 : 0;
      for (const part of parts) {
        all = sign === 0 ? this.it.and(all, this.drawn(part)) : this.it.or(all, this.drawn(part));
        if (all === (sign === 0 ? 0 : 1)) break;
      }
      return all;
    }

    // Says whether some product that the constraints allow meets all of `given` and does, or does not, meet `it`. A
    // conjunction that must fail is looked at part by part, so that it is never joined.
    can(given, it, holds) {
      if (Array.isArray(it)) {
        const [sign, ...parts] = it;
        if (sign === 2) return this.can(given, parts[0], !holds);
        if ((sign === 0) !== holds) return parts.some((part) => this.can(given, part, holds));
        // All must hold, or none: the small ones first.
        const simple = parts.filter((part) => !Array.isArray(part));
        const rest = parts.filter((part) => Array.isArray(part));
        const more = simple.reduce((all, part) => this.it.and(all, this.signed(this.put(part), holds)), given);
        if (more === 0) return false;
        if (rest.length === 0) return this.possible(more);
        if (rest.length === 1) return this.can(more, rest[0], holds);
        return this.possible(rest.reduce((all, part) => this.it.and(all, this.signed(this.drawn(part), holds)), more));
      }
      return this.possible(this.it.and(given, this.signed(this.put(it), holds)));
    }

    joined(all) { return all.reduce((one, two) => this.it.and(one, two), 1); }

    signed(at, holds) { return holds ? at : this.it.not(at); }

    possible(at) {
      if (at === 0) return false;
      return this.careOf([at]).reduce((all, care) => this.it.and(all, care), at) !== 0;
    }

    // What a rule says of all products, if it says the same of all: by parts, whatever their number. Some product exists,
    // so what is neither outside nor failing is met.
    settled([applies, criterion], orFails = true) {
      const applying = this.drawn(applies);
      const outside = this.possible(this.it.not(applying));
      const fails = applying !== 0 && this.can(applying, criterion, false);
      if (!outside && !fails) return "satisfied";
      if (!fails) return this.possible(applying) ? null : "not_applicable";
      if (outside || !orFails) return null;
      return this.can(applying, criterion, true) ? null : "not_satisfied";
    }

    // The verdict on one rule, and whether something would decide it that is not known.
    verdict([applies, criterion], named = false) {
      const applying = this.drawn(applies);
      const met = criterion === null ? 1 : this.drawn(criterion);
      const care = this.joined(this.careOf([applying, met]));
      const here = this.it.and(care, applying);
      const cases = [
        ["not_applicable", this.it.without(care, applying)],
        ["satisfied", this.it.and(here, met)],
        ["not_satisfied", this.it.without(here, met)],
      ].filter(([, at]) => at !== 0);
      if (cases.length === 1 && cases[0][0] === "not_applicable") return plain("not_applicable");
      if (criterion === null) return plain("undecided");
      if (cases.length === 1) return plain(cases[0][0]);
      const judged = cases.map(([, at]) => this.it.exists(at, (bit) => !this.judge.judgement[this.judge.owner[bit]]));
      const outcome = this.apart(judged) ? "needs_judgement" : "undecided";
      const answer = { outcome, content: outcome, by: "content", open: true, under: null };
      return named ? { ...answer, needs: this.needed(cases.map(([, at]) => at)) } : answer;
    }

    apart(cases) {
      return cases.every((one, at) => cases.slice(at + 1).every((two) => this.it.and(one, two) === 0));
    }

    // A minimal set of unknown facts that would decide: later ones are dropped first, ordinary ones before judgements.
    needed(cases) {
      const facts = new Set();
      for (const at of cases) for (const bit of this.it.support(at)) facts.add(this.judge.owner[bit]);
      const last = [...facts].sort((one, two) => two - one);
      const { judgement, owner } = this.judge;
      const needs = [];
      for (const fact of [...last.filter((it) => !judgement[it]), ...last.filter((it) => judgement[it])]) {
        const fewer = cases.map((at) => this.it.exists(at, (bit) => owner[bit] === fact));
        if (this.apart(fewer)) cases = fewer;
        else needs.unshift(fact);
      }
      return needs.sort((one, two) => judgement[one] - judgement[two] || one - two);
    }

    // --- what to ask -------------------------------------------------------------------------------
    // A rule with the known facts put in, and what would decide it; null where it is decided or over the budget.
    opened(rule) {
      return this.guarded(() => {
        const found = this.verdict(rule, true);
        if (!found.open) return null;
        const applying = this.drawn(rule[0]);
        const met = this.drawn(rule[1]);
        const care = this.joined(this.careOf([applying, met]));
        const { owner } = this.judge;
        const reach = new Set([applying, met, care].flatMap((at) => [...this.it.support(at)]).map((bit) => owner[bit]));
        return { applying, met, care, reach, needs: found.needs, outcome: found.outcome };
      });
    }

    // Values of a fact, one of each kind that its bits tell apart.
    answersTo(at) {
      const fact = this.judge.ground.facts[at];
      const words = (marks) => marks.map((mark) => fact.words[mark]);
      switch (fact.type) {
        case "choice": {
          const other = fact.words.find((_, which) => !fact.marks.includes(which));
          return [...words(fact.marks), ...(other === undefined ? [] : [other])];
        }
        case "scale": return words([0, ...fact.marks]);
        case "set": return [[], ...words(fact.marks).map((word) => [word]), words(fact.marks)];
        case "number":
        case "duration": return [fact.range[0], ...fact.marks];
        case "date": return ["never", ...fact.marks.map(dayOf)];
        default: return [false, true];
      }
    }

    // Which unknown fact to ask for next: the one that decides most rules on average over its answers, then in the worst case,
    // then the one that most need, then the one declared first. A judgement only where nothing else is left to ask.
    next(rules, skipped = new Set()) {
      const open = rules.map((rule) => this.opened(rule)).filter((it) => it !== null);
      const { judgement, first, ground } = this.judge;
      const asked = new Map();
      for (const it of open) for (const fact of it.needs) if (!skipped.has(fact)) asked.set(fact, (asked.get(fact) || 0) + 1);
      const ordinary = [...asked.keys()].filter((fact) => !judgement[fact]).sort((one, two) => one - two);
      if (!ordinary.length) {
        const judged = [...asked.keys()].sort((one, two) => one - two)[0];
        return judged === undefined ? null : { fact: judged, most: 1 };
      }
      // Of many facts only those are weighed for which most wait.
      const weighed = ordinary.sort((one, two) => asked.get(two) - asked.get(one) || one - two).slice(0, 40);
      let best = null;
      for (const fact of weighed.sort((one, two) => one - two)) {
        const near = open.filter((it) => it.reach.has(fact));
        const each = [];
        for (const value of this.answersTo(fact)) {
          const bits = new Map(bitsOf(ground.facts[fact], value).map((bit, which) => [first[fact] + which, bit]));
          const decided = this.guarded(() => {
            const group = this.groups.get(fact);
            if (group && this.it.restrict(this.care(group), bits, new Map()) === 0) return null;
            return near.filter((it) => this.decidedBy(it, bits)).length;
          });
          if (decided !== null) each.push(decided);
        }
        const score = {
          fact,
          answers: Math.max(1, each.length),
          total: each.reduce((sum, it) => sum + it, 0),
          least: each.length ? Math.min(...each) : Infinity,
          most: each.length ? Math.max(...each) : 0,
          needed: asked.get(fact),
        };
        if (best === null || this.better(score, best)) best = score;
      }
      return { fact: best.fact, most: best.most };
    }

    better(one, two) {
      const [mine, other] = [one.total * two.answers, two.total * one.answers];
      return mine !== other ? mine > other : one.least !== two.least ? one.least > two.least : one.needed > two.needed;
    }

    decidedBy({ applying, met, care }, bits) {
      const memo = new Map();
      const [here, holds, allowed] = [applying, met, care].map((at) => this.it.restrict(at, bits, memo));
      const inside = this.it.and(allowed, here);
      const cases = [this.it.without(allowed, here), this.it.and(inside, holds), this.it.without(inside, holds)];
      return cases.filter((at) => at !== 0).length === 1;
    }

    // A minimal set of known facts that forces what a rule says: later ones are dropped first.
    reasons(rule) {
      const { outcome } = this.verdict(rule);
      const near = this.judge.near(rule);
      const facts = Object.fromEntries(Object.entries(this.known).filter(([id]) => near.has(this.judge.facts.get(id))));
      const last = Object.keys(facts).sort((one, two) => this.judge.facts.get(two) - this.judge.facts.get(one));
      for (const id of last) {
        const { [id]: left, ...fewer } = facts;
        void left;
        if (new Product(this.judge, fewer).verdict(rule).outcome === outcome) delete facts[id];
      }
      return Object.keys(facts);
    }

    // Single changes of what the maker can change after which a rule is met.
    repairs(rule) {
      const near = this.judge.near(rule);
      const found = [];
      for (const id of Object.keys(this.known)) {
        const at = this.judge.facts.get(id);
        if (!near.has(at) || !this.judge.ground.facts[at].can_change) continue;
        for (const value of this.answersTo(at)) {
          const other = this.with(id, value);
          if (!other.conflict().length && other.verdict(rule).outcome === "satisfied") found.push([id, value]);
        }
      }
      return found;
    }

    surely(products) { return this.settled([1, products], false) === "satisfied"; }

    // --- places -----------------------------------------------------------------------------------
    content(it) {
      if (it === null) return plain("not_applicable");
      if (Array.isArray(it)) return this.verdict(it);
      const parts = together(it.parts.map((part) => this.part(part)));
      if (!["undecided", "needs_judgement"].includes(parts.outcome) || !it.whole) return parts;
      const all = this.settled(it.whole);
      return all === null ? parts : plain(all);
    }

    part(it) {
      if (Array.isArray(it)) return this.verdict(it);
      const whole = this.verdict([it.applies, null]);
      if (whole.outcome === "undecided") {
        for (const criterion of it.some) {
          const part = this.verdict([it.applies, criterion]);
          if (part.outcome === "not_satisfied") return part;
        }
        if (it.around) {
          const [met, failed] = it.around.map((criterion) => this.verdict([it.applies, criterion]));
          if (met.outcome === failed.outcome && ["satisfied", "not_satisfied"].includes(met.outcome)) return together([met, failed]);
        }
      }
      return whole;
    }

    orByLaw(content, lawful) {
      if (!lawful || ["satisfied", "not_applicable"].includes(content.outcome)) return content;
      if (this.settled(lawful, false) === "satisfied") return { ...plain("satisfied"), by: "law", content: content.content };
      // Met wherever it applies: open is only whether it applies.
      const applying = this.drawn(lawful[0]);
      if (!this.can(applying, lawful[1], false)) {
        return { ...this.verdict([lawful[0], 1]), content: content.content };
      }
      return content;
    }

    place(it) { return this.orByLaw(this.content(it.content), it.lawful); }

    // --- editions ---------------------------------------------------------------------------------
    whole(edition) {
      const parts = edition.choices.map((it) => this.either(it));
      parts.push(...edition.units.map((it) => this.place(it)));
      const content = parts.length ? together(parts) : plain(edition.nothing);
      const stays = edition.stays.find((it) => it.stays && this.surely(it.products));
      const under = content.under || (stays ? stays.stays : null);
      return { ...this.orByLaw({ ...content, under }, edition.lawful), under };
    }

    either({ units, earlier, stays }) {
      const fresh = together(units.map((it) => this.place(it)));
      const met = ["satisfied", "not_applicable"].includes(fresh.outcome);
      if (met && fresh.by === "content") return fresh;
      const old = { ...this.verdict([1, earlier]), under: stays };
      if (old.outcome === "satisfied") return old;
      if (met || ["not_satisfied", "not_applicable"].includes(old.outcome)) return fresh;
      if (fresh.outcome === "not_satisfied") return { ...old, under: null };
      return { ...together([fresh, old]), under: null };
    }

    // Why an edition does not reach the product at all, if so.
    away(edition) {
      if (edition.excluded) return edition.excluded;
      if (!edition.reach) return null;
      return this.turnedAway(edition);
    }

    because(edition, why, judged) {
      const untested = judged.outcome === "undecided" && !judged.open;
      if (untested || (judged.outcome === "undecided" && edition.list)) return "no_criterion";
      if (judged.outcome !== "not_applicable") return null;
      if (why.empty) return why.empty;
      if ((why.aside || []).some((at) => this.surely(edition.stays[at].products))) return "transition";
      const scope = this.scope(edition);
      if (scope === null) throw new OverBudget();
      if (scope === "not_applicable") return "out_of_scope";
      return why.others ? "binds_others" : "condition";
    }

    // Whether an edition's scope takes the product in.
    scope(edition) {
      edition.scoped ||= new WeakMap();
      if (!edition.scoped.has(this)) edition.scoped.set(this, this.guarded(() => this.verdict([edition.scope, 1]).outcome));
      return edition.scoped.get(this);
    }

    // Runs with a budget of its own; null where it ends.
    guarded(run) {
      this.it.begin(this.judge.budget);
      try {
        return run();
      } catch (error) {
        if (error instanceof OverBudget) return null;
        throw error;
      }
    }

    provision(edition, text, away) {
      if (away) return { ...plain("not_applicable"), because: away };
      if (text.time) return { ...plain("not_applicable"), because: text.time };
      const judged = this.place(text);
      return { ...judged, because: this.because(edition, text.why, judged) };
    }

    // The verdict of an edition and of its provisions, as `kijun assess --against` of its instrument gives them.
    assess(name) {
      const edition = this.judge.editions.get(name);
      const away = this.guarded(() => this.away(edition));
      const whole = this.guarded(() => {
        if (away) return { ...plain("not_applicable"), because: away };
        const judged = this.whole(edition);
        return { ...judged, because: this.because(edition, edition.why, judged) };
      });
      const provisions = edition.provisions.map((text) => ({ text, ...(this.guarded(() => this.provision(edition, text, away)) || open()) }));
      const seen = new Set();
      for (const it of away ? [] : edition.under) {
        if (this.guarded(() => this.surely([2, it.products])) || (it.choice && !(whole && whole.under === it.stays))) continue;
        for (const text of it.texts.filter((each) => !seen.has(each.id))) {
          seen.add(text.id);
          provisions.push({ text, ...(this.guarded(() => this.place(text)) || open()), under: it.stays, because: null });
        }
      }
      return { id: edition.id, ...(whole || open()), provisions };
    }

    // The editions that an instrument means for the product: earlier ones that go on for it, and the current one unless it
    // is turned away for sure.
    meant(instrument) {
      const all = instrument.editions.map((id) => this.judge.editions.get(id));
      const turned = (edition) => edition.reach && this.guarded(() => this.turnedAway(edition));
      const earlier = all.slice(0, -1).filter((it) => !turned(it));
      const current = all[all.length - 1];
      return (earlier.length === 0 || !turned(current) ? [...earlier, current] : earlier).map((it) => it.id);
    }

    // Why the product is not among those that an edition reaches, if so.
    turnedAway({ reach: [own, kept] }) {
      if (this.verdict([own, null]).outcome === "not_applicable") return "ended";
      return this.verdict([[2, kept], null]).outcome === "not_applicable" ? "transition" : null;
    }
  }

  const plain = (outcome) => ({ outcome, content: outcome, by: "content", open: false, under: null });
  const open = () => ({ outcome: null, content: null, by: null, open: true, under: null, because: null });

  const WORST = ["not_satisfied", "undecided", "needs_judgement", "satisfied", "not_applicable"];
  const worst = (outcomes) => WORST.find((it) => outcomes.includes(it)) || "undecided";

  // Joins the verdicts of several parts, the worst first.
  function together(parts) {
    const outcome = worst(parts.map((it) => it.outcome));
    const same = parts.filter((it) => it.outcome === outcome);
    return {
      outcome,
      content: worst(parts.map((it) => it.content)),
      by: outcome === "satisfied" && parts.some((it) => it.by === "law") ? "law" : "content",
      open: same.some((it) => it.open),
      under: (same.find((it) => it.under) || { under: null }).under,
    };
  }

  return { Judge, worst };
})();
if (typeof module !== "undefined") module.exports = kijunJudge;
