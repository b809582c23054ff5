//! People, their sessions, their links and the audit of logins.

use crate::{START, founded};
use store::{Attempt, Error, Founder, Identity, LoginOutcome, PersonRow, Store};
use workflow::testing::{id, person};
use workflow::{Action, Moment, may};

fn li() -> PersonRow {
    PersonRow {
        login: id("li"),
        name: "李".into(),
        password: Some("$argon2id$".into()),
        is_active: true,
    }
}

pub async fn sessions_expire_and_end(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let mut person = li();
    let login = person.login.clone();
    assert!(store.put_session("t0", &login, None, Moment(0), Moment(9)).await.is_err());
    store.put_person(&person).await.unwrap();
    assert_eq!(store.person(&login).await.unwrap(), Some(person.clone()));
    for (token, name, expires) in [("t1", None, 10), ("t2", None, 20), ("t3", Some("批处理"), 30)]
    {
        store.put_session(token, &login, name, Moment(0), Moment(expires)).await.unwrap();
    }
    let session = async |token, now| {
        let session = store.session(token, Moment(now)).await.unwrap();
        session.map(|session| (session.login, session.is_token))
    };
    assert_eq!(session("t1", 9).await, Some((login.clone(), false)));
    assert_eq!(session("t1", 10).await, None);
    assert_eq!(session("t9", 0).await, None);
    store.end_session("t2").await.unwrap();
    assert_eq!(session("t2", 0).await, None);
    assert_eq!(session("t3", 9).await, Some((login.clone(), true)));
    let names =
        async || store.tokens(&login, Moment(0)).await.unwrap().into_iter().map(|it| it.name);
    assert!(names().await.eq(["批处理"]));
    // A token of the same name replaces the one before.
    store.put_session("t4", &login, Some("批处理"), Moment(0), Moment(30)).await.unwrap();
    assert_eq!((session("t3", 9).await, names().await.count()), (None, 1));
    assert!(store.end_token(&login, "批处理").await.unwrap());
    assert!(!store.end_token(&login, "批处理").await.unwrap());
    person.is_active = false;
    store.put_person(&person).await.unwrap();
    assert_eq!(session("t1", 0).await, None);
}

pub async fn logins_are_written_down(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let login = li().login;
    store.put_person(&li()).await.unwrap();
    let attempt = |login| Attempt { at: Moment(5), login, peer: "192.0.2.1" };
    store.login_failed(attempt(None)).await.unwrap();
    store.login_failed(attempt(Some(&login))).await.unwrap();
    store.log_in(attempt(Some(&login)), "t1", Moment(50), None).await.unwrap();
    // The browser's session before ends.
    store.log_in(attempt(Some(&login)), "t2", Moment(50), Some("t1")).await.unwrap();
    assert_eq!(store.session("t1", Moment(6)).await.unwrap(), None);
    store.log_out(attempt(Some(&login)), "t2").await.unwrap();
    assert_eq!(store.session("t2", Moment(6)).await.unwrap(), None);
    store.log_in(attempt(Some(&login)), "t3", Moment(50), None).await.unwrap();
    store.log_in(attempt(Some(&login)), "t4", Moment(50), None).await.unwrap();
    store.set_password(&login, "$argon2id$2", attempt(Some(&login)), Some("t4")).await.unwrap();
    assert_eq!(store.session("t3", Moment(6)).await.unwrap(), None);
    assert!(store.session("t4", Moment(6)).await.unwrap().is_some());
    let seen = store.logins(0, 100).await.unwrap();
    let seen: Vec<_> = seen.iter().map(|it| (it.outcome, it.login.is_some())).collect();
    use LoginOutcome::{Failed, LoggedIn, LoggedOut, PasswordSet};
    let expected = [Failed, Failed, LoggedIn, LoggedIn, LoggedOut, LoggedIn, LoggedIn, PasswordSet];
    assert!(seen.iter().map(|it| it.0).eq(expected), "{seen:?}");
    assert!(seen.iter().map(|it| it.1).eq((0..8).map(|at| at > 0)), "{seen:?}");
    assert_eq!(store.logins(7, 100).await.unwrap().len(), 1);
    assert_eq!(store.logins(0, 2).await.unwrap().len(), 2);
}

pub async fn a_provider_knows_whom_an_administrator_bound(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    store.put_person(&li()).await.unwrap();
    store.put_person(&PersonRow { login: id("wang"), ..li() }).await.unwrap();
    let identity = |subject: &str, login: &str| Identity {
        issuer: "https://id.example".to_owned(),
        subject: subject.to_owned(),
        login: id(login),
    };
    let attempt = Attempt { at: Moment(5), login: Some(&li().login), peer: "192.0.2.1" };
    store.bind(&identity("s1", "li"), attempt).await.unwrap();
    for taken in [identity("s1", "wang"), identity("s2", "li")] {
        assert!(matches!(store.bind(&taken, attempt).await, Err(Error::Refused(_))));
    }
    assert!(store.bind(&identity("s3", "nobody"), attempt).await.is_err());
    let of = async |issuer, subject| {
        store.person_of(issuer, subject).await.unwrap().map(|it| it.login.to_string())
    };
    assert_eq!(of("https://id.example", "s1").await.as_deref(), Some("li"));
    // The same name of another provider is another person.
    assert_eq!(of("https://other.example", "s1").await, None);
    assert_eq!(of("https://id.example", "s2").await, None);
    store.sign_on(attempt, "t1", Moment(50), None).await.unwrap();
    assert!(store.session("t1", Moment(6)).await.unwrap().is_some());
    assert!(store.unbind("https://id.example", &li().login, attempt).await.unwrap());
    assert!(!store.unbind("https://id.example", &li().login, attempt).await.unwrap());
    assert_eq!(store.session("t1", Moment(6)).await.unwrap(), None);
    assert_eq!(of("https://id.example", "s1").await, None);
    let seen = store.logins(0, 100).await.unwrap();
    use LoginOutcome::{Bound, SignedOn, Unbound};
    assert!(seen.iter().map(|it| it.outcome).eq([Bound, SignedOn, Unbound]), "{seen:?}");
}

pub async fn a_reset_ends_the_password_and_says_by_whom(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let (login, by) = (li().login, id("administrator"));
    let attempt = Attempt { at: Moment(5), login: Some(&login), peer: "192.0.2.1" };
    store.put_person(&PersonRow { password: Some("$argon2id$1".into()), ..li() }).await.unwrap();
    store.log_in(attempt, "t1", Moment(50), None).await.unwrap();
    let password = async || store.person(&login).await.unwrap().unwrap().password;
    // One's own password works on.
    store.reset_password("l1", &login, Moment(50), attempt, Some(&login)).await.unwrap();
    assert!(password().await.is_some() && store.session("t1", Moment(6)).await.unwrap().is_some());
    store.reset_password("l2", &login, Moment(50), attempt, Some(&by)).await.unwrap();
    assert_eq!((password().await, store.session("t1", Moment(6)).await.unwrap()), (None, None));
    assert_eq!(store.link("l1", Moment(6)).await.unwrap(), None);
    let last = store.last_logins(Some("administrator"), 9).await.unwrap();
    assert_eq!((last.len(), last[0].outcome), (1, LoginOutcome::LinkMade), "{last:?}");
    assert_eq!((last[0].login.as_ref(), last[0].by.as_ref()), (Some(&login), Some(&by)));
    assert_eq!(store.last_logins(None, 2).await.unwrap().len(), 2);
    assert_eq!(store.last_logins(None, 9).await.unwrap().len(), 3);
}

pub async fn a_link_works_once(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let attempt = Attempt { at: Moment(5), login: None, peer: "console" };
    assert!(!store.has_administrator().await.unwrap());
    let founder = Founder { person: li(), bureau: Some((id("000"), "云桥市财政局".into())) };
    store.put_link("old", None, Moment(0), Moment(9)).await.unwrap();
    store.put_link("new", None, Moment(0), Moment(9)).await.unwrap();
    assert!(store.link("new", Moment(8)).await.unwrap().is_some());
    assert_eq!(store.link("new", Moment(9)).await.unwrap(), None);
    for (token, at) in [("old", 5), ("other", 5), ("new", 9)] {
        let attempt = Attempt { at: Moment(at), ..attempt };
        assert!(!store.found(token, &founder, attempt).await.unwrap(), "{token}");
    }
    assert!(store.found("new", &founder, attempt).await.unwrap());
    assert!(!store.found("new", &founder, attempt).await.unwrap());
    assert!(store.has_administrator().await.unwrap());
    let (people, office) = store.everyone().await.unwrap();
    assert_eq!((people.len(), office.bureau()), (1, Some(&id("000"))));
    assert!(may(&office, &person("li"), Action::ManagePeople, &id("000")).is_some());
    store
        .log_in(Attempt { login: Some(&id("li")), ..attempt }, "t", Moment(50), None)
        .await
        .unwrap();
    store.put_link("mine", Some(&id("li")), Moment(0), Moment(9)).await.unwrap();
    // A link to set a password makes no administrator, and the other way round.
    assert!(!store.found("mine", &founder, attempt).await.unwrap());
    assert_eq!(store.use_link("mine", "$new", attempt).await.unwrap(), Some(id("li")));
    assert_eq!(store.use_link("mine", "$newer", attempt).await.unwrap(), None);
    assert_eq!(store.session("t", Moment(6)).await.unwrap(), None);
    let stored = store.person(&id("li")).await.unwrap().unwrap();
    assert_eq!(stored.password.as_deref(), Some("$new"));
}

/// What the workflow refuses leaves neither a person nor a used link behind.
pub async fn a_founder_is_made_whole_or_not_at_all(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let attempt = Attempt { at: Moment(5), login: None, peer: "console" };
    store.put_link("new", None, Moment(0), Moment(9)).await.unwrap();
    let nameless = Founder { person: li(), bureau: Some((id("000"), " ".into())) };
    assert!(matches!(store.found("new", &nameless, attempt).await, Err(Error::Refused(_))));
    assert_eq!(store.person(&id("li")).await.unwrap(), None);
    assert!(store.link("new", Moment(5)).await.unwrap().is_some());
    store.put_person(&li()).await.unwrap();
    let again = Founder { person: li(), bureau: Some((id("000"), "云桥市财政局".into())) };
    assert!(matches!(store.found("new", &again, attempt).await, Err(Error::Refused(_))));
    assert_eq!(store.head().await.unwrap().seq, 0);
}

/// An administrator who cannot log in any more does not keep others out for ever.
pub async fn an_office_without_administrators_may_be_founded_again(one: String, _: String) {
    let store = founded(&one).await;
    assert!(!store.has_administrator().await.unwrap());
    store.rename_person(&id("administrator"), "管理员", true).await.unwrap();
    assert!(store.has_administrator().await.unwrap());
    store.rename_person(&id("administrator"), "管理员", false).await.unwrap();
    assert!(!store.has_administrator().await.unwrap());
    store.put_link("new", None, Moment(0), Moment(9)).await.unwrap();
    let founder = Founder { person: li(), bureau: None };
    let attempt = Attempt { at: crate::START, login: None, peer: "console" };
    assert!(!store.found("new", &founder, attempt).await.unwrap());
    store.put_link("new", None, START, Moment(START.0 + 9)).await.unwrap();
    assert!(store.found("new", &founder, attempt).await.unwrap());
    assert!(store.has_administrator().await.unwrap());
}
