// Every journey runs four ways: desktop and phone, with and without script; a detail on a phone with script and on a desktop without.
// Each worker starts its own server (tests/relais.ts), so none is started here.
import { defineConfig } from '@playwright/test';

const desktop = { viewport: { width: 1280, height: 900 } };
const mobile = { viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };
const plain = { javaScriptEnabled: false };

export default defineConfig({
  testDir: 'tests',
  testMatch: '*.spec.ts',
  fullyParallel: true,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  retries: 0,
  // Both tell each failure in full at the end, where it is looked for.
  reporter: process.env.CI ? 'dot' : 'list',
  use: {
    browserName: 'chromium',
    locale: 'fr-FR',
    timezoneId: 'Europe/Paris',
    // Waiting for animations to end is most of a test's time otherwise; one test looks at them.
    contextOptions: { reducedMotion: 'reduce' },
    launchOptions: {
      executablePath: process.env.RELAIS_CHROMIUM || '/usr/bin/chromium-headless-shell',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Every test has a server and a context of its own: a process for each page beside them is time, not safety.
        '--renderer-process-limit=1',
      ],
    },
  },
  projects: [
    { name: 'desktop-script', grepInvert: /@detail|@phone/, use: { ...desktop } },
    { name: 'desktop-plain', grepInvert: /@script|@phone/, use: { ...desktop, ...plain } },
    { name: 'mobile-script', grepInvert: /@desktop/, use: { ...mobile } },
    { name: 'mobile-plain', grepInvert: /@detail|@script|@desktop/, use: { ...mobile, ...plain } },
  ],
});
