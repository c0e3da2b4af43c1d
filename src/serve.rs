//! The site over the loopback while a corpus is written: each page is made from the newest state when it is asked for, the checks run
//! behind it, and pages show themselves anew.
//!
//! Writes no disk; what is asked for is looked up among the files of the site and never on a disk.

mod answer;
mod desk;
mod page;
mod request;

use std::net::TcpListener;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, mpsc};
use std::thread;
use std::time::Duration;

use crate::compile::{compile, compile_unjudged};
use crate::diag::Diagnostic;
use crate::lang::Bilingual;
use crate::model::Standpoint;
use crate::msg;
use crate::project::{self, Project};

use desk::Desk;
use page::Verdict;

/// How long lies between two looks at the files. Asking 500 files when they were written takes 2 ms.
const PAUSE: Duration = Duration::from_millis(25);

/// How long the checks wait for the page that shows the new text, so that they do not slow it.
const HEADSTART: Duration = Duration::from_millis(400);

/// How long a page waits for the next state before it asks again.
const PATIENCE: Duration = Duration::from_secs(20);

/// A project as it was read, before it is compiled.
#[derive(Debug)]
pub struct Fresh {
    /// The project.
    pub project: Project,
    /// From where it is seen.
    pub standpoint: Standpoint,
    /// What was wrong before the text was looked at.
    pub found: Vec<Diagnostic>,
}

/// Reads the project anew; says why where it cannot be opened.
pub type Open = dyn Fn() -> Result<Fresh, Bilingual> + Send + Sync;

/// What is known and shown.
#[derive(Debug)]
struct State {
    /// The number of the newest state of the files.
    newest: u64,
    verdict: Verdict,
    /// Who answers, with the number of the state that is shown; nobody where none could be shown.
    shown: Option<(u64, Desk)>,
    /// Who answers for the last state without an error.
    good: Option<(u64, Desk)>,
}

impl State {
    /// Returns a word that differs when a page should be looked at anew.
    fn word(&self) -> String {
        let shown = self.shown.as_ref().map_or(0, |(number, _)| *number);
        // A page of a server that was ended asks the next one, which counts anew.
        let process = std::process::id();
        format!("{process}.{shown}-{}-{}", self.newest, self.verdict.word())
    }
}

/// What the threads share.
#[derive(Debug)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

impl Shared {
    fn locked(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn change(&self, change: impl FnOnce(&mut State)) {
        change(&mut self.locked());
        self.changed.notify_all();
    }

    /// Waits until the state has another word than the one seen, for a while, and returns its word.
    fn next(&self, seen: &str) -> String {
        let same = |state: &mut State| state.word() == seen;
        let waited = self.changed.wait_timeout_while(self.locked(), PATIENCE, same);
        waited.map_or_else(|gone| gone.into_inner().0.word(), |(state, _)| state.word())
    }

    /// Says what is wrong with the newest state; the last good one is shown.
    fn fault(&self, number: u64, verdict: Verdict) {
        self.change(|state| {
            if state.newest == number {
                state.verdict = verdict;
                state.shown.clone_from(&state.good);
            }
        });
    }
}

/// A state of the files that is shown and still to be judged.
struct Case {
    number: u64,
    project: Arc<Project>,
    standpoint: Standpoint,
    found: Vec<Diagnostic>,
    desk: Desk,
    /// Hears of each page that was made of it.
    first: mpsc::Receiver<()>,
}

/// Answers on a port of this machine until the process ends; says so when the port cannot be listened at.
pub fn serve(listener: TcpListener, first: Fresh, open: &Open) -> std::io::Result<()> {
    let port = listener.local_addr()?.port();
    let state = State { newest: 0, verdict: Verdict::Judging, shown: None, good: None };
    let shared = Arc::new(Shared { state: Mutex::new(state), changed: Condvar::new() });
    let root = first.project.root.clone();
    let corpus = first.project.manifest.corpus.clone();
    let seen = project::stamps(&root, &corpus);
    let (judge, cases) = mpsc::channel();
    let judging = Arc::clone(&shared);
    thread::Builder::new().spawn(move || judge_all(&judging, &cases))?;
    show(&shared, &judge, first, 1);
    let answering = Arc::clone(&shared);
    thread::Builder::new().spawn(move || answer::all(&listener, port, &answering))?;
    watch(&shared, &judge, &root, corpus, seen, open)
}

/// Looks for changes of the files and shows what came of them.
fn watch(
    shared: &Shared,
    judge: &mpsc::Sender<Case>,
    root: &Path,
    mut corpus: Vec<String>,
    mut seen: project::Stamps,
    open: &Open,
) -> ! {
    let mut number = 1;
    loop {
        thread::sleep(PAUSE);
        let now = project::stamps(root, &corpus);
        if now == seen {
            continue;
        }
        seen = now;
        number += 1;
        match open() {
            Ok(fresh) => {
                if corpus != fresh.project.manifest.corpus {
                    corpus.clone_from(&fresh.project.manifest.corpus);
                    seen = project::stamps(root, &corpus);
                }
                show(shared, judge, fresh, number);
            }
            Err(why) => {
                shared.change(|state| state.newest = number);
                shared.fault(number, Verdict::Faulty(why));
            }
        }
    }
}

/// Shows a state of the files if it can be read, and has it judged behind the pages.
fn show(shared: &Shared, judge: &mpsc::Sender<Case>, fresh: Fresh, number: u64) {
    let Fresh { project, standpoint, found } = fresh;
    let levels = &project.manifest.levels;
    let compilation = compile_unjudged(&project.sources, standpoint.clone(), levels, found.clone());
    if let Some(verdict) = Verdict::of_errors(&project.sources, &compilation.diagnostics) {
        shared.change(|state| state.newest = number);
        return shared.fault(number, verdict);
    }
    let project = Arc::new(project);
    let (told, first) = mpsc::channel();
    let desk = Desk::open(compilation, Arc::clone(&project), told);
    shared.change(|state| {
        state.newest = number;
        state.verdict = Verdict::Judging;
        state.shown = Some((number, desk.clone()));
    });
    // Nobody judges only where the thread could not go on; the pages say then that they are not judged.
    let _ = judge.send(Case { number, project, standpoint, found, desk, first });
}

/// Judges the newest state, one after the other, with half of the processors, so that pages are made meanwhile.
fn judge_all(shared: &Shared, cases: &mpsc::Receiver<Case>) {
    let half = thread::available_parallelism().map_or(1, |all| all.get().div_ceil(2));
    let Ok(pool) = rayon::ThreadPoolBuilder::new().num_threads(half).build() else { return };
    while let Ok(waiting) = cases.recv() {
        let case = cases.try_iter().last().unwrap_or(waiting);
        // Whether a page was shown or nobody asked for one: both are a reason to begin.
        let Case { number, project, standpoint, found, desk, first } = case;
        let _ = first.recv_timeout(HEADSTART);
        let verdict = catch_unwind(AssertUnwindSafe(|| pool.install(|| judged(&project, standpoint, found))));
        match verdict {
            Ok(None) => shared.change(|state| {
                if state.newest == number {
                    state.verdict = Verdict::Sound;
                    state.good = Some((number, desk));
                }
            }),
            Ok(Some(verdict)) => shared.fault(number, verdict),
            Err(_) => shared.fault(
                number,
                Verdict::Faulty(msg!(ja: "検査の途中でkijunの内部エラーが起きた。", en: "an error inside kijun ended the checks")),
            ),
        }
    }
}

/// Returns what all checks find wrong.
fn judged(project: &Project, standpoint: Standpoint, found: Vec<Diagnostic>) -> Option<Verdict> {
    let judged = compile(&project.sources, standpoint, &project.manifest.levels, found);
    Verdict::of_errors(&project.sources, &judged.diagnostics)
}
