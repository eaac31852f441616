//! Where SMS go, and the alphabet they are written in.
use super::{Reason, SendError, keep_in_folder};
use bytes::Bytes;
use http::{HeaderValue, Request, StatusCode, Uri, header};
use http_body_util::Full;
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::{
    client::legacy::{Client, connect::HttpConnector},
    rt::TokioExecutor,
};
use std::{error::Error, path::PathBuf, sync::Arc, sync::Mutex, time::Duration};
use unicode_normalization::UnicodeNormalization;

/// A gateway that says nothing for so long is tried again later.
pub const PATIENCE: Duration = Duration::from_secs(30);

/// The characters of an SMS that count once (GSM 03.38, basic set): one that is none of them halves the room of the whole text.
const ALPHABET: &str =
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";

/// A way out for SMS.
#[derive(Clone, Debug)]
pub enum SmsArm {
    /// A provider's gateway, over HTTP.
    Gateway(Box<Gateway>),
    /// `DIR/outbox/sms/*.txt`, for demonstrations; refused in production.
    Folder(PathBuf),
    /// Memory, for tests: number and text.
    Memory(Arc<Mutex<Vec<(String, String)>>>),
}

impl SmsArm {
    /// A provider's gateway by its address, with its token. `patience` is how long an answer may take.
    ///
    /// # Errors
    /// When that is no address, no token can be written so, or the machine trusts no certificate.
    pub fn gateway(address: &str, token: &str, patience: Duration) -> Result<Self, String> {
        Ok(Self::Gateway(Box::new(Gateway::at(address, token, patience)?)))
    }

    /// Hands one SMS over. The same `id` twice is one SMS, where the gateway looks at references.
    ///
    /// # Errors
    /// When the way out fails or refuses.
    pub(super) async fn send(&self, id: &str, to: &str, text: &str) -> Result<(), SendError> {
        let text = plain(text);
        match self {
            Self::Gateway(gateway) => gateway.post(id, to, &text).await,
            Self::Folder(folder) => keep_in_folder(folder, id, "txt", format!("{to}\n\n{text}\n").into_bytes()).await,
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(std::sync::PoisonError::into_inner).push((to.to_owned(), text));
                Ok(())
            }
        }
    }
}

/// A gateway: each SMS is posted to its address as JSON, `{"to": "+33639981234", "text": "…", "reference": "…"}`, with a bearer token.
/// Certificates are judged by those the machine trusts.
#[derive(Clone, Debug)]
pub struct Gateway {
    client: Client<HttpsConnector<HttpConnector>, Full<Bytes>>,
    address: Uri,
    authorization: HeaderValue,
    patience: Duration,
}

impl Gateway {
    fn at(address: &str, token: &str, patience: Duration) -> Result<Self, String> {
        let address: Uri = address.parse().map_err(|_| "it is no address".to_owned())?;
        if !matches!(address.scheme_str(), Some("https" | "http")) || address.host().is_none_or(str::is_empty) {
            return Err("it must begin with https:// and name a host".to_owned());
        }
        if token.is_empty() {
            return Err("the token is empty".to_owned());
        }
        let mut authorization = HeaderValue::try_from(format!("Bearer {token}")).map_err(|_| "the token is none".to_owned())?;
        authorization.set_sensitive(true);
        let trusting = HttpsConnectorBuilder::new().with_native_roots().map_err(|error| error.to_string())?;
        let connector = trusting.https_or_http().enable_http1().build();
        // They are few and far between: no connection is kept for the next one.
        let client = Client::builder(TokioExecutor::new()).pool_max_idle_per_host(0).build(connector);
        Ok(Self { client, address, authorization, patience })
    }

    async fn post(&self, id: &str, to: &str, text: &str) -> Result<(), SendError> {
        let body = serde_json::json!({"to": to, "text": text, "reference": id}).to_string();
        let request = Request::post(self.address.clone())
            .header(header::AUTHORIZATION, self.authorization.clone())
            .header(header::CONTENT_TYPE, "application/json")
            .body(Full::from(body))
            .map_err(|error| SendError::new(Reason::Unreadable, error.to_string()))?;
        match tokio::time::timeout(self.patience, self.client.request(request)).await {
            Ok(Ok(answer)) => judged(answer.status()),
            Ok(Err(error)) => {
                let cause = error.source().map_or_else(|| error.to_string(), ToString::to_string);
                Err(SendError::new(Reason::Unreachable, cause))
            }
            Err(_) => Err(SendError::new(Reason::Unreachable, "no answer".to_owned())),
        }
    }
}

/// What an answer means: two say of the SMS itself that it will never be taken, all others of our token, of the gateway or of its address.
/// What the gateway writes besides is not read: it may repeat the number.
fn judged(status: StatusCode) -> Result<(), SendError> {
    if status.is_success() {
        return Ok(());
    }
    let of_sms = [StatusCode::BAD_REQUEST, StatusCode::UNPROCESSABLE_ENTITY].contains(&status);
    let reason = if of_sms { Reason::Refused } else { Reason::Unreachable };
    Err(SendError::new(reason, status.to_string()))
}

/// The text in the alphabet of SMS: typographic signs become plain ones, letters that it lacks lose their accents.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            known if ALPHABET.contains(known) => plain.push(known),
            '’' | '‘' => plain.push('\''),
            '«' | '»' | '“' | '”' => plain.push('"'),
            '\u{2010}'..='\u{2015}' => plain.push('-'),
            '…' => plain.push_str("..."),
            'œ' => plain.push_str("oe"),
            'Œ' => plain.push_str("OE"),
            '€' => plain.push_str("EUR"),
            space if space.is_whitespace() => plain.push(' '),
            other => plain.push(other.nfd().next().filter(|base| ALPHABET.contains(*base)).unwrap_or('?')),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::{ALPHABET, PATIENCE, Reason, SmsArm, StatusCode, judged, plain};

    #[test]
    fn french_is_told_in_the_alphabet_of_sms() {
        let told = plain("« Votre contrôle » : l’œuvre coûte 3\u{a0}€ – à bientôt…\u{202f}!");
        assert_eq!(told, "\" Votre controle \" : l'oeuvre coute 3 EUR - à bientot... !");
        assert_eq!(plain("ça ÇA 1 800 555‑0142 漢 {}"), "ca ÇA 1 800 555-0142 ? ??");
        assert!(told.chars().all(|character| ALPHABET.contains(character)));
        assert_eq!(ALPHABET.chars().count(), 127, "the 128 of the basic set, less the one that opens its extension");
    }

    #[test]
    fn b61_an_answer_is_taken_refused_or_tried_again() {
        let told = |code: u16| judged(StatusCode::from_u16(code).unwrap()).err().map(|error| error.reason);
        assert_eq!([200, 201, 202, 204].map(told), [None; 4]);
        assert_eq!([400, 422].map(told), [Some(Reason::Refused); 2]);
        assert_eq!([302, 401, 402, 403, 404, 408, 410, 429, 500, 502, 503].map(told), [Some(Reason::Unreachable); 11]);
    }

    #[test]
    fn what_is_no_gateway_is_refused() {
        for (address, token) in [
            ("", "t"),
            ("sms.example", "t"),
            ("ftp://sms.example", "t"),
            ("https://", "t"),
            ("https://sms.example", ""),
            ("https://sms.example", "a\nb"),
        ] {
            assert!(SmsArm::gateway(address, token, PATIENCE).is_err(), "{address:?} {token:?}");
        }
    }

    #[test]
    fn a_token_is_never_written_into_a_log() {
        let arm = SmsArm::gateway("https://sms.example/send", "secret", PATIENCE).unwrap();
        assert!(!format!("{arm:?}").contains("secret"));
    }
}
