// The period step (C-13 … C-20), with and without its island: the same rules, the same words.
import type { Page } from '@playwright/test';
import {
  DETAIL, SCRIPT, DRAFT, FIRST_DRAFT, IN_REVIEW, NEXT_PERIOD, OPEN, type Typed, addButton, addPeriod, box, expect, expectAccessible, expectNoText, expectRed, expectText, fold, lines, main, nextButton,
  open, openClaim, postPeriod, press, prolong, saveButton, signIn, test, title, typePeriod,
} from './relais.ts';

const summary = (page: Page) => page.getByRole('alert');
const start = (page: Page) => page.getByLabel('La date de début');
const end = (page: Page) => page.getByLabel('La date de fin');

/** Sends a period that is wrong: nothing is added, the summary says why and takes the focus. */
async function refused(page: Page, typed: Typed, ...sentences: string[]) {
  const before = await lines(page).count();
  await typePeriod(page, typed);
  await press(page, addButton(page));
  for (const sentence of sentences) await expectText(summary(page), sentence);
  await expect(summary(page), 'the summary takes the focus').toBeFocused();
  await expect(lines(page), 'nothing is added').toHaveCount(before);
}

test('C-13 C-14 C-15 C-16 C-17 the step asks period, social body and work resumed, in the words of the seed', async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await expectText(main(page), 'Nouvelle période indemnisée par mon organisme social (CPAM, France Travail…)');
  expect(fold(await page.locator('label[for=start]').innerText())).toBe('La date de début');
  expect(fold(await page.locator('label[for=end]').innerText())).toBe('La date de fin');
  expect(fold(await page.getByRole('group').locator('legend').innerText())).toBe("Si j'ai repris le travail");
  await expect(page.getByRole('radio')).toHaveCount(2);
  await expect(page.getByRole('radio', { checked: true }), 'nothing is answered for the member').toHaveCount(0);
  const bodies = await page.getByLabel('Organisme social').getByRole('option').allInnerTexts();
  expect(bodies.map(fold)).toEqual(['Choisissez…', 'CPAM', 'MSA', 'France Travail', 'Autre organisme']);
  await expect(start(page)).toHaveAccessibleDescription('jj/mm/aaaa');
  await expect(page, 'no word of health in the title').toHaveTitle(/^Période, dossier D\d\d-\d{6}-\d – Relais Emprunteur$/);
  await expectAccessible(page);
});

test('C-18 a second period can be added, and both are listed with all that was entered', async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await expectText(main(page), 'Aucune période pour l’instant.');
  expect(fold(await addButton(page).innerText())).toBe('Ajouter cette période');
  await addPeriod(page, { start: '10/01/2026', end: '31/01/2026', payer: 'MSA' });
  await expect(start(page), 'the form is empty again').toHaveValue('');
  await expect(page.getByRole('radio', { checked: true })).toHaveCount(0);
  await addPeriod(page, { start: '01/02/2026', end: '01/02/2026', resumed: 'Oui', resumedOn: '02/02/2026' });
  await expectText(lines(page).nth(0), 'Du 10 au 31 janvier 2026 22 jours, MSA, pas de reprise du travail');
  await expectText(lines(page).nth(1), '1er février 2026 1 jour, CPAM, reprise du travail le 2 février 2026');
  await expectText(main(page), '2 périodes');
  await expectAccessible(page);
});

test('C-14 a date may also be pasted as computers write it', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await addPeriod(page, { start: ' 10/01/2026 ', end: '2026-01-31' });
  await expectText(lines(page), 'Du 10 au 31 janvier 2026');
});

test('C-19 a listed period can be corrected', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await addPeriod(page, NEXT_PERIOD);
  await press(page, page.getByRole('button', { name: 'Corriger la période du 10 au 31 janvier 2026' }));
  await expect(start(page)).toHaveValue('10/01/2026');
  await expect(end(page)).toHaveValue('31/01/2026');
  await expect(page.getByLabel('Organisme social')).toHaveValue('CPAM');
  await expect(page.getByRole('radio', { name: 'Non' })).toBeChecked();
  await expectText(lines(page), 'Cette ligne est en cours de correction ci-dessous.');
  await expectAccessible(page);
  await end(page).fill('28/01/2026');
  await press(page, page.getByRole('button', { name: 'Annuler la correction' }));
  await expectText(lines(page), 'Du 10 au 31 janvier 2026');
  await press(page, page.getByRole('button', { name: /^Corriger la période/ }));
  await end(page).fill('28/01/2026');
  await press(page, page.getByRole('button', { name: 'Enregistrer la correction' }));
  await expect(lines(page)).toHaveCount(1);
  await expectText(lines(page), 'Du 10 au 28 janvier 2026 19 jours');
  await expect(start(page)).toHaveValue('');
});

test('C-19 a listed period can be removed', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await addPeriod(page, NEXT_PERIOD);
  await addPeriod(page, { start: '01/02/2026', end: '10/02/2026' });
  await start(page).fill('11/02/2026');
  await press(page, page.getByRole('button', { name: 'Retirer la période du 10 au 31 janvier 2026' }));
  await expect(lines(page)).toHaveCount(1);
  await expectText(lines(page), 'Du 1er au 10 février 2026');
  await expect(start(page), 'what was being typed is kept').toHaveValue('11/02/2026');
});

test('C-20 a red « Sauvegarder » stands before « Suivant »: saving stays and keeps, also what is not finished', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await expectRed(saveButton(page));
  const [save, next] = [await box(saveButton(page)), await box(nextButton(page))];
  expect(save.y < next.y || (save.y === next.y && save.x < next.x), 'save first, then next').toBe(true);
  const order = await page.locator('form#periode button[name=intent]').evaluateAll((all) => all.map((b) => b.getAttribute('value')));
  expect(order.indexOf('save')).toBeLessThan(order.indexOf('next'));

  await start(page).fill('10/01/2026');
  await press(page, saveButton(page));
  await expect(page).toHaveURL(/periode$/);
  await expectText(main(page), 'Brouillon enregistré le 12 mars 2026 à 15 h');
  await open(page, '/dossiers');
  await openClaim(page);
  await press(page, page.getByRole('link', { name: 'Reprendre ma demande' }));
  await expect(start(page), 'what was typed is kept').toHaveValue('10/01/2026');
  await expect(lines(page)).toHaveCount(0);
});

test('C-20 « Suivant » adds a line that is filled in but not yet added', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await typePeriod(page, NEXT_PERIOD);
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/justificatifs$/);
  await page.goBack();
  await open(page, page.url());
  await expectText(lines(page), 'Du 10 au 31 janvier 2026');
});

test('C-20 « Suivant » without a period says what is missing', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/periode$/);
  await expectText(summary(page), 'Aucune période n’est déclarée. Indiquez au moins une période, avec sa date de début et sa date de fin.');
  await expect(summary(page)).toBeFocused();
  await expect(page).toHaveTitle(/^Erreur\s: /);
  await expectAccessible(page);
});

test('C-18 an incomplete line names each missing answer, and each error leads to its field', { tag: DETAIL }, async ({ page, portal, script }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await start(page).fill('31/02/2026');
  await press(page, addButton(page));
  for (const sentence of [
    '« 31/02/2026 » n’est pas une date du calendrier. Écrivez le jour, le mois et l’année, par exemple 01/02/2026.',
    'Indiquez la date de fin, par exemple 28/02/2026.',
    'Choisissez l’organisme social qui vous a indemnisé.',
    'Indiquez si vous avez repris le travail : oui ou non.',
  ]) {
    await expectText(summary(page), sentence);
    await expectText(page.locator('form#periode .field'), sentence);
  }
  await expect(summary(page)).toBeFocused();
  if (!script) await expect(page).toHaveTitle(/^Erreur\s: /);
  await expect(start(page), 'what was typed is kept').toHaveValue('31/02/2026');
  await expect(start(page)).toHaveAttribute('aria-invalid', 'true');
  await expect(start(page)).toHaveAccessibleDescription(/31\/02\/2026/);
  for (const link of await summary(page).getByRole('link').all()) {
    const field = page.locator((await link.getAttribute('href')) ?? 'missing');
    await expect(field, 'the link leads to a field of the page').toHaveCount(1);
    await link.click();
    await expect(field).toBeFocused();
  }
  await expectAccessible(page);
});

test('C-18 C-19 an overlap with a paid period names its dates and the day to start with', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await refused(page, { start: '05/01/2026', end: '31/01/2026' }, 'Cette période recouvre celle du 2 décembre 2025 au 9 janvier 2026, déjà payée dans la demande n° PR-26-', 'du 11 janvier 2026. Commencez au 10 janvier 2026.');
  await start(page).fill('10/01/2026');
  await press(page, addButton(page));
  await expectText(lines(page), 'Du 10 au 31 janvier 2026');
});

test('C-18 C-19 an overlap with a sent period names its dates and when it was sent, and so does the same period again', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, IN_REVIEW);
  await prolong(page);
  await refused(page, { start: '01/03/2026', end: '10/03/2026' }, 'Cette période recouvre celle du 31 janvier au 4 mars 2026, déjà transmise le 6 mars 2026, en cours dans la demande n° PR-26-', 'Commencez au 5 mars 2026.');
  await refused(page, { start: '31/01/2026', end: '04/03/2026' }, 'La période du 31 janvier au 4 mars 2026 a déjà été transmise le 6 mars 2026 (demande PR-26-');
});

test('C-18 C-19 two lines of one request may not overlap', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await addPeriod(page, NEXT_PERIOD);
  await refused(page, { start: '31/01/2026', end: '10/02/2026' }, 'Cette période recouvre celle du 10 au 31 janvier 2026, sur une autre ligne de votre demande. Commencez au 1er février 2026.');
});

test('C-15 an end before the start, after today, or a year too far is refused with its dates', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await refused(page, { start: '31/01/2026', end: '10/01/2026' }, 'La fin, le 10 janvier 2026, vient avant le début, le 31 janvier 2026. Corrigez l’une des deux dates.');
  await refused(page, { start: '10/01/2026', end: '13/03/2026' }, 'Cette période finit le 13 mars 2026, après aujourd’hui, le 12 mars 2026. Déclarez seulement les jours déjà indemnisés.');
  await refused(page, { start: '01/10/2025', end: '02/10/2025' }, 'Cette période commence le 1er octobre 2025, avant le début de votre arrêt, le 3 octobre 2025. Corrigez la date de début.');
});

test('C-16 work resumed asks the day, offers the next one, and refuses a contradiction', { tag: DETAIL }, async ({ page, portal, script }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  const day = page.getByLabel('Date de reprise du travail');
  await typePeriod(page, { ...NEXT_PERIOD, resumed: 'Oui' });
  await expect(day).toBeVisible();
  if (script) {
    await expect(day, 'the day after the period is offered').toHaveValue('01/02/2026');
    await day.fill('');
  }
  await press(page, addButton(page));
  await expectText(summary(page), 'Indiquez le jour où vous avez repris le travail : au plus tôt le 1er février 2026.');
  await refused(page, { resumed: 'Oui', resumedOn: '31/01/2026' }, 'La reprise du travail, le 31 janvier 2026, doit venir après la fin de la période, le 31 janvier 2026.');
  await refused(page, { resumed: 'Oui', resumedOn: '13/03/2026' }, 'La reprise du travail, le 13 mars 2026, est après aujourd’hui, le 12 mars 2026. Répondez « Non »');
  await day.fill('01/02/2026');
  await press(page, addButton(page));
  await expectText(lines(page), 'reprise du travail le 1er février 2026');
  await refused(page, { start: '01/02/2026', end: '10/02/2026' }, 'Vous avez indiqué avoir repris le travail après la période du 10 au 31 janvier 2026, mais cette ligne commence dès le lendemain, le 1er février 2026.');
});

test('C-16 the day of resumption is not asked when work was not resumed', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await page.getByRole('radio', { name: 'Non', exact: true }).check();
  await expect(page.getByLabel('Date de reprise du travail')).toBeHidden();
  await page.getByRole('radio', { name: 'Oui', exact: true }).check();
  await expect(page.getByLabel('Date de reprise du travail')).toBeVisible();
});

test('C-18 days left out ask for a confirmation that names them', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await typePeriod(page, { start: '20/01/2026', end: '31/01/2026' });
  await press(page, addButton(page));
  await expectText(summary(page), 'Rien n’est déclaré du 10 au 19 janvier 2026. Si vous avez repris le travail ces jours-là, cochez la case');
  const confirm = page.getByRole('checkbox', { name: 'J’ai repris le travail du 10 au 19 janvier 2026.' });
  await expect(confirm).not.toBeChecked();
  await expectAccessible(page);
  await confirm.check();
  await press(page, addButton(page));
  await expect(lines(page)).toHaveCount(1);
  await expectText(lines(page), 'Du 20 au 31 janvier 2026');
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/justificatifs$/);
});

test('C-18 the confirmation of some days is worth nothing for others', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await typePeriod(page, { start: '20/01/2026', end: '31/01/2026' });
  await press(page, addButton(page));
  await page.getByRole('checkbox').check();
  await start(page).fill('25/01/2026');
  await press(page, addButton(page));
  await expectText(summary(page), 'Rien n’est déclaré du 10 au 24 janvier 2026.');
  await expect(lines(page)).toHaveCount(0);
});

test('C-18 a line beyond the twelfth is refused with its number', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await prolong(page);
  for (let n = 0; n < 12; n++) await postPeriod(page, number, { start: `${10 + n}/01/2026`, end: `${10 + n}/01/2026` });
  await open(page, page.url());
  await typePeriod(page, { start: '22/01/2026', end: '22/01/2026' });
  await press(page, nextButton(page));
  await expect(page).toHaveURL(/periode$/);
  await expectText(summary(page), 'Votre demande compte 13 périodes, pour 12 au plus. Retirez des lignes et faites une seconde demande avec les autres.');
});

test('C-19 the calendar is readable as text: paid, declared and missing days', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  const ranges = page.locator('.strip .ranges > li');
  await expectText(ranges, 'Du 3 octobre 2025 au 9 janvier 2026 Payé, 99 jours');
  await expectText(ranges, 'Du 10 janvier au 11 mars 2026 À déclarer, 61 jours');
  await addPeriod(page, NEXT_PERIOD);
  await expectText(ranges, 'Du 10 au 31 janvier 2026 Dans cette demande, 22 jours');
  await expectText(ranges, 'Du 1er février au 11 mars 2026 À déclarer, 39 jours');
  await expect(page.locator('.strip__months'), 'the grid itself is silent').toHaveAttribute('aria-hidden', 'true');
  const legend = (await page.locator('.strip .legend li').allInnerTexts()).map(fold);
  expect(legend).toEqual(['Payé', 'Dans cette demande', 'À déclarer']);
});

// Without script the check comes with sending.
test('C-19 fields are checked on leaving them, never during typing', { tag: [DETAIL, SCRIPT] }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await start(page).pressSequentially('05/01/2026');
  await end(page).pressSequentially('31/01/20');
  await expect(page.locator('form#periode .error')).toHaveCount(0);
  await end(page).pressSequentially('26');
  await expect(page.locator('form#periode .error'), 'not while typing').toHaveCount(0);
  await page.keyboard.press('Tab');
  await expectText(page.locator('form#periode .error'), 'Cette période recouvre celle du 2 décembre 2025 au 9 janvier 2026, déjà payée dans la demande n° PR-26-');
  await expectText(page.locator('form#periode'), '27 jours');
  await expect(page.locator('form#periode .error'), 'fields not filled in yet are not blamed').toHaveCount(1);
});

test('C-18 an error that appears on leaving a field never makes a press miss its button', { tag: SCRIPT }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await start(page).fill('31/02/2026');
  await addButton(page).scrollIntoViewIfNeeded();
  const at = await box(addButton(page));
  // As slow as a finger: the field is left when the button goes down, the button must still be there when it comes up.
  await page.mouse.click(at.x + at.width / 2, at.y + 8, { delay: 80 });
  await expectText(summary(page), '« 31/02/2026 » n’est pas une date du calendrier.');
});

test('C-18 « Entrée » in a field adds the period', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  await prolong(page);
  await typePeriod(page, NEXT_PERIOD);
  await end(page).press('Enter');
  await expect(page).toHaveURL(/periode$/);
  await expect(lines(page)).toHaveCount(1);
});

test('C-20 two tabs on one request: the later save overwrites nothing and shows both', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await prolong(page);
  const second = await page.context().newPage();
  await open(second, `/dossiers/${number}/demande/periode`);
  await page.bringToFront();
  await addPeriod(page, NEXT_PERIOD);

  await second.bringToFront();
  await typePeriod(second, { start: '10/01/2026', end: '15/02/2026' });
  await press(second, saveButton(second));
  await expectText(main(second), 'Demande modifiée ailleurs');
  await expectText(lines(second), 'Du 10 au 31 janvier 2026');
  await expectText(main(second), 'Votre saisie sur cette page était : du 10 janvier au 15 février 2026.');
  await expectAccessible(second);

  await press(second, second.getByRole('button', { name: 'Reprendre ma saisie' }));
  await expect(start(second)).toHaveValue('10/01/2026');
  await expect(end(second)).toHaveValue('15/02/2026');
  await expect(lines(second), 'what the other tab saved is still there').toHaveCount(1);
  await start(second).fill('01/02/2026');
  await press(second, addButton(second));
  await expect(lines(second)).toHaveCount(2);

  await page.bringToFront();
  await typePeriod(page, { start: '01/02/2026', end: '05/02/2026' });
  await press(page, addButton(page));
  await expectText(main(page), 'Demande modifiée ailleurs');
  await press(page, page.getByRole('button', { name: 'Garder ce qui est enregistré' }));
  await expectNoText(main(page), 'Demande modifiée ailleurs');
  await expect(lines(page)).toHaveCount(2);
  await expect(start(page)).toHaveValue('');
});

test('C-13 what is typed with quotes, brackets or three thousand characters breaks nothing', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, OPEN);
  const number = await prolong(page);
  await start(page).fill('</script><b>"\'&');
  await press(page, saveButton(page));
  await expect(start(page)).toHaveValue('</script><b>"\'&');
  const answer = await page.request.post('/api/save_periods', {
    form: { number, version: '2', intent: 'save', start: 'é'.repeat(3000), end: 'x' },
    headers: { accept: 'text/html' },
  });
  expect(answer.status()).toBe(200);
  await open(page, page.url());
  expect((await start(page).inputValue()).length).toBeLessThanOrEqual(100);
});

test('C-20 the second step cannot be left for the recap while the periods are wrong', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, DRAFT);
  await openClaim(page);
  await press(page, page.getByRole('link', { name: 'Reprendre ma demande' }));
  await press(page, page.getByRole('button', { name: /^Retirer la période/ }));
  await open(page, page.url().replace('periode', 'recapitulatif'));
  await expectText(main(page), 'Les périodes sont à compléter ou à corriger : revenez à l’étape Période.');
});

test('C-11 the periods of a first declaration may not start before the first day', { tag: DETAIL }, async ({ page, portal }) => {
  await signIn(page, portal, FIRST_DRAFT);
  await page.goto('/dossiers');
  await press(page, page.locator('main .card h3 a'));
  await page.getByLabel('Premier jour de l’arrêt').fill('02/02/2026');
  await press(page, nextButton(page));
  await expectText(title(page), 'Quelle période déclarez-vous ?');
  await refused(page, { start: '01/02/2026', end: '10/02/2026' }, 'Cette période commence le 1er février 2026, avant le début de votre arrêt, le 2 février 2026.');
});
