//! The decision: may this be done, and what does it come to.

mod administer;
mod approve;
mod bodies;
mod controls;
mod documents;
mod edit;
mod review;
mod say;
mod years;

use crate::{
    Action, Actor, BodyCode, Command, Event, Fact, Level, Moment, Office, Refusal, Role, Why,
    rights,
};
pub use administer::deactivate;
pub(crate) use approve::DAYS_TO_PUBLISH;
use say::refuse;

/// What a decision rests on.
struct Case<'a> {
    office: &'a Office,
    actor: &'a Actor,
    at: Moment,
}

/// Facts, or why not.
type Decided = Result<Vec<Fact>, Refusal>;

/// Decides a command: returns the events that it comes to, in order, or why it is refused.
///
/// Rights are asked first. Without them nothing is said about what exists.
///
/// # Errors
/// Fails with the sentence that the user reads.
pub fn decide(
    office: &Office,
    command: &Command,
    actor: &Actor,
    at: Moment,
) -> Result<Vec<Event>, Refusal> {
    let role = role(office, command, actor)?;
    let facts = Case { office, actor, at }.facts(command)?;
    let event = |fact| Event { at, by: actor.clone(), role, fact };
    Ok(facts.into_iter().map(event).collect())
}

/// Decides many commands, each after those before it, with a result for each. What is refused
/// changes nothing and does not undo the others.
pub fn decide_all(
    office: &Office,
    commands: &[Command],
    actor: &Actor,
    at: Moment,
) -> Vec<Result<Vec<Event>, Refusal>> {
    let mut office = office.clone();
    let decide_one = |command| {
        let events = decide(&office, command, actor, at)?;
        events.iter().for_each(|event| drop(office.apply(event)));
        Ok(events)
    };
    commands.iter().map(decide_one).collect()
}

/// Returns the role in which an actor may take an action on a body; `None` where they may not.
pub fn may(office: &Office, actor: &Actor, action: Action, body: &BodyCode) -> Option<Role> {
    let mut roles = office.roles(actor, body);
    let allowed = roles.find(|(role, relation)| rights(*role, action).contains(relation));
    allowed.map(|(role, _)| role)
}

/// Returns the role in which the actor may do this.
fn role(office: &Office, command: &Command, actor: &Actor) -> Result<Role, Refusal> {
    let action = action(office, command);
    let body = target(office, command);
    let allowed = body.and_then(|body| may(office, actor, action, body));
    // The first bodies and the first administrator come from the console.
    let is_console =
        *actor == Actor::Console && matches!(action, Action::ManageBodies | Action::ManagePeople);
    match allowed {
        Some(role) => Ok(role),
        None if is_console => Ok(Role::Administrator),
        None => Err(not_granted(office, action, body)),
    }
}

/// Returns the right that a command needs.
fn action(office: &Office, command: &Command) -> Action {
    let is_department =
        |body: &BodyCode| matches!(office.level(body), Some(Level::Department | Level::Bureau));
    match command {
        Command::AddBody { .. }
        | Command::RenameBody { .. }
        | Command::CloseBody { .. }
        | Command::ReopenBody { .. } => Action::ManageBodies,
        Command::Grant { .. } | Command::Revoke { .. } => Action::ManagePeople,
        Command::OpenYear { .. } | Command::ChangeCalendar { .. } | Command::OpenPackage { .. } => {
            Action::OpenYear
        }
        Command::Save { .. } | Command::Explain { .. } | Command::Answer { .. } => Action::Edit,
        Command::Submit { .. } | Command::TakeBack { .. } => Action::Submit,
        Command::Accept { package }
        | Command::Return { package, .. }
        | Command::Agree { package } => {
            if is_department(&package.body) {
                Action::ReviewDepartment
            } else {
                Action::ReviewUnit
            }
        }
        Command::IssueControls { package, .. } => {
            if is_department(&package.body) {
                Action::IssueControls
            } else {
                Action::DivideControls
            }
        }
        Command::Approve { .. } => Action::Approve,
        Command::Adjust { .. } => Action::Adjust,
        Command::Reallocate { .. } => Action::Reallocate,
        Command::Publish { .. }
        | Command::Withdraw { .. }
        | Command::PublishDocument { .. }
        | Command::WithdrawDocument { .. } => Action::Publish,
        Command::Receive { .. } => Action::ReceiveDocument,
        Command::RecordCheck { .. } => Action::CheckDocument,
        Command::Mark { mark: crate::Mark::Explained(_), .. } => Action::ReceiveDocument,
        Command::Mark { .. } | Command::ReturnDocument { .. } => Action::ReviewDocument,
    }
}

/// Returns the body on which the right must be granted; `None` where nothing is there.
fn target<'a>(office: &'a Office, command: &'a Command) -> Option<&'a BodyCode> {
    match command {
        // The right to add a body is needed on the one above it.
        Command::AddBody { parent, .. } => parent.as_ref(),
        Command::RenameBody { code: body, .. }
        | Command::CloseBody { code: body }
        | Command::ReopenBody { code: body }
        | Command::Grant { body, .. }
        | Command::Revoke { body, .. } => Some(body),
        Command::OpenYear { .. } | Command::ChangeCalendar { .. } => office.bureau(),
        Command::Receive { document, body, .. } => {
            // A document stays the body's whose it was.
            Some(office.document(document).map_or(body, |known| &known.body))
        }
        _ => match (command.package(), command.document()) {
            (Some(package), _) => Some(&package.body),
            (_, Some(document)) => office.document(document).map(|known| &known.body),
            _ => None,
        },
    }
}

fn not_granted(office: &Office, action: Action, body: Option<&BodyCode>) -> Refusal {
    let of = body.map_or_else(say::nothing, |body| office.called(body));
    if action == Action::CheckDocument {
        return refuse(
            Why::NotGranted,
            "检查由系统自动进行，不能由人员填写结果。",
            "The program checks documents itself; people cannot enter the results.",
        );
    }
    let allowed = |role: &&Role| !rights(**role, action).is_empty();
    let names = |zh: bool| {
        let names = Role::ALL.iter().filter(allowed).map(|role| role.name());
        let names: Vec<&str> = names.map(|name| if zh { name.zh } else { name.en }).collect();
        names.join(if zh { "、" } else { ", " })
    };
    refuse(
        Why::NotGranted,
        format!(
            "您没有“{}”的权限：{}。此项由下列角色办理：{}；需要时请管理员授权。",
            action.name().zh,
            of.zh,
            names(true)
        ),
        format!(
            "You do not have the right to {}: {}. It belongs to: {}; ask an administrator if you \
             need it.",
            action.name().en,
            of.en,
            names(false)
        ),
    )
}

impl Case<'_> {
    fn facts(&self, command: &Command) -> Decided {
        match command {
            Command::AddBody { code, name, parent } => self.add_body(code, name, parent.as_ref()),
            Command::RenameBody { code, name } => self.rename_body(code, name),
            Command::CloseBody { code } => self.close_body(code),
            Command::ReopenBody { code } => self.reopen_body(code),
            Command::Grant { to, role, body } => self.grant(to, *role, body),
            Command::Revoke { from, role, body } => self.revoke(from, *role, body),
            Command::OpenYear { year, calendar } => self.open_year(*year, *calendar),
            Command::ChangeCalendar { year, calendar } => self.change_calendar(*year, *calendar),
            Command::OpenPackage { package } => self.open_package(package),
            Command::Save { package, draft } => self.save(package, draft),
            Command::Explain { package, finding, words } => self.explain(package, finding, words),
            Command::Answer { package, comment, words } => self.answer(package, *comment, words),
            Command::Submit { package } => self.submit(package),
            Command::TakeBack { package } => self.take_back(package),
            Command::Accept { package } => self.accept(package),
            Command::Return { package, reason, comments } => {
                self.give_back(package, reason, comments)
            }
            Command::Agree { package } => self.agree(package),
            Command::IssueControls { package, figures } => self.issue_controls(package, figures),
            Command::Approve { package } => self.approve(package),
            Command::Publish { package, files, names } => self.publish(package, files, names),
            Command::Withdraw { package, reason } => self.withdraw(package, reason),
            Command::Adjust { package, changes, reason } => self.adjust(package, changes, reason),
            Command::Reallocate { package, changes, reason } => {
                self.reallocate(package, changes, reason)
            }
            Command::Receive { document, body, name, content } => {
                self.receive(document, body, name, content)
            }
            Command::RecordCheck { document, content, findings } => {
                self.record_check(document, content, findings)
            }
            Command::Mark { document, finding, mark } => self.mark(document, finding, mark),
            Command::ReturnDocument { document, letter } => self.return_document(document, letter),
            Command::PublishDocument { document } => self.publish_document(document),
            Command::WithdrawDocument { document, reason } => {
                self.withdraw_document(document, reason)
            }
        }
    }
}
