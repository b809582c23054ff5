//! Reads PDF files made for these tests by `fixtures/pdf/make.py`, each with one difficulty.
#![expect(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "helpers of tests fail as tests do"
)]

use document::{Block, Document, Place, Remark, RemarkKind, Table};
use readers::limits::Limit;
use readers::{Format, Limits, Options, ReadError, read, read_with};
use std::path::PathBuf;

fn bytes(name: &str) -> Vec<u8> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/pdf");
    std::fs::read(folder.join(name).with_extension("pdf")).unwrap()
}

fn document(name: &str) -> Document {
    read(&bytes(name)).unwrap()
}

fn tables(document: &Document) -> Vec<&Table> {
    document.tables().collect()
}

/// Returns the rows of a table as text: cells between bars, `<` where a cell is merged over columns
/// and `^` where it is merged over rows.
fn rows(table: &Table) -> Vec<String> {
    let mut covered = vec![vec![String::new(); table.columns as usize]; table.rows as usize];
    for cell in &table.cells {
        for row in cell.row..cell.row + cell.row_span {
            for column in cell.column..cell.column + cell.column_span {
                let mark = if row > cell.row { "^" } else { "<" };
                covered[row as usize][column as usize] = mark.to_owned();
            }
        }
        covered[cell.row as usize][cell.column as usize] = cell.text.replace('\n', "/");
    }
    covered.into_iter().map(|row| row.join("|")).collect()
}

/// Returns the paragraphs, and `#` for each table.
fn flow(document: &Document) -> Vec<&str> {
    document.blocks.iter().map(shown).collect()
}

fn shown(block: &Block) -> &str {
    match block {
        Block::Paragraph(paragraph) => &paragraph.text,
        Block::Table(_) => "#",
    }
}

#[test]
fn columns_close_to_each_other_and_their_rest_on_the_next_page_are_one_table() {
    let document = document("close-columns");
    assert_eq!(flow(&document)[4..], ["#", "注：本表按批复数填列。"]);
    assert_eq!(
        rows(tables(&document)[0]),
        [
            "项目|预算数|项目|预算数|上年预算数",
            "一、财政拨款收入|320.00|一、文化旅游体育与传媒支出|200.00|",
            "二、事业收入|20.00|二、卫生健康支出||",
            "三、其他收入||三、住房保障支出|140.00|",
            "||四、其他支出||",
            "本年收入合计|340.00|本年支出合计|340.00|",
            "收入总计|340.00|支出总计|340.00|",
        ]
    );
    assert_eq!(document.remarks, [], "its columns are certain");
}

#[test]
fn an_amount_without_a_head_makes_columns_uncertain() {
    let document = document("uncertain");
    let place = Place::Page { page: 1, area: [127, 139, 465, 216] };
    assert_eq!(document.remarks, [Remark { kind: RemarkKind::UncertainColumns, place }]);
}

#[test]
fn columns_of_text_need_not_be_level() {
    let document = document("two-columns");
    assert_eq!(
        flow(&document),
        [
            "#",
            "一、收支预算",
            "2031年收支总预算340.00万元，与上年持平。收入包括财政拨款收入320.00万元，事业收入20.00万元。",
            "支出包括文化旅游体育与传媒支出200.00万元，住房保障支出140.00万元，没有安排其他支出，主要原因是本馆按照过紧日子的要求压减了一般性支出，并严格控制了各项开支，各项支出都先有预算再开支，年末的结余按规定上缴国库。",
            "2031年三公经费预算5.00万元，其中公务接待费2.00万元，公务用车运行维护费3.00万元，与上年持平。",
            "本馆的会议费和培训费合计5.00万元，主要用于全县群众文化工作会议和业余文艺骨干的培训，参加培训的有120人，会期两天，地点在青石县文化馆的多功能厅和排练厅，参加人员的食宿由各乡镇文化站按照规定的标准统一安排。",
        ]
    );
}

#[test]
fn without_lines_columns_come_from_alignment() {
    let document = document("no-rulings");
    assert_eq!(
        flow(&document),
        [
            "2031年部门支出预算表",
            "编制部门：青石县文化馆  单位：万元",
            "#",
            "注：本表按批复数填列。"
        ]
    );
    assert_eq!(
        rows(tables(&document)[0]),
        [
            "科目编码|科目名称|合计|其中|<",
            "^|^|^|基本支出|项目支出",
            "|合计|320.00|200.00|120.00",
            "207|文化旅游体育与传媒支出|200.00|120.00|80.00",
            "20701|文化和旅游|200.00|120.00|80.00",
            "208|社会保障和就业支出|80.00|80.00|",
            "20805|行政事业单位养老支出|80.00|80.00|",
            "221|住房保障支出|40.00||40.00",
        ]
    );
}

#[test]
fn tables_without_lines_below_each_other_are_apart() {
    let document = document("two-aligned");
    let expected =
        ["2031年部门收入总表", "单位：万元", "#", "2031年部门支出总表", "单位：万元", "#"];
    assert_eq!(flow(&document), expected);
    assert_eq!(
        rows(tables(&document)[1]),
        [
            "科目|合计|基本支出|项目支出",
            "合计|320.00|200.00|120.00",
            "文化旅游体育与传媒支出|240.00|200.00|40.00",
            "社会保障和就业支出|80.00||80.00",
        ]
    );
}

#[test]
fn horizontal_lines_alone_make_a_table() {
    let document = document("booktabs");
    assert_eq!(flow(&document), ["青石县文化馆收入表", "单位：元", "#"]);
    assert_eq!(
        rows(tables(&document)[0]),
        [
            "项目|本年预算数|上年预算数",
            "一、财政拨款收入|1,200.50|1,100.00",
            "二、事业收入||30.00",
            "三、其他收入|9.50|",
            "收入总计|1,210.00|1,130.00",
        ]
    );
}

#[test]
fn a_table_in_the_middle_of_a_page_keeps_its_nested_headers_and_blanks() {
    let document = document("nested-heads");
    assert_eq!(
        flow(&document),
        [
            "青石县文化馆2031年部门预算由馆本级预算和下属单位预算组成，本年共安排支出\
             320.00万元，比上年增加20.00万元，主要原因是新增一次性修缮项目，相应增加项目经费。",
            "本部门无政府性基金预算。",
            "编制部门：青石县文化馆  单位：万元",
            "#",
            "注：本表不含上年结转。",
        ]
    );
    let table = tables(&document)[0];
    assert_eq!(
        rows(table),
        [
            "项目|<|一般公共预算支出|<|<|<|<",
            "科目/编码|科目名称|合计|基本支出|<|<|项目支出",
            "^|^|^|小计|人员经费|公用经费|^",
            "207|文化旅游体育与传媒支出|200.00|120.00|100.00|20.00|80.00",
            "221|住房保障支出|40.00|40.00|40.00||",
            "合计|<|240.00|160.00|140.00|20.00|80.00",
        ]
    );
    let place = Place::Page { page: 1, area: [50, 399, 100, 417] };
    assert_eq!(table.row(3)[0].place, place);
}

#[test]
fn forty_pages_with_repeated_headers_are_one_table() {
    let document = document("forty-pages");
    assert_eq!(document.blocks.len(), 1, "running heads and page numbers are dropped");
    let table = tables(&document)[0];
    assert_eq!((table.rows, table.columns), (2 + 39 * 38 + 1, 4));
    let rows = rows(table);
    assert_eq!(rows[..3], ["项目|<|预算数|决算数", "序号|名称|^|^", "1|文化活动第1项|1.50|1.00"]);
    assert_eq!(rows[40..42], ["39|文化活动第39项|39.50|39.00", "40|文化活动第40项|40.50|40.00"]);
    assert_eq!(rows.last().unwrap(), "合计|<|1099062.00|1.00");
    let last = table.cells.last().unwrap();
    assert!(matches!(last.place, Place::Page { page: 40, .. }));
}

#[test]
fn two_tables_of_a_page_keep_their_own_captions() {
    let document = document("two-units");
    assert_eq!(
        flow(&document),
        ["表一收入预算表", "单位：元", "#", "表二三公经费预算表", "单位：万元", "#"]
    );
    let tables = tables(&document);
    assert_eq!(rows(tables[0]), ["项目|上年|本年", "公务接待费||1,234,500.00"]);
    assert_eq!(rows(tables[1]), ["项目|上年|本年", "公务接待费||123.45"]);
}

#[test]
fn rotated_pages_are_read_upright() {
    let document = document("rotated");
    assert_eq!(flow(&document), ["青石县文化馆支出表甲", "#", "青石县文化馆支出表乙", "#"]);
    for (table, page) in tables(&document).into_iter().zip(1..) {
        assert_eq!(rows(table), ["项目|预算数|决算数", "培训费|3.50|", "合计|3.50|2.50"]);
        // The second page is displayed rotated, and so are its boxes.
        let area = if page == 1 { [60, 90, 300, 108] } else { [90, 542, 108, 782] };
        assert_eq!(table.cells[0].place, Place::Page { page, area });
    }
}

#[test]
fn invisible_text_is_not_read() {
    assert_eq!(flow(&document("hidden")), ["看得见的第一段。", "看得见的第二段。"]);
}

#[test]
fn two_panels_side_by_side_are_one_table() {
    let document = document("two-panels");
    assert_eq!(
        rows(tables(&document)[0]),
        [
            "编码|名称|金额|编码|名称|金额",
            "301|工资福利支出|90.00|302|商品和服务支出|10.00",
            "30101|基本工资|60.00|30201|办公费|7.00",
            "30102|津贴补贴|30.00|30202|印刷费|",
            "|||30211|差旅费|3.00",
            "人员经费合计|<|90.00|公用经费合计|<|10.00",
        ]
    );
}

#[test]
fn borders_may_be_rectangles_dashes_doubled_or_open() {
    let document = document("odd-lines");
    assert_eq!(flow(&document), ["表格：", "#", "表格：", "#", "表格：", "#", "表格：", "#"]);
    for table in document.tables() {
        let expected = ["项目|预算数|决算数", "办公费|1.50|", "差旅费||2.50", "合计|1.50|2.50"];
        assert_eq!(rows(table), expected);
    }
}

#[test]
fn a_table_continues_on_the_next_page_but_not_with_other_columns() {
    let document = document("pages");
    assert_eq!(flow(&document), ["一、项目表", "#", "#"]);
    let tables = tables(&document);
    assert_eq!(
        rows(tables[0]),
        [
            "序号|项目|金额",
            "1|图书采购|5.00",
            "2|场馆修缮|7.00",
            "3|演出补助|9.00",
            "4|乡镇文化站设备购置及维护|6.00"
        ]
    );
    assert_eq!(rows(tables[1]), ["部门|年度|人数|备注", "馆本级|2031|12|"]);
}

#[test]
fn a_page_with_only_an_image_gets_a_remark() {
    let document = document("image");
    assert_eq!(document.blocks, []);
    let [remark] = document.remarks.as_slice() else { panic!("{:?}", document.remarks) };
    assert_eq!(remark.kind, RemarkKind::ImageWithoutText);
    assert!(matches!(remark.place, Place::Page { page: 1, .. }));
}

#[test]
fn a_file_with_a_password_is_an_error() {
    assert_eq!(read(&bytes("encrypted")), Err(ReadError::Encrypted(Some(Format::Pdf))));
}

#[test]
fn a_file_cut_anywhere_is_an_error_or_a_part_of_the_whole() {
    for name in ["nested-heads", "odd-lines", "hidden", "rotated"] {
        let bytes = bytes(name);
        for length in (0..bytes.len()).step_by(97) {
            match read(&bytes[..length]) {
                Ok(_) | Err(ReadError::Broken { format: Format::Pdf, .. }) => {}
                Err(error) => assert_eq!((error, length), (ReadError::Empty, 0), "{name}"),
            }
        }
    }
}

/// Returns a file with this number of pages of the same content, and further objects from number 5
/// on.
fn file(kids: usize, content: &str, further: &[String]) -> Vec<u8> {
    let page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 500 500]/Contents 4 0 R\
                /Resources<</Font<</F 3 0 R>>/XObject<</A 5 0 R>>>>>>";
    let first = 5 + further.len();
    let numbers = first..first + kids;
    let references: String = numbers.map(|number| format!("{number} 0 R ")).collect();
    let mut objects = vec![
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        format!("<</Type/Pages/Count {kids}/Kids[{references}]>>"),
        "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>".to_owned(),
        format!("<</Length {}>>\nstream\n{content}\nendstream", content.len()),
    ];
    objects.extend_from_slice(further);
    objects.extend(std::iter::repeat_n(page.to_owned(), kids));
    let mut bytes = b"%PDF-1.5\n".to_vec();
    for (object, number) in objects.iter().zip(1..) {
        bytes.extend(format!("{number} 0 obj\n{object}\nendobj\n").bytes());
    }
    bytes.extend(b"trailer\n<</Root 1 0 R>>\n");
    bytes
}

fn form(content: &str, next: usize) -> String {
    format!(
        "<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</A {next} 0 R>>>>\
         /Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

/// Asserts that a file can be read, and exceeds a limit that is lowered.
#[track_caller]
fn exceeds(bytes: &[u8], which: fn(&mut Limits) -> &mut Limit, most: u64) {
    assert_eq!(read(bytes), Ok(Document::default()));
    let mut limits = Limits::DEFAULT;
    let limit = which(&mut limits);
    limit.most = most;
    let limit = *limit;
    let result = read_with(bytes, &Options { limits, ..Options::default() });
    assert_eq!(result.map(|_| ()), Err(ReadError::TooLarge(limit)));
}

#[test]
fn a_page_may_not_ask_for_too_much() {
    let one = |content: &str| file(1, content, &[]);
    let glyphs = "BT /F 9 Tf 1 0 0 1 900 9 Tm (aaaaaaaaaa) Tj ET";
    exceeds(&one(glyphs), |it| &mut it.glyphs, 9);
    let path = format!("0 0 m {} S", "9 9 l ".repeat(10));
    exceeds(&one(&path), |it| &mut it.segments, 9);
    exceeds(&one(&"0 0 m 9 0 l S ".repeat(10)), |it| &mut it.drawings, 9);
    let clips = "0 0 m 99 0 l 9 99 l h W n ".repeat(10);
    exceeds(&one(&clips), |it| &mut it.clip_depth, 9);
    exceeds(&file(10, "", &[]), |it| &mut it.pages, 9);
}

#[test]
fn all_pages_together_may_not_ask_for_too_much() {
    let content = "0 0 m 9 0 l S 0 0 m 9 0 l S";
    exceeds(&file(10, content, &[]), |it| &mut it.all_drawings, 19);
}

#[test]
fn forms_that_draw_themselves_do_not_loop() {
    assert_eq!(read(&file(1, "/A Do", &[form("/A Do", 5)])).unwrap(), Document::default());
    let wide: Vec<String> = (6..26).map(|next| form("/A Do /A Do /A Do /A Do", next)).collect();
    let mut limits = Limits::DEFAULT;
    limits.drawings.most = 1_000;
    let result = read_with(&file(1, "/A Do", &wide), &Options { limits, ..Options::default() });
    assert_eq!(result.map(|_| ()), Err(ReadError::TooLarge(limits.drawings)));
}

#[test]
fn nonsense_is_an_error_or_an_empty_document() {
    let missing = file(1, "/A Do /B Do BT /X 9 Tf (a", &[]);
    assert_eq!(read(&missing), Ok(Document::default()));
    for nonsense in ["%PDF-1.7", "%PDF-1.4\n1 0 obj\n<</Length 99>>stream\n", "%PDF-1.4\ntrailer<<"]
    {
        assert!(matches!(
            read(nonsense.as_bytes()),
            Err(ReadError::Broken { format: Format::Pdf, .. })
        ));
    }
}

#[test]
fn lines_of_contents_and_headings_are_paragraphs_of_their_own() {
    let document = document("contents");
    let texts: Vec<&str> = document.paragraphs().map(|p| p.text.as_str()).collect();
    let has = |text: &str| assert!(texts.contains(&text), "{text} in {texts:#?}");
    has("第一部分青石县文化馆概况");
    has("一、主要职能和机构设置");
    has("第二部分青石县文化馆2031年部门预算情况说明和名词解释");
    has("一、收支预算总体情况");
    has("二、一般公共预算财政拨款支出预算情况说明及增减变化的原因");
    has("三、名词解释");
    has("三、政府采购情况");
    assert_eq!(texts.len(), 11, "{texts:#?}");
}
