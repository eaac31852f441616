// Installable, and frugal with scripts: manifest, icons, service worker, no script where no island is.
import { inflateSync } from 'node:zlib';
import { DETAIL, SCRIPT, DRAFT, OPEN, addFiles, addPeriod, awake, expect, expectText, home, main, nextButton, open, openClaim, press, prolong, saveButton, send, signIn, test, title, toRecap } from './relais.ts';

interface Manifest {
  name: string;
  short_name: string;
  lang: string;
  start_url: string;
  scope: string;
  display: string;
  theme_color: string;
  icons: { src: string; sizes: string; type: string; purpose: string }[];
}

for (const [insurer, name, colour, lang] of [
  ['emprunteur', 'Relais Emprunteur', '#d0021b', 'fr-FR'],
  ['demo', 'Relais Démo', '#0b5fc4', 'fr-FR'],
  ['collective', 'Relais Collectif', '#00703c', 'fr-CA'],
]) {
  test.describe(insurer, () => {
    test.use({ insurer });

    test(`C-36 D-17 the portal of « ${name} » can be installed under its name, in its colour, with its icons`, { tag: DETAIL }, async ({ page }) => {
      await page.goto('/connexion');
      const href = await page.locator('link[rel=manifest]').getAttribute('href');
      const answer = await page.request.get(href ?? '');
      expect(answer.headers()['content-type']).toBe('application/manifest+json');
      const manifest = (await answer.json()) as Manifest;
      expect(manifest).toMatchObject({ name, lang, start_url: '/', scope: '/', display: 'standalone', theme_color: colour });
      const kinds = manifest.icons.map(({ sizes, purpose }) => `${sizes} ${purpose}`);
      expect(kinds).toEqual(expect.arrayContaining(['192x192 any', '512x512 any', '192x192 maskable', '512x512 maskable']));
      for (const icon of manifest.icons) {
        const file = await page.request.get(icon.src);
        expect(file.status(), icon.src).toBe(200);
        expect(file.headers()['content-type']).toBe('image/png');
        const picture = png(await file.body());
        expect(`${picture.width}x${picture.height}`, icon.src).toBe(icon.sizes);
        expect(picture.corner[3], `${icon.purpose} icons ${icon.purpose === 'maskable' ? 'fill' : 'round'} their corners`).toBe(icon.purpose === 'maskable' ? 255 : 0);
        if (icon.purpose === 'maskable') {
          expect(`#${picture.corner.slice(0, 3).map((c) => c.toString(16).padStart(2, '0')).join('')}`).toBe(colour);
        }
      }
    });
  });
}

/** Size and first pixel of a PNG of eight-bit red, green, blue and alpha. */
function png(bytes: Buffer) {
  expect(bytes.subarray(0, 8).toString('hex')).toBe('89504e470d0a1a0a');
  expect([bytes[24], bytes[25]], 'eight bits, with transparency').toEqual([8, 6]);
  const parts: Buffer[] = [];
  for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
    if (bytes.subarray(at + 4, at + 8).toString() === 'IDAT') parts.push(bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at)));
  }
  // Every filter leaves the first pixel of the first row as it is.
  const rows = inflateSync(Buffer.concat(parts));
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20), corner: [...rows.subarray(1, 5)] };
}

test('C-3 pages without an island hold no script and ask for none', { tag: DETAIL }, async ({ page, portal }) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    const { pathname } = new URL(request.url());
    // Signing in on the way loads the module of passkeys.
    if (pathname === '/passkey.js') return;
    if (/\.(js|mjs|wasm)$/.test(pathname) || request.resourceType() === 'script') scripts.push(request.url());
  });
  const look = async (path: string, status = 200) => {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(status);
    const source = (await answer?.text()) ?? '';
    expect(source, path).not.toMatch(/<script|modulepreload|as="fetch"/i);
    expect(answer?.headers()['content-security-policy'], path).toContain("script-src 'none'");
  };
  portal.expectError(/status of (404|50\d|40\d)/);
  for (const path of ['/connexion/aide', '/aide/prolonger-mon-dossier', '/aide/questions']) await look(path);
  await home(page, portal, DRAFT);
  const credit = (await page.getByRole('link', { name: 'Voir le détail de mon produit' }).getAttribute('href')) ?? '';
  const claim = `/dossiers/${await openClaim(page)}`;
  for (const path of ['/', '/compte', '/compte/donnees-personnelles', '/compte/notifications', '/compte/supprimer', '/dossiers', claim, `${claim}/demande/supprimer`, credit, `${credit}/echeances`, `${credit}/assurance`]) await look(path);
  for (const [code, status] of [['introuvable', 404], ['interdit', 403], ['panne', 500], ['occupe', 503], ['plein', 507]] as const) await look(`/erreur/${code}`, status);
  await look('/nulle-part', 404);
  expect(scripts, 'no script was asked for').toEqual([]);
});

test('C-28 the confirmation holds no script', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await toRecap(page);
  await send(page);
  await expect(page.locator('script')).toHaveCount(0);
});

test.describe('with script', { tag: SCRIPT }, () => {
  /** Addresses of everything the service worker keeps. */
  const kept = async (page: import('@playwright/test').Page) =>
    page.evaluate(async () => {
      const all: string[] = [];
      for (const name of await caches.keys()) for (const request of await (await caches.open(name)).keys()) all.push(new URL(request.url).pathname);
      return all.sort();
    });

  test('C-13 the service worker comes with the wizard and keeps static files only, never anything of the member', { tag: DETAIL }, async ({ page, portal }) => {
    await home(page, portal, OPEN);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length), 'not before').toBe(0);
    const number = await prolong(page);
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await addPeriod(page, { start: '10/01/2026', end: '31/01/2026' });
    await press(page, nextButton(page));
    await addFiles(page, ['q01-photo-sharp.jpg']);
    await press(page, nextButton(page));
    await send(page);
    for (const path of ['/', '/dossiers', `/dossiers/${number}`]) await open(page, path);
    const paths = await kept(page);
    expect(paths).toEqual(expect.arrayContaining(['/offline.css', '/offline.html']));
    expect(paths.some((path) => path.startsWith('/pkg/')), 'and the files of this build').toBe(true);
    expect(paths.filter((path) => !/^\/(pkg\/[0-9a-f]{16}\/relais\.(css|js|wasm)|offline\.(css|html))$/.test(path))).toEqual([]);
  });

  test('C-13 without a connection the offline page is shown, and the portal again when it is back', { tag: DETAIL }, async ({ page, portal }) => {
    portal.expectError(/net::ERR_/);
    await signIn(page, portal, DRAFT);
    await openClaim(page);
    await press(page, page.getByRole('link', { name: 'Reprendre ma demande' }));
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await expect.poll(() => page.evaluate(() => Boolean(navigator.serviceWorker.controller))).toBe(true);
    await portal.stop();
    await page.goto('/dossiers');
    await expectText(title(page), 'Vous êtes hors connexion');
    await expectText(main(page), 'Rien n’est perdu');
    expect(await page.evaluate(() => document.styleSheets.length), 'with its style').toBe(1);
    await portal.start();
    await page.getByRole('link', { name: 'Réessayer' }).click();
    await expectText(title(page), 'Mes dossiers');
  });

  test('C-13 Chromium finds nothing against installing', { tag: DETAIL }, async ({ page, portal }) => {
    await signIn(page, portal, DRAFT);
    await openClaim(page);
    await press(page, page.getByRole('link', { name: 'Reprendre ma demande' }));
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await awake(page);
    const session = await page.context().newCDPSession(page);
    const { installabilityErrors } = await session.send('Page.getInstallabilityErrors');
    // A test browser keeps no profile, like a private window; nothing else may stand against it.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== 'in-incognito')).toEqual([]);
    await expect(saveButton(page)).toBeVisible();
  });
});
