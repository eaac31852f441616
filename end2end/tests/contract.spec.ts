// « Mes crédits » and the three tabs of a product (C-4 … C-10).
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DETAIL, OPEN, PROFILE, box, expect, expectAccessible, expectRed, expectText, fold, home, main, signIn, test, title } from './relais.ts';
import { scratch } from './server.mjs';

const credits = 'plusieurs crédits, aucun dossier';

test('C-4 « Mes crédits » stands in the middle of the espace client, one card per credit', { tag: DETAIL }, async ({ page, portal }) => {
  await home(page, portal, credits);
  const section = main(page).getByRole('region', { name: 'Mes crédits', exact: true });
  await expect(section.getByRole('heading', { level: 2, name: 'Mes crédits' })).toBeVisible();
  await expect(section.getByRole('article')).toHaveCount(4);
  await expect(section.getByRole('heading', { level: 3 })).toHaveText(['Crédit renouvelable', 'Prêt auto', 'Prêt personnel', 'Prêt travaux']);
  await expectText(section, 'Prochaine échéance, le 5 avril 2026');
  await expectText(section, '65,00 €');
});

test('C-5 C-6 « Voir le détail de mon produit » stands above « Augmenter » and « Utiliser » and opens the product', { tag: DETAIL }, async ({ page, portal }) => {
  await home(page, portal, credits);
  const card = page.getByRole('article', { name: 'Prêt auto' });
  const link = card.getByRole('link', { name: 'Voir le détail de mon produit' });
  const increase = card.getByRole('link', { name: 'Augmenter' });
  const draw = card.getByRole('link', { name: 'Utiliser' });
  const [above, left, right] = [await box(link), await box(increase), await box(draw)];
  expect(left.y).toBeGreaterThanOrEqual(above.y + above.height);
  expect(right.y).toBeGreaterThanOrEqual(above.y + above.height);
  const profile = readFileSync(PROFILE, 'utf8');
  for (const [button, key] of [[increase, 'increase_url'], [draw, 'draw_url']] as const) {
    const address = new RegExp(`^${key} = "(.*)"$`, 'm').exec(profile)?.[1];
    await expect(button, `${key} comes from the profile`).toHaveAttribute('href', address ?? 'missing');
  }
  await link.click();
  await expect(page).toHaveURL(/\/credits\/[0-9a-f-]{36}$/);
  await expect(title(page)).toHaveText('Prêt auto');
});

test('D-19 « Augmenter » and « Utiliser » say that they lead out of the portal, in a window of their own', { tag: DETAIL }, async ({ page, portal }) => {
  await home(page, portal, credits);
  const card = page.getByRole('article', { name: 'Prêt auto' });
  for (const name of ['Augmenter', 'Utiliser']) {
    const link = card.getByRole('link', { name: new RegExp(`^${name} Lien externe au site\\. S’ouvre dans une nouvelle fenêtre\\.$`) });
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
    await expect(link.locator('svg'), 'and a drawing says it to the eye').toBeVisible();
  }
  await expectAccessible(page, { dark: true });
});

test('C-7 the three dots on the right, under « Mes crédits », open the same page by « Voir le détail »', { tag: DETAIL }, async ({ page, portal }) => {
  await home(page, portal, credits);
  const card = page.getByRole('article', { name: 'Prêt auto' });
  const dots = card.locator('summary', { has: page.locator('svg') });
  await expect(dots).toHaveAttribute('aria-label', 'Actions pour Prêt auto');
  const item = card.getByRole('link', { name: 'Voir le détail', exact: true });
  await expect(item, 'closed at first').toBeHidden();

  const [at, around, heading] = [await box(dots), await box(card), await box(page.getByRole('heading', { name: 'Mes crédits', exact: true }))];
  expect(at.x + at.width / 2, 'on the right of the card').toBeGreaterThan(around.x + around.width * 0.75);
  expect(at.y, 'under the heading').toBeGreaterThan(heading.y);
  expect(Math.min(at.width, at.height), 'large enough for a thumb').toBeGreaterThanOrEqual(44);

  await dots.click();
  await expect(item).toBeVisible();
  await expectAccessible(page);
  const same = await card.getByRole('link', { name: 'Voir le détail de mon produit' }).getAttribute('href');
  await expect(item).toHaveAttribute('href', same ?? 'missing');
  await item.click();
  await expect(title(page)).toHaveText('Prêt auto');
});

test('C-8 the product has three tabs with addresses of their own, « Assurance » rightmost', { tag: DETAIL }, async ({ page, portal }) => {
  await home(page, portal, OPEN);
  await page.getByRole('link', { name: 'Voir le détail de mon produit' }).first().click();
  const tabs = page.getByRole('navigation', { name: 'Détail de mon produit' }).getByRole('link');
  await expect(tabs).toHaveText(['Mon crédit', 'Mes échéances', 'Assurance']);
  const places = await Promise.all([0, 1, 2].map(async (n) => (await box(tabs.nth(n))).x));
  expect(places[2], '« Assurance » is the rightmost').toBe(Math.max(...places));
  expect(places[0]).toBe(Math.min(...places));
  const addresses = new Set<string>();
  for (const [tab, heading] of [['Mon crédit', 'Mon crédit'], ['Mes échéances', 'Mes prochaines échéances'], ['Assurance', 'Assurance emprunteur']]) {
    await tabs.getByText(tab, { exact: true }).or(tabs.filter({ hasText: tab })).first().click();
    await expect(page.getByRole('heading', { level: 2, name: heading })).toBeVisible();
    await expect(tabs.filter({ hasText: tab })).toHaveAttribute('aria-current', 'page');
    await expect(tabs.and(page.locator('[aria-current]'))).toHaveCount(1);
    addresses.add(page.url());
  }
  expect(addresses.size).toBe(3);
});

test('C-9 C-10 the tab « Assurance » shows guarantees and contract, closed by a red « Déclarer / gérer un arrêt de travail »', async ({ page, portal }) => {
  await home(page, portal, OPEN);
  await page.getByRole('link', { name: 'Voir le détail de mon produit' }).first().click();
  await page.getByRole('link', { name: 'Assurance', exact: true }).click();
  const guarantees = main(page).getByRole('region', { name: 'Mes garanties' });
  await expect(guarantees.getByRole('listitem')).toHaveCount(2);
  await expectText(guarantees, 'Arrêt de travail');
  await expectText(guarantees, 'Perte d’emploi');
  const contract = main(page).getByRole('region', { name: 'Les informations de mon contrat' });
  for (const text of ['Numéro de contrat', 'AE-2841009357', 'Date d’effet', '12 mars 2022', 'Franchise', '30 jours', 'Durée maximale', 'Part assurée', '100 %']) {
    await expectText(contract, text);
  }
  const button = main(page).getByRole('link', { name: 'Déclarer / gérer un arrêt de travail', exact: true });
  await expectRed(button);
  const last = main(page).locator('a, button').last();
  expect(fold(await last.innerText()), 'it closes the page').toBe('Déclarer / gérer un arrêt de travail');
  await button.click();
  await expect(page).toHaveURL(`${portal.url}/dossiers`);
  await expect(title(page)).toHaveText('Mes dossiers');
  await expectText(main(page), 'Dossier D');
});

test('C-10 each dossier tells its status in a word, and a refused or closed one says why it cannot be prolonged', { tag: DETAIL }, async ({ page, portal }) => {
  for (const [kind, status, sentence] of [
    ['dossier refusé', 'Refusée', 'Ce dossier est refusé : il ne peut pas être prolongé.'],
    ['dossier clôturé', 'Clôturée', 'Ce dossier est clôturé : il ne peut pas être prolongé.'],
  ]) {
    await signIn(page, portal, kind);
    await page.goto('/dossiers');
    await expect(page.locator('.badge').filter({ hasText: status })).toBeVisible();
    await page.locator('main .card h3 a').first().click();
    await expectText(main(page), sentence);
    await expect(page.getByRole('button', { name: 'Prolonger mon dossier' })).toHaveCount(0);
    await expectAccessible(page);
  }
});

test('C-4 another member’s credit is not found', { tag: DETAIL }, async ({ page, portal }) => {
  await home(page, portal, OPEN);
  const foreign = await page.getByRole('link', { name: 'Voir le détail de mon produit' }).first().getAttribute('href');
  await signIn(page, portal, credits);
  portal.expectError(/status of 404/);
  for (const tab of ['', '/echeances', '/assurance']) {
    const answer = await page.goto(`${foreign}${tab}`);
    expect(answer?.status()).toBe(404);
    await expect(title(page)).toHaveText('Page introuvable');
  }
});

test.describe('an insurer without « Augmenter » and « Utiliser »', () => {
  // Made for the test alone: every process of a run reads this file, and only some run the test that would remove it.
  test.use({
    insurer: async ({}, use) => {
      const { folder, remove } = scratch('profile');
      const withoutLinks = join(folder, 'sans-liens.toml');
      writeFileSync(withoutLinks, readFileSync(PROFILE, 'utf8').replace(/^(increase_url|draw_url) = .*$/gm, ''));
      await use(withoutLinks);
      remove();
    },
  });

  test('C-6 the two buttons are absent when the profile names no address', { tag: DETAIL }, async ({ page, portal }) => {
    await home(page, portal, OPEN);
    await expect(page.getByRole('link', { name: 'Voir le détail de mon produit' })).toHaveCount(2);
    await expect(page.getByRole('link', { name: /Augmenter|Utiliser/ })).toHaveCount(0);
  });
});
