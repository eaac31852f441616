//! The document around every page, and which page stands at which address.
use crate::{
    account::{
        AccountPage, AddressPage, AttachPage, ConfirmPage, ContactPage, HintPage, IbanCodePage, IbanPage, LeavePage, LinkPage, LostPage,
        NoticesPage, PasswordPage, PersonalPage, ProofPage, RegisterPage, RegisteredPage, SecondFactorPage, SecondStepPage, SignInPage,
        WelcomePage,
    },
    attachment::FilesPage,
    callback::CallbackPage,
    care::ExpensesPage,
    claim::{ClaimPage, ClaimsPage, DeleteDraftPage, DonePage, FormsPage, OpeningPage, SummaryPage},
    complement::{AnswerPage, ComplementPage, HandInPage, MessagePage},
    contract::{ChoicePage, CreditPage, HomePage},
    export::ExportPage,
    failure::{FailurePage, NoSuchPage},
    help::{BrowsersPage, HelpPage, QuestionsPage},
    kit::KitPage,
    message::MessagesPage,
    office::{
        AccessPage, ApprovalPage, AskingPage, ConflictPage, CorrectionPage, CorrectionsPage, DecisionPage, DeclaringPage, DeliveriesPage,
        DeskClaimPage, DeskPairPage, DeskPiecePage, EntryPage, ExportsPage, FoundPage, InvitationPage, KeyingPage, MedicalClaimPage,
        MedicalPiecePage, MedicalQueuePage, MedicalRefusalPage, OfficeAccountPage, OfficeSecondPage, OfficeSignInPage, OfficeStepPage,
        OversightPage, PaymentsPage, QueuePage, ReachPage, RefusalPage, ReopenPage, ViewingPage,
    },
    page,
    period::PeriodsPage,
    routes::{self, CreditTab},
    terms::{PrivacyPage, TermsPage},
};
use leptos::{config::LeptosOptions, hydration::HydrationScripts, nonce::use_nonce, prelude::*};
use leptos_meta::{MetaTags, Title, provide_meta_context};
use leptos_router::{
    SsrMode,
    components::{Route, Router, Routes},
    path,
};

/// Names the static files of one build, so that browsers keep them for ever.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Build(pub String);

/// The renderer wakes islands when the browser is idle, which on a busy phone or in a tab behind others may be never: half a second is
/// waited at most.
const SOON: &str = "{const idle=window.requestIdleCallback;if(idle)window.requestIdleCallback=call=>idle.call(window,call,{timeout:500})}";

/// The whole document. Scripts are named only where the page holds an island.
pub fn shell(options: LeptosOptions, path: &str) -> impl IntoView + use<> {
    let build = use_context::<Build>().map(|b| b.0).unwrap_or_default();
    let scripts = page::watched().is_some();
    let module = (routes::offers_passkeys(path) && page::has_passkeys())
        || (routes::has_kit_door(path) && page::has_kit())
        || routes::watches_queue(path);
    policy(scripts, module);
    // The desk is dense and wears its own ink, whoever the insurer is: there the state of a dossier stands out.
    let office = routes::is_office(path);
    let style = format!("/pkg/{build}/relais.css");
    let lang = language();
    let mut options = options;
    options.site_pkg_dir = format!("pkg/{build}").into();
    view! {
        <!DOCTYPE html>
        <html lang=lang data-brand=office.then_some("gestion")>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover"/>
                <meta name="color-scheme" content="light dark"/>
                <meta name="robots" content="noindex"/>
                <link rel="stylesheet" href=style/>
                {(!office).then(|| view! { <link rel="stylesheet" href="/brand.css"/> })}
                <link rel="manifest" href="/manifest.webmanifest"/>
                <link rel="icon" href="/icones/192.png" type="image/png"/>
                <link rel="apple-touch-icon" href="/icones/192.png"/>
                {scripts.then(|| view! { <meta name="relais-build" content=build/> <script nonce=use_nonce()>{SOON}</script> <HydrationScripts options islands=true/> })}
                <MetaTags/>
            </head>
            <body data-density=office.then_some("compact")>
                <App/>
            </body>
        </html>
    }
}

/// The language of every page.
fn language() -> String {
    #[cfg(feature = "ssr")]
    return crate::request::backend().profile().locale.clone();
    #[cfg(not(feature = "ssr"))]
    String::new()
}

/// Content security policy: nothing from elsewhere; script only where an island or a module is, by nonce.
fn policy(scripts: bool, module: bool) {
    #[cfg(feature = "ssr")]
    {
        let script = match use_nonce().filter(|_| scripts || module) {
            Some(nonce) if !scripts => format!("script-src 'nonce-{nonce}'"),
            Some(nonce) => format!("script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'"),
            None => "script-src 'none'".to_owned(),
        };
        let rest = "default-src 'none'; style-src 'self'; img-src 'self' blob:; connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";
        crate::request::add_header(axum::http::header::CONTENT_SECURITY_POLICY, &format!("{rest}; {script}"));
    }
    #[cfg(not(feature = "ssr"))]
    let _ = (scripts, module, use_nonce());
}

/// Which page stands at which address.
#[component]
pub fn App() -> impl IntoView {
    provide_meta_context();
    view! {
        <Title/>
        <Router>
            <Routes fallback=NoSuchPage>
                <Route path=path!("") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("connexion") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("connexion/code") view=SecondStepPage ssr=SsrMode::Async/>
                <Route path=path!("connexion/aide") view=LostPage ssr=SsrMode::Async/>
                <Route path=path!("inscription") view=RegisterPage ssr=SsrMode::Async/>
                <Route path=path!("inscription/envoyee") view=RegisteredPage ssr=SsrMode::Async/>
                <Route path=path!("inscription/bienvenue") view=WelcomePage ssr=SsrMode::Async/>
                <Route path=path!("inscription/confirmer/:token") view=ConfirmPage ssr=SsrMode::Async/>
                <Route path=path!("adhesion") view=KitPage ssr=SsrMode::Async/>
                <Route path=path!("rappel") view=CallbackPage ssr=SsrMode::Async/>
                <Route path=path!("conditions") view=TermsPage ssr=SsrMode::Async/>
                <Route path=path!("confidentialite") view=PrivacyPage ssr=SsrMode::Async/>
                <Route path=path!("lien/:token") view=LinkPage ssr=SsrMode::Async/>
                <Route path=path!("compte") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("compte/donnees") view=ExportPage ssr=SsrMode::Async/>
                <Route path=path!("compte/supprimer") view=LeavePage ssr=SsrMode::Async/>
                <Route path=path!("compte/donnees-personnelles") view=PersonalPage ssr=SsrMode::Async/>
                <Route path=path!("compte/adresse") view=AddressPage ssr=SsrMode::Async/>
                <Route path=path!("compte/coordonnees") view=ContactPage ssr=SsrMode::Async/>
                <Route path=path!("compte/notifications") view=NoticesPage ssr=SsrMode::Async/>
                <Route path=path!("compte/iban") view=IbanPage ssr=SsrMode::Async/>
                <Route path=path!("compte/iban/code") view=IbanCodePage ssr=SsrMode::Async/>
                <Route path=path!("compte/confirmer") view=ProofPage ssr=SsrMode::Async/>
                <Route path=path!("compte/deux-etapes") view=SecondFactorPage ssr=SsrMode::Async/>
                <Route path=path!("compte/rattacher") view=AttachPage ssr=SsrMode::Async/>
                <Route path=path!("dossier-assurance") view=ChoicePage ssr=SsrMode::Async/>
                <Route path=path!("compte/aide-memoire") view=HintPage ssr=SsrMode::Async/>
                <Route path=path!("compte/mot-de-passe") view=PasswordPage ssr=SsrMode::Async/>
                <Route path=path!("credits/:id") view=|| view! { <CreditPage tab=CreditTab::Credit/> } ssr=SsrMode::Async/>
                <Route path=path!("credits/:id/echeances") view=|| view! { <CreditPage tab=CreditTab::Instalments/> } ssr=SsrMode::Async/>
                <Route path=path!("credits/:id/assurance") view=|| view! { <CreditPage tab=CreditTab::Insurance/> } ssr=SsrMode::Async/>
                <Route path=path!("dossiers") view=ClaimsPage ssr=SsrMode::Async/>
                <Route path=path!("formulaires") view=FormsPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number") view=ClaimPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/demande/arret") view=OpeningPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/demande/periode") view=PeriodsPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/demande/depenses") view=ExpensesPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/demande/justificatifs") view=FilesPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/demande/recapitulatif") view=SummaryPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/demande/confirmation") view=DonePage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/demande/supprimer") view=DeleteDraftPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/complements/:complement") view=ComplementPage ssr=SsrMode::Async/>
                <Route path=path!("dossiers/:number/complements/:complement/:item") view=AnswerPage ssr=SsrMode::Async/>
                <Route path=path!("depot/:token") view=HandInPage ssr=SsrMode::Async/>
                <Route path=path!("a-completer") view=MessagePage ssr=SsrMode::Async/>
                <Route path=path!("contact") view=MessagesPage ssr=SsrMode::Async/>
                <Route path=path!("aide/navigateurs") view=BrowsersPage ssr=SsrMode::Async/>
                <Route path=path!("aide/prolonger-mon-dossier") view=HelpPage ssr=SsrMode::Async/>
                <Route path=path!("aide/questions") view=QuestionsPage ssr=SsrMode::Async/>
                <Route path=path!("gestion") view=QueuePage ssr=SsrMode::Async/>
                <Route path=path!("gestion/connexion") view=OfficeSignInPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/connexion/code") view=OfficeStepPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/invitation/:token") view=InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/deux-etapes") view=OfficeSecondPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/compte") view=OfficeAccountPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id") view=DeskClaimPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/saisie") view=EntryPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/assures/:id/declaration") view=DeclaringPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/acces/:id") view=AccessPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/voir-comme") view=ViewingPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/documents") view=AskingPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/documents/:item") view=RefusalPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/pieces/:file") view=DeskPiecePage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/pieces/:file/cote-a-cote/:other") view=DeskPairPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/demandes/:request/decision") view=DecisionPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/demandes/:request/saisie") view=KeyingPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/demandes/:request/reexamen") view=ReopenPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/paiements") view=PaymentsPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/paiements") view=ApprovalPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/virements") view=ExportsPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/messages") view=DeliveriesPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/corrections") view=CorrectionsPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/corrections/:id") view=CorrectionPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/a-joindre") view=ReachPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/pilotage") view=OversightPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/dossiers/:id/conflit") view=ConflictPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/recherche") view=FoundPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/medical") view=MedicalQueuePage ssr=SsrMode::Async/>
                <Route path=path!("gestion/medical/:id") view=MedicalClaimPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/medical/:id/documents/:item") view=MedicalRefusalPage ssr=SsrMode::Async/>
                <Route path=path!("gestion/medical/:id/pieces/:file") view=MedicalPiecePage ssr=SsrMode::Async/>
                <Route path=path!("erreur/:code") view=FailurePage ssr=SsrMode::Async/>
            </Routes>
        </Router>
    }
}
