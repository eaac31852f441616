// Four insurers' ways in and out, in each one's own words (C-1, A-6, A-15, S-1, S-3, D-10, A-11).
import { expect, expectAccessible, expectText, mailedLink, main, member, press, test, title, typeSignIn } from './relais.ts';

const NEW = 'Trois chèvres sur un toit 7!';

const INSURERS = [
  { insurer: 'assistance', name: 'Adresse mail', button: 'Se connecter', lost: 'Mot de passe oublié', who: 'Votre adresse mail', send: 'Recevoir un mail' },
  { insurer: 'prevoyance', name: 'Identifiant', button: 'Valider', lost: 'Besoin d’aide', who: 'Votre identifiant ou votre adresse mail', send: 'Recevoir un mail' },
  { insurer: 'collective', name: 'Code d’utilisateur', button: 'Confirmer', lost: 'Mot de passe ou code oublié?', who: 'Votre code d’utilisateur ou votre adresse courriel', send: 'Recevoir un courriel' },
];

for (const { insurer, name, button, lost, who, send } of INSURERS) {
  test.describe(insurer, () => {
    test.use({ insurer });

    test('C-1 A-6 A-15 S-1 S-3 D-10 A-11 a member recovers their password, signs in, and leaves', async ({ page, portal }) => {
      const { login, password } = member(portal, 'deux contrats');
      await page.goto('/connexion');
      await expectAccessible(page, { dark: true });
      await typeSignIn(page, login, `${password}x`, name, button);
      await expectText(page.getByRole('alert'), 'Connexion impossible');
      await expectAccessible(page);
      await press(page, page.getByRole('link', { name: lost }));
      await expectAccessible(page, { dark: true });
      await page.getByLabel(who, { exact: true }).fill(login);
      await press(page, page.getByRole('button', { name: send }));
      await page.goto(await mailedLink(portal, /nouveau mot de passe/));
      await expectAccessible(page, { dark: true });
      await page.getByLabel('Saisissez votre nouveau mot de passe').fill(NEW);
      await page.getByLabel('Resaisissez ce mot de passe').fill(NEW);
      await press(page, page.getByRole('button', { name: 'Enregistrer' }));
      await typeSignIn(page, login, NEW, name, button);
      if (insurer === 'collective') await press(page, main(page).getByRole('button', { name: 'Certificat' }).first());
      await expectText(title(page), 'Bonjour Claire');
      await expectAccessible(page, { dark: true });

      await page.goto('/compte');
      await press(page, main(page).getByRole('link', { name: 'Supprimer votre compte' }));
      await expectAccessible(page);
      await page.getByLabel('Mot de passe actuel').fill(NEW);
      await press(page, page.getByRole('button', { name: 'Supprimer votre compte' }));
      await expectText(page.getByRole('status'), 'Votre compte est fermé.');
      await expectAccessible(page);
      await typeSignIn(page, login, NEW, name, button);
      await expect(page, 'closed at once').toHaveURL(/\/connexion/);
    });
  });
}
