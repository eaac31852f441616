//! To whom a payment goes (B-12).
use crate::account::personal::account_end;
use serde::{Deserialize, Serialize};

/// To whom a payment goes; of an account number only its end is told, as its member reads it elsewhere (M-14).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Payee {
    /// The lender of what is lent: its name.
    Lender(String),
    /// The member: the last four characters of their account number.
    Member(String),
}

impl Payee {
    /// The member, on the account of that number.
    pub fn on_account(iban: &str) -> Self {
        Self::Member(account_end(iban).to_owned())
    }

    /// As the member whose payment it is reads it; `say` words a key with its values.
    pub fn for_member(&self, say: impl Fn(&str, &[(&str, &str)]) -> String) -> String {
        self.worded("payment-payee-own", say)
    }

    /// As the desk reads it, worded as [`Self::for_member`] is.
    pub fn for_desk(&self, say: impl Fn(&str, &[(&str, &str)]) -> String) -> String {
        self.worded("payment-payee-member", say)
    }

    fn worded(&self, account: &str, say: impl Fn(&str, &[(&str, &str)]) -> String) -> String {
        match self {
            Self::Lender(name) => name.clone(),
            Self::Member(end) => say(account, &[("end", end.as_str())]),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Payee;

    #[test]
    fn b12_m14_a_lender_is_named_and_an_account_told_by_its_end_alone() {
        let say = |key: &str, args: &[(&str, &str)]| format!("{key} {args:?}");
        let lender = Payee::Lender("Banque de la Rade".to_owned());
        assert_eq!([lender.for_member(say), lender.for_desk(say)], ["Banque de la Rade", "Banque de la Rade"]);
        let member = Payee::on_account("FR1420041010050500013M02606");
        assert_eq!(member, Payee::Member("2606".to_owned()));
        assert_eq!(member.for_member(say), "payment-payee-own [(\"end\", \"2606\")]");
        assert_eq!(member.for_desk(say), "payment-payee-member [(\"end\", \"2606\")]");
    }
}
