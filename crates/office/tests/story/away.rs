//! Where there is no room, or the storage of files is away, nothing is half done.

use crate::load::found;
use crate::served::{Served, command};
use serde_json::json;

#[test]
fn without_the_storage_of_files_nothing_is_received() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    found(&url, folder.path());
    let files = folder.path().join("files");
    let served = Served::start(&url, &files);
    let last = |served: &Served| served.call("GET", "/api/events", "auditor", b"").1;
    let before = last(&served);
    // A file stands where the folder was.
    std::fs::remove_dir_all(&files).unwrap();
    std::fs::write(&files, "").unwrap();
    let path = "/api/documents/d1?body=101&name=a.docx";
    let (status, problem) = served.call("POST", path, "preparer", b"budget");
    assert_eq!((status, &problem["why"]), (503, &json!("unavailable")));
    assert!(!problem.to_string().contains("files"), "{problem}");
    assert_eq!(last(&served), before);
    assert_eq!(served.call("GET", "/api/documents/d1", "preparer", b"").0, 404);
    std::fs::remove_file(&files).unwrap();
    std::fs::create_dir(&files).unwrap();
    assert_eq!(served.call("POST", path, "preparer", b"budget").0, 200);
}

#[cfg(target_os = "linux")]
#[test]
fn on_a_full_disk_what_was_acknowledged_is_there() {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("office.db").display());
    found(&url, folder.path());
    let files = folder.path().join("files");
    let served = Served::with_little_room(&url, &files, 512);
    let (mut acknowledged, mut refused) = (0, None);
    for number in 0..2000 {
        let grant =
            json!({"grant": {"to": format!("clerk-{number}"), "role": "preparer", "body": "101"}});
        let (status, answer) =
            served.call("POST", "/api/commands", "administrator", grant.to_string().as_bytes());
        if status == 200 {
            acknowledged = answer[0]["seq"].as_i64().unwrap();
        } else {
            refused = Some((status, answer["why"].clone()));
            break;
        }
    }
    assert_eq!(refused, Some((503, json!("unavailable"))));
    served.kill();
    let verified = command(&["verify", "--database", &url]);
    assert!(verified.status.success(), "{verified:?}");
    let served = Served::start(&url, &files);
    let path = format!("/api/events?after={}", acknowledged - 1);
    let (_, events) = served.call("GET", &path, "auditor", b"");
    assert_eq!(events.as_array().map(Vec::len), Some(1), "{events}");
}
