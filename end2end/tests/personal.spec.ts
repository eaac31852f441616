// « Mes données personnelles » (S-51 … S-54, M-13, M-14, B-56, Q-8, Y-10, X-10, D-15).
import type { Page } from '@playwright/test';
import {
  DETAIL,
  type Portal, atTheOffice, expect, expectAccessible, expectNoText, expectText, fold, mailedLink, main, member, open, otherDevice, press, sentCode, test, title, typeSignIn,
} from './relais.ts';

const OVERVIEW = '/compte/donnees-personnelles';

const save = (page: Page) => press(page, page.getByRole('button', { name: 'Enregistrer', exact: true }));
const change = (page: Page, what: string) => press(page, main(page).getByRole('link', { name: `Modifier ${what}` }));

test.describe('prevoyance', () => {
  test.use({ insurer: 'prevoyance' });

  async function enter(page: Page, portal: Portal, changed?: string) {
    const { login, password } = member(portal, 'deux contrats');
    await page.goto('/connexion');
    await typeSignIn(page, login, changed ?? password, 'Identifiant', 'Valider');
    await expectText(title(page), 'Bonjour Claire');
  }

  test('S-51 S-52 S-53 S-54 M-14 B-56 a member reads all their data, and changes address, notices and account', async ({ page, portal }) => {
    await enter(page, portal);
    await page.goto('/compte');
    await press(page, main(page).getByRole('link', { name: 'Mes données personnelles' }));
    await expectText(title(page), 'Mes données personnelles');
    await expectText(main(page), '(* précise que la saisie de cette donnée est obligatoire)');
    await expectText(main(page), 'Madame Claire Moreau née le 17 juin 1982');
    const labels = await main(page).locator('h2, dt').allInnerTexts();
    expect(labels.map(fold)).toEqual([
      'Adresse*',
      'Numéro et libellé de la voie',
      'Entrée, tour, bâtiment, immeuble, résidence, zone industrielle',
      'Mentions spéciales de distribution - Boîte Postale, Tri Spécial',
      'Code postal*',
      'Ville*',
      'Mes coordonnées',
      'Email*',
      'Téléphone*',
      'Mobile*',
      'Pour mes indemnisations',
      'je souhaite être informé/alerté par Email',
      'je souhaite être informé/alerté par SMS',
      'Mon compte bancaire',
      'IBAN',
    ]);
    await expectText(main(page), 'Pas de Tel');
    await expectAccessible(page, { dark: true });

    await change(page, 'Adresse*');
    await expectAccessible(page, { dark: true });
    await page.getByLabel('Ville*', { exact: true }).fill('');
    await page.getByLabel('Code postal*', { exact: true }).fill('2910');
    await save(page);
    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    for (const sentence of ['Un code postal compte 5 chiffres, par exemple 29200.', 'Indiquez votre ville.']) await expectText(summary, sentence);
    await expect(page.getByLabel('Code postal*', { exact: true }), 'nothing typed is lost').toHaveValue('2910');
    await expectAccessible(page, { dark: true });
    await page.getByLabel('Code postal*', { exact: true }).fill('29100');
    await page.getByLabel('Ville*', { exact: true }).fill('Douarnenez');
    await save(page);
    await expectText(page.getByRole('status'), 'C’est enregistré.');
    await expectText(main(page), 'Douarnenez');
    await expectAccessible(page, { dark: true });

    await change(page, 'Pour mes indemnisations');
    await expect(page.getByLabel('je souhaite être informé/alerté par Email')).toBeChecked();
    await page.getByLabel('je souhaite être informé/alerté par SMS').check();
    await expectAccessible(page, { dark: true });
    await save(page);
    await expectText(main(page), 'je souhaite être informé/alerté par SMS Oui');

    await change(page, 'Mon compte bancaire');
    await page.getByLabel('IBAN*', { exact: true }).fill('FR15 2004 1010 0505 0001 3M02 606');
    await save(page);
    await expectText(summary, 'Cet IBAN n’est pas juste. Recopiez-le depuis votre relevé d’identité bancaire.');
    await expectAccessible(page, { dark: true });
    await page.getByLabel('IBAN*', { exact: true }).fill('FR14 2004 1010 0505 0001 3M02 606');
    await save(page);

    await expectText(title(page), 'Confirmez par le code reçu');
    await expectText(main(page), 'Compte à confirmer FR14 •••• •••• 2606');
    await expectAccessible(page, { dark: true });
    const right = await sentCode(portal);
    const code = page.getByLabel('Code reçu', { exact: true });
    const confirm = page.getByRole('button', { name: 'Confirmer', exact: true });
    await code.fill(right === '123456' ? '654321' : '123456');
    await press(page, confirm);
    await expect(summary).toBeFocused();
    await expectText(summary, 'Ce code n’est pas le bon. Recopiez le dernier reçu. Essais restants : 4.');
    await expectText(main(page), 'FR14 •••• •••• 2606');
    await expectAccessible(page, { dark: true });
    await page.goto(OVERVIEW);
    await expectText(main(page), 'Un nouveau compte bancaire attend le code que vous avez reçu.');
    await expect(main(page).getByRole('link', { name: 'Saisir le code' })).toHaveAttribute('href', '/compte/iban/code');
    await expectNoText(main(page), '2606');
    await expectAccessible(page, { dark: true });
    await change(page, 'Mon compte bancaire');
    await expectText(main(page), 'Le compte FR14 •••• •••• 2606 attend le code que vous avez reçu.');
    await expectAccessible(page, { dark: true });
    await press(page, main(page).getByRole('link', { name: 'Saisir le code' }));
    await code.fill(right);
    await press(page, confirm);
    await expectText(page.getByRole('status'), 'C’est enregistré.');
    await expectText(main(page), 'FR14 •••• •••• 2606');
    await expectText(main(page), 'utilisable à partir du 15 mars 2026');
    await expectNoText(main(page), 'attend le code');
    await expect(main(page)).not.toContainText('2004');
    await expectAccessible(page, { dark: true });
  });

  test('S-52 a postcode proposes its towns, and a town it does not have is kept with a word about it', { tag: DETAIL }, async ({ page, portal }) => {
    const postcode = page.getByLabel('Code postal*', { exact: true });
    const town = page.getByLabel('Ville*', { exact: true });
    await enter(page, portal);
    await page.goto(OVERVIEW);
    await change(page, 'Adresse*');
    await expect(town).toHaveAccessibleDescription(/Vous pouvez la laisser vide/);
    await page.getByLabel('Numéro et libellé de la voie').fill('5 rue Oberkampf');
    await postcode.fill('75011');
    await town.fill('');
    await save(page);
    await expectText(main(page).getByRole('status'), 'Nous avons complété la ville d’après le code postal 75011 : Paris.');
    await expect(page.getByLabel('Numéro et libellé de la voie'), 'nothing typed is lost').toHaveValue('5 rue Oberkampf');
    await expect(town).toHaveValue('Paris');
    await expectAccessible(page, { dark: true });

    await postcode.fill('29100');
    await town.fill('');
    await save(page);
    await expectText(page.getByRole('alert'), 'Indiquez votre ville.');
    await press(page, page.getByRole('alert').getByRole('link', { name: 'Indiquez votre ville.' }));
    await expect(town, 'the summary leads to the list').toBeFocused();
    await expect(town).toHaveAccessibleDescription(/Celles du code postal 29100/);
    await expect(page.getByLabel('Une autre ville')).toBeVisible();
    await expectAccessible(page, { dark: true });
    await town.selectOption('Kerlaz');
    await save(page);
    await expectText(page.getByRole('status'), 'C’est enregistré.');
    await expectNoText(page.getByRole('status'), 'Regardez tout de même');
    await expectText(main(page), 'Ville* Kerlaz');

    await change(page, 'Adresse*');
    await postcode.fill('29200');
    await save(page);
    await expectText(page.getByRole('status'), 'Celles que nous connaissons au code postal 29200 : Brest.');
    await expectText(main(page), 'Ville* Kerlaz');
    await expectAccessible(page, { dark: true });
    await change(page, 'Adresse*');
    await expect(town).toHaveAccessibleDescription(/Villes connues du code postal 29200/);
    await expectAccessible(page, { dark: true });
  });

  test('S-53 M-13 Q-8 Y-10 another address is used once confirmed, and the mail to the old one takes it back', async ({ page, portal }) => {
    await enter(page, portal);
    await page.goto(OVERVIEW);
    await change(page, 'Mes coordonnées');
    await expect(page.getByLabel('Pas de Tel')).toBeChecked();
    await expectAccessible(page, { dark: true });
    await page.getByLabel('Email*', { exact: true }).fill('claire@ailleurs.example');
    await save(page);
    await expectText(main(page), 'Adresse mail en attente de confirmation');
    await expectAccessible(page, { dark: true });
    await press(page, page.getByRole('button', { name: 'Renvoyer' }));
    await expectText(page.getByRole('status'), 'Un mail vient de partir à la nouvelle adresse');

    await page.goto(await mailedLink(portal, /Confirmez votre adresse mail/, 2));
    await expectText(title(page), 'Confirmer mon adresse mail');
    await expectAccessible(page, { dark: true });
    await press(page, page.getByRole('button', { name: 'Confirmer', exact: true }));
    await expectText(page.getByRole('status'), 'Votre adresse mail est confirmée.');
    await expectText(main(page), 'claire@ailleurs.example');
    await expectNoText(main(page), 'en attente de confirmation');

    await page.goto(await mailedLink(portal, /Un changement dans votre espace/, 2));
    await expectText(title(page), 'Ce changement ne vient pas de moi');
    await expectAccessible(page, { dark: true });
    await press(page, page.getByRole('button', { name: 'Annuler le changement' }));
    await expectText(title(page), 'Choisir un nouveau mot de passe');
    await expectText(page.getByRole('status'), 'Le changement est annulé et tous les appareils sont déconnectés.');
    await expectAccessible(page, { dark: true });
    const fresh = 'Trois chèvres sur un toit 7!';
    await page.getByLabel('Saisissez votre nouveau mot de passe').fill(fresh);
    await page.getByLabel('Resaisissez ce mot de passe').fill(fresh);
    await save(page);
    await enter(page, portal, fresh);
    await page.goto(OVERVIEW);
    await expectText(main(page), 'membre.40821176@courrier.example');
    await expectNoText(main(page), 'ailleurs.example');
  });
});

test.describe('collective', () => {
  test.use({ insurer: 'collective' });

  test('X-10 D-15 B-55 where only the insurer corrects data, a member asks for it, the desk corrects it, and the member sees both', { tag: DETAIL }, async ({ page, portal, script }) => {
    const { login, password } = member(portal, 'deux contrats');
    await page.goto('/connexion');
    await typeSignIn(page, login, password, 'Code d’utilisateur', 'Confirmer');
    await page.goto(OVERVIEW);
    await expectText(main(page), 'Ces données ne peuvent être corrigées que par nous.');
    await expect(main(page).getByRole('link', { name: 'Modifier' })).toHaveCount(0);
    await expectAccessible(page, { dark: true });
    const send = page.getByRole('button', { name: 'Envoyer ma demande' });
    await press(page, send);
    await expectText(page.getByRole('alert'), 'Dites-nous ce qui est à corriger.');
    await expectAccessible(page, { dark: true });
    await page.getByLabel('Ce qui est à corriger').fill('Mon nom s’écrit Morô.\nMerci.');
    await press(page, send);
    await expectText(page.getByRole('status'), 'Votre demande de correction est enregistrée.');
    await expectText(main(page), 'en attente de notre réponse');
    await expectText(main(page), 'Mon nom s’écrit Morô. Merci.');
    await expectAccessible(page, { dark: true });

    const desk = await otherDevice(page, portal, script);
    await atTheOffice(desk, portal, 'handler');
    await open(desk, '/gestion/corrections');
    await expectAccessible(desk, { dark: true });
    await press(desk, main(desk).getByRole('link', { name: 'Claire Moreau' }));
    await expectText(main(desk), 'Mon nom s’écrit Morô.');
    await expectAccessible(desk, { dark: true });
    await press(desk, desk.getByRole('button', { name: 'Refuser cette demande' }));
    await expectText(desk.getByRole('alert'), 'Écrivez le motif du refus');
    await expectAccessible(desk, { dark: true });
    await desk.getByLabel('Nom', { exact: true }).fill('Morô');
    await press(desk, desk.getByRole('button', { name: 'Corriger', exact: true }));
    await expectText(desk.getByRole('status'), 'Votre réponse est enregistrée.');
    await expectText(main(desk), 'Moreau devient Morô');
    await expectAccessible(desk);
    await open(desk, '/gestion/corrections');
    await expectText(main(desk), 'Aucune demande en attente');
    await expectAccessible(desk, { dark: true });
    await desk.context().close();

    await open(page, OVERVIEW);
    await expectText(main(page), 'Madame Claire Morô');
    await expectText(main(page), 'acceptée');
    await expectAccessible(page, { dark: true });
  });
});
