//! Requirements against the texts of a set of markets: how strongly each text speaks, and how it stands to the yardstick.
//!
//! Relates nothing itself: the relations are those of the counterparts, which `compare` and the pages of requirements
//! show.

use std::collections::{BTreeMap, BTreeSet};

use crate::idx::Idx;
use crate::lang::Bilingual;
use crate::lexicon::{Modality, Relation, Standing};
use crate::model::{EditionIdx, ProvisionIdx, RequirementIdx};
use crate::query::counterpart::requirements_of;
use crate::query::market::is_of;

use super::Brief;
use super::Library;
use super::day::Day;
use super::instrument::edition_title;
use super::market::{MarketSet, Member};

/// Requirements against the texts of a set of markets.
#[derive(Debug)]
pub struct Matrix<'a> {
    /// The set of markets.
    pub set: &'a MarketSet,
    /// The editions that meet some requirement.
    pub columns: Vec<Column<'a>>,
    /// The editions of the set that meet none.
    pub without: Vec<Column<'a>>,
    /// The requirements that some column meets: by theme in the order of themes, those without a theme last.
    pub rows: Vec<Row<'a>>,
    /// How many requirements no column meets.
    pub unmet: usize,
}

/// An edition of the set.
#[derive(Clone, Debug)]
pub struct Column<'a> {
    /// What the set says of it.
    pub member: &'a Member,
    /// The title of the instrument with what the edition is called.
    pub title: Bilingual,
    /// The market of the set to which it belongs.
    pub market: &'a str,
    /// What that market is called.
    pub market_title: Bilingual,
}

/// A requirement.
#[derive(Debug)]
pub struct Row<'a> {
    /// Its id.
    pub requirement: &'a str,
    /// Its title.
    pub title: &'a Bilingual,
    /// The id and the title of its theme.
    pub theme: Option<(&'a str, &'a Bilingual)>,
    /// The pinned id of the provision that all others are compared with.
    pub yardstick: &'a str,
    /// What each column has for it; nothing where it has nothing.
    pub cells: Vec<Vec<Entry<'a>>>,
}

/// A provision in a cell.
#[derive(Clone, Debug)]
pub struct Entry<'a> {
    /// The provision.
    pub brief: &'a Brief<'a>,
    /// How its text stands to the yardstick.
    pub beside: Beside,
    /// From when it applies.
    pub begins: Begins,
    /// The day after its last; none where there is none.
    pub until: Option<Day>,
}

/// How a text stands to the yardstick.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Beside {
    /// It is the yardstick.
    Yardstick,
    /// It relates so; none where the two are too complex to be compared.
    Related(Option<Relation>),
}

/// From when a provision applies.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Begins {
    /// It does.
    Already,
    /// From a later day.
    On(Day),
    /// Later, on a day that is not known; never, as long as it is a draft.
    Unknown,
}

/// What lacks what another has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Gaps {
    /// Rows that one column meets and another does not.
    pub columns: usize,
    /// Rows that one market meets by a text that is no draft and another does not.
    pub markets: usize,
}

impl Entry<'_> {
    /// Says whether it asks for something or allows it; what only explains does not.
    pub fn speaks(&self) -> bool {
        self.brief.modality != Modality::Informative
    }
}

impl Matrix<'_> {
    /// Counts the rows in which something lacks what another has.
    pub fn gaps(&self) -> Gaps {
        let differ = |all: &mut dyn Iterator<Item = bool>| {
            let all: BTreeSet<bool> = all.collect();
            all.len() == 2
        };
        let mut gaps = Gaps::default();
        for row in &self.rows {
            let drafts = self.columns.iter().map(|it| it.member.is_draft);
            let cells: Vec<bool> = row.cells.iter().map(|cell| cell.iter().any(Entry::speaks)).collect();
            gaps.columns += usize::from(differ(&mut cells.iter().copied()));
            let meets = |market: &String| {
                let here = self.columns.iter().map(|it| it.market == market);
                here.zip(drafts.clone()).zip(&cells).any(|((here, draft), meets)| here && !draft && *meets)
            };
            gaps.markets += usize::from(differ(&mut self.set.markets.iter().map(meets)));
        }
        gaps
    }
}

/// Returns the matrix of every set.
pub fn matrices<'a>(library: &'a Library<'a>) -> Vec<Matrix<'a>> {
    let met = Met::new(library);
    library.market_sets.iter().map(|set| matrix(library, &met, set)).collect()
}

/// The provisions of editions by the requirements that they meet.
struct Met {
    editions: BTreeMap<String, EditionIdx>,
    provisions: BTreeMap<(EditionIdx, RequirementIdx), Vec<ProvisionIdx>>,
}

impl Met {
    fn new(library: &Library<'_>) -> Self {
        let kb = library.base();
        let mut met = Self { editions: BTreeMap::new(), provisions: BTreeMap::new() };
        for (idx, edition) in kb.editions.iter_enumerated() {
            met.editions.insert(kb.edition_id(idx), idx);
            // What is over asks nothing any more.
            let asks = |it: &&ProvisionIdx| kb.standing(**it, kb.as_of) != Standing::Ended;
            for provision in edition.provisions.iter().filter(asks) {
                for requirement in requirements_of(kb, *provision) {
                    met.provisions.entry((idx, requirement)).or_default().push(*provision);
                }
            }
        }
        met
    }

    fn of(&self, edition: &str, requirement: RequirementIdx) -> &[ProvisionIdx] {
        let edition = self.editions.get(edition);
        let found = edition.and_then(|edition| self.provisions.get(&(*edition, requirement)));
        found.map(Vec::as_slice).unwrap_or_default()
    }
}

fn matrix<'a>(library: &'a Library<'a>, met: &Met, set: &'a MarketSet) -> Matrix<'a> {
    let kb = library.base();
    let asked: Vec<RequirementIdx> = kb.requirements.indices().collect();
    let (columns, without): (Vec<&Member>, Vec<&Member>) = set
        .members
        .iter()
        .partition(|it| asked.iter().any(|requirement| !met.of(&it.edition, *requirement).is_empty()));
    let named = |all: Vec<&'a Member>| -> Vec<Column<'a>> {
        all.into_iter().filter_map(|it| column(library, met, set, it)).collect()
    };
    let (columns, without) = (named(columns), named(without));
    let mut rows: Vec<Row<'a>> =
        asked.iter().filter_map(|requirement| row(library, met, &columns, *requirement)).collect();
    let place =
        |row: &Row<'_>| library.themes.iter().position(|it| row.theme.is_some_and(|of| of.0 == it.id));
    rows.sort_by_key(|row| (place(row).is_none(), place(row)));
    Matrix { set, unmet: asked.len() - rows.len(), columns, without, rows }
}

fn column<'a>(
    library: &Library<'_>,
    met: &Met,
    set: &'a MarketSet,
    member: &'a Member,
) -> Option<Column<'a>> {
    let kb = library.base();
    let edition = *met.editions.get(&member.edition)?;
    let instrument = kb.editions[edition].instrument;
    let market = set.markets.iter().find(|market| is_of(kb.kb, instrument, market))?;
    Some(Column {
        member,
        title: edition_title(kb, edition),
        market,
        market_title: kb.jurisdiction_title(market),
    })
}

fn row<'a>(
    library: &'a Library<'a>,
    met: &Met,
    columns: &[Column<'a>],
    requirement: RequirementIdx,
) -> Option<Row<'a>> {
    let it = library.requirements.get(Idx::raw(requirement))?;
    let of = |column: &Column<'_>| met.of(&column.member.edition, requirement);
    let yardstick = library.briefs.get(Idx::raw(yardstick(library, met, columns, requirement)?))?;
    let entry = |idx: &ProvisionIdx| entry(library, &it.id, yardstick.id, *idx);
    let theme = library.themes.iter().find(|theme| Some(&theme.id) == it.theme.as_ref());
    Some(Row {
        requirement: &it.id,
        title: &it.title,
        theme: theme.map(|theme| (theme.id.as_str(), &theme.title)),
        yardstick: yardstick.id,
        cells: columns.iter().map(|column| of(column).iter().filter_map(entry).collect()).collect(),
    })
}

/// Returns what a row is compared with: the first provision at home, as pages of requirements have it, else the first of
/// the columns, drafts last; nothing where no column meets the requirement.
fn yardstick(
    library: &Library<'_>,
    met: &Met,
    columns: &[Column<'_>],
    requirement: RequirementIdx,
) -> Option<ProvisionIdx> {
    let kb = library.base();
    let first = |draft: bool| {
        let columns = columns.iter().filter(move |it| it.member.is_draft == draft);
        columns.flat_map(|it| met.of(&it.member.edition, requirement)).next().copied()
    };
    let among = first(false).or_else(|| first(true))?;
    let all = library.requirements.get(Idx::raw(requirement));
    let home = all.and_then(|it| library.idx(it.provisions.first()?));
    Some(home.filter(|idx| kb.is_home(kb.provisions[*idx].instrument)).unwrap_or(among))
}

fn entry<'a>(
    library: &'a Library<'a>,
    requirement: &str,
    yardstick: &str,
    idx: ProvisionIdx,
) -> Option<Entry<'a>> {
    let brief = library.briefs.get(Idx::raw(idx))?;
    let related = || library.relation(requirement, brief.id, yardstick).map(|it| it.relation);
    Some(Entry {
        brief,
        beside: if brief.id == yardstick { Beside::Yardstick } else { Beside::Related(related()) },
        begins: begins(brief),
        until: brief.until,
    })
}

fn begins(brief: &Brief<'_>) -> Begins {
    match brief.standing {
        Standing::Begun | Standing::Continues | Standing::Ended => Begins::Already,
        Standing::Upcoming => match brief.from.filter(|_| !brief.status.is_draft()) {
            Some(day) => Begins::On(day),
            None => Begins::Unknown,
        },
    }
}
