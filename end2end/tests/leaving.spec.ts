// « Mon Profil », devices, leaving and coming back (A-11, G-2, R-26).
import { DETAIL, OPEN, expect, expectAccessible, expectText, home, mailedLink, main, member, otherDevice, press, test, title, typeSignIn } from './relais.ts';

test('A-11 G-2 R-26 a member sees what leaving means, leaves, changes their mind and comes back', async ({ page, portal }) => {
  await home(page, portal, OPEN);
  const { login, password } = member(portal, OPEN);
  await press(page, page.locator('.who__name'));
  await expectText(title(page), 'Mon Profil');
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Supprimer votre compte' }));
  await expectText(main(page), 'Ce qui est effacé');
  await expectText(main(page), 'Vos demandes transmises et leurs justificatifs, jusqu’au 12 mars 2031');
  const leave = page.getByRole('button', { name: 'Supprimer votre compte' });
  await press(page, leave);
  await expectText(page.getByRole('alert'), 'Saisissez votre mot de passe actuel.');
  await expectAccessible(page, { dark: true });
  await page.getByLabel('Mot de passe actuel').fill(password);
  await press(page, leave);
  await expectText(page.getByRole('status'), 'Votre compte est fermé.');
  await typeSignIn(page, login, password);
  await expectText(page.getByRole('alert'), 'Connexion impossible');

  await page.goto(await mailedLink(portal, /Votre compte est fermé/));
  await expectText(title(page), 'Garder mon compte');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Rouvrir mon compte' }));
  await expectText(page.getByRole('status'), 'Votre compte est rouvert');
  await typeSignIn(page, login, password);
  await expect(page).toHaveURL(`${portal.url}/`);
});

test('a member ends the session of a device they no longer have', { tag: DETAIL }, async ({ page, portal, script }) => {
  await home(page, portal, OPEN);
  const { login, password } = member(portal, OPEN);
  const lost = await otherDevice(page, portal, script);
  await lost.goto('/connexion');
  await typeSignIn(lost, login, password);
  await page.goto('/compte');
  const devices = main(page).locator('section').filter({ hasText: 'Mes appareils connectés' });
  await expect(devices.getByRole('listitem')).toHaveCount(2);
  await expectText(devices, 'Cet appareil');
  await press(page, devices.getByRole('button', { name: /^Déconnecter .+ sur / }));
  await expectText(page.getByRole('status'), 'Déconnexion faite');
  await expect(devices.getByRole('listitem')).toHaveCount(1);
  await lost.goto('/dossiers');
  await expect(lost).toHaveURL(/\/connexion/);
  await lost.context().close();
});
