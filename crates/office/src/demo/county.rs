//! An invented county: its departments, its units, and what they spend.

use ledger::Ledger;
use workbook::{Filled, read_csv};

/// The bureau.
pub(super) const BUREAU: (&str, &str) = ("000", "云岭县财政局");

/// The departments: code, name, the class (款) of their function.
pub(super) const DEPARTMENTS: [(&str, &str, &str); 12] = [
    ("101", "云岭县教育局", "20501"),
    ("102", "云岭县民政局", "20802"),
    ("103", "云岭县卫生健康局", "21001"),
    ("104", "云岭县农业农村局", "21301"),
    ("105", "云岭县水利局", "21303"),
    ("106", "云岭县交通运输局", "21401"),
    ("107", "云岭县自然资源局", "22001"),
    ("108", "云岭县文化和旅游局", "20701"),
    ("109", "云岭县科学技术局", "20601"),
    ("110", "云岭县档案馆", "20126"),
    ("111", "云岭县应急管理局", "22401"),
    ("112", "云岭县城市管理局", "21201"),
];

/// Departments before this one have three units, the others two.
const WITH_THREE_UNITS: usize = 6;

/// The indicators of every project: class, kind, name, description, target.
const INDICATORS: [&str; 6] = [
    "产出指标,数量指标,业务工作完成数,全年完成的业务工作,≥12项",
    "产出指标,质量指标,验收合格率,验收合格的业务工作占比,≥95%",
    "产出指标,时效指标,按期完成率,按期完成的业务工作占比,≥95%",
    "产出指标,成本指标,业务支出总额,本项目全年支出的总额,",
    "效益指标,社会效益指标,服务对象覆盖率,得到服务的对象占比,≥90%",
    "满意度指标,服务对象满意度指标,服务对象满意度,抽样调查中满意的占比,≥90%",
];

/// A unit: its code, its name, and its number in the county.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    pub(super) code: String,
    pub(super) name: String,
    number: i64,
}

/// Returns the units of the department at this place in the list.
pub(super) fn units(at: usize) -> Vec<Unit> {
    let Some((code, name, _)) = DEPARTMENTS.get(at) else { return Vec::new() };
    let names = [format!("{name}本级"), format!("{name}综合服务中心"), format!("{name}信息中心")];
    let count = if at < WITH_THREE_UNITS { 3 } else { 2 };
    let unit = |(below, name): (i64, String)| Unit {
        code: format!("{code}{:03}", below.saturating_add(1)),
        name,
        number: i64::try_from(at).unwrap_or(0).saturating_mul(3).saturating_add(below),
    };
    (0..).zip(names).take(count).map(unit).collect()
}

/// Returns the ledger of some units of a department; `None` only by a mistake in this file.
pub(super) fn ledger(year: u16, at: usize, units: &[Unit]) -> Option<Ledger> {
    let (code, name, class) = DEPARTMENTS.get(at)?;
    let basics = format!(
        "栏目,内容\n年度,{year}\n阶段,预算\n金额单位,元\n部门代码,{code}\n部门名称,{name}\n"
    );
    let mut bodies = "单位代码,单位名称,单位性质,单位规格,经费保障形式\n".to_owned();
    let mut lines =
        "单位,来源,去向,资金,功能科目,经济科目,支出性质,三公经费,项目,金额\n".to_owned();
    let mut projects = "单位,项目,绩效目标\n".to_owned();
    let mut indicators =
        "单位,项目,一级指标,二级指标,三级指标,指标说明,指标值,指标值确定依据\n".to_owned();
    for unit in units {
        let Unit { code, name, .. } = unit;
        bodies += &format!("{code},{name},行政,股级,财政拨款\n");
        projects += &format!("{name},{name}业务经费,保障{name}全年业务工作正常开展。\n");
        for indicator in INDICATORS {
            indicators += &format!("{name},{name}业务经费,{indicator},年度工作计划\n");
        }
        for (function, economic, purpose, memo, project, yuan) in spending(year, unit, class) {
            let project = if project { format!("{name}业务经费") } else { String::new() };
            lines += &format!(
                "{name},本年收入,本年支出,一般公共预算,{function},{economic},{purpose},{memo},{project},{yuan}.00\n"
            );
        }
    }
    let file = |name: &str, text: String| (format!("{name}.csv"), text.into_bytes());
    let files = [
        file("基本情况", basics),
        file("单位", bodies),
        file("收支明细", lines),
        file("项目", projects),
        file("绩效指标", indicators),
        file(
            "文字",
            format!(
                "单位,部分,内容\n本部门,主要职责,贯彻执行国家和本县有关规定，承担{name}的各项工作。\n"
            ),
        ),
    ];
    read_csv(&files).ok().map(|Filled { ledger, .. }| ledger)
}

/// Function, economic item, purpose, three-public item, whether for the project, yuan.
type Spent = (String, &'static str, &'static str, &'static str, bool, i64);

/// What a unit spends in a year: more staff in larger units, and a little more each year.
fn spending(year: u16, unit: &Unit, class: &str) -> Vec<Spent> {
    let grown = i64::from(year).saturating_sub(2000);
    let staff = 6 + unit.number.rem_euclid(11) * 3;
    let wages = staff * (61_200 + grown * 480);
    let administration = format!("{class}01");
    let business = format!("{class}02");
    let of = |function: &str, economic, purpose, memo, project, yuan| {
        (function.to_owned(), economic, purpose, memo, project, yuan)
    };
    vec![
        of(&administration, "30101", "人员经费", "", false, wages),
        of(&administration, "30102", "人员经费", "", false, wages / 3),
        of("2080505", "30108", "人员经费", "", false, wages * 16 / 100),
        of("2101101", "30110", "人员经费", "", false, wages * 7 / 100),
        of("2210201", "30113", "人员经费", "", false, wages * 12 / 100),
        of(&administration, "30201", "公用经费", "", false, staff * 4_200),
        of(&administration, "30211", "公用经费", "", false, staff * 1_900),
        of(&administration, "30217", "公用经费", "公务接待费", false, 8_000 + unit.number * 300),
        of(
            &business,
            "30227",
            "项目支出",
            "",
            true,
            120_000 + unit.number * 26_500 + grown * 1_000,
        ),
        of(&business, "30213", "项目支出", "", true, 40_000 + unit.number * 1_250),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_department_has_a_ledger() {
        let mut count = 0;
        for at in 0..DEPARTMENTS.len() {
            let units = units(at);
            count += units.len();
            let ledger = ledger(2031, at, &units);
            assert_eq!(ledger.map(|it| it.lines.len()), Some(units.len() * 10), "{at}");
        }
        assert_eq!(count, 30);
    }
}
