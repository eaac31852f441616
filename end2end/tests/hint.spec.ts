// The hint of a password (D-6, D-7, Q-3 … Q-7): written beside a password, met behind the mailed link only.
import type { Page } from '@playwright/test';
import {
  DETAIL, type Portal, expect, expectAccessible, expectNoText, expectText, mailedLink, main, member, press, test, title, typeSignIn,
} from './relais.ts';

test.use({ insurer: 'collective' });

/** She wrote a hint; her mother's first name is Marie-Jeanne. */
const CLAIRE = 'deux contrats';

/** Asks for a link as whoever forgot their password, and opens it: the `count`th one mailed. */
async function forgot(page: Page, portal: Portal, login: string, count = 1) {
  await page.goto('/connexion/aide');
  await page.getByLabel('Votre code d’utilisateur ou votre adresse courriel').fill(login);
  await press(page, page.getByRole('button', { name: 'Recevoir un courriel' }));
  await page.goto(await mailedLink(portal, /nouveau mot de passe/, count));
}

/** Fills in fields by their labels. */
async function fill(page: Page, answers: Record<string, string>) {
  for (const [label, answer] of Object.entries(answers)) await page.getByLabel(label, { exact: true }).fill(answer);
}

test('D-6 D-7 Q-3 Q-5 Q-6 whoever forgot their password answers their question behind the mailed link, reads their hint and signs in', async ({ page, portal }) => {
  const { login, password } = member(portal, CLAIRE);
  await forgot(page, portal, login);
  for (const name of ['Retrouver mon mot de passe grâce à mon aide-mémoire', 'Choisir un nouveau mot de passe']) {
    await expect(page.getByRole('heading', { level: 2, name })).toBeVisible();
  }
  await expectAccessible(page, { dark: true });

  const answer = page.getByLabel('Prénom de votre mère');
  const show = page.getByRole('button', { name: 'Voir mon aide-mémoire' });
  await answer.fill('Monique');
  await press(page, show);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expectText(summary, 'Ce n’est pas le prénom enregistré. Vérifiez-le, ou choisissez un nouveau mot de passe. Essais restants : 2.');
  await expect(answer, 'an answer never comes back').toHaveValue('');
  await expectAccessible(page, { dark: true });

  await answer.fill('marie jeanne');
  await press(page, show);
  const hint = page.getByRole('status');
  await expectText(hint, 'Ce qui protège le port, et l’année de ma grand-mère');
  await expect(page, 'nothing of it in the address').toHaveURL(/\/lien\/[0-9a-f]{64}$/);
  await expectAccessible(page, { dark: true });
  await press(page, hint.getByRole('link', { name: 'Réinitialiser' }));
  await expect(page.getByRole('heading', { name: 'Choisir un nouveau mot de passe' })).toBeInViewport();
  await press(page, hint.getByRole('link', { name: 'Se connecter' }));
  await expect(page, 'nobody is signed in by it').toHaveURL(/\/connexion$/);
  await typeSignIn(page, login, password, 'Code d’utilisateur', 'Confirmer');
  await expectText(title(page), 'Choisir mon dossier d’assurance');
});

test('D-6 D-7 Q-4 Q-7 a member writes a hint that does not give the password away, and loses it to a password that it would', { tag: DETAIL }, async ({ page, portal }) => {
  const { login, password } = member(portal, CLAIRE);
  await page.goto('/connexion');
  await typeSignIn(page, login, password, 'Code d’utilisateur', 'Confirmer');
  await page.goto('/compte');
  await press(page, main(page).getByRole('link', { name: 'Mon aide-mémoire' }));
  await expectText(title(page), 'Mon aide-mémoire');
  await expectText(main(page), 'Assurez-vous qu’il ne peut pas permettre à une autre personne de deviner votre mot de passe.');
  await expectNoText(main(page), 'grand-mère');
  await expectAccessible(page, { dark: true });

  const save = page.getByRole('button', { name: 'Enregistrer' });
  await fill(page, { 'Aide-mémoire': 'Brise la glace', 'Mot de passe actuel': password });
  await press(page, save);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  await expectText(summary, 'Cet aide-mémoire ressemble trop au mot de passe et le ferait deviner.');
  await expect(page.getByLabel('Aide-mémoire', { exact: true }), 'like a password, it never comes back').toHaveValue('');
  await expectAccessible(page, { dark: true });
  await fill(page, { 'Aide-mémoire': 'Le mur du port', 'Prénom de votre mère (facultatif)': 'Odile', 'Mot de passe actuel': password });
  await press(page, save);
  await expectText(page.getByRole('status'), 'Votre aide-mémoire est enregistré.');
  await expectAccessible(page);

  const close = 'Trop-pres-du-Port-9';
  await page.goto('/compte/mot-de-passe');
  await fill(page, { 'Mot de passe actuel': password, 'Saisissez votre nouveau mot de passe': close, 'Resaisissez ce mot de passe': close });
  await press(page, page.getByRole('button', { name: 'Modifier', exact: true }));
  await expectText(page.getByRole('status'), 'Votre aide-mémoire aurait fait deviner le nouveau mot de passe : il est supprimé.');
  await expectAccessible(page);
});

test('Q-5 three wrong answers end the link, and the next one chooses another password only', { tag: DETAIL }, async ({ page, portal }) => {
  const { login } = member(portal, CLAIRE);
  portal.expectError(/status of 410/);
  await forgot(page, portal, login);
  for (const name of ['Monique', 'Jeanne', 'Marie']) {
    await page.getByLabel('Prénom de votre mère').fill(name);
    await press(page, page.getByRole('button', { name: 'Voir mon aide-mémoire' }));
  }
  await expectText(title(page), 'Ce lien ne fonctionne plus');
  await expectText(main(page), 'Trois réponses n’étaient pas la bonne : ce lien ne fonctionne plus.');
  await expectAccessible(page, { dark: true });
  await forgot(page, portal, login, 2);
  await expectText(title(page), 'Choisir un nouveau mot de passe');
  await expectNoText(main(page), 'aide-mémoire');
});

test('D-6 D-7 Q-4 whoever opens an account may write a hint beside their first password', { tag: DETAIL }, async ({ page, portal }) => {
  await page.goto('/inscription');
  await fill(page, {
    'Nom': 'Castel',
    'Prénom': 'Bruno',
    'Numéro de contrat ou de groupe': '104871',
    'Numéro de certificat': '0071955',
    'Date de naissance': '20/11/1971',
    'Adresse courriel': 'bruno@courrier.example',
  });
  const submit = page.getByRole('button', { name: 'Soumettre' });
  await press(page, submit);
  await page.goto(await mailedLink(portal, /Confirmez votre inscription/));
  const choice = { 'Code d’utilisateur': 'Bruno1971', 'Mot de passe': 'Bouleau-12', 'Resaisissez ce mot de passe': 'Bouleau-12', 'Prénom de votre mère (facultatif)': 'Odile' };
  await fill(page, { ...choice, 'Aide-mémoire (facultatif)': 'Le bouleau blanc' });
  await press(page, submit);
  await expectText(page.getByRole('alert'), 'Cet aide-mémoire ressemble trop au mot de passe');
  await expect(page.getByLabel('Code d’utilisateur')).toHaveValue('Bruno1971');
  await expectAccessible(page, { dark: true });
  await fill(page, { ...choice, 'Aide-mémoire (facultatif)': 'Le premier arbre du jardin' });
  await press(page, submit);
  await expectText(page.getByRole('status'), 'bruno1971');
  await forgot(page, portal, 'bruno1971');
  await page.getByLabel('Prénom de votre mère').fill('odile');
  await press(page, page.getByRole('button', { name: 'Voir mon aide-mémoire' }));
  await expectText(page.getByRole('status'), 'Le premier arbre du jardin');
});
