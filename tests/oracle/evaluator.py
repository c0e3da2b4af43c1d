#!/usr/bin/env python3
"""Judges the published checklists a second time, from their trees alone, and compares the answers.

Usage: evaluator.py DATA BINARY [PRODUCTS]

DATA is the `data` folder of a build, BINARY the program, PRODUCTS how many random products are assessed (200).
Shares no code with the program: conditions, criteria, scopes and constraints are read as trees from the public JSON and
decided by z3. Checked are, for every counterpart of every item that has a checklist itself, `relation`, `applicability`
and `condition`, and for random products the verdict by content of every item that has a criterion: one product in three
with the day left out, the others on days on which something of the edition begins or ends, and on those before them.
Merges of several markets are decided too: what they demand holds for a product exactly if all that takes part does, by
whom it is demanded, what the rest implies, and which provisions exclude one another.
Prints each disagreement and, last, `N passed, M failed`; exits with 1 if anything failed or nothing was asked.
"""

import concurrent.futures
import datetime
import itertools
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import z3

FIRST, LAST = datetime.date(1900, 1, 1), datetime.date(2199, 12, 31)
NEVER = FIRST.toordinal() - 1


def day(text):
    return NEVER if text == "never" else datetime.date.fromisoformat(text).toordinal()


class Vocabulary:
    """The facts as z3 terms, with what bounds them."""

    def __init__(self, facts):
        self.facts = {fact["id"]: fact for fact in facts}
        self.terms, self.bounds = {}, []
        for name, fact in self.facts.items():
            words = [word["word"] for word in fact["words"]]
            kind = fact["type"]
            if kind in ("flag", "concept"):
                self.terms[name] = z3.Bool(name)
            elif kind == "set":
                self.terms[name] = {word: z3.Bool(f"{name} {word}") for word in words}
            else:
                term = self.terms[name] = z3.Int(name)
                low, high = 0, len(words) - 1
                if kind == "date":
                    low, high = NEVER, LAST.toordinal()
                elif kind in ("number", "duration"):
                    low, high = fact["range"]["lo"], fact["range"]["hi"]
                self.bounds += [term >= low, term <= high]

    def number(self, name, value):
        fact = self.facts[name]
        if fact["type"] == "date":
            return day(value)
        if fact["type"] in ("choice", "scale"):
            return [word["word"] for word in fact["words"]].index(value)
        return value

    def test(self, name, sign, value):
        kind, term = self.facts[name]["type"], self.terms[name]
        if kind == "set":
            assert sign == "contains", sign
            return term[value]
        if kind in ("flag", "concept"):
            return term == (value if sign == "==" else not value)
        number = self.number(name, value)
        compared = {
            "==": term == number, "!=": term != number, "<": term < number,
            "<=": term <= number, ">": term > number, ">=": term >= number,
        }[sign]
        return z3.And(term > NEVER, compared) if kind == "date" else compared

    def equals(self, name, value):
        """Says that a fact has a value as product files write it."""
        if self.facts[name]["type"] == "set":
            return z3.And([term if word in value else z3.Not(term) for word, term in self.terms[name].items()])
        if isinstance(value, bool):
            return self.terms[name] == value
        return self.terms[name] == self.number(name, value)

    def some_value(self, name, dice):
        fact = self.facts[name]
        kind, words = fact["type"], [word["word"] for word in fact["words"]]
        if kind in ("flag", "concept"):
            return dice.random() < 0.5
        if kind in ("choice", "scale"):
            return dice.choice(words)
        if kind == "set":
            return [word for word in words if dice.random() < 0.5]
        if kind == "date":
            return dice.choice(["never", "2019-01-01", "2020-03-31", "2020-04-01", "2027-12-10", "2027-12-11", "2030-01-01"])
        low, high = fact["range"]["lo"], fact["range"]["hi"]
        return dice.randint(low, min(high, low + dice.choice([1, 4, 12, 200])))


class Base:
    """Checklists of the current editions, with constraints in one solver."""

    def __init__(self, data):
        read = lambda path: json.loads(path.read_text(encoding="utf-8"))
        self.words = Vocabulary(read(data / "facts.json"))
        self.lists = {}
        self.items, self.editions, self.read = {}, {}, {}
        for path in sorted((data / "checklist").glob("*.json")):
            checklist = read(path)
            for edition in checklist["editions"]:
                self.read[edition["id"]] = {it["concept"]: it for it in edition["interpretations"]}
                self.editions[edition["id"]] = edition
                self.lists[edition["id"]] = [it for it in checklist["items"] if it["edition"] == edition["id"]]
            self.items.update({item["id"]: item for item in checklist["items"]})
        self.on = None
        self.solver = z3.Solver()
        self.solver.add(self.words.bounds)
        for constraint in read(data / "constraints.json"):
            self.solver.add(self.formula(constraint["holds"]["tree"], None))

    def formula(self, tree, edition):
        part = lambda inner: self.formula(inner, edition)
        match tree["op"]:
            case "all":
                return z3.And([part(it) for it in tree["parts"]])
            case "any":
                return z3.Or([part(it) for it in tree["parts"]])
            case "not":
                return z3.Not(part(tree["part"]))
            case "implies":
                return z3.Implies(part(tree["condition"]), part(tree["consequence"]))
            case "define":
                return part(tree["part"])
            case "test" if tree["fact"] in self.read.get(edition and edition["id"], {}):
                concept = self.concept(tree["fact"], edition)
                return concept if (tree["sign"] == "==") == tree["value"] else z3.Not(concept)
            case "test":
                return self.words.test(tree["fact"], tree["sign"], tree["value"])
            case "one_of":
                return z3.Or([self.words.test(tree["fact"], "==", value) for value in tree["values"]])
            case "open":
                return self.concept(tree["fact"], edition)
            case "items":
                return z3.And([self.met(self.items[it]) for it in tree["provisions"] if self.stands(self.items[it])])
            case "since":
                return z3.BoolVal(self.today(edition) >= day(tree["day"]))
        raise SystemExit(f"there is no operator `{tree['op']}`")

    def concept(self, name, edition):
        """Returns a concept as it is interpreted in an edition; one edition interprets no concept twice at once."""
        term, said = self.words.terms[name], self.read.get(edition and edition["id"], {}).get(name)
        if said is None:
            return term
        condition = self.formula(said["condition"]["tree"], edition)
        read = {"equals": condition, "suffices_for": z3.Or(term, condition), "suffices_against": z3.And(term, z3.Not(condition))}
        return read[said["says"]]

    def today(self, edition):
        """Returns the day that counts in an edition: the last one where the day is left out or the edition is over."""
        until = edition["until"]
        last = day(until) - 1 if until else LAST.toordinal()
        return last if self.on is None else min(self.on, last)

    def begun(self, edition):
        if self.on is None:
            return True
        return day(edition["from"]) <= self.on if edition["from"] else edition["status"] != "adopted"

    def stands(self, item):
        """Says whether an item stands while its edition does; its days are those of the text within the edition."""
        today = self.today(self.editions[item["edition"]])
        begun = self.on is None or not item["from"] or day(item["from"]) <= today
        return begun and (self.on is None or not item["until"] or today < day(item["until"]))

    def is_over(self, edition):
        return self.on is not None and bool(edition["until"]) and day(edition["until"]) <= self.on

    def goes_on(self, edition):
        """Returns for which products an edition goes on that is over."""
        said = edition["continues"]
        return z3.BoolVal(False) if said is None else self.formula(said["products"]["tree"], edition)

    def reached(self, edition):
        """Returns for which products an edition stands on the day: an earlier one that goes on keeps its own."""
        own = self.goes_on(edition) if self.is_over(edition) else z3.BoolVal(self.begun(edition))
        siblings = [it for it in self.editions.values() if instrument(it) == instrument(edition) and self.is_over(it)]
        kept = [self.goes_on(it) for it in siblings if edition["from"] and edition["from"] >= it["until"]]
        return z3.And(own, z3.Not(z3.Or(kept)))

    def days(self, edition):
        """Returns the days on which something of an edition begins or ends, and those before them."""
        dated = [edition, *self.lists[edition["id"]]]
        marks = {day(it[end]) for it in dated for end in ("from", "until") if it[end]}
        return sorted({near for mark in marks for near in (mark - 1, mark)}) or [LAST.toordinal()]

    def met(self, item):
        return z3.Implies(self.condition(item), self.clause(item["criterion"], item))

    def clause(self, clause, item):
        return z3.BoolVal(True) if clause is None else self.formula(clause["tree"], self.editions[item["edition"]])

    def scope(self, item):
        return self.clause(self.editions[item["edition"]]["scope"], item)

    def condition(self, item):
        return self.clause(item["condition"], item)

    def applies(self, item):
        return z3.And(self.scope(item), self.condition(item))

    def criterion(self, item, requirement):
        """The criterion for a requirement; none where a part of it has no test."""
        parts = [it.get("criterion", item["criterion"]) for it in item["requirements"] if it["id"] == requirement]
        return None if None in parts else z3.And([self.clause(it, item) for it in parts])

    def can(self, *formulas):
        return self.solver.check(*[self.literal(it) for it in formulas]) == z3.sat

    def literal(self, formula):
        """Names a formula once, so that the solver keeps what it has learnt."""
        names = self.__dict__.setdefault("names", {})
        key = formula.get_id()
        if key not in names:
            name = z3.Bool(f"#{len(names)}")
            self.solver.add(name == formula)
            names[key] = (name, formula)
        return names[key][0]

    def inclusion(self, within, one, two):
        if not self.can(*within, one, two):
            return "disjoint"
        only = (self.can(*within, one, z3.Not(two)), self.can(*within, two, z3.Not(one)))
        return {(False, False): "same", (True, False): "wider", (False, True): "narrower", (True, True): "overlapping"}[only]

    def related(self, one, two, requirement):
        """Returns how the first relates to the second: relation, applicability, condition."""
        applies = [self.applies(one), self.applies(two)]
        scopes = [self.scope(one), self.scope(two)]
        applicability = self.inclusion([], *applies)
        condition = self.inclusion(scopes, self.condition(one), self.condition(two)) if self.can(*scopes) else None
        criteria = [self.criterion(one, requirement), self.criterion(two, requirement)]
        if None in criteria:
            return "undetermined", applicability, condition
        if not self.can(*applies):
            return "disjoint", applicability, condition
        if not self.can(*applies, *criteria):
            return "incompatible", applicability, condition
        gaps = [self.can(*applies, a, z3.Not(b)) for a, b in (criteria, reversed(criteria))]
        relation = {(False, False): "equal", (False, True): "stricter", (True, False): "looser", (True, True): "overlapping"}
        return relation[tuple(gaps)], applicability, condition

    def merge(self, found, merge):
        """Returns what the program and this evaluator say of a merge on one requirement, each as a list of words."""
        requirement, scopes = found["requirement"], {it["edition"]: it["scope"] for it in merge["scopes"]}
        limit = lambda clause, edition: z3.BoolVal(True) if clause is None else self.formula(clause["tree"], edition)
        items = [self.items[it] for it in found["provisions"]]
        binding = lambda it: it["modality"] in ("shall", "shall_not") and requirement in [part["id"] for part in it["requirements"]]
        over = lambda it: it["until"] and day(it["until"]) <= self.on
        own = {it["id"] for edition in merge["editions"] for it in self.lists[edition] if binding(it) and not over(it)}
        rules = {it["id"]: (self.reaching(it), self.criterion(it, requirement)) for it in items}
        rules = {name: it for name, it in rules.items() if it[1] is not None}
        demands = [z3.Implies(*it) for it in rules.values()]
        said = []
        for it in found["conjuncts"]:
            edition = self.editions[it["edition"]]
            applies = z3.And(limit(scopes[it["edition"]], edition), limit(it["applies"], edition))
            said.append(z3.Implies(applies, self.formula(it["criterion"]["tree"], edition)))
        wrong = []
        tested = {it for it in own if self.criterion(self.items[it], requirement) is not None}
        if tested != set(rules):
            wrong.append(f"others take part: {sorted(tested ^ set(rules))}")
        if self.can(z3.And(said) != z3.And(demands)):
            wrong.append("it demands something else than its provisions")
        for at, it in enumerate(found["conjuncts"]):
            if not all(by in rules and not self.can(z3.Implies(*rules[by]), z3.Not(said[at])) for by in it["by"]):
                wrong.append(f"what {it['by'][0]} says is not demanded by each that is named")
        for it in found["dominated"]:
            by = [z3.Implies(*rules[other]) for other in it["by"]]
            if self.can(*by, z3.Not(z3.Implies(*rules[it["id"]]))):
                wrong.append(f"{it['id']} is not implied")
        if sorted(found["silent"]) != sorted(set(found["provisions"]) - set(rules)):
            wrong.append("other provisions have no criterion")
        wrong += self.conflict(found["conflict"], rules)
        return wrong, []

    def conflict(self, named, rules):
        """Says what is wrong with the provisions that are said to exclude one another; none where none do."""
        applying = lambda names: [rules[it][0] for it in names]
        met = lambda names: [rules[it][1] for it in names]
        if named is None:
            pairs = itertools.combinations(rules, 2)
            clash = lambda pair: self.can(*applying(pair)) and not self.can(*applying(pair), *met(pair))
            return [f"{one} and {two} exclude one another" for one, two in pairs if clash((one, two))]
        fewer = [[it for it in named if it != left] for left in named]
        real = self.can(*applying(named)) and not self.can(*applying(named), *met(named))
        minimal = all(self.can(*applying(it), *met(it)) for it in fewer)
        return [] if real and minimal else ["its conflict is none, or not minimal"]

    def reaching(self, item):
        """Returns where a provision applies on the day, or will: an edition that goes on keeps its products."""
        edition = self.editions[item["edition"]]
        upcoming = not self.begun(edition)
        return self.applies(item) if upcoming else z3.And(self.reached(edition), self.applies(item))

    def product(self, names, dice, within=()):
        """Returns a product that the constraints allow, total over some facts; one of which some formulas hold."""
        facts, given = {}, [self.literal(it) for it in within]
        for name in names:
            for _ in range(12):
                value = self.words.some_value(name, dice)
                said = self.literal(self.words.equals(name, value))
                if self.solver.check(*given, said) == z3.sat:
                    facts[name] = value
                    given.append(said)
                    break
            else:
                # No random value fits what is said already: the solver names one.
                assert self.solver.check(*given) == z3.sat
                facts[name] = self.found(name, self.solver.model())
                given.append(self.literal(self.words.equals(name, facts[name])))
        assert self.solver.check(*given) == z3.sat
        return facts, self.solver.model()

    def found(self, name, model):
        fact, term = self.words.facts[name], self.words.terms[name]
        if fact["type"] == "set":
            return [word for word, it in term.items() if z3.is_true(model.eval(it, True))]
        value = model.eval(term, True)
        if fact["type"] in ("flag", "concept"):
            return z3.is_true(value)
        number = value.as_long()
        if fact["type"] in ("choice", "scale"):
            return fact["words"][number]["word"]
        if fact["type"] == "date":
            return "never" if number == NEVER else datetime.date.fromordinal(number).isoformat()
        return number

    def verdict(self, item, model):
        holds = lambda formula: z3.is_true(model.eval(formula, True))
        reached = self.on is None or self.stands(item) and holds(self.reached(self.editions[item["edition"]]))
        if not reached or not holds(self.applies(item)):
            return "not_applicable"
        return "satisfied" if holds(self.clause(item["criterion"], item)) else "not_satisfied"


def relations(base):
    """Yields name, published and own answer of each counterpart."""
    for item in base.items.values():
        for other in item["counterparts"]:
            if other["id"] in base.items:
                said = (other["relation"], other["applicability"], other["condition"])
                own = base.related(base.items[other["id"]], item, other["requirement"])
                yield f"{other['id']} beside {item['id']} on {other['requirement']}", said, own


def instrument(edition):
    return edition["id"].split("@")[0]


def facts_of(tree):
    """Returns the facts that a tree tests."""
    below = [tree.get(key) for key in ("part", "condition", "consequence")] + tree.get("parts", [])
    return {it for part in below if part for it in facts_of(part)} | ({tree["fact"]} if "fact" in tree else set())


def products(base, number):
    """Yields random products, each with the edition and the day for which it is assessed and with own verdicts."""
    dice = random.Random(20200401)
    editions = [it for it in base.lists if any(item["criterion"] for item in base.lists[it])]
    for at in range(number):
        edition = base.editions[editions[at % len(editions)]]
        items = base.lists[edition["id"]]
        names = {fact for item in items for fact in item["facts"]}
        if edition["continues"]:
            names |= facts_of(edition["continues"]["products"]["tree"])
        names = sorted(names)
        dice.shuffle(names)
        base.on = None if at % 3 == 0 else dice.choice(base.days(edition))
        # Few products are within a scope by chance.
        within = [base.clause(edition["scope"], items[0])] + ([base.goes_on(edition)] if base.is_over(edition) else [])
        if dice.random() < 0.4 or not base.can(*within):
            within = []
        facts, model = base.product(names, dice, within)
        own = {item["id"]: base.verdict(item, model) for item in items if item["criterion"]}
        yield at, edition, base.on, facts, own
    base.on = None


def assessed(binary, edition, on, facts):
    """Returns what the program says of a product; on a day the edition is not named, so that its end counts."""
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump({"facts": facts}, file)
        file.flush()
        dated = ["--against", edition["id"], "--whole"]
        if on is not None:
            dated = ["--against", instrument(edition), "--as-of", datetime.date.fromordinal(on).isoformat()]
        command = [binary, "assess", file.name, *dated, "--format", "json"]
        return subprocess.run(command, capture_output=True, text=True, check=False)


def verdicts(base, binary, number):
    """Yields name, given and own verdict of each item that has a criterion, for random products."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        asked = [(it, pool.submit(assessed, binary, *it[1:4])) for it in products(base, number)]
        for (at, edition, on, _, own), answer in asked:
            day = "the day left out" if on is None else datetime.date.fromordinal(on).isoformat()
            name, run = f"product {at} ({day})", answer.result()
            if run.returncode not in (0, 1, 3):
                yield f"{name} against {edition['id']}", run.stderr.strip(), "an answer"
                continue
            # On some days the instrument means an edition that has no checklist.
            results = [it for it in json.loads(run.stdout)["results"] if it["instrument"] == edition["id"]]
            for given in (it for result in results for it in result["provisions"] if it["id"] in own):
                yield f"{name} for {given['id']}", given.get("content") or given["verdict"], own[given["id"]]


# Which markets are merged, each alone and together, and what is merged in beside them.
MARKETS = ["JP", "GB", "EU", "US", "SG", "AU"]
WITH = ["", "jcstar1", "en303645", "jcstar1,en303645,nist8425,sg.cls"]


def merged(binary, markets, beside):
    command = [binary, "merge", "--markets", ",".join(markets), *(["--with", beside] if beside else []), "--format", "json"]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def merges(base, binary):
    """Yields name, given and own answer of each requirement of the merges of all markets, alone and in random company.

    What is merged holds for a product exactly if all that takes part does, each where it applies: z3 decides it for every
    product that the constraints allow.
    """
    dice = random.Random(20200401)
    asked = [([market], "") for market in MARKETS] + [(MARKETS, WITH[-1])]
    asked += [(dice.sample(MARKETS, 2 + at), WITH[at]) for at in range(3)]
    for markets, beside in asked:
        name, run = f"merge of {','.join(markets)} with {beside or 'nothing'}", merged(binary, markets, beside)
        if run.returncode != 0:
            yield name, run.stderr.strip(), "a merge"
            continue
        merge = json.loads(run.stdout)
        base.on = day(merge["as_of"])
        for found in merge["requirements"]:
            # An edition that goes on for some products, or none of whose checklists is published, has no trees here.
            if found["failure"] is None and all(it in base.lists for it in merge["editions"]):
                yield f"{name} on {found['requirement']}", *base.merge(found, merge)
        base.on = None


def main():
    data, binary = pathlib.Path(sys.argv[1]), sys.argv[2]
    number = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    base = Base(data)
    passed = failed = 0
    asked = {"relations": 0, "merges": 0, "verdicts": 0}
    judged = (("relations", relations(base)), ("merges", merges(base, binary)), ("verdicts", verdicts(base, binary, number)))
    for kind, answers in judged:
        for name, given, own in answers:
            asked[kind] += 1
            if given == own:
                passed += 1
            else:
                failed += 1
                print(f"{name}: the program says {given}, the evaluator {own}")
    print(", ".join(f"{count} {kind}" for kind, count in asked.items()))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not all(asked.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
