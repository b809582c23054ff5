//! People and sessions.

use store::{PersonRow, Store};
use workflow::Moment;
use workflow::testing::id;

pub async fn sessions_expire_and_end(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let mut person = PersonRow {
        login: id("li"),
        name: "李".into(),
        password: Some("$argon2id$".into()),
        is_active: true,
    };
    assert!(store.put_session("t0", &person.login, Moment(0), Moment(9)).await.is_err());
    store.put_person(&person).await.unwrap();
    assert_eq!(store.person(&person.login).await.unwrap(), Some(person.clone()));
    for (token, expires) in [("t1", 10), ("t2", 20), ("t3", 30)] {
        let session = store.put_session(token, &person.login, Moment(0), Moment(expires));
        session.await.unwrap();
    }
    let session = async |token, now| store.session(token, Moment(now)).await.unwrap();
    assert_eq!(session("t1", 9).await, Some(person.login.clone()));
    assert_eq!(session("t1", 10).await, None);
    assert_eq!(session("t9", 0).await, None);
    store.end_session("t2").await.unwrap();
    assert_eq!(session("t2", 0).await, None);
    person.is_active = false;
    store.put_person(&person).await.unwrap();
    assert_eq!(session("t3", 0).await, None);
}
