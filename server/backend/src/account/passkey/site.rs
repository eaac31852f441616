//! What passkeys are bound to: the host of the address that people use (WebAuthn level 3, 5.1.2). An address made of figures is none.
use domain::insurer::Profile;
use webauthn_rs::{Webauthn, WebauthnBuilder, prelude::Url};

/// A portal that is tried on one's own machine, whatever its port.
const HERE: &str = "http://localhost";

/// The site of a portal at that address, or of one on this machine; `None` where the insurer has no passkeys, or the address no name.
pub(crate) fn bound_to(public_url: Option<&str>, profile: &Profile) -> Option<Webauthn> {
    if !profile.login.passkeys {
        return None;
    }
    let origin = Url::parse(public_url.unwrap_or(HERE)).ok()?;
    let built = origin.domain().and_then(|host| {
        let site = WebauthnBuilder::new(host, &origin).ok()?;
        site.rp_name(&profile.brand).allow_any_port(public_url.is_none()).build().ok()
    });
    if built.is_none() {
        tracing::warn!("passkeys are not offered: browsers bind them to a host with a name, and the address of this portal has none");
    }
    built
}

#[cfg(test)]
mod tests {
    use super::bound_to;
    use crate::profile::load;

    #[test]
    fn r18_an_address_made_of_figures_has_no_passkeys() {
        let (on, mut off) = (load("demo").unwrap(), load("demo").unwrap());
        off.login.passkeys = false;
        for address in [None, Some("https://espace.relais.example"), Some("https://espace.relais.example/")] {
            assert!(bound_to(address, &on).is_some(), "{address:?}");
        }
        for address in ["https://192.0.2.7", "https://[2001:db8::1]:8443", "https://"] {
            assert!(bound_to(Some(address), &on).is_none(), "{address}");
        }
        assert!(bound_to(None, &off).is_none(), "the insurer has none");
    }
}
