// From the member to the desk and back: sent, completed, decided, approved by a second person, paid by file, told, prolonged again; refused and
// taken up again; half pay that is completed, and what others pay beside it; an income lost that bounds an instalment (B-2, B-5 … B-13, B-15,
// B-56, C-30 … C-33).
import type { Page } from '@playwright/test';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DETAIL, DRAFT, IN_REVIEW, OPEN, PROFILE, addFiles, addPeriod, atTheOffice, expect, expectAccessible, expectNoText, expectText, fold, giveAccount, mailText, main, nextButton, open, openClaim, otherDevice, post, press, prolong, send, signIn, test, title, upload } from './relais.ts';
import { scratch } from './server.mjs';

const MOTIVE = 'Justificatif manquant ou illisible';

/** The desk asks that member for one document, the member hands it in, and it is accepted. */
async function complete(handler: Page, page: Page, name: string) {
  await open(handler, '/gestion');
  await press(handler, handler.locator('tbody tr').filter({ hasText: name }).getByRole('link'));
  const desk = new URL(handler.url()).pathname;
  await press(handler, main(handler).getByRole('link', { name: 'Demander des documents' }));
  await handler.getByRole('checkbox', { name: 'Relevé d’identité bancaire' }).check();
  await press(handler, handler.getByRole('button', { name: 'Envoyer la demande à l’assuré' }));
  await expectText(main(handler), 'La demande est envoyée à l’assuré.');

  await open(page, '/a-completer');
  await press(page, main(page).getByRole('link', { name: /^Compléter votre dossier/ }));
  await main(page).locator('input[type=file]').setInputFiles(upload('s01-attestation.pdf'));
  await press(page, main(page).getByRole('button', { name: /^Déposer/ }));
  await page.getByRole('checkbox', { name: /^Je certifie l’exactitude des éléments/ }).check();
  await press(page, page.getByRole('button', { name: 'Envoyer', exact: true }));
  await expectText(title(page), 'Vos documents sont bien arrivés.');

  await open(handler, desk);
  const line = main(handler).getByRole('listitem').filter({ hasText: 'Relevé d’identité bancaire' });
  await press(handler, line.getByRole('button', { name: /^Accepter/ }));
  await expectText(main(handler), 'Le document est accepté.');
}

/** Opens the request of that member on the desk, ready to be decided. */
async function toDecide(handler: Page, name: string) {
  await open(handler, '/gestion');
  await press(handler, handler.locator('tbody tr').filter({ hasText: name }).getByRole('link'));
  await press(handler, handler.getByRole('link', { name: /^Décider la demande/ }));
  await expectText(title(handler), 'Décider');
}

test('B-5 B-6 B-8 B-11 B-12 C-30 C-31 C-32 C-33 a prolongation is completed, decided, approved by a second person, paid by file, and prolonged again; its member reads each step', { tag: DETAIL }, async ({ page, portal, script }) => {
  test.slow();
  const [handler, supervisor, accountant] = [await otherDevice(page, portal, script), await otherDevice(page, portal, script), await otherDevice(page, portal, script)];
  await atTheOffice(handler, portal, 'handler');
  await atTheOffice(supervisor, portal, 'supervisor');
  await atTheOffice(accountant, portal, 'accountant');

  await signIn(page, portal, OPEN);
  const number = await prolong(page);
  await addPeriod(page, { start: '10/01/2026', end: '28/02/2026' });
  await press(page, nextButton(page));
  await addFiles(page, ['a04-plain.pdf']);
  await press(page, nextButton(page));
  const request = await send(page);
  await complete(handler, page, 'Claire Moreau');

  await toDecide(handler, 'Claire Moreau');
  await expectAccessible(handler, { dark: true });
  await press(handler, handler.getByRole('button', { name: 'Vérifier la décision' }));
  await expectText(main(handler), 'Échéance du 5 février 2026');
  await expectText(main(handler), '142,60 € × 100 % = 142,60 €');
  await expectAccessible(handler, { dark: true });
  await press(handler, handler.getByRole('button', { name: 'Confirmer la décision' }));
  await expectText(main(handler), 'La décision est enregistrée');
  await expectAccessible(handler, { dark: true });
  expect(fold(await mailText(portal, /Une décision sur votre demande/))).not.toContain('142,60');

  await open(page, `/dossiers/${number}`);
  await expectText(main(page), 'Décision : Acceptée');
  await expectAccessible(page, { dark: true });
  const loading = page.waitForEvent('download');
  await page.getByRole('link', { name: `Télécharger la lettre Décision sur la demande ${request}` }).click();
  expect((await loading).suggestedFilename()).toBe(`decision-${request}.pdf`);
  await expectNoText(main(page), 'Paiement RG-');

  await press(handler, handler.getByRole('link', { name: 'Paiements du dossier' }));
  await expectAccessible(handler, { dark: true });
  await press(handler, handler.getByRole('button', { name: 'Préparer le paiement' }));
  await expectText(main(handler), 'Le paiement est préparé.');
  await expectAccessible(handler, { dark: true });

  await open(supervisor, '/gestion/paiements');
  await expectText(main(supervisor), 'préparé par Pauline Aubry');
  await expectText(main(supervisor), 'Sera versé à : Banque de la Rade');
  await expectAccessible(supervisor, { dark: true });
  await press(supervisor, supervisor.getByRole('button', { name: /^Valider le paiement/ }));
  await expectText(main(supervisor), 'Rien à valider');
  await expectAccessible(supervisor, { dark: true });

  await open(accountant, '/gestion/virements');
  await expectAccessible(accountant, { dark: true });
  await press(accountant, accountant.getByRole('button', { name: 'Créer le fichier de virements' }));
  await expectText(main(accountant), 'est prêt');
  await expectAccessible(accountant, { dark: true });
  const taking = accountant.waitForEvent('download');
  await accountant.getByRole('link', { name: /^Télécharger VI-/ }).click();
  expect((await taking).suggestedFilename()).toMatch(/^VI-26-\d{6}-\d\.xml$/);
  expect(fold(await mailText(portal, /Notification de paiement/))).not.toContain('142,60');

  await open(page, `/dossiers/${number}`);
  await expectText(main(page), 'par Virement (sous réserve des délais de traitement bancaire).');
  await expectText(main(page), 'Versé à : Banque de la Rade');
  const payment = /RG-26-\d{6}-\d/.exec(await main(page).innerText())?.[0] ?? '';
  await accountant.getByLabel('Fichier de retour').setInputFiles({ name: 'retour.csv', mimeType: 'text/csv', buffer: Buffer.from(`${payment};paid\r\n`) });
  await press(accountant, accountant.getByRole('button', { name: 'Prendre en compte ce retour' }));
  await expectText(main(accountant), '1 payé(s), 0 rejeté(s), 0 déjà connu(s)');
  await expectAccessible(accountant, { dark: true });

  await open(page, `/dossiers/${number}`);
  await expectText(main(page), 'La banque a confirmé ce paiement.');
  await expectText(main(page), 'Payée');
  await expectAccessible(page, { dark: true });

  expect(await prolong(page)).toBe(number);
  await addPeriod(page, { start: '01/03/2026', end: '12/03/2026' });
  await press(page, nextButton(page));
  await addFiles(page, ['a04-plain.pdf']);
  await press(page, nextButton(page));
  expect(await send(page)).not.toBe(request);
  await open(page, `/dossiers/${number}`);
  await expectText(main(page), 'En instruction');
});

test('B-9 B-10 a partial decision asks for its motive, keeps what was typed, and its member reads why', { tag: DETAIL }, async ({ page, portal, script }) => {
  const handler = await otherDevice(page, portal, script);
  await atTheOffice(handler, portal, 'handler');
  await toDecide(handler, 'Inès Carpentier');
  const days = handler.getByLabel(/^Jours acceptés de la période/);
  await days.fill('01/02/2026 - 28/02/2026');
  await handler.getByLabel('Précisions pour l’assuré').fill('</textarea><script>Il manque mars.');
  await press(handler, handler.getByRole('button', { name: 'Vérifier la décision' }));
  await expectText(handler.getByRole('alert'), 'Choisissez le motif');
  await expectAccessible(handler, { dark: true });
  await expect(days).toHaveValue('01/02/2026 - 28/02/2026');
  await expect(handler.getByLabel('Précisions pour l’assuré')).toHaveValue('</textarea><script>Il manque mars.');
  await handler.getByLabel('Motif du refus').selectOption(MOTIVE);
  await press(handler, handler.getByRole('button', { name: 'Vérifier la décision' }));
  await expectText(main(handler), 'Article 7.2');
  await expectAccessible(handler, { dark: true });
  await press(handler, handler.getByRole('button', { name: 'Confirmer la décision' }));
  await signIn(page, portal, IN_REVIEW);
  await openClaim(page);
  await expectText(main(page), 'Acceptée en partie');
  await expectText(main(page), MOTIVE);
  await expectText(main(page), 'Du 1er au 4 mars 2026');
  await expectAccessible(page, { dark: true });
});

test('B-2 a request decided in another tab is not decided again: the page says who did, and keeps what was typed', { tag: DETAIL }, async ({ page, portal }) => {
  portal.expectError(/status of 409/);
  await atTheOffice(page, portal, 'handler');
  await toDecide(page, 'Inès Carpentier');
  const second = await page.context().newPage();
  await open(second, new URL(page.url()).pathname);
  await second.getByRole('radio', { name: /refuser tous les jours$/ }).check();
  await second.getByLabel('Motif du refus').selectOption(MOTIVE);
  await second.getByLabel('Précisions pour l’assuré').fill('Il manque mars.');
  await press(page, page.getByRole('button', { name: 'Vérifier la décision' }));
  await press(page, page.getByRole('button', { name: 'Confirmer la décision' }));
  await expectText(main(page), 'La décision est enregistrée');

  await press(second, second.getByRole('button', { name: 'Vérifier la décision' }));
  for (const told of ['Cette demande est déjà décidée', 'Pauline Aubry l’a décidée le 12 mars 2026', 'Votre saisie est gardée', MOTIVE, 'Il manque mars.']) await expectText(main(second), told);
  await expectAccessible(second, { dark: true });
  await press(second, main(second).getByRole('link', { name: 'Voir les changements' }));
  await expectText(main(second), 'Pauline Aubry a décidé d’une demande');
});

test('B-2 B-9 B-15 a refused request is taken up again for a reason, decided anew, and its member reads both decisions', { tag: DETAIL }, async ({ page, portal, script }) => {
  await atTheOffice(page, portal, 'handler');
  await toDecide(page, 'Inès Carpentier');
  await page.getByRole('radio', { name: /refuser tous les jours$/ }).check();
  await page.getByLabel('Motif du refus').selectOption(MOTIVE);
  await press(page, page.getByRole('button', { name: 'Vérifier la décision' }));
  await press(page, page.getByRole('button', { name: 'Confirmer la décision' }));
  await expectText(main(page), 'La décision est enregistrée');
  await expectAccessible(page, { dark: true });

  await press(page, main(page).getByRole('link', { name: /^Réexaminer cette demande/ }));
  await expectText(title(page), 'Réexaminer une demande refusée');
  await expectAccessible(page, { dark: true });
  const reopen = page.getByRole('button', { name: 'Réexaminer la demande' });
  await press(page, reopen);
  await expect(page.getByRole('alert')).toBeFocused();
  await expectText(page.getByRole('alert'), 'Écrivez le motif du réexamen.');
  await expectAccessible(page, { dark: true });
  await page.getByLabel('Motif du réexamen').fill('Courrier du 3 mars');
  await press(page, reopen);
  await expectText(main(page), 'La demande est de nouveau en instruction.');
  await expectText(main(page), 'Demande réexaminée par Pauline Aubry. Motif : Courrier du 3 mars');
  await expectAccessible(page, { dark: true });

  const ines = await otherDevice(page, portal, script);
  await signIn(ines, portal, IN_REVIEW);
  await openClaim(ines);
  for (const told of ['Décision : Refusée', 'Demande remise en instruction', 'Réexaminée depuis le 12 mars 2026']) await expectText(main(ines), told);
  await expectNoText(main(ines), 'Courrier du 3 mars');
  await expectAccessible(ines, { dark: true });

  await press(page, main(page).getByRole('button', { name: /^Tout accepter, puis vérifier/ }));
  await press(page, page.getByRole('button', { name: 'Confirmer la décision' }));
  await expectText(main(page), 'La décision est enregistrée');
  await expectAccessible(page, { dark: true });
  await openClaim(ines);
  for (const told of ['Décision : Refusée', 'Décision : Acceptée']) await expectText(main(ines), told);
  await expectAccessible(ines, { dark: true });
  const letters = ines.getByRole('link', { name: /^Télécharger la lettre Décision / });
  await expect(letters).toHaveCount(2);
  const loading = ines.waitForEvent('download');
  await letters.first().click();
  expect((await loading).suggestedFilename(), 'the newest first').toMatch(/^decision-PR-26-\d{6}-\d-2\.pdf$/);
  await ines.context().close();
});

test.describe('an insurer whose covers make good a loss', () => {
  // Made for the test alone, as in contract.spec.ts.
  test.use({
    insurer: async ({}, use) => {
      const { folder, remove } = scratch('profile');
      const covering = join(folder, 'indemnitaire.toml');
      writeFileSync(covering, readFileSync(PROFILE, 'utf8').replace('[benefits]\n', '[benefits]\ncovers_loss = true\n'));
      await use(covering);
      remove();
    },
  });

  test('B-11 C-32 the income lost is stated from a month on with its source, and no more is paid of an instalment', { tag: DETAIL }, async ({ page, portal }) => {
    await atTheOffice(page, portal, 'handler');
    await page.locator('#recherche').fill('le goff');
    await press(page, page.getByRole('button', { name: 'Rechercher' }));
    await press(page, main(page).locator('ul.list').getByRole('link').first());
    await expectText(title(page), 'Yann Le Goff');
    await open(page, `${new URL(page.url()).pathname}/paiements`);
    await expectText(main(page), 'celle d’un mois à payer n’est pas connue');
    const [from, monthly, source] = [page.getByLabel('Perte de revenus par mois, à compter de'), page.getByLabel('Perte par mois, en euros'), page.getByLabel('Source', { exact: true })];
    const state = page.getByRole('button', { name: 'Enregistrer et recalculer' });
    await from.selectOption('2026-01');
    await monthly.fill('mille');
    await press(page, state);
    await expect(page.getByRole('alert')).toBeFocused();
    await expectText(page.getByRole('alert'), 'Écrivez la perte de revenus par mois');
    await expectText(page.getByRole('alert'), 'Indiquez la pièce qui donne ce montant.');
    await expect(from).toHaveValue('2026-01');
    await expect(monthly).toHaveValue('mille');
    await expectAccessible(page, { dark: true });

    await monthly.fill('200');
    await source.fill('Bulletins de salaire de décembre et janvier');
    await press(page, state);
    const told = 'Perte de revenus à compter de janvier 2026 : 200,00 € par mois. Source : Bulletins de salaire de décembre et janvier';
    for (const text of ['La perte de revenus est enregistrée.', told, 'Pas plus que la perte de revenus du mois : 200,00 €', 'Total : 200,00 €']) await expectText(main(page), text);
    await expect(page.getByRole('button', { name: 'Préparer le paiement' })).toBeVisible();
    await expectAccessible(page, { dark: true });

    await signIn(page, portal, DRAFT);
    await openClaim(page);
    await expectText(main(page), told);
    await expectText(main(page), 'nous ne payons pas plus que le revenu perdu');
    await expectAccessible(page, { dark: true });
  });
});

test.describe('prevoyance', () => {
  test.use({ insurer: 'prevoyance' });

  const HALF_PAY = 'arrêt à demi-traitement en instruction';
  const DERIVATION = [
    'Complément de traitement, du 1er au 10 mars 2026',
    'Jours comptés, 30 pour un mois entier : 10 en mars 2026 = 10',
    '2 400,00 € × (90 % − 50 %)/30 = 32,00 € par jour',
    '10 × 32,00 € = 320,00 €',
    'Total : 320,00 €',
  ];

  test('B-11 B-12 B-56 C-32 half pay is completed: the desk reads how much and why, waits for an account and prepares the payment, and its member reads the same', { tag: DETAIL }, async ({ page, portal, script }) => {
    const [handler, supervisor, accountant] = [await otherDevice(page, portal, script), await otherDevice(page, portal, script), await otherDevice(page, portal, script)];
    await atTheOffice(handler, portal, 'handler');
    await press(handler, handler.locator('tbody tr').filter({ hasText: 'Véronique Salaün' }).getByRole('link'));
    await expectText(title(handler), 'Véronique Salaün');
    const desk = new URL(handler.url()).pathname;
    await press(handler, main(handler).getByRole('button', { name: /^Tout accepter, puis vérifier/ }));
    for (const told of DERIVATION) await expectText(main(handler), told);
    await expectText(main(handler), 'L’assuré n’a pas encore de compte bancaire utilisable');
    await expectAccessible(handler, { dark: true });
    await press(handler, handler.getByRole('button', { name: 'Confirmer la décision' }));
    await expectText(main(handler), 'La décision est enregistrée');

    await signIn(page, portal, HALF_PAY);
    await giveAccount(page, portal, 'FR1420041010050500013M02606');
    // A new account is not paid on before three days.
    await portal.stop();
    await portal.start(4);
    await atTheOffice(handler, portal, 'handler');
    await atTheOffice(supervisor, portal, 'supervisor');
    await atTheOffice(accountant, portal, 'accountant');

    await open(handler, `${desk}/paiements`);
    for (const told of DERIVATION) await expectText(main(handler), told);
    await expectAccessible(handler, { dark: true });
    await press(handler, handler.getByRole('button', { name: 'Préparer le paiement' }));
    await expectText(main(handler), 'Le paiement est préparé.');
    await expectText(main(handler), 'Rien n’est à payer pour le moment.');
    await expectAccessible(handler, { dark: true });
    const payment = /RG-26-\d{6}-\d/.exec(await main(handler).innerText())?.[0] ?? '';
    await post(supervisor, '/api/office_approve_payment', { number: payment });
    await post(accountant, '/api/office_export_payments', {});

    await signIn(page, portal, HALF_PAY);
    await openClaim(page);
    await expectText(main(page), `Paiement ${payment}`);
    await expectText(main(page), 'Le règlement a été émis en date du 16 mars 2026 par Virement');
    await expectText(main(page), 'Versé à : votre compte se terminant par 2606');
    for (const told of DERIVATION) await expectText(main(page), told);
    await expectAccessible(page, { dark: true });
  });

  test('B-11 what others pay a day is stated with its source, comes off what is completed, and leaves nothing to pay where it is more', { tag: DETAIL }, async ({ page, portal }) => {
    await atTheOffice(page, portal, 'handler');
    await press(page, page.locator('tbody tr').filter({ hasText: 'Véronique Salaün' }).getByRole('link'));
    await expectText(title(page), 'Véronique Salaün');
    const desk = new URL(page.url()).pathname;
    await press(page, main(page).getByRole('button', { name: /^Tout accepter, puis vérifier/ }));
    await press(page, page.getByRole('button', { name: 'Confirmer la décision' }));
    await expectText(main(page), 'La décision est enregistrée');

    await open(page, `${desk}/paiements`);
    const summary = main(page).locator('summary').filter({ hasText: 'Versements d’autres organismes' });
    const [daily, source] = [page.getByLabel('Montant versé par jour, en euros'), page.getByLabel('Source', { exact: true })];
    const state = page.getByRole('button', { name: 'Enregistrer et recalculer' });
    await summary.click();
    await expectAccessible(page, { dark: true });
    await daily.fill('douze');
    await press(page, state);
    await expect(page.getByRole('alert')).toBeFocused();
    await expectText(page.getByRole('alert'), 'Écrivez le montant versé par jour');
    await expectText(page.getByRole('alert'), 'Indiquez qui verse cette somme');
    await expect(daily).toHaveValue('douze');
    await expectAccessible(page, { dark: true });

    await daily.fill('10');
    await source.fill('CPAM, décompte du 12 mars');
    await press(page, state);
    for (const told of [
      'Les versements d’autres organismes sont enregistrés.',
      '2 400,00 € × (90 % − 50 %)/30 − 10,00 € = 22,00 € par jour',
      'Versé par d’autres organismes : 10,00 € par jour. Source : CPAM, décompte du 12 mars',
      'Total : 220,00 €',
    ]) await expectText(main(page), told);
    await expectAccessible(page, { dark: true });

    await summary.click();
    await expect(source).toHaveValue('CPAM, décompte du 12 mars');
    await daily.fill('40');
    await press(page, state);
    await expectText(main(page), 'D’autres organismes versent déjà ce qui manque : rien à compléter, 10 jours');
    await expectText(main(page), 'Rien n’est à payer pour le moment.');
    await expectNoText(main(page), 'Total :');
    await expectAccessible(page, { dark: true });

    await signIn(page, portal, HALF_PAY);
    await openClaim(page);
    await expectText(main(page), 'Versements d’autres organismes, du 1er au 10 mars 2026');
    await expectText(main(page), 'Versé par d’autres organismes : 40,00 € par jour. Source : CPAM, décompte du 12 mars');
    await expectText(main(page), 'nous ne versons rien pour ces jours');
    await expectAccessible(page, { dark: true });
  });
});
