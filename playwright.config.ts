import { existsSync } from 'node:fs';
import { defineConfig, devices } from '@playwright/test';

/** Chromium of the machine where there is one, else the one that Playwright has installed. */
const executablePath = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
].find((path) => path && existsSync(path));

export default defineConfig({
  testDir: 'tests',
  // A longer proof is a command of its own.
  testMatch: process.env.PROOF ? '**/*.proof.ts' : '**/*.spec.ts',
  // One more than cores here: a page that loads waits now and then, for frames and for idle moments.
  workers: 3,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['list']],
  // For a machine that is busy with something else; on a quiet one nothing takes a tenth of it.
  timeout: 180_000,
  expect: { timeout: 30_000 },
  use: {
    ...devices['Desktop Chrome'],
    // A copy of the whole site would be loaded beside every test; those about it say so.
    serviceWorkers: 'block',
    launchOptions: {
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-background-networking',
        '--disable-component-update',
        '--no-first-run',
      ],
    },
  },
});
