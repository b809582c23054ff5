//! The sheets of a package: opened, and edited by several people without a lost edit.

use crate::App;
use crate::check::{Begun, Checked, Opened, Written};
use crate::controllers::packages::{self, other_sum};
use crate::problem::Problem;
use sheets::{Book, Conflict, Edit, edits, merge};
use store::Error;
use workflow::{
    Action, Actor, BodyCode, Command, Draft, Fact, Hash, Level, Lines, Office, Package, PackageId,
    Why, may,
};

/// How often an edit is merged anew because another one was saved in the meantime.
const ATTEMPTS: usize = 8;

/// How far back the history is searched for the version on which edits are based.
const SEARCHED: i64 = 2_000;

/// How many events are read at a time.
const AT_A_TIME: u16 = 50;

/// A package whose sheets are open.
pub(crate) struct Sheets {
    /// The package.
    pub(crate) id: PackageId,
    /// The state around it.
    pub(crate) office: Office,
    /// Its sheets.
    pub(crate) opened: Opened,
}

/// What could not be merged of edits.
pub(crate) struct Edited {
    /// What could not be merged.
    pub(crate) conflicts: Vec<Conflict>,
}

/// What an edit starts from.
struct Ground {
    office: Office,
    version: u32,
    is_complete: bool,
    opened: Opened,
}

impl Sheets {
    /// Opens the sheets of a package that an actor may read.
    pub(crate) async fn of(
        app: &App,
        path: (String, String),
        actor: &Actor,
    ) -> Result<Self, Problem> {
        let packages::Opened { id, office } = packages::Opened::of(app, path, actor).await?;
        let opened = open(app, &office, &id).await?;
        Ok(Self { id, office, opened })
    }

    /// Returns the package.
    pub(crate) fn package(&self) -> Result<&Package, Problem> {
        self.office.package(&self.id).ok_or_else(Problem::not_found)
    }
}

/// Merges edits of a version into the last one, and saves it.
pub(crate) async fn edit(
    app: &App,
    actor: &Actor,
    id: &PackageId,
    based_on: u32,
    edits: &[Edit],
    is_complete: Option<bool>,
) -> Result<Edited, Problem> {
    edit_with(app, actor, id, based_on, edits, is_complete, None).await
}

/// The same with the columns and sheets of the preparer's own that a workbook has.
async fn edit_with(
    app: &App,
    actor: &Actor,
    id: &PackageId,
    based_on: u32,
    edits: &[Edit],
    is_complete: Option<bool>,
    own: Option<&Book>,
) -> Result<Edited, Problem> {
    for _ in 0..ATTEMPTS {
        let mut ground = ground(app, actor, id).await?;
        let now = ground.opened.book.clone();
        if let Some(own) = own {
            ground.opened.book.adopt(own);
        }
        let conflicts = merged(app, id, based_on, &mut ground, edits).await?;
        let is_complete = is_complete.unwrap_or(ground.is_complete);
        let is_same = now == ground.opened.book && is_complete == ground.is_complete;
        if is_same && ground.version > 0 {
            return Ok(Edited { conflicts });
        }
        // Where another person was faster, the edits are merged into that version.
        if save(app, actor, id, ground, is_complete).await? {
            return Ok(Edited { conflicts });
        }
    }
    Err(Problem::busy(1))
}

/// Saves a workbook that was begun with a version. Where others saved since, what it changes is
/// merged into the last version.
pub(crate) async fn upload(
    app: &App,
    actor: &Actor,
    id: &PackageId,
    based_on: u32,
    content: Vec<u8>,
) -> Result<Edited, Problem> {
    let ground = ground(app, actor, id).await?;
    if based_on == ground.version {
        let package = id.clone();
        let is_complete = ground.is_complete;
        let (checked, content) = app.pool.ledger(package, content).await?;
        if keep(app, actor, id, ground, &content, checked, is_complete).await? {
            return Ok(Edited { conflicts: Vec::new() });
        }
        return Err(Problem::busy(1));
    }
    let base = base(app, id, based_on, &ground).await?;
    let base = base.unwrap_or_else(|| emptied(&ground.opened.book));
    let book = app.pool.on_ledger(move |check| check.open(&content)).await?.book;
    let edits = edits(&base, &book);
    edit_with(app, actor, id, based_on, &edits, None, Some(&book)).await
}

/// Checks edits of a version as if they were saved, and returns the state around the package.
pub(crate) async fn try_out(
    app: &App,
    actor: &Actor,
    id: &PackageId,
    based_on: u32,
    edits: &[Edit],
) -> Result<(Office, Written), Problem> {
    let mut ground = ground(app, actor, id).await?;
    merged(app, id, based_on, &mut ground, edits).await?;
    let (package, book) = (id.clone(), ground.opened.book);
    let written = app.pool.on_ledger(move |check| check.write(&book, &package)).await?;
    Ok((ground.office, written))
}

/// Returns the package of a path.
pub(crate) fn id_of(year: &str, body: &str) -> Result<PackageId, Problem> {
    format!("{year}/{body}").parse().map_err(|_| Problem::not_found())
}

/// Merges edits into the last version.
async fn merged(
    app: &App,
    id: &PackageId,
    based_on: u32,
    ground: &mut Ground,
    edits: &[Edit],
) -> Result<Vec<Conflict>, Problem> {
    let base = match base(app, id, based_on, ground).await? {
        Some(base) => base,
        // The version is too old to be found: its rows are taken as removed.
        None => emptied(&ground.opened.book),
    };
    Ok(merge(&base, &mut ground.opened.book, edits))
}

/// Returns the last version, if the actor may edit it.
async fn ground(app: &App, actor: &Actor, id: &PackageId) -> Result<Ground, Problem> {
    let office = app.store.year(id.year, actor).await?;
    may(&office, actor, Action::Edit, &id.body).ok_or_else(Problem::not_found)?;
    let package = office.package(id).ok_or_else(Problem::not_found)?;
    let version = package.version_number();
    let is_complete = package.version.as_ref().is_some_and(|it| it.is_complete);
    let opened = open(app, &office, id).await?;
    Ok(Ground { office, version, is_complete, opened })
}

/// Saves a version; returns whether no other one was saved since it was opened.
async fn save(
    app: &App,
    actor: &Actor,
    id: &PackageId,
    ground: Ground,
    is_complete: bool,
) -> Result<bool, Problem> {
    let (package, book) = (id.clone(), ground.opened.book.clone());
    let written = app.pool.on_ledger(move |check| check.write(&book, &package)).await?;
    keep(app, actor, id, ground, &written.content, written.checked, is_complete).await
}

/// Stores a version that was checked; returns whether no other one was saved before it.
async fn keep(
    app: &App,
    actor: &Actor,
    id: &PackageId,
    ground: Ground,
    content: &[u8],
    mut checked: Checked,
    is_complete: bool,
) -> Result<bool, Problem> {
    if ground.office.level(&id.body) == Some(Level::Department) {
        checked.findings.extend(other_sum(&ground.office, id, &checked.lines));
        checked.lines = Lines::default();
    }
    let content = app.files.put(&app.store, content).await?;
    let Checked { lines, others, unread, findings } = checked;
    let (based_on, others) = (ground.version, Some(others));
    let draft = Draft { based_on, content, lines, others, unread, findings, is_complete };
    let command = Command::Save { package: id.clone(), draft };
    match app.store.act(&command, actor, (app.now)()).await {
        Ok(_) => Ok(true),
        Err(Error::Refused(refusal)) if refusal.why == Why::Stale => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// Opens the sheets of the last version, or begins a ledger.
async fn open(app: &App, office: &Office, id: &PackageId) -> Result<Opened, Problem> {
    let package = office.package(id).ok_or_else(Problem::not_found)?;
    match &package.version {
        Some(version) => open_content(app, &version.content).await,
        None => begin(app, office, id).await,
    }
}

async fn open_content(app: &App, content: &Hash) -> Result<Opened, Problem> {
    let bytes = app.files.get(content).await?.ok_or_else(Problem::not_found)?;
    app.pool.on_ledger(move |check| check.open(&bytes)).await
}

async fn begin(app: &App, office: &Office, id: &PackageId) -> Result<Opened, Problem> {
    let named = |code: &BodyCode| {
        let name = office.body(code).map(|body| body.name.clone()).unwrap_or_default();
        (code.to_string(), name)
    };
    let is_department = office.level(&id.body) == Some(Level::Department);
    let units = if is_department {
        office.children(&id.body).map(named).collect()
    } else {
        vec![named(&id.body)]
    };
    let department = named(office.department(&id.body).unwrap_or(&id.body));
    let begun = Begun { year: id.year.0, department, units };
    app.pool.on_ledger(move |check| check.begin(&begun)).await
}

/// Returns the sheets of the version on which edits are based; `None` where it is not found.
async fn base(
    app: &App,
    id: &PackageId,
    based_on: u32,
    ground: &Ground,
) -> Result<Option<Book>, Problem> {
    if based_on == ground.version {
        return Ok(Some(ground.opened.book.clone()));
    }
    if based_on == 0 {
        return Ok(Some(begin(app, &ground.office, id).await?.book));
    }
    match content_of(app, id, based_on).await? {
        Some(content) => Ok(Some(open_content(app, &content).await?.book)),
        None => Ok(None),
    }
}

/// Searches the latest events for a version of a package.
async fn content_of(app: &App, id: &PackageId, version: u32) -> Result<Option<Hash>, Error> {
    let last = app.store.head().await?.seq;
    let mut end = last;
    while end > 0 && last.saturating_sub(end) < SEARCHED {
        let begin = end.saturating_sub(i64::from(AT_A_TIME)).max(0);
        let found = app.store.events(begin, AT_A_TIME).await?;
        let found = found.into_iter().find_map(|recorded| match recorded.event.fact {
            Fact::Saved { package, draft }
                if package == *id && draft.based_on.checked_add(1) == Some(version) =>
            {
                Some(draft.content)
            }
            _ => None,
        });
        if found.is_some() {
            return Ok(found);
        }
        end = begin;
    }
    Ok(None)
}

/// Returns a book with the same sheets and no rows.
fn emptied(book: &Book) -> Book {
    let mut book = book.clone();
    book.sheets.iter_mut().for_each(|sheet| sheet.rows.clear());
    book
}
