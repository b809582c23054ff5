use message::Message;
use std::path::{Path, PathBuf};
use thiserror::Error;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, hash128};

/// Characters that a font must have to set a budget: if these are there, so are the others.
const NEEDED: &str = "预算收入支出财政拨款万元";

/// Font files that are looked for, by the starts of their names, the best first. All but the
/// last four are free.
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

/// Folders are searched no deeper than this, and no more files are looked at.
const DEPTH: usize = 6;
const FILES: usize = 20_000;

/// No font file is larger, in bytes.
const LARGEST: u64 = 200 << 20;

/// The fonts documents are set in.
pub struct Fonts {
    pub(crate) book: LazyHash<FontBook>,
    pub(crate) fonts: Vec<Font>,
}

/// Why there is no font.
#[derive(Debug, Error)]
#[error("{}", self.message().en)]
pub enum FontError {
    /// No known Chinese font is installed.
    None,
    /// The file that was named is no font with Chinese characters.
    Unfit(PathBuf),
    /// The file that was named cannot be read.
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
    /// The font in a file.
    pub fn from_file(path: &Path) -> Result<Self, FontError> {
        let unreadable = |error| FontError::Unreadable(path.to_owned(), error);
        let size = std::fs::metadata(path).map_err(unreadable)?.len();
        if size > LARGEST {
            return Err(FontError::Unfit(path.to_owned()));
        }
        let data = std::fs::read(path).map_err(unreadable)?;
        Self::from_bytes(data).ok_or_else(|| FontError::Unfit(path.to_owned()))
    }

    /// The first face with simplified Chinese characters in the bytes of a font file.
    pub fn from_bytes(data: Vec<u8>) -> Option<Self> {
        let is_fit = |font: &Font| {
            let info = font.info();
            NEEDED.chars().all(|needed| info.coverage.contains(needed.into()))
        };
        // A collection holds the same characters in the shapes of several countries.
        let mut faces: Vec<Font> = Font::iter(Bytes::new(data)).filter(is_fit).collect();
        faces.sort_by_key(|font| !font.info().family.ends_with("SC"));
        let font = faces.into_iter().next()?;
        // Every step of setting asks for the font's hash, which takes all its bytes once. It
        // is taken here, where nobody may be waiting for it yet.
        hash128(&font);
        let book = LazyHash::new(FontBook::from_fonts([&font]));
        Some(Self { book, fonts: vec![font] })
    }

    /// The best Chinese font that is installed, looked for in the given folders.
    pub fn find(folders: &[PathBuf]) -> Result<Self, FontError> {
        let mut found: Vec<(usize, PathBuf)> = Vec::new();
        let mut files = FILES;
        for folder in folders {
            collect(folder, DEPTH, &mut files, &mut found);
        }
        found.sort();
        found.iter().find_map(|(_, path)| Self::from_file(path).ok()).ok_or(FontError::None)
    }

    /// The folders in which systems keep fonts; `home` is the user's own folder.
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

    /// The families, the first first.
    pub(crate) fn families(&self) -> impl Iterator<Item = &str> {
        self.fonts.iter().map(|font| font.info().family.as_str())
    }
}

/// Adds the known fonts below a folder, each with its rank. What cannot be listed is skipped.
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
