import { beforeAll, describe, expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { barriers } from '../support/browser/axe.ts'
import { typeAsScanner } from '../support/browser/scanner.ts'
import { openHost, RUNTIME } from '../support/shell/shell.ts'

const LIVE = '[data-testid=connection][data-state=live]'
const RESULT = '[data-testid=scan-result]'

beforeAll(() => ensureDesk())

/** What the page hands the browser to save from now on. */
async function keepSaved(page: Page): Promise<() => Promise<string>> {
  await page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL)
    URL.createObjectURL = (file: Blob) => {
      void file.text().then((text) => (document.documentElement.dataset['saved'] = text))
      return make(file)
    }
  })
  return async () => {
    const saved = await page.waitForFunction(() => document.documentElement.dataset['saved'], null)
    return (await saved.jsonValue()) ?? ''
  }
}

describe(`a file for whoever helps, on ${RUNTIME}`, () => {
  test('has the desk, the app and the hub, and names nobody', async () => {
    const shell = await openHost('--demo', '10')
    const { page } = shell
    await page.waitForSelector(LIVE)
    await typeAsScanner(page, 'DEMO-00001')
    await page.waitForSelector(RESULT)
    const name = (await page.locator(`${RESULT} h2`).first().innerText()).trim()
    const saved = await keepSaved(page)
    await page.keyboard.press('F10')
    await page.getByRole('button', { name: 'Save diagnostics' }).click()
    await page.getByText('The file is ready. Look at it before you pass it on.').waitFor()
    expect(await barriers(page)).toEqual([])
    const text = await saved()
    const found = JSON.parse(text) as { desk: object; app: object; hub: object }
    expect(found).toMatchObject({
      desk: { signIn: 'signed_in', connection: { phase: 'live' }, kiosk: 'none' },
      app: { role: 'fixed', kiosk: 'none', displays: 1 },
      // Whoever is signed in by the shell works the desk; the hub's part is for managers.
      hub: { problem: 'forbidden' },
    })
    expect(text).toContain('the hub is ready')
    expect(name).not.toBe('')
    expect(text).not.toContain(name)
    expect(text).not.toContain('DEMO-00001')
    await expect.poll(shell.said).toContain('saves frontdesk-')
  })
})
