// « Je souhaite être rappelé »: a callback from the public home page, without an account.
import { expect, expectAccessible, expectText, main, press, test, title } from './relais.ts';

test.use({ insurer: 'assistance' });

test('A-7 whoever has no e-mail address asks for a callback from the public home page, and is told when it comes', async ({ page }) => {
  await page.goto('/connexion');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('link', { name: 'Je souhaite être rappelé' }));
  await expectText(title(page), 'Je souhaite être rappelé');
  const send = page.getByRole('button', { name: 'Demander à être rappelé' });
  const [name, phone] = [page.getByLabel('Votre prénom et votre nom'), page.getByLabel('Votre numéro de téléphone')];
  await main(page).getByText('Quel motif choisir ?').click();
  await expectText(main(page), 'Sont-elles adaptées à ma situation ?');
  await expectAccessible(page, { dark: true });

  await name.fill('Jean Le Goff');
  await phone.fill('12');
  await press(page, send);
  const summary = page.getByRole('alert');
  await expect(summary).toBeFocused();
  for (const sentence of ['Ce numéro n’est pas un numéro français.', 'Choisissez le motif de votre demande.', 'Choisissez un jour.', 'Choisissez une plage horaire.']) await expectText(summary, sentence);
  await expect(name, 'nothing typed is lost').toHaveValue('Jean Le Goff');
  await expectAccessible(page, { dark: true });

  await phone.fill('06 39 98 00 11');
  await page.getByLabel('Motif de votre demande').selectOption('Suivi d’un dossier en cours');
  await page.getByLabel('Jour souhaité').selectOption({ index: 2 });
  await page.getByLabel('Plage horaire souhaitée').selectOption('entre 16 h et 18 h');
  // Nobody is so fast as this test: the button is pressed until the form has been shown for two seconds.
  await expect(async () => {
    await press(page, send);
    await expectText(page.getByRole('status'), 'Votre demande de rappel est enregistrée.', 1_000);
  }).toPass({ timeout: 20_000 });
  await expectText(page.getByRole('status'), 'Nous vous appellerons au 06 39 98 00 11, le samedi 14 mars 2026, entre 16 h et 18 h.');
  expect(await page.getByRole('status').innerText()).toMatch(/RA-26-\d{6}-\d/);
  await expectAccessible(page, { dark: true });
});
