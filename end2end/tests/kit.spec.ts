// « Espace Adhésion »: the right half of the sign-in page, and what an employer's identifier opens (S-1, S-57, X-22).
import type { Page } from '@playwright/test';
import { createHash } from 'node:crypto';
import { box, expect, expectAccessible, expectText, main, press, test, title } from './relais.ts';

test.use({ insurer: 'prevoyance' });

const half = (page: Page, name: string) => page.getByRole('form', { name, exact: true });
const door = (page: Page) => half(page, 'Espace Adhésion');
const code = (page: Page) => door(page).getByLabel('Identifiant fourni par l’employeur');
const robot = (page: Page) => door(page).getByRole('checkbox', { name: 'Je ne suis pas un robot' });
const send = (page: Page) => door(page).getByRole('button', { name: 'Valider' });

/** Nobody is so fast as this test: « Valider » is pressed until the page has been shown for two seconds. */
async function knock(page: Page, opens: () => Promise<void>) {
  await expect(async () => {
    await press(page, send(page));
    await opens();
  }).toPass({ timeout: 20_000 });
}

/** What each knock shows of the work that the page does by itself: how the hash of note and answer begins, or that there is no answer. */
function works(page: Page): string[] {
  const shown: string[] = [];
  page.on('request', (request) => {
    if (!request.url().endsWith('/api/open_kit')) return;
    const form = new URLSearchParams(request.postData() ?? '');
    const answer = Buffer.alloc(4);
    answer.writeUInt32BE(Number(form.get('proof')));
    const note = Buffer.from(form.get('shown')?.slice(0, 64) ?? '', 'hex');
    shown.push(form.get('proof') ? createHash('sha256').update(note).update(answer).digest('hex').slice(0, 4) : 'none');
  });
  return shown;
}

/** Nothing sticks out to the right of the screen. */
async function expectNoSideways(page: Page) {
  const wider = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  expect(wider, page.url()).toBeLessThanOrEqual(0);
}

test('S-1 S-57 X-22 whoever is not a member yet names the employer, ticks the box and downloads the kit, and nothing else opens', async ({ page, wide, script }) => {
  const shown = works(page);
  await page.goto('/connexion');
  const [left, right] = [await box(half(page, 'Espace Adhérent')), await box(door(page))];
  if (wide) {
    expect(right.x, 'side by side').toBeGreaterThanOrEqual(left.x + left.width);
    expect(Math.abs(right.y - left.y)).toBeLessThanOrEqual(1);
  } else {
    expect(right.y, 'signing in comes first').toBeGreaterThanOrEqual(left.y + left.height);
  }
  await expectNoSideways(page);
  await expectAccessible(page, { dark: true });

  await press(page, send(page));
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  for (const sentence of ['Indiquez l’identifiant fourni par votre employeur.', 'Cochez la case « Je ne suis pas un robot ».']) await expectText(summary, sentence);
  await expectAccessible(page, { dark: true });

  expect(shown.splice(0), 'nothing is worked on before the box is ticked').toEqual(['none']);
  await code(page).fill('PORTALIZE-7K4N');
  await robot(page).check();
  await knock(page, () => expectText(summary, 'Cet identifiant n’est pas reconnu.', 1_000));
  await expect(code(page)).toHaveValue('PORTALIZE-7K4N');
  await expect(robot(page)).toBeChecked();
  await expectAccessible(page, { dark: true });

  await code(page).fill('portalize 7k4m');
  await knock(page, () => expect(page).toHaveURL(/\/adhesion$/, { timeout: 1_000 }));
  expect(new Set(shown), 'work is done where script is on, and right').toEqual(new Set([script ? '0000' : 'none']));
  await expectText(title(page), 'Kit d’adhésion');
  await expectText(main(page), 'Proposé par Ville de Port-Alizé');
  await expect(main(page).getByRole('listitem')).toHaveCount(3);
  await expectNoSideways(page);
  await expectAccessible(page, { dark: true });

  const href = await page.getByRole('link', { name: 'Télécharger Notice d’information' }).getAttribute('href');
  const file = await page.request.get(href ?? '');
  expect(file.headers()['content-disposition']).toContain('attachment; filename="notice-information.pdf"');
  expect((await file.body()).subarray(0, 5).toString()).toBe('%PDF-');

  await page.goto('/compte');
  await expect(page, 'no account was opened').toHaveURL(/\/connexion\?next=\/compte$/);
});
