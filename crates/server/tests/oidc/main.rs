//! Logging in by an identity provider, which the test is.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a helper that cannot go on fails the test"
)]

#[path = "../routes/browser.rs"]
#[expect(dead_code, reason = "its files are for the tests of routes")]
mod browser;
mod issuer;
#[path = "../routes/office.rs"]
#[expect(dead_code, reason = "most of it is for the tests of routes")]
mod office;

use axum::http::StatusCode;
use browser::Browser;
use issuer::{CLIENT, Issuer, SECRET, Token};
use office::{Answer, Office, START};
use server::{App, Oidc, Settings, router};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use store::LoginOutcome;
use workflow::testing::id;

/// Runs a test on an office that asks an identity provider.
fn run(test: impl AsyncFnOnce(Office, Issuer)) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let folder = tempfile::tempdir().unwrap();
    runtime.block_on(async {
        let issuer = Issuer::start().await;
        let settings = Settings {
            issuer: issuer.address.clone(),
            client: CLIENT.to_owned(),
            secret: SECRET.to_owned(),
            office: "https://yusuan.example/".to_owned(),
        };
        assert!(!format!("{settings:?}").contains(SECRET));
        let mut office = Office::founded(folder.path()).await;
        let provider = Some(Arc::new(Oidc::new(settings).unwrap()) as _);
        office.app = App { provider, ..office.app };
        test(office, issuer).await;
    });
}

/// Binds the subject to the head of 101, as an administrator does on the page of people.
async fn bind(office: &Office, subject: &str) -> Answer {
    let form = format!("step=bind&login=head-101&subject={subject}");
    office.visit("POST", "/people", Some("administrator"), &form).await
}

/// Asks for a page, and goes to the provider and back.
async fn sign_on(browser: &mut Browser, issuer: &Issuer, token: Token) -> Answer {
    let back = go(browser, issuer, token).await;
    browser.get(&back).await
}

/// Goes to the provider. Returns where it sends the browser back to.
async fn go(browser: &mut Browser, issuer: &Issuer, token: Token) -> String {
    let sent = browser.get("/login/provider?next=/board").await;
    assert_eq!(sent.status, StatusCode::SEE_OTHER, "{}", sent.text);
    issuer.vouch(sent.header("location"), token)
}

#[test]
fn a_person_who_was_bound_logs_in() {
    run(async |office: Office, issuer: Issuer| {
        let mut browser = Browser::new(router(office.app.clone()));
        let shown = browser.get("/login?next=/board").await;
        assert!(shown.text.contains("/login/provider?next=/board"), "{}", shown.text);
        // By default no person is let in; the page says what to give to an administrator.
        let answer = sign_on(&mut browser, &issuer, Token::default()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        assert!(answer.text.contains("标识“s-1”"), "{}", answer.text);
        assert_eq!(browser.get("/api/me").await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(bind(&office, "s-1").await.header("location"), "/people?done=bound");
        let answer = sign_on(&mut browser, &issuer, Token::default()).await;
        assert_eq!(answer.header("location"), "/board", "{}", answer.text);
        assert_eq!(browser.get("/api/me").await.json()["login"], "head-101");
        // The name belongs to one person, and the page of people shows it.
        let form = "step=bind&login=reviewer&subject=s-1";
        let taken = office.visit("POST", "/people", Some("administrator"), form).await;
        assert_eq!(taken.status, StatusCode::CONFLICT, "{}", taken.text);
        assert!(taken.text.contains("<code>s-1</code>"), "{}", taken.text);
        // Who is unbound is out at once.
        let form = "step=unbind&login=head-101";
        let done = office.visit("POST", "/people", Some("administrator"), form).await;
        assert_eq!(done.header("location"), "/people?done=unbound");
        assert_eq!(browser.get("/api/me").await.status, StatusCode::UNAUTHORIZED);
        let answer = sign_on(&mut browser, &issuer, Token::default()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
        use LoginOutcome::{Bound, Failed, SignedOn, Unbound};
        let rows = office.store.logins(0, 100).await.unwrap();
        let expected = [Failed, Bound, SignedOn, Unbound, Failed];
        assert!(rows.iter().map(|row| row.outcome).eq(expected), "{rows:?}");
    });
}

#[test]
fn who_was_deactivated_stays_out() {
    run(async |office: Office, issuer: Issuer| {
        bind(&office, "s-1").await;
        office.store.rename_person(&id("head-101"), "李", false).await.unwrap();
        let mut browser = Browser::new(router(office.app.clone()));
        let answer = sign_on(&mut browser, &issuer, Token::default()).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN);
    });
}

/// A token that is right but for one thing does not begin a session.
#[test]
fn a_token_has_to_be_right_in_everything() {
    run(async |office: Office, issuer: Issuer| {
        bind(&office, "s-1").await;
        let mut browser = Browser::new(router(office.app.clone()));
        let right = Token::default;
        for (what, token) in [
            ("nonce", Token { nonce: Some("0".into()), ..right() }),
            ("audience", Token { audience: "another".into(), ..right() }),
            ("others too", Token { others: vec!["another".into()], ..right() }),
            ("issuer", Token { issuer: Some("https://id.example".into()), ..right() }),
            ("expired", Token { expires: START - 61, ..right() }),
            ("not yet", Token { issued: START + 61, ..right() }),
            ("nobody", Token { subject: String::new(), ..right() }),
            ("another key", Token { is_forged: true, ..right() }),
            ("no signature", Token { algorithm: "none", ..right() }),
            ("another kind", Token { algorithm: "RS256", ..right() }),
            ("by the secret", Token { algorithm: "HS256", ..right() }),
            ("unknown key", Token { key: "9", ..right() }),
        ] {
            let answer = sign_on(&mut browser, &issuer, token).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{what}");
            assert!(answer.text.contains("统一身份认证没有通过"), "{what}: {}", answer.text);
            assert!(!browser.cookies.contains_key("yusuan_session"), "{what}");
            // So many in a row are made to wait.
            office.app.web.options();
            browser.routes = router(App { web: server::Web::default(), ..office.app.clone() });
        }
        let answer = sign_on(&mut browser, &issuer, right()).await;
        assert_eq!(answer.header("location"), "/board");
    });
}

#[test]
fn only_the_browser_that_began_comes_back() {
    run(async |office: Office, issuer: Issuer| {
        bind(&office, "s-1").await;
        let mut one = Browser::new(router(office.app.clone()));
        let mut other = Browser::new(router(office.app.clone()));
        let back = go(&mut one, &issuer, Token::default()).await;
        // Into a browser that did not begin, and into one that began something else.
        for _ in 0..2 {
            let answer = other.get(&back).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", answer.text);
            assert!(answer.text.contains("不是从本浏览器发起"), "{}", answer.text);
            go(&mut other, &issuer, Token::default()).await;
        }
        let back = go(&mut one, &issuer, Token::default()).await;
        assert_eq!(one.get(&back).await.header("location"), "/board");
        // It works once.
        assert_eq!(one.get(&back).await.status, StatusCode::FORBIDDEN);
        // Another provider's answer, and a provider that refuses.
        for wrong in ["&iss=https://id.example", "&error=access_denied"] {
            let back = go(&mut other, &issuer, Token::default()).await;
            let back = match wrong.split_once("error") {
                Some(_) => back.replace("code=", "no="),
                None => back,
            };
            let answer = other.get(&format!("{back}{wrong}")).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{wrong}");
        }
    });
}

/// A code that another person saw is worth nothing without what the browser's secret makes.
#[test]
fn a_code_needs_its_verifier() {
    run(async |office: Office, issuer: Issuer| {
        bind(&office, "s-1").await;
        let mut one = Browser::new(router(office.app.clone()));
        let mut other = Browser::new(router(office.app.clone()));
        let seen = go(&mut one, &issuer, Token::default()).await;
        let own = go(&mut other, &issuer, Token::default()).await;
        let code = |back: &str| back.split("code=").nth(1).unwrap().to_owned();
        let mixed = own.replace(&code(&own), &code(&seen));
        assert_eq!(other.get(&mixed).await.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn a_provider_may_change_its_keys_and_be_away() {
    run(async |office: Office, issuer: Issuer| {
        bind(&office, "s-1").await;
        let mut browser = Browser::new(router(office.app.clone()));
        issuer.hang(true);
        let began = std::time::Instant::now();
        let answer = browser.get("/login/provider").await;
        assert_eq!(answer.status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(answer.text.contains("统一身份认证现在连接不上"), "{}", answer.text);
        assert!(began.elapsed().as_secs() < 10, "{:?}", began.elapsed());
        issuer.hang(false);
        let answer = sign_on(&mut browser, &issuer, Token::default()).await;
        assert_eq!(answer.header("location"), "/board", "{}", answer.text);
        // The session ends after a day; the provider is asked again.
        office.now.fetch_add(24 * 3600, Ordering::Relaxed);
        assert_eq!(browser.get("/api/me").await.status, StatusCode::UNAUTHORIZED);
    });
}

#[test]
fn without_a_provider_there_is_nothing() {
    run(async |office: Office, _: Issuer| {
        let app = App { provider: None, ..office.app.clone() };
        let mut browser = Browser::new(router(app));
        assert!(!browser.get("/login").await.text.contains("/login/provider"));
        for path in ["/login/provider", "/login/provider/back?state=a&code=b"] {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
        }
    });
}

#[test]
fn addresses_without_encryption_are_refused() {
    let settings = |issuer: &str, office: &str| Settings {
        issuer: issuer.to_owned(),
        client: CLIENT.to_owned(),
        secret: SECRET.to_owned(),
        office: office.to_owned(),
    };
    assert!(Oidc::new(settings("https://id.example", "https://yusuan.example")).is_ok());
    for (issuer, office) in [
        ("http://id.example", "https://yusuan.example"),
        ("https://id.example", "http://yusuan.example"),
        ("id.example", "https://yusuan.example"),
    ] {
        assert!(Oidc::new(settings(issuer, office)).is_err(), "{issuer} {office}");
    }
}
