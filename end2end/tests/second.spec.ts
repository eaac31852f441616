// The second step of signing in, and the fresh proof before changing what protects an account (Y-10, Y-11).
import type { Locator } from '@playwright/test';
import { DETAIL, OPEN, atTheOffice, codeOf, expect, expectAccessible, expectText, home, mailedLink, main, member, open, otherDevice, press, signIn, test, title, typeSignIn } from './relais.ts';

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

test('B-53 Y-11 a handler has a link leave for a member who lost every second step, and only the member takes it away', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await open(page, '/compte/deux-etapes');
  await press(page, page.getByRole('button', { name: 'Commencer' }));
  const [key] = await codes(main(page));
  await page.getByLabel('Le code que montre l’application').fill(codeOf(key, 0));
  await press(page, page.getByRole('button', { name: 'Vérifier et activer' }));
  await expectText(main(page), 'La validation en deux étapes est active');

  await atTheOffice(page, portal, 'handler');
  await page.locator('#recherche').fill('moreau claire');
  await press(page, page.getByRole('button', { name: 'Rechercher' }));
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('link', { name: 'Accès à l’espace de Claire Moreau' }));
  await expectText(title(page), 'Accès de l’assuré à son espace');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Lui envoyer ce lien' }));
  await expectText(page.getByRole('alert'), 'Vérifiez l’identité de l’assuré');
  await expectAccessible(page, { dark: true });
  await page.getByLabel('J’ai vérifié l’identité de l’assuré').check();
  await press(page, page.getByRole('button', { name: 'Lui envoyer ce lien' }));
  await expectText(main(page), 'Rien n’est retiré avant qu’il l’ouvre et choisisse un nouveau mot de passe.');
  await expectAccessible(page, { dark: true });

  const { login, password } = member(portal, OPEN);
  await page.context().clearCookies();
  await page.goto('/connexion');
  await typeSignIn(page, login, password);
  await expectText(main(page), 'Votre application et vos codes de secours sont perdus ?');
  await expectAccessible(page, { dark: true });
  await page.goto(await mailedLink(portal, /Entrer sans votre code/));
  await expectText(title(page), 'Entrer sans mon code');
  await expectAccessible(page, { dark: true });
  const choose = async (fresh: string) => {
    await page.getByLabel('Saisissez votre nouveau mot de passe').fill(fresh);
    await page.getByLabel('Resaisissez ce mot de passe').fill(fresh);
    await press(page, page.getByRole('button', { name: 'Enregistrer' }));
  };
  await choose('court');
  await expectText(page.getByRole('alert'), 'Ce mot de passe compte moins de 12 caractères. Allongez-le.');
  await expectAccessible(page, { dark: true });
  await choose('Trois chèvres sur un toit 7');
  await expectText(page.getByRole('status'), 'la validation en deux étapes est retirée');
  await typeSignIn(page, login, 'Trois chèvres sur un toit 7');
  await expect(page, 'no code is asked for').toHaveURL(`${portal.url}/`);
});
