// « Nous contacter » (S-56), the public menu (S-2) and that of small screens (S-13), which browsers the portal works in (S-58, D-19, X-20).
import type { Page } from '@playwright/test';
import { DETAIL, type Portal, SCRIPT, box, expect, expectAccessible, expectNoText, expectText, fold, main, member, open, press, signOut, test, title, typeSignIn } from './relais.ts';

test.use({ insurer: 'prevoyance' });

const subject = (page: Page) => page.getByLabel('Préciser le sujet de votre message');
const text = (page: Page) => page.getByLabel('Votre message', { exact: false }).and(page.locator('textarea'));
const send = (page: Page) => press(page, page.getByRole('button', { name: 'ENVOYER', exact: true }));
const menu = (page: Page) => page.getByRole('navigation', { name: 'Menu principal' });

async function enter(page: Page, portal: Portal) {
  const { login, password } = member(portal, 'deux contrats');
  await page.goto('/connexion');
  await typeSignIn(page, login, password, 'Identifiant', 'Valider');
  await expectText(title(page), 'Bonjour Claire');
}

test('S-56 a member chooses a subject, writes, sends, and sees what was received under which reference', async ({ page, portal, wide }) => {
  await enter(page, portal);
  if (!wide) await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await press(page, menu(page).getByRole('link', { name: 'Nous contacter' }));
  await expectText(title(page), 'Nous contacter');
  await expectText(main(page), '(*) précise que la saisie de cette donnée est obligatoire');
  const offered = await subject(page).locator('option').allInnerTexts();
  expect(offered.map(fold)).toEqual(['Sélectionnez un sujet…', 'Mon contrat', 'Mes indemnisations', 'Mes données personnelles', 'Réclamation', 'Autre']);
  await expectNoText(main(page), 'Mes messages');
  await expectAccessible(page, { dark: true });

  await text(page).fill('Où trouver ma notice ?');
  await send(page);
  await expect(subject(page), 'the browser asks for the subject, and keeps what was written').toBeFocused();
  await expect(text(page)).toHaveValue('Où trouver ma notice ?');
  await page.getByRole('button', { name: 'Effacer le message' }).click();
  await expect(text(page)).toHaveValue('');

  await subject(page).selectOption('Mon contrat');
  await text(page).fill(' ');
  await send(page);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expectText(summary, 'Écrivez votre message.');
  await expect(subject(page), 'what was chosen is kept').toHaveValue('Mon contrat');
  await expectAccessible(page, { dark: true });

  await text(page).fill('Où trouver ma notice ?\nMerci.');
  await send(page);
  const told = page.getByRole('status');
  await expectText(told, 'Votre message est bien arrivé.');
  await expectText(told, 'Envoyé le 12 mars 2026 à 15 h');
  const number = /ME-26-\d{6}-\d/.exec(await told.innerText())?.[0] ?? '';
  expect(number, 'it has a reference').not.toBe('');
  const line = main(page).getByRole('region', { name: 'Mes messages' }).getByRole('listitem');
  for (const words of ['Mon contrat', number, 'Reçu']) await expectText(line, words);
  await line.getByText('Relire le message').click();
  await expectText(line, 'Où trouver ma notice ? Merci.');
  await expectAccessible(page, { dark: true });
});

test('S-56 WCAG 2.2.1 a message outlives the session in which it was written', { tag: [DETAIL, SCRIPT] }, async ({ page, portal }) => {
  await page.clock.install();
  await enter(page, portal);
  await open(page, '/contact');
  await subject(page).selectOption('Mon contrat');
  await text(page).fill('Où trouver ma notice ?');
  await page.context().clearCookies();
  portal.expectError(/status of 401/);
  await page.clock.fastForward('27:00');
  await expect(page.getByRole('heading', { name: 'Votre session est terminée' })).toBeVisible();
  await expectAccessible(page, { dark: true });
  const opened = page.waitForEvent('popup');
  await page.getByRole('link', { name: 'Me reconnecter dans un autre onglet' }).click();
  const other = await opened;
  const { login, password } = member(portal, 'deux contrats');
  await typeSignIn(other, login, password, 'Identifiant', 'Valider');
  await expect(other).toHaveURL(`${portal.url}/contact`);
  await other.close();
  await page.evaluate(() => window.dispatchEvent(new Event('focus')));
  await expect(page.locator('#session')).toBeHidden();
  await expect(text(page)).toHaveValue('Où trouver ma notice ?');
  await send(page);
  await expectText(page.getByRole('status'), 'Votre message est bien arrivé.');
  await expectText(main(page).getByRole('region', { name: 'Mes messages' }), 'Mon contrat');
});

test('S-13 on a small screen the menu is hidden and opened by a button top right, beside the identifier', async ({ page, portal, wide }) => {
  await enter(page, portal);
  const button = page.getByRole('button', { name: 'Menu', exact: true });
  if (wide) {
    await expect(menu(page), 'there is room for it').toBeVisible();
    await expect(button).toBeHidden();
    return;
  }
  await expect(menu(page)).toBeHidden();
  const identifier = page.getByRole('banner').getByText('Identifiant 40821176');
  const [at, beside, screen] = [await box(button), await box(identifier), page.viewportSize() ?? { width: 0, height: 0 }];
  expect(at.x, 'to the right of the identifier').toBeGreaterThanOrEqual(beside.x + beside.width);
  expect(at.x + at.width, 'at the right of the screen').toBeGreaterThan(screen.width - 40);
  expect(at.y + at.height, 'at its top').toBeLessThan(120);
  expect(Math.abs(at.y + at.height / 2 - (beside.y + beside.height / 2)), 'on the same line').toBeLessThan(20);

  await button.click();
  await expect(menu(page)).toBeVisible();
  for (const name of ['Mon adhésion', 'Mon Profil', 'Nous contacter']) await expect(menu(page).getByRole('link', { name, exact: true })).toBeVisible();
  await expectAccessible(page, { dark: true });
  await menu(page).getByRole('button', { name: 'Fermer le menu' }).click();
  await expect(menu(page)).toBeHidden();
  await signOut(page, wide);
});

test('S-58 X-20 D-19 whoever cannot sign in learns which browsers work, and where to get one', { tag: DETAIL }, async ({ page }) => {
  await page.goto('/connexion');
  await press(page, page.getByRole('link', { name: 'Navigateurs compatibles' }));
  await expectText(title(page), 'Navigateurs compatibles');
  for (const name of ['Firefox', 'Chrome', 'Edge', 'Safari']) {
    const link = main(page).getByRole('link', { name: new RegExp(`^${name} .*Lien externe au site\\. S’ouvre dans une nouvelle fenêtre\\.`) });
    await expect(link).toHaveAttribute('href', /^https:\/\//);
    await expect(link).toHaveAttribute('target', '_blank');
    await expect(link).toHaveAttribute('rel', 'noopener noreferrer');
  }
  for (const words of ['Internet Explorer 11 ne convient plus', 'la page de connexion ne s’affiche pas', 'le chargement des fichiers échoue']) await expectText(main(page), words);
  await expectAccessible(page, { dark: true });
});

test('S-2 the sign-in page is reached by Espace Clients, Adhérent, Prévoyance complémentaire', { tag: DETAIL }, async ({ page, portal }) => {
  await page.goto('/aide/navigateurs');
  const path = page.getByRole('navigation', { name: 'Accès à l’espace' });
  await expect(path.getByRole('listitem')).toHaveText(['Espace Clients', 'Adhérent', 'Prévoyance complémentaire']);
  await expectAccessible(page, { dark: true });
  await press(page, path.getByRole('link', { name: 'Prévoyance complémentaire' }));
  await expect(page).toHaveURL(`${portal.url}/connexion`);
  await expect(path.getByRole('link')).toHaveAttribute('aria-current', 'page');
  await expectAccessible(page, { dark: true });
});
