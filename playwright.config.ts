import { defineConfig } from '@playwright/test'
import { launchOptions } from './tests/chromium'

export default defineConfig({
  testDir: 'tests/e2e',
  globalSetup: './tests/e2e/global-setup.ts',
  // One product, two cores: what waits for the processor is no fault of the page.
  workers: 1,
  // A busy machine can let one wait run out; what fails twice has failed. A test that needed its second try is told as flaky.
  retries: 1,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: 'list',
  use: {
    browserName: 'chromium',
    viewport: { width: 1440, height: 900 },
    locale: 'en-GB',
    timezoneId: 'UTC',
    launchOptions: await launchOptions(),
  },
})
