//! Which of the preparer's paragraphs a layout has a place for.

use super::{Block, Content, Layout, Piece, Template, Whose};
use ledger::Entity;

impl Layout {
    /// Whether the layout has a place for the paragraphs of a section (`duties`) of the department
    /// or of a unit. Whether they are printed may depend on a condition as well.
    pub fn has_place_for(&self, section: &str, entity: Entity) -> bool {
        let whose = if entity == Entity::DEPARTMENT { Whose::Department } else { Whose::Unit };
        let parts = self.parts.iter().filter(|part| part.of == whose);
        let blocks =
            parts.flat_map(|part| &part.sections).filter_map(|name| self.sections.get(name));
        blocks.flatten().any(|block| block.prints(section))
    }
}

impl Block {
    fn prints(&self, section: &str) -> bool {
        match &self.content {
            Content::Heading(_, template) => template.prints(section),
            Content::Paragraph(choices) => choices.iter().any(|(_, it)| it.prints(section)),
            Content::Words(key) => key == section,
            Content::Table(_) => false,
            Content::Each(_, blocks) => blocks.iter().any(|block| block.prints(section)),
        }
    }
}

impl Template {
    fn prints(&self, section: &str) -> bool {
        self.0.iter().any(|piece| match piece {
            Piece::Words(key) => key.may_be(section),
            Piece::List(_, items) => items.iter().any(|item| item.prints(section)),
            _ => false,
        })
    }

    /// Whether the template says `words`, whatever stands for its placeholders.
    fn may_be(&self, words: &str) -> bool {
        match self.0.as_slice() {
            [Piece::Text(text)] => text == words,
            [Piece::Text(start), _] => words.starts_with(start.as_str()),
            _ => false,
        }
    }
}
