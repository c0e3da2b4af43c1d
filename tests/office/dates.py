#!/usr/bin/env python3
"""Reads the calendar that kijun writes as others read it: with the package icalendar. Every date of the JSON answer has
to stand in it, on its day and under its id, and nothing else; the same dates give the same bytes.

Usage: dates.py KIJUN
"""

import collections
import json
import subprocess
import sys

from icalendar import Calendar


def run(kijun, *args):
    return subprocess.run([kijun, "list", "dates", *args], check=True, capture_output=True).stdout


def read(kijun, lang):
    """The events of the calendar in a language."""
    written = run(kijun, "--format", "ics", "--lang", lang)
    assert written == run(kijun, "--format", "ics", "--lang", lang), "not the same twice"
    lines = written.split(b"\r\n")
    assert lines[-1] == b"" and not any(b"\n" in line for line in lines), "a line that does not end in CR LF"
    long = [line for line in lines if len(line) > 75]
    assert not long, f"lines of more than 75 bytes: {long}"
    for line in lines:
        line.decode()
    calendar = Calendar.from_ical(written)
    assert not calendar.errors and calendar["version"] == "2.0" and calendar["prodid"], calendar.errors
    events = list(calendar.walk("VEVENT"))
    for event in events:
        assert not event.errors, event.errors
    return events


def stated(event):
    """The day of an event with each of the ids that it names."""
    day = event["dtstart"].dt
    assert event["dtstart"].params["VALUE"] == "DATE" and "dtend" not in event, "it lasts a whole day"
    for line in str(event["description"]).split("\n"):
        yield day.isoformat(), line.rsplit(" (", 1)[1].removesuffix(")")


def main():
    [kijun] = sys.argv[1:]
    wanted = collections.Counter((it["date"], it["id"]) for it in json.loads(run(kijun, "--format", "json")))
    names = {}
    for lang in ("ja", "en"):
        events = read(kijun, lang)
        found = collections.Counter(pair for event in events for pair in stated(event))
        assert found == wanted, f"{lang}: {(found - wanted) + (wanted - found)}"
        names[lang] = [str(event["uid"]) for event in events]
        assert len(set(names[lang])) == len(names[lang]), "an event has the name of another"
        for event in events:
            assert event["summary"].params["LANGUAGE"] == lang and event["dtstamp"].dt.tzinfo is not None
    assert names["ja"] == names["en"], "the languages have other events"
    print(f"{wanted.total()} dates in {len(names['ja'])} events are as the JSON has them, in both languages")


main()
