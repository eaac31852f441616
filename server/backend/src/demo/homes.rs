//! Where the invented members live. Telephone numbers are those kept for fiction; streets are common ones, in towns that exist.
use super::people::Person;
use domain::{
    account::personal::Civility::{self, Madame, Monsieur},
    insurer::Profile,
};

/// What an invented member says of themselves.
#[derive(Clone, Copy)]
pub(super) struct Home {
    pub(super) civility: Civility,
    /// Birth date, `aaaa-mm-jj`; `None` where the insurer was never told.
    pub(super) born: Option<&'static str>,
    /// First and second line, postcode, town.
    pub(super) address: [&'static str; 4],
    /// Telephone, in E.164; `None` when they have a mobile only.
    pub(super) phone: Option<&'static str>,
}

/// By sign-in name of the person.
const HOMES: &[(&str, Home)] = &[
    ("40821176", home(Madame, "1982-06-17", ["12 rue des Écoles", "Résidence les Tilleuls", "29200", "Brest"], None)),
    ("40935520", home(Monsieur, "1990-01-22", ["4 place de la Mairie", "", "49000", "Angers"], Some("+33261914420"))),
    ("41107743", home(Madame, "1978-11-03", ["27 avenue Jean Jaurès", "Bâtiment C", "69007", "Lyon"], Some("+33465712308"))),
    ("41260981", home(Monsieur, "1986-08-30", ["8 rue du Port", "", "56100", "Lorient"], Some("+33261910654"))),
    ("41305518", home(Madame, "1992-04-17", ["15 rue Victor Hugo", "Entrée B", "38000", "Grenoble"], Some("+33465719037"))),
    ("41378264", home(Madame, "1969-12-09", ["31 boulevard Carnot", "", "06300", "Nice"], Some("+33465710412"))),
    ("41492037", home(Monsieur, "1961-03-25", ["2 chemin du Moulin", "", "62000", "Arras"], Some("+33353015566"))),
    ("41550619", home(Madame, "1988-07-06", ["19 rue de la Gare", "Résidence du Parc", "80000", "Amiens"], Some("+33353012091"))),
    ("41603372", home(Monsieur, "1975-05-12", ["6 rue Pasteur", "", "33000", "Bordeaux"], Some("+33536491178"))),
    ("41718845", home(Madame, "1981-10-28", ["44 rue de la République", "", "84000", "Avignon"], Some("+33465718860"))),
    ("41934417", home(Madame, "1984-09-02", ["23 rue de Siam", "", "29200", "Brest"], None)),
    ("42153380", home(Madame, "1979-04-08", ["5 rue du Lavoir", "", "29000", "Quimper"], Some("+33261910877"))),
    ("42261907", home(Madame, "1976-10-11", ["3 rue du Château", "", "29200", "Brest"], Some("+33261914468"))),
    ("41822906", home(Monsieur, "1972-02-19", ["10 allée des Platanes", "", "31000", "Toulouse"], Some("+33536490023"))),
];

const fn home(civility: Civility, born: &'static str, address: [&'static str; 4], phone: Option<&'static str>) -> Home {
    Home { civility, born: Some(born), address, phone }
}

/// Where that person lives: in Québec for an insurer there.
pub(super) fn of(profile: &Profile, person: &Person) -> Home {
    let known = HOMES.iter().find(|(login, _)| *login == person.login).map(|(_, home)| *home);
    let home = known.unwrap_or(Home { born: None, ..home(Madame, "", ["2 place du Marché", "", "35000", "Rennes"], None) });
    if profile.in_france() {
        home
    } else {
        Home { address: ["1250, rue des Érables", "App. 4", "G1R 2B5", "Québec"], phone: None, ..home }
    }
}
