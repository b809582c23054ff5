//! Opening a year with its calendar.

use super::say::refuse;
use super::{Case, Decided};
use crate::{Calendar, Fact, Level, PackageId, Refusal, Why};
use ledger::Year;
use message::Fixed;

impl Case<'_> {
    pub(super) fn open_year(&self, year: Year, calendar: Calendar) -> Decided {
        if self.office.calendar(year).is_some() {
            return Err(refuse(
                Why::Exists,
                format!("{year}年已开设；需要改期时请修改日程。"),
                format!("The year {year} is open; change its calendar instead."),
            ));
        }
        if !(1000..=9999).contains(&year.0) {
            return Err(refuse(
                Why::Invalid,
                "年度须为四位数。",
                "The year must have four digits.",
            ));
        }
        check(calendar)?;
        let bodies = self.office.bodies().filter(|(_, body)| !body.is_closed);
        let bodies = bodies.map(|(code, _)| code);
        let with_budget = bodies.filter(|code| self.office.level(code) > Some(Level::Bureau));
        let opened = with_budget
            .map(|code| Fact::PackageOpened { package: PackageId { year, body: code.clone() } });
        Ok([Fact::CalendarSet { year, calendar }].into_iter().chain(opened).collect())
    }

    pub(super) fn change_calendar(&self, year: Year, calendar: Calendar) -> Decided {
        self.year_is_open(year)?;
        check(calendar)?;
        Ok(vec![Fact::CalendarSet { year, calendar }])
    }

    pub(super) fn open_package(&self, id: &PackageId) -> Decided {
        self.year_is_open(id.year)?;
        let body = self.office.called(&id.body);
        if self.office.level(&id.body).is_none_or(|level| level == Level::Bureau) {
            return Err(refuse(
                Why::Invalid,
                format!("{}不编报预算。", body.zh),
                format!("{} prepares no budget.", body.en),
            ));
        }
        if self.office.body(&id.body).is_some_and(|body| body.is_closed) {
            return Err(refuse(
                Why::Invalid,
                format!("{}已关闭，不再编报预算。", body.zh),
                format!("{} is closed and prepares no budget.", body.en),
            ));
        }
        if self.office.package(id).is_some() {
            return Err(refuse(
                Why::Exists,
                format!("{}已有{}年的预算。", body.zh, id.year),
                format!("{} has a budget of {} already.", body.en, id.year),
            ));
        }
        let step = Fixed { zh: "补建预算", en: "open a package" };
        self.department_is_editing(id, step)?;
        let opened = Fact::PackageOpened { package: id.clone() };
        let round = self.office.department_package(id).map(|(_, department)| department.round);
        let later = round.filter(|round| *round != crate::Round::First);
        let moved = later.map(|round| Fact::RoundOpened { package: id.clone(), round });
        Ok([opened].into_iter().chain(moved).collect())
    }

    fn year_is_open(&self, year: Year) -> Result<(), Refusal> {
        self.office.calendar(year).map(|_| ()).ok_or_else(|| {
            refuse(
                Why::Unknown,
                format!("{year}年尚未开设。"),
                format!("The year {year} is not open."),
            )
        })
    }
}

fn check(calendar: Calendar) -> Result<(), Refusal> {
    if calendar.is_in_order() {
        return Ok(());
    }
    Err(refuse(
        Why::Invalid,
        "日程须依次为：一上、下达控制数、二上、批复，日期逐个推后。",
        "The calendar must go from the first round to the control figures, the second round and \
         the approval, each later than the one before.",
    ))
}
