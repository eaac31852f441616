// The terms at the first connection (S-5, S-7, S-9, D-13).
import { DETAIL, expect, expectAccessible, expectText, main, member, press, test, title, typeSignIn } from './relais.ts';

test.describe('prevoyance', () => {
  test.use({ insurer: 'prevoyance' });

  test('S-5 S-7 S-9 a member reads the terms, accepts them with « Valider », and finds the page first asked for', async ({ page, portal }) => {
    const { login, password } = member(portal, 'un contrat, première connexion');
    await page.goto('/compte/mot-de-passe');
    await typeSignIn(page, login, password, 'Identifiant', 'Valider');
    await expectText(title(page), 'Conditions générales');
    await expectText(main(page), 'Version 2, en vigueur depuis le 1er janvier 2026');
    await expectAccessible(page, { dark: true });
    await page.goto('/');
    await expect(page, 'nothing else is reachable').toHaveURL(/\/conditions\?next=/);
    await page.goto('/compte/mot-de-passe');
    await press(page, main(page).getByRole('button', { name: 'Valider' }));
    await expect(page).toHaveURL(`${portal.url}/compte/mot-de-passe`);
    await expectText(title(page), 'Modifier mon mot de passe');
    await press(page, page.getByRole('link', { name: 'Conditions générales' }));
    await expect(main(page).getByRole('button'), 'accepted once').toHaveCount(0);
    await expectAccessible(page);
  });
});

test.describe('assistance', () => {
  test.use({ insurer: 'assistance' });

  test('A-12 A-14 the charter is reachable from the sign-in', { tag: DETAIL }, async ({ page }) => {
    await page.goto('/connexion');
    await press(page, page.getByRole('link', { name: 'Charte de Confidentialité' }));
    await expectText(main(page), 'vérifier votre éligibilité');
    await expectAccessible(page, { dark: true });
  });
});
