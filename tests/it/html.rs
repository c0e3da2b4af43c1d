//! Pages as browsers read them: what a test asks of a page, it asks of its elements.

use scraper::{ElementRef, Html, Selector};

/// A page, read once.
pub(crate) struct Page {
    html: Html,
}

/// A link of a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Link {
    /// What the reader sees.
    pub(crate) text: String,
    /// Where it leads.
    pub(crate) href: String,
}

impl Page {
    /// Reads a page.
    pub(crate) fn parse(text: &str) -> Self {
        Self { html: Html::parse_document(text) }
    }

    /// Returns where the text does not follow the rules of HTML.
    pub(crate) fn faults(&self) -> &[std::borrow::Cow<'static, str>] {
        &self.html.errors
    }

    /// Returns the root of all elements.
    pub(crate) fn root(&self) -> ElementRef<'_> {
        self.html.root_element()
    }

    /// Returns all elements that a selector names, in the order of the page.
    pub(crate) fn all(&self, css: &str) -> Vec<ElementRef<'_>> {
        all(self.root(), css)
    }

    /// Returns the only element that a selector names.
    pub(crate) fn one(&self, css: &str) -> ElementRef<'_> {
        one(self.root(), css)
    }

    /// Says whether a selector names something.
    pub(crate) fn has(&self, css: &str) -> bool {
        !self.all(css).is_empty()
    }

    /// Returns what the only such element says.
    pub(crate) fn text(&self, css: &str) -> String {
        text(self.one(css))
    }

    /// Returns what each such element says.
    pub(crate) fn texts(&self, css: &str) -> Vec<String> {
        self.all(css).into_iter().map(text).collect()
    }

    /// Returns the links inside what a selector names.
    pub(crate) fn links(&self, css: &str) -> Vec<Link> {
        self.all(css).into_iter().flat_map(links).collect()
    }

    /// Returns the rows of the body of each table that a selector names, each row with its cells.
    pub(crate) fn rows(&self, css: &str) -> Vec<Vec<ElementRef<'_>>> {
        let rows = self.all(css).into_iter().flat_map(|table| all(table, "tbody > tr"));
        rows.map(|row| all(row, "th, td")).collect()
    }

    /// Returns the only row that shows an id in its first cell.
    pub(crate) fn row(&self, id: &str) -> Vec<ElementRef<'_>> {
        let named = |row: &Vec<ElementRef<'_>>| all(row[0], "code").into_iter().any(|it| text(it) == id);
        let mut found: Vec<_> = self.rows("table").into_iter().filter(named).collect();
        assert_eq!(found.len(), 1, "rows of {id}");
        found.remove(0)
    }

    /// Returns what stands beside a term of the lists of facts: `<dt>term</dt><dd>…</dd>`.
    pub(crate) fn beside(&self, term: &str) -> Option<String> {
        let pairs = self.all("dl.facts > div");
        let pair = pairs.into_iter().find(|it| text(one(*it, "dt")) == term)?;
        Some(text(one(pair, "dd")))
    }

    /// Returns the elements after a heading, up to the next heading.
    pub(crate) fn below(&self, heading: &str) -> Vec<ElementRef<'_>> {
        let heading = self.one(heading);
        let after = heading.next_siblings().filter_map(ElementRef::wrap);
        after.take_while(|it| !matches!(it.value().name(), "h1" | "h2" | "h3" | "h4" | "h5" | "h6")).collect()
    }
}

/// Returns all elements below one that a selector names.
pub(crate) fn all<'a>(within: ElementRef<'a>, css: &str) -> Vec<ElementRef<'a>> {
    let selector = Selector::parse(css).unwrap_or_else(|error| panic!("{css}: {error}"));
    within.select(&selector).collect()
}

/// Returns the only element below one that a selector names.
pub(crate) fn one<'a>(within: ElementRef<'a>, css: &str) -> ElementRef<'a> {
    let found = all(within, css);
    assert_eq!(found.len(), 1, "`{css}` in {}", within.html());
    found[0]
}

/// Returns what an element says, with one space for each run of white space.
pub(crate) fn text(element: ElementRef<'_>) -> String {
    let all: String = element.text().collect();
    all.split_ascii_whitespace().collect::<Vec<_>>().join(" ")
}

/// Returns the links inside an element.
pub(crate) fn links(element: ElementRef<'_>) -> Vec<Link> {
    let link =
        |it: ElementRef<'_>| Link { text: text(it), href: it.attr("href").expect("a target").to_owned() };
    all(element, "a[href]").into_iter().map(link).collect()
}
