//! The page on which a budget is published: what its files will be, before it is done.

mod file;
mod get;
mod post;

pub(crate) use file::file;
pub(crate) use get::get;
pub(crate) use post::post;

use crate::App;
use crate::cookies::{LAYOUT, cookie};
use crate::member::Member;
use crate::papers::{Paper, Style};
use crate::problem::Problem;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use serde::Deserialize;
use std::convert::Infallible;
use std::sync::Arc;
use workflow::{Action, Command, Level, Office, PackageId, may};

/// In which layout; the usual one where none is named.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Asked {
    #[serde(default)]
    layout: String,
    /// Which of the files is shown, from 1.
    show: Option<usize>,
}

/// A package that the person may publish.
struct Opened {
    office: Office,
    id: PackageId,
    before: String,
}

impl Opened {
    async fn of(
        app: &App,
        member: &Member,
        (year, body): (&str, &str),
        Before(before): Before,
    ) -> Result<Self, Problem> {
        let id: PackageId = format!("{year}/{body}").parse().map_err(|_| Problem::not_found())?;
        let (files, names) = (Vec::new(), Vec::new());
        let step = Command::Publish { package: id.clone(), files, names };
        let office = app.store.office_for(&step, &member.actor()).await?;
        may(&office, &member.actor(), Action::Publish, &id.body).ok_or_else(Problem::not_found)?;
        office.package(&id).ok_or_else(Problem::not_found)?;
        Ok(Self { office, id, before })
    }

    /// Returns the files that publishing comes to now, and the head of the chain in them.
    async fn files(&self, app: &App, layout: &str) -> Result<(Vec<Paper>, String), Problem> {
        let version = self.office.package(&self.id).and_then(|it| it.version.as_ref());
        let version = version.ok_or_else(Problem::not_found)?;
        let content = app.files.get(&version.content).await?.ok_or_else(Problem::not_found)?;
        let head = app.store.head().await?.to_string();
        let (papers, layout, of) =
            (Arc::clone(&app.papers), self.layout(app, layout), head.clone());
        let files = app.pool.write(move || papers.published(&content, &layout, &of)).await?;
        Ok((files, head))
    }

    /// Returns the layouts in which this body's budget can be published. A unit's amounts under the
    /// name of its department would be a false budget.
    fn layouts(&self, app: &App) -> Vec<Style> {
        let fits = |it: &Style| it.is_of_unit || !self.is_unit();
        app.papers.layouts().into_iter().filter(fits).collect()
    }

    fn is_unit(&self) -> bool {
        self.office.level(&self.id.body) == Some(Level::Unit)
    }

    /// Returns the name of the layout that is asked for, else of the one used before for bodies of
    /// this kind, else of one of the same province, else of the usual one.
    fn layout(&self, app: &App, asked: &str) -> String {
        let all = self.layouts(app);
        let known = |name: &str| all.iter().find(|it| it.name == name);
        let before = known(&self.before).filter(|it| it.is_of_unit == self.is_unit());
        let province = |name: &str| name.split('-').next().map(str::to_owned);
        let is_like = |it: &&Style| {
            it.is_of_unit == self.is_unit() && province(&it.name) == province(&self.before)
        };
        let like = || all.iter().find(is_like);
        let chosen = known(asked).or(before).or_else(like).or_else(|| all.first());
        chosen.map(|it| it.name.clone()).unwrap_or_default()
    }
}

/// The layout in which this browser published last.
pub(crate) struct Before(String);

impl<S: Sync> FromRequestParts<S> for Before {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        Ok(Self(cookie(parts, LAYOUT).unwrap_or_default().to_owned()))
    }
}
