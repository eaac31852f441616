// The desk's queue: keys, and what changes while it is open. Without it everything works by Tab and by loading the page again.
const list = () => document.getElementById("file");
const links = () => [...list().querySelectorAll("tbody th a")];

// Keys of one letter: not while something is typed, and not where they are switched off (WCAG 2.1.4).
const KEPT = "relais-raccourcis";
const wanted = document.getElementById("raccourcis-actifs");
wanted.checked = localStorage.getItem(KEPT) !== "non";
wanted.addEventListener("change", () => localStorage.setItem(KEPT, wanted.checked ? "oui" : "non"));
for (const part of document.querySelectorAll("[data-keys]")) part.hidden = false;

function step(by) {
  const all = links();
  const at = all.indexOf(document.activeElement);
  const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : at + by;
  all[Math.max(0, Math.min(next, all.length - 1))]?.focus();
}

const acts = {
  j: () => step(1),
  k: () => step(-1),
  "/": () => document.getElementById("recherche").focus(),
  "?": () => document.getElementById("raccourcis").togglePopover(),
};

document.addEventListener("keydown", (event) => {
  const act = acts[event.key];
  const other = event.ctrlKey || event.altKey || event.metaKey || event.target.closest("input, select, textarea");
  if (!act || other || !wanted.checked) return;
  event.preventDefault();
  act();
});

// The page asks for itself again and changes in place; whoever is on a line stays on it. To ask so is no use of the session.
async function refresh() {
  const answer = await fetch(location.href, { headers: { "x-at-rest": "1" } }).catch(() => undefined);
  if (!answer) return;
  if (!answer.ok || answer.redirected) return location.reload();
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const [now, then] = [page.getElementById("file"), list()];
  if (!now || now.innerHTML === then.innerHTML) return;
  const at = links().find((link) => link === document.activeElement)?.pathname;
  then.replaceWith(now);
  links().find((link) => link.pathname === at)?.focus();
  const told = document.getElementById("file-dit");
  told.textContent = told.dataset.changed;
}

let source;
function listen() {
  source?.close();
  if (document.hidden) return;
  source = new EventSource(list().dataset.stream);
  source.onmessage = refresh;
  source.onerror = () => source.readyState === EventSource.CLOSED && refresh();
}
document.addEventListener("visibilitychange", () => {
  listen();
  if (!document.hidden) refresh();
});
listen();
