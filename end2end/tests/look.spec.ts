// How every page looks and behaves: narrow screens, zoom, dark, print, reduced motion, keyboard, weight.
import type { Locator, Page } from '@playwright/test';
import {
  DESKTOP, DETAIL, PHONE, DRAFT, FIRST_DRAFT, NEXT_PERIOD, OPEN, type Portal, addFiles, awake, box, expect, expectAccessible, expectText, home, lines, main, member, open, openClaim, press, send, signIn, test, title,
  toFiles, toRecap, upload, weight,
} from './relais.ts';

/** Visits every page in every state that holds something of its own; `look` is told where it is. */
async function everyPage(page: Page, portal: Portal, look: (name: string) => Promise<void>) {
  portal.expectError(/status of (404|500)/);
  const visit = async (path: string) => {
    await open(page, path);
    await look(path);
  };
  for (const path of ['/connexion', '/connexion/aide', '/aide/prolonger-mon-dossier', '/aide/questions', '/aide/navigateurs', '/offline.html']) await visit(path);

  await signIn(page, portal, FIRST_DRAFT);
  await open(page, '/dossiers');
  await press(page, page.locator('main .card h3 a'));
  await press(page, page.getByRole('button', { name: 'Suivant' }));
  await look('first declaration, with errors');

  await home(page, portal, DRAFT);
  const credit = (await page.getByRole('link', { name: 'Voir le détail de mon produit' }).getAttribute('href')) ?? '';
  const claim = `/dossiers/${await openClaim(page)}`;
  for (const path of ['/', '/compte', '/compte/donnees', '/compte/donnees-personnelles', '/compte/coordonnees', '/compte/supprimer', '/compte/mot-de-passe', '/dossiers', claim, credit, `${credit}/echeances`, `${credit}/assurance`, `${claim}/demande/supprimer`, '/erreur/panne', '/nulle-part']) await visit(path);
  await visit(`${claim}/demande/periode`);
  await page.getByLabel('La date de début').fill('31/02/2026');
  await page.getByRole('radio', { name: 'Oui', exact: true }).check();
  await press(page, page.getByRole('button', { name: 'Ajouter cette période' }));
  await expect(page.getByRole('alert')).toBeVisible();
  await look('periods, with errors');
  await visit(`${claim}/demande/recapitulatif`);
  await visit(`${claim}/demande/justificatifs`);
  await page.locator('#fichiers').setInputFiles([upload('q01-photo-sharp.jpg'), upload('d02-svg.svg'), upload('s01-attestation.pdf')]);
  const sendButton = page.getByRole('button', { name: 'Envoyer les fichiers choisis' });
  if (await sendButton.isVisible()) await press(page, sendButton);
  await expect(page.locator('ul.files > li').filter({ hasText: /Reçu|Non envoyé/ })).toHaveCount(3);
  await look('files, received and refused');

  await signIn(page, portal, OPEN);
  await toRecap(page);
  await look('recap');
  await send(page);
  await look('confirmation');
}

/** Nothing sticks out to the right of the screen. */
async function expectNoSideways(page: Page, width: number, name: string) {
  const found = await page.evaluate((width) => {
    const wide = [...document.querySelectorAll('body *')].filter((e) => {
      const { right, width: own } = e.getBoundingClientRect();
      return own > 0 && right > width + 1 && !e.closest('.tabs, .sr-only, [popover]') && getComputedStyle(e).position !== 'fixed';
    });
    return { page: document.documentElement.scrollWidth, first: wide.slice(0, 3).map((e) => `${e.tagName}.${e.getAttribute('class') ?? ''} ${(e.textContent ?? '').slice(0, 40)}`) };
  }, width);
  expect(found.page, `${name} at ${width} px: ${found.first.join(' | ')}`).toBeLessThanOrEqual(width);
}

/** The main action can be scrolled to and pressed. */
async function expectActionInReach(page: Page) {
  const action = main(page).locator('.btn--primary:not([aria-disabled])').filter({ visible: true }).last();
  if ((await action.count()) === 0) return;
  await action.scrollIntoViewIfNeeded();
  await action.click({ trial: true, timeout: 3_000 });
}

/** Every button is at least 44 px high, or 24 px beside others. */
async function expectFingersFind(page: Page, name: string) {
  const small = await page.locator('a.btn, button, label.btn, summary, .choice, .check, input:not([type=hidden], [type=file], [type=radio], [type=checkbox]), select').evaluateAll((all) =>
    all
      .filter((e) => e.checkVisibility() && !e.closest('[popover]') && !e.classList.contains('sr-only'))
      .map((e) => ({ e, box: e.getBoundingClientRect() }))
      .filter(({ e, box }) => box.width > 0 && (box.height < (e.matches('.btn--sm, .btn--icon') ? 24 : 44) || box.width < 24))
      .map(({ e, box }) => `${e.textContent?.trim() || e.id} ${Math.round(box.width)}x${Math.round(box.height)}`),
  );
  expect(small, name).toEqual([]);
}

test('C-36 no page, in any of its states, breaks an accessibility rule, loses contrast in the dark, scrolls sideways or hides its action', async ({ page, portal, wide }) => {
  test.slow();
  const screen = page.viewportSize() ?? { width: 0, height: 0 };
  // Zooming to 200 % halves the screen that the page sees; 320 px is the least asked for.
  const sizes = wide ? [{ width: 640, height: 450 }, { width: 320, height: 640 }] : [{ width: 320, height: 422 }];
  await everyPage(page, portal, async (name) => {
    await expectAccessible(page, { dark: true });
    if (!wide) await expectFingersFind(page, name);
    for (const small of sizes) {
      await page.setViewportSize(small);
      await expectNoSideways(page, small.width, name);
      await expectActionInReach(page);
    }
    await page.setViewportSize(screen);
  });
});

test('C-36 the dark has colours of its own', { tag: DETAIL }, async ({ page }) => {
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.emulateMedia({ colorScheme: 'dark' });
  await page.goto('/connexion');
  const dark = await background();
  await page.emulateMedia({ colorScheme: 'light' });
  expect(await background(), 'dark is not light').not.toBe(dark);
});

test('C-36 on paper menus and buttons disappear, and each page says of whom and when it is', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await toRecap(page);
  await send(page);
  await press(page, page.getByRole('link', { name: 'Suivre mon dossier' }));
  const line = page.locator('.print-only');
  await expect(line, 'not on the screen').toBeHidden();
  await page.emulateMedia({ media: 'print' });
  for (const path of [page.url(), page.url() + '/demande/confirmation', '/']) {
    await page.goto(path);
    await expect(page.getByRole('navigation').filter({ visible: true })).toHaveCount(0);
    await expect(main(page).locator('.btn').filter({ visible: true })).toHaveCount(0);
    await expectText(line, 'Relais Emprunteur, Claire Moreau, Identifiant 40821176. Édité le 12 mars 2026 à 15 h');
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toMatch(/^(rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\)|.*\(1 0 0\)|white)$/);
  }
});

test('C-36 whoever asks for less motion gets none', { tag: DETAIL }, async ({ page, portal }) => {
  const slowest = () =>
    page.evaluate(() => {
      const seconds = (text: string) => Math.max(...text.split(',').map((part) => parseFloat(part) * (part.trim().endsWith('ms') ? 0.001 : 1)));
      const all = [...document.querySelectorAll('*')].map((e) => getComputedStyle(e));
      return Math.max(...all.map((style) => Math.max(seconds(style.transitionDuration), seconds(style.animationDuration))));
    });
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await home(page, portal, OPEN);
  expect(await slowest(), 'there is some motion to do without').toBeGreaterThan(0.05);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const number = await toFiles(page);
  for (const path of ['/', '/dossiers', `/dossiers/${number}`, `/dossiers/${number}/demande/periode`, `/dossiers/${number}/demande/justificatifs`]) {
    await open(page, path);
    expect(await slowest(), path).toBeLessThanOrEqual(0.01);
  }
});

// Phones have no Tab key.
test.describe('with the keyboard alone', { tag: DESKTOP }, () => {
  /** Presses Tab until that element has the focus, which must be seen. */
  async function tabTo(page: Page, what: Locator) {
    for (let presses = 0; presses < 80; presses++) {
      await page.keyboard.press('Tab');
      if (await what.evaluate((element) => element === document.activeElement)) return expectFocusSeen(page, what);
    }
    throw new Error(`Tab never reaches ${what}`);
  }

  /** The element that has the focus, or the label that stands for it, wears a ring that can be seen, and nothing lies on top of it. */
  async function expectFocusSeen(page: Page, what: Locator) {
    const seen = () =>
      what.evaluate((element) => {
        const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
        return [element, ...labels].some((shown) => {
          const { outlineStyle, outlineWidth, clipPath } = getComputedStyle(shown);
          const { left, top, width, height } = shown.getBoundingClientRect();
          const ring = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && clipPath === 'none' && width > 8 && height > 8;
          const on = document.elementFromPoint(left + width / 2, top + height / 2);
          return ring && on !== null && (shown.contains(on) || on.contains(shown));
        });
      });
    await expect.poll(seen, { message: `the focus is seen on ${what} of ${page.url()}` }).toBe(true);
  }

  test('C-12 C-27 a prolongation is sent without a mouse', async ({ page, portal }) => {
    const { login, password } = member(portal, OPEN);
    const key = (name: string) => page.keyboard.press(name);
    await page.goto('/connexion');
    await tabTo(page, page.getByRole('link', { name: 'Aller au contenu' }));
    await key('Enter');
    await tabTo(page, page.getByLabel('Identifiant client'));
    await page.keyboard.type(login);
    await tabTo(page, page.getByLabel('Mot de passe'));
    await page.keyboard.type(password);
    await key('Enter');
    await expect(page).toHaveURL(`${portal.url}/`);

    await tabTo(page, page.locator('summary').first());
    await key('Enter');
    await tabTo(page, page.getByRole('link', { name: 'Voir le détail', exact: true }).first());
    await key('Enter');
    await expect(title(page)).toHaveText('Crédit renouvelable');
    await tabTo(page, page.getByRole('link', { name: 'Assurance', exact: true }));
    await key('Enter');
    await tabTo(page, page.getByRole('link', { name: 'Déclarer / gérer un arrêt de travail' }));
    await key('Enter');
    await tabTo(page, page.locator('main .card h3 a').first());
    await key('Enter');
    await tabTo(page, page.getByRole('button', { name: 'Prolonger mon dossier' }));
    await key('Enter');
    await expect(page).toHaveURL(/periode$/);
    await awake(page);

    await tabTo(page, page.getByLabel('La date de début'));
    await page.keyboard.type(NEXT_PERIOD.start ?? '');
    await tabTo(page, page.getByLabel('La date de fin'));
    await page.keyboard.type(NEXT_PERIOD.end ?? '');
    await tabTo(page, page.getByLabel('Organisme social'));
    await page.keyboard.type('CPAM');
    await tabTo(page, page.locator('#resumed'));
    await key('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Non', exact: true })).toBeChecked();
    await tabTo(page, page.getByRole('button', { name: 'Ajouter cette période' }));
    await key('Space');
    await expect(lines(page)).toHaveCount(1);
    await awake(page);
    await tabTo(page, page.getByRole('button', { name: 'Suivant' }));
    await key('Enter');
    await expect(page).toHaveURL(/justificatifs$/);
    await awake(page);

    const chooser = page.waitForEvent('filechooser');
    await tabTo(page, page.locator('#fichiers'));
    await key('Enter');
    await (await chooser).setFiles([upload('s01-attestation.pdf')]);
    const sendFiles = page.getByRole('button', { name: 'Envoyer les fichiers choisis' });
    if (await sendFiles.isVisible()) {
      await tabTo(page, sendFiles);
      await key('Enter');
    }
    await expectText(page.locator('ul.files'), 'Reçu');
    await tabTo(page, page.getByRole('button', { name: 'Suivant' }));
    await key('Enter');
    await expect(page).toHaveURL(/recapitulatif$/);
    await awake(page);
    await tabTo(page, page.getByRole('button', { name: 'Valider', exact: true }));
    await key('Enter');
    await expect(page).toHaveURL(/confirmation$/);
    await expectText(main(page), 'a bien été transmise au Service Assurance Relais Emprunteur.');
  });
});

test('C-36 sign-in, home, period and files weigh at most 35 KB of page and style, 165 KB with everything', { tag: DETAIL }, async ({ page, portal, script }) => {
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(request.url()));
  const light = async (name: string) => {
    const styles = await page.locator('link[rel=stylesheet]').evaluateAll((all) => all.map((link) => (link as HTMLLinkElement).href));
    const parts = await Promise.all([page.url(), ...styles].map((url) => weight(page, url)));
    const bytes = parts.reduce((sum, part) => sum + part, 0);
    expect(bytes, `${name}: page and style, ${parts.join(' + ')} bytes`).toBeLessThanOrEqual(35 * 1024);
    return bytes;
  };
  await page.goto('/connexion');
  await light('sign-in');
  await home(page, portal, OPEN);
  await light('home');
  const number = await toFiles(page);
  for (const step of ['periode', 'justificatifs']) {
    await open(page, `/dossiers/${number}/demande/${step}`);
    const bytes = await light(step);
    if (!script) continue;
    const scripts = [...asked].filter((url) => /\.(js|wasm)$/.test(new URL(url).pathname) && url.includes('/pkg/'));
    expect(scripts.length, 'there are scripts to weigh').toBeGreaterThanOrEqual(2);
    const parts = await Promise.all(scripts.map((url) => weight(page, url)));
    const all = parts.reduce((sum, part) => sum + part, bytes);
    expect(all, `${step}: everything, ${bytes} + ${parts.join(' + ')} bytes`).toBeLessThanOrEqual(165 * 1024);
  }
});

test('C-36 on a phone the bar at the bottom hides nothing that can be used', { tag: PHONE }, async ({ page, portal }) => {
  await home(page, portal, OPEN);
  const bar = page.getByRole('navigation', { name: 'Raccourcis' });
  await expect(bar.getByRole('link')).toHaveText(['Crédits', 'Dossiers', 'Aide']);
  await page.evaluate(() => window.scrollTo(0, document.documentElement.scrollHeight));
  const [foot, at] = [await box(page.getByRole('contentinfo').getByRole('link').last()), await box(bar)];
  expect(foot.y + foot.height, 'the last link of the page ends above the bar').toBeLessThanOrEqual(at.y + 1);
});
