// Completed forms: a member downloads the blank one and hands the completed one in; the desk keys its periods beside its pages, corrects them
// and decides, or refuses what it cannot key; the member reads each step (B-17, S-23).
import type { Page } from '@playwright/test';
import { DETAIL, NONE, OPEN, type Portal, addButton, addFiles, atTheOffice, expect, expectAccessible, expectText, lines, main, nextButton, numberOf, open, openClaim, otherDevice, press, send, signIn, test, title, typePeriod } from './relais.ts';

test.use({ insurer: 'demo' });

const UNKEYED = 'Formulaire complété : ses périodes ne sont pas encore saisies par nos services.';

/** Begins a form about a loss of employment, for a stop that has no dossier yet. */
async function begin(page: Page) {
  await press(page, page.getByRole('button', { name: /^Transmettre le formulaire Perte d’emploi/ }));
  await expect(page).toHaveURL(/\/demande\/justificatifs$/);
}

/** Hands the completed form in, as far as the recap. */
async function handIn(page: Page) {
  await addFiles(page, ['a04-plain.pdf']);
  await press(page, nextButton(page));
  await expectText(title(page), 'Récapitulatif de ma demande sur formulaire');
}

/** Opens the dossier of that member on the desk, found among those that wait for a form. */
async function onTheDesk(handler: Page, portal: Portal, member: string) {
  await atTheOffice(handler, portal, 'handler');
  await open(handler, '/gestion?demande=pdf');
  const row = handler.locator('tbody tr').filter({ hasText: member });
  await expectText(row, 'Formulaire PDF');
  await expectAccessible(handler, { dark: true });
  await press(handler, row.getByRole('link'));
  await expectText(main(handler), UNKEYED);
  await expectAccessible(handler, { dark: true });
}

test('S-23 a member downloads a blank form, hands the completed one in for a new stop, and reads that its periods are to be keyed', async ({ page, portal }) => {
  await signIn(page, portal, NONE);
  await open(page, '/dossiers');
  await expectText(main(page), 'Formulaire(s) PDF de demande d’indemnisation :');
  await expectText(main(page), 'Cliquer sur l’icône à droite de chaque ligne pour télécharger le formulaire vierge ou pour transmettre le formulaire complété');
  await expectAccessible(page, { dark: true });
  const loading = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Télécharger le formulaire vierge/ }).click();
  expect((await loading).suggestedFilename()).toBe('declaration-arret.pdf');

  await press(page, page.getByRole('link', { name: /^Transmettre le formulaire complété/ }));
  await expect(page).toHaveURL(/\/formulaires$/);
  await expectText(title(page), 'Transmission d’un formulaire PDF complété ou d’un formulaire papier numérisé');
  await expectAccessible(page, { dark: true });
  await begin(page);
  const steps = page.getByRole('navigation', { name: 'Étapes' });
  await expectText(steps, 'Étape 1 sur 3 : Justificatifs');
  await expect(steps.getByRole('listitem')).toHaveCount(3);
  await expectText(main(page), 'Déposez ici le formulaire complété et signé');
  await expectAccessible(page, { dark: true });
  await handIn(page);
  const periods = main(page).getByRole('region', { name: 'Mes périodes' });
  await expectText(periods, 'Elles figurent dans votre formulaire.');
  await expectText(main(page).getByRole('region', { name: 'Mes justificatifs' }), 'a04-plain.pdf');
  await expectAccessible(page, { dark: true });
  const request = await send(page);
  await expectText(main(page), 'Votre formulaire a bien été transmis au Service Assurance Relais Démo.');
  await expectAccessible(page, { dark: true });

  await openClaim(page);
  await expectText(main(page), 'En instruction');
  await expectText(main(page), 'Formulaire complété reçu');
  await expectText(main(page), request);
  await expectText(main(page), UNKEYED);
  await expectAccessible(page, { dark: true });
});

test('B-17 a handler keys opening and periods of a form beside its pages, corrects them and decides; the member reads each step', { tag: DETAIL }, async ({ page, portal, script }) => {
  test.slow();
  await signIn(page, portal, NONE);
  await open(page, '/formulaires');
  await begin(page);
  await handIn(page);
  await send(page);

  const handler = await otherDevice(page, portal, script);
  await onTheDesk(handler, portal, 'Hugo Delattre');
  await press(handler, handler.getByRole('link', { name: /^Saisir les périodes du formulaire/ }));
  await expectText(title(handler), 'Saisir un formulaire');
  const picture = handler.getByRole('img', { name: /^Page 1 sur \d+ de a04-plain\.pdf$/ });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true);
  await expectAccessible(handler, { dark: true });
  await expect(handler.getByRole('radio', { name: 'Perte d’emploi' }), 'what the member chose').toBeChecked();
  await press(handler, handler.getByRole('button', { name: 'Enregistrer l’arrêt' }));
  await expectText(handler.getByRole('alert'), 'Indiquez le premier jour de l’arrêt');
  await expectAccessible(handler, { dark: true });
  await handler.getByLabel('Premier jour de l’arrêt').fill('10/02/2026');
  await press(handler, handler.getByRole('button', { name: 'Enregistrer l’arrêt' }));
  await expectText(main(handler), 'Les périodes sont à compléter ou à corriger');
  await expectAccessible(handler, { dark: true });

  await typePeriod(handler, { start: '01/02/2026', end: '09/02/2026' });
  await press(handler, addButton(handler));
  await expectText(handler.getByRole('alert'), 'avant le début de votre arrêt, le 10 février 2026');
  await expect(handler.getByLabel('La date de début'), 'what was typed is kept').toHaveValue('01/02/2026');
  await expectAccessible(handler, { dark: true });
  await typePeriod(handler, { start: '10/02/2026', end: '28/02/2026' });
  await press(handler, addButton(handler));
  await expect(lines(handler)).toHaveCount(1);
  await expectAccessible(handler, { dark: true });
  await press(handler, handler.getByRole('button', { name: 'Enregistrer les périodes' }));
  await expectText(main(handler), 'Les périodes du formulaire sont enregistrées.');
  await expectText(main(handler), 'Pauline Aubry a saisi les périodes d’un formulaire');
  await expectAccessible(handler, { dark: true });

  await press(handler, handler.getByRole('link', { name: /^Corriger les périodes saisies/ }));
  await press(handler, lines(handler).getByRole('button', { name: /^Retirer la période/ }));
  await expect(lines(handler)).toHaveCount(0);
  await typePeriod(handler, { start: '10/02/2026', end: '20/02/2026' });
  await press(handler, addButton(handler));
  await expect(lines(handler)).toHaveCount(1);
  await press(handler, handler.getByRole('button', { name: 'Enregistrer les périodes' }));
  await expectText(main(handler), 'Du 10 au 20 février 2026');
  await openClaim(page);
  await expectText(main(page), 'Les périodes de votre formulaire sont saisies');
  await expectText(main(page), 'Périodes saisies par nos services d’après le formulaire.');
  await expectText(main(page), 'Du 10 au 20 février 2026');
  await expectAccessible(page, { dark: true });

  await press(handler, handler.getByRole('link', { name: /^Décider la demande/ }));
  await press(handler, handler.getByRole('button', { name: 'Vérifier la décision' }));
  await expectText(main(handler), 'Ce que vous allez décider');
  await expectAccessible(handler, { dark: true });
  await press(handler, handler.getByRole('button', { name: 'Confirmer la décision' }));
  await expectText(main(handler), 'La décision est enregistrée');
  await openClaim(page);
  await expectText(main(page), 'Décision : Acceptée');
  await expectAccessible(page, { dark: true });
});

test('S-23 B-17 a form is not sent without its file; before it is keyed no day is accepted, and it is refused for a motive', { tag: DETAIL }, async ({ page, portal, script }) => {
  await signIn(page, portal, OPEN);
  await open(page, '/formulaires');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('region', { name: 'Pour un dossier déjà ouvert' }).getByRole('button'));
  const number = numberOf(page);
  await open(page, `/dossiers/${number}/demande/recapitulatif`);
  await expectText(main(page), 'Il manque le formulaire : revenez à l’étape Justificatifs.');
  await expectAccessible(page, { dark: true });
  await open(page, '/formulaires');
  await expectAccessible(page, { dark: true });
  const begun = page.getByRole('listitem').filter({ has: page.getByRole('link', { name: /^Reprendre ma demande/ }) });
  const words = await begun.locator('b').boundingBox();
  expect(words?.height, 'its name stands on one line, beside or above the button').toBeLessThan(40);
  await press(page, begun.getByRole('link'));
  await expect(page).toHaveURL(new RegExp(`/dossiers/${number}/demande/justificatifs$`));
  await handIn(page);
  await send(page);

  const handler = await otherDevice(page, portal, script);
  await onTheDesk(handler, portal, 'Claire Moreau');
  await press(handler, handler.getByRole('link', { name: /^Décider la demande/ }));
  await press(handler, handler.getByRole('button', { name: 'Vérifier la décision' }));
  await expectText(handler.getByRole('alert'), 'Saisissez d’abord les périodes du formulaire');
  await expectAccessible(handler, { dark: true });
  await handler.getByRole('radio', { name: /refuser tous les jours$/ }).check();
  await handler.getByLabel('Motif du refus').selectOption('Justificatif manquant ou illisible');
  await press(handler, handler.getByRole('button', { name: 'Vérifier la décision' }));
  await expectText(main(handler), 'Article 7.2');
  await expectAccessible(handler, { dark: true });
  await press(handler, handler.getByRole('button', { name: 'Confirmer la décision' }));
  await expectText(main(handler), 'La décision est enregistrée');
  await open(page, `/dossiers/${number}`);
  await expectText(main(page), 'Décision : Refusée');
  await expectText(main(page), 'Justificatif manquant ou illisible');
  await expectAccessible(page, { dark: true });
});
