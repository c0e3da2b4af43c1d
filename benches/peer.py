#!/usr/bin/env python3
"""Times the engine against z3 on the same questions, in one run.

Usage: .venv/bin/python benches/peer.py [KIJUN]      (default: target/release/kijun)

Both answer every question of `kijun export smtlib`. Of the engine the time of a check is taken away, which reads the
base; its answers come with nearest witnesses and minimal proofs, those of z3 are `sat` or `unsat` and no more.
Prints the median of five runs each, and the ratio.
"""

import importlib.util
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def oracle():
    """Loads the reader of questions that the tests use."""
    path = ROOT / "tests" / "oracle" / "oracle.py"
    spec = importlib.util.spec_from_file_location("oracle", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def median(act):
    """Returns the median of five runs in seconds."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        act()
        times.append(time.perf_counter() - begun)
    return statistics.median(times)


def main():
    kijun = sys.argv[1] if len(sys.argv) > 1 else str(ROOT / "target" / "release" / "kijun")
    run = lambda *args: subprocess.run([kijun, *args], cwd=ROOT, check=True, capture_output=True)
    with tempfile.TemporaryDirectory() as folder:
        file = str(pathlib.Path(folder) / "questions.smt2")
        check = median(lambda: run("check"))
        export = median(lambda: run("export", "smtlib", "--out", file))
        lines = pathlib.Path(file).read_text(encoding="utf-8").splitlines()
    reader = oracle()
    questions = sum(1 for _ in reader.answers(lines))
    z3 = median(lambda: sum(1 for _ in reader.answers(lines)))
    ours = export - check
    print(f"{questions} questions")
    print(f"kijun, with witnesses and proofs: {ours * 1000:.0f} ms, {ours / questions * 1e6:.1f} µs each")
    print(f"z3, sat or unsat:                 {z3 * 1000:.0f} ms, {z3 / questions * 1e6:.1f} µs each")
    print(f"z3 / kijun: {z3 / ours:.2f}")


if __name__ == "__main__":
    main()
