//! An office with the invented county, and a token for everybody.

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::ConnectInfo;
use axum::http::{HeaderMap, Request, StatusCode};
use message::{Fixed, Message};
use serde_json::Value;
use server::{
    App, Begun, Check, Checked, Commented, Known, Letter, LetterForm, Look, Looked, Opened,
    Options, Paper, Papers, Phase, Pool, ReadPage, ReadRecord, Reading, Style, Table, Tools, Web,
    Written, hash_of_token, router,
};
use sheets::{Book, Column, Holds, Row, Sheet};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use store::{Blobs, PersonRow, Store};
use tower::ServiceExt;
use workflow::testing::{actors, finding, founding, id};
use workflow::{Actor, Finding, FindingLevel, Lines, Moment, PackageId};

/// The beginning of the county's year.
pub const START: i64 = 1_917_000_000;

/// How many documents may wait.
pub const QUEUE: usize = 20;

/// Reads a ledger that is written as the JSON of its lines and findings.
struct Plain;

impl Check for Plain {
    fn ledger(&self, content: &[u8], _: &PackageId) -> Result<Checked, Message> {
        let read: Result<(Lines, Vec<Finding>), _> = serde_json::from_slice(content);
        let unusable = |_| Message::new("不是底稿。", "It is not a ledger.");
        let checked = |(lines, findings)| Checked { lines, findings, ..Checked::default() };
        read.map(checked).map_err(unusable)
    }

    /// Sheets are kept as their JSON; anything else has one sheet without rows, and one of its own.
    fn open(&self, content: &[u8]) -> Result<Opened, Message> {
        Ok(opened(serde_json::from_slice(content).unwrap_or_else(|_| with_own(book()))))
    }

    /// Lines of cells with commas between them.
    fn table(&self, name: &str, content: &[u8]) -> Result<Book, Message> {
        let text = String::from_utf8_lossy(content);
        let rows = text.lines().zip(1..).map(|(line, number)| Row {
            number,
            cells: line.split(',').map(str::to_owned).collect(),
        });
        let column = |(at, letter): (u32, char)| Column {
            heading: letter.to_string(),
            at,
            ..Column::default()
        };
        let sheet = Sheet {
            name: name.to_owned(),
            columns: (0..).zip('A'..='Z').map(column).collect(),
            rows: rows.collect(),
            ..Sheet::default()
        };
        Ok(Book { sheets: vec![sheet] })
    }

    fn begin(&self, _: &Begun) -> Result<Opened, Message> {
        Ok(opened(book()))
    }

    /// Amounts have to be whole numbers.
    fn write(&self, written: &Book, _: &PackageId) -> Result<Written, Message> {
        let mut book = written.clone();
        book.renumber();
        let wrong = book.sheets[0].rows.iter().filter(|row| row.cells[1].parse::<u32>().is_err());
        let at = |row: &Row| Finding {
            cell: Some(id(&format!("收支明细!B{}", row.number))),
            ..finding(&format!("f{}", row.number), FindingLevel::Error)
        };
        let checked = Checked { findings: wrong.map(at).collect(), ..Checked::default() };
        let content = serde_json::to_vec(&book).unwrap();
        Ok(Written { content, checked, opened: opened(book) })
    }

    fn document(&self, _: &[u8], enter: &mut dyn FnMut(Phase)) -> Vec<Finding> {
        enter(Phase::Reading);
        vec![finding("f1", FindingLevel::Warning)]
    }

    fn records(&self, _: &[u8]) -> Result<Reading, Message> {
        Ok(reading())
    }

    fn look(&self, _: &[u8], asked: &Look) -> Result<Looked, Message> {
        let (version, folder) = (asked.version, &asked.folder);
        let html = format!(
            "<figure class=\"page\"><img src=\"{folder}/{version}-1.png\" alt=\"\">\
             <a id=\"b{version}-1\" href=\"#f{version}-1\">1</a></figure>"
        );
        Ok(Looked { html, places: vec![("f1".to_owned(), Some(format!("b{version}-1")))] })
    }

    fn draw(&self, _: &[u8], page: u32) -> Result<Vec<u8>, Message> {
        Ok(format!("page {page}").into_bytes())
    }

    fn checks(&self) -> Vec<Known> {
        let title = Fixed { zh: "合计不等", en: "a total differs" };
        let page = Fixed { zh: "# f1\n**为什么**", en: "# f1\n**Why**" };
        vec![Known { code: "f1", level: FindingLevel::Error, title, page }]
    }

    fn reader(&self) -> &str {
        "1"
    }
}

/// The numbers that every document prints.
fn reading() -> Reading {
    let record = |flag: &str, is_preferred, values: &str| ReadRecord {
        flag: flag.to_owned(),
        is_preferred,
        values: values.to_owned(),
    };
    let columns = ["document", "file", "department_name", "fen", "flag", "preferred"];
    Reading {
        reader: "1".to_owned(),
        columns: columns.map(str::to_owned).into(),
        records: vec![
            record("ok", true, r#"[null,null,"=云桥市教育局",500,"ok",true]"#),
            record("wrong", false, r#"[null,null,"=云桥市教育局",50,"wrong",false]"#),
        ],
        page: ReadPage { html: "<p>全年支出500元</p>".to_owned(), is_whole: false },
    }
}

/// Writes papers that say what they are made of.
struct Plainly;

impl Papers for Plainly {
    fn layouts(&self) -> Vec<Style> {
        let style = |name: &str, zh: &str, is_of_unit| Style {
            name: name.to_owned(),
            title: Message::new(zh, name),
            is_of_unit,
        };
        vec![
            style("plain", "朴素的样式", false),
            style("fancy", "花样多的样式", false),
            style("single", "单位的样式", true),
            style("plain-unit", "朴素的单位样式", true),
        ]
    }

    fn published(&self, _: &[u8], layout: &str, head: &str) -> Result<Vec<Paper>, Message> {
        Ok(vec![("预算.html".to_owned(), format!("<!doctype html>{layout} {head}").into_bytes())])
    }

    fn letter(&self, letter: &Letter, form: LetterForm) -> Result<Vec<u8>, Message> {
        Ok(format!("{form:?} {} {}", letter.words, letter.findings.len()).into_bytes())
    }

    fn table(&self, table: &Table) -> Result<Vec<u8>, Message> {
        let heads = table.columns.iter().map(|it| it.head.clone()).collect();
        let rows = [heads].into_iter().chain(table.rows.clone());
        let lines: Vec<String> = rows.map(|row: Vec<String>| row.join("|")).collect();
        Ok(lines.join("\n").into_bytes())
    }

    fn commented(&self, asked: &Commented<'_>) -> Result<(Vec<u8>, &'static str), Message> {
        Ok((format!("{} dismissed", asked.dismissed.len()).into_bytes(), "docx"))
    }
}

fn book() -> Book {
    let column = |(at, heading): (u32, &str)| Column {
        heading: heading.to_owned(),
        holds: if at == 1 { Holds::Money } else { Holds::Words },
        at,
        ..Column::default()
    };
    let sheet = Sheet {
        key: "lines".to_owned(),
        name: "收支明细".to_owned(),
        columns: (0..).zip(["单位", "金额", "理由"]).map(column).collect(),
        ..Sheet::default()
    };
    Book { sheets: vec![sheet] }
}

/// Adds a sheet of the preparer's own, in which 支出!F12 is filled.
fn with_own(mut book: Book) -> Book {
    let column =
        |(at, letter): (u32, char)| Column { heading: letter.to_string(), at, ..Column::default() };
    let columns: Vec<Column> = (0..).zip('A'..='F').map(column).collect();
    let row = Row { number: 12, cells: vec!["5".to_owned(); columns.len()] };
    let name = "支出".to_owned();
    book.sheets.push(Sheet { name, columns, rows: vec![row], ..Sheet::default() });
    book
}

fn opened(book: Book) -> Opened {
    let keys = vec![None; book.sheets[0].rows.len()];
    Opened { book, keys }
}

pub struct Office {
    pub store: Store,
    pub now: Arc<AtomicI64>,
    pub app: App,
    pub folder: PathBuf,
}

/// An answer as it comes.
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    pub fn json(&self) -> Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| Value::String(self.text.clone()))
    }
}

impl Office {
    /// An office in which documents wait for their check.
    pub async fn founded(folder: &Path) -> Self {
        Self::with_workers(folder, 0).await
    }

    pub async fn with_workers(folder: &Path, workers: usize) -> Self {
        let office = Self::with_people(folder, workers).await;
        for (actor, command) in founding() {
            office.store.act(&command, &actor, Moment(START)).await.unwrap();
        }
        office
    }

    /// An office without bodies, in which everybody has a token.
    pub async fn with_people(folder: &Path, workers: usize) -> Self {
        let office = Self::empty(folder, workers).await;
        for actor in actors() {
            let Actor::Person(login) = actor else { continue };
            let name = login.to_string();
            let person = PersonRow { login, name, password: None, is_active: true };
            office.store.put_person(&person).await.unwrap();
            let (token, never) = (hash_of_token(person.login.as_str()), Moment(i64::MAX));
            let session =
                office.store.put_session(&token, &person.login, Some("test"), Moment(0), never);
            session.await.unwrap();
            let token = hash_of_token(&session_of(person.login.as_str()));
            let session = office.store.put_session(&token, &person.login, None, Moment(0), never);
            session.await.unwrap();
        }
        office
    }

    pub async fn empty(folder: &Path, workers: usize) -> Self {
        let url = format!("sqlite:{}", folder.join("office.db").display());
        let store = Store::open(&url).await.unwrap();
        let now = Arc::new(AtomicI64::new(START));
        let clock = Arc::clone(&now);
        let files = Blobs::in_folder(&folder.join("files")).unwrap();
        let clock: Arc<dyn Fn() -> Moment + Send + Sync> =
            Arc::new(move || Moment(clock.load(Ordering::Relaxed)));
        let tools = Tools {
            check: Arc::new(Plain),
            store: store.clone(),
            files: files.clone(),
            now: Arc::clone(&clock),
        };
        let app = App {
            store: store.clone(),
            files,
            now: clock,
            pool: Pool::new(workers, tools).with_queue(QUEUE),
            papers: Arc::new(Plainly),
            provider: None,
            web: Web::default(),
        };
        Self { store, now, app, folder: folder.to_owned() }
    }

    /// Returns the routes, served with these options.
    pub fn served(&self, options: Options) -> Router {
        router(App { web: Web::new(options), ..self.app.clone() })
    }

    /// Calls a page as a person, by the login; a form gets the token of its page.
    pub async fn visit(&self, method: &str, path: &str, login: Option<&str>, form: &str) -> Answer {
        let session = session_of(login.unwrap_or("no one"));
        let token = hash_of_token(&format!("form\n{session}"));
        let cookie = format!("yusuan_session={session}");
        let (kind, body) = match method {
            "POST" if form.ends_with(".docx") => {
                ("multipart/form-data; boundary=b", multipart(&token, &[(form, "预算")]))
            }
            "POST" => ("application/x-www-form-urlencoded", format!("token={token}&{form}")),
            _ => ("text/plain", String::new()),
        };
        let headers = [("cookie", cookie.as_str()), ("content-type", kind)];
        send(&router(self.app.clone()), method, path, &headers, body).await
    }

    /// Calls a route as a person, by the login.
    pub async fn call(
        &self,
        method: &str,
        path: &str,
        login: Option<&str>,
        body: impl Into<Body>,
    ) -> (StatusCode, Value) {
        let token = login.map(|login| ("authorization", format!("Bearer {login}")));
        let headers = token.iter().map(|(name, value)| (*name, value.as_str()));
        let headers: Vec<_> = headers.chain([("content-type", "application/json")]).collect();
        let answer = send(&router(self.app.clone()), method, path, &headers, body).await;
        (answer.status, answer.json())
    }
}

/// Returns a form that sends files: names and contents.
pub fn multipart(token: &str, files: &[(&str, &str)]) -> String {
    let mut form =
        format!("--b\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n");
    for (name, content) in files {
        let head = "Content-Disposition: form-data; name=\"files\"; filename=";
        form += &format!("--b\r\n{head}\"{name}\"\r\n\r\n{content}\r\n");
    }
    form + "--b--\r\n"
}

/// Returns the token of a person's session in a browser.
pub fn session_of(login: &str) -> String {
    format!("session-{login}")
}

/// Sends a request from this machine.
pub async fn send(
    routes: &Router,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: impl Into<Body>,
) -> Answer {
    let here = ConnectInfo(SocketAddr::from(([127, 0, 0, 1], 9)));
    let mut request = Request::builder().method(method).uri(path).extension(here);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let response = routes.clone().oneshot(request.body(body.into()).unwrap()).await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
    Answer { status, headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}
