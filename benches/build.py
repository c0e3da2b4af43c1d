#!/usr/bin/env python3
"""Times `kijun build` against writing the same files and bytes and no more, in one run.

Usage: python3 benches/build.py FOLDER [--base BASE] [--kijun KIJUN] [--runs 5]

FOLDER lies on the file system that is to be measured, such as a tmpfs, and is left empty. BASE is a project (default:
the shipped one), KIJUN a release build (default: target/release/kijun). Builds and floor take turns, each into a fresh
folder; deletions are not timed. Prints medians, the ratio, and processor time and memory of the builds.
"""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent


def build(kijun, base, out):
    """Builds once; returns wall time, processor time in seconds and the peak of memory in megabytes."""
    begun = time.perf_counter()
    process = subprocess.Popen([kijun, "--root", base, "build", "--out", str(out)], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - begun
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode != 0:
        raise SystemExit("the build fails")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def manifest(out):
    """Returns sizes and paths of all files below a folder."""
    files = sorted(path for path in out.rglob("*") if path.is_file())
    return [(path.stat().st_size, path.relative_to(out)) for path in files]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--base", default=str(ROOT))
    parser.add_argument("--kijun", default=str(ROOT / "target" / "release" / "kijun"))
    parser.add_argument("--runs", type=int, default=5)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder, tempfile.TemporaryDirectory() as tools:
        folder, tools = pathlib.Path(folder), pathlib.Path(tools)
        source = ROOT / "benches" / "floor" / "write.rs"
        subprocess.run(["rustc", "-O", "--edition", "2024", str(source), "-o", str(tools / "write")], check=True)
        build(args.kijun, args.base, folder / "first")
        files = manifest(folder / "first")
        (tools / "manifest").write_text("".join(f"{size}\t{path}\n" for size, path in files))
        shutil.rmtree(folder / "first")
        builds, floors = [], []
        for _ in range(args.runs):
            builds.append(build(args.kijun, args.base, folder / "build"))
            shutil.rmtree(folder / "build")
            floor = [tools / "write", tools / "manifest", folder / "floor"]
            floors.append(float(subprocess.run(floor, check=True, capture_output=True, text=True).stdout))
            shutil.rmtree(folder / "floor")
    wall, cpu, memory = (statistics.median(run[at] for run in builds) for at in range(3))
    floor = statistics.median(floors)
    print(f"{len(files):,} files, {sum(size for size, _ in files) / 1e6:,.1f} MB")
    print(f"build: {wall:.3f} s wall, {cpu:.3f} s cpu, {memory:,.0f} MB")
    print(f"floor: {floor:.3f} s wall")
    print(f"build / floor: {wall / floor:.2f}")


if __name__ == "__main__":
    main()
