// Takes the pictures for the README from the running product: the four steps of a member on a phone and on a desktop, and the desk:
//   RELAIS_BIN=… RELAIS_SITE=… node tests/pictures.mjs OUTDIR
import { chromium } from '@playwright/test';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, demoAccounts, scratch, serve } from './server.mjs';

const [out] = process.argv.slice(2);
if (!out) throw new Error('usage: node tests/pictures.mjs OUTDIR');
mkdirSync(out, { recursive: true });

const INSURER = 'emprunteur';
const SCREENS = {
  // What a member sees first; the rest is a thumb’s move away.
  phone: { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1280, height: 900 } },
};
const upload = (name) => join(import.meta.dirname, '../../server/tests/uploads', name);

const accounts = demoAccounts(INSURER);
const { login, password } = accounts[0];
const browser = await chromium.launch({ executablePath: process.env.RELAIS_CHROMIUM || '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  for (const [screen, device] of Object.entries(SCREENS)) await journey(screen, device);
} finally {
  await browser.close();
}

/** Walks the journey once on a screen, with a picture at each step. */
async function journey(screen, device) {
  const { folder, remove } = scratch('pictures');
  const server = await serve(folder, INSURER);
  const context = await browser.newContext({ ...device, baseURL: server.url, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const take = async (name) => {
    await page.evaluate(() => window.scrollTo(0, 0));
    await page.screenshot({ path: join(out, `${name}-${screen}.png`), animations: 'disabled' });
  };
  const button = (name) => page.getByRole('button', { name, exact: true });
  const period = async (start, end) => {
    await page.getByLabel('La date de début').fill(start);
    await page.getByLabel('La date de fin').fill(end);
    await page.getByLabel('Organisme social').selectOption('CPAM');
    await page.getByRole('radio', { name: 'Non', exact: true }).check();
    await button('Ajouter cette période').click();
  };
  try {
    await page.goto('/connexion');
    await page.getByLabel('Identifiant client').fill(login);
    await page.getByLabel('Mot de passe').fill(password);
    await button('Se connecter').click();
    await page.goto('/dossiers');
    await page.locator('main .card h3 a').first().click();
    await button('Prolonger mon dossier').click();
    await page.waitForLoadState('networkidle');

    await period('10/01/2026', '31/01/2026');
    await page.getByText('Du 10 au 31 janvier 2026').first().waitFor();
    await page.waitForLoadState('networkidle');
    await period('01/02/2026', '28/02/2026');
    await page.getByText('2 périodes').waitFor();
    await take('1-periode');

    await page.getByRole('button', { name: 'Suivant' }).click();
    await page.waitForURL(/justificatifs$/);
    await page.waitForLoadState('networkidle');
    await page.locator('#fichiers').setInputFiles([upload('s01-attestation.pdf'), upload('q01-photo-sharp.jpg')]);
    await page.locator('ul.files img').waitFor();
    await page.waitForLoadState('networkidle');
    await take('2-justificatifs');

    await page.getByRole('button', { name: 'Suivant' }).click();
    await page.waitForURL(/recapitulatif$/);
    await page.waitForLoadState('networkidle');
    await take('3-recapitulatif');

    await button('Valider').click();
    await page.waitForURL(/confirmation$/);
    await take('4-confirmation');
    if (screen === 'desktop') await desk(server.url, device);
  } finally {
    await context.close();
    await server.stop('SIGKILL');
    remove();
  }
}

/** What the member of the journey sent, on the desk: in the queue, examined, and decided on trial. */
async function desk(url, device) {
  const context = await browser.newContext({ ...device, baseURL: url, locale: 'fr-FR', timezoneId: 'Europe/Paris', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const take = (name) => page.screenshot({ path: join(out, `${name}-desktop.png`), animations: 'disabled' });
  const handler = accounts.find((account) => account.role === 'handler');
  const asked = { headers: { accept: 'text/html' } };
  await page.request.post('/api/office_sign_in', { form: { email: handler.login, password: handler.password, next: '/gestion' }, ...asked });
  await page.request.post('/api/office_second_step', { form: { code: codeOf(handler.totp_secret), next: '/gestion' }, ...asked });
  await page.goto('/gestion');
  await take('5-a-traiter');
  await page.locator('tbody tr').filter({ hasText: 'Claire Moreau' }).getByRole('link').click();
  await page.getByRole('link', { name: /^Décider la demande/ }).waitFor();
  await take('6-dossier');
  await page.getByRole('link', { name: /^Décider la demande/ }).click();
  await page.getByRole('button', { name: 'Vérifier la décision' }).click();
  await page.getByRole('button', { name: 'Confirmer la décision' }).waitFor();
  await take('7-decision');
  await context.close();
}
