//! Passwords and identifiers (X-1, X-2, X-4) against cases worked out by hand.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so by stopping")]
use domain::account::{
    CharacterKind, Demand, IdentifierFault, PasswordForm, PasswordPolicy, contract_number, iban, is_among, phone, user_code,
};
use serde_json::{Value, json};

fn golden(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

fn words(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|word| word.as_str().unwrap()).collect()
}

#[test]
fn a2_s55_d5_every_golden_password_is_judged_as_worked_out() {
    let file = golden(include_str!("golden/passwords.json"));
    let (common, personal) = (words(&file["deny_list"]), words(&file["personal"]));
    let mut judged = 0;
    for candidate in file["candidates"].as_array().unwrap() {
        for (name, policy) in file["policies"].as_object().unwrap() {
            let policy: PasswordPolicy = serde_json::from_value(policy.clone()).unwrap();
            let password = candidate["password"].as_str().unwrap();
            let verdict = policy.judge(password, |typed| is_among(typed, &common), personal.iter().copied());
            let codes = if verdict.faults.is_empty() { json!(["ok"]) } else { json!(verdict.faults) };
            let advice: Vec<_> = verdict.advice.iter().map(|kind| kind.advice()).collect();
            assert_eq!(json!({"codes": codes, "advice": advice}), candidate["expected"][name], "{} {name}", candidate["id"]);
            judged += 1;
        }
    }
    assert_eq!(judged, 195);
}

#[test]
fn a4_d4_m14_every_golden_identifier_is_read_as_worked_out() {
    let file = golden(include_str!("golden/identifiers.json"));
    let mut read = 0;
    for (kind, cases) in file["cases"].as_object().unwrap() {
        for case in cases.as_array().unwrap() {
            let typed = case["input"].as_str().unwrap();
            let answer = match kind.as_str() {
                "iban" => told(iban(typed)),
                "user_code" => told(user_code(typed)),
                "contract_number" => told(contract_number(typed, 6)),
                _ => phone(typed).map_or_else(
                    |fault| (json!(fault), None),
                    |phone| (json!(if phone.mobile { "ok_mobile" } else { "ok_fixed" }), Some(phone.e164)),
                ),
            };
            assert_eq!(json!({"input": typed, "code": answer.0, "normalised": answer.1}), *case, "{kind}");
            read += 1;
        }
    }
    assert_eq!(read, 92);
}

fn told(answer: Result<String, IdentifierFault>) -> (Value, Option<String>) {
    answer.map_or_else(|fault| (json!(fault), None), |kept| (json!("ok"), Some(kept)))
}

#[test]
fn a_password_typed_on_two_keyboards_is_one() {
    let policy = eight();
    let decomposed = policy.judge("e\u{301}e\u{301}e\u{301}e\u{301}", |_| false, []);
    assert_eq!(json!(decomposed.faults), json!(["too_short"]), "four letters, however they are typed");
    let by_name = policy.judge("Zoe\u{308}mie-2026", |_| false, ["Zoëmie"]);
    assert_eq!(json!(by_name.faults), json!(["contains_personal"]));
}

#[test]
fn s55_what_a_policy_asks_is_listed_with_what_a_password_meets() {
    let policy = PasswordPolicy { require: vec![CharacterKind::Digit, CharacterKind::Upper], min_classes: 3, ..eight() };
    let told = |password: &str| -> Vec<String> {
        policy.met(password).into_iter().map(|(demand, met)| format!("{} {demand:?}", if met { "+" } else { "-" })).collect()
    };
    assert_eq!(told(""), ["- Length(8)", "- Kind(Upper)", "- Kind(Digit)", "- Kinds(3)"]);
    assert_eq!(told("maison"), ["- Length(8)", "- Kind(Upper)", "- Kind(Digit)", "- Kinds(3)"]);
    assert_eq!(told("Maison bleue"), ["+ Length(8)", "+ Kind(Upper)", "- Kind(Digit)", "+ Kinds(3)"]);
    assert_eq!(told("ÉTÉ-٣٤٥-été"), ["+ Length(8)", "+ Kind(Upper)", "+ Kind(Digit)", "+ Kinds(3)"], "in whatever script");
    assert_eq!(told("e\u{301}e\u{301}e\u{301}e\u{301}")[0], "- Length(8)", "as composed");
    assert_eq!(eight().demands(), [Demand::Length(8)], "what is not asked is not listed");
}

#[test]
fn a2_d5_s55_the_hint_tells_all_that_is_asked_and_else_what_is_advised() {
    use CharacterKind::{Digit, Upper};
    assert_eq!(eight().hint_key(), "password-hint");
    assert_eq!(PasswordPolicy { advise: vec![Digit], ..eight() }.hint_key(), "password-hint-mixed");
    for policy in [PasswordPolicy { require: vec![Upper], advise: vec![Digit], ..eight() }, PasswordPolicy { min_classes: 3, ..eight() }] {
        assert_eq!(policy.hint_key(), "password-hint-demands", "{policy:?}");
    }
}

#[test]
fn s55_what_is_not_met_is_what_a_password_is_refused_for() {
    let file = golden(include_str!("golden/passwords.json"));
    for candidate in file["candidates"].as_array().unwrap() {
        for (name, policy) in file["policies"].as_object().unwrap() {
            let policy: PasswordPolicy = serde_json::from_value(policy.clone()).unwrap();
            let unmet = policy.met(candidate["password"].as_str().unwrap()).into_iter().filter(|(_, met)| !met).count();
            let refused = words(&candidate["expected"][name]["codes"]);
            let named =
                refused.iter().filter(|code| code.starts_with("missing_") || ["too_short", "too_few_classes"].contains(code)).count();
            assert_eq!(unmet, named, "{} {name}: {refused:?}", candidate["id"]);
        }
    }
}

#[test]
fn s55_a_demand_is_handed_to_browsers_as_a_pattern() {
    assert_eq!(Demand::Length(12).pattern(), r"^(?:\P{M}\p{M}*){12,}$");
    assert_eq!(Demand::Kind(CharacterKind::Digit).pattern(), r"\p{Nd}");
    let several = Demand::Kinds(3).pattern();
    assert_eq!((several.matches('|').count(), several.matches("(?=").count()), (3, 12), "four ways to have three kinds of four: {several}");
}

fn eight() -> PasswordPolicy {
    PasswordPolicy { about: String::new(), min_len: 8, max_len: 128, require: Vec::new(), min_classes: 0, advise: Vec::new() }
}

#[test]
fn s55_the_current_password_is_asked_and_the_two_new_ones_are_equal() {
    let told = |current: &str, new: &str, again: &str| -> Vec<String> {
        let typed = PasswordForm { current: current.into(), new: new.into(), again: again.into() };
        let errors = eight().errors(&typed, &eight().judge(new, |_| false, []));
        errors.into_iter().map(|error| format!("{}: {}", error.field, error.code)).collect()
    };
    assert_eq!(told("ancien-mot", "nouveau-mot", "nouveau-mot"), Vec::<String>::new());
    assert_eq!(told("", "court", "cour"), ["current: password-missing-current", "new: password-too-short", "again: password-not-equal"]);
    assert_eq!(told("ancien-mot", "ancien-mot", "ancien-mot"), ["new: password-same"]);
}
