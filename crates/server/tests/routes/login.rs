//! Logging in, links that work once, and what other sites cannot do.

use crate::browser::Browser;
use crate::office::{Office, START, send};
use crate::{run, run_empty};
use axum::http::StatusCode;
use server::{Limit, Options, first_administrator, router};
use std::sync::atomic::Ordering;
use std::time::Duration;
use store::{LoginOutcome, hash_password};
use workflow::testing::id;
use workflow::{Action, Moment, may};

const PASSWORD: &str = "correct horse";

/// Returns a browser at an office in which the head of 101 has a password.
async fn browser(office: &Office) -> Browser {
    let mut person = office.store.person(&id("head-101")).await.unwrap().unwrap();
    person.password = Some(hash_password(PASSWORD).unwrap());
    office.store.put_person(&person).await.unwrap();
    Browser::new(router(office.app.clone()))
}

async fn outcomes(office: &Office) -> Vec<(LoginOutcome, Option<String>)> {
    let rows = office.store.logins(0, 500).await.unwrap();
    rows.into_iter().map(|row| (row.outcome, row.login.map(String::from))).collect()
}

#[test]
fn a_person_logs_in_and_out() {
    run(async |office: Office| {
        let mut browser = browser(&office).await;
        let asked = browser.get("/office").await;
        assert_eq!((asked.status, asked.header("location")), (StatusCode::SEE_OTHER, "/login"));
        let answer = browser.log_in("head-101", PASSWORD).await;
        assert_eq!((answer.status, answer.header("location")), (StatusCode::SEE_OTHER, "/office"));
        let cookie = answer.header("set-cookie");
        assert!(cookie.contains("; HttpOnly; SameSite=Lax"), "{cookie}");
        let session = browser.cookies["yusuan_session"].clone();
        let shown = browser.get("/office").await;
        assert!(shown.text.contains("云桥市第一中学"), "{}", shown.text);
        assert!(!shown.text.contains("云桥市福利院"), "{}", shown.text);
        // Logging in again makes a new session, and the one before ends.
        let first = browser.cookies.clone();
        browser.get("/published").await;
        browser.post("/login", &[("login", "head-101"), ("password", PASSWORD)]).await;
        assert_ne!(browser.cookies["yusuan_session"], session);
        let second = browser.cookies.clone();
        browser.cookies = first;
        assert_eq!(browser.get("/office").await.status, StatusCode::SEE_OTHER);
        browser.cookies = second;
        assert_eq!(browser.get("/office").await.status, StatusCode::OK);
        let kept = browser.cookies.clone();
        assert_eq!(browser.post("/logout", &[]).await.header("location"), "/login");
        assert!(!browser.cookies.contains_key("yusuan_session"));
        browser.cookies = kept;
        assert_eq!(browser.get("/office").await.header("location"), "/login");
        use LoginOutcome::{LoggedIn, LoggedOut};
        let head = || Some("head-101".to_owned());
        let expected = [(LoggedIn, head()), (LoggedIn, head()), (LoggedOut, head())];
        assert_eq!(outcomes(&office).await, expected);
    });
}

#[test]
fn a_session_ends_after_a_working_day() {
    run(async |office: Office| {
        let mut browser = browser(&office).await;
        browser.log_in("head-101", PASSWORD).await;
        office.now.store(START + server::SESSION_SECONDS - 1, Ordering::Relaxed);
        assert_eq!(browser.get("/office").await.status, StatusCode::OK);
        office.now.store(START + server::SESSION_SECONDS, Ordering::Relaxed);
        assert_eq!(browser.get("/office").await.status, StatusCode::SEE_OTHER);
    });
}

/// The answer does not tell which logins exist, and what was typed as one is not written down:
/// it may be a password.
#[test]
fn a_wrong_login_and_a_wrong_password_are_answered_alike() {
    run(async |office: Office| {
        let mut browser = browser(&office).await;
        let mut answers = Vec::new();
        for (login, password) in
            [("head-101", "wrong horse"), ("hunter2hunter2", PASSWORD), ("<b>", ""), ("budget", "")]
        {
            let answer = browser.log_in(login, password).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{login}");
            assert!(answer.text.contains("登录名或密码不对。"), "{}", answer.text);
            assert!(!browser.cookies.contains_key("yusuan_session"));
            answers.push(answer.text);
        }
        assert!(answers.windows(2).all(|pair| pair[0] == pair[1]));
        let logins: Vec<_> = outcomes(&office).await.into_iter().map(|it| it.1).collect();
        assert_eq!(logins, [Some("head-101".into()), None, None, Some("budget".into())]);
        // A person who may not log in any more is answered in the same way.
        office.store.rename_person(&id("head-101"), "李", false).await.unwrap();
        let answer = browser.log_in("head-101", PASSWORD).await;
        assert_eq!(answer.text, answers[0]);
    });
}

#[test]
fn forms_of_other_sites_do_nothing() {
    run(async |office: Office| {
        let mut browser = browser(&office).await;
        browser.get("/login").await;
        browser.token = "0".repeat(64);
        let fields = [("login", "head-101"), ("password", PASSWORD)];
        let answer = browser.post("/login", &fields).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("页面已过期"), "{}", answer.text);
        assert_eq!(outcomes(&office).await.len(), 0);
        browser.log_in("head-101", PASSWORD).await;
        browser.get("/office").await;
        let token = std::mem::take(&mut browser.token);
        assert_eq!(browser.post("/logout", &[]).await.status, StatusCode::FORBIDDEN);
        assert_eq!(browser.get("/office").await.status, StatusCode::OK);
        // Neither does the API, when only the cookie vouches for the caller.
        let cookie = format!("yusuan_session={}", browser.cookies["yusuan_session"]);
        let json = ("content-type", "application/json");
        let submit = r#"{"submit":{"package":"2031/101"}}"#;
        let routes = router(office.app.clone());
        let post = async |headers: &[(&str, &str)]| {
            send(&routes, "POST", "/api/commands", headers, submit).await.json()["why"].clone()
        };
        assert_eq!(post(&[json, ("cookie", &cookie)]).await, "foreign_form");
        let wrong = ("x-form-token", "0");
        assert_eq!(post(&[json, ("cookie", &cookie), wrong]).await, "foreign_form");
        let right = ("x-form-token", token.as_str());
        assert_eq!(post(&[json, ("cookie", &cookie), right]).await, "others");
        let read = send(&routes, "GET", "/api/me", &[("cookie", &cookie)], "").await;
        assert_eq!(read.json()["login"], "head-101");
    });
}

#[test]
fn who_fails_too_often_has_to_wait() {
    run(async |office: Office| {
        let failed_logins = Limit { burst: 2, every: Duration::from_secs(600) };
        let mut browser = browser(&office).await;
        browser.routes = office.served(Options { failed_logins, ..Options::default() });
        // Those who succeed are not counted.
        for _ in 0..3 {
            browser.log_in("head-101", PASSWORD).await;
            browser.cookies.clear();
        }
        for _ in 0..2 {
            let answer = browser.log_in("head-101", "wrong horse").await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        }
        let answer = browser.log_in("head-101", PASSWORD).await;
        assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
        assert!(answer.header("retry-after").parse::<u32>().unwrap() > 500);
    });
}

/// A stranger who keeps failing keeps other strangers out, not the person at the usual place.
#[test]
fn a_stranger_does_not_lock_an_account_out() {
    run(async |office: Office| {
        let of_account = Limit { burst: 3, every: Duration::from_secs(600) };
        let options = Options { failed_logins_of_account: of_account, ..Options::default() };
        let mut browser = browser(&office).await;
        browser.routes = office
            .served(Options { trusted_proxies: vec!["127.0.0.1".parse().unwrap()], ..options });
        browser.from = Some("198.51.100.1".to_owned());
        browser.log_in("head-101", PASSWORD).await;
        // Each from another address, so that addresses are not what is limited.
        let fail = async |browser: &mut Browser, number: u32| {
            browser.cookies.clear();
            browser.from = Some(format!("203.0.113.{number}"));
            let status = browser.log_in("head-101", "wrong horse").await.status;
            (status, browser.log_in("wang", "wrong horse").await.status)
        };
        for number in 0..3 {
            let failed = fail(&mut browser, number).await;
            assert_eq!(failed, (StatusCode::UNAUTHORIZED, StatusCode::UNAUTHORIZED));
        }
        // Also of a login that no person has, so that the answer does not tell which there are.
        let (known, unknown) = fail(&mut browser, 9).await;
        assert_eq!(
            (known, unknown),
            (StatusCode::TOO_MANY_REQUESTS, StatusCode::TOO_MANY_REQUESTS)
        );
        browser.cookies.clear();
        browser.from = Some("198.51.100.1".to_owned());
        let answer = browser.log_in("head-101", PASSWORD).await;
        assert_eq!(answer.header("location"), "/office");
    });
}

#[test]
fn a_person_changes_the_own_password() {
    run(async |office: Office| {
        let mut browser = browser(&office).await;
        assert_eq!(browser.get("/password").await.header("location"), "/login?next=/password");
        browser.log_in("head-101", PASSWORD).await;
        browser.get("/password").await;
        let fields = |old, new, again| [("old", old), ("password", new), ("again", again)];
        for (fields, words) in [
            (fields("wrong horse", "another horse", "another horse"), "现在的密码不对。"),
            (fields(PASSWORD, "another horse", "another house"), "两次输入的密码不同。"),
            (fields(PASSWORD, "short", "short"), "密码至少10个字符。"),
        ] {
            let answer = browser.post("/password", &fields).await;
            assert!(answer.status.is_client_error() && answer.text.contains(words), "{words}");
        }
        let right = fields(PASSWORD, "another horse", "another horse");
        let done = browser.post("/password", &right).await;
        assert!(done.status.is_success() && done.text.contains("密码已修改"), "{}", done.text);
        assert_eq!(browser.get("/office").await.status, StatusCode::OK);
        browser.cookies.clear();
        let answer = browser.log_in("head-101", PASSWORD).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(browser.log_in("head-101", "another horse").await.header("location"), "/office");
    });
}

#[test]
fn the_first_administrator_comes_by_a_link_that_works_once() {
    run_empty(async |office: Office| {
        let link = async |at| first_administrator(&office.store, Moment(at)).await.unwrap();
        let old = link(START).await.unwrap();
        let path = link(START).await.unwrap();
        let mut browser = Browser::new(router(office.app.clone()));
        assert_eq!(browser.get(&old).await.status, StatusCode::GONE);
        let shown = browser.get(&path).await;
        assert!(shown.text.contains("财政局代码"), "{}", shown.text);
        let fields = |password| {
            [
                ("login", "gao"),
                ("name", "高"),
                ("bureau_code", "000"),
                ("bureau_name", "云桥市财政局"),
                ("password", password),
                ("again", password),
            ]
        };
        let short = browser.post(&path, &fields("short")).await;
        assert_eq!(short.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(short.text.contains("密码至少10个字符。"), "{}", short.text);
        let done = browser.post(&path, &fields(PASSWORD)).await;
        assert_eq!((done.status, done.header("location")), (StatusCode::SEE_OTHER, "/login"));
        assert_eq!(browser.post(&path, &fields(PASSWORD)).await.status, StatusCode::GONE);
        assert_eq!(link(START).await, None);
        assert_eq!(browser.log_in("gao", PASSWORD).await.header("location"), "/office");
        let (_, state) = office.store.everyone().await.unwrap();
        let gao = workflow::Actor::Person(id("gao"));
        assert!(may(&state, &gao, Action::ManageBodies, &id("000")).is_some());
    });
    run_empty(async |office: Office| {
        let path = first_administrator(&office.store, Moment(START)).await.unwrap().unwrap();
        office.now.store(START + server::LINK_SECONDS, Ordering::Relaxed);
        let mut browser = Browser::new(router(office.app.clone()));
        assert_eq!(browser.get(&path).await.status, StatusCode::GONE);
    });
}

/// From the administrator's request to the person's first login, new password and token.
#[test]
fn a_new_person_sets_a_password_by_a_link() {
    run(async |office: Office| {
        let (path, body) = ("/api/people/wang", r#"{"name":"王","is_active":true}"#);
        let administrator = Some("administrator");
        assert_eq!(office.call("PUT", path, administrator, body).await.0, StatusCode::NO_CONTENT);
        let (_, link) = office.call("POST", &format!("{path}/link"), administrator, "").await;
        let mut browser = Browser::new(router(office.app.clone()));
        let welcome = link["path"].as_str().unwrap();
        browser.get(welcome).await;
        let differ = [("password", PASSWORD), ("again", "another horse")];
        assert_eq!(browser.post(welcome, &differ).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let fields = [("password", PASSWORD), ("again", PASSWORD)];
        assert_eq!(browser.post(welcome, &fields).await.header("location"), "/login");
        browser.log_in("wang", PASSWORD).await;
        browser.get("/office").await;
        let cookie = format!("yusuan_session={}", browser.cookies["yusuan_session"]);
        let headers = [
            ("content-type", "application/json"),
            ("cookie", cookie.as_str()),
            ("x-form-token", browser.token.as_str()),
        ];
        let post = async |path, body: &str| {
            send(&browser.routes, "POST", path, &headers, body.to_owned()).await
        };
        let token = post("/api/tokens", r#"{"name":"nightly","days":1}"#).await.json();
        let token = token["token"].as_str().unwrap().to_owned();
        let (_, me) = office.call("GET", "/api/me", Some(&token), "").await;
        assert_eq!((&me["login"], &me["name"]), (&"wang".into(), &"王".into()));
        let (_, names) = office.call("GET", "/api/tokens", Some(&token), "").await;
        assert_eq!(names[0]["name"], "nightly");
        assert!(!names.to_string().contains(&token));
        // A token makes no tokens and changes no password.
        let (_, problem) =
            office.call("POST", "/api/tokens", Some(&token), r#"{"name":"b","days":1}"#).await;
        assert_eq!(problem["why"], "session_only");
        let wrong = r#"{"old":"wrong horse","new":"another horse"}"#;
        assert_eq!(post("/api/me/password", wrong).await.status, StatusCode::UNAUTHORIZED);
        let right = r#"{"old":"correct horse","new":"another horse"}"#;
        assert_eq!(post("/api/me/password", right).await.status, StatusCode::NO_CONTENT);
        let (status, _) = office.call("GET", "/api/me", Some(&token), "").await;
        assert_eq!(status, StatusCode::UNAUTHORIZED, "tokens end with the password");
        let shown = browser.get("/office").await;
        assert_eq!(shown.status, StatusCode::OK, "the session that changed it goes on");
    });
}
