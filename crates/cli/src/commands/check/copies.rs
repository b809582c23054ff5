//! Copies of the files with what was found as comments.

use crate::inputs::Input;
use comments::{Author, Comment};
use finding::NamedReport;
use finding::render;
use message::{Failure, Lang, Message};
use std::fs;
use std::path::{Path, PathBuf};

/// Where copies go.
pub(super) struct Copies<'a> {
    to: To<'a>,
    date: &'a str,
    lang: Lang,
}

enum To<'a> {
    /// The copy of the only file.
    File(&'a Path),
    /// A folder for all copies.
    Folder(&'a Path),
}

impl<'a> Copies<'a> {
    /// Copies as asked for: one file for one input, else a folder, which is made.
    pub(super) fn asked(
        to: Option<&'a Path>,
        inputs: &[Input],
        date: &'a str,
        lang: Lang,
    ) -> Result<Option<Self>, Failure> {
        let Some(path) = to else { return Ok(None) };
        let is_file = inputs.len() == 1 && path.extension().is_some() && !path.is_dir();
        if !is_file {
            fs::create_dir_all(path).map_err(|error| Failure::writing(path, &error))?;
        }
        let to = if is_file { To::File(path) } else { To::Folder(path) };
        Ok(Some(Self { to, date, lang }))
    }

    /// Writes the copy of one file; returns what to tell the user about it.
    pub(super) fn write(
        &self,
        number: usize,
        input: &Input,
        bytes: &[u8],
        report: &NamedReport,
    ) -> Message {
        let name = input.name();
        let told = self.written(number, input, bytes, report).unwrap_or_else(|message| message);
        Message::new(format!("{name}：{}", told.zh), format!("{name}: {}", told.en))
    }

    fn written(
        &self,
        number: usize,
        input: &Input,
        bytes: &[u8],
        report: &NamedReport,
    ) -> Result<Message, Message> {
        let comments = render::comments(report, self.lang).into_iter();
        let comments: Vec<_> = comments.map(|(place, text)| Comment { place, text }).collect();
        if comments.is_empty() {
            return Err(Message::new(
                "没有问题，不另存批注稿。",
                "Nothing was found, so there is no copy.",
            ));
        }
        let author = Author { name: self.lang.pick("预算检查", "yusuan"), date: self.date };
        let copy = comments::add(bytes, &comments, author).map_err(|error| error.message())?;
        let path = self.path(number, input);
        let is_original = matches!(input, Input::Path(original)
            if path.canonicalize().is_ok_and(|path| original.canonicalize().is_ok_and(|it| it == path)));
        if is_original {
            return Err(Message::new(
                "批注稿不能覆盖原文件，请换一个名称。",
                "The copy may not replace the file itself: give another name.",
            ));
        }
        fs::write(&path, &copy.bytes).map_err(|error| {
            let reason = Message::of_io(&error);
            Message::new(
                format!("无法写入 {}：{}。", path.display(), reason.zh),
                format!("{} cannot be written: {}.", path.display(), reason.en),
            )
        })?;
        Ok(told(comments.len(), copy.misplaced, &path))
    }

    /// In a folder copies go by number and name, as files of several folders may have one name.
    fn path(&self, number: usize, input: &Input) -> PathBuf {
        let name = match input {
            Input::Path(path) => path.file_name().unwrap_or_default().to_owned(),
            Input::Stdin => "stdin".into(),
        };
        match self.to {
            To::File(path) => path.to_owned(),
            To::Folder(folder) => {
                let mut numbered = std::ffi::OsString::from(format!("{number}-"));
                numbered.push(name);
                folder.join(numbered)
            }
        }
    }
}

fn told(count: usize, misplaced: usize, path: &Path) -> Message {
    let path = path.display();
    let told = Message::new(
        format!("{count} 条批注，已写入 {path}"),
        format!("{count} comments, written to {path}"),
    );
    match misplaced {
        0 => told,
        _ => Message::new(
            format!("{}（其中 {misplaced} 条找不到原处，写在文件开头）", told.zh),
            format!(
                "{} ({misplaced} of them at its beginning, as their places are not in it)",
                told.en
            ),
        ),
    }
}
