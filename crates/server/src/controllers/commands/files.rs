//! Which files a caller may publish by their hashes.

use crate::App;
use crate::problem::Problem;
use message::Message;
use std::collections::BTreeSet;
use workflow::{Action, Actor, Command, Entry, Hash, Key, Office, decide, may};

/// Fails unless all files are stored and the actor may see them: who knows the hash of a file need
/// not have seen it.
pub(super) async fn are_seen(
    app: &App,
    command: &Command,
    actor: &Actor,
    files: &[Hash],
) -> Result<(), Problem> {
    let office = app.store.office_for(command, actor).await?;
    // What the workflow refuses is refused for its reasons.
    decide(&office, command, actor, (app.now)()).map_err(Problem::from)?;
    for (number, hash) in (1..).zip(files) {
        if !app.store.has_file(hash).await? || !is_seen(app, &office, actor, hash).await? {
            return Err(unknown(number));
        }
    }
    Ok(())
}

/// Returns whether a file is a ledger of the department or its units, a version of a document
/// that the actor may read, or published already.
async fn is_seen(app: &App, office: &Office, actor: &Actor, hash: &Hash) -> Result<bool, Problem> {
    let is_ledger = office.packages().any(|(id, package)| {
        package.version.as_ref().is_some_and(|version| version.content == *hash)
            && may(office, actor, Action::Read, &id.body).is_some()
    });
    if is_ledger || app.store.is_published(hash).await? {
        return Ok(true);
    }
    let of_content = app.store.office(BTreeSet::from([Key::Content(hash.clone())])).await?;
    let Some(Entry::Content(documents)) = of_content.get(&Key::Content(hash.clone())) else {
        return Ok(false);
    };
    let keys = documents.iter().cloned().map(Key::Document).collect();
    let with_documents = app.store.office(keys).await?;
    let mut documents = documents.iter().filter_map(|id| with_documents.document(id));
    Ok(documents.any(|it| may(office, actor, Action::Read, &it.body).is_some()))
}

fn unknown(number: usize) -> Problem {
    Problem::unusable(Message::new(
        format!(
            "要公开的第{number}个文件没有收到过，或者您没有查看的权限。请先报送该文件，或在页面上公开。"
        ),
        format!(
            "File {number} was never received, or you do not have the right to see it. Hand it in \
             first, or publish on the page."
        ),
    ))
}
