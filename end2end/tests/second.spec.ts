// The second step of signing in, and the fresh proof before changing what protects an account (Y-10, Y-11).
import type { Locator } from '@playwright/test';
import { DETAIL, OPEN, codeOf, expect, expectAccessible, expectText, home, main, member, open, otherDevice, press, test, title, typeSignIn } from './relais.ts';

const codes = (where: Locator) => where.locator('code').allInnerTexts();

test('Y-11 a member turns the second step on, signs in with a code, then with a recovery code, and turns it off', async ({ page, portal, script }) => {
  const { login, password } = member(portal, OPEN);
  await home(page, portal, OPEN);
  await open(page, '/compte');
  await press(page, main(page).getByRole('link', { name: 'Validation en deux étapes' }));
  await expectText(title(page), 'Validation en deux étapes');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Commencer' }));
  await expect(page.getByRole('img', { name: /QR code/ })).toBeVisible();
  const [key] = await codes(main(page));
  await page.getByLabel('Le code que montre l’application').fill('12');
  await press(page, page.getByRole('button', { name: 'Vérifier et activer' }));
  await expectText(page.getByRole('alert'), 'Ce code n’est pas le bon');
  await expectAccessible(page, { dark: true });
  await page.getByLabel('Le code que montre l’application').fill(codeOf(key, 0));
  await press(page, page.getByRole('button', { name: 'Vérifier et activer' }));
  await expectText(main(page), 'La validation en deux étapes est active');
  await expectAccessible(page, { dark: true });
  const noted = await codes(main(page));
  expect(noted).toHaveLength(10);
  await press(page, page.getByRole('button', { name: 'Je les ai notés' }));
  await expectText(main(page), 'Il vous en reste 10.');
  await expectAccessible(page);

  const phone = await otherDevice(page, portal, script);
  await phone.goto('/connexion');
  await typeSignIn(phone, login, password);
  await expectText(title(phone), 'Votre code');
  await press(phone, phone.getByRole('button', { name: 'Me connecter' }));
  await expectText(phone.getByRole('alert'), 'Saisissez le code.');
  await expectAccessible(phone, { dark: true });
  await phone.getByLabel('Code').fill(codeOf(key, 1));
  await press(phone, phone.getByRole('button', { name: 'Me connecter' }));
  await expect(phone).toHaveURL(`${portal.url}/`);

  await phone.context().clearCookies();
  await phone.goto('/connexion?next=/dossiers');
  await typeSignIn(phone, login, password);
  await phone.getByLabel('Code').fill(noted[0].toLowerCase());
  await press(phone, phone.getByRole('button', { name: 'Me connecter' }));
  await expect(phone).toHaveURL(/\/dossiers$/);
  await open(phone, '/compte/deux-etapes');
  await expectText(main(phone), 'Il vous en reste 9.');
  await press(phone, phone.getByRole('button', { name: 'Désactiver' }));
  await expect(phone.getByRole('button', { name: 'Commencer' })).toBeVisible();
  await phone.context().close();
});

test('Y-10 a proof that grew old is asked for again, and leads back', { tag: DETAIL }, async ({ page, portal }) => {
  await home(page, portal, OPEN);
  await open(page, '/compte/confirmer?next=/compte/deux-etapes');
  await expectText(title(page), 'Confirmez que c’est vous');
  await press(page, page.getByRole('button', { name: 'Confirmer' }));
  await expectText(page.getByRole('alert'), 'Saisissez votre mot de passe actuel.');
  await expectAccessible(page, { dark: true });
  await page.getByLabel('Mot de passe actuel').fill(member(portal, OPEN).password);
  await press(page, page.getByRole('button', { name: 'Confirmer' }));
  await expectText(title(page), 'Validation en deux étapes');
});
