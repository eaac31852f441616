// « Complément dossier »: the message after signing in, the documents one by one, « Envoyer » and the acknowledgement (M-1 … M-16, Y-6, Y-7);
// and the desk, which asks for them and says of each whether it is right (B-6 … B-8).
import type { Page } from '@playwright/test';
import { DETAIL, IN_REVIEW, type Portal, atTheOffice, expect, expectAccessible, expectNoText, expectText, main, member, open, otherDevice, press, signIn, test, title, typeSignIn, upload } from './relais.ts';

const ASKED = 'complément demandé';

/** Signs in as whoever is asked for documents; the message appears directly. */
async function enter(page: Page, portal: Portal) {
  const { login, password } = member(portal, ASKED);
  await page.goto('/connexion');
  await typeSignIn(page, login, password);
  await expect(page).toHaveURL(/\/a-completer$/);
}

/** ... and opens « Compléter votre dossier ». */
async function complete(page: Page, portal: Portal) {
  await enter(page, portal);
  await press(page, main(page).getByRole('link', { name: /^Compléter votre dossier/ }));
  await expectText(title(page), 'Compléter votre dossier');
}

/** The card of a document. */
const card = (page: Page, name: RegExp) => main(page).getByRole('listitem').filter({ has: page.getByRole('heading', { level: 2, name }) });
const STATEMENT = /Décompte d’indemnités journalières/;
const ACCOUNT = /Relevé d’identité bancaire/;
const sendButton = (page: Page) => page.getByRole('button', { name: 'Envoyer', exact: true });
const certified = (page: Page) => page.getByRole('checkbox', { name: /^Je certifie l’exactitude des éléments/ });

/** Chooses a file for a document and presses « Déposer ». */
async function deposit(page: Page, name: RegExp, file: string) {
  const where = card(page, name);
  await where.locator('input[type=file]').setInputFiles(upload(file));
  await press(page, where.getByRole('button', { name: /^Déposer/ }));
}

test('M-2 M-3 M-16 the message appears after signing in, waits after « Plus tard », and is found in « Notifications »', { tag: DETAIL }, async ({ page, portal }) => {
  await enter(page, portal);
  await expectText(title(page), 'Vous avez un dossier à compléter');
  await expectText(main(page), 'Réponse attendue au plus tard le 30 mars 2026.');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('button', { name: 'Plus tard' }));
  await expect(page).toHaveURL(/\/$/);
  await expectText(main(page).getByRole('region', { name: 'Vous avez un dossier à compléter.' }), 'À faire maintenant');
  const notifications = main(page).getByRole('region', { name: 'Notifications' });
  await expectText(notifications, 'Mes démarches. Vous avez un dossier à compléter.');
  await expectAccessible(page, { dark: true });
  await open(page, '/');
  await expect(page, 'put off for the session').toHaveURL(/\/$/);
  await press(page, notifications.getByRole('link', { name: /^En savoir plus…/ }));
  await expectText(title(page), 'Compléter votre dossier');
});

test('M-5 M-6 M-7 M-9 M-10 M-16 Y-6 Y-7 a member hands in each document or says why not, certifies, sends, and gets an acknowledgement', async ({ page, portal }) => {
  await complete(page, portal);
  for (const words of ['Réponse attendue au plus tard le 30 mars 2026, dans 18 jours.', 'Documents reçus : 1 sur 3', 'Net', 'Bien cadré', 'Bien éclairé', 'Sur un ordinateur']) await expectText(main(page), words);
  await expectText(card(page, STATEMENT), 'À fournir');
  await expectText(card(page, STATEMENT), 'JPG, PNG ou PDF, 3,5 Mo au plus. Un seul fichier.');
  await expectText(card(page, ACCOUNT), 'Document refusé : Le nom du titulaire est coupé. Cadrez la page entière.');
  await expect(card(page, /Avis d’arrêt de travail/).locator('input[type=file]'), 'what was accepted is closed').toHaveCount(0);
  await expect(card(page, STATEMENT).locator('input[type=file]')).not.toHaveAttribute('multiple');
  await expect(sendButton(page)).toHaveAttribute('aria-disabled', 'true');
  await expectText(main(page), 'Il manque : Décompte d’indemnités journalières');
  await card(page, STATEMENT).locator('summary').click();
  await expectText(card(page, STATEMENT), 'Un bon exemple : Votre nom, les dates et le montant sont visibles sur la même page.');
  await expectAccessible(page, { dark: true });

  await deposit(page, STATEMENT, 'd07-gif.gif');
  await expectText(card(page, STATEMENT), 'n’est pas reçu. Formats acceptés : JPG, PNG, PDF');
  await expectAccessible(page, { dark: true });
  await deposit(page, STATEMENT, 's01-attestation.pdf');
  await expectText(card(page, STATEMENT), 'Reçu');
  await expectNoText(card(page, STATEMENT), 'n’est pas reçu');

  await press(page, card(page, ACCOUNT).getByRole('link', { name: /^Je n’arrive pas à l’obtenir/ }));
  await expectText(title(page), 'Je n’arrive pas à l’obtenir');
  await press(page, page.getByRole('button', { name: 'Enregistrer ma réponse' }));
  await expect(page.getByRole('alert')).toBeFocused();
  await expectText(page.getByRole('alert'), 'Choisissez la réponse qui vous correspond.');
  await expectAccessible(page, { dark: true });
  await page.getByRole('radio', { name: 'Je l’ai déjà envoyé' }).check();
  await press(page, page.getByRole('button', { name: 'Enregistrer ma réponse' }));
  await expectText(card(page, ACCOUNT), 'Réponse donnée');
  await expectText(main(page), 'Documents reçus : 3 sur 3');

  await expect(sendButton(page), 'nothing is missing any more').not.toHaveAttribute('aria-disabled');
  await press(page, sendButton(page));
  await expectText(page.getByRole('alert'), 'Cochez la case « Je certifie l’exactitude des éléments transmis » pour envoyer.');
  await expectAccessible(page, { dark: true });
  const dashed = () => sendButton(page).evaluate((button) => getComputedStyle(button).borderTopStyle);
  expect(await dashed(), 'it looks inactive until the box is ticked').toBe('dashed');
  await certified(page).check();
  expect(await dashed(), 'and active then').toBe('solid');
  await press(page, sendButton(page));
  await expectText(title(page), 'Vos documents sont bien arrivés.');
  await expectText(main(page), 'Envoyés le 12 mars 2026');
  expect(/CO-26-\d{6}-\d/.test(await main(page).innerText()), 'it has a number').toBe(true);
  await expectText(main(page), 's01-attestation.pdf');
  await expectAccessible(page, { dark: true });
  await press(page, page.getByRole('link', { name: 'Suivre mon dossier' }));
  await expectText(main(page), 'En instruction');
  await expectText(main(page), 'Documents reçus');
});

test('B-6 B-7 B-8 the desk asks for documents, the member sends them, one is refused and done again, and all are accepted', { tag: DETAIL }, async ({ page, portal, script }) => {
  const line = (name: RegExp) => main(page).getByRole('listitem').filter({ hasText: name });
  const accept = (name: RegExp) => press(page, line(name).getByRole('button', { name: /^Accepter/ }));
  await atTheOffice(page, portal, 'handler');
  await press(page, page.locator('tbody tr').filter({ hasText: 'Inès Carpentier' }).getByRole('link'));
  const desk = new URL(page.url()).pathname;
  await expectText(main(page), 'Aucun document n’a été demandé pour ce dossier.');
  await press(page, main(page).getByRole('link', { name: 'Demander des documents' }));
  await expectText(title(page), 'Demander des documents');
  await expect(page.getByLabel('À fournir au plus tard le')).toHaveValue('02/04/2026');
  await expectAccessible(page, { dark: true });
  const send = page.getByRole('button', { name: 'Envoyer la demande à l’assuré' });
  await press(page, send);
  await expect(page.getByRole('alert')).toBeFocused();
  await expectText(page.getByRole('alert'), 'Choisissez au moins un document dans la liste, ou écrivez son nom.');
  await expectAccessible(page, { dark: true });
  await page.getByRole('checkbox', { name: 'Relevé d’identité bancaire' }).check();
  await page.getByLabel('Autre document').fill('Bulletin de mars');
  await press(page, send);
  await expectText(main(page), 'La demande est envoyée à l’assuré.');
  await expectText(main(page), 'Complément demandé');

  const ines = await otherDevice(page, portal, script);
  const complete = async () => {
    await open(ines, '/a-completer');
    await press(ines, main(ines).getByRole('link', { name: /^Compléter votre dossier/ }));
  };
  const answer = async () => {
    await certified(ines).check();
    await press(ines, sendButton(ines));
    await expectText(title(ines), 'Vos documents sont bien arrivés.');
  };
  await signIn(ines, portal, IN_REVIEW);
  await complete();
  await deposit(ines, ACCOUNT, 's01-attestation.pdf');
  await deposit(ines, /Bulletin de mars/, 'q01-photo-sharp.jpg');
  await answer();

  await open(page, desk);
  await expectText(line(/Bulletin de mars/), 'q01-photo-sharp.jpg');
  await expectAccessible(page, { dark: true });
  await press(page, line(/Bulletin de mars/).getByRole('link', { name: 'q01-photo-sharp.jpg', exact: true }));
  await expectText(title(page), 'q01-photo-sharp.jpg');
  await expect(page.getByRole('button', { name: /^(Accepter|Refuser)/ }), 'it is judged among the documents asked for').toHaveCount(0);
  await expectAccessible(page, { dark: true });
  await press(page, main(page).getByRole('link', { name: 'Documents demandés' }));
  await expect(page).toHaveURL(/#complements$/);
  await accept(/Bulletin de mars/);
  await expectText(main(page), 'Le document est accepté.');
  await expectText(line(/Bulletin de mars/), 'Accepté');
  await press(page, line(ACCOUNT).getByRole('link', { name: /^Refuser/ }));
  await expectText(title(page), 'Refuser un document');
  await expectAccessible(page, { dark: true });
  const refuse = page.getByRole('button', { name: 'Refuser ce document' });
  await press(page, refuse);
  await expectText(page.getByRole('alert'), 'Choisissez un motif, ou écrivez-le : la personne le lira.');
  await expectAccessible(page, { dark: true });
  await page.getByRole('radio', { name: 'Il manque une page à ce document.' }).check();
  await page.getByLabel('Précision pour l’assuré').fill('Envoyez aussi le verso.');
  await press(page, refuse);
  await expectText(main(page), 'Le document est refusé.');
  await expectText(line(ACCOUNT), 'Document refusé : Il manque une page à ce document. Envoyez aussi le verso.');
  await expectAccessible(page, { dark: true });

  await complete();
  await expectText(card(ines, ACCOUNT), 'Document refusé : Il manque une page à ce document. Envoyez aussi le verso.');
  await expect(main(ines).locator('input[type=file]'), 'only that line is open again').toHaveCount(1);
  await deposit(ines, ACCOUNT, 'a04-plain.pdf');
  await answer();

  await open(page, desk);
  await accept(ACCOUNT);
  await expectText(main(page), 'Le document est accepté.');
  await expect(main(page).getByRole('link', { name: 'Demander des documents' })).toBeVisible();
  await open(ines, '/a-completer');
  await expectText(main(ines), 'Vous n’avez aucun dossier à compléter.');
  await ines.context().close();
});

test('M-9 a file that was handed in can be taken back before it is sent', { tag: DETAIL }, async ({ page, portal }) => {
  await complete(page, portal);
  await deposit(page, STATEMENT, 'q01-photo-sharp.jpg');
  await expectText(main(page), 'Documents reçus : 2 sur 3');
  await press(page, card(page, STATEMENT).getByRole('button', { name: 'Retirer q01-photo-sharp.jpg' }));
  await expectText(main(page), 'Documents reçus : 1 sur 3');
  await expectText(card(page, STATEMENT), 'À fournir');
});

test('M-12 D-19 the link to the nearest France services counter leads out of the portal, and says so', { tag: DETAIL }, async ({ page, portal }) => {
  await complete(page, portal);
  const link = main(page).getByRole('link', { name: /^Trouver le guichet France services le plus proche .*Lien externe au site\. S’ouvre dans une nouvelle fenêtre\./ });
  await expect(link).toHaveAttribute('href', /^https:\/\//);
  await expect(link).toHaveAttribute('target', '_blank');
});
