//! The command line in Chinese. The English words are the comments in [`Args`](crate::args::Args).

use command_line::Program;

/// The name of the program.
const NAME: &str = "yusuan";

/// The program.
pub(crate) const PROGRAM: Program = Program {
    name: NAME,
    help: &[
        (
            NAME,
            "",
            "检查、读取政府部门公开的预算\n\n退出码：0 没有错误，1 发现错误，2 有文件无法读取或命令无法执行",
        ),
        (NAME, "lang", "输出的语言：zh 或 en [默认：随系统语言，否则 zh]"),
        (NAME, "help", "显示帮助"),
        (NAME, "version", "显示版本"),
        ("check", "", "检查文件，报告其中的问题"),
        ("check", "files", "文件或文件夹；文件夹逐级查找，- 为标准输入"),
        (
            "check",
            "format",
            "报告的形式：text、json、sarif、markdown、html、xlsx（问题清单）、docx（整改通知） [默认：text]",
        ),
        ("check", "output", "把报告写入文件；有 --split 时写入文件夹"),
        ("check", "pictures", "文件多时也画出有问题的页面（网页）"),
        ("check", "split", "每个部门一份报告"),
        ("check", "comments", "另存 Word、Excel 文件的副本，问题写成批注；文件名或文件夹"),
        ("check", "config", "设置文件 [默认：自文件所在文件夹向上找到的 yusuan.toml]"),
        ("check", "all", "全部列出，不截短"),
        ("check", "quiet", "只列出问题"),
        ("check", "layout", "底稿按哪个公开样式试排 [默认：本程序自带的、同一阶段的全部样式]"),
        ("check", "with", "试排底稿时的其他底稿，如上年的"),
        ("check", "ocr", "识别扫描页上的文字（需要 tesseract 程序）"),
        ("read", "", "列出文件公开的每一个数字及其口径"),
        ("read", "files", "文件或文件夹；文件夹逐级查找，- 为标准输入"),
        ("read", "format", "输出的形式：text、json、csv [默认：text]"),
        ("read", "output", "把结果写入文件"),
        ("read", "all", "全部列出，不截短"),
        ("read", "ocr", "识别扫描页上的文字（需要 tesseract 程序）"),
        ("read", "boxes", "把 PDF 的页面连同读出的表格和数字画框，写成一个网页"),
        ("new", "", "新建空白底稿：工作簿，或 CSV 文件夹"),
        ("new", "path", "工作簿（.xlsx）；名称不带扩展名时新建 CSV 文件夹"),
        ("new", "year", "预算年度 [默认：留空]"),
        ("new", "stage", "阶段：budget（预算）、final-accounts（决算） [默认：budget]"),
        ("new", "unit", "金额单位：yuan（元）、wan（万元） [默认：yuan]"),
        (
            "new",
            "from",
            "取自已公开的文件，一份，或部门和所属各单位的几份（每份前面都写 --from）；文件里看不出的，列在“说明”里待核",
        ),
        ("new", "settings", "改为新建一份带说明的设置文件 [默认：yusuan.toml]"),
        ("new", "force", "覆盖已有的文件"),
        ("publish", "", "由一份底稿生成整套公开文件，各种格式一次写出"),
        ("publish", "ledger", "填好的底稿：工作簿或 CSV 文件夹"),
        ("publish", "layout", "公开样式：本程序自带的名称，或样式文件"),
        ("publish", "with", "其他底稿：上年的，用于增减变化；预算的，用于决算"),
        ("publish", "output", "写到哪个文件夹"),
        (
            "publish",
            "formats",
            "格式，用逗号分开：docx、pdf、xlsx、html、txt、json、csv [默认：docx,xlsx,html]",
        ),
        ("publish", "note", "封面上另加的一行，可以给几次"),
        ("publish", "force", "覆盖已有的文件"),
        ("compare", "", "列出两份公开文件或底稿之间的变化，按口径逐项对照"),
        ("compare", "before", "前一份：公开文件或底稿"),
        ("compare", "after", "后一份"),
        ("compare", "format", "输出的形式：text、json、html、csv、xlsx [默认：text]"),
        ("compare", "by_table", "按表排列，不按增减大小"),
        ("compare", "output", "把结果写入文件"),
        ("explain", "", "说明一项检查；不给编号时列出全部检查"),
        ("explain", "code", "检查的编号（如 YS102）或名称；settings 说明设置文件"),
        ("completions", "", "输出命令补全脚本"),
        ("completions", "shell", "命令行环境：bash、elvish、fish、powershell、zsh"),
        ("man", "", "输出使用手册"),
        ("man", "out", "把全部命令的手册写入文件夹"),
        ("serve", "", "启动办公系统，供浏览器和程序使用（程序 yusuan-office）"),
        ("verify", "", "核验办公系统的留痕是否被改动"),
        ("rebuild", "", "由留痕重新生成办公系统的全部汇总数据"),
        ("backup", "", "备份办公系统；不影响正在办理的业务"),
        ("restore", "", "恢复办公系统的备份"),
        ("import-bodies", "", "向办公系统导入部门和单位"),
        ("lake", "", "把许多公开文件收集成数据湖，即 Parquet 表（程序 yusuan-lake）"),
    ],
    values: &[
        ("FILE|FOLDER", "文件|文件夹"),
        ("FILE", "文件"),
        ("FOLDER", "文件夹"),
        ("FORMAT", "形式"),
        ("CODE", "编号"),
        ("SHELL", "环境"),
        ("PATH", "路径"),
        ("YEAR", "年度"),
        ("UNIT", "单位"),
    ],
    others: crate::programs::COMMANDS,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::args::Args;

    #[test]
    fn everything_on_the_command_line_has_chinese_help() {
        assert_eq!(PROGRAM.complaints::<Args>(), Vec::<String>::new());
    }
}
