use message::Message;
use std::path::{Path, PathBuf};
use thiserror::Error;
use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::{LazyHash, hash128};

/// The characters that a usable font must have. A font that has these has the other common ones.
const NEEDED: &str = "预算收入支出财政拨款万元";

/// What a font is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Running text: 仿宋, else another Song type. A document cannot be set without it.
    Text,
    /// Titles: 小标宋, else 黑体.
    Title,
    /// Headings of the first level: 黑体.
    Hei,
    /// Headings of the second level: 楷体.
    Kai,
}

impl Role {
    const ALL: [Self; 4] = [Self::Text, Self::Title, Self::Hei, Self::Kai];

    /// The beginnings of the names of known font files, in order of preference. Where a machine has
    /// those of official documents they are taken, else free ones.
    const fn names(self) -> &'static [&'static str] {
        match self {
            Self::Text => &[
                "simfang",
                "stfangso",
                "fzfsk",
                "fandolfang-regular",
                "notoserifcjksc-regular",
                "notoserifcjk-regular",
                "notoserifsc-regular",
                "notoserifsc-",
                "sourcehanserifsc-regular",
                "sourcehanserif-regular",
                "notosanscjksc-regular",
                "notosanscjk-regular",
                "sourcehansanssc-regular",
                "simsun",
                "songti",
            ],
            // No free font is like them; 黑体 takes their place.
            Self::Title => &["fzxbs", "fangzhengxiaobiaosong", "stzhongs"],
            Self::Hei => &[
                "simhei",
                "stheiti",
                "notosanscjksc-medium",
                "notosanscjk-medium",
                "notosanscjksc-bold",
                "notosanscjk-bold",
                "notosanscjksc-regular",
                "notosanscjk-regular",
                "sourcehansanssc-",
                "fandolhei-regular",
                "wqy-zenhei",
                "wqy-microhei",
            ],
            Self::Kai => {
                &["simkai", "stkaiti", "kaiti", "fandolkai-regular", "lxgwwenkai-regular", "ukai"]
            }
        }
    }
}

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
    /// The font of each role; running text has the first.
    roles: Vec<(Role, usize)>,
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
        let data = read(path)?;
        Self::from_bytes(data).ok_or_else(|| FontError::Unfit(path.to_owned()))
    }

    /// Returns the first face with simplified Chinese characters in the bytes of a font file, or
    /// `None` if there is no such face.
    pub fn from_bytes(data: Vec<u8>) -> Option<Self> {
        Some(Self::of([(Role::Text, face(data)?)]))
    }

    fn of(faces: impl IntoIterator<Item = (Role, Font)>) -> Self {
        let (mut fonts, mut roles) = (Vec::new(), Vec::new());
        for (role, font) in faces {
            roles.push((role, fonts.len()));
            fonts.push(font);
        }
        let book = LazyHash::new(FontBook::from_fonts(&fonts));
        Self { book, fonts, roles }
    }

    /// Returns the best Chinese fonts installed in the given folders: one for running text, and
    /// those for titles and headings that are there.
    ///
    /// Fails if they contain no known font that can be used for running text.
    pub fn find(folders: &[PathBuf]) -> Result<Self, FontError> {
        let mut found: Vec<PathBuf> = Vec::new();
        let mut files = FILES;
        for folder in folders {
            collect(folder, DEPTH, &mut files, &mut found);
        }
        found.sort();
        let faces: Vec<(Role, Font)> =
            Role::ALL.into_iter().filter_map(|role| Some((role, best(role, &found)?))).collect();
        match faces.first() {
            Some((Role::Text, _)) => Ok(Self::of(faces)),
            _ => Err(FontError::None),
        }
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

    /// Returns the font families for a role in order of preference; that of running text is the
    /// last.
    pub(crate) fn families(&self, role: Role) -> impl Iterator<Item = &str> {
        let of = move |wanted: Role| {
            let mut roles = self.roles.iter().filter(move |(role, _)| *role == wanted);
            roles.next().and_then(|(_, at)| self.fonts.get(*at))
        };
        let own = match role {
            Role::Title => of(Role::Title).or_else(|| of(Role::Hei)),
            Role::Hei | Role::Kai => of(role),
            Role::Text => None,
        };
        own.into_iter().chain(of(Role::Text)).map(|font| font.info().family.as_str())
    }
}

/// Returns the first face with simplified Chinese characters in the bytes of a font file.
fn face(data: Vec<u8>) -> Option<Font> {
    let is_fit = |font: &Font| {
        let info = font.info();
        NEEDED.chars().all(|needed| info.coverage.contains(needed.into()))
    };
    // A collection has the same characters in the shapes of several countries.
    let mut faces: Vec<Font> = Font::iter(Bytes::new(data)).filter(is_fit).collect();
    faces.sort_by_key(|font| {
        let family = &font.info().family;
        !(family.ends_with("SC") || family.ends_with("CN"))
    });
    let font = faces.into_iter().next()?;
    // Typesetting asks for the font's hash again and again; it is computed from all bytes once
    // and then kept. Computing it here keeps that time out of the first document.
    hash128(&font);
    Some(font)
}

/// Returns the name of a font file in lower case.
fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().to_lowercase()
}

/// Returns the font of the first known name that can be used.
fn best(role: Role, files: &[PathBuf]) -> Option<Font> {
    let named = role
        .names()
        .iter()
        .flat_map(|known| files.iter().filter(move |path| name(path).starts_with(known)));
    named.filter_map(|path| read(path).ok()).find_map(face)
}

/// Reads a font file, unless it is too large.
fn read(path: &Path) -> Result<Vec<u8>, FontError> {
    let unreadable = |error| FontError::Unreadable(path.to_owned(), error);
    if std::fs::metadata(path).map_err(unreadable)?.len() > MAX_SIZE {
        return Err(FontError::Unfit(path.to_owned()));
    }
    std::fs::read(path).map_err(unreadable)
}

/// Adds the known fonts in a folder and below. Folders that cannot be listed are skipped.
fn collect(folder: &Path, depth: usize, files: &mut usize, found: &mut Vec<PathBuf>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    for path in entries.flatten().map(|entry| entry.path()) {
        if *files == 0 {
            return;
        }
        *files -= 1;
        let name = name(&path);
        let is_font = [".ttf", ".ttc", ".otf", ".otc"].iter().any(|end| name.ends_with(end));
        let mut known = Role::ALL.into_iter().flat_map(Role::names);
        if is_font && known.any(|known| name.starts_with(known)) {
            found.push(path);
        } else if depth > 0 && path.is_dir() {
            collect(&path, depth - 1, files, found);
        }
    }
}
