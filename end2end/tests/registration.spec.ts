// Opening an account (A-1 … A-9, D-2 … D-9), on two insurers' portals.
import type { Page } from '@playwright/test';
import { DETAIL, expect, expectAccessible, expectText, mailedLink, main, press, test, title, typeSignIn } from './relais.ts';

/** Fills in what is asked of whoever registers. */
async function fill(page: Page, answers: Record<string, string>) {
  for (const [label, answer] of Object.entries(answers)) await page.getByLabel(label, { exact: true }).fill(answer);
}

test.describe('assistance', () => {
  test.use({ insurer: 'assistance' });
  const PASSWORD = 'Trois chèvres sur un toit!';

  test('A-1 A-3 A-9 a person opens their account with contract and address, confirms by mail and signs in', async ({ page, portal }) => {
    await page.goto('/connexion');
    await expectAccessible(page, { dark: true });
    await press(page, page.getByRole('link', { name: 'Créer mon espace' }));
    await expectText(title(page), 'Créer mon espace');
    const send = page.getByRole('button', { name: 'Créer mon espace' });
    await press(page, send);
    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    for (const sentence of ['Indiquez votre nom.', 'Indiquez votre numéro de contrat.', 'Indiquez votre adresse mail.']) await expectText(summary, sentence);
    await expectAccessible(page, { dark: true });

    await fill(page, {
      'Nom': 'Lemaître',
      'Prénom': 'Aurore',
      'Numéro de contrat': '104233',
      'Date de naissance': '03/05/1984',
      'Adresse mail': 'aurore@courrier.example',
      'Mot de passe': PASSWORD,
      'Resaisissez ce mot de passe': PASSWORD,
    });
    await press(page, send);
    await expectText(title(page), 'Regardez votre boîte de réception');
    await expectText(main(page), 'Pensez à vérifier vos SPAM.');
    await expectAccessible(page, { dark: true });

    await page.goto(await mailedLink(portal, /Confirmez votre inscription/));
    await expectText(title(page), 'Confirmer mon inscription');
    await expectAccessible(page, { dark: true });
    await press(page, page.getByRole('button', { name: 'Confirmer mon inscription' }));
    await expectText(page.getByRole('status'), 'aurore@courrier.example');
    await expectAccessible(page, { dark: true });
    await press(page, page.getByRole('link', { name: 'Continuer' }));
    await typeSignIn(page, 'aurore@courrier.example', PASSWORD, 'Adresse mail');
    await expectText(title(page), 'Bonjour Aurore');
    await expectText(main(page), 'Contrat 104233');
    await expectAccessible(page, { dark: true });
  });

  test('A-9 the mail can be sent again, and a link that was used says so', { tag: DETAIL }, async ({ page, portal }) => {
    await page.goto('/inscription');
    await fill(page, {
      'Nom': 'Castel',
      'Prénom': 'Bruno',
      'Numéro de contrat': '104871',
      'Date de naissance': '20/11/1971',
      'Adresse mail': 'bruno@courrier.example',
      'Mot de passe': PASSWORD,
      'Resaisissez ce mot de passe': PASSWORD,
    });
    await press(page, page.getByRole('button', { name: 'Créer mon espace' }));
    await press(page, page.getByRole('button', { name: 'Renvoyer le mail' }));
    await expectText(title(page), 'Regardez votre boîte de réception');
    const link = await mailedLink(portal, /Confirmez votre inscription/, 2);
    await page.goto(link);
    await press(page, page.getByRole('button', { name: 'Confirmer mon inscription' }));
    await expectText(title(page), 'Votre espace est ouvert');
    portal.expectError(/status of 410/);
    await page.goto(link);
    await expectText(title(page), 'Ce lien ne fonctionne plus');
    await expectAccessible(page);
  });
});

test.describe('collective', () => {
  test.use({ insurer: 'collective' });

  test('D-2 D-4 D-8 D-9 D-10 a group member names contract and certificate, chooses a code, notes it and signs in', async ({ page, portal }) => {
    await page.goto('/connexion');
    await press(page, page.getByRole('link', { name: 'Inscrivez-vous!' }));
    await fill(page, {
      'Nom': 'Lemaître',
      'Prénom': 'Rory',
      'Numéro de contrat ou de groupe': '104233',
      'Numéro de certificat': '0071402',
      'Date de naissance': '03/05/1984',
      'Adresse courriel': 'rory@courrier.example',
    });
    await expectAccessible(page);
    await press(page, page.getByRole('button', { name: 'Soumettre' }));
    await page.goto(await mailedLink(portal, /Confirmez votre inscription/));
    const submit = page.getByRole('button', { name: 'Soumettre' });
    await expectAccessible(page);
    await fill(page, { 'Code d’utilisateur': 'clairemoreau', 'Mot de passe': 'Bouleau-12', 'Resaisissez ce mot de passe': 'Bouleau-12' });
    await press(page, submit);
    await expectText(page.getByRole('alert'), 'Ce code d’utilisateur est déjà pris. Choisissez-en un autre.');
    await expectAccessible(page, { dark: true });
    await fill(page, { 'Code d’utilisateur': 'Rory1984', 'Mot de passe': 'Bouleau-12', 'Resaisissez ce mot de passe': 'Bouleau-12' });
    await press(page, submit);
    await expectText(page.getByRole('status'), 'rory1984');
    await expectAccessible(page, { dark: true });
    await press(page, page.getByRole('link', { name: 'Continuer' }));
    await typeSignIn(page, 'Rory1984', 'Bouleau-12', 'Code d’utilisateur', 'Confirmer');
    await expectText(title(page), 'Convention d’utilisation');
    await press(page, page.getByRole('button', { name: 'J’accepte' }));
    await expectText(title(page), 'Bonjour Rory');
    await expectText(main(page), '0071402');
    await expectAccessible(page, { dark: true });
  });
});
