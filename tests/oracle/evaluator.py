#!/usr/bin/env python3
"""Judges the published checklists a second time, from their trees alone, and compares the answers.

Usage: evaluator.py DATA BINARY [PRODUCTS]

DATA is the `data` folder of a build, BINARY the program, PRODUCTS how many random products are assessed (200).
Shares no code with the program: conditions, criteria, scopes and constraints are read as trees from the public JSON and
decided by z3. Checked are, for every counterpart of every item that has a checklist itself, `relation`, `applicability`
and `condition`, and for random products, the day left out, the verdict by content of every item that has a criterion.
Prints each disagreement and, last, `N passed, M failed`; exits with 1 if anything failed or nothing was asked.
"""

import datetime
import json
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
        self.items, self.editions = {}, {}
        for path in sorted((data / "checklist").glob("*.json")):
            checklist = read(path)
            for edition in checklist["editions"]:
                self.editions[edition["id"]] = edition
                self.lists[edition["id"]] = [it for it in checklist["items"] if it["edition"] == edition["id"]]
            self.items.update({item["id"]: item for item in checklist["items"]})
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
            case "test":
                return self.words.test(tree["fact"], tree["sign"], tree["value"])
            case "one_of":
                return z3.Or([self.words.test(tree["fact"], "==", value) for value in tree["values"]])
            case "open":
                return self.words.terms[tree["fact"]]
            case "items":
                return z3.And([self.met(self.items[it]) for it in tree["provisions"]])
            case "since":
                until = edition and edition["until"]
                return z3.BoolVal(until is None or day(until) > day(tree["day"]))
        raise SystemExit(f"there is no operator `{tree['op']}`")

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
        parts = [it["criterion"] for it in item["requirements"] if it["id"] == requirement]
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

    def product(self, names, dice):
        """Returns a product that the constraints allow, total over some facts."""
        facts, given = {}, []
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
        if not holds(self.applies(item)):
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


def verdicts(base, binary, number):
    """Yields name, given and own verdict of each item that has a criterion, for random products."""
    dice = random.Random(20200401)
    editions = [it for it in base.lists if any(item["criterion"] for item in base.lists[it])]
    for at in range(number):
        edition = editions[at % len(editions)]
        items = base.lists[edition]
        names = sorted({fact for item in items for fact in item["facts"]})
        dice.shuffle(names)
        facts, model = base.product(names, dice)
        with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
            json.dump({"facts": facts}, file)
            file.flush()
            command = [binary, "assess", file.name, "--against", edition, "--whole", "--format", "json"]
            run = subprocess.run(command, capture_output=True, text=True, check=False)
        if run.returncode not in (0, 1, 3):
            yield f"product {at} against {edition}", run.stderr.strip(), "an answer"
            continue
        given = {it["id"]: it for result in json.loads(run.stdout)["results"] for it in result["provisions"]}
        for item in items:
            if item["criterion"] and item["id"] in given:
                shown = given[item["id"]]
                yield f"product {at} for {item['id']}", shown.get("content") or shown["verdict"], base.verdict(item, model)


def main():
    data, binary = pathlib.Path(sys.argv[1]), sys.argv[2]
    number = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    base = Base(data)
    passed = failed = 0
    asked = {"relations": 0, "verdicts": 0}
    for kind, answers in (("relations", relations(base)), ("verdicts", verdicts(base, binary, number))):
        for name, given, own in answers:
            asked[kind] += 1
            if given == own:
                passed += 1
            else:
                failed += 1
                print(f"{name}: the program says {given}, the evaluator {own}")
    print(f"{asked['relations']} relations, {asked['verdicts']} verdicts")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not all(asked.values()) else 0


if __name__ == "__main__":
    raise SystemExit(main())
