use super::text::{self, Detail, Options};
use super::{Rule, Run, Summary, html, json, list, markdown, sarif};
use crate::NamedReport;
use document::Document;
use document::list::List;
use html::Pictures;

/// The formats of a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// For a terminal.
    Text,
    /// For programs.
    Json,
    /// For tools that show findings beside files.
    Sarif,
    /// For a pull request or a mail.
    Markdown,
    /// A page for a browser.
    Html,
    /// Lists for the sheets of a workbook; see [`Rendering::lists`].
    Sheets,
    /// Lists for a letter; see [`Rendering::lists`].
    Letter,
}

/// Renders the reports of one file or many in one format.
///
/// [`part`](Self::part) renders one file by itself, on any thread; [`begin`](Self::begin) puts
/// the parts together in order.
#[derive(Debug, Clone, Copy)]
pub struct Renderer<'a> {
    /// The format.
    pub format: Format,
    /// The language of every format; the rest is for text only.
    pub options: Options,
    /// The pages of the checks, for SARIF.
    pub rules: &'a [Rule<'a>],
    /// The program and the day.
    pub run: Run<'a>,
}

/// What a page shows of a file in addition to its report.
#[derive(Debug, Default)]
pub struct Shown {
    /// Its tables.
    pub document: Option<Document>,
    /// Pictures of its pages.
    pub pictures: Pictures,
}

/// One file, rendered as far as it can be by itself.
#[derive(Debug)]
pub struct Part {
    summary: Summary,
    text: String,
    /// The report, in formats that begin with something about all files.
    report: Option<NamedReport>,
}

/// A report under way: what was added so far.
#[derive(Debug)]
pub struct Rendering<'a> {
    renderer: Renderer<'a>,
    summary: Summary,
    /// The number of files added.
    files: usize,
    /// The output that has to wait for the last file.
    held: Vec<NamedReport>,
    texts: Vec<String>,
}

impl<'a> Renderer<'a> {
    /// Renders one file; `number` counts the files of the whole report from 1.
    pub fn part(&self, number: usize, report: NamedReport, shown: &Shown) -> Part {
        let lang = self.options.lang;
        let text = match self.format {
            Format::Text => text::file(&report, &self.options),
            Format::Json => json::file(&report, lang),
            Format::Html => {
                html::section(number, &report, shown.document.as_ref(), &shown.pictures, lang)
            }
            Format::Markdown | Format::Sarif | Format::Sheets | Format::Letter => String::new(),
        };
        let summary = Summary::of(&report);
        Part { summary, text, report: (!self.is_streamed()).then_some(report) }
    }

    /// Begins a report.
    pub fn begin(&self) -> Rendering<'a> {
        Rendering {
            renderer: *self,
            summary: Summary::default(),
            files: 0,
            held: Vec::new(),
            texts: Vec::new(),
        }
    }

    /// The whole report on some files that are all at hand.
    pub fn whole(&self, files: Vec<(NamedReport, Shown)>, between: Option<NamedReport>) -> String {
        let mut rendering = self.begin();
        let mut out = String::new();
        for (number, (report, shown)) in (1..).zip(files) {
            out.push_str(&rendering.add(self.part(number, report, &shown)));
        }
        let (rest, _) = rendering.end(between);
        rest.iter().for_each(|piece| out.push_str(piece));
        out
    }

    /// Whether a file can be written before the next one is known. The other formats begin
    /// with an index of all files.
    const fn is_streamed(&self) -> bool {
        matches!(self.format, Format::Text | Format::Json)
    }
}

impl Rendering<'_> {
    /// Returns the counts over the files added so far.
    pub const fn summary(&self) -> &Summary {
        &self.summary
    }

    /// Adds the next file and returns what can be written already.
    pub fn add(&mut self, part: Part) -> String {
        self.summary.join(&part.summary);
        self.files += 1;
        if let Some(report) = part.report {
            self.held.push(report);
            self.texts.push(part.text);
            return String::new();
        }
        match self.renderer.format {
            Format::Json if self.files == 1 => json::open(&self.renderer.run) + &part.text,
            Format::Json => json::BETWEEN.to_owned() + &part.text,
            _ => part.text,
        }
    }

    /// Ends the report, with what was found when the files were compared with each other.
    /// Returns what has yet to be written, piece by piece, and the counts over all files.
    pub fn end(mut self, between: Option<NamedReport>) -> (Vec<String>, Summary) {
        between.iter().for_each(|between| self.summary.add(between));
        let summary = self.summary;
        let pieces = match self.renderer.format {
            Format::Text => self.end_text(between),
            Format::Json => self.end_json(between),
            _ => self.end_held(between),
        };
        (pieces, summary)
    }

    /// Ends the report as lists, for formats that other crates write.
    pub fn lists(mut self, between: Option<NamedReport>) -> (Vec<List>, Summary) {
        between.iter().for_each(|between| self.summary.add(between));
        self.held.extend(between);
        let Renderer { format, options, run, .. } = &self.renderer;
        let lists = match format {
            Format::Letter => list::letter(&self.held, run, options.lang),
            _ => list::sheets(&self.held, run, options.lang),
        };
        (lists, self.summary)
    }

    fn end_text(self, between: Option<NamedReport>) -> Vec<String> {
        let options = &self.renderer.options;
        let between = between.map(|between| text::file(&between, options));
        let is_totalled = self.files != 1 && options.detail != Detail::Findings;
        let total = is_totalled.then(|| text::total(&self.summary, options));
        between.into_iter().chain(total).collect()
    }

    fn end_json(self, between: Option<NamedReport>) -> Vec<String> {
        let open = (self.files == 0).then(|| json::open(&self.renderer.run));
        let close = match between {
            Some(between) => json::close_with(&between, self.renderer.options.lang),
            None => json::CLOSE.to_owned(),
        };
        open.into_iter().chain([close]).collect()
    }

    fn end_held(mut self, between: Option<NamedReport>) -> Vec<String> {
        let Renderer { format, options, rules, run } = self.renderer;
        if let Some(between) = between {
            let part = self.renderer.part(self.files + 1, between, &Shown::default());
            let _ = self.add(part);
        }
        match format {
            Format::Sarif => vec![sarif::log(&self.held, rules, run.version, options.lang)],
            Format::Html => {
                let head = html::head(&self.held, rules, &run, options.lang);
                let most = html::MOST_BYTES.saturating_sub(head.len() + html::TAIL.len());
                html::shorten(&self.held, &mut self.texts, most, options.lang);
                [head].into_iter().chain(self.texts).chain([html::TAIL.to_owned()]).collect()
            }
            _ => vec![markdown::files(&self.held, options.lang)],
        }
    }
}
