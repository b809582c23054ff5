//! Reads pages of an invented department.

use crate::package::testing::zip;
use crate::testing::show;
use crate::{Format, Limits, Options, ReadError, detect, read, read_with};
use document::{Document, Place, RemarkKind};

/// A document with A4 pages.
struct OfdBuilder {
    pages: Vec<String>,
    templates: String,
    resources: String,
}

impl OfdBuilder {
    fn of(pages: &[String]) -> Self {
        Self { pages: pages.to_vec(), templates: String::new(), resources: String::new() }
    }

    fn bytes(&self) -> Vec<u8> {
        self.with_listed("")
    }

    /// Returns the file with additional elements in its list of pages.
    fn with_listed(&self, more: &str) -> Vec<u8> {
        let mut listed = String::from(more);
        let mut members: Vec<(String, String)> = Vec::new();
        for (number, page) in self.pages.iter().enumerate() {
            let name = format!("Pages/Page_{number}/Content.xml");
            listed += &format!("<ofd:Page ID='{}' BaseLoc='{name}'/>", 100 + number);
            members.push((format!("Doc_0/{name}"), content(page)));
        }
        let document = format!(
            "<ofd:Document xmlns:ofd='http://www.ofdspec.org/2016'><ofd:CommonData><ofd:MaxUnitID>9</ofd:MaxUnitID>\
             <ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>\
             <ofd:PublicRes>PublicRes.xml</ofd:PublicRes>\
             <ofd:TemplatePage ID='2' BaseLoc='/Doc_0/Tpls/Content.xml'/></ofd:CommonData>\
             <ofd:Pages>{listed}</ofd:Pages></ofd:Document>"
        );
        let root = "<ofd:OFD xmlns:ofd='http://www.ofdspec.org/2016' DocType='OFD' Version='1.0'><ofd:DocBody>\
                    <ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>";
        members.push(("OFD.xml".into(), root.into()));
        members.push(("Doc_0/Document.xml".into(), document));
        members.push(("Doc_0/Tpls/Content.xml".into(), content(&self.templates)));
        members
            .push(("Doc_0/PublicRes.xml".into(), format!("<ofd:Res>{}</ofd:Res>", self.resources)));
        let members: Vec<(&str, &str)> =
            members.iter().map(|(name, content)| (name.as_str(), content.as_str())).collect();
        zip(&members)
    }

    fn read(&self) -> Document {
        read(&self.bytes()).unwrap()
    }
}

fn content(objects: &str) -> String {
    format!(
        "<ofd:Page xmlns:ofd='http://www.ofdspec.org/2016'><ofd:Content><ofd:Layer ID='1'>{objects}</ofd:Layer></ofd:Content></ofd:Page>"
    )
}

/// Returns text of 4 mm whose boundary begins at a point, with additional attributes and elements.
fn styled(x: f64, y: f64, words: &str, attributes: &str, elements: &str) -> String {
    let count = words.chars().count();
    let width = 4 * count;
    let deltas = if count > 1 { format!(" DeltaX='g {} 4'", count - 1) } else { String::new() };
    format!(
        "<ofd:TextObject ID='9' Boundary='{x} {y} {width} 5' Font='1' Size='4' {attributes}>{elements}\
         <ofd:TextCode X='0' Y='4'{deltas}>{words}</ofd:TextCode></ofd:TextObject>"
    )
}

fn text(x: f64, y: f64, words: &str) -> String {
    styled(x, y, words, "", "")
}

/// Returns a line between two points of the page.
fn line(x: f64, y: f64, to_x: f64, to_y: f64) -> String {
    let (width, height) = (to_x - x, to_y - y);
    format!(
        "<ofd:PathObject ID='9' Boundary='{x} {y} {width} {height}' LineWidth='0.3'>\
         <ofd:AbbreviatedData>M 0 0 L {width} {height}</ofd:AbbreviatedData></ofd:PathObject>"
    )
}

/// Returns a table of three columns between 20, 80, 120 and 160 mm with rows of 10 mm. The first
/// column is merged over the first two rows, and the other two are merged in the first row.
fn table(top: f64, rows: &[[&str; 3]]) -> String {
    let height = 10.0 * rows.len() as f64;
    let mut drawn: String = [20.0, 80.0, 160.0].map(|x| line(x, top, x, top + height)).concat();
    drawn += &line(120.0, top + 10.0, 120.0, top + height);
    drawn += &line(80.0, top + 10.0, 160.0, top + 10.0);
    for row in (0..=rows.len()).filter(|row| *row != 1) {
        let y = top + 10.0 * row as f64;
        drawn += &line(20.0, y, 160.0, y);
    }
    for (row, words) in rows.iter().enumerate() {
        for (x, words) in [22.0, 82.0, 122.0].into_iter().zip(words) {
            drawn += &text(x, top + 3.0 + 10.0 * row as f64, words);
        }
    }
    drawn
}

fn shown(page: &str) -> Vec<String> {
    show(&OfdBuilder::of(&[page.into()]).read())
}

#[test]
fn pages_give_paragraphs_and_tables() {
    let rows = [["项目", "本年预算", ""], ["", "基本支出", "项目支出"], ["合计", "12.50", "3.00"]];
    let first = text(60.0, 20.0, "青泽县图书馆收入支出表") + &table(40.0, &rows);
    let second = text(20.0, 30.0, "本年收入共计十五万五千元。");
    let made = OfdBuilder::of(&[first, second]);
    assert_eq!(detect(&made.bytes()), Ok(Format::Ofd));
    let document = made.read();
    assert_eq!(document.remarks, []);
    assert_eq!(
        show(&document),
        [
            "青泽县图书馆收入支出表",
            "0,0[2x1] 项目 | 0,1[1x2] 本年预算 | 1,1 基本支出 | 1,2 项目支出 | 2,0 合计 | 2,1 12.50 | 2,2 3.00",
            "本年收入共计十五万五千元。"
        ]
    );
    // Millimetres are converted to points: the cell is 80 mm from the left and 60 mm from the top.
    let cell = &document.tables().next().unwrap().cells[5];
    assert_eq!(cell.place, Place::Page { page: 1, area: [226, 170, 341, 199] });
    assert!(matches!(document.paragraphs().last().unwrap().place, Place::Page { page: 2, .. }));
}

#[test]
fn characters_are_placed_by_their_distances() {
    let object = |attributes: &str, code: &str| {
        format!(
            "<ofd:TextObject Boundary='20 50 100 8' Size='4' {attributes}><ofd:TextCode {code}</ofd:TextCode></ofd:TextObject>"
        )
    };
    // A wide step is a gap; without distances characters are next to each other.
    assert_eq!(
        shown(&object("", "X='0' Y='4' DeltaX='g 2 4 40 g 1 4'>部门预算表")),
        ["部门预  算表"]
    );
    assert_eq!(shown(&object("", "X='0' Y='4'>部门预算")), ["部门预算"]);
    // A transform scales or moves the text.
    assert_eq!(
        shown(&object("CTM='0.5 0 0 0.5 10 2'", "X='0' Y='4' DeltaX='8 8 8'>部门预算")),
        ["部门预算"]
    );
    let codes = "X='0' Y='4'>部门</ofd:TextCode><ofd:TextCode X='8'>预算";
    assert_eq!(shown(&object("", codes)), ["部门预算"]);
}

#[test]
fn invisible_text_is_not_read() {
    let seen = text(20.0, 20.0, "可见");
    let clip = |shape: &str| {
        format!(
            "<ofd:Clips><ofd:Clip><ofd:Area><ofd:Path Boundary='0 0 9 9'><ofd:AbbreviatedData>{shape}</ofd:AbbreviatedData></ofd:Path></ofd:Area></ofd:Clip></ofd:Clips>"
        )
    };
    let hidden = [
        styled(60.0, 20.0, "隐", "Visible='false'", ""),
        styled(60.0, 20.0, "隐", "Alpha='0'", ""),
        styled(60.0, 20.0, "隐", "Fill='false'", ""),
        styled(60.0, 20.0, "隐", "", "<ofd:FillColor Value='0 0 0' Alpha='0'/>"),
        styled(60.0, 20.0, "隐", "", &clip("M 50 50 L 60 50 L 60 60 C")),
        styled(300.0, 20.0, "隐", "", ""),
        "<ofd:TextObject Boundary='60 20 4 5' Size='4'><ofd:TextCode X='30' Y='4'>隐</ofd:TextCode></ofd:TextObject>".into(),
    ];
    for hidden in hidden {
        assert_eq!(shown(&(seen.clone() + &hidden)), ["可见"], "{hidden}");
    }
    let inside = styled(20.0, 20.0, "可见", "", &clip("M 0 0 L 9 0 L 9 9 L 0 9 C"));
    assert_eq!(shown(&inside), ["可见"]);
}

#[test]
fn templates_and_composite_units_are_drawn() {
    let page = "<ofd:CompositeObject ID='3' Boundary='20 60 100 20' ResourceID='7'/>";
    let mut made = OfdBuilder::of(&[text(20.0, 40.0, "正文")]);
    made.pages[0] += page;
    made.pages[0] +=
        "</ofd:Layer></ofd:Content><ofd:Template TemplateID='2'/><ofd:Content><ofd:Layer>";
    made.templates = text(20.0, 20.0, "模板");
    made.resources = format!(
        "<ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID='7' Width='100' Height='20'><ofd:Content>{}\
         <ofd:CompositeObject Boundary='0 0 9 9' ResourceID='7'/></ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>",
        text(0.0, 0.0, "组合")
    );
    let document = made.read();
    let words = show(&document).concat();
    for part in ["模板", "正文", "组合"] {
        assert!(words.contains(part), "{words}");
    }
}

#[test]
fn missing_parts_and_images_get_remarks() {
    let image = "<ofd:ImageObject ID='4' Boundary='0 0 210 297' ResourceID='8'/>";
    let document = OfdBuilder::of(&[image.into()]).read();
    assert_eq!(document.remarks[0].kind, RemarkKind::ImageWithoutText);
    let cut = text(20.0, 20.0, "甲") + "<ofd:TextObject Boundary='0 0 9 9'";
    let document = OfdBuilder::of(&[cut]).read();
    assert_eq!(document.remarks[0].kind, RemarkKind::Unfinished);
    let only_root = "<OFD><DocBody><DocRoot>Doc_0/Document.xml</DocRoot></DocBody></OFD>";
    assert!(matches!(read(&zip(&[("OFD.xml", only_root)])), Err(ReadError::Broken { .. })));
    let encrypted = zip(&[("OFD.xml", only_root), ("Encryptions.xml", "")]);
    assert_eq!(read(&encrypted), Err(ReadError::Encrypted(Some(Format::Ofd))));
}

#[test]
fn limits_hold() {
    // Each unit draws the next one a hundred times.
    let mut made =
        OfdBuilder::of(&["<ofd:CompositeObject Boundary='0 0 210 297' ResourceID='0'/>".into()]);
    for unit in 0..4 {
        let inner =
            format!("<ofd:CompositeObject Boundary='0 0 210 297' ResourceID='{}'/>", unit + 1);
        made.resources += &format!(
            "<ofd:CompositeGraphicUnit ID='{unit}'>{}</ofd:CompositeGraphicUnit>",
            inner.repeat(100)
        );
    }
    let mut limits = Limits::DEFAULT;
    limits.all_drawings.most = 100_000;
    let result = read_with(&made.bytes(), &Options { limits, ..Options::default() });
    assert_eq!(result, Err(ReadError::TooLarge(limits.all_drawings)));
    limits.content_bytes.most = 9_000;
    let made = OfdBuilder { templates: " ".repeat(1_000), ..OfdBuilder::of(&[String::new()]) };
    let again = "<ofd:TemplatePage ID='2' BaseLoc='/Doc_0/Tpls/Content.xml'/>".repeat(9);
    let read_often = made.with_listed(&again);
    let result = read_with(&read_often, &Options { limits, ..Options::default() });
    assert_eq!(result, Err(ReadError::TooLarge(limits.content_bytes)));
    let pages = vec![String::new(); 3];
    assert_eq!(OfdBuilder::of(&pages).read(), Document::default());
    let deep = "<ofd:PageBlock>".repeat(100_000);
    assert!(read(&OfdBuilder::of(&[deep]).bytes()).is_ok());
}

#[test]
fn a_file_truncated_or_damaged_anywhere_does_not_panic() {
    let rows = [["项目", "本年预算", ""], ["", "基本支出", "项目支出"], ["合计", "12.50", "3.00"]];
    let bytes = OfdBuilder::of(&[table(40.0, &rows)]).bytes();
    for length in (0..bytes.len()).step_by(64) {
        let _ = read(&bytes[..length]);
    }
    for at in (0..bytes.len()).step_by(3) {
        let mut flipped = bytes.clone();
        flipped[at] ^= 0xFF;
        let _ = read(&flipped);
    }
    // Nor do unusual values of attributes and lists.
    let page = table(40.0, &rows);
    for odd in ["-1", "1e300", "nan", "", "g 9 9"] {
        for value in ["'20 ", "g 1", "L 0", "Size='4'", "Y='4'"] {
            let _ = read(
                &OfdBuilder::of(&[page.replace(value, &value.replace(['4', '0', '1', '2'], odd))])
                    .bytes(),
            );
        }
    }
}
