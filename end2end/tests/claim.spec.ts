// The journey: dossier, first declaration, wizard, recap, « Valider », confirmation (C-11 … C-29, C-33, C-36).
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import {
  DETAIL, SCRIPT, DRAFT, FIRST_DRAFT, IN_REVIEW, NEXT_PERIOD, NONE, OPEN, addButton, addFiles, addPeriod, atTheOffice, awake, colour, expect, expectAccessible, expectNoText, expectRed, expectText, fold,
  lines, main, member, nextButton, numberOf, open, openClaim, otherDevice, postPeriod, press, prolong, saveButton, send, signIn, signOut, test, title, toFiles, toRecap, typeSignIn,
} from './relais.ts';

const SENT = 'Votre demande de prolongation a bien été transmise au Service Assurance Relais Emprunteur.';
const validate = (page: Page) => page.getByRole('button', { name: 'Valider', exact: true });
/** The requests of a dossier, as its page lists them. */
const requests = (page: Page) => main(page).getByRole('heading', { level: 3, name: /^Demande PR-/ });
const outbox = (folder: string) => {
  try {
    return readdirSync(join(folder, 'outbox/mail')).map((name) => readFileSync(join(folder, 'outbox/mail', name), 'utf8'));
  } catch {
    return [];
  }
};

test('C-12 « Prolonger mon dossier » closes the page of a dossier, in red', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await openClaim(page);
  const button = main(page).getByRole('button', { name: 'Prolonger mon dossier', exact: true });
  expect(fold(await main(page).locator('a, button, summary').last().innerText()), 'it closes the page').toBe('Prolonger mon dossier');
  await expectRed(button);
  await expect(page, 'no word of health in the title').toHaveTitle(/^Dossier D\d\d-\d{6}-\d – Relais Emprunteur$/);
  await press(page, button);
  await expect(page).toHaveURL(/\/dossiers\/D\d\d-\d{6}-\d\/demande\/periode$/);
});

test('C-12 C-29 a member prolongs a dossier from sign-in to « En instruction »', async ({ page, portal, script }) => {
  const { login, password } = member(portal, OPEN);
  await page.goto('/connexion');
  await typeSignIn(page, login, password);
  await page.getByRole('link', { name: 'Voir le détail de mon produit' }).first().click();
  await page.getByRole('link', { name: 'Assurance', exact: true }).click();
  await page.getByRole('link', { name: 'Déclarer / gérer un arrêt de travail' }).click();
  await page.locator('main .card h3 a').click();
  await expect(requests(page)).toHaveCount(2);
  await press(page, page.getByRole('button', { name: 'Prolonger mon dossier' }));
  const number = numberOf(page);

  // Step 1: two periods.
  const steps = page.getByRole('navigation', { name: 'Étapes' });
  await expectText(steps, 'Étape 1 sur 4 : Période');
  await expect(steps.getByRole('listitem')).toHaveCount(4);
  await addPeriod(page, { start: '10/01/2026', end: '31/01/2026' });
  await addPeriod(page, { start: '01/02/2026', end: '28/02/2026', payer: 'France Travail', resumed: 'Oui', resumedOn: '01/03/2026' });
  await press(page, saveButton(page));
  await expect(page, 'saving stays').toHaveURL(/periode$/);
  await expectText(main(page), 'Brouillon enregistré le 12 mars 2026');
  await press(page, nextButton(page));

  // Step 2: a PDF and a photo.
  await expect(page).toHaveURL(/justificatifs$/);
  await expectText(steps, 'Étape 2 sur 4 : Justificatifs');
  await addFiles(page, ['s01-attestation.pdf', 'q01-photo-sharp.jpg']);
  await press(page, saveButton(page));
  await expect(page, 'saving stays').toHaveURL(/justificatifs$/);
  await press(page, nextButton(page));

  // Step 3: everything again.
  await expect(page).toHaveURL(/recapitulatif$/);
  expect(fold(await title(page).innerText())).toBe('Récapitulatif de ma demande de prolongation');
  const periods = main(page).getByRole('region', { name: 'Mes périodes' });
  await expect(periods.getByRole('listitem')).toHaveCount(2);
  await expectText(periods, 'Du 10 au 31 janvier 2026');
  await expectText(periods, '22 jours, CPAM, pas de reprise du travail');
  await expectText(periods, 'Du 1er au 28 février 2026');
  await expectText(periods, '28 jours, France Travail, reprise du travail le 1er mars 2026');
  const files = main(page).getByRole('region', { name: 'Mes justificatifs' });
  await expect(files.getByRole('listitem')).toHaveCount(2);
  await expectText(files, 's01-attestation.pdf');
  await expectText(files, '1 page');
  await expectText(files, 'q01-photo-sharp.jpg');
  const contact = main(page).getByRole('region', { name: 'Pour vous répondre' });
  await expectText(contact, 'membre.40821176@courrier.example');
  await expectRed(validate(page));

  // « Valider ».
  await press(page, validate(page));
  await expect(page).toHaveURL(`${portal.url}/dossiers/${number}/demande/confirmation`);
  const message = main(page).locator('.alert--success');
  await expect(message).toHaveRole('status');
  await expectText(message, SENT);
  await expectText(message, 'Transmise le 12 mars 2026 à 15 h');
  await expectText(message, 'membre.40821176@courrier.example');
  const [red, green, blue] = await colour(message.locator('svg').first(), 'color');
  expect(green, `rgb(${red}, ${green}, ${blue}) is green`).toBeGreaterThan(Math.max(red, blue));
  await expect(message.locator('svg').first(), 'and a sign beside the colour (C-36)').toBeVisible();
  const request = fold(await page.locator('.figure-xl').innerText());
  expect(request).toMatch(/^PR-26-\d{6}-\d$/);
  await expectText(page.locator('.badge'), 'En instruction');

  // The proof of deposit.
  const proof = await page.request.get((await page.getByRole('link', { name: 'Télécharger la preuve de dépôt' }).getAttribute('href')) ?? '');
  expect(proof.status()).toBe(200);
  expect(proof.headers()['content-type']).toBe('application/pdf');
  expect((await proof.body()).subarray(0, 5).toString()).toBe('%PDF-');

  // The mail.
  await expect.poll(() => outbox(portal.folder).filter((mail) => mail.includes(request)).length, { timeout: 15_000 }).toBe(1);

  // The dossier.
  await page.getByRole('link', { name: 'Suivre mon dossier' }).click();
  await expect(page).toHaveURL(`${portal.url}/dossiers/${number}`);
  await expectText(page.locator('.badge').first(), 'En instruction');
  for (const words of ['Nous étudions votre demande', 'Franchise terminée', 'Franchise, 30 jours', `par vous, demande ${request}`]) await expectText(main(page), words);
  await expectAccessible(page, { dark: true });
  await expect(requests(page)).toHaveCount(3);
  const sent = main(page).getByRole('region', { name: `Demande ${request}` });
  await expectText(sent, 'Du 1er au 28 février 2026');
  await expectText(sent, 'Justificatifs transmis : 2');
  expect(script || (await page.locator('script').count()) === 0).toBe(true);
});

test('C-26 each block of the recap leads back to its step by « Modifier », and what is changed is shown', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await toRecap(page);
  const periods = main(page).getByRole('region', { name: 'Mes périodes' });
  await press(page, periods.getByRole('link', { name: /^Modifier/ }));
  await expect(page).toHaveURL(/periode$/);
  await addPeriod(page, { start: '01/02/2026', end: '10/02/2026' });
  await press(page, nextButton(page));
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/recapitulatif$/);
  await expect(periods.getByRole('listitem')).toHaveCount(2);
  await expectText(periods, 'Du 1er au 10 février 2026');
  await press(page, main(page).getByRole('region', { name: 'Mes justificatifs' }).getByRole('link', { name: /^Modifier/ }));
  await expect(page).toHaveURL(/justificatifs$/);
  await expectText(page.locator('ul.files'), 's01-attestation.pdf');
});

test('C-26 the recap of an unfinished request says what is missing, and « Valider » sends nothing', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, DRAFT);
  const number = await openClaim(page);
  await open(page, `/dossiers/${number}/demande/recapitulatif`);
  await expectText(main(page), 'Il manque un justificatif : revenez à l’étape Justificatifs.');
  await expect(validate(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(validate(page)).toHaveAccessibleDescription(/Il manque un justificatif/);
  await expectAccessible(page);
  await validate(page).click({ force: true });
  await expect(page).toHaveURL(/recapitulatif$/);
  await expectText(main(page), 'Il manque un justificatif');
  await open(page, `/dossiers/${number}`);
  await expect(requests(page)).toHaveCount(2);
});

test('C-27 a double click on « Valider » sends one request', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  await validate(page).dblclick();
  await expect(page).toHaveURL(/confirmation$/);
  await expectText(main(page), SENT);
  await open(page, `/dossiers/${number}`);
  await expect(requests(page)).toHaveCount(3);
  await expect.poll(() => outbox(portal.folder).length, { timeout: 15_000 }).toBe(1);
});

test('C-27 « Valider » in two tabs sends one request, and both tabs see the same number', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  const second = await page.context().newPage();
  await open(second, `/dossiers/${number}/demande/recapitulatif`);
  const request = await send(page);
  await validate(second).click();
  await expect(second).toHaveURL(/confirmation$/);
  await expectText(main(second), request);
  await open(page, `/dossiers/${number}`);
  await expect(requests(page)).toHaveCount(3);
});

test('C-12 C-27 a prolongation whose dossier is closed before « Valider » is not sent: its pages say why and offer to delete it', { tag: DETAIL }, async ({ page, portal, script }) => {
  portal.expectError(/status of 409/);
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  const handler = await otherDevice(page, portal, script);
  await atTheOffice(handler, portal, 'handler');
  await handler.locator('#recherche').fill('moreau claire');
  await press(handler, handler.getByRole('button', { name: 'Rechercher' }));
  await press(handler, main(handler).locator('ul.list').getByRole('link').first());
  await handler.getByLabel('À noter').selectOption('Arrêt terminé');
  await handler.getByLabel('Dernier jour d’arrêt, ou premier jour de travail').fill('09/01/2026');
  await press(handler, handler.getByRole('button', { name: 'Noter', exact: true }));
  await expectText(main(handler), 'Clôturée');
  await handler.context().close();

  await validate(page).click();
  await expectText(main(page), 'La demande que vous avez commencée ne peut plus être transmise');
  await awake(page);
  await expect(page).toHaveURL(/recapitulatif$/);
  await expectText(main(page), 'Ce dossier est clôturé');
  await expect(validate(page)).toHaveCount(0);
  await expectAccessible(page, { dark: true });
  await open(page, `/dossiers/${number}`);
  await expectText(main(page), 'La demande que vous avez commencée ne peut plus être transmise');
  await expectNoText(main(page), 'Reprendre ma demande');
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Supprimer ce brouillon' }));
  await page.getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await expect(page).toHaveURL(`${portal.url}/dossiers`);
  await expectNoText(main(page), 'Brouillon en cours');
});

test('C-28 reloading the confirmation sends nothing again', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  const request = await send(page);
  await page.reload();
  await page.reload();
  await expectText(main(page), SENT);
  await expectText(page.locator('.figure-xl'), request);
  await open(page, `/dossiers/${number}`);
  await expect(requests(page)).toHaveCount(3);
});

test('C-27 a request that was sent cannot be changed any more, neither by going back nor by an old tab', { tag: DETAIL }, async ({ page, portal, script }) => {
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  const old = await page.context().newPage();
  await open(old, `/dossiers/${number}/demande/periode`);
  await send(page);
  portal.expectError(/status of 40[149]/);

  await page.goBack();
  await expectText(main(page), 'Ce que vous avez transmis est gardé.');
  for (const step of ['periode', 'justificatifs', 'recapitulatif', 'supprimer']) {
    const answer = await page.goto(`/dossiers/${number}/demande/${step}`);
    expect(answer?.status(), step).toBe(404);
  }

  await old.getByLabel('La date de début').fill('01/02/2026');
  await old.getByLabel('La date de fin').fill('10/02/2026');
  await old.getByLabel('Organisme social').selectOption('CPAM');
  await old.getByRole('radio', { name: 'Non' }).check();
  await addButton(old).click();
  await expectText(title(old), 'Page introuvable');
  await expectText(main(old), 'Ce que vous avez transmis est gardé.');

  await open(page, `/dossiers/${number}`);
  await expectNoText(main(page), 'février 2026');
  await expect(requests(page)).toHaveCount(3);
  expect(script).toBeDefined();
});

test('C-33 a dossier is prolonged again and again, also while a request is under study', async ({ page, portal }) => {
  await signIn(page, portal, IN_REVIEW);
  for (const [round, period] of [
    { start: '05/03/2026', end: '08/03/2026' },
    { start: '09/03/2026', end: '10/03/2026' },
  ].entries()) {
    await prolong(page);
    await expect(lines(page), 'each request starts empty').toHaveCount(0);
    await addPeriod(page, period);
    await press(page, nextButton(page));
    await addFiles(page, ['a04-plain.pdf']);
    await press(page, nextButton(page));
    await send(page);
    await page.getByRole('link', { name: 'Suivre mon dossier' }).click();
    await expect(requests(page)).toHaveCount(round + 2);
    await expectText(page.locator('.badge').first(), 'En instruction');
  }
});

test('C-12 prolonging a dossier whose request is being written resumes that request', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await prolong(page);
  await addPeriod(page, NEXT_PERIOD);
  await openClaim(page);
  await expect(page.getByRole('button', { name: 'Prolonger mon dossier' })).toHaveCount(0);
  const resume = page.getByRole('link', { name: 'Reprendre ma demande' });
  await expectRed(resume);
  await press(page, resume);
  await expect(page).toHaveURL(`${portal.url}/dossiers/${number}/demande/periode`);
  await expect(lines(page)).toHaveCount(1);
  // A second tab that still shows the button makes no second request either.
  await page.request.post('/api/prolong', { form: { number }, headers: { accept: 'text/html' } });
  await open(page, '/');
  await expect(page.getByRole('link', { name: 'Reprendre ma demande' })).toHaveCount(1);
});

test('C-20 C-25 a request left at any step is taken up again, also after signing out and on another device', async ({ page, portal, script, wide }) => {
  await signIn(page, portal, OPEN);
  const number = await toFiles(page);
  await addFiles(page, ['s01-attestation.pdf']);
  await page.getByRole('link', { name: 'Quitter sans perdre' }).click();
  await expect(page).toHaveURL(`${portal.url}/dossiers`);
  await expectText(main(page), 'Brouillon en cours');
  await signOut(page, wide);

  const other = await otherDevice(page, portal, script);
  const { login, password } = member(portal, OPEN);
  await other.goto('/connexion');
  await typeSignIn(other, login, password);
  await expectText(main(other), 'Votre demande n’est pas encore transmise');
  await press(other, other.getByRole('link', { name: 'Reprendre ma demande' }));
  await expect(other).toHaveURL(`${portal.url}/dossiers/${number}/demande/periode`);
  await expect(lines(other)).toHaveCount(1);
  await expectText(lines(other), 'Du 10 au 31 janvier 2026');
  await press(other, nextButton(other));
  await expectText(other.locator('ul.files'), 's01-attestation.pdf');
  await press(other, nextButton(other));
  await expect(other).toHaveURL(/recapitulatif$/);
  await send(other);
  await other.context().close();
});

test('C-26 the browser’s back button walks through the steps and loses nothing', { tag: DETAIL }, async ({ page, portal, wide }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await addPeriod(page, NEXT_PERIOD);
  await press(page, nextButton(page));
  await addFiles(page, ['s01-attestation.pdf']);
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/recapitulatif$/);
  const back = async (step: RegExp) => {
    for (let presses = 0; presses < 8 && !step.test(page.url()); presses++) {
      await page.goBack();
      await awake(page);
    }
    await expect(page).toHaveURL(step);
  };
  await back(/justificatifs$/);
  await expectText(page.locator('ul.files'), 's01-attestation.pdf');
  await back(/periode$/);
  await expectText(lines(page), 'Du 10 au 31 janvier 2026');

  await press(page, nextButton(page));
  await expect(page).toHaveURL(/justificatifs$/);
  // Done steps of the progress list are links; a phone shows the list as bars, and « Précédent » does the same.
  const steps = page.getByRole('navigation', { name: 'Étapes' });
  await press(page, wide ? steps.getByRole('link', { name: 'Période' }) : page.getByRole('link', { name: 'Précédent' }));
  await expect(page).toHaveURL(/periode$/);
  await expect(lines(page)).toHaveCount(1);
});

test('C-12 a request being written can be deleted, after one question, and the dossier is as before', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, DRAFT);
  const number = await openClaim(page);
  await press(page, page.getByRole('link', { name: 'Reprendre ma demande' }));
  await press(page, page.getByRole('link', { name: 'Supprimer ce brouillon' }));
  await expectText(title(page), 'Supprimer ce brouillon ?');
  await expectAccessible(page);
  await press(page, page.getByRole('link', { name: 'Le garder' }));
  await expect(lines(page), 'kept').toHaveCount(1);
  await press(page, page.getByRole('link', { name: 'Supprimer ce brouillon' }));
  await page.getByRole('button', { name: 'Supprimer le brouillon' }).click();
  await expect(page).toHaveURL(`${portal.url}/dossiers`);
  await expectNoText(main(page), 'Brouillon en cours');
  await open(page, `/dossiers/${number}`);
  await expect(requests(page)).toHaveCount(2);
  await press(page, page.getByRole('button', { name: 'Prolonger mon dossier' }));
  await expect(lines(page)).toHaveCount(0);
});

test('C-11 a first stop is declared: kind and first day, then the same steps', async ({ page, portal }) => {
  await signIn(page, portal, NONE);
  await page.goto('/dossiers');
  await expectText(main(page), 'Aucun dossier pour le moment');
  await expectAccessible(page);
  await press(page, page.getByRole('button', { name: /^Déclarer un arrêt/ }));
  await expect(page).toHaveURL(/\/demande\/arret$/);
  const number = numberOf(page);
  await expectText(page.getByRole('navigation', { name: 'Étapes' }), 'Étape 1 sur 5 : Mon arrêt');
  await expectAccessible(page);

  await press(page, nextButton(page));
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expectText(summary, 'Choisissez le motif de votre déclaration.');
  await expectText(summary, 'Indiquez le premier jour de l’arrêt, par exemple 01/02/2026.');
  await expect(page).toHaveTitle(/^Erreur\s: /);
  await expectAccessible(page);

  await page.getByRole('radio', { name: 'Arrêt de travail' }).check();
  await page.getByLabel('Premier jour de l’arrêt').fill('13/03/2026');
  await press(page, nextButton(page));
  await expectText(summary, 'Le premier jour de l’arrêt est après aujourd’hui, le 12 mars 2026. Corrigez-le.');
  await expect(page.getByRole('radio', { name: 'Arrêt de travail' }), 'what was right is kept').toBeChecked();

  await page.getByLabel('Premier jour de l’arrêt').fill('02/02/2026');
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/periode$/);
  await addPeriod(page, { start: '02/02/2026', end: '28/02/2026' });
  await press(page, nextButton(page));
  await addFiles(page, ['s01-attestation.pdf']);
  await press(page, nextButton(page));
  expect(fold(await title(page).innerText())).toBe('Récapitulatif de ma déclaration');
  const opening = main(page).getByRole('region', { name: 'Mon arrêt', exact: true });
  await expectText(opening, '2 février 2026');
  await expectText(opening, 'Arrêt de travail');
  await send(page);
  await expectText(main(page), 'Votre déclaration a bien été transmise au Service Assurance Relais Emprunteur.');
  await page.getByRole('link', { name: 'Suivre mon dossier' }).click();
  await expect(page).toHaveURL(`${portal.url}/dossiers/${number}`);
  await expectText(page.locator('.badge').first(), 'En instruction');
  await expect(requests(page)).toHaveCount(1);
});

test('C-11 a first declaration left unfinished is found again, once', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, FIRST_DRAFT);
  await page.goto('/dossiers');
  await expectText(main(page), 'Brouillon');
  await press(page, page.getByRole('button', { name: /^Déclarer un arrêt/ }));
  const number = numberOf(page);
  await page.goto('/dossiers');
  await expect(page.locator('main .card h3 a')).toHaveCount(1);
  await press(page, page.locator('main .card h3 a'));
  await expect(page).toHaveURL(`${portal.url}/dossiers/${number}/demande/arret`);
});

test('C-17 a dossier of lost employment is prolonged with France Travail', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, 'perte d’emploi, acceptée en partie');
  await prolong(page);
  await expect(page.getByLabel('Organisme social').getByRole('option')).toHaveText(['Choisissez…', 'CPAM', 'MSA', 'France Travail', 'Autre organisme']);
  await addPeriod(page, { start: '25/01/2026', end: '28/02/2026', payer: 'France Travail' });
  await expectText(lines(page), '35 jours, France Travail');
});

test('C-12 another member’s dossier is not found at any of its addresses', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  await send(page);
  await open(page, `/dossiers/${number}`);
  const hrefs = await main(page).locator('a[href*="/fichiers/"], a[href$=".pdf"]').evaluateAll((all) => all.map((a) => a.getAttribute('href') ?? ''));
  expect(hrefs.length).toBeGreaterThan(1);
  await page.context().clearCookies();
  await signIn(page, portal, NONE);
  portal.expectError(/status of 404/);
  for (const path of ['', '/demande/arret', '/demande/periode', '/demande/justificatifs', '/demande/recapitulatif', '/demande/confirmation', '/demande/supprimer']) {
    const answer = await page.goto(`/dossiers/${number}${path}`);
    expect(answer?.status(), path).toBe(404);
    await expectText(title(page), 'Page introuvable');
  }
  await expectAccessible(page);
  for (const href of hrefs) {
    const answer = await page.request.get(href);
    expect(answer.status(), href).toBe(404);
  }
  for (const [act, form] of [
    ['prolong', { number }],
    ['save_periods', { number, version: '1', intent: 'save', start: '01/02/2026' }],
    ['save_files', { number, intent: 'next' }],
    ['delete_draft', { number }],
    ['submit_claim', { number, key: '00000000-0000-4000-8000-000000000000' }],
  ] as const) {
    const answer = await page.request.post(`/api/${act}`, { form });
    expect(answer.status(), act).toBe(404);
  }
});

// Without script the browser itself tells it.
test('C-27 a connection lost at « Valider » loses nothing and doubles nothing', { tag: [DETAIL, SCRIPT] }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  // The server hears, its answer is lost: the worst case.
  let lost = 0;
  await page.route('**/api/submit_claim', async (route) => {
    if (lost++ > 0) return route.continue();
    await route.fetch();
    await route.abort('connectionreset');
  });
  portal.expectError(/net::ERR_/);
  await validate(page).click();
  await expectText(main(page), 'La connexion est coupée. Votre demande est gardée, nouvel essai dans 2 secondes.');
  await expect(page).toHaveURL(/confirmation$/, { timeout: 15_000 });
  expect(lost).toBeGreaterThan(1);
  await expectText(main(page), SENT);
  await open(page, `/dossiers/${number}`);
  await expect(requests(page)).toHaveCount(3);
});

// Without script « Valider » tells it.
test('C-26 the recap tells when the request changed in another tab', { tag: [DETAIL, SCRIPT] }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  const second = await page.context().newPage();
  await open(second, `/dossiers/${number}/demande/periode`);
  await addPeriod(second, { start: '01/02/2026', end: '05/02/2026' });
  await second.close();
  await page.bringToFront();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expectText(main(page), 'Cette demande a changé dans un autre onglet ou sur un autre appareil.');
  await press(page, page.getByRole('link', { name: 'Afficher la demande à jour' }));
  await expectText(main(page), 'Du 1er au 5 février 2026');
});

test('C-26 C-27 what changed in another tab is not sent unread: the recap says so, shows it, and sends it then', { tag: DETAIL }, async ({ page, portal, script }) => {
  if (script) portal.expectError(/status of 409/);
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  await postPeriod(page, number, { start: '01/02/2026', end: '05/02/2026' });
  await validate(page).click();
  await expectText(main(page), 'Rien n’a été transmis : cette demande a changé depuis l’ouverture de la page.');
  await expectText(main(page), 'Du 1er au 5 février 2026');
  await expect(page).toHaveURL(/recapitulatif$/);
  await expectAccessible(page);
  await awake(page);
  await send(page);
  await expectText(main(page), SENT);
});
