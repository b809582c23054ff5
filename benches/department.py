"""An invented department of any size, as a ledger of CSV files."""

import csv

FUNCTIONS = [
    "2120101 行政运行", "2120104 城管执法", "2120501 城乡社区环境卫生",
    "2080505 机关事业单位基本养老保险缴费支出", "2101101 行政单位医疗", "2210201 住房公积金",
]
PERSONNEL = ["30101 基本工资", "30102 津贴补贴", "30103 奖金", "30108 机关事业单位基本养老保险缴费",
             "30110 职工基本医疗保险缴费", "30113 住房公积金"]
OPERATING = ["30201 办公费", "30205 水费", "30206 电费", "30207 邮电费", "30211 差旅费", "30239 其他交通费用"]
PROJECT = ["30226 劳务费", "30227 委托业务费", "31002 办公设备购置", "31003 专用设备购置"]
OUTPUTS = [("数量指标", "保洁面积", "≥12万平方米"), ("质量指标", "考核合格率", "≥95%"), ("时效指标", "投诉处置时间", "≤24小时")]
# A project a unit for so many of its lines.
LINES_OF_PROJECT = 10


def write(folder, units, lines):
    """Writes the ledger of a department with `units` units, each with `lines` lines."""
    names = [f"云岭市城市管理局第{number}大队" for number in range(1, units + 1)]
    tables = {
        "基本情况": [("栏目", "内容"), ("年度", "2031"), ("阶段", "预算"), ("金额单位", "元"),
                 ("部门代码", "367"), ("部门名称", "云岭市城市管理局")],
        "单位": [("单位代码", "单位名称", "单位性质", "单位规格", "经费保障形式")],
        "收支明细": [("单位", "来源", "去向", "资金", "功能科目", "经济科目", "支出性质", "三公经费", "项目", "金额")],
        "收入": [("单位", "资金", "来源", "金额")],
        "项目": [("单位", "项目", "绩效目标")],
        "绩效指标": [("单位", "项目", "一级指标", "二级指标", "三级指标", "指标说明", "指标值", "指标值确定依据")],
        "政府采购": [("单位", "项目", "类别", "采购内容", "采购目录序号", "计量单位", "数量", "资金", "金额", "形成固定资产")],
        "人员和车辆": [("单位", "项目", "数量")],
        "固定资产": [("单位", "资产", "数量", "金额")],
        "文字": [("单位", "部分", "内容"), *texts("本部门")],
    }
    for number, name in enumerate(names):
        tables["单位"].append((f"367{number + 1:03}", name, "行政", "股级", "财政拨款"))
        fill(tables, number, name, lines)
    folder.mkdir(parents=True, exist_ok=True)
    for table, rows in tables.items():
        with (folder / f"{table}.csv").open("w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out).writerows(rows)
    return folder


def texts(name):
    return [
        (name, "duties", "（一）负责城区市容市貌和环境卫生的管理，依法行使相关行政处罚权。"),
        (name, "duties", "（二）承办上级交办的其他事项。"),
        (name, "performance", "加强城市精细化管理，改善市容环境，提高群众满意度。"),
        (name, "change_reason", "变动的主要原因是人员和作业面积的变化。"),
        (name, "three_public_reason", "变动的主要原因是压缩一般性支出。"),
        (name, "assets", "固定资产按规定登记入账、定期盘点。"),
    ]


def fill(tables, number, name, lines):
    """The entries of one unit."""
    projects = [f"城区第{number + 1}片区作业项目{at + 1}" for at in range(max(1, lines // 2 // LINES_OF_PROJECT))]
    total, costs = 0, dict.fromkeys(projects, 0)
    for at in range(lines):
        row = line(at, projects)
        fen = 100_000 * (1 + (number * 7 + at * 13) % 97)
        total += fen
        if row[-1]:
            costs[row[-1]] += fen
        tables["收支明细"].append((name, "本年收入", "本年支出", "一般公共预算", *row, yuan(fen)))
    tables["收入"].append((name, "一般公共预算", "本年收入", yuan(total)))
    for project in projects:
        tables["项目"].append((name, project, "完成片区内道路保洁和设施养护，做到日产日清。"))
        for kind, indicator, target in OUTPUTS:
            tables["绩效指标"].append((name, project, "产出指标", kind, indicator, "全年完成情况", target, "年度工作计划"))
        tables["绩效指标"].append((name, project, "效益指标", "社会效益指标", "市容投诉下降率", "比上年", "≥5%", "年度工作计划"))
        tables["绩效指标"].append((name, project, "满意度指标", "服务对象满意度指标", "群众满意度", "抽样调查", "≥90%", "年度工作计划"))
        tables["绩效指标"].append((name, project, "产出指标", "成本指标", "项目成本", "项目支出", f"≤{yuan(costs[project])}元", "预算"))
    for what, count in [("编制人数", 20), ("在职人员", 18), ("公务用车", 2)]:
        tables["人员和车辆"].append((name, what, count))
    tables["固定资产"].append((name, "房屋（平方米）", 500 + number, "900000.00"))
    tables["文字"].extend(texts(name))


def line(at, projects):
    """Function, economic item, purpose, three-public item and project of a unit's line."""
    function = FUNCTIONS[at % len(FUNCTIONS)]
    if at % 2:
        economic = PROJECT[at // 2 % len(PROJECT)]
        return function, economic, "项目支出", "", projects[at // 2 % len(projects)]
    if at % 4:
        return function, OPERATING[at // 4 % len(OPERATING)], "公用经费", "", ""
    return function, PERSONNEL[at // 4 % len(PERSONNEL)], "人员经费", "", ""


def yuan(fen):
    return f"{fen // 100}.{fen % 100:02}"
