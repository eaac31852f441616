// Help and questions (C-34, C-35).
import { DETAIL, OPEN, expect, expectText, fold, home, main, test, title } from './relais.ts';

const SECTIONS = [
  'Je me connecte à mon espace client',
  'J’accède à mes contrats',
  'Je consulte mon dossier d’assurance',
  'Je prolonge mon dossier',
  'J’ajoute un justificatif',
  'Je vérifie et je confirme ma demande',
  'Le traitement de ma demande',
];

test('C-34 the help « Comment prolonger mon dossier de prise en charge ? » has its seven sections, read without signing in', async ({ page }) => {
  await page.goto('/aide/prolonger-mon-dossier');
  expect(fold(await title(page).innerText())).toBe('Comment prolonger mon dossier de prise en charge ?');
  const headings = (await main(page).getByRole('heading', { level: 2 }).allInnerTexts()).map(fold);
  expect(headings.slice(0, 7)).toEqual(SECTIONS.map(fold));
  await expectText(main(page), 'transmise au Service Assurance Relais Emprunteur');
  await expect(main(page), 'no hole is left unfilled').not.toContainText('{');
});

test('C-34 the menu and the foot of a member’s pages lead to the help', { tag: DETAIL }, async ({ page, portal, wide }) => {
  await home(page, portal, OPEN);
  await page.getByRole('navigation', { name: wide ? 'Menu principal' : 'Raccourcis' }).getByRole('link', { name: 'Aide' }).click();
  await expect(page).toHaveURL(/\/aide\/prolonger-mon-dossier$/);
  await expect(page.getByText('Claire Moreau').first(), 'still signed in').toBeAttached();
  await page.goto('/');
  await page.getByRole('contentinfo').getByRole('link', { name: 'Comment prolonger mon dossier ?' }).click();
  await expect(page).toHaveURL(/\/aide\/prolonger-mon-dossier$/);
});

test('C-35 « Questions fréquentes » closes the page with « Voir toutes les questions »', { tag: DETAIL }, async ({ page }) => {
  await page.goto('/aide/prolonger-mon-dossier');
  const block = main(page).getByRole('region', { name: 'Questions fréquentes' });
  await expect(block.getByRole('heading', { level: 3 })).toHaveCount(3);
  const last = main(page).getByRole('heading', { level: 2 }).last();
  expect(fold(await last.innerText())).toBe('Questions fréquentes');
  const link = block.getByRole('link', { name: 'Voir toutes les questions', exact: true });
  expect(fold(await main(page).locator('a, p, li').last().innerText())).toBe('Voir toutes les questions');
  const some = await block.getByRole('heading', { level: 3 }).allInnerTexts();
  await link.click();
  await expect(page).toHaveURL(/\/aide\/questions$/);
  expect(fold(await title(page).innerText())).toBe('Questions fréquentes');
  const all = (await main(page).getByRole('heading', { level: 2 }).allInnerTexts()).map(fold);
  expect(all.length).toBeGreaterThan(some.length);
  expect(all).toEqual(expect.arrayContaining(some.map(fold)));
  await expectText(main(page), '01 99 00 12 34');
});
