// Passkeys (WebAuthn). A module and no island: the bundle of the islands (130 kB, R-23) would weigh on two pages that need none of it.
// What the device answers is posted by an ordinary form.
const Key = globalThis.PublicKeyCredential;
const atNumbers = /^[\d.]+$|^\[/.test(location.hostname);
let asking;
let stale = 0;

async function use(form, mediation) {
  const failed = form.querySelector("[role=alert]");
  failed.hidden = true;
  asking?.abort();
  const { signal } = (asking = new AbortController());
  // The server waits ten minutes.
  stale = Date.now() + 540_000;
  try {
    const answer = await fetch(form.dataset.options, { method: "POST", body: new URLSearchParams(), signal });
    if (answer.ok) {
      const { token, options } = await answer.json();
      const key = options.user
        ? await navigator.credentials.create({ publicKey: Key.parseCreationOptionsFromJSON(options), signal })
        : await navigator.credentials.get({ publicKey: Key.parseRequestOptionsFromJSON(options), mediation, signal });
      form.token.value = token;
      form.credential.value = JSON.stringify(key);
    } else if (mediation) return;
    // Without an answer too: the page that follows says why.
    form.submit();
  } catch {
    failed.hidden = !!mediation || signal.aborted;
  }
}

if (Key?.parseCreationOptionsFromJSON && Key.prototype.toJSON && !atNumbers) {
  for (const form of document.querySelectorAll("form[data-options]")) {
    form.hidden = false;
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      use(form);
    });
  }
  for (const instead of document.querySelectorAll("[data-instead]")) instead.hidden = true;
  // Signing in by the list that the browser shows under the name, anew while the page stays open.
  const list = document.querySelector("form[data-list]");
  if (list && (await Key.isConditionalMediationAvailable?.())) {
    const offer = () => document.hidden || Date.now() < stale || use(list, "conditional");
    setInterval(offer, 5000);
    offer();
  }
}
