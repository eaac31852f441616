// The file step (C-21 … C-25, S-35 … S-42): real files, exact words, one bad file never loses the good ones.
import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import {
  DETAIL, SCRIPT, OPEN, PROFILE, UPLOADS, type Made, addFiles, awake, chooseFiles, expect, expectAccessible, expectNoText, expectRed, expectText, fileLine, fold, jpegOf, main, nextButton, open, press,
  saveButton, signIn, test, toFiles, upload,
} from './relais.ts';

const files = (page: Page) => page.locator('ul.files > li');
const jpeg = (name: string, bytes: number, seed?: string): Made => ({ name, mimeType: 'image/jpeg', buffer: jpegOf(bytes, seed) });
/** Large files take their time on a machine that does other things. */
const LARGE = 30_000;
/** Small files that differ. */
const many = (count: number) => Array.from({ length: count }, (_, n) => jpeg(`photo-${n + 1}.jpg`, 4100 + n, 'a01-plain.jpg'));

test.beforeEach(async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await toFiles(page);
});

test('C-21 C-23 the step « Justificatifs à transmettre » has a red button « Parcourir et ajouter un fichier… »', { tag: DETAIL }, async ({ page }) => {
  await expectText(page.getByRole('heading', { level: 1 }), 'Justificatifs à transmettre');
  const button = page.locator('label[for=fichiers]');
  expect(fold(await button.innerText())).toBe('Parcourir et ajouter un fichier…');
  await expectRed(button);
  await expect(page.locator('#fichiers'), 'the field has the name of its button').toHaveAccessibleName('Parcourir et ajouter un fichier…');
  const chooser = page.waitForEvent('filechooser');
  await button.click();
  expect((await chooser).isMultiple()).toBe(true);
  await expectText(main(page), 'Aucun fichier pour le moment.');
  await expectAccessible(page);
});

test('S-35 S-36 S-37 S-38 the limits told are those of the profile', { tag: DETAIL }, async ({ page }) => {
  const profile = readFileSync(PROFILE, 'utf8');
  const number = (key: string) => Number(new RegExp(`^${key} = (\\d+)$`, 'm').exec(profile)?.[1]);
  const mo = (bytes: number) => `${String(bytes / 1024 / 1024).replace('.', ',')} Mo`;
  expect(profile).toContain('types = ["jpg", "png", "pdf"]');
  await expectText(
    page.locator('#limites'),
    `JPG, PNG ou PDF. ${mo(number('max_file_bytes'))} par fichier, ${number('max_files')} fichiers et ${mo(number('max_total_bytes'))} en tout.`,
  );
  await expect(page.locator('#fichiers')).toHaveAttribute('accept', '.jpg,.jpeg,.png,.pdf');
});

test('C-24 several files at once are received, with their size, pages or a small picture', { tag: DETAIL }, async ({ page }) => {
  await addFiles(page, ['s01-attestation.pdf', 'v00-multipage.pdf', 'q01-photo-sharp.jpg']);
  await expect(files(page)).toHaveCount(3);
  await expectText(fileLine(page, 's01-attestation.pdf'), '1 page');
  await expectText(fileLine(page, 'v00-multipage.pdf'), 'pages');
  const picture = fileLine(page, 'q01-photo-sharp.jpg').locator('img');
  await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expectText(main(page), '3 fichiers');
  await expectAccessible(page);
  await addFiles(page, ['a03-plain.png']);
  await expect(files(page), 'and more later').toHaveCount(4);
});

test('C-25 a red « Sauvegarder », then « Suivant »: saving stays, and nothing is lost', { tag: DETAIL }, async ({ page }) => {
  await expectRed(saveButton(page));
  await addFiles(page, ['s01-attestation.pdf']);
  await press(page, saveButton(page));
  await expect(page).toHaveURL(/justificatifs$/);
  await expectText(fileLine(page, 's01-attestation.pdf'), 'Reçu');
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/recapitulatif$/);
});

test('C-25 « Suivant » without a file says why it waits', { tag: DETAIL }, async ({ page }) => {
  await expect(nextButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expect(nextButton(page)).toHaveAccessibleDescription('Pour continuer, ajoutez au moins un justificatif.');
  await nextButton(page).click({ force: true });
  await expect(page).toHaveURL(/justificatifs$/);
  await expectText(main(page), 'Pour continuer, ajoutez au moins un justificatif.');
});

test('C-24 one bad file does not lose the good ones, and never stops « Suivant »', { tag: DETAIL }, async ({ page }) => {
  await chooseFiles(page, [upload('s01-attestation.pdf'), upload('d02-svg.svg'), upload('e01-user-password.pdf'), upload('q01-photo-sharp.jpg')]);
  await expectText(fileLine(page, 's01-attestation.pdf'), 'Reçu');
  await expectText(fileLine(page, 'q01-photo-sharp.jpg'), 'Reçu');
  await expectText(fileLine(page, 'd02-svg.svg'), 'Non envoyé');
  await expectText(fileLine(page, 'd02-svg.svg'), 'Formats acceptés : JPG, PNG, PDF');
  await expectText(fileLine(page, 'e01-user-password.pdf'), 'Ce PDF demande un mot de passe. Enregistrez-le sans protection.');
  await expectAccessible(page);
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/recapitulatif$/);
  await expectText(main(page), 's01-attestation.pdf');
  await expectNoText(main(page), 'd02-svg.svg');
});

interface Case {
  id: string;
  file: string;
  stored: boolean;
  claimed_name: string;
  claimed_type: string;
  expected: string;
}
const WORDS: Record<string, string> = {
  wrong_format: 'Formats acceptés : JPG, PNG, PDF',
  empty: 'Ce fichier est vide.',
  corrupt: 'Ce fichier est abîmé ou incomplet. Enregistrez-le à nouveau ou reprenez la photo.',
  encrypted_pdf: 'Ce PDF demande un mot de passe. Enregistrez-le sans protection.',
  active_content_pdf: 'Ce PDF contient un programme ou un fichier joint. Imprimez-le en PDF puis déposez la copie.',
  image_bomb: 'Cette image est trop grande. Réduisez-la ou reprenez la photo.',
};
const cases = (JSON.parse(readFileSync(`${UPLOADS}/manifest.json`, 'utf8')) as { files: Case[] }).files;

test('S-39 each kind of bad file is refused in its own words', { tag: DETAIL }, async ({ page }) => {
  // One of each verdict here; the server’s own tests go through the whole manifest.
  const chosen = Object.keys(WORDS).map((verdict) => cases.find((one) => one.stored && one.expected === verdict && !one.claimed_name.includes('\0')));
  for (const one of chosen) {
    if (!one) throw new Error('the manifest lacks a verdict');
    const name = `${one.id}.${one.claimed_name.split('.').pop() ?? ''}`;
    await chooseFiles(page, [{ name, mimeType: one.claimed_type, buffer: readFileSync(upload(one.file)) }]);
    await expectText(fileLine(page, name), WORDS[one.expected]);
    await expectText(fileLine(page, name), 'Non envoyé');
  }
  await expect(files(page)).toHaveCount(Object.keys(WORDS).length);
  await expect(nextButton(page)).toHaveAttribute('aria-disabled', 'true');
});

test('S-37 S-40 a file of exactly 3,5 Mo is received, one byte more is refused in the exact words', { tag: DETAIL }, async ({ page }) => {
  await chooseFiles(page, [jpeg('trop.jpg', 3_670_017), jpeg('juste.jpg', 3_670_016)]);
  await expectText(fileLine(page, 'trop.jpg'), 'Taille maximale de fichier acceptée : 3.5Mo.');
  await expectText(fileLine(page, 'juste.jpg'), 'Reçu', LARGE);
});

test('S-38 S-41 files of 10 Mo in all are received, one byte more is refused in the exact words', { tag: DETAIL }, async ({ page }) => {
  await chooseFiles(page, [jpeg('un.jpg', 3_670_016), jpeg('deux.jpg', 3_670_015), jpeg('trois.jpg', 3_145_730)]);
  await expectText(fileLine(page, 'deux.jpg'), 'Reçu', LARGE);
  await expectText(fileLine(page, 'trois.jpg'), 'Taille totale des fichiers acceptée : 10Mo.', LARGE);
  await chooseFiles(page, [jpeg('quatre.jpg', 3_145_729)]);
  await expectText(fileLine(page, 'quatre.jpg'), 'Reçu', LARGE);
  await expectText(main(page), '3 fichiers, 10 Mo sur 10 Mo');
});

test('S-36 S-42 an eleventh file is refused in the exact words, the ten others are received', { tag: DETAIL }, async ({ page }) => {
  await chooseFiles(page, many(11));
  await expectText(fileLine(page, 'photo-11.jpg'), 'Nombre maximal de fichiers : 10.');
  await expect(files(page).filter({ has: page.locator('.ok:visible') })).toHaveCount(10);
  await expectText(main(page), '10 fichiers');
});

test('C-24 a file can be taken back, received or refused', { tag: DETAIL }, async ({ page }) => {
  await chooseFiles(page, [upload('s01-attestation.pdf'), upload('a03-plain.png'), upload('c10-empty.jpg')]);
  await expectText(fileLine(page, 'a03-plain.png'), 'Reçu');
  await expectText(fileLine(page, 'c10-empty.jpg'), 'Ce fichier est vide.');
  for (const name of ['s01-attestation.pdf', 'c10-empty.jpg']) {
    await press(page, page.getByRole('button', { name: `Retirer ${name}` }));
    await expect(fileLine(page, name)).toHaveCount(0);
  }
  await expect(files(page)).toHaveCount(1);
  await expect
    .poll(async () => {
      await open(page, page.url());
      return files(page).count();
    }, { message: 'also on the server' })
    .toBe(1);
  await expectText(main(page), '1 fichier,');
});

test('C-24 a file received is downloaded as it is named, and never shown in the portal', { tag: DETAIL }, async ({ page }) => {
  await addFiles(page, ['s01-attestation.pdf']);
  await press(page, nextButton(page));
  const href = await page.getByRole('link', { name: 's01-attestation.pdf' }).getAttribute('href');
  const answer = await page.request.get(href ?? '');
  expect(answer.headers()['content-disposition']).toContain('attachment; filename="s01-attestation.pdf"');
  expect(answer.headers()['content-security-policy']).toContain('sandbox');
  expect((await answer.body()).equals(readFileSync(upload('s01-attestation.pdf')))).toBe(true);
});

test('C-24 a name with brackets, quotes, accents or 300 letters breaks nothing', { tag: DETAIL }, async ({ page }) => {
  const names = ['arrêt 🤒 n°3 "été".jpg', '<img src=x onerror=alert(1)>.jpg', `${'long'.repeat(60)}.jpg`];
  await chooseFiles(page, names.map((name, n) => jpeg(name, 4200 + n, 'a01-plain.jpg')));
  await expect(files(page).filter({ has: page.locator('.ok:visible') })).toHaveCount(3);
  await expectText(files(page), 'arrêt 🤒 n°3');
  await expect(page.locator('ul.files img[src="x"]')).toHaveCount(0);
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(width[0], 'a long name stays in its line').toBeLessThanOrEqual(width[1]);
});

// Dragging, progress, cancel and retry.
test.describe('with script', { tag: SCRIPT }, () => {
  /** Drops files on the zone as a person would. */
  async function drop(page: Page, made: { name: string; type: string; text: string }[]) {
    const transfer = await page.evaluateHandle((made) => {
      const transfer = new DataTransfer();
      for (const { name, type, text } of made) transfer.items.add(new File([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))], name, { type }));
      return transfer;
    }, made);
    const zone = page.locator('.dropzone');
    await zone.dispatchEvent('dragover', { dataTransfer: transfer });
    await expect(zone, 'the zone shows that it would take them').toHaveClass(/is-over/);
    await zone.dispatchEvent('drop', { dataTransfer: transfer });
    await expect(zone).not.toHaveClass(/is-over/);
  }

  test('C-22 files are added by drag and drop', async ({ page }) => {
    const base64 = (name: string) => readFileSync(upload(name)).toString('base64');
    await drop(page, [
      { name: 'decompte.pdf', type: 'application/pdf', text: base64('s01-attestation.pdf') },
      { name: 'photo.jpg', type: 'image/jpeg', text: base64('q01-photo-sharp.jpg') },
    ]);
    await expectText(fileLine(page, 'decompte.pdf'), 'Reçu');
    await expectText(fileLine(page, 'photo.jpg'), 'Reçu');
    await open(page, page.url());
    await expect(files(page), 'on the server too').toHaveCount(2);
  });

  test('S-40 what the limits refuse is told at once and never leaves the browser', { tag: DETAIL }, async ({ page }) => {
    const posts: string[] = [];
    page.on('request', (request) => request.method() === 'POST' && posts.push(request.url()));
    await chooseFiles(page, [jpeg('trop.jpg', 3_670_017), { name: 'vide.pdf', mimeType: 'application/pdf', buffer: Buffer.alloc(0) }]);
    await expectText(fileLine(page, 'trop.jpg'), 'Taille maximale de fichier acceptée : 3.5Mo.');
    await expectText(fileLine(page, 'vide.pdf'), 'Ce fichier est vide.');
    expect(posts).toEqual([]);
  });

  test('C-24 an upload that is interrupted says so and is sent again by « Réessayer »', async ({ page, portal }) => {
    portal.expectError(/net::ERR_/);
    await page.route('**/demande/envoi*', (route) => route.abort('connectionreset'));
    await chooseFiles(page, [upload('s01-attestation.pdf')]);
    const line = fileLine(page, 's01-attestation.pdf');
    await expectText(line, 'Envoi interrompu');
    await expectText(line, 'Le fichier n’a pas pu être envoyé. Réessayez dans un instant.');
    await expect(nextButton(page)).toHaveAttribute('aria-disabled', 'true');
    await expectAccessible(page);
    await page.unroute('**/demande/envoi*');
    await line.getByRole('button', { name: 'Réessayer l’envoi de s01-attestation.pdf' }).click();
    await expectText(line, 'Reçu');
    await expect(nextButton(page)).not.toHaveAttribute('aria-disabled', 'true');
  });

  test('C-24 an upload whose answer is lost and that is sent again is one file', { tag: DETAIL }, async ({ page, portal }) => {
    portal.expectError(/net::ERR_/);
    // The server hears the whole file; only its first answer is lost.
    let answers = 0;
    const session = await page.context().newCDPSession(page);
    session.on('Fetch.requestPaused', ({ requestId }) => {
      const lost = answers++ === 0;
      void session.send(lost ? 'Fetch.failRequest' : 'Fetch.continueRequest', lost ? { requestId, errorReason: 'ConnectionReset' } : { requestId });
    });
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*/demande/envoi*', requestStage: 'Response' }] });
    await chooseFiles(page, [upload('s01-attestation.pdf')]);
    const line = fileLine(page, 's01-attestation.pdf');
    await expectText(line, 'Envoi interrompu');
    await line.getByRole('button', { name: /^Réessayer/ }).click();
    await expectText(line, 'Reçu');
    expect(answers).toBe(2);
    await session.detach();
    await open(page, page.url());
    await expect(files(page)).toHaveCount(1);
  });

  test('C-24 an upload under way shows its progress and can be cancelled', async ({ page, portal }) => {
    portal.expectError(/net::ERR_/);
    let release = () => {};
    const held = new Promise<void>((done) => (release = done));
    await page.route('**/demande/envoi*', async (route) => {
      await held;
      await route.continue().catch(() => undefined);
    });
    await chooseFiles(page, [upload('s01-attestation.pdf'), upload('a03-plain.png')]);
    const line = fileLine(page, 's01-attestation.pdf');
    await expectText(line, 'Envoi en cours');
    await expect(line.getByRole('progressbar', { name: 'Envoi de s01-attestation.pdf' })).toBeVisible();
    await expectText(fileLine(page, 'a03-plain.png'), 'En attente');
    await expect(nextButton(page)).toHaveAccessibleDescription('Pour continuer, attendez la fin de l’envoi.');
    await line.getByRole('button', { name: 'Annuler l’envoi de s01-attestation.pdf' }).click();
    await expect(line).toHaveCount(0);
    release();
    await expectText(fileLine(page, 'a03-plain.png'), 'Reçu');
    await open(page, page.url());
    await expect(files(page)).toHaveCount(1);
  });

  test('C-24 what happens to a file is said to screen readers', { tag: DETAIL }, async ({ page }) => {
    await chooseFiles(page, [upload('s01-attestation.pdf')]);
    await expectText(page.locator('[role=status]'), 's01-attestation.pdf est reçu.');
    await chooseFiles(page, [upload('d02-svg.svg')]);
    await expectText(page.locator('[role=status]'), 'd02-svg.svg n’est pas envoyé. Formats acceptés : JPG, PNG, PDF');
  });

  test('C-24 a session that ends between two files asks to sign in, and keeps the first', { tag: DETAIL }, async ({ page, portal }) => {
    await addFiles(page, ['s01-attestation.pdf']);
    await page.context().clearCookies();
    portal.expectError(/status of 401/);
    await page.locator('#fichiers').setInputFiles([upload('a03-plain.png')]);
    await expect(page).toHaveURL(/\/connexion\?next=.*justificatifs$/);
    await awake(page);
  });
});
