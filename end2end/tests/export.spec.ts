// « Télécharger mes données » (G-1): the mailed link, the archive read back, and who does not get it.
import type { Page } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { DETAIL, NONE, OPEN, expect, expectAccessible, expectText, home, mailedLink, main, member, otherDevice, press, signIn, test, title, typeSignIn } from './relais.ts';

const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });

/** The files of an archive without a comment, by name (APPNOTE 4.3). */
function unzipped(zip: Buffer): Map<string, Buffer> {
  const files = new Map<string, Buffer>();
  let at = zip.readUInt32LE(zip.length - 6);
  for (let left = zip.readUInt16LE(zip.length - 12); left > 0; left--) {
    expect(zip.readUInt32LE(at), 'an entry of the directory').toBe(0x02014b50);
    const [method, packed, local] = [zip.readUInt16LE(at + 10), zip.readUInt32LE(at + 20), zip.readUInt32LE(at + 42)];
    const [name, extra, comment] = [28, 30, 32].map((field) => zip.readUInt16LE(at + field));
    const start = local + 30 + zip.readUInt16LE(local + 26) + zip.readUInt16LE(local + 28);
    const data = zip.subarray(start, start + packed);
    files.set(zip.subarray(at + 46, at + 46 + name).toString(), method === 8 ? inflateRawSync(data) : data);
    at += 46 + name + extra + comment;
  }
  return files;
}

/** Presses « Télécharger » and gives what comes. */
async function download(page: Page): Promise<Map<string, Buffer>> {
  const [coming] = await Promise.all([page.waitForEvent('download'), button(page, 'Télécharger').click()]);
  expect(coming.suggestedFilename()).toBe('mes-donnees-2026-03-12.zip');
  return unzipped(readFileSync(await coming.path()));
}

/** Opens the page of the archive from the profile and has the link mailed. */
async function asked(page: Page): Promise<void> {
  await page.goto('/compte');
  await press(page, main(page).getByRole('link', { name: 'Obtenir mon archive' }));
  await press(page, button(page, 'Préparer mon archive'));
  await expectText(page.getByRole('status'), 'Regardez votre boîte de réception');
}

test('G-1 a member asks for their data, follows the mailed link once, and finds everything in the archive', async ({ page, portal }) => {
  await home(page, portal, OPEN);
  await press(page, page.locator('.who__name'));
  await press(page, main(page).getByRole('link', { name: 'Obtenir mon archive' }));
  await expectText(title(page), 'Télécharger mes données');
  await expectText(main(page), 'vos justificatifs, vos preuves de dépôt et les lettres de nos décisions');
  await expectAccessible(page, { dark: true });
  await press(page, button(page, 'Préparer mon archive'));
  await expectText(page.getByRole('status'), 'Le lien fonctionne 24 heures et une seule fois.');
  await expectAccessible(page, { dark: true });

  const link = await mailedLink(portal, /archive de données/);
  await page.goto(link);
  await page.reload();
  await expectText(main(page), 'Ce lien ne sert qu’une fois.');
  await expectAccessible(page, { dark: true });
  const files = await download(page);
  const data = JSON.parse((files.get('donnees.json') ?? Buffer.from('{}')).toString()) as {
    format: number;
    identite: { nom: string };
    dossiers: { numero: string; demandes: { justificatifs: { octets: number; dans_l_archive: string }[] }[] }[];
  };
  expect(data).toMatchObject({ format: 1, identite: { nom: 'Moreau' } });
  const [claim] = data.dossiers;
  expect(claim.demandes).toHaveLength(2);
  for (const { octets, dans_l_archive: name } of claim.demandes.flatMap((request) => request.justificatifs)) {
    expect(name).toMatch(new RegExp(`^${claim.numero}-decompte-1`));
    expect(files.get(name)?.length, name).toBe(octets);
  }
  for (const [name, bytes] of files) {
    if (name.endsWith('.pdf')) expect(bytes.subarray(0, 5).toString(), name).toBe('%PDF-');
  }
  expect([...files.keys()].filter((name) => name.includes('-preuve-PR-'))).toHaveLength(2);
  expect(files.has('mes-donnees.pdf')).toBe(true);

  portal.expectError(/status of 410/);
  await press(page, button(page, 'Télécharger'));
  await expectText(title(page), 'Ce lien ne fonctionne plus');
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Retour à mon profil' }));
  await expectText(title(page), 'Mon Profil');
});

test('G-1 the link asks whoever is not signed in to do so, and says nothing to anybody else', { tag: DETAIL }, async ({ page, portal, script }) => {
  await signIn(page, portal, OPEN);
  await asked(page);
  const link = await mailedLink(portal, /archive de données/);
  await signIn(page, portal, NONE);
  portal.expectError(/status of 410/);
  await page.goto(link);
  await expectText(title(page), 'Ce lien ne fonctionne plus');

  const phone = await otherDevice(page, portal, script);
  await phone.goto(link);
  await expect(phone).toHaveURL(/\/connexion\?next=\/lien\//);
  const { login, password } = member(portal, OPEN);
  await typeSignIn(phone, login, password);
  await expect(phone).toHaveURL(`${portal.url}${link}`);
  expect((await download(phone)).has('donnees.json')).toBe(true);
  await phone.context().close();
});

test('G-1 G-2 the page before leaving leads to the archive', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, NONE);
  await page.goto('/compte/supprimer');
  await press(page, main(page).getByRole('link', { name: 'Télécharger mes données' }));
  await expect(page).toHaveURL(`${portal.url}/compte/donnees`);
});
