//! The timeline: its drawing says what its lists say, and the state of each day is that of the texts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::html::{Page, all, text};
use crate::site::shipped;

fn is_of_text(it: &Value) -> bool {
    ["editions", "provisions", "deemings"].iter().any(|kind| it["kind"] == *kind)
        && ["begins", "ends", "changes"].iter().any(|turn| it["turn"] == *turn)
}

fn days() -> BTreeSet<String> {
    let dates = shipped().list("data/dates.json");
    let days =
        dates.iter().filter(|it| is_of_text(it)).map(|it| it["date"].as_str().expect("a day").to_owned());
    days.collect()
}

/// Returns what is folded below each day.
fn folded(page: &Page) -> BTreeMap<String, Vec<String>> {
    let ids = page.all("main h2").into_iter().map(|it| it.attr("id").expect("a place").to_owned());
    let folds = page.all("main details").into_iter().map(|it| all(it, "li").into_iter().map(text).collect());
    ids.zip(folds).collect()
}

#[test]
fn each_day_that_matters_has_its_state() {
    let output = shipped();
    for (lang, cra) in [("ja", "サイバーレジリエンス法"), ("en", "Cyber Resilience Act")] {
        let page = output.page(&format!("{lang}/days.html"));
        let told = folded(&page);
        let wanted: BTreeSet<String> = days().iter().map(|day| format!("d{day}")).collect();
        assert_eq!(told.keys().cloned().collect::<BTreeSet<_>>(), wanted, "{lang}");
        // What stands of the Act, and of how many provisions.
        let counted = |day: &str| {
            let line = told[day].iter().find(|it| it.contains(cra))?;
            let (part, whole) = line.rsplit(' ').next()?.split_once('/')?;
            Some((part.parse::<usize>().ok()?, whole.parse::<usize>().ok()?))
        };
        assert_eq!(counted("d2024-10-16"), None, "{lang}");
        let (before, all) = counted("d2026-09-11").expect("reporting has begun");
        let after = counted("d2027-12-11").expect("it is in force");
        assert!(0 < before && before < all && after == (all, all), "{lang}: {before} of {all}, {after:?}");
        let timeline = output.page(&format!("{lang}/timeline.html"));
        for day in days() {
            assert!(timeline.has(&format!("dt[id='d{day}'] a[href='days.html#d{day}']")), "{lang}: {day}");
        }
    }
}

/// By the days that the data give, counted anew; an edition whose first day is not known is not counted.
#[test]
fn what_stands_on_a_day_is_what_has_begun_and_not_ended() {
    let output = shipped();
    let page = output.page("en/days.html");
    let counts: BTreeMap<String, usize> = page
        .all("main h2")
        .into_iter()
        .zip(page.all("main details"))
        .map(|(day, fold)| (day.attr("id").expect("a place")[1..].to_owned(), all(fold, "li").len()))
        .collect();
    let instruments = output.list("data/instruments.json");
    let editions: Vec<&Value> =
        instruments.iter().flat_map(|it| it["editions"].as_array().expect("editions")).collect();
    for (day, count) in counts {
        let stands = |it: &&&Value| {
            let (from, until) = (it["from"].as_str(), it["until"].as_str());
            let status = it["status"].as_str().expect("a status");
            let is_draft = matches!(status, "recommended" | "proposed");
            let is_past = matches!(status, "superseded" | "repealed");
            let begun = from.is_some_and(|from| from <= &*day);
            let ended = until.map_or(is_past && begun, |until| until <= &*day);
            !is_draft && begun && (!ended || it["continues"].is_object())
        };
        assert_eq!(editions.iter().filter(stands).count(), count, "{day}");
    }
}

#[test]
fn the_drawing_says_what_the_lists_say() {
    let output = shipped();
    let dates = output.list("data/dates.json");
    for lang in ["ja", "en"] {
        let page = output.page(&format!("{lang}/timeline.html"));
        let marks = page.texts(".drawing svg title");
        let years = page.texts(".drawing svg > text:not(.mark)");
        let first = years.iter().filter(|it| it.len() == 4).find(|it| it.parse::<u16>().is_ok());
        let first = first.expect("a year").clone();
        for it in &dates {
            let day = it["date"].as_str().expect("a day");
            let titles: Vec<&String> = marks.iter().filter(|mark| mark.starts_with(day)).collect();
            assert_eq!(day < &*first, titles.is_empty(), "{lang}: {day}");
            if it["kind"] == "sources" && day >= &*first {
                let title: String = it["title"][lang].as_str().expect("a title").split_whitespace().collect();
                let said = |mark: &&&String| mark.split_whitespace().collect::<String>().contains(&title);
                assert!(titles.iter().any(|mark| said(&mark)), "{lang}: {day} {title}: {titles:?}");
            }
        }
        let listed: BTreeSet<String> = page
            .all("dl.timeline time")
            .into_iter()
            .filter_map(|it| Some(it.attr("datetime")?.to_owned()))
            .filter(|day| *day >= first)
            .collect();
        let drawn: BTreeSet<String> = marks.iter().map(|mark| mark[..10].to_owned()).collect();
        assert_eq!(listed, drawn, "{lang}");
        let widest: i64 =
            page.one(".drawing svg").attr("width").and_then(|it| it.parse().ok()).expect("a width");
        for mark in page.all(".drawing .mark") {
            let x: i64 = mark.attr("x").and_then(|it| it.parse().ok()).expect("a place");
            assert!((0..=widest).contains(&x), "{lang}: {x}");
        }
    }
}
