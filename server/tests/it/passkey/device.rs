//! A device with one passkey, as a portal meets it (WebAuthn level 3, 6.1 and 6.5): what a browser posts, from the options it was given.
use crate::support::ADDRESS;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use p256::ecdsa::{Signature, SigningKey, signature::Signer};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The owner is there; the device recognised them; a new key follows.
const PRESENT: u8 = 0x01;
const VERIFIED: u8 = 0x04;
const NEW_KEY: u8 = 0x40;

pub struct Device {
    key: SigningKey,
    id: Vec<u8>,
    handle: String,
    /// How often it signed; devices that are copied count no further.
    pub count: u32,
    /// Whether it recognises its owner, by finger, face or code.
    pub verifies: bool,
    /// The site that the browser says it is on.
    pub origin: String,
}

impl Device {
    /// One whose key follows from that figure.
    pub fn new(seed: u8) -> Self {
        let key = SigningKey::from_slice(&[seed; 32]).unwrap();
        Self { key, id: vec![seed; 16], handle: String::new(), count: 0, verifies: true, origin: ADDRESS.to_owned() }
    }

    /// Makes its passkey for the site that gave these options.
    pub fn make(&mut self, options: &Value) -> String {
        options["user"]["id"].as_str().unwrap().clone_into(&mut self.handle);
        let mut data = self.data(options["rp"]["id"].as_str().unwrap(), NEW_KEY);
        data.extend([0_u8; 16]);
        data.extend(u16::try_from(self.id.len()).unwrap().to_be_bytes());
        data.extend(&self.id);
        data.extend(self.public_key());
        // { "fmt": "none", "attStmt": {}, "authData": … }
        let mut object = b"\xa3\x63fmt\x64none\x67attStmt\xa0\x68authData\x58".to_vec();
        object.push(u8::try_from(data.len()).unwrap());
        object.extend(data);
        let response = json!({
            "attestationObject": BASE64_URL_SAFE_NO_PAD.encode(object),
            "clientDataJSON": BASE64_URL_SAFE_NO_PAD.encode(self.client("webauthn.create", options)),
            "transports": ["internal", "hybrid", "some-day"],
        });
        self.posted(&response, &json!({ "credProps": { "rk": true } }))
    }

    /// Signs in with it.
    pub fn answer(&mut self, options: &Value) -> String {
        self.count += 1;
        let data = self.data(options["rpId"].as_str().unwrap(), 0);
        let client = self.client("webauthn.get", options);
        let signed: Signature = self.key.sign(&[data.as_slice(), Sha256::digest(&client).as_slice()].concat());
        let response = json!({
            "authenticatorData": BASE64_URL_SAFE_NO_PAD.encode(data),
            "clientDataJSON": BASE64_URL_SAFE_NO_PAD.encode(client),
            "signature": BASE64_URL_SAFE_NO_PAD.encode(signed.to_der().as_bytes()),
            "userHandle": self.handle,
        });
        self.posted(&response, &json!({}))
    }

    /// The public half, as COSE writes it: { 1: EC2, 3: ES256, -1: P-256, -2: x, -3: y }.
    fn public_key(&self) -> Vec<u8> {
        let point = self.key.verifying_key().to_sec1_point(false);
        let (x, y) = point.as_bytes()[1..].split_at(32);
        [b"\xa5\x01\x02\x03\x26\x20\x01\x21\x58\x20".as_slice(), x, b"\x22\x58\x20", y].concat()
    }

    fn data(&self, site: &str, more: u8) -> Vec<u8> {
        let flags = PRESENT | more | if self.verifies { VERIFIED } else { 0 };
        [Sha256::digest(site.as_bytes()).as_slice(), &[flags], &self.count.to_be_bytes()].concat()
    }

    fn client(&self, what: &str, options: &Value) -> Vec<u8> {
        json!({ "type": what, "challenge": options["challenge"], "origin": self.origin, "crossOrigin": false }).to_string().into_bytes()
    }

    fn posted(&self, response: &Value, extensions: &Value) -> String {
        let id = BASE64_URL_SAFE_NO_PAD.encode(&self.id);
        json!({
            "id": id, "rawId": id, "type": "public-key", "authenticatorAttachment": "platform",
            "response": response, "clientExtensionResults": extensions,
        })
        .to_string()
    }
}
