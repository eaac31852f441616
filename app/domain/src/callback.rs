//! « Je souhaite être rappelé »: whom the insurer's desk calls back, why and when, and the profile's `[callback]` table.
use crate::{
    account::PhonePlan,
    day::{Day, Instant},
    door::is_person,
    form::{FieldError, given_back, keep, one_line},
    holiday::{Zone, holiday},
};
use chrono::{Datelike, TimeDelta, Weekday};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// State of a callback that nobody has made yet, as stored.
pub const REQUESTED: &str = "requested";
/// The same request sent again within this time is a double click.
pub const SAME: TimeDelta = TimeDelta::minutes(1);
/// Longest name, motive or slot, in characters.
const MAX_TEXT: usize = 100;

/// The profile's `[callback]` table.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Callback {
    /// What a call may be about, in the order offered.
    pub motives: Vec<Motive>,
    /// Times of the day, as shown: « entre 9 h et 12 h ».
    pub slots: Vec<String>,
    /// How many days are offered, from tomorrow on.
    #[serde(default = "days")]
    pub days: u32,
    /// Whether Saturdays and Sundays are among them; public holidays never are.
    #[serde(default)]
    pub weekends: bool,
}

const fn days() -> u32 {
    5
}

/// What a call may be about.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Motive {
    /// Its name.
    pub label: String,
    /// Examples, that help to choose.
    pub about: String,
}

/// The form, as typed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct CallbackForm {
    /// Who asks.
    pub name: String,
    /// The number to call.
    pub phone: String,
    /// Label of a motive.
    pub motive: String,
    /// One of the days offered, `aaaa-mm-jj`.
    pub day: String,
    /// One of the slots.
    pub slot: String,
    /// A field that no person sees: whoever fills it in is none.
    pub website: String,
    /// The server's own sealed note of when the form was shown.
    pub shown: String,
}

/// A callback that may be asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Who asks.
    pub name: String,
    /// The number to call, in E.164.
    pub phone: String,
    /// What it is about.
    pub motive: String,
    /// On that day ...
    pub day: Day,
    /// ... at that time.
    pub slot: String,
}

impl CallbackForm {
    /// The same, each answer cut to what a page gives back.
    #[must_use]
    pub fn shortened(&self) -> Self {
        let cut = |text: &str| given_back(text, MAX_TEXT);
        Self {
            name: cut(&self.name),
            phone: cut(&self.phone),
            motive: cut(&self.motive),
            day: cut(&self.day),
            slot: cut(&self.slot),
            website: String::new(),
            shown: given_back(&self.shown, 256),
        }
    }
}

impl Callback {
    /// The days offered, where those public holidays are kept; with none given, whatever the calendar says.
    pub fn days_from(&self, today: Day, holidays: Option<Zone>) -> Vec<Day> {
        let of_week = |day: &Day| self.weekends || !matches!(day.0.weekday(), Weekday::Sat | Weekday::Sun);
        let open = |day: &Day| of_week(day) && holidays.is_none_or(|zone| holiday(*day, zone).is_none());
        (1..).map(|days| today.plus(days)).filter(open).take(self.days as usize).collect()
    }

    /// Reads a form shown at that moment, for one of the days offered, its number by that plan; every field that is missing or wrong is
    /// named, and a right one that nobody seems to have typed is asked for once more.
    ///
    /// # Errors
    /// What is wrong, in the order of the form.
    pub fn read(
        &self,
        form: &CallbackForm,
        (days, plan): (&[Day], PhonePlan),
        shown: Option<Instant>,
        now: Instant,
    ) -> Result<Wish, Vec<FieldError>> {
        let mut errors = Vec::new();
        let name = keep(&mut errors, read_name(&form.name));
        let phone = keep(&mut errors, read_phone(&form.phone, plan));
        let motives = self.motives.iter().map(|motive| &motive.label);
        let motive = keep(&mut errors, one_of("motive", motives, &form.motive));
        let day = Day::parse(&form.day).filter(|day| days.contains(day));
        let day = keep(&mut errors, day.ok_or_else(|| missing("day")));
        let slot = keep(&mut errors, one_of("slot", self.slots.iter(), &form.slot));
        match (name, phone, motive, day, slot) {
            (Some(name), Some(phone), Some(motive), Some(day), Some(slot)) if is_person(&form.website, shown, now) => {
                Ok(Wish { name, phone, motive, day, slot })
            }
            _ if errors.is_empty() => Err(vec![FieldError::new("name", "callback-again")]),
            _ => Err(errors),
        }
    }

    /// What contradicts itself, if anything.
    pub fn problem(&self) -> Option<&'static str> {
        let labels: Vec<&str> = self.motives.iter().map(|motive| motive.label.as_str()).collect();
        let slots: Vec<&str> = self.slots.iter().map(String::as_str).collect();
        let twice = |texts: &[&str]| texts.iter().collect::<BTreeSet<_>>().len() < texts.len();
        match () {
            () if labels.is_empty() || slots.is_empty() => {
                Some("`callback.motives` or `callback.slots` is empty: nobody could ask for a call; leave `[callback]` out instead")
            }
            () if !labels.iter().chain(&slots).all(|text| is_written(text)) => {
                Some("`callback.motives` or `callback.slots` has a text that is empty or over 100 characters")
            }
            () if twice(&labels) || twice(&slots) => Some("`callback.motives` or `callback.slots` has a text twice"),
            () if !(1..=60).contains(&self.days) => Some("`callback.days` must be from 1 to 60"),
            () => None,
        }
    }
}

fn is_written(text: &str) -> bool {
    !text.trim().is_empty() && text.chars().count() <= MAX_TEXT
}

fn missing(field: &str) -> FieldError {
    FieldError::new(field, format!("callback-missing-{field}"))
}

fn read_name(typed: &str) -> Result<String, FieldError> {
    let name = one_line(typed).ok_or_else(|| FieldError::new("name", "register-bad-name"))?;
    match name.chars().count() {
        0 => Err(missing("name")),
        1..=MAX_TEXT if name.chars().any(char::is_alphabetic) => Ok(name),
        1..=MAX_TEXT => Err(FieldError::new("name", "register-bad-name")),
        _ => Err(FieldError::new("name", "register-long-name")),
    }
}

fn read_phone(typed: &str, plan: PhonePlan) -> Result<String, FieldError> {
    if typed.trim().is_empty() {
        return Err(missing("phone"));
    }
    plan.read(typed).map(|phone| phone.e164).map_err(|_| FieldError::new("phone", "personal-bad-phone"))
}

fn one_of<'a>(field: &str, mut offered: impl Iterator<Item = &'a String>, chosen: &str) -> Result<String, FieldError> {
    offered.find(|one| *one == chosen).cloned().ok_or_else(|| missing(field))
}

#[cfg(test)]
mod tests {
    use super::{Callback, CallbackForm, Day, Instant, Motive, PhonePlan, TimeDelta, Zone};

    const FRANCE: Option<Zone> = Some(Zone::Metropole);

    fn callback() -> Callback {
        let motive = |label: &str| Motive { label: label.to_owned(), about: "…".to_owned() };
        let slots = ["entre 9 h et 12 h", "entre 14 h et 18 h"].map(str::to_owned).to_vec();
        Callback { motives: vec![motive("Nouvelle demande"), motive("Suivi")], slots, days: 5, weekends: false }
    }

    fn form() -> CallbackForm {
        let form = ["Jean  Le Goff", "06 39 98 00 11", "Suivi", "2026-03-13", "entre 9 h et 12 h"].map(str::to_owned);
        let [name, phone, motive, day, slot] = form;
        CallbackForm { name, phone, motive, day, slot, ..CallbackForm::default() }
    }

    fn codes(form: &CallbackForm, read_for: i64) -> Vec<String> {
        let now: Instant = "2026-03-12T14:48:00Z".parse().unwrap();
        let days = callback().days_from(Day::parse("2026-03-12").unwrap(), FRANCE);
        let read = callback().read(form, (&days, PhonePlan::French), Some(now - TimeDelta::seconds(read_for)), now);
        read.err().unwrap_or_default().into_iter().map(|error| error.code).collect()
    }

    fn offered(callback: &Callback, today: &str, holidays: Option<Zone>) -> Vec<String> {
        callback.days_from(Day::parse(today).unwrap(), holidays).into_iter().map(Day::iso).collect()
    }

    #[test]
    fn a7_a_callback_names_who_where_why_and_when() {
        assert!(codes(&form(), 30).is_empty());
        let missing = ["name", "phone", "motive", "day", "slot"].map(|field| format!("callback-missing-{field}"));
        assert_eq!(codes(&CallbackForm::default(), 30), missing);
        let wrong = |change: fn(&mut CallbackForm)| {
            let mut form = form();
            change(&mut form);
            codes(&form, 30)
        };
        assert_eq!(wrong(|form| form.name = "—".to_owned()), ["register-bad-name"]);
        assert_eq!(wrong(|form| form.name = "Le\u{200b}Goff".to_owned()), ["register-bad-name"]);
        assert_eq!(wrong(|form| form.name = "a".repeat(101)), ["register-long-name"]);
        assert_eq!(wrong(|form| form.phone = "06 39".to_owned()), ["personal-bad-phone"]);
        assert_eq!(wrong(|form| form.motive = "suivi".to_owned()), ["callback-missing-motive"]);
        assert_eq!(wrong(|form| form.day = "2026-03-12".to_owned()), ["callback-missing-day"], "not today");
        assert_eq!(wrong(|form| form.day = "2026-03-14".to_owned()), ["callback-missing-day"], "a Saturday");
        assert_eq!(wrong(|form| form.slot = "la nuit".to_owned()), ["callback-missing-slot"]);
    }

    #[test]
    fn a7_x22_what_nobody_seems_to_have_typed_is_asked_for_once_more() {
        assert_eq!(codes(&form(), 1), ["callback-again"]);
        assert_eq!(codes(&CallbackForm { website: "x".to_owned(), ..form() }, 30), ["callback-again"]);
        assert_eq!(codes(&CallbackForm { website: "x".to_owned(), slot: String::new(), ..form() }, 30), ["callback-missing-slot"]);
    }

    #[test]
    fn a7_days_are_offered_from_tomorrow_on() {
        assert_eq!(offered(&callback(), "2026-03-12", FRANCE), ["2026-03-13", "2026-03-16", "2026-03-17", "2026-03-18", "2026-03-19"]);
        assert_eq!(offered(&Callback { weekends: true, days: 2, ..callback() }, "2026-03-12", FRANCE), ["2026-03-13", "2026-03-14"]);
    }

    #[test]
    fn a7_nobody_is_called_on_a_public_holiday() {
        let (three, weekends) = (Callback { days: 3, ..callback() }, Callback { days: 3, weekends: true, ..callback() });
        assert_eq!(offered(&three, "2026-04-30", FRANCE), ["2026-05-04", "2026-05-05", "2026-05-06"], "1 May is a Friday");
        assert_eq!(offered(&weekends, "2026-04-30", FRANCE), ["2026-05-02", "2026-05-03", "2026-05-04"], "and a holiday at weekends too");
        assert_eq!(offered(&weekends, "2026-08-14", FRANCE), ["2026-08-16", "2026-08-17", "2026-08-18"], "15 August is a Saturday");
        assert_eq!(offered(&three, "2026-04-30", None), ["2026-05-01", "2026-05-04", "2026-05-05"], "where they are not kept");
    }

    #[test]
    fn a7_a_table_that_contradicts_itself_is_named() {
        assert_eq!(callback().problem(), None);
        let (mut none, mut blank, mut twice) = (callback(), callback(), callback());
        none.motives.clear();
        blank.slots.push(" ".to_owned());
        twice.slots.push("entre 9 h et 12 h".to_owned());
        for wrong in [none, blank, twice, Callback { days: 0, ..callback() }] {
            assert!(wrong.problem().is_some_and(|text| text.contains("`callback.")), "{wrong:?}");
        }
    }
}
