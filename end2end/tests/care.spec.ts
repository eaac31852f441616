// « Réclamations de soins de santé en ligne » (D-18): from the home page to « En instruction », and what the desk reads.
import type { Page } from '@playwright/test';
import {
  DETAIL, type Portal, addFiles, atTheOffice, expect, expectAccessible, expectNoText, expectText, fileLine, mailText, main, member, nextButton, open, press, saveButton,
  send, test, title, typeSignIn,
} from './relais.ts';

test.use({ insurer: 'collective' });

const SENT = 'réclamation de soins en instruction';
const DRAFT = 'réclamation de soins en brouillon';

/** Signs the demo member of that situation in, as they do. */
async function come(page: Page, portal: Portal, kind: string) {
  const { login, password } = member(portal, kind);
  await page.goto('/connexion');
  await typeSignIn(page, login, password, 'Code d’utilisateur', 'Confirmer');
  await expect(page).toHaveURL(`${portal.url}/`);
}

/** Fills in the form of one expense. */
async function type(page: Page, [day, kind, whom, paid, reimbursed = '']: string[]) {
  await page.getByLabel('Date du soin').fill(day);
  await page.getByLabel('Nature du soin').selectOption(kind);
  await page.getByLabel('Pour qui').fill(whom);
  await page.getByLabel('Montant payé').fill(paid);
  await page.getByLabel('Déjà remboursé ailleurs').fill(reimbursed);
}

const add = (page: Page) => press(page, page.getByRole('button', { name: 'Ajouter ce soin' }));

test('D-18 a member claims two expenses with a receipt, reads them again, and sends them', async ({ page, portal }) => {
  await come(page, portal, SENT);
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('button', { name: 'Faire une réclamation de soins de santé' }));
  await expectText(title(page), 'Quels soins avez-vous payés?');
  await expect(page, 'no word of health (R-6)').toHaveTitle(/^Dépenses, dossier D26-/);
  await expectAccessible(page, { dark: true });

  await type(page, ['13/03/2026', 'Soins dentaires', 'Moi-même', '186 dollars']);
  await add(page);
  await expect(page.getByRole('alert')).toBeFocused();
  await expectText(page.getByRole('alert'), 'Ligne 1 : la date du soin, le 13 mars 2026, est après aujourd’hui, le 12 mars 2026. Corrigez-la.');
  await expectText(page.getByRole('alert'), 'Ligne 1 : « 186 dollars » n’est pas un montant.');
  await expect(page.getByLabel('Montant payé'), 'nothing typed is lost').toHaveValue('186 dollars');
  await expectAccessible(page, { dark: true });
  await type(page, ['03/03/2026', 'Soins dentaires', 'Moi-même', '186,00 $']);
  await add(page);
  await expectText(main(page), '1 soin');
  await type(page, ['15/01/2026', 'Soins de la vue', 'Ma fille Léa', '1 310,50', '200']);
  await press(page, nextButton(page));

  await expect(page).toHaveURL(/\/demande\/justificatifs$/);
  await addFiles(page, ['a04-plain.pdf']);
  await expectAccessible(page);
  await press(page, nextButton(page));
  await expectText(title(page), 'Récapitulatif de ma réclamation');
  for (const told of ['Soins dentaires', '3 mars 2026, Moi-même', '200,00 $ déjà remboursés ailleurs', 'Montant réclamé', '1 296,50 $', 'a04-plain.pdf']) {
    await expectText(main(page), told);
  }
  await expectAccessible(page, { dark: true });

  const request = await send(page);
  await expectText(main(page), 'Votre réclamation a bien été transmise à Relais Collectif.');
  await expectText(main(page), 'En instruction');
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Suivre mon dossier' }));
  await expectText(main(page), request);
  await expectText(main(page), '1 296,50 $');
  await expectNoText(main(page), 'Prolonger');
  await expectAccessible(page, { dark: true });
  expect(await mailText(portal, /est bien arrivée/)).not.toMatch(/soin/i);
});

test('D-18 a claim left half-way is resumed, corrected and deleted; the desk reads the one that was sent', { tag: DETAIL }, async ({ page, portal }) => {
  await come(page, portal, DRAFT);
  await press(page, main(page).getByRole('link', { name: 'Reprendre ma demande' }));
  await expectText(main(page), 'Ma fille Rose, 310,00 $');
  await press(page, page.getByRole('button', { name: /^Corriger la ligne 1/ }));
  await expect(page.getByLabel('Pour qui')).toHaveValue('Ma fille Rose');
  await expectAccessible(page);
  await page.getByLabel('Montant payé').fill('301,00');
  await press(page, saveButton(page));
  await expectText(main(page), 'Ma fille Rose, 301,00 $');
  await open(page, page.url().replace('depenses', 'justificatifs'));
  await addFiles(page, ['a04-plain.pdf']);
  await expect(fileLine(page, 'a04-plain.pdf')).toBeVisible();
  await press(page, page.getByRole('link', { name: 'Supprimer ce brouillon' }));
  await press(page, page.getByRole('button', { name: 'Supprimer le brouillon' }));
  await expectText(main(page), 'Aucune réclamation pour le moment');
  await expectAccessible(page);

  await atTheOffice(page, portal, 'handler');
  await expectText(main(page), 'Josée Pelletier');
  await press(page, main(page).getByRole('link', { name: /^D26-/ }).first());
  for (const told of ['Soins réclamés', 'Soins dentaires', '186,00 $', 'Cette réclamation se décide et se paie en dehors du portail pour l’instant.']) {
    await expectText(main(page), told);
  }
  await expectAccessible(page);
});
