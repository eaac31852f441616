// The back office: coming in by invitation and with a code, the queue, a dossier, and what other roles and members see of it (B-1, B-2).
import { execFileSync } from 'node:child_process';
import type { Page } from '@playwright/test';
import { DETAIL, IN_REVIEW, OPEN, atTheOffice, codeOf, expect, expectAccessible, expectText, mailedLink, main, open, openClaim, press, signIn, signOut, staff, test, title } from './relais.ts';
import { CLOCK, program } from './server.mjs';

async function typeSignIn(page: Page, email: string, password: string) {
  await page.getByLabel('Adresse mail professionnelle').fill(email);
  await page.getByLabel('Mot de passe').fill(password);
  await press(page, page.getByRole('button', { name: 'Se connecter' }));
}

async function typeCode(page: Page, code: string) {
  await page.getByLabel('Code').fill(code);
  await press(page, page.getByRole('button', { name: 'Me connecter' }));
}

test('B-1 B-2 a handler signs in with a code, reads the queue, opens a dossier, takes a proof and signs out; its member is told', { tag: DETAIL }, async ({ page, portal, wide }) => {
  const { login, password, totp_secret: key = '' } = staff(portal, 'handler');
  await open(page, '/gestion');
  await expect(page).toHaveURL(/\/gestion\/connexion\?next=\/gestion$/);
  await expectAccessible(page, { dark: true });
  await typeSignIn(page, login, 'faux');
  await expectText(page.getByRole('alert'), 'Connexion impossible');
  await expectAccessible(page, { dark: true });
  await typeSignIn(page, login, password);
  await expectText(title(page), 'Votre code');
  await typeCode(page, '12');
  await expectText(page.getByRole('alert'), 'Ce code n’est pas le bon');
  await expectAccessible(page, { dark: true });
  await typeCode(page, codeOf(key, 0));

  await expectText(title(page), 'À traiter');
  await expectAccessible(page, { dark: true });
  await expectText(page.locator('tbody tr').first(), 'Marc Oudin');
  await expectText(page.locator('tbody tr').filter({ hasText: 'Inès Carpentier' }), 'En instruction');
  await press(page, page.locator('tbody tr').filter({ hasText: 'Inès Carpentier' }).getByRole('link'));
  await expectText(title(page), 'Inès Carpentier');
  await expectText(main(page), 'Votre consultation est enregistrée');
  await expectAccessible(page, { dark: true });
  const loading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Télécharger decompte-1.pdf' }).click();
  expect((await loading).suggestedFilename()).toBe('decompte-1.pdf');
  await signOut(page, wide);
  await expect(page).toHaveURL(/\/gestion\/connexion$/);
  await open(page, '/gestion');
  await expect(page).toHaveURL(/\/gestion\/connexion/);

  await signIn(page, portal, IN_REVIEW);
  await openClaim(page);
  await expectText(main(page), 'Votre dossier a été consulté par le service de gestion');
  await expectAccessible(page);
});

test('B-1 somebody comes by invitation: a password, a second step before anything else, then the desk', { tag: DETAIL }, async ({ page, portal }) => {
  const { bin } = program();
  const who = ['--email', 'anne.quemener@gestion.example', '--name', 'Anne Quéméner', '--role', 'handler'];
  execFileSync(bin, ['staff', 'invite', '--demo', '--insurer', 'emprunteur', '--data', portal.folder, '--clock', CLOCK, ...who], { env: { ...process.env, RUST_LOG: 'warn' } });
  const link = await mailedLink(portal, /Votre invitation/);
  await open(page, link);
  await expectText(main(page), 'Bonjour Anne Quéméner.');
  await expectAccessible(page, { dark: true });
  const choose = async (password: string) => {
    await page.getByLabel('Mot de passe', { exact: true }).fill(password);
    await page.getByLabel('Resaisissez ce mot de passe').fill(password);
    await press(page, page.getByRole('button', { name: 'Enregistrer et continuer' }));
  };
  await choose('trop court');
  await expectText(page.getByRole('alert'), 'moins de 15 caractères');
  await expectAccessible(page, { dark: true });
  await choose('Trois chèvres sur un toit 7');
  await expectText(title(page), 'Validation en deux étapes');
  await open(page, '/gestion');
  await expect(page, 'nothing opens before the second step').toHaveURL(/\/gestion\/deux-etapes$/);
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Commencer' }));
  const key = await main(page).locator('code').first().innerText();
  await expectAccessible(page, { dark: true });
  await page.getByLabel('Le code que montre l’application').fill(codeOf(key, 0));
  await press(page, page.getByRole('button', { name: 'Vérifier et activer' }));
  await expectText(main(page), 'La validation en deux étapes est active');
  await press(page, page.getByRole('button', { name: 'Je les ai notés' }));
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('link', { name: 'Continuer vers le poste de gestion' }));
  await expectText(title(page), 'À traiter');

  portal.expectError(/status of 410/);
  await open(page, link);
  await expectText(main(page), 'Une invitation ne sert qu’une fois');
  await expectAccessible(page, { dark: true });
});

test('B-1 another role is told why a page does not open, and finds their own account', { tag: DETAIL }, async ({ page, portal, wide }) => {
  portal.expectError(/status of 403/);
  await atTheOffice(page, portal, 'editor');
  await expectText(title(page), 'Réservé à un autre rôle');
  await expectText(main(page), 'Rédaction des documents');
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Mon compte' }));
  await expectText(title(page), 'Mon compte');
  await expectText(main(page), 'Cet appareil');
  await expectAccessible(page, { dark: true });
  await open(page, '/dossiers');
  await expectText(title(page), 'Accès refusé');
  await open(page, '/gestion/compte');
  await signOut(page, wide);
});

test('B-1 a member finds no way into the office', { tag: DETAIL }, async ({ page, portal }) => {
  portal.expectError(/status of 403/);
  await signIn(page, portal, OPEN);
  await open(page, '/gestion');
  await expectText(title(page), 'Accès refusé');
  await expectAccessible(page);
  await open(page, '/gestion/connexion');
  await expect(page).toHaveURL(`${portal.url}/`);
});
