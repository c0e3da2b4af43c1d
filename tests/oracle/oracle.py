#!/usr/bin/env python3
"""Asks z3 every question of an SMT-LIB export and compares the answers.

Usage: oracle.py [FILE]      (standard input without FILE)

Each question is one line `(check-sat-assuming …)`, after the status that is expected and a comment that names it.
Prints each disagreement and, last, `N passed, M failed`; exits with 1 if anything failed or nothing was asked.
"""

import re
import sys

import z3

STATUS = re.compile(r"\(set-info :status (sat|unsat)\)")


def answers(lines):
    """Yields name, expected and given answer of each question."""
    context = z3.Context()
    name, expected, waiting = "", None, []

    def evaluate():
        text = "\n".join(waiting)
        waiting.clear()
        return z3.Z3_eval_smtlib2_string(context.ref(), text).strip()

    for line in lines:
        line = line.rstrip("\n")
        if line.startswith(";"):
            name = line[1:].strip()
        elif found := STATUS.fullmatch(line):
            # Kept from z3, which would complain by itself instead of answering.
            expected = found.group(1)
        elif line.startswith("(check-sat"):
            before = evaluate()
            if before:
                raise SystemExit(f"z3 cannot read what stands before `{name}`: {before}")
            waiting.append(line)
            yield name, expected, evaluate()
            expected = None
        else:
            waiting.append(line)
    if rest := evaluate():
        raise SystemExit(f"z3 cannot read the end: {rest}")


def main():
    source = open(sys.argv[1], encoding="utf-8") if len(sys.argv) > 1 else sys.stdin
    passed = failed = 0
    with source:
        for name, expected, given in answers(source):
            if expected is not None and given == expected:
                passed += 1
            else:
                failed += 1
                print(f"{name}: expected {expected}, z3 says {given}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
