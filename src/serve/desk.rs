//! Who answers for one state of the base: a thread that holds its views and makes one file after the other.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, mpsc};
use std::thread;

use crate::compile::{self, Compilation};
use crate::project::{self, Project};
use crate::site::{self, Shelf};

/// Where files of one state of the base are asked for; its thread ends when nobody can ask any more.
#[derive(Clone, Debug)]
pub(super) struct Desk(mpsc::Sender<Question>);

#[derive(Debug)]
struct Question {
    path: String,
    answer: mpsc::Sender<Answer>,
}

/// What is answered.
#[derive(Debug)]
pub(super) enum Answer {
    /// The file as a build would write it.
    File(Vec<u8>),
    /// There is none; these are the paths of pages with names near to its own.
    None(Vec<String>),
    /// It cannot be made.
    Failed(String),
}

impl Desk {
    /// Opens a desk for a base against which no error is known; `told` hears of each answer.
    pub(super) fn open(compilation: Compilation, project: Arc<Project>, told: mpsc::Sender<()>) -> Self {
        let (ask, questions) = mpsc::channel();
        thread::spawn(move || answer_all(&compilation, &project, &questions, &told));
        Self(ask)
    }

    /// Returns the file with a path.
    pub(super) fn ask(&self, path: &str) -> Answer {
        let (answer, answered) = mpsc::channel();
        let gone = || Answer::Failed("nobody answers for this state".to_owned());
        if self.0.send(Question { path: path.to_owned(), answer }).is_err() {
            return gone();
        }
        answered.recv().unwrap_or_else(|_| gone())
    }
}

fn answer_all(
    compilation: &Compilation,
    project: &Project,
    questions: &mpsc::Receiver<Question>,
    told: &mpsc::Sender<()>,
) {
    let Some(checked) = compilation.checked() else { return };
    let input = site::Input {
        title: project.manifest.title.clone(),
        digest: project::hex(&compile::digest(&project.sources)),
        adequacy: None,
        host: None,
    };
    let answered = site::on_demand(checked, &input, |shelf| {
        for question in questions {
            // Whoever asked may have gone, and so may those who wait for the first page.
            let _ = question.answer.send(answer(shelf, &question.path));
            let _ = told.send(());
        }
    });
    if let Err(why) = answered {
        for question in questions {
            // Whoever asked may have gone.
            let _ = question.answer.send(Answer::Failed(why.clone()));
        }
    }
}

/// Makes one file; what is wrong with one is no reason not to make another.
fn answer(shelf: &Shelf<'_>, path: &str) -> Answer {
    match catch_unwind(AssertUnwindSafe(|| shelf.file(path))) {
        Ok(Ok(Some(bytes))) => Answer::File(bytes),
        Ok(Ok(None)) => Answer::None(shelf.near(path).into_iter().map(str::to_owned).collect()),
        Ok(Err(why)) => Answer::Failed(why),
        Err(_) => Answer::Failed("an error inside kijun".to_owned()),
    }
}
