//! « Ville » (S-52): the postcode proposes its towns and forbids none.
use super::parts::label;
use crate::{
    page::{of_profile, towns},
    ui::{SelectField, TextField},
    words::{t, t_with},
};
use domain::{
    account::personal::{AddressForm, is_town_among},
    insurer::Profile,
};
use leptos::prelude::*;

/// The towns of the postcode, in one line, when the town is none of them; empty when it is, or when the postcode is not known.
pub(super) fn other_towns(address: &AddressForm) -> String {
    let known = towns(&address.postcode);
    if is_town_among(&address.town, &known) { String::new() } else { known.join(", ") }
}

/// The town of the postcode, where none is given and there is just one.
pub(super) fn only_town(address: &AddressForm) -> Option<&'static str> {
    match towns(&address.postcode).as_slice() {
        &[town] if lacks_town(address) => Some(town),
        _ => None,
    }
}

fn lacks_town(address: &AddressForm) -> bool {
    address.town.trim().is_empty()
}

/// A field to write it in; where none is given and the postcode has towns, a list of them first.
#[component]
pub(super) fn TownField(
    /// The address as it stands.
    address: AddressForm,
    /// Whether a town must be given.
    required: bool,
    /// Why it is refused.
    error: Signal<Option<String>>,
) -> impl IntoView {
    let (label, known) = (label("personal-town", required), towns(&address.postcode));
    if known.is_empty() || !lacks_town(&address) {
        let hint = hint(&address);
        return view! { <TextField id="town" name="town" label hint value=address.town error autocomplete="address-level2" maxlength=60/> }
            .into_any();
    }
    let none = (String::new(), t("personal-town-choose"));
    let towns = known.into_iter().map(|town| (town.to_owned(), town.to_owned()));
    let options: Vec<(String, String)> = std::iter::once(none).chain(towns).collect();
    view! {
        <SelectField id="town" name="town" label options hint=t_with("personal-towns", &[("postcode", &address.postcode)]) error/>
        <TextField id="other_town" name="other_town" label=t("personal-other-town") hint=t("personal-other-town-hint") autocomplete="off" maxlength=60/>
    }
    .into_any()
}

/// How the postcode helps, or which towns it has where the one given is none of them.
fn hint(address: &AddressForm) -> String {
    match other_towns(address) {
        others if !others.is_empty() && !lacks_town(address) => {
            t_with("personal-other-towns", &[("postcode", &address.postcode), ("towns", &others)])
        }
        _ if of_profile(Profile::in_france) => t("personal-town-hint"),
        _ => String::new(),
    }
}
