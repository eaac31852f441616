// One user, many enrolments: choosing the one of the session, attaching one more (D-3, D-11, D-12, D-16, X-6).
import type { Page } from '@playwright/test';
import { DETAIL, type Portal, box, expect, expectAccessible, expectNoText, expectText, mailText, main, member, press, test, title, typeSignIn } from './relais.ts';

test.use({ insurer: 'collective' });

const SEVERAL = 'plusieurs dossiers d’assurance';
const NONE = 'aucun dossier d’assurance';
const FORTY = 'quarante dossiers d’assurance';

/** Signs the demo member of that situation in, as they do. */
async function come(page: Page, portal: Portal, kind: string) {
  const { login, password } = member(portal, kind);
  await page.goto('/connexion');
  await typeSignIn(page, login, password, 'Code d’utilisateur', 'Confirmer');
}

const certificate = (page: Page, number: string) => main(page).getByRole('button', { name: `Certificat ${number}` });

/** The way to another dossier: in the menu on a wide screen, in the bar at the bottom on a phone. */
const change = (page: Page) => page.getByRole('link', { name: /^Changer de dossier/ }).filter({ visible: true }).first();

/** Fills in what names a contract, and sends it. */
async function attach(page: Page, contract: string, certificate: string, birthDate: string) {
  await page.getByLabel('Numéro de contrat ou de groupe').fill(contract);
  await page.getByLabel('Numéro de certificat').fill(certificate);
  await page.getByLabel('Date de naissance').fill(birthDate);
  await press(page, page.getByRole('button', { name: 'Rattacher ce contrat' }));
}

test('D-10 D-11 D-12 X-6 a member of several dossiers looks at each « i », chooses one for the session, and switches', async ({ page, portal }) => {
  await come(page, portal, SEVERAL);
  await expectText(title(page), 'Choisir mon dossier d’assurance');
  await expectText(main(page), 'Communiquez avec nous si vous ne savez pas lequel choisir');
  await expectAccessible(page, { dark: true });
  await page.goto('/');
  await expect(page, 'nothing is shown before').toHaveURL(/\/dossier-assurance\?next=\/$/);

  const more = main(page).locator('summary');
  await expect(more).toHaveCount(3);
  const [one, other] = [await box(more.first()), await box(certificate(page, '003175'))];
  expect(Math.min(one.width, one.height)).toBeGreaterThanOrEqual(44);
  expect(one.x, 'at the right of its dossier').toBeGreaterThanOrEqual(other.x + other.width);
  await more.first().click();
  await expectText(main(page).locator('details').first(), 'Date d’effet');
  await expectAccessible(page, { dark: true });

  await press(page, certificate(page, '003175'));
  await expect(page).toHaveURL(`${portal.url}/`);
  await expectText(title(page), 'Bonjour Geneviève');
  await expectText(main(page), '003175');
  await expectNoText(main(page), '771044');
  await expectAccessible(page, { dark: true });

  await expect(change(page)).toContainText('284100 / 003175');
  await press(page, change(page));
  await expectText(main(page), 'Dossier actuel');
  await expectAccessible(page);
  await press(page, certificate(page, '441290'));
  await expectText(main(page), 'Contrat 771044');
  await expectNoText(main(page), '284100');
});

test('D-11 forty dossiers are grouped by contract, and the last one is chosen as easily', { tag: DETAIL }, async ({ page, portal }) => {
  await come(page, portal, FORTY);
  await expect(main(page).getByRole('button')).toHaveCount(40);
  await expect(main(page).getByRole('heading', { level: 2 })).toHaveText(['Contrat 310000', 'Contrat 310100', 'Contrat 310200', 'Contrat 310300', 'Contrat 310400']);
  await expectAccessible(page);
  await press(page, main(page).getByRole('button').last());
  await expectText(main(page), 'Contrat 310400');
});

test('D-3 a member without a dossier reads what that means, and attaches one', async ({ page, portal }) => {
  await come(page, portal, NONE);
  await expectText(main(page), 'Aucun dossier d’assurance n’est encore rattaché à votre code d’utilisateur.');
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Rattacher un contrat' }));
  await expectAccessible(page, { dark: true });
  await attach(page, '', '0073018', '17/06/1982');
  await expect(page.getByRole('alert')).toBeFocused();
  await expectText(page.getByRole('alert'), 'Indiquez votre numéro de contrat.');
  await attach(page, '106512', '0073019', '17/06/1982');
  await expectText(page.getByRole('alert'), 'Les informations saisies ne permettent pas de rattacher ce contrat.');
  await expect(page.getByLabel('Numéro de certificat'), 'nothing typed is lost').toHaveValue('0073019');
  await expectAccessible(page, { dark: true });
  await attach(page, '106512', '0073018', '17/06/1982');
  await expectText(page.getByRole('status'), 'Ce contrat est rattaché');
  await expectAccessible(page, { dark: true });
  expect(await mailText(portal, /Un contrat est rattaché/)).not.toContain('106512');
  await press(page, page.getByRole('link', { name: 'Voir mes dossiers d’assurance' }));
  await expectText(main(page), 'Contrat 106512');
});

test('D-16 D-20 whoever has a code signs in with it from the registration page, and attaches the contract', async ({ page, portal }) => {
  const { login, password } = member(portal, NONE);
  await page.goto('/inscription');
  await expectText(page.getByRole('contentinfo'), 'Dernière mise à jour : 3 novembre 2025');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('link', { name: 'J’ai déjà un code d’utilisateur' }));
  await typeSignIn(page, login, `${password}x`, 'Code d’utilisateur', 'Soumettre');
  await expectText(page.getByRole('alert'), 'Connexion impossible');
  await expectAccessible(page);
  await typeSignIn(page, login, password, 'Code d’utilisateur', 'Soumettre');
  await expectText(title(page), 'Rattacher un contrat');
});
