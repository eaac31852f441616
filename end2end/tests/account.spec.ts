// Signing in and out (C-1 … C-3), and what is found again after signing in.
import type { Page } from '@playwright/test';
import { DETAIL, DRAFT, NONE, OPEN, PHONE, SCRIPT, box, expect, expectAccessible, expectRed, expectText, home, mailedLink, main, member, open, otherDevice, press, prolong, signIn, signOut, test, title, toRecap, typeSignIn } from './relais.ts';

test('C-1 C-2 the sign-in has the identifier, then the password, then a red « Se connecter » directly under them', { tag: DETAIL }, async ({ page }) => {
  await page.goto('/connexion');
  const login = page.getByLabel('Identifiant client');
  const password = page.getByLabel('Mot de passe');
  const button = page.getByRole('button', { name: 'Se connecter', exact: true });
  await expect(password).toHaveAttribute('type', 'password');

  const order = await page.locator('main input:not([type=hidden]), main button').evaluateAll((all) => all.map((e) => e.getAttribute('name') ?? e.textContent));
  // The way with a passkey comes after them; without script it is there and not shown.
  expect(order).toEqual(['login', 'password', 'Se connecter', 'Utiliser une clé d’accès']);

  const [first, second, third] = [await box(login), await box(password), await box(button)];
  expect(second.y, 'the password stands under the identifier').toBeGreaterThan(first.y + first.height);
  expect(third.y, 'the button stands under the password').toBeGreaterThanOrEqual(second.y + second.height);
  expect(third.y - second.y - second.height, 'nothing stands between password and button').toBeLessThan(64);
  expect(third.x, 'the button starts where the fields start').toBeLessThanOrEqual(second.x + 2);
  await expectRed(button);
});

test('C-3 a right sign-in leads to « Mon espace client »', { tag: DETAIL }, async ({ page, portal }) => {
  await page.goto('/');
  await expect(page, 'whoever is not signed in is asked to').toHaveURL(/\/connexion/);
  const { login, password } = member(portal, OPEN);
  await typeSignIn(page, login, password);
  await expect(page).toHaveURL(`${portal.url}/`);
  await expect(page).toHaveTitle('Mon espace client – Relais Emprunteur');
  await expect(main(page).getByText('Mon espace client')).toBeVisible();
  await expect(title(page)).toHaveText('Bonjour Claire');

  const cookie = (await page.context().cookies()).find(({ name }) => name === '__Host-session');
  expect(cookie).toMatchObject({ httpOnly: true, secure: true, sameSite: 'Lax', path: '/' });
});

test('C-3 a wrong sign-in does not tell which of the two is wrong, and keeps the identifier', { tag: DETAIL }, async ({ page, portal }) => {
  const { login, password } = member(portal, OPEN);
  const seen: string[] = [];
  for (const [typed, secret] of [[login, `${password}x`], ['99999999', password], [login, '']]) {
    await page.goto('/connexion');
    await typeSignIn(page, typed, secret);
    await expect(page).toHaveURL(/\/connexion/);
    const alert = page.getByRole('alert');
    await expectText(alert, 'Connexion impossible');
    await expectText(alert, 'L’identifiant ou le mot de passe n’est pas le bon. Vérifiez les deux, puis réessayez.');
    await expect(alert, 'the summary takes the focus').toBeFocused();
    await expect(page).toHaveTitle(/^Erreur\s: /);
    await expect(page.getByLabel('Identifiant client')).toHaveValue(typed);
    await expect(page.getByLabel('Mot de passe'), 'a password never comes back').toHaveValue('');
    seen.push(await alert.innerText());
  }
  expect(new Set(seen).size, 'the same words each time').toBe(1);
  await expectAccessible(page);
  await page.goto('/connexion');
  await expect(page.getByRole('alert'), 'told once').toHaveCount(0);
});

test('C-3 after signing out nothing of the member is shown any more', { tag: DETAIL }, async ({ page, portal, wide }) => {
  await home(page, portal, OPEN);
  await signOut(page, wide);
  await page.goto('/dossiers');
  await expect(page).toHaveURL(/\/connexion\?next=\/dossiers$/);
  await page.goBack();
  await expect(page.getByText('Claire')).toHaveCount(0);
});

test('C-3 signing out ends the session on the server, not only in the browser', { tag: DETAIL }, async ({ page, portal, wide, script }) => {
  await home(page, portal, OPEN);
  const cookies = await page.context().cookies();
  await signOut(page, wide);
  const thief = await otherDevice(page, portal, script);
  await thief.context().addCookies(cookies);
  await thief.goto('/dossiers');
  await expect(thief).toHaveURL(/\/connexion/);
  await thief.context().close();
});

test('C-3 the page first asked for is found again after signing in', { tag: DETAIL }, async ({ page, portal }) => {
  await page.goto('/dossiers');
  await expect(page).toHaveURL(/\/connexion\?next=\/dossiers$/);
  const { login, password } = member(portal, OPEN);
  await typeSignIn(page, login, 'faux');
  await expect(page, 'also after a wrong try').toHaveURL(/next=\/dossiers$/);
  await typeSignIn(page, login, password);
  await expect(page).toHaveURL(`${portal.url}/dossiers`);
});

test('C-3 signing in never leads away from the portal, whatever `next` says', { tag: DETAIL }, async ({ page, portal }) => {
  const { login, password } = member(portal, NONE);
  portal.expectError(/status of 404/);
  for (const next of ['https://evil.example/', '//evil.example/', '/\\evil.example', '/%2Fevil.example', 'javascript:alert(1)', '/%09/evil.example', '@evil.example']) {
    await page.goto(`/connexion?next=${encodeURIComponent(next)}`);
    await typeSignIn(page, login, password);
    expect(new URL(page.url()).origin, next).toBe(portal.url);
    expect(new URL(page.url()).pathname, next).not.toBe('/connexion');
    await page.context().clearCookies();
  }
});

test('C-27 a session that ends on the recap loses nothing: after signing in again the recap is there', { tag: DETAIL }, async ({ page, portal, script }) => {
  await signIn(page, portal, OPEN);
  const number = await toRecap(page);
  await page.context().clearCookies();
  if (script) portal.expectError(/status of 401/);
  await page.getByRole('button', { name: 'Valider' }).click();
  await expect(page).toHaveURL(/\/connexion\?next=/);
  const { login, password } = member(portal, OPEN);
  await typeSignIn(page, login, password);
  await expect(page).toHaveURL(`${portal.url}/dossiers/${number}/demande/recapitulatif`);
  await expectText(main(page), 'Du 10 au 31 janvier 2026');
  await expectText(main(page), 's01-attestation.pdf');
});

test('C-16 a session that ends while a period is typed asks to sign in and comes back to the step', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, DRAFT);
  await open(page, '/dossiers');
  await page.locator('main .card h3 a').first().click();
  await page.getByRole('link', { name: 'Reprendre ma demande' }).click();
  const step = page.url();
  await page.getByLabel('La date de début').fill('11/02/2026');
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Sauvegarder' }).click();
  await expect(page).toHaveURL(/\/connexion\?next=/);
  const { login, password } = member(portal, DRAFT);
  await typeSignIn(page, login, password);
  await expect(page).toHaveURL(step);
  await expectText(main(page), 'Du 13 janvier au 10 février 2026');
});

test.describe('before a session ends', { tag: SCRIPT }, () => {
  const heading = (page: Page, name: string) => page.getByRole('heading', { name });
  const notice = (page: Page) => page.locator('#session');

  test('WCAG 2.2.1 a member is warned three minutes before, and a press on « Rester connecté » puts the end off', async ({ page, portal }) => {
    await page.clock.install();
    await signIn(page, portal, OPEN);
    await prolong(page);
    const start = page.getByLabel('La date de début');
    await start.fill('10/01/2026');
    // The page's clock runs ahead of the server's, which is told here what to answer.
    let left = '180';
    await page.route('**/api/session_left', (route) => route.fulfill({ contentType: 'application/json', body: left }));
    await expect(notice(page)).toBeHidden();
    await page.clock.fastForward('27:00');
    await expect(heading(page, 'Votre session se termine dans 3 minutes')).toBeVisible();
    await expectText(page.getByRole('alert'), 'Ce qui est enregistré est gardé. Restez connecté pour finir votre saisie.');
    await expect(start, 'the focus stays where it was').toBeFocused();
    await expectAccessible(page, { dark: true });
    left = '119';
    await page.clock.fastForward('01:00');
    await expect(heading(page, 'Votre session se termine dans 2 minutes')).toBeVisible();

    const asked = page.waitForResponse('**/api/stay_signed_in');
    await notice(page).getByRole('button', { name: 'Rester connecté' }).click();
    expect((await asked).status()).toBe(200);
    await expectText(notice(page), 'Vous restez connecté.');
    await expect(start, 'writing goes on where it stopped').toBeFocused();
    await expect(start).toHaveValue('10/01/2026');
    left = '1790';
    await page.clock.fastForward('00:11');
    await expect(notice(page)).toBeHidden();
  });

  test('WCAG 2.2.1 what another tab asks for puts the warning off', async ({ page, portal }) => {
    await page.clock.install();
    await signIn(page, portal, OPEN);
    await prolong(page);
    const answer = page.waitForResponse('**/api/session_left');
    await page.clock.fastForward('27:00');
    expect(Number(await (await answer).text()), 'the server still gives half an hour').toBeGreaterThan(1_700);
    await expect(notice(page)).toBeHidden();
  });

  test('WCAG 2.2.1 Escape closes the warning, and it does not come back before the end', async ({ page, portal }) => {
    await page.clock.install();
    await signIn(page, portal, OPEN);
    await prolong(page);
    let left = '180';
    await page.route('**/api/session_left', (route) => route.fulfill({ contentType: 'application/json', body: left }));
    await page.keyboard.press('Escape');
    await page.clock.fastForward('27:00');
    await expect(notice(page), 'an Escape before it counts for nothing').toBeVisible();
    await page.keyboard.press('Escape');
    await expect(notice(page)).toBeHidden();
    left = '120';
    const answer = page.waitForResponse('**/api/session_left');
    await page.clock.fastForward('01:00');
    await answer;
    await expect(notice(page)).toBeHidden();
  });

  test('WCAG 2.2.1 a session that has ended says so, and what was typed is saved after signing in in another tab', async ({ page, portal }) => {
    await page.clock.install();
    await signIn(page, portal, OPEN);
    await prolong(page);
    const step = page.url();
    const start = page.getByLabel('La date de début');
    await start.fill('10/01/2026');
    await page.context().clearCookies();
    portal.expectError(/status of 401/);
    await page.clock.fastForward('27:00');
    await expect(heading(page, 'Votre session est terminée')).toBeVisible();
    await expectText(page.getByRole('alert'), 'Ce que vous avez saisi est toujours sur cette page.');
    await expectAccessible(page, { dark: true });
    const opened = page.waitForEvent('popup');
    await notice(page).getByRole('link', { name: 'Me reconnecter dans un autre onglet' }).click();
    const other = await opened;
    const { login, password } = member(portal, OPEN);
    await typeSignIn(other, login, password);
    await expect(other).toHaveURL(step);
    await other.close();
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await expect(notice(page)).toBeHidden();
    await expect(start).toHaveValue('10/01/2026');
    await press(page, page.getByRole('button', { name: 'Sauvegarder' }));
    await page.reload();
    await expect(page.getByLabel('La date de début')).toHaveValue('10/01/2026');
  });
});

test('S-55 what a new password must be is ticked off when its field is left', { tag: SCRIPT }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await open(page, '/compte/mot-de-passe');
  const asked = page.getByRole('list', { name: 'Ce qui est demandé' }).getByRole('listitem');
  const met = () => asked.evaluateAll((lines) => lines.map((line) => line.getAttribute('data-met')));
  const fresh = page.getByLabel('Saisissez votre nouveau mot de passe');
  await expect(asked).toHaveText([/^au moins 12 caractères/, /^avec 3 des 4 types de caractères/]);
  await fresh.pressSequentially('court');
  expect(await met(), 'nothing is said while it is typed').toEqual([null, null]);
  for (const [typed, expected] of [
    ['courte', ['no', 'no']],
    ['maisonbleuesansfin', ['yes', 'no']],
    ['Maison bleue sans fin', ['yes', 'yes']],
    // Unicode decides: a capital of two letters, an Arabic figure, a small letter.
    ['\u01c5\u0663\u00e9', ['no', 'yes']],
    // Composed, eleven capitals.
    ['E\u0301'.repeat(11), ['no', 'no']],
    ['', [null, null]],
    ['Maison 7', ['no', 'yes']],
  ] as const) {
    await fresh.fill(typed);
    await fresh.blur();
    await expect.poll(met, { message: typed }).toEqual([...expected]);
  }
  await expect(asked.first().getByText('À compléter')).toBeVisible();
  await expect(asked.first().getByText('Respecté')).toBeHidden();
  await expect(asked.last().getByText('Respecté')).toBeVisible();
  await expectAccessible(page, { dark: true });
});

test('S-55 on a phone, what is asked of a password is written across the whole line', { tag: PHONE }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await open(page, '/compte/mot-de-passe');
  const longest = page.getByRole('list', { name: 'Ce qui est demandé' }).getByRole('listitem').last();
  const filled = await longest.evaluate((line) => {
    const words = Array.from(line.firstElementChild?.getClientRects() ?? [], (part) => part.width);
    return { lines: words.length, share: Math.max(...words) / line.clientWidth };
  });
  expect(filled.lines, 'too long for one line').toBeGreaterThan(1);
  expect(filled.share, 'no room is lost beside the words').toBeGreaterThan(0.7);
});

test('S-55 Q-8 Y-10 a member changes their password: what is wrong is named, other devices are signed out, and the mail takes it back', async ({ page, portal, script, wide }) => {
  await home(page, portal, OPEN);
  const { login, password } = member(portal, OPEN);
  const other = await otherDevice(page, portal, script);
  await other.goto('/connexion');
  await typeSignIn(other, login, password);

  if (!wide) await page.getByRole('button', { name: 'Menu', exact: true }).click();
  await page.getByRole('link', { name: 'Mot de passe' }).filter({ visible: true }).click();
  await expectText(title(page), 'Modifier mon mot de passe');
  await expectText(main(page), 'Utilisez au moins 12 caractères, avec 3 des 4 types');
  const [current, fresh, again] = [page.getByLabel('Mot de passe actuel'), page.getByLabel('Saisissez votre nouveau mot de passe'), page.getByLabel('Resaisissez ce mot de passe')];
  const save = page.getByRole('button', { name: 'Modifier', exact: true });
  await current.fill('faux');
  await fresh.fill('court');
  await again.fill('cour');
  await press(page, save);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  for (const sentence of [
    'Ce n’est pas votre mot de passe actuel. Vérifiez-le, puis réessayez.',
    'Ce mot de passe compte moins de 12 caractères. Allongez-le.',
    'Les deux mots de passe diffèrent. Resaisissez-le.',
  ]) {
    await expectText(summary, sentence);
  }
  await expect(current, 'a password never comes back').toHaveValue('');
  await expectAccessible(page);

  await current.fill(password);
  await fresh.fill('Trois chèvres sur un toit 7');
  await again.fill('Trois chèvres sur un toit 7');
  await press(page, save);
  await expectText(page.getByRole('status'), 'Votre mot de passe est modifié');
  await other.goto('/dossiers');
  await expect(other).toHaveURL(/\/connexion/);
  await typeSignIn(other, login, password);
  await expectText(other.getByRole('alert'), 'Connexion impossible');
  await typeSignIn(other, login, 'Trois chèvres sur un toit 7');
  await expect(other).toHaveURL(`${portal.url}/dossiers`);

  await page.goto(await mailedLink(portal, /Votre mot de passe a été modifié/));
  await expectText(title(page), 'Ce changement ne vient pas de moi');
  await press(page, page.getByRole('button', { name: 'Annuler le changement' }));
  await expectText(title(page), 'Choisir un nouveau mot de passe');
  await expectText(page.getByRole('status'), 'Le changement est annulé et tous les appareils sont déconnectés.');
  await other.goto('/dossiers');
  await expect(other).toHaveURL(/\/connexion/);
  await other.context().close();
});
