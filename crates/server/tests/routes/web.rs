//! What every request goes through, and what pages show.

use crate::browser::Browser;
use crate::office::{Answer, Office, send};
use crate::run;
use axum::http::StatusCode;
use server::{Gauge, Gauges, Limit, Options, ROUTES, router};
use std::io::Write;
use std::sync::{Arc, Mutex};
use std::time::Duration;
use store::hash_password;
use workflow::testing::{hash, id, person};
use workflow::{Actor, Command, Moment};

const START: Moment = Moment(crate::office::START);

async fn get(office: &Office, options: Options, headers: &[(&str, &str)], path: &str) -> Answer {
    send(&office.served(options), "GET", path, headers, "").await
}

#[test]
fn every_answer_has_the_headers_that_browsers_obey() {
    run(async |office: Office| {
        for (method, path, _) in ROUTES.iter().chain(&[("GET", "/nowhere", false)]) {
            let routes = router(office.app.clone());
            let answer = send(&routes, method, path, &[], "").await;
            let policy = answer.header("content-security-policy");
            assert!(policy.starts_with("default-src 'none'; "), "{method} {path}: {policy}");
            assert!(policy.contains("frame-ancestors 'none'") && !policy.contains("unsafe"));
            assert_eq!(answer.header("x-content-type-options"), "nosniff", "{method} {path}");
            assert_eq!(answer.header("referrer-policy"), "same-origin");
            assert_eq!(answer.header("strict-transport-security"), "");
            let is_public = ["/style.css", "/icon.svg"].contains(path);
            assert_eq!(answer.header("cache-control") == "no-store", !is_public, "{path}");
        }
        let options = || Options { is_https: true, ..Options::default() };
        let answer = get(&office, options(), &[], "/login").await;
        assert!(answer.header("strict-transport-security").contains("max-age"));
        assert!(answer.header("set-cookie").contains("; Secure"));
    });
}

#[test]
fn pages_have_no_script_and_no_style_of_their_own() {
    run(async |office: Office| {
        for path in ["/login", "/published", "/nowhere", "/welcome/0"] {
            let page = get(&office, Options::default(), &[], path).await.text;
            assert!(page.starts_with("<!doctype html>"), "{path}: {page}");
            for bad in
                ["<script", "<style", "style=", "onclick", "javascript:", "http://", "https://"]
            {
                assert!(!page.contains(bad), "{path}: {bad}");
            }
        }
    });
}

#[test]
fn pages_are_in_chinese_until_somebody_asks_for_english() {
    run(async |office: Office| {
        let mut browser = Browser::new(router(office.app.clone()));
        assert!(browser.get("/login").await.text.contains("<html lang=\"zh-CN\">"));
        assert!(browser.get("/login?lang=en").await.text.contains("<html lang=\"en\">"));
        assert!(browser.get("/published").await.text.contains("Nothing is published yet."));
        assert!(browser.get("/nowhere").await.text.contains("There is no such thing"));
        assert!(browser.get("/published?lang=zh").await.text.contains("还没有公开的内容。"));
        assert!(browser.get("/published?lang=xx").await.text.contains("还没有公开的内容。"));
    });
}

/// Names, files and comments that look like markup are shown as the texts that they are.
#[test]
fn markup_is_shown_as_text() {
    const MARKUP: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>";
    run(async |office: Office| {
        let publish = Command::PublishDocument { document: id("d1") };
        let (document, content) = (id("d1"), hash(1));
        for (actor, command) in [
            (
                person("administrator"),
                Command::AddBody { code: id("103"), name: MARKUP.into(), parent: Some(id("000")) },
            ),
            (person("budget"), Command::OpenPackage { package: id("2031/103") }),
            (
                person("reviewer"),
                Command::Receive {
                    document: id("d1"),
                    body: id("103"),
                    name: MARKUP.into(),
                    content: hash(1),
                },
            ),
            (Actor::Program, Command::RecordCheck { document, content, findings: Vec::new() }),
            (person("publisher"), publish),
        ] {
            office.store.act(&command, &actor, START).await.unwrap();
        }
        let mut head = office.store.person(&id("reviewer")).await.unwrap().unwrap();
        head.password = Some(hash_password("correct horse").unwrap());
        office.store.put_person(&head).await.unwrap();
        let mut browser = Browser::new(router(office.app.clone()));
        browser.log_in("reviewer", "correct horse").await;
        for path in ["/published", "/office", "/office?year=2031&lang=en"] {
            let page = browser.get(path).await.text;
            assert!(page.contains("&#60;script&#62;alert(1)"), "{path}: {page}");
            assert!(!page.contains("<script") && !page.contains("<img"), "{path}: {page}");
        }
        let lost = browser.get("/%3Cscript%3E%22%3E?lang=en").await.text;
        assert!(!lost.contains("<script"), "{lost}");
    });
}

#[test]
fn an_address_that_asks_too_often_has_to_wait() {
    run(async |office: Office| {
        let requests = Limit { burst: 2, every: Duration::from_secs(600) };
        let options = || Options { requests, ..Options::default() };
        let ask = async |routes, from: &str| {
            send(routes, "GET", "/api/published", &[("x-forwarded-for", from)], "").await
        };
        // A proxy that no one vouched for is one address.
        let routes = office.served(options());
        for from in ["192.0.2.1", "192.0.2.2"] {
            assert_eq!(ask(&routes, from).await.status, StatusCode::OK);
        }
        let answer = ask(&routes, "192.0.2.3").await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(answer.json()["why"], "too_many");
        let trusted_proxies = vec!["127.0.0.1".parse().unwrap()];
        let routes = office.served(Options { trusted_proxies, ..options() });
        for from in ["192.0.2.1", "192.0.2.2", "192.0.2.3"] {
            assert_eq!(ask(&routes, from).await.status, StatusCode::OK);
        }
    });
}

#[test]
fn what_takes_too_long_or_is_too_large_is_refused() {
    run(async |office: Office| {
        let options = Options { request_timeout: Duration::ZERO, ..Options::default() };
        let answer =
            get(&office, options, &[("authorization", "Bearer budget")], "/api/bodies").await;
        assert_eq!(
            (answer.status, &answer.json()["why"]),
            (StatusCode::REQUEST_TIMEOUT, &"too_slow".into())
        );
        let large = vec![b' '; server::MOST_BYTES_OF_COMMANDS + 1];
        let (status, problem) = office.call("POST", "/api/commands", Some("budget"), large).await;
        assert_eq!((status, &problem["why"]), (StatusCode::PAYLOAD_TOO_LARGE, &"too_large".into()));
        let large = vec![b' '; server::MOST_BYTES_OF_FORMS + 1];
        let form = ("content-type", "application/x-www-form-urlencoded");
        let answer =
            send(&office.served(Options::default()), "POST", "/login", &[form], large).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    });
}

#[test]
fn what_the_library_refuses_is_a_problem_as_well() {
    run(async |office: Office| {
        for (method, path, body, why) in [
            ("DELETE", "/api/events", "", "method_not_allowed"),
            ("GET", "/api/nowhere", "", "not_found"),
            ("GET", "/api/packages/99999", "", "malformed"),
            ("GET", "/api/events?after=x", "", "malformed"),
            ("POST", "/api/commands", "{", "malformed"),
        ] {
            let (status, problem) = office.call(method, path, Some("budget"), body).await;
            assert!(status.is_client_error());
            assert_eq!(problem["why"], why, "{method} {path}: {problem}");
            assert!(problem["zh"].is_string() && problem["en"].is_string());
        }
    });
}

struct Pool;

impl Gauges for Pool {
    fn gauges(&self) -> Vec<Gauge> {
        vec![Gauge { name: "yusuan_pool_waiting", help: "Files that wait.", value: 3 }]
    }
}

#[test]
fn requests_are_counted_by_route_for_those_who_may_know() {
    run(async |office: Office| {
        office.app.web.metrics().watch(Arc::new(Pool));
        for path in ["/api/packages/2031/101", "/api/packages/2031/102", "/nowhere/secret"] {
            office.call("GET", path, Some("reviewer"), "").await;
        }
        let (_, text) = office.call("GET", "/metrics", None, "").await;
        let text = text.as_str().unwrap();
        let name = "yusuan_http_request_duration_seconds_count";
        let route = "method=\"GET\",route=\"/api/packages/{year}/{body}\",status=\"200\"";
        assert!(text.contains(&format!("{name}{{{route}}} 2\n")), "{text}");
        assert!(text.contains("route=\"none\",status=\"404\"} 1\n"), "{text}");
        assert!(text.contains("\nyusuan_pool_waiting 3\n") && !text.contains("secret"), "{text}");
        let proxy = || Options {
            trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
            ..Options::default()
        };
        let far = [("x-forwarded-for", "192.0.2.7")];
        assert_eq!(get(&office, proxy(), &far, "/metrics").await.status, StatusCode::NOT_FOUND);
        let options = Options { metrics_readers: vec!["192.0.2.7".parse().unwrap()], ..proxy() };
        assert_eq!(get(&office, options, &far, "/metrics").await.status, StatusCode::OK);
    });
}

/// Keeps what is logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// The log is that of all tests of this program, for a subscriber of one thread would miss what
/// other threads have met before.
#[test]
fn logs_have_neither_passwords_nor_tokens() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    let mut secrets = vec!["a right password".to_owned(), "a wrong password".to_owned()];
    run(async |office: Office| {
        let administrator = Some("administrator");
        let (_, link) = office.call("POST", "/api/people/budget/link", administrator, "").await;
        let welcome = link["path"].as_str().unwrap().to_owned();
        let mut browser = Browser::new(router(office.app.clone()));
        browser.get(&welcome).await;
        let fields = [("password", "a right password"), ("again", "a right password")];
        browser.post(&welcome, &fields).await;
        browser.log_in("budget", "a wrong password").await;
        browser.log_in("budget", "a right password").await;
        browser.get("/office").await;
        office.call("GET", "/api/me", Some("budget-secret-token"), "").await;
        let kept = browser.cookies.values().cloned();
        secrets.extend(kept.chain([browser.token.clone(), welcome.replace("/welcome/", "")]));
        secrets.extend(["budget-secret-token".to_owned(), "$argon2".to_owned()]);
    });
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("yusuan::requests") && log.contains("/welcome/{token}"), "{log}");
    assert!(secrets.len() > 6);
    for secret in secrets {
        assert!(!log.contains(&secret), "{secret}");
    }
}

#[test]
fn where_the_store_fails_nothing_is_done_and_it_is_said() {
    run(async |office: Office| {
        let head = office.store.head().await.unwrap();
        let ledger = "[{},[]]";
        let save = "/api/packages/2031/101/versions?based_on=0";
        // The files are away: a file stands where the folder was.
        let files = office.folder.join("files");
        std::fs::remove_dir_all(&files).unwrap();
        std::fs::write(&files, "").unwrap();
        let (status, problem) = office.call("POST", save, Some("preparer-101"), ledger).await;
        assert_eq!(
            (status, &problem["why"]),
            (StatusCode::SERVICE_UNAVAILABLE, &"unavailable".into())
        );
        assert_eq!(office.store.head().await.unwrap(), head);
        // What failed names no folder.
        assert!(!problem.to_string().contains("files"), "{problem}");
        office.store.close().await;
        for (method, path) in [("GET", "/healthz"), ("GET", "/api/bodies"), ("GET", "/published")] {
            let (status, answer) = office.call(method, path, Some("budget"), "").await;
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{path}");
            assert!(answer.to_string().contains("系统暂时不能办理"), "{answer}");
        }
    });
}
