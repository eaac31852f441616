// A file of a dossier beside what was declared: a picture made by the server, plain links, and the desk's answer, which its member reads (B-3, B-8).
import type { Page } from '@playwright/test';
import { DETAIL, IN_REVIEW, atTheOffice, expect, expectAccessible, expectNoText, expectText, main, openClaim, otherDevice, press, signIn, test, title } from './relais.ts';

/** Opens the first file of the dossier of that member on the desk. */
async function openPiece(page: Page, member: string) {
  await press(page, page.locator('tbody tr').filter({ hasText: member }).getByRole('link'));
  await expectText(title(page), member);
  await press(page, main(page).getByRole('link', { name: 'decompte-1.pdf', exact: true }).first());
  await expectText(title(page), 'decompte-1.pdf');
}

const picture = (page: Page) => page.getByRole('img', { name: 'Page 1 sur 1 de decompte-1.pdf' });

/** Width and height of the picture, once it is there. */
async function size(page: Page) {
  await expect.poll(() => picture(page).evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true);
  return picture(page).evaluate((img: HTMLImageElement) => [img.naturalWidth, img.naturalHeight]);
}

test('B-3 a handler reads a file beside the periods, enlarges and turns it by plain links', { tag: DETAIL }, async ({ page, portal, wide }) => {
  await atTheOffice(page, portal, 'handler');
  await openPiece(page, 'Inès Carpentier');
  const [width, height] = await size(page);
  expect(width).toBeGreaterThan(1190);
  expect(height).toBeGreaterThan(width);
  await expectText(main(page), 'Ce qui est déclaré');
  await expectAccessible(page, { dark: true });
  const [declared, sheet] = await Promise.all(['Ce qui est déclaré', 'Page 1 sur 1'].map((name) => page.getByRole('region', { name }).boundingBox()));
  const beside = (sheet?.x ?? 0) >= (declared?.x ?? 0) + (declared?.width ?? 0);
  expect(beside, 'side by side on a wide screen, one below the other on a phone').toBe(wide);

  await press(page, page.getByRole('link', { name: 'Tourner à droite' }));
  const [turnedWidth, turnedHeight] = await size(page);
  expect(turnedWidth).toBeGreaterThan(turnedHeight);
  await press(page, page.getByRole('link', { name: 'Agrandir' }));
  expect((await size(page))[0]).toBeGreaterThan(2390);
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('link', { name: 'Réduire' }));
  await press(page, page.getByRole('link', { name: 'Tourner à gauche' }));
  expect((await size(page))[1]).toBeGreaterThan(1190);
});

test('B-8 a handler refuses a file for a reason, its member reads it, and one press prepares to ask for it again', { tag: DETAIL }, async ({ page, portal, script }) => {
  await atTheOffice(page, portal, 'handler');
  await openPiece(page, 'Inès Carpentier');
  await press(page, page.getByRole('button', { name: 'Refuser' }));
  await expectText(page.getByRole('alert'), 'Choisissez le motif du refus');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Accepter' }));
  await expectText(main(page), 'Accepté');
  await page.getByRole('radio', { name: 'Document illisible' }).check();
  await press(page, page.getByRole('button', { name: 'Refuser' }));
  await expectText(main(page), 'Votre réponse est enregistrée');
  await expectText(main(page), 'Refusé : document illisible');
  await expectAccessible(page, { dark: true });

  const ines = await otherDevice(page, portal, script);
  await signIn(ines, portal, IN_REVIEW);
  await openClaim(ines);
  await expectText(main(ines), 'Refusé : document illisible');
  await expectText(main(ines), 'Un de vos justificatifs est refusé');
  await expectNoText(main(ines), 'Vous n’avez rien à faire');
  await expectAccessible(ines);

  await press(page, page.getByRole('link', { name: 'Redemander ce document' }));
  await expectText(title(page), 'Demander des documents');
  await expect(page.getByLabel('Autre document')).toHaveValue(/^À remplacer.*decompte-1\.pdf$/);
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Envoyer la demande à l’assuré' }));
  await expectText(main(page), 'La demande est envoyée à l’assuré.');
  await openClaim(ines);
  await expectText(main(ines), 'À remplacer');
  await expectNoText(main(ines), 'Un de vos justificatifs est refusé');
  await expectAccessible(ines);
  await ines.context().close();
});
