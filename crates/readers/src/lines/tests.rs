use crate::read;
use document::{Block, Place};

/// Returns the paragraphs of a text, each with the number of its line.
fn shown(text: &str) -> Vec<String> {
    let document = read(text.as_bytes()).unwrap();
    let show = |block: &Block| match block {
        Block::Paragraph(paragraph) => match paragraph.place {
            Place::Line(line) => format!("{line} {}", paragraph.text.trim()),
            _ => String::new(),
        },
        Block::Table(table) => format!("table of {} rows", table.rows),
    };
    document.blocks.iter().map(show).collect()
}

/// A paragraph of three lines of 44 half characters, and one of two.
const FLUSH: &str = "\
三、支出决算情况说明
2031年度本年支出合计3205.15万元，与2030年度相比
，支出合计增加383.10万元，增长13.6%。其中：基本
支出1264.35万元，占本年支出39.4%。
项目支出完成年初预算的113.1%，决算数大于年初预
算数的主要原因是年中追加困难群众救助补助。";

#[test]
fn broken_lines_go_on() {
    let expected = [
        "1 三、支出决算情况说明",
        "2 2031年度本年支出合计3205.15万元，与2030年度相比，支出合计增加383.10万元，增长13.6%。其中：基本支出1264.35万元，占本年支出39.4%。",
        "5 项目支出完成年初预算的113.1%，决算数大于年初预算数的主要原因是年中追加困难群众救助补助。",
    ];
    assert_eq!(shown(FLUSH), expected);
    assert_eq!(shown(&FLUSH.replace('\n', "\r\n")), expected);
    let indented = FLUSH.lines().map(|line| format!("    {line}\n")).collect::<String>();
    assert_eq!(shown(&indented), expected);
}

#[test]
fn where_first_lines_are_marked_a_full_stop_ends_no_paragraph() {
    let text = [
        "　　2031年收入预算5862.40万元，比上年增加222.20万元。",
        "其中：本年财政拨款收入5812.40万元，上年结转收入五十万",
        "元。",
        "　　2031年支出预算5862.40万元，其中：基本支出预算为",
        "3248.60万元，占总支出预算的55.41%。项目支出二千余万。",
    ]
    .join("\n");
    let two = |text: &str| {
        let shown = shown(text);
        assert_eq!(shown.len(), 2, "{shown:?}");
        assert!(shown[0].ends_with("万元。") && shown[1].ends_with("余万。"), "{shown:?}");
    };
    two(&text);
    two(&text.replace("\n　　", "\n\n"));
}

#[test]
fn lines_go_on_over_pages() {
    let line = "全县一般公共预算收入完成预算的百分之一百零二，同比增长百分之八，其中税收收入增长";
    let page = format!("{line}\n").repeat(9);
    let text = |number: &dyn Fn(u32) -> String| {
        (1..4).map(|at| format!("{page}{}某县财政局\n", number(at))).collect::<String>() + "结束。"
    };
    for number in
        [&|at| format!("\n{at}\n\n") as String as _, &|at| format!("— {at} —\n"), &|at| {
            format!("第{at}页\n")
        }] as [&dyn Fn(u32) -> String; 3]
    {
        let shown = shown(&text(number));
        assert_eq!(shown.len(), 1, "{shown:?}");
        assert!(!shown[0].contains("财政局") && shown[0].ends_with("增长结束。"), "{shown:?}");
    }
}

#[test]
fn a_rest_of_a_sentence_next_to_a_page_number_is_no_running_head() {
    let text = FLUSH.replace('\n', "\n— 1 —\n");
    let shown = shown(&text);
    assert_eq!(shown.len(), 3, "{shown:?}");
    let shares = "占\n2.8%。\n— 1 —\n占\n2.8%。\n— 2 —\n占\n2.8%。";
    assert_eq!(self::shown(shares).concat().matches("2.8%。").count(), 3);
}

#[test]
fn a_line_break_may_end_a_paragraph() {
    let page = |text: &str| {
        let html = format!("<p>{}</p>", text.replace('\n', "<br>"));
        let document = read(html.as_bytes()).unwrap();
        document.paragraphs().map(|it| it.text.clone()).collect::<Vec<_>>()
    };
    let text = "一、收入情况\n本年收入3.00万元，增长1%。\n其中：拨款2.00万元。\n（一）支出情况";
    assert_eq!(page(text), text.lines().collect::<Vec<_>>());
    assert_eq!(page("某某县水务局\n2031年部门预算").len(), 1);
    assert_eq!(page(FLUSH).len(), 3);
}

#[test]
fn a_number_and_its_unit_stay_together() {
    assert_eq!(shown("支出12.00万\n元。"), ["1 支出12.00万元。"]);
    assert_eq!(
        shown("支出合计12.00\n万元，其中：\n甲。"),
        ["1 支出合计12.00万元，其中：", "3 甲。"]
    );
    assert_eq!(shown("本年支出\n，上年结转。"), ["1 本年支出，上年结转。"]);
    assert_eq!(shown("某项支出\n（类）安排。"), ["1 某项支出（类）安排。"]);
}

#[test]
fn a_comparison_goes_on_to_its_amount() {
    let text = "　　当年预算70183万元，加上年结转572万元，合计规模70755万元，比上年合计规\n\
                模74152万元减少3397万元，下降4.58%。";
    assert_eq!(shown(text).len(), 1);
    let text = "2031年全县收入61475万元，完成人大通过预算的115.15%，比上年增收\n\
                15336万元，增长33.24%，其中：\n1、税收收入36864万元。\n2、其他收入24611万元。";
    assert_eq!(shown(text).len(), 3);
    let text = "收入合计61475万元，完成人大通过预算的115.15%，比上年有所增加\n\
                支出合计51475万元，完成人大通过预算的111.15%，比上年有所增加";
    assert_eq!(shown(text).len(), 2);
}

#[test]
fn short_lines_lists_and_headings_stay() {
    for text in [
        "张三\n李四\n王五\n赵六",
        "收支预算总表\n收入预算总表\n支出预算总表\n财政拨款收支预算总表",
        "床前明月光\n疑是地上霜。\n举头望明月\n低头思故乡。",
        // Entries of a list without full stops have widths of their own.
        "社会保障和就业支出124.52万元，占7.97%\n卫生健康支出61.20万元，占3.92%\n\
         农林水支出310.00万元，占19.84%\n住房保障支出86.40万元，占5.53%\n\
         一般公共服务支出980.36万元，占62.74%",
        "一、收入支出决算总体情况说明以及其他说明\n二、收入决算情况以及其他需要说明的情况\n\
         三、支出决算情况以及其他需要说明的事项",
        "负责全市预算编制工作的组织、指导和监督检查；\n负责全市决算编制工作的组织、指导和监督检查；\n\
         负责全市债务管理工作的组织、指导和监督检查。",
    ] {
        assert_eq!(shown(text).len(), text.lines().count(), "{text}");
    }
}

#[test]
fn items_are_known_by_their_numbers() {
    use super::signs::begins_item;
    for text in ["一、甲", "（二）乙", "3.丙", "1.2031年", "第四条 丁", "①戊", "(5)己"]
    {
        assert!(begins_item(text), "{text}");
    }
    for text in ["3.50万元", "（2031）5号", "2031、2032年", "5部电梯", "三公经费", "十分"]
    {
        assert!(!begins_item(text), "{text}");
    }
}
