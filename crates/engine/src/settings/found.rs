//! Files of settings.

use super::{Profile, parse};
use message::{Failure, Message};
use std::path::{Path, PathBuf};

/// The name of the file of settings.
pub const NAME: &str = "yusuan.toml";

/// Returns the nearest file of settings in a folder or above it.
#[must_use]
pub fn above(folder: &Path) -> Option<PathBuf> {
    folder.ancestors().map(|folder| folder.join(NAME)).find(|file| file.is_file())
}

/// Reads a file of settings.
///
/// # Errors
/// Fails where it cannot be opened or is wrong.
pub fn load(path: &Path) -> Result<Profile, Failure> {
    let name = path.display().to_string();
    let text = std::fs::read_to_string(path).map_err(|error| {
        let reason = Message::of_io(&error);
        Message::new(
            format!("无法读取设置文件 {name}：{}。", reason.zh),
            format!("The settings {name} cannot be read: {}.", reason.en),
        )
    })?;
    parse(&name, &text).map_err(|message| {
        Failure::from(message).hint(
            "改正这一行；写法见 yusuan explain settings。",
            "Correct that line; `yusuan explain settings` says how.",
        )
    })
}
