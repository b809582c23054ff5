//! Relationships and content types: which parts there are and what they are to each other.

use crate::Failure;
use crate::markup::{Insertions, Kind, tags};
use crate::package::Package;

/// A relationship of a part.
pub(crate) struct Relation {
    pub(crate) id: String,
    pub(crate) kind: String,
    /// The full name of the other part.
    pub(crate) target: String,
}

const EMPTY: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"></Relationships>";

const TYPES: &str = "[Content_Types].xml";

/// The name of the part that holds the relationships of `part`; that of the package for "".
fn holder(part: &str) -> String {
    match part.rsplit_once('/') {
        Some((folder, name)) => format!("{folder}/_rels/{name}.rels"),
        None => format!("_rels/{part}.rels"),
    }
}

/// Returns the relationships of a part.
pub(crate) fn of(package: &mut Package<'_>, part: &str) -> Result<Vec<Relation>, Failure> {
    let name = holder(part);
    let Some(text) = package.read(&name)? else { return Ok(Vec::new()) };
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    let found = tags(&name, &text)?;
    let relation = |tag: &crate::markup::Tag<'_>| {
        Some(Relation {
            id: tag.attribute("Id")?,
            kind: tag.attribute("Type")?,
            target: absolute(folder, &tag.attribute("Target")?),
        })
    };
    Ok(found.iter().filter(|tag| tag.local() == "Relationship").filter_map(relation).collect())
}

/// Adds a relationship to `part`, whose target is a part by its full name; returns its id.
pub(crate) fn add(
    package: &mut Package<'_>,
    part: &str,
    kind: &str,
    target: &str,
) -> Result<String, Failure> {
    let used = of(package, part)?;
    let id = (1..u32::MAX).map(|number| format!("rIdYusuan{number}"));
    let id = id.into_iter().find(|id| used.iter().all(|it| it.id != *id)).unwrap_or_default();
    let name = holder(part);
    let text = package.read(&name)?.unwrap_or_else(|| EMPTY.to_owned());
    let element = |prefix: &str| {
        format!("<{prefix}Relationship Id=\"{id}\" Type=\"{kind}\" Target=\"/{target}\"/>")
    };
    let text = with_child(&name, &text, element)?;
    package.put(&name, text);
    Ok(id)
}

/// Says what a new part is.
pub(crate) fn declare(package: &mut Package<'_>, part: &str, content: &str) -> Result<(), Failure> {
    // Without it no program opens the file, with comments or without.
    let Some(text) = package.read(TYPES)? else { return Ok(()) };
    let element = |prefix: &str| {
        format!("<{prefix}Override PartName=\"/{part}\" ContentType=\"{content}\"/>")
    };
    let text = with_child(TYPES, &text, element)?;
    package.put(TYPES, text);
    Ok(())
}

/// Returns the text of a part with one more element at the end of its root.
pub(crate) fn with_child(
    name: &str,
    text: &str,
    element: impl Fn(&str) -> String,
) -> Result<String, Failure> {
    let tags = tags(name, text)?;
    let (Some(root), Some(last)) = (tags.first(), tags.last()) else {
        return Err(Failure::Part(name.to_owned()));
    };
    let element = element(root.prefix());
    let mut insertions = Insertions::default();
    match last.kind {
        Kind::End => insertions.insert(last.at.start, element),
        // A root without content.
        Kind::Empty if tags.len() == 1 => {
            let open = last.at.end - "/>".len();
            insertions.replace(open..last.at.end, format!(">{element}</{}>", last.name));
        }
        _ => return Err(Failure::Part(name.to_owned())),
    }
    Ok(insertions.apply(text))
}

/// Returns the full name of a part that is given relative to a folder.
fn absolute(folder: &str, target: &str) -> String {
    let mut path: Vec<&str> = folder.split('/').filter(|_| !target.starts_with('/')).collect();
    for step in target.split('/') {
        match step {
            ".." => drop(path.pop()),
            "." | "" => {}
            step => path.push(step),
        }
    }
    path.retain(|step| !step.is_empty());
    path.join("/")
}

#[cfg(test)]
mod tests {
    use super::absolute;

    #[test]
    fn targets_are_found_from_every_folder() {
        assert_eq!(absolute("xl/worksheets", "../comments1.xml"), "xl/comments1.xml");
        assert_eq!(absolute("word", "comments.xml"), "word/comments.xml");
        assert_eq!(absolute("word", "/word/a.xml"), "word/a.xml");
        assert_eq!(absolute("", "xl/workbook.xml"), "xl/workbook.xml");
    }
}
