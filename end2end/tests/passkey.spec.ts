// Passkeys, with a device that the browser makes up: adding one, signing in with it alone, removing it (Y-10, Y-11).
import type { Page } from '@playwright/test';
import { DETAIL, OPEN, SCRIPT, expect, expectAccessible, expectText, home, main, open, press, signOut, test, title } from './relais.ts';

test.use({ insurer: 'demo' });

const PAGE = '/compte/deux-etapes';

/** Gives the page a device that recognises its owner. */
async function device(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('WebAuthn.enable');
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { cdp, authenticatorId };
}

/** Whether the browser lists passkeys under the name differs from build to build: here it does not, but in the test of that list. */
async function withoutList(page: Page) {
  await page.addInitScript(() => {
    if ('PublicKeyCredential' in window) PublicKeyCredential.isConditionalMediationAvailable = async () => false;
  });
}

const addButton = (page: Page) => page.getByRole('button', { name: 'Ajouter une clé d’accès' });
const useButton = (page: Page) => page.getByRole('button', { name: 'Utiliser une clé d’accès' });

test('Y-11 a member adds a passkey, signs in with it alone, and removes it', async ({ page, portal, script, wide }) => {
  await withoutList(page);
  await home(page, portal, OPEN);
  await open(page, PAGE);
  await expectText(main(page), 'Vous n’en avez pas encore.');
  await expectAccessible(page, { dark: true });
  if (!script) {
    await expectText(main(page), 'il faut un navigateur récent où JavaScript est activé');
    await expect(addButton(page)).toBeHidden();
    await signOut(page, wide);
    await expect(useButton(page)).toBeHidden();
    await expectAccessible(page, { dark: true });
    return;
  }
  const { cdp, authenticatorId } = await device(page);
  await page.getByLabel('Nom de la clé (facultatif)').fill('Mon téléphone');
  await addButton(page).click();
  await expectText(page.getByRole('status'), 'Votre clé d’accès est ajoutée.');
  await expectText(main(page), 'Mon téléphone');
  await expectAccessible(page, { dark: true });
  const { credentials } = await cdp.send('WebAuthn.getCredentials', { authenticatorId });
  expect(credentials.map((one) => one.isResidentCredential)).toEqual([true]);
  await addButton(page).click();
  await expectText(page.getByRole('alert'), 'Si cet appareil en a déjà une, elle suffit.');
  await expectAccessible(page, { dark: true });

  await signOut(page, wide);
  await expectAccessible(page, { dark: true });
  await useButton(page).click();
  await expect(page).toHaveURL(`${portal.url}/`);
  await open(page, PAGE);
  await expectText(main(page), ', utilisée le');
  await press(page, page.getByRole('button', { name: /^Supprimer Mon téléphone/ }));
  await expectText(main(page), 'Vous n’en avez pas encore.');

  // The device still has it, and the portal no longer knows it.
  await signOut(page, wide);
  await useButton(page).click();
  await expectText(page.getByRole('alert'), 'Cette clé d’accès n’a pas permis de vous connecter.');
  await expectAccessible(page, { dark: true });
});

test('Y-11 a device without a passkey opens nothing, and the page says what to do', { tag: [DETAIL, SCRIPT] }, async ({ page }) => {
  await withoutList(page);
  await open(page, '/connexion');
  await device(page);
  await useButton(page).click();
  await expectText(page.getByRole('alert'), 'Aucune clé d’accès n’a servi.');
  await expectText(title(page), 'Me connecter');
  await expectAccessible(page, { dark: true });
});

test('Y-11 a passkey chosen from the list under the name signs in', { tag: [DETAIL, SCRIPT] }, async ({ page, portal }) => {
  // The list is the browser's own and cannot be pressed from here: whoever asks for it gets the answer of the device.
  await page.addInitScript(() => {
    if (!('PublicKeyCredential' in window)) return;
    PublicKeyCredential.isConditionalMediationAvailable = async () => true;
    const get = navigator.credentials.get.bind(navigator.credentials);
    navigator.credentials.get = (asked) => {
      sessionStorage.setItem('asked', String(asked?.mediation));
      return get({ publicKey: asked?.publicKey, signal: asked?.signal });
    };
  });
  await home(page, portal, OPEN);
  await open(page, PAGE);
  await device(page);
  await addButton(page).click();
  await expectText(page.getByRole('status'), 'Votre clé d’accès est ajoutée.');
  await page.context().clearCookies();
  await page.goto('/connexion?next=/aide/questions', { waitUntil: 'commit' });
  await expect(page).toHaveURL(`${portal.url}/aide/questions`);
  expect(await page.evaluate(() => sessionStorage.getItem('asked'))).toBe('conditional');
});

test('Y-11 a page to sign in that stays open asks for another challenge before the one it has ends', { tag: [DETAIL, SCRIPT] }, async ({ page }) => {
  await page.addInitScript(() => {
    if (!('PublicKeyCredential' in window)) return;
    PublicKeyCredential.isConditionalMediationAvailable = async () => true;
    // Nobody chooses from the list yet.
    navigator.credentials.get = (asked) => new Promise((_, refuse) => asked?.signal?.addEventListener('abort', () => refuse(asked.signal?.reason)));
  });
  await page.clock.install();
  const asked = () => page.waitForRequest('**/api/begin_entry');
  const first = asked();
  await open(page, '/connexion');
  await first;
  const another = asked();
  await page.clock.fastForward('09:30');
  await another;
  await expect(page.getByRole('alert')).toBeHidden();
});
