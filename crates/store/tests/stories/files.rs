//! Files.

use store::{Blobs, Store};

pub async fn files_are_known_by_their_content(one: String, _: String) {
    let store = Store::open(&one).await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("files");
    let blobs = Blobs::in_folder(&path).unwrap();
    let hash = blobs.put(&store, "预算".as_bytes()).await.unwrap();
    assert_eq!(blobs.put(&store, "预算".as_bytes()).await.unwrap(), hash);
    assert_eq!(blobs.get(&hash).await.unwrap().as_deref(), Some("预算".as_bytes()));
    let unknown = workflow::testing::hash(1);
    assert_eq!(blobs.get(&unknown).await.unwrap(), None);

    let copies = Blobs::in_folder(&folder.path().join("copies")).unwrap();
    assert_eq!(store.files().await.unwrap(), std::slice::from_ref(&hash));
    assert!(copies.take(&blobs, &hash).await.unwrap());
    assert!(!copies.take(&blobs, &hash).await.unwrap());
    assert_eq!(copies.get(&hash).await.unwrap().as_deref(), Some("预算".as_bytes()));
    assert!(copies.take(&blobs, &unknown).await.is_err());

    let file = path.join(&hash.as_str()[..2]).join(hash.as_str());
    std::fs::write(&file, "决算").unwrap();
    assert!(blobs.get(&hash).await.is_err());
    let mut backup = Vec::new();
    store.backup(&mut backup).await.unwrap();
    let backup = String::from_utf8(backup).unwrap();
    assert_eq!(backup.matches(hash.as_str()).count(), 1);
}
