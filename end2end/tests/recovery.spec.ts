// The way back in (A-15, S-3, X-3): a mailed link, another password, signing in again; and the first way in of imported members (B-52).
import { join } from 'node:path';
import { DETAIL, OPEN, UPLOADS, expect, expectAccessible, expectText, mailText, mailedLink, main, member, press, test, title, typeSignIn } from './relais.ts';
import { operate } from './server.mjs';

const NEW = 'Trois chèvres sur un toit 7';

test('A-15 S-3 X-3 whoever lost their password gets a link by mail, chooses another and signs in', async ({ page, portal }) => {
  const { login, password } = member(portal, OPEN);
  await page.goto('/connexion');
  await press(page, page.getByRole('link', { name: 'Mot de passe ou identifiant oublié' }));
  await expectText(title(page), 'Besoin d’aide');
  await press(page, page.getByRole('button', { name: 'Recevoir un mail' }));
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expectText(summary, 'Indiquez votre identifiant ou votre adresse mail.');
  await expectAccessible(page, { dark: true });

  await expect(page.getByRole('radio', { name: 'Mon mot de passe' })).toBeChecked();
  await page.getByLabel('Votre identifiant ou votre adresse mail').fill(login);
  await press(page, page.getByRole('button', { name: 'Recevoir un mail' }));
  await expectText(page.getByRole('status'), 'Regardez votre boîte de réception');
  await expectAccessible(page);

  const link = await mailedLink(portal, /nouveau mot de passe/);
  await page.goto(link);
  await expectText(title(page), 'Choisir un nouveau mot de passe');
  await expectAccessible(page, { dark: true });
  const choose = async (first: string, second: string) => {
    await page.getByLabel('Saisissez votre nouveau mot de passe').fill(first);
    await page.getByLabel('Resaisissez ce mot de passe').fill(second);
    await press(page, page.getByRole('button', { name: 'Enregistrer' }));
  };
  await choose('court', 'cours');
  await expectText(page.getByRole('alert'), 'Ce mot de passe compte moins de 12 caractères. Allongez-le.');
  await choose(NEW, NEW);
  await expectText(page.getByRole('status'), 'Votre mot de passe est modifié. Connectez-vous avec le nouveau.');
  await typeSignIn(page, login, password);
  await expectText(page.getByRole('alert'), 'Connexion impossible');
  await typeSignIn(page, login, NEW);
  await expect(page).toHaveURL(`${portal.url}/`);

  portal.expectError(/status of 410/);
  await page.goto(link);
  await expectText(title(page), 'Ce lien ne fonctionne plus');
  await expectAccessible(page, { dark: true });
  await expect(main(page).getByRole('link', { name: 'Recevoir un autre lien' })).toBeVisible();
});

test('X-3 a lost identifier comes by mail', { tag: DETAIL }, async ({ page, portal }) => {
  const { login } = member(portal, OPEN);
  await page.goto('/connexion/aide');
  await page.getByRole('radio', { name: 'Mon identifiant' }).check();
  await page.getByLabel('Votre identifiant ou votre adresse mail').fill(`membre.${login}@courrier.example`);
  await press(page, page.getByRole('button', { name: 'Recevoir un mail' }));
  await expect(main(page), 'never shown').not.toContainText(login);
  expect(await mailText(portal, /Votre identifiant/)).toContain(login);
});

test('B-52 X-5 a member who was imported opens their account by a mailed link and is in', async ({ page, portal, insurer }) => {
  operate(portal.folder, insurer, 'import', 'members', join(UPLOADS, '../fixtures/import-bad/members_crlf.csv'));
  operate(portal.folder, insurer, 'members', 'invite', '--external-id', 'MBR0002');
  await page.goto(await mailedLink(portal, /vous attend/));
  await expectText(title(page), 'Ouvrir mon espace');
  await expectText(main(page), 'mbr0002');
  await expectAccessible(page, { dark: true });
  const choose = async (password: string) => {
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await page.getByLabel('Resaisissez ce mot de passe').fill(password);
    await press(page, page.getByRole('button', { name: 'Ouvrir mon espace' }));
  };
  await choose('court');
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expectText(summary, 'Ce mot de passe compte moins de 12 caractères. Allongez-le.');
  await expectAccessible(page, { dark: true });
  await choose(NEW);
  await expect(page).toHaveURL(`${portal.url}/`);
  await expectText(title(page), 'Bonjour Mehdi');
  await expectAccessible(page);
});
