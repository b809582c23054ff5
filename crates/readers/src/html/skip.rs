/// An element that is not shown, from its start tag to where it ends.
pub(super) struct Skip {
    name: String,
    /// Open elements of the same name inside it.
    nested: usize,
    /// Open lists and tables inside it.
    containers: usize,
}

/// Elements whose content is no text of the page. Navigation only leads to it: it repeats
/// headings of this page or names other ones.
const UNSEEN: [&str; 19] = [
    "script", "style", "template", "noscript", "noframes", "noembed", "title", "select",
    "textarea", "button", "datalist", "iframe", "object", "svg", "canvas", "audio", "video", "rt",
    "nav",
];

/// Elements without content, which cannot hide any.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose end tag is often left out: the next of its kind ends them.
const END_IMPLIED: [&str; 11] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"];

const CONTAINERS: [&str; 4] = ["table", "ul", "ol", "dl"];

impl Skip {
    /// The skip that a start tag begins, if any.
    pub fn begin(name: &str, hidden: bool) -> Option<Self> {
        let unseen = UNSEEN.contains(&name) || hidden && !VOID.contains(&name);
        unseen.then(|| Self { name: name.into(), nested: 0, containers: 0 })
    }

    /// Whether a start tag ends the skip, and so is to be read itself.
    pub fn ended_by_start(&mut self, name: &str) -> bool {
        let end_implied = END_IMPLIED.contains(&self.name.as_str());
        self.containers += usize::from(CONTAINERS.contains(&name));
        if name == self.name {
            if end_implied && self.containers == 0 {
                return true;
            }
            self.nested += usize::from(!end_implied);
        }
        false
    }

    /// Whether an end tag ends the skip; and whether it is to be read itself, because it
    /// ends what is around the skipped element.
    pub fn ended_by_end(&mut self, name: &str) -> (bool, bool) {
        let end_implied = END_IMPLIED.contains(&self.name.as_str());
        if name == self.name && !(end_implied && self.containers > 0) {
            if self.nested == 0 {
                return (true, false);
            }
            self.nested -= 1;
        }
        if CONTAINERS.contains(&name) {
            if self.containers == 0 {
                return (end_implied, end_implied);
            }
            self.containers -= 1;
        }
        (false, false)
    }
}
