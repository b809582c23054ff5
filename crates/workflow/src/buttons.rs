//! Which steps of a package an actor can take now, and why not the others.

use crate::{Actor, Command, Moment, Office, PackageId, Refusal, decide};
use message::Fixed;

/// A step of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Button {
    /// The key by which pages and programs know it.
    pub key: &'static str,
    /// What it is called.
    pub name: Fixed,
    /// Why it cannot be taken; `None` where it can.
    pub refusal: Option<Refusal>,
}

/// Returns the steps that need nothing but the package and perhaps a reason or files, each
/// decided as the command itself is decided.
pub fn buttons(office: &Office, id: &PackageId, actor: &Actor, at: Moment) -> Vec<Button> {
    let package = id.clone();
    let reason = "…".to_owned();
    // Whether a publication has files is asked when it is made.
    let files = office.package(id).and_then(|it| it.version.as_ref()).map(|it| it.content.clone());
    let steps = [
        (
            "submit",
            Fixed { zh: "送审", en: "Submit" },
            Command::Submit { package: package.clone() },
        ),
        (
            "take_back",
            Fixed { zh: "撤回", en: "Take back" },
            Command::TakeBack { package: package.clone() },
        ),
        (
            "accept",
            Fixed { zh: "受理", en: "Accept" },
            Command::Accept { package: package.clone() },
        ),
        (
            "return",
            Fixed { zh: "退回", en: "Return" },
            Command::Return {
                package: package.clone(),
                reason: reason.clone(),
                comments: Vec::new(),
            },
        ),
        (
            "agree",
            Fixed { zh: "审核通过", en: "Agree" },
            Command::Agree { package: package.clone() },
        ),
        (
            "approve",
            Fixed { zh: "批复", en: "Approve" },
            Command::Approve { package: package.clone() },
        ),
        (
            "publish",
            Fixed { zh: "公开", en: "Publish" },
            Command::Publish {
                package: package.clone(),
                files: files.into_iter().collect(),
                names: Vec::new(),
            },
        ),
        (
            "withdraw",
            Fixed { zh: "撤回公开", en: "Withdraw" },
            Command::Withdraw { package, reason },
        ),
    ];
    let button = |(key, name, command)| Button {
        key,
        name,
        refusal: decide(office, &command, actor, at).err(),
    };
    steps.into_iter().map(button).collect()
}
