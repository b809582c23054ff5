/// An element that is not displayed and is skipped up to its end.
pub(super) struct Skip {
    name: String,
    /// The number of open elements of the same name inside it.
    nested: usize,
    /// The number of open lists and tables inside it.
    containers: usize,
}

/// Elements whose content is not text of the page. Navigation repeats headings of this page or
/// names other pages.
const NOT_DISPLAYED: [&str; 19] = [
    "script", "style", "template", "noscript", "noframes", "noembed", "title", "select",
    "textarea", "button", "datalist", "iframe", "object", "svg", "canvas", "audio", "video", "rt",
    "nav",
];

/// Elements without content, which cannot hide any.
const VOID: [&str; 13] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Elements whose end tag is often omitted: the next one of the same name ends them.
const END_IMPLIED: [&str; 11] =
    ["p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option"];

const CONTAINERS: [&str; 4] = ["table", "ul", "ol", "dl"];

impl Skip {
    /// Returns the skip that a start tag begins, if any.
    pub fn begin(name: &str, hidden: bool) -> Option<Self> {
        let unseen = NOT_DISPLAYED.contains(&name) || hidden && !VOID.contains(&name);
        unseen.then(|| Self { name: name.into(), nested: 0, containers: 0 })
    }

    /// Returns whether a start tag ends the skip and therefore has to be read itself.
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

    /// Returns whether an end tag ends the skip, and whether it has to be read itself because it
    /// ends the element around the skipped one.
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
