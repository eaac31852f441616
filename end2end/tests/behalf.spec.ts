// What the desk does in a member’s place: entering what came by fax or by post, seeing the member’s pages, noting that a stop ended, and two
// files side by side (B-8, B-14, B-16, B-54).
import { DETAIL, NEXT_PERIOD, NONE, OPEN, addButton, atTheOffice, awake, chooseFiles, expect, expectAccessible, expectText, lines, main, openClaim, press, signIn, test, title, type Typed, typePeriod, upload } from './relais.ts';
import type { Page } from '@playwright/test';

/** Enters a period and a file, and keeps the request for its member. */
async function enter(page: Page, period: Typed) {
  await expectText(main(page), 'Il manque encore');
  await typePeriod(page, period);
  await press(page, addButton(page));
  await expect(lines(page)).toHaveCount(1);
  await chooseFiles(page, [upload('s01-attestation.pdf')]);
  await expectText(main(page), 's01-attestation.pdf');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Enregistrer la demande' }));
  await expectText(main(page), 'La demande est enregistrée pour l’assuré');
}

test('B-16 B-54 a handler enters a request that came by fax, then sees the member’s pages without doing anything there; the member reads both', { tag: DETAIL }, async ({ page, portal }) => {
  portal.expectError(/status of 403/);
  await atTheOffice(page, portal, 'handler');
  await page.locator('#recherche').fill('moreau claire');
  await press(page, page.getByRole('button', { name: 'Rechercher' }));
  await press(page, main(page).locator('ul.list').getByRole('link').first());
  await expectText(title(page), 'Claire Moreau');

  await press(page, page.getByRole('link', { name: 'Saisir pour l’assuré' }));
  await expectAccessible(page, { dark: true });
  await page.getByLabel('Reçue par').selectOption('Télécopie');
  await page.getByLabel('Reçue le').fill('13/03/2026');
  await press(page, page.getByRole('button', { name: 'Commencer la saisie' }));
  await expectText(page.getByRole('alert'), 'ne peut pas suivre le 12 mars 2026');
  await expectAccessible(page, { dark: true });
  await expect(page.getByLabel('Reçue par'), 'what was chosen is kept').toHaveValue('fax');
  await page.getByLabel('Reçue le').fill('09/03/2026');
  await press(page, page.getByRole('button', { name: 'Commencer la saisie' }));
  await enter(page, NEXT_PERIOD);
  await expectText(main(page), 'Saisie par nos services, reçue par télécopie le 9 mars 2026');

  await press(page, page.getByRole('link', { name: /^Même fichier que/ }).first());
  await expect(page.getByRole('img', { name: /^Page 1 sur 1/ })).toHaveCount(2);
  await expectAccessible(page, { dark: true });
  await page.goBack();

  await press(page, page.getByRole('link', { name: 'Voir comme l’assuré' }));
  await press(page, page.getByRole('button', { name: 'Voir ses pages' }));
  await expectText(page.getByRole('alert'), 'Choisissez un motif');
  await expectAccessible(page, { dark: true });
  await page.getByRole('radio', { name: 'L’assuré demande de l’aide' }).check();
  await press(page, page.getByRole('button', { name: 'Voir ses pages' }));
  await expect(page).toHaveURL(/\/$/);
  await expectText(main(page), 'Vous voyez l’espace de Claire Moreau, en lecture seule.');
  await expectAccessible(page, { dark: true });
  await openClaim(page);
  await expectText(main(page), 'Prolongation saisie par nos services');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Prolonger mon dossier' }));
  await expectText(main(page), 'Rien n’a été modifié.');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Arrêter et revenir au dossier' }));
  await expectText(title(page), 'Claire Moreau');

  await signIn(page, portal, OPEN);
  await openClaim(page);
  await expectText(main(page), 'reçue par télécopie le 9 mars 2026');
  await expectText(main(page), 'Votre espace a été affiché par nos services');
  await expectAccessible(page);
});

test('B-16 a handler declares a stop that came by post for a member who has no dossier, found by their name; the member reads so', { tag: DETAIL }, async ({ page, portal }) => {
  await atTheOffice(page, portal, 'handler');
  await page.locator('#recherche').fill('delattre');
  await press(page, page.getByRole('button', { name: 'Rechercher' }));
  await expectText(main(page), 'Aucun dossier transmis ne correspond.');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('link', { name: 'Déclarer un arrêt pour Hugo Delattre' }));
  await expectText(title(page), 'Déclarer un arrêt pour l’assuré');
  await expectText(main(page), 'Hugo Delattre');
  await expectAccessible(page, { dark: true });
  await expect(page.getByRole('radio', { name: 'Prêt personnel' }), 'the only one is chosen').toBeChecked();
  await page.getByLabel('Reçue par').selectOption('Courrier');
  await page.getByLabel('Reçue le').fill('13/03/2026');
  await press(page, page.getByRole('button', { name: 'Commencer la saisie' }));
  await expectText(page.getByRole('alert'), 'ne peut pas suivre le 12 mars 2026');
  await expectAccessible(page, { dark: true });
  await page.getByLabel('Reçue le').fill('09/03/2026');
  await press(page, page.getByRole('button', { name: 'Commencer la saisie' }));

  await expectText(title(page), 'Saisir pour l’assuré');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Enregistrer l’arrêt' }));
  await expectText(page.getByRole('alert'), 'Choisissez le motif');
  await expectAccessible(page, { dark: true });
  await page.getByRole('radio', { name: 'Arrêt de travail' }).check();
  await page.getByLabel('Premier jour de l’arrêt').fill('10/02/2026');
  await press(page, page.getByRole('button', { name: 'Enregistrer l’arrêt' }));
  await enter(page, { start: '10/02/2026', end: '28/02/2026' });
  await expectText(main(page), 'Saisie par nos services, reçue par courrier le 9 mars 2026');
  await expectText(title(page), 'Hugo Delattre');

  await signIn(page, portal, NONE);
  await openClaim(page);
  await expectText(main(page), 'Déclaration saisie par nos services');
  await expectText(main(page), 'reçue par courrier le 9 mars 2026');
  await expectAccessible(page);
});

test('B-2 B-16 what was changed in another tab is not kept for its member by a page that never showed it: it says so, and shows it', { tag: DETAIL }, async ({ page, portal }) => {
  await atTheOffice(page, portal, 'handler');
  await page.locator('#recherche').fill('moreau claire');
  await press(page, page.getByRole('button', { name: 'Rechercher' }));
  await press(page, main(page).locator('ul.list').getByRole('link').first());
  await press(page, page.getByRole('link', { name: 'Saisir pour l’assuré' }));
  await page.getByLabel('Reçue par').selectOption('Courrier');
  await page.getByLabel('Reçue le').fill('09/03/2026');
  await press(page, page.getByRole('button', { name: 'Commencer la saisie' }));
  await typePeriod(page, NEXT_PERIOD);
  await press(page, addButton(page));
  await chooseFiles(page, [upload('s01-attestation.pdf')]);
  await expectText(main(page), 's01-attestation.pdf');

  const other = await page.context().newPage();
  await other.goto(page.url());
  await awake(other);
  await typePeriod(other, { start: '01/02/2026', end: '05/02/2026' });
  await press(other, addButton(other));
  await expect(lines(other)).toHaveCount(2);

  await page.getByRole('button', { name: 'Enregistrer la demande' }).click();
  await expectText(main(page), 'Rien n’a été transmis : quelqu’un l’a modifiée depuis que vous l’avez ouverte.');
  await expect(lines(page)).toHaveCount(2);
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Enregistrer la demande' }));
  await expectText(main(page), 'La demande est enregistrée pour l’assuré');
});

test('B-14 B-15 an end of a stop noted by mistake closes its dossier, and taken back opens it again; the member reads so', { tag: DETAIL }, async ({ page, portal }) => {
  await atTheOffice(page, portal, 'handler');
  await page.locator('#recherche').fill('moreau claire');
  await press(page, page.getByRole('button', { name: 'Rechercher' }));
  await press(page, main(page).locator('ul.list').getByRole('link').first());
  await page.getByLabel('À noter').selectOption('Arrêt terminé');
  await page.getByLabel('Dernier jour d’arrêt, ou premier jour de travail').fill('09/01/2026');
  await press(page, page.getByRole('button', { name: 'Noter', exact: true }));
  await expectText(main(page), 'Clôturée');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Retirer Arrêt terminé le 9 janvier 2026' }));
  await expectText(main(page), 'Payée');
  await expectText(main(page), 'Pauline Aubry a retiré la fin de l’arrêt ou la reprise notée par erreur');
  await expectAccessible(page, { dark: true });

  await signIn(page, portal, OPEN);
  await openClaim(page);
  await expectText(main(page), 'Retiré : arrêt terminé le 9 janvier 2026');
  await expectText(main(page), 'noté par erreur, retiré le 12 mars 2026');
  await expectAccessible(page);
});
