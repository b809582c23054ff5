use message::Message;
use std::path::{Path, PathBuf};
use thiserror::Error;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, hash128};

/// The characters that a usable font must have. A font that has these has the other common ones.
const NEEDED: &str = "预算收入支出财政拨款万元";

/// The beginnings of the names of known font files, in order of preference. All but the last four
/// are free fonts.
const NAMES: [&str; 12] = [
    "notoserifcjksc-regular",
    "notoserifcjk-regular",
    "notoserifsc-regular",
    "notoserifsc-",
    "sourcehanserifsc-regular",
    "sourcehanserif-regular",
    "notosanscjksc-regular",
    "notosanscjk-regular",
    "sourcehansanssc-regular",
    "simfang",
    "simsun",
    "songti",
];

/// The most levels of folders that are searched.
const DEPTH: usize = 6;

/// The most files and folders that are looked at.
const FILES: usize = 20_000;

/// The largest font file in bytes.
const MAX_SIZE: u64 = 200 << 20;

/// The fonts that a document is typeset in.
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// Why no usable font was found.
#[derive(Debug, Error)]
#[error("{}", self.message().en)]
pub enum FontError {
    /// No known Chinese font is installed.
    None,
    /// The given file is not a font with Chinese characters.
    Unfit(PathBuf),
    /// The given file cannot be read.
    Unreadable(PathBuf, std::io::Error),
}

impl FontError {
    /// What is missing or wrong, and what to do.
    pub fn message(&self) -> Message {
        match self {
            Self::None => Message::new(
                "没有找到中文字体，无法生成 PDF。请安装思源宋体（Noto Serif CJK SC，免费；Debian、Ubuntu：apt install fonts-noto-cjk），或指定一个中文字体文件。",
                "No Chinese font was found, so no PDF can be made. Install Noto Serif CJK SC (free; on Debian and Ubuntu: apt install fonts-noto-cjk), or name a font file.",
            ),
            Self::Unfit(path) => {
                let path = path.display();
                Message::new(
                    format!("{path} 不是可用的中文字体文件。"),
                    format!("{path} is not a font with Chinese characters."),
                )
            }
            Self::Unreadable(path, error) => {
                let (path, reason) = (path.display(), Message::of_io(error));
                Message::new(
                    format!("无法读取字体文件 {path}：{}。", reason.zh),
                    format!("The font file {path} could not be read: {}.", reason.en),
                )
            }
        }
    }
}

impl Fonts {
    /// Returns the font in a file.
    ///
    /// Fails if the file cannot be read, is too large or is not a font with Chinese characters.
    pub fn from_file(path: &Path) -> Result<Self, FontError> {
        let unreadable = |error| FontError::Unreadable(path.to_owned(), error);
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        if size > MAX_SIZE {
            return Err(FontError::Unfit(path.to_owned()));
        }
        let data = std::fs::read(path).map_err(unreadable)?;
        Self::from_bytes(data).ok_or_else(|| FontError::Unfit(path.to_owned()))
    }

    /// Returns the first face with simplified Chinese characters in the bytes of a font file, or
    /// `None` if there is no such face.
    pub fn from_bytes(data: Vec<u8>) -> Option<Self> {
        let is_fit = |font: &Font| {
            let info = font.info();
            NEEDED.chars().all(|needed| info.coverage.contains(needed.into()))
        };
        // A collection has the same characters in the shapes of several countries.
        let mut faces: Vec<Font> = Font::iter(Bytes::new(data)).filter(is_fit).collect();
        faces.sort_by_key(|font| !font.info().family.ends_with("SC"));
        let font = faces.into_iter().next()?;
        // Typesetting asks for the font's hash again and again; it is computed from all bytes once
        // and then kept. Computing it here keeps that time out of the first document.
        hash128(&font);
        let book = LazyHash::new(FontBook::from_fonts([&font]));
        Some(Self { book, fonts: vec![font] })
    }

    /// Returns the best Chinese font installed in the given folders.
    ///
    /// Fails if they contain no known font that can be used.
    pub fn find(folders: &[PathBuf]) -> Result<Self, FontError> {
        let mut found: Vec<(usize, PathBuf)> = Vec::new();
        let mut files = FILES;
        for folder in folders {
            collect(folder, DEPTH, &mut files, &mut found);
        }
        found.sort();
        found.iter().find_map(|(_, path)| Self::from_file(path).ok()).ok_or(FontError::None)
    }

    /// Returns the folders in which operating systems keep fonts; `home` is the user's home folder.
    pub fn folders(home: Option<&Path>) -> Vec<PathBuf> {
        let of_system = [
            "/usr/share/fonts",
            "/usr/local/share/fonts",
            "/Library/Fonts",
            "/System/Library/Fonts",
            "C:\\Windows\\Fonts",
        ];
        let of_user = [".local/share/fonts", ".fonts", "Library/Fonts"];
        let of_user = home.into_iter().flat_map(|home| of_user.map(|folder| home.join(folder)));
        of_user.chain(of_system.map(PathBuf::from)).collect()
    }

    /// Returns the font families in order of preference.
    pub(crate) fn families(&self) -> impl Iterator<Item = &str> {
        self.fonts.iter().map(|font| font.info().family.as_str())
    }
}

/// Adds the known fonts in a folder and below, each with its rank. Folders that cannot be listed
/// are skipped.
fn collect(folder: &Path, depth: usize, files: &mut usize, found: &mut Vec<(usize, PathBuf)>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if *files == 0 {
            return;
        }
        *files -= 1;
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
        let is_font = [".ttf", ".ttc", ".otf", ".otc"].iter().any(|end| name.ends_with(end));
        if let (true, Some(rank)) =
            (is_font, NAMES.iter().position(|known| name.starts_with(known)))
        {
            found.push((rank, path));
        } else if depth > 0 && path.is_dir() {
            collect(&path, depth - 1, files, found);
        }
    }
}
