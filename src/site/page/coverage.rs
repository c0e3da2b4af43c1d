//! How much of each edition is there, and how sure it is.

use crate::lexicon::Grade;
use crate::view::Brief;
use crate::view::diagnostics::Score;
use crate::view::instrument::Edition;
use serde::Serialize;

use super::part::Link;
use super::{Cx, Page};
use crate::site::route::Section;
use crate::site::template;
use crate::site::words::{self, Badge};

#[derive(Serialize)]
struct View {
    grades: Vec<String>,
    rows: Vec<Row>,
    /// None where it was not measured.
    scores: Option<Vec<ScoreRow>>,
}

#[derive(Serialize)]
struct ScoreRow {
    instrument: Link,
    mutants: usize,
    caught: usize,
    untried: usize,
    /// How many of a hundred are caught, rounded down so that 100 says all; none where none could be tried.
    percent: Option<usize>,
}

#[derive(Serialize)]
struct Row {
    edition: Link,
    id: String,
    status: Badge,
    provisions: usize,
    with_criterion: usize,
    function_only: usize,
    without: usize,
    no_verdict: usize,
    grades: Vec<usize>,
}

const GRADES: [Grade; 4] = [Grade::Official, Grade::Reported, Grade::Inferred, Grade::Unverified];

/// Returns the page.
pub(super) fn page(cx: &Cx<'_>) -> Page {
    let from_home = cx.library.instruments_from_home();
    let view = View {
        grades: GRADES.iter().map(|grade| words::grade(cx.lang, *grade).label).collect(),
        rows: from_home.iter().flat_map(|it| &it.editions).map(|edition| row(cx, edition)).collect(),
        scores: cx.scores.map(|scores| from_home.iter().filter_map(|it| score(cx, scores, &it.id)).collect()),
    };
    Page {
        lang: cx.lang,
        address: Section::Coverage.address().to_owned(),
        section: Section::Coverage,
        title: cx.t.coverage.to_owned(),
        description: cx.t.coverage_lead.to_owned(),
        mark: String::new(),
        template: "coverage.html",
        body: template::body(view),
    }
}

fn score(cx: &Cx<'_>, scores: &[Score], instrument: &str) -> Option<ScoreRow> {
    let score = scores.iter().find(|it| it.instrument == instrument)?;
    Some(ScoreRow {
        instrument: Link { href: cx.reference(instrument), text: cx.instrument_name(instrument) },
        mutants: score.mutants,
        caught: score.caught,
        untried: score.untried,
        percent: (score.caught * 100).checked_div(score.mutants),
    })
}

fn row(cx: &Cx<'_>, edition: &Edition) -> Row {
    let provisions: Vec<&Brief<'_>> =
        edition.provisions.iter().filter_map(|id| cx.library.find(id)).collect();
    let count = |test: &dyn Fn(&Brief<'_>) -> bool| provisions.iter().filter(|it| test(it)).count();
    let no_verdict = count(&|it| !it.has_test && !it.has_criteria && !it.modality.has_verdict());
    let with_criterion = count(&|it| it.has_test);
    let function_only = count(&|it| !it.has_test && it.has_criteria);
    Row {
        edition: Link { href: cx.reference(&edition.id), text: cx.edition_name(&edition.id) },
        id: edition.id.clone(),
        status: cx.status(edition),
        provisions: provisions.len(),
        with_criterion,
        function_only,
        no_verdict,
        without: count(&|it| !it.has_test && !it.has_criteria && it.modality.has_verdict()),
        grades: GRADES.iter().map(|grade| count(&|it| it.grade == *grade)).collect(),
    }
}
