/// The properties of a start tag that affect the display.
#[derive(Default)]
pub(super) struct Tag {
    pub name: String,
    pub column_span: u32,
    pub row_span: u32,
    pub hidden: bool,
    attribute: Attribute,
}

#[derive(Default)]
enum Attribute {
    #[default]
    Other,
    ColumnSpan,
    RowSpan,
    Style,
}

impl Tag {
    /// Begins a new tag.
    pub fn begin(&mut self, name: &[u8]) {
        self.name.clear();
        self.name.push_str(&String::from_utf8_lossy(name));
        (self.column_span, self.row_span, self.hidden) = (1, 1, false);
        self.attribute = Attribute::Other;
    }

    /// Begins an attribute.
    pub fn attribute(&mut self, name: &[u8]) {
        self.attribute = match name {
            b"colspan" => Attribute::ColumnSpan,
            b"rowspan" => Attribute::RowSpan,
            b"style" => Attribute::Style,
            _ => Attribute::Other,
        };
        self.hidden |= name == b"hidden";
    }

    /// Sets the value of the current attribute.
    pub fn value(&mut self, value: &[u8]) {
        let number = || {
            let text = String::from_utf8_lossy(value);
            let text = text.trim();
            let digits = text.find(|character: char| !character.is_ascii_digit());
            text.get(..digits.unwrap_or(text.len())).and_then(|digits| digits.parse().ok())
        };
        match self.attribute {
            Attribute::ColumnSpan => self.column_span = number().unwrap_or(1),
            // Zero means up to the end of the row group.
            Attribute::RowSpan => {
                self.row_span = number().map_or(1, |n| if n == 0 { u32::MAX } else { n })
            }
            Attribute::Style => self.hidden |= hides(value),
            Attribute::Other => {}
        }
    }
}

/// Returns whether a style hides its element.
fn hides(style: &[u8]) -> bool {
    let style: Vec<u8> = style
        .iter()
        .filter(|byte| !byte.is_ascii_whitespace())
        .map(u8::to_ascii_lowercase)
        .collect();
    [&b"display:none"[..], b"visibility:hidden", b"visibility:collapse"]
        .into_iter()
        .any(|declaration| memchr::memmem::find(&style, declaration).is_some())
}
