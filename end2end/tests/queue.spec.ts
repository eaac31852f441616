// The desk's queue: filters, search, keys, what changes meanwhile; and whose a dossier is when two want it (B-1, B-2).
import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { DESKTOP, DETAIL, OPEN, type Portal, SCRIPT, atTheOffice, expect, expectAccessible, expectNoText, expectText, fold, main, open, otherDevice, press, send, signIn, staff, test, title, toRecap } from './relais.ts';
import { CLOCK, program } from './server.mjs';

/** Lets the demo's supervisor work on dossiers, too. */
function withColleague(portal: Portal) {
  const who = ['--email', staff(portal, 'supervisor').login, '--role', 'supervisor', '--role', 'handler'];
  const where = ['--demo', '--insurer', 'emprunteur', '--data', portal.folder, '--clock', CLOCK];
  execFileSync(program().bin, ['staff', 'roles', ...where, ...who], { env: { ...process.env, RUST_LOG: 'warn' } });
}

const rows = (page: Page) => page.locator('tbody tr');
const row = (page: Page, member: string) => rows(page).filter({ hasText: member });

test('B-1 a handler filters the queue, keeps the filter, and finds a dossier by its member’s name', { tag: DETAIL }, async ({ page, portal }) => {
  await atTheOffice(page, portal, 'handler');
  await expectText(row(page, 'Marc Oudin'), '20 jours, en retard');
  await expectText(row(page, 'Inès Carpentier'), 'Nouveau document');
  await press(page, page.getByRole('link', { name: 'En retard', exact: true }));
  await expect(rows(page)).toHaveCount(1);
  await expectText(rows(page), 'Marc Oudin');
  await expectAccessible(page, { dark: true });
  await page.getByText('Tous les filtres').click();
  await page.getByLabel('Statut').selectOption('En instruction');
  await page.getByLabel('Attente').selectOption('Tous');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Filtrer' }));
  await expect(rows(page)).toHaveCount(1);
  await expectText(rows(page), 'Inès Carpentier');
  await page.getByText('Tous les filtres').click();
  await page.getByLabel('Nom du filtre').fill('À lire');
  await press(page, page.getByRole('button', { name: 'Garder ce filtre' }));
  await press(page, page.getByRole('link', { name: 'Tous les dossiers' }));
  await expect(rows(page)).toHaveCount(2);
  await press(page, page.getByRole('link', { name: 'À lire' }));
  await expect(rows(page)).toHaveCount(1);
  await press(page, page.getByRole('link', { name: 'Mes dossiers', exact: true }));
  await expectText(main(page), 'Aucun dossier ne correspond');
  await expectAccessible(page, { dark: true });
  await page.getByText('Tous les filtres').click();
  await page.getByLabel('Gestionnaire').selectOption('Pauline Aubry');
  await press(page, page.getByRole('button', { name: 'Filtrer' }));
  expect(page.url(), 'the dossiers of one person').toMatch(/affectation=[0-9a-f-]{36}/);
  await expectText(main(page), 'Aucun dossier ne correspond');

  await page.locator('#recherche').fill('x');
  await press(page, page.getByRole('button', { name: 'Rechercher' }));
  await expectText(page.getByRole('alert'), 'Écrivez au moins deux lettres');
  await expectAccessible(page, { dark: true });
  await page.locator('#recherche').fill('le goff');
  await press(page, page.getByRole('button', { name: 'Rechercher' }));
  expect(page.url(), 'no name stands in the address').not.toMatch(/goff/i);
  await expectText(main(page), 'Yann Le Goff');
  await expectAccessible(page, { dark: true });
  await press(page, main(page).locator('ul.list').getByRole('link').first());
  await expectText(title(page), 'Yann Le Goff');
});

test('B-2 two people want a dossier: one has it, the other reads who, and gets it when it is handed over', { tag: DETAIL }, async ({ page, portal, script }) => {
  portal.expectError(/status of 409/);
  withColleague(portal);
  const other = await otherDevice(page, portal, script);
  await atTheOffice(page, portal, 'handler');
  await atTheOffice(other, portal, 'supervisor');
  await press(other, rows(other).first().getByRole('link'));
  await press(page, page.getByRole('button', { name: 'Prochain dossier' }));
  await expectText(title(page), 'Marc Oudin');
  await expectText(main(page), 'Ce dossier est à vous.');
  await expectAccessible(page, { dark: true });

  await press(other, other.getByRole('button', { name: 'Prendre en charge' }));
  await expectText(title(other), 'Ce dossier a changé');
  await expectText(main(other), 'Pauline Aubry a pris le dossier en charge');
  await expectAccessible(other, { dark: true });
  await press(other, other.getByRole('link', { name: 'Revoir le dossier' }));
  await expectText(main(other), 'Pauline Aubry a pris ce dossier en charge.');
  await expectAccessible(other, { dark: true });

  await page.getByLabel('Nouvelle note').fill('Rappeler lundi.');
  await press(page, page.getByRole('button', { name: 'Enregistrer la note' }));
  await expectText(main(page), 'Pauline Aubry, le 12 mars 2026');
  await page.getByLabel('Confier à').selectOption('Philippe Destouches');
  await press(page, page.getByRole('button', { name: 'Confier', exact: true }));
  await expectText(main(page), 'Pauline Aubry a confié le dossier à Philippe Destouches');
  await expectAccessible(page, { dark: true });
  await open(other, '/gestion?affectation=moi');
  await press(other, rows(other).first().getByRole('link'));
  await expectText(main(other), 'Rappeler lundi.');
  await press(other, other.getByRole('button', { name: 'Remettre dans la file' }));
  await expectText(main(other), 'Personne n’a pris ce dossier en charge.');
  await other.context().close();
});

test('B-1 without script nothing speaks of keys, and each line is reached by Tab', { tag: DETAIL }, async ({ page, portal, script }) => {
  await atTheOffice(page, portal, 'handler');
  await expect(page.getByRole('button', { name: 'Raccourcis clavier' })).toBeVisible({ visible: script });
  await page.locator('#file').getByRole('link').first().focus();
  await page.keyboard.press('Tab');
  await expect(rows(page).nth(1).getByRole('link')).toBeFocused();
  await page.keyboard.press('Enter');
  await expectText(title(page), 'Inès Carpentier');
});

test('B-1 the keys go through the queue, open a dossier, show what they are, and can be switched off', { tag: [SCRIPT, DESKTOP] }, async ({ page, portal }) => {
  await atTheOffice(page, portal, 'handler');
  const link = (at: number) => rows(page).nth(at).getByRole('link');
  await expect(page.getByRole('button', { name: 'Raccourcis clavier' })).toBeVisible();
  await page.keyboard.press('j');
  await expect(link(0)).toBeFocused();
  await page.keyboard.press('j');
  await expect(link(1)).toBeFocused();
  await page.keyboard.press('j');
  await expect(link(1), 'the last one').toBeFocused();
  await page.keyboard.press('k');
  await expect(link(0)).toBeFocused();

  const sheet = page.getByRole('dialog', { name: 'Raccourcis clavier' });
  await page.keyboard.press('?');
  await expect(sheet).toBeVisible();
  await expectAccessible(page, { dark: true });
  await page.keyboard.press('?');
  await expect(sheet).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.locator('#recherche')).toBeFocused();
  await page.keyboard.type('jk?/');
  await expect(page.locator('#recherche'), 'in a field, letters are letters').toHaveValue('jk?/');

  await title(page).click();
  await page.keyboard.press('?');
  await page.getByLabel('Raccourcis actifs sur cet ordinateur').uncheck();
  await page.keyboard.press('Escape');
  await title(page).click();
  await page.keyboard.press('j');
  await expect(page.locator('tbody a:focus')).toHaveCount(0);
  await open(page, '/gestion');
  await page.keyboard.press('j');
  await expect(page.locator('tbody a:focus'), 'kept').toHaveCount(0);
  await page.getByRole('button', { name: 'Raccourcis clavier' }).click();
  await page.getByLabel('Raccourcis actifs sur cet ordinateur').check();
  await page.getByRole('button', { name: 'Fermer' }).click();
  await title(page).click();
  await page.keyboard.press('j');
  await page.keyboard.press('Enter');
  await expectText(title(page), 'Marc Oudin');
});

test('B-1 a new request appears in the queue by itself, and whoever is on a line stays on it', { tag: [SCRIPT, DETAIL] }, async ({ page, portal, script }) => {
  await atTheOffice(page, portal, 'handler');
  await expectNoText(page.locator('#file'), 'Claire Moreau');
  const first = rows(page).first().getByRole('link');
  await first.focus();
  const member = await otherDevice(page, portal, script);
  await signIn(member, portal, OPEN);
  await toRecap(member);
  await send(member);
  await expectText(page.locator('#file'), 'Claire Moreau');
  await expectText(page.locator('#file-dit'), 'La file vient de changer.');
  await expect(first).toBeFocused();
  expect(fold(await first.innerText()), 'the same line').toBe(fold(await rows(page).filter({ hasText: 'Marc Oudin' }).getByRole('link').innerText()));
  await expectAccessible(page, { dark: true });
  await member.context().close();
});
