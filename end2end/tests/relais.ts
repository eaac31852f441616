// What every browser test stands on: a server of its own, a signed-in member, and the checks that hold on every page.
import { test as base, expect, type BrowserContext, type Locator, type Page } from '@playwright/test';
import type axeCore from 'axe-core';
import type { RunOnly } from 'axe-core';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PostalMime from 'postal-mime';
import { codeOf, demoAccounts, scratch, seeded, serve } from './server.mjs';

export { codeOf, expect };

/** Of the page, once axe runs in it. */
declare const axe: typeof axeCore;

/** One rule or one fault of a page: proven with and without script, on one screen each. Whole journeys and looks go all four ways. */
export const DETAIL = '@detail';
/** What only script does, only a keyboard, only a phone: not asked of the other ways, so that nothing is counted as skipped. */
export const SCRIPT = '@script';
export const DESKTOP = '@desktop';
export const PHONE = '@phone';

/** Real files of every kind, with what is expected of each. */
export const UPLOADS = join(import.meta.dirname, '../../server/tests/uploads');
/** A file of that folder. */
export const upload = (name: string) => join(UPLOADS, name);
/** The profile that the tests run on. */
export const PROFILE = join(import.meta.dirname, '../../server/insurers/emprunteur.toml');

interface Account {
  login: string;
  password: string;
  role: string;
  kind: string;
  totp_secret?: string;
}

/** One running server with its data folder and its demo members. */
export interface Portal {
  url: string;
  folder: string;
  accounts: Account[];
  /** Ends the server at once, as when the network is gone. */
  stop(): Promise<void>;
  /** Starts it again on the same data and the same port, that many days later than the first time. */
  start(days?: number): Promise<void>;
  /** How many days later it was started. */
  days: number;
  /** A console error that this test brings about on purpose. */
  expectError(words: RegExp): void;
}

interface Seed {
  accounts: Account[];
  copyTo(folder: string): void;
  remove(): void;
}

export const test = base.extend<
  { insurer: string; script: boolean; wide: boolean; complaints: { allowed: RegExp[]; heard: string[] }; portal: Portal },
  { seeds: (insurer: string) => Promise<Seed> }
>({
  insurer: ['emprunteur', { option: true }],

  // The demo members are written once per worker; each test gets its own copy, so that no test sees what another did.
  seeds: [
    async ({}, use) => {
      const made = new Map<string, Seed>();
      await use(async (insurer) => {
        const seed = made.get(insurer) ?? { ...(await seeded(insurer)), accounts: demoAccounts(insurer) };
        made.set(insurer, seed);
        return seed;
      });
      for (const seed of made.values()) seed.remove();
    },
    { scope: 'worker' },
  ],

  script: async ({ javaScriptEnabled }, use) => use(javaScriptEnabled !== false),

  wide: async ({ isMobile }, use) => use(!isMobile),

  complaints: async ({}, use) => {
    const complaints = { allowed: [] as RegExp[], heard: [] as string[] };
    await use(complaints);
    const unexpected = complaints.heard.filter((text) => !complaints.allowed.some((words) => words.test(text)));
    expect(unexpected, 'console errors, page errors and requests to other origins').toEqual([]);
  },

  portal: async ({ seeds, insurer, complaints }, use) => {
    const seed = await seeds(insurer);
    const { folder, remove } = scratch('test');
    seed.copyTo(folder);
    let server = await serve(folder, insurer);
    const { url } = server;
    const portal: Portal = {
      url,
      folder,
      accounts: seed.accounts,
      days: 0,
      stop: () => server.stop('SIGKILL'),
      start: async (days = 0) => {
        server = await serve(folder, insurer, url.replace('http://localhost', '127.0.0.1'), days);
        portal.days = days;
      },
      expectError: (words) => void complaints.allowed.push(words),
    };
    await use(portal);
    await server.stop('SIGKILL');
    remove();
  },

  baseURL: async ({ portal }, use) => use(portal.url),

  context: async ({ context, portal, complaints }, use) => {
    listen(context, portal.url, complaints.heard);
    await tellWhenAwake(context);
    await use(context);
  },
});

/** The frontend registers its service worker when it wakes: that is when the islands answer. */
async function tellWhenAwake(context: BrowserContext) {
  await context.addInitScript(() => {
    if (!('ServiceWorkerContainer' in window)) return;
    const register = ServiceWorkerContainer.prototype.register;
    ServiceWorkerContainer.prototype.register = function (...args) {
      setTimeout(() => Object.assign(window, { relaisAwake: true }));
      return register.apply(this, args);
    };
  });
}

function listen(context: BrowserContext, url: string, heard: string[]) {
  context.on('console', (message) => {
    if (message.type() === 'error') heard.push(`console: ${message.text()} (${message.location().url})`);
  });
  // Chromium rejects a promise of its own when a page goes on before its view transition could begin.
  const ofTheBrowser = /Transition was (aborted|skipped)/;
  context.on('weberror', (error) => ofTheBrowser.test(error.error().message) || heard.push(`page: ${JSON.stringify(error.error(), ['name', 'message', 'stack'])} (${error.page()?.url()})`));
  context.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (/^https?:$/.test(protocol) && origin !== url) heard.push(`request to another origin: ${request.url()}`);
  });
}

/** A second browser, signed in nowhere. */
export async function otherDevice(page: Page, portal: Portal, script: boolean): Promise<Page> {
  const browser = page.context().browser();
  if (!browser) throw new Error('no browser');
  const context = await browser.newContext({ baseURL: portal.url, javaScriptEnabled: script, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });
  await tellWhenAwake(context);
  return context.newPage();
}

// Texts.

/** All spaces as one plain space, ’ as '. */
export const fold = (text: string) => text.replace(/\s+/gu, ' ').replaceAll('’', "'").trim();

/** All that is written there, folded; nothing while the page is changing. */
const written = (where: Locator) => async () => fold((await where.allInnerTexts().catch(() => [])).join(' '));

/** The text is there, spaces and apostrophes aside. */
export async function expectText(where: Locator, text: string, timeout?: number) {
  await expect.poll(written(where), { message: `« ${text} » is shown`, timeout }).toContain(fold(text));
}

/** The text is not there. */
export async function expectNoText(where: Locator, text: string) {
  await expect(where.first(), 'there is something to look at').toBeVisible();
  await expect.poll(written(where), { message: `« ${text} » is not shown` }).not.toContain(fold(text));
}

export const main = (page: Page) => page.getByRole('main');
export const title = (page: Page) => page.getByRole('heading', { level: 1 });

// Getting about.

/** Waits until the islands of the page answer; without script, or without an island, there is nothing to wait for. */
export async function awake(page: Page) {
  if (!(await runsScript(page))) return page.waitForLoadState('load');
  const isAwake = () => document.readyState === 'complete' && (!document.querySelector('leptos-island') || 'relaisAwake' in window);
  // Not by animation frames: a tab behind another draws none.
  await page.waitForFunction(isAwake, undefined, { timeout: 15_000, polling: 50 }).catch(async (error: unknown) => {
    throw new Error(`${page.url()} never woke: ${await page.evaluate(asleep)}`, { cause: error });
  });
}

/** What a page that does not wake waits for. */
function asleep() {
  const loaded = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
  const each = loaded.map((one) => `${one.name} ${one.responseStatus} ${Math.round(one.startTime)}-${Math.round(one.responseEnd)}`);
  return JSON.stringify({ state: document.readyState, worker: navigator.serviceWorker.controller?.scriptURL, loaded: each }, null, 1);
}

const withScript = new WeakMap<BrowserContext, boolean>();

async function runsScript(page: Page) {
  const known = withScript.get(page.context());
  if (known !== undefined) return known;
  // `noscript` is rendered as elements only where script is off.
  const runs = await page.evaluate(() => {
    const probe = document.createElement('div');
    probe.innerHTML = '<noscript><p></p></noscript>';
    return probe.querySelector('noscript > p') === null;
  });
  withScript.set(page.context(), runs);
  return runs;
}

/** Opens a page and waits for its islands. */
export async function open(page: Page, path: string) {
  await page.goto(path);
  await awake(page);
}

/** Presses a button or link and waits for the islands of the page it leads to. */
export async function press(page: Page, what: Locator) {
  await what.click();
  await awake(page);
}

/** Types into the sign-in form, which must be on the page, and sends it; another form may stand beside it (S-1). */
export async function typeSignIn(page: Page, login: string, password: string, name = 'Identifiant client', button = 'Se connecter') {
  const form = page.locator('form[action="/api/sign_in"]');
  await form.getByLabel(name).fill(login);
  await form.getByLabel('Mot de passe').fill(password);
  await press(page, form.getByRole('button', { name: button }));
}

/** The demo member of that situation. */
export function member(portal: Portal, kind: string): Account {
  const found = portal.accounts.find((account) => account.kind === kind);
  if (!found) throw new Error(`no demo member « ${kind} »; there are: ${portal.accounts.map((a) => a.kind).join(' | ')}`);
  return found;
}

/** The demo's person of the back office who holds that role. */
export function staff(portal: Portal, role: string): Account {
  const found = portal.accounts.find((account) => account.role === role);
  if (!found) throw new Error(`nobody of the demo is ${role}`);
  return found;
}

/** Signs the demo's person of that role in at the office, whoever was before, and opens its first page. */
export async function atTheOffice(page: Page, portal: Portal, role: string) {
  const { login, password, totp_secret: key = '' } = staff(portal, role);
  await page.context().clearCookies();
  const asked = { headers: { accept: 'text/html' } };
  await page.request.post('/api/office_sign_in', { form: { email: login, password, next: '/gestion' }, ...asked });
  await page.request.post('/api/office_second_step', { form: { code: codeOf(key, portal.days * 2_880), next: '/gestion' }, ...asked });
  await open(page, '/gestion');
}

/** Posts what a form of the portal posts, as whoever is signed in here: the way to a state that a test starts from. */
export async function post(page: Page, path: string, form: Record<string, string>) {
  const answer = await page.request.post(path, { form, headers: { accept: 'text/html' } });
  expect(answer.status(), path).toBe(200);
}

/** Signs the demo member of that situation in, whoever was before. */
export async function signIn(page: Page, portal: Portal, kind: string) {
  const { login, password } = member(portal, kind);
  await page.context().clearCookies();
  await post(page, '/api/sign_in', { login, password, next: '/aide/questions' });
}

/** ... and opens « Mon espace client ». */
export async function home(page: Page, portal: Portal, kind: string) {
  await signIn(page, portal, kind);
  await open(page, '/');
}

/** Signs out with the button of the page: in the head on a wide screen, in the menu on a phone. */
export async function signOut(page: Page, wide: boolean) {
  if (!wide) await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('button', { name: 'Me déconnecter' }).filter({ visible: true }).click();
  await expect(page).toHaveURL(/\/connexion/);
}

/** Situations that tests ask for by name. */
export const OPEN = 'dossier ouvert à prolonger, deux crédits';
export const NONE = 'aucun dossier';
export const DRAFT = 'brouillon de prolongation en cours';
export const FIRST_DRAFT = 'première déclaration en brouillon';
export const IN_REVIEW = 'demande en instruction';

/** Number of the dossier that the page is about, from its address. */
export function numberOf(page: Page): string {
  const found = /\/dossiers\/(D\d\d-\d{6}-\d)/.exec(page.url());
  if (!found) throw new Error(`no dossier in ${page.url()}`);
  return found[1];
}

/** Opens the member's only dossier. */
export async function openClaim(page: Page): Promise<string> {
  const number = await claimNumber(page);
  await open(page, `/dossiers/${number}`);
  return number;
}

async function claimNumber(page: Page): Promise<string> {
  const found = /\/dossiers\/(D\d\d-\d{6}-\d)/.exec(await (await page.request.get('/dossiers')).text());
  if (!found) throw new Error('the member has no dossier');
  return found[1];
}

/** Opens the first step of a prolongation, begun or resumed; gives the number of the dossier. */
export async function prolong(page: Page): Promise<string> {
  const number = await claimNumber(page);
  await post(page, '/api/prolong', { number });
  await open(page, `/dossiers/${number}/demande/periode`);
  return number;
}

export interface Typed {
  start?: string;
  end?: string;
  payer?: string;
  resumed?: 'Oui' | 'Non';
  resumedOn?: string;
}

/** Fills in the form of a period, without sending it. */
export async function typePeriod(page: Page, { start, end, payer = 'CPAM', resumed = 'Non', resumedOn }: Typed) {
  if (start !== undefined) await page.getByLabel('La date de début').fill(start);
  if (end !== undefined) await page.getByLabel('La date de fin').fill(end);
  await page.getByLabel('Organisme social').selectOption(payer);
  await page.getByRole('radio', { name: resumed, exact: true }).check();
  if (resumedOn !== undefined) await page.getByLabel('Date de reprise du travail').fill(resumedOn);
}

/** The lines of the request being written. */
export const lines = (page: Page) => page.locator('#liste').locator('xpath=ancestor::section').locator('ul.list > li');

export const addButton = (page: Page) => page.getByRole('button', { name: 'Ajouter cette période' });
export const saveButton = (page: Page) => page.getByRole('button', { name: 'Sauvegarder' });
export const nextButton = (page: Page) => page.getByRole('button', { name: 'Suivant' });

/** Adds a right period. */
export async function addPeriod(page: Page, typed: Typed) {
  const before = await lines(page).count();
  await typePeriod(page, typed);
  await press(page, addButton(page));
  await expect(lines(page)).toHaveCount(before + 1);
}

/** The period that follows what the member of [`OPEN`] was paid last. */
export const NEXT_PERIOD: Typed = { start: '10/01/2026', end: '31/01/2026' };

export interface Made {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** Gives files to the drop zone; without script they are sent by their button. */
export async function chooseFiles(page: Page, files: string[] | Made[]) {
  await page.locator('#fichiers').setInputFiles(files);
  const send = page.getByRole('button', { name: 'Envoyer les fichiers choisis' });
  if (await send.isVisible()) await press(page, send);
}

/** The line of a file. */
export const fileLine = (page: Page, name: string) =>
  page.locator('ul.files > li').filter({ has: page.locator('.name').getByText(name, { exact: true }) });

/** Gives files that are good, and waits for each to be received. */
export async function addFiles(page: Page, names: string[]) {
  await chooseFiles(page, names.map(upload));
  for (const name of names) await expectText(fileLine(page, name), 'Reçu');
}

/** Opens the second step of the member of [`OPEN`], the first one done. */
export async function toFiles(page: Page): Promise<string> {
  const number = await declared(page);
  await open(page, `/dossiers/${number}/demande/justificatifs`);
  return number;
}

/** Opens the recap of the member of [`OPEN`], periods and one file handed in. */
export async function toRecap(page: Page): Promise<string> {
  const number = await declared(page);
  const file = { name: 's01-attestation.pdf', mimeType: 'application/pdf', buffer: readFileSync(upload('s01-attestation.pdf')) };
  const answer = await page.request.post(`/dossiers/${number}/demande/envoi`, { multipart: { fichiers: file }, headers: { accept: 'text/html' } });
  expect(answer.status()).toBe(200);
  await open(page, `/dossiers/${number}/demande/recapitulatif`);
  return number;
}

/** Begins a prolongation and hands its periods in. */
async function declared(page: Page): Promise<string> {
  const number = await claimNumber(page);
  await post(page, '/api/prolong', { number });
  await postPeriod(page, number, NEXT_PERIOD);
  return number;
}

/** Adds a period as the form does, without its page. */
export async function postPeriod(page: Page, number: string, { start = '', end = '' }: Typed) {
  const form = await (await page.request.get(`/dossiers/${number}/demande/periode`)).text();
  const version = /name="version" value="(\d+)"/.exec(form)?.[1] ?? '';
  await post(page, '/api/save_periods', { number, version, intent: 'add', start, end, payer: 'CPAM', resumed: 'non' });
}

/** ... and sends it; gives the number of the request. */
export async function send(page: Page): Promise<string> {
  await press(page, page.getByRole('button', { name: 'Valider' }));
  await expect(page).toHaveURL(/\/demande\/confirmation$/);
  return fold(await page.locator('.figure-xl').innerText());
}

/** A JPEG that weighs exactly that much: `seed` with comments before its picture. */
export function jpegOf(bytes: number, seed = 'q01-photo-sharp.jpg'): Buffer {
  const picture = readFileSync(upload(seed));
  const parts = [picture.subarray(0, 2)];
  let room = bytes - picture.length;
  if (room !== 0 && room < 8) throw new Error('too little room for a comment');
  while (room > 0) {
    // A comment holds 65,533 bytes at most, and needs four for itself.
    let size = Math.min(room, 65_537);
    if (room - size > 0 && room - size < 8) size -= 8;
    const comment = Buffer.alloc(size, 0x2e);
    comment.writeUInt16BE(0xfffe, 0);
    comment.writeUInt16BE(size - 2, 2);
    parts.push(comment);
    room -= size;
  }
  parts.push(picture.subarray(2));
  return Buffer.concat(parts);
}

/** The text of the newest mail with that subject, once so many of them have left. */
export async function mailText(portal: Portal, subject: RegExp, count = 1): Promise<string> {
  const box = join(portal.folder, 'outbox/mail');
  let text = '';
  await expect
    .poll(async () => {
      const names = existsSync(box) ? readdirSync(box).filter((name) => name.endsWith('.eml')).sort() : [];
      const mails = await Promise.all(names.map((name) => PostalMime.parse(readFileSync(join(box, name)))));
      const meant = mails.filter((mail) => subject.test(mail.subject ?? ''));
      text = meant.length < count ? '' : (meant.at(-1)?.text ?? '');
      return text;
    }, { message: `a mail ${subject}`, timeout: 15_000 })
    .not.toBe('');
  return text;
}

/** The portal's link in the newest mail with that subject, on the server under test. */
export async function mailedLink(portal: Portal, subject: RegExp, count = 1): Promise<string> {
  const link = /http:\/\/localhost:\d+(\/\S+)/.exec(await mailText(portal, subject, count));
  if (!link) throw new Error(`no link in the mail ${subject}`);
  return link[1];
}

/** The code in the newest SMS that brings one, once so many of them have left. */
export async function sentCode(portal: Portal, count = 1): Promise<string> {
  const box = join(portal.folder, 'outbox/sms');
  let code = '';
  await expect
    .poll(() => {
      const names = existsSync(box) ? readdirSync(box).filter((name) => name.endsWith('.txt')).sort() : [];
      const codes = names.flatMap((name) => /votre code est (\d{6})\./.exec(readFileSync(join(box, name), 'utf8'))?.[1] ?? []);
      code = codes.length < count ? '' : (codes.at(-1) ?? '');
      return code;
    }, { message: 'a code by SMS', timeout: 15_000 })
    .not.toBe('');
  return code;
}

/** Gives the account that whoever is signed in here is paid on, and the code that comes for it. */
export async function giveAccount(page: Page, portal: Portal, iban: string) {
  await post(page, '/api/change_iban', { iban });
  const form = await (await page.request.get('/compte/iban/code')).text();
  const id = /name="id" value="([^"]+)"/.exec(form)?.[1] ?? '';
  await post(page, '/api/confirm_iban', { id, code: await sentCode(portal) });
}

// Checks.

const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa', 'best-practice'];

/**
 * No axe rule complains of the page as it stands, in the light and, where asked, in the dark: colours are the same whether script runs or
 * not, so these are judged with script.
 */
export async function expectAccessible(page: Page, { dark = false } = {}) {
  await expectNoComplaint(page, 'light', { type: 'tag', values: RULES });
  if (!dark || !(await runsScript(page))) return;
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectNoComplaint(page, 'dark', { type: 'rule', values: ['color-contrast'] });
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Journeys meet on the same pages: a document that was found without fault on that screen is not judged again in the same run. */
async function expectNoComplaint(page: Page, scheme: string, rules: RunOnly) {
  const judged = join(test.info().project.outputDir, 'accessible', createHash('sha256').update(`${scheme} ${await page.evaluate(asItStands)}`).digest('hex'));
  if (existsSync(judged)) return;
  const { violations, passes } = await judge(page, rules);
  const told = violations.map((v) => `${v.id}: ${v.help} – ${v.nodes.map((n) => `${n.target.join(' ')} ${n.failureSummary ?? ''}`).join(' | ')}`);
  expect.soft(told, `accessibility of ${page.url()} in the ${scheme}`).toEqual([]);
  expect(passes, `axe looked at ${page.url()}`).toBeGreaterThan(0);
  if (told.length > 0) return;
  mkdirSync(dirname(judged), { recursive: true });
  writeFileSync(judged, '');
}

/** All that axe's answer depends on: the screen, the document, and what was typed, chosen, opened or focused in it. */
function asItStands() {
  const states = [...document.querySelectorAll('input, select, textarea, details, [popover]')].map((e) => {
    const { value, checked, disabled, indeterminate } = e as HTMLInputElement;
    return [value, checked, disabled, indeterminate, e.matches(':popover-open')];
  });
  const chance = /nonce="[^"]*"|data-left="\d+"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
  const focus = [...document.querySelectorAll('*')].indexOf(document.activeElement as Element);
  const screen = [innerWidth, innerHeight, devicePixelRatio, scrollX, scrollY, matchMedia('(pointer: coarse)').matches];
  return `${JSON.stringify([screen, focus, states])} ${document.documentElement.outerHTML}`.replace(chance, '');
}

/**
 * Runs axe in the page itself: there are no frames, for which its own runner opens a second page each time. Only what is read of its answer
 * is handed over.
 */
async function judge(page: Page, runOnly: RunOnly) {
  if (!(await runsScript(page))) await page.evaluate(runTimersAtOnce);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(AXE);
  return page.evaluate(async (runOnly) => {
    const { violations, passes } = await axe.run(document, { runOnly, resultTypes: ['violations'] });
    return { violations, passes: passes.length };
  }, runOnly);
}

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Where script is off no timer ever fires, and axe waits for some of no length. Its limits, which are long, may wait. */
function runTimersAtOnce() {
  const soon = (then: (...given: unknown[]) => void, wait?: number, ...given: unknown[]) => {
    if (wait === undefined || wait < 100) void Promise.resolve().then(() => then(...given));
    return 0;
  };
  Object.assign(window, { setTimeout: soon, requestAnimationFrame: (then: () => void) => soon(then) });
}

/** The colour of a property as red, green and blue, whatever notation the browser reports. */
export async function colour(where: Locator, property: 'background-color' | 'color' | 'border-top-color'): Promise<[number, number, number]> {
  return where.evaluate((element, property) => {
    const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (!canvas) throw new Error('no canvas');
    canvas.fillStyle = getComputedStyle(element).getPropertyValue(property);
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue] as [number, number, number];
  }, property);
}

/** The button wears the brand: the profile's red, as near as a screen can tell. */
export async function expectRed(button: Locator) {
  const [red, green, blue] = await colour(button, 'background-color');
  expect(Math.max(Math.abs(red - 0xd0), Math.abs(green - 0x02), Math.abs(blue - 0x1b)), `rgb(${red}, ${green}, ${blue}) is #d0021b`).toBeLessThanOrEqual(8);
}

/** Where an element stands. */
export async function box(where: Locator) {
  const found = await where.boundingBox();
  if (!found) throw new Error('not shown');
  return found;
}

/** What an address weighs on the wire with Brotli, headers aside. */
export async function weight(page: Page, url: string): Promise<number> {
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join('; ');
  return new Promise((done, fail) => {
    const asked = http.get(url, { headers: { cookie, 'accept-encoding': 'br', accept: 'text/html,*/*' } }, (answer) => {
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => (bytes += chunk.length));
      answer.on('end', () => (answer.statusCode === 200 ? done(bytes) : fail(new Error(`${answer.statusCode} for ${url}`))));
    });
    asked.on('error', fail);
  });
}
