use crate::wire;
use document::Place;
use serde::{Deserialize, Serialize};

/// The words near a place by which a person finds it in the file, as far as there are any.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Landmark {
    /// Its number in reading order.
    pub order: u32,
    /// The title of its table, or the heading above a paragraph.
    pub title: String,
    /// The label of its row, with the code.
    pub row: String,
    /// The head of its column.
    pub column: String,
    /// The first words of a paragraph.
    pub words: String,
}

/// The landmarks of the places that a report names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Landmarks {
    /// Sorted by place.
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Entry {
    #[serde(with = "wire::Place")]
    place: Place,
    landmark: Landmark,
}

impl Landmarks {
    /// Landmarks of no place.
    pub const NONE: Self = Self { entries: Vec::new() };

    /// Returns the landmark of a place, if one is known.
    pub fn at(&self, place: &Place) -> Option<&Landmark> {
        let index = self.entries.binary_search_by(|entry| entry.place.cmp(place)).ok()?;
        self.entries.get(index).map(|entry| &entry.landmark)
    }
}

/// Of several landmarks of one place the first counts.
impl FromIterator<(Place, Landmark)> for Landmarks {
    fn from_iter<I: IntoIterator<Item = (Place, Landmark)>>(landmarks: I) -> Self {
        let entry = |(place, landmark)| Entry { place, landmark };
        let mut entries: Vec<Entry> = landmarks.into_iter().map(entry).collect();
        entries.sort_by(|one, other| one.place.cmp(&other.place));
        entries.dedup_by(|later, first| later.place == first.place);
        Self { entries }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_landmark_of_a_place_counts() {
        let named = |row: &str| Landmark { row: row.to_owned(), ..Landmark::default() };
        let places = [(Place::Line(7), named("a")), (Place::Line(3), named("b"))];
        let all: Landmarks = places.into_iter().chain([(Place::Line(7), named("c"))]).collect();
        assert_eq!(all.at(&Place::Line(7)), Some(&named("a")));
        assert_eq!(all.at(&Place::Line(3)), Some(&named("b")));
        assert_eq!(all.at(&Place::Line(4)), None);
    }

    #[test]
    fn landmarks_are_stored_and_read_back() {
        let all: Landmarks = [(Place::Paragraph(2), Landmark::default())].into_iter().collect();
        let text = serde_json::to_string(&all).unwrap();
        assert_eq!(serde_json::from_str::<Landmarks>(&text).unwrap(), all);
    }
}
