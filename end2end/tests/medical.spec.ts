// Medical papers: whoever is of the medical service finds, reads and judges them, and their member is told (B-4, Y-8).
import { DETAIL, atTheOffice, expect, expectAccessible, expectNoText, expectText, main, open, press, signIn, test, title } from './relais.ts';

test('B-4 Y-8 the medical service reads and accepts a paper, and its member is told that it was opened', { tag: DETAIL }, async ({ page, portal }) => {
  // The first page of the office is the handlers' queue.
  portal.expectError(/status of 403/);
  await atTheOffice(page, portal, 'medical');
  await open(page, '/gestion/medical');
  await expectText(title(page), 'Plis médicaux');
  await expectAccessible(page, { dark: true });
  const line = page.locator('tbody tr').filter({ hasText: 'Marc Oudin' }).getByRole('link');
  const number = await line.innerText();
  await press(page, line);
  await expectText(title(page), 'Marc Oudin');
  await expectText(main(page), 'Date de naissance');
  await expectNoText(main(page), 'rib.pdf');
  await expectAccessible(page, { dark: true });

  await press(page, main(page).getByRole('link', { name: 'certificat.pdf', exact: true }));
  await expectText(title(page), 'certificat.pdf');
  const picture = page.getByRole('img', { name: 'Page 1 sur 1 de certificat.pdf' });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth > 0)).toBe(true);
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Documents demandés' }));

  await press(page, main(page).getByRole('link', { name: /^Refuser/ }));
  await expectText(title(page), 'Refuser un document');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Refuser ce document' }));
  await expectText(page.getByRole('alert'), 'Choisissez un motif, ou écrivez-le : la personne le lira.');
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Revenir au dossier' }));
  await press(page, main(page).getByRole('button', { name: /^Accepter/ }));
  await expectText(main(page), 'Le document est accepté.');
  await expectAccessible(page, { dark: true });
  await open(page, '/gestion/medical');
  await expectText(main(page), 'Rien à lire');
  await expectAccessible(page, { dark: true });

  await signIn(page, portal, 'complément demandé');
  await open(page, `/dossiers/${number}`);
  await expectText(main(page), 'Le service médical a ouvert une pièce médicale de votre dossier');
  await expectAccessible(page);
});
