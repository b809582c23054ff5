//! The command line in Chinese. The English words are the comments in [`Args`](crate::args::Args).

use command_line::Program;

/// The name of the program.
const NAME: &str = "yusuan-lake";

/// The program.
pub(crate) const PROGRAM: Program = Program {
    name: NAME,
    help: &[
        (
            NAME,
            "",
            "把许多公开文件收集成数据湖：Parquet 文件，用 SQL、pandas、polars、DuckDB 查询\n\n退出码：0 完成，1 有文件读不了（列在 failures 表里），2 有文件打不开或命令无法执行",
        ),
        (NAME, "lang", "输出的语言：zh 或 en [默认：随系统语言，否则 zh]"),
        (NAME, "help", "显示帮助"),
        (NAME, "version", "显示版本"),
        ("collect", "", "读取并检查文件，收集到数据湖；从上次停下的地方接着做"),
        (
            "collect",
            "sources",
            "文件、文件夹、zip 压缩包或 S3 地址（s3://存储桶/文件夹）；文件夹逐级查找，压缩包取里面的文件",
        ),
        ("collect", "list", "读取清单里的文件，每行一个路径"),
        ("collect", "into", "数据湖的文件夹；没有就新建"),
        ("collect", "jobs", "同时读几份 [默认：处理器核数]"),
        ("collect", "timeout", "一份文件最多读几秒，从别处取也是 [默认：120]"),
        ("collect", "commit", "最多每几份保存一次 [默认：2000]"),
        ("query", "", "用 SQL 查询数据湖；不写 SQL 则逐句输入"),
        ("query", "lake", "数据湖的文件夹"),
        ("query", "sql", "要查的 SQL；不写则逐句输入"),
        ("query", "ask", "回答一个已有的问题；yusuan lake questions 列出"),
        ("query", "set", "给问题的参数，如 year=2031"),
        ("query", "format", "结果的形式：table、csv、json、parquet [默认：table]"),
        ("query", "output", "把结果写入文件"),
        ("query", "all", "列出表格的所有行，文字不截短"),
        ("query", "memory", "一次查询最多用多少内存（MiB），再多的存到磁盘 [默认：1000]"),
        ("query", "timeout", "一次查询最多几秒"),
        ("questions", "", "列出已有的问题，或显示一个问题的 SQL"),
        ("questions", "name", "问题的名称"),
        ("duckdb", "", "输出 SQL，使 DuckDB 有数据湖的表和视图，并回答一个问题"),
        ("duckdb", "lake", "数据湖的文件夹"),
        ("duckdb", "ask", "加上一个已有的问题；yusuan lake questions 列出"),
        ("duckdb", "set", "给问题的参数，如 year=2031"),
        ("codes", "", "列出各年的编码和名称，以及可能的改名、改码、拆分、合并"),
        ("codes", "lake", "数据湖的文件夹"),
        ("codes", "into", "清单写到哪个文件夹"),
        ("codes", "least", "至少几个部门的金额都说明是同一变动 [默认：2]"),
        ("codes", "memory", "最多用多少内存（MiB），再多的存到磁盘 [默认：1000]"),
        ("generate", "", "虚构一个国家的数据，作为数据湖或文件，供试用"),
        ("generate", "into", "要建的文件夹：数据湖，或许多文件"),
        ("generate", "rows", "建一个数据湖，至少这么多行"),
        ("generate", "documents", "写这么多部门的 Word 文件"),
        ("generate", "first", "第一个年度 [默认：2031]"),
        ("generate", "years", "几个年度 [默认：3]"),
        ("generate", "seed", "换一个数，就换一个国家 [默认：1]"),
        ("generate", "jobs", "同时写几个文件 [默认：处理器核数]"),
        ("completions", "", "输出命令补全脚本"),
        ("completions", "shell", "命令行环境：bash、elvish、fish、powershell、zsh"),
        ("man", "", "输出使用手册"),
        ("man", "out", "把全部命令的手册写入文件夹"),
    ],
    values: &[
        ("FILE|FOLDER", "文件|文件夹"),
        ("FILE", "文件"),
        ("LAKE", "数据湖"),
        ("NUMBER", "数"),
        ("SECONDS", "秒"),
        ("YEAR", "年度"),
        ("QUESTION", "问题"),
        ("NAME=VALUE", "名称=值"),
        ("FOLDER", "文件夹"),
        ("FORMAT", "形式"),
        ("SHELL", "环境"),
    ],
    others: &[],
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
