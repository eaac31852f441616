// « Pilotage »: figures and plots for whoever answers for the desk, and messages one by one (B-60, B-61); and the desk's list of members whom
// no message reaches (Y-1).
import { DETAIL, atTheOffice, expect, expectAccessible, expectText, main, open, press, test, title } from './relais.ts';

test('B-60 B-61 a supervisor reads plots, the tables behind them, another span, and takes the figures as a file', { tag: DETAIL }, async ({ page, portal }) => {
  // Where one arrives is the queue of another role.
  portal.expectError(/status of 403/);
  await atTheOffice(page, portal, 'supervisor');
  await open(page, '/gestion/pilotage');
  await expectText(title(page), 'Pilotage');
  await expectText(main(page), 'Du 11 février au 12 mars 2026');
  await expect(page.getByRole('img', { name: /^Graphique/ })).toHaveCount(5);
  await expectAccessible(page, { dark: true });

  const table = page.getByRole('table', { name: 'Dossiers en cours selon leur attente' });
  await expect(table).toBeHidden();
  await page.locator('summary').filter({ hasText: 'Dossiers en cours selon leur attente' }).click();
  await expect(table.getByRole('row')).toHaveCount(4);
  await expectText(table, 'En retard');
  await expectAccessible(page, { dark: true });

  await page.getByLabel('Période').selectOption('Les 7 derniers jours');
  await press(page, page.getByRole('button', { name: 'Afficher' }));
  await expect(page).toHaveURL(/\?jours=7$/);
  await expectText(main(page), 'Du 6 au 12 mars 2026');
  const loading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger ces chiffres (CSV)' }).click();
  expect((await loading).suggestedFilename()).toBe('pilotage-2026-03-12-7.csv');
});

test('Y-1 the desk has a list of members whom no message reaches', { tag: DETAIL }, async ({ page, portal }) => {
  await atTheOffice(page, portal, 'handler');
  await open(page, '/gestion/a-joindre');
  await expectText(title(page), 'À joindre autrement');
  await expectText(main(page), 'Personne à joindre autrement');
  await expectAccessible(page, { dark: true });
});

test('B-61 a supervisor reads which messages are to be seen to, and every other one', { tag: DETAIL }, async ({ page, portal }) => {
  portal.expectError(/status of 403/);
  await atTheOffice(page, portal, 'supervisor');
  await open(page, '/gestion/messages');
  await expectText(title(page), 'Mails et SMS');
  await expectText(main(page), 'Tous les messages sont partis');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('link', { name: 'Tous les messages', exact: true }));
  await expect(page).toHaveURL(/\?etat=tous$/);
  await expectAccessible(page, { dark: true });
});
