import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { barriers, faintText } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser, type PageDesk } from '../support/browser/browser.ts'
import { cutText } from '../support/browser/cut-text.ts'
import { startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'

const PATIENCE = { timeout: 15_000 }

async function openManagersDesk(): Promise<PageDesk & { hub: HubProcess }> {
  const hub = await startHubProcess(['--port', '0', '--demo', '60'])
  await addPerson(hub, { username: 'boss', role: 'manager' })
  return { ...(await openAccountDesk(await launchBrowser(), hub, 'boss')), hub }
}

const pick = (page: Page, option: string) => page.getByRole('radio', { name: option, exact: true }).click()

/** How the page is drawn: theme, contrast, text size. */
const look = (page: Page) =>
  page.evaluate(() => {
    const { theme, contrast, textSize } = document.documentElement.dataset
    return { theme, contrast, textSize }
  })

/** Loudest value that a sound of this page was given, by the browser's own part that makes it. */
async function listenIn(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    const heard = { peak: 0 }
    Object.assign(window, { heard })
    const ramp = AudioParam.prototype.linearRampToValueAtTime
    AudioParam.prototype.linearRampToValueAtTime = function (value: number, endTime: number) {
      heard.peak = Math.max(heard.peak, value)
      return ramp.call(this, value, endTime)
    }
  })
  return () =>
    page.evaluate(() => {
      const { heard } = window as unknown as { heard: { peak: number } }
      const { peak } = heard
      heard.peak = 0
      return peak
    })
}

describe.skipIf(!BROWSER)('this screen', { timeout: 120_000 }, () => {
  it('is set in one place by keyboard, while scans go on, and kept over a reload', async () => {
    const desk = await openManagersDesk()
    const { page } = desk
    await page.keyboard.press('F10')
    await page.getByRole('dialog').getByRole('radio', { name: 'Match system' }).waitFor()
    for (const option of ['High contrast', 'Very large', 'Full name']) await pick(page, option)
    await page.getByRole('switch').press('Space')
    await desk.scan('DEMO-00001')
    await expect.poll(desk.result, PATIENCE).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await page.keyboard.press('F4')
    expect(await page.getByRole('dialog').count()).toBe(1)
    expect((await desk.result()).reason).toBe('ok_in')
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    const chosen = { theme: 'contrast', contrast: 'more', textSize: 'very_large' }
    expect(await look(page)).toEqual(chosen)

    await page.reload()
    await expect.poll(desk.connection, PATIENCE).toBe('live')
    expect(await look(page)).toEqual(chosen)
    await page.getByRole('button', { name: 'Screen settings' }).press('Enter')
    for (const option of ['High contrast', 'Very large', 'Full name']) {
      expect(await page.getByRole('radio', { name: option }).getAttribute('aria-checked')).toBe('true')
    }
    expect(await page.getByRole('switch').isChecked()).toBe(false)
    await page.keyboard.press('Escape')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('aria-label')))
      .toBe('Screen settings (F10)')
    // Also where what had the focus is gone.
    await page.keyboard.press('F10')
    await page.getByRole('dialog').waitFor()
    await page.evaluate(() => {
      const button = document.activeElement as HTMLButtonElement
      button.disabled = true
      button.blur()
    })
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await page.getByRole('button', { name: 'Turn on sound' }).click()
    expect(await page.getByRole('button', { name: 'Turn on sound' }).count()).toBe(0)
    expect(desk.complaints).toEqual([])
  })

  it('makes each outcome heard, as loud as was chosen, and nothing while it is off', async () => {
    const { page } = await openManagersDesk()
    await page.keyboard.press('F10')
    const hear = page.getByRole('dialog').getByRole('group', { name: 'Play' }).getByRole('button')
    const volume = page.getByRole('slider', { name: 'Volume' })
    const peak = await listenIn(page)
    // The browser lets a page be heard after its first key or click.
    await hear.first().click()
    await expect
      .poll(async () => {
        await hear.first().click()
        return peak()
      })
      .toBeGreaterThan(0)
    await volume.press('End')
    await peak()
    for (const button of await hear.all()) {
      await button.click()
      expect(await peak()).toBeGreaterThan(0.1)
    }
    await hear.first().click()
    const loud = await peak()
    await volume.press('Home')
    await peak()
    await hear.first().click()
    expect(loud / (await peak())).toBeGreaterThan(10)
    await page.getByRole('switch').press('Space')
    expect(await hear.first().isDisabled()).toBe(true)
  })

  it('takes more contrast from the system, and keeps the shapes of verdicts where it forces its colours', async () => {
    const desk = await openManagersDesk()
    const { page } = desk
    expect(await look(page)).toMatchObject({ contrast: 'normal' })
    await page.emulateMedia({ contrast: 'more' })
    await expect.poll(() => look(page)).toMatchObject({ theme: 'auto', contrast: 'more' })
    await desk.scan('DEMO-00010')
    await expect.poll(async () => (await desk.result()).reason, PATIENCE).toBe('expired')
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ contrast: 'no-preference', forcedColors: 'active', colorScheme })
      const icon = page.getByTestId('scan-result').locator('.verdict-icon')
      const [shape, cut] = await icon.evaluate((drawn) => {
        const [outline, inside] = drawn.querySelectorAll('path')
        return [getComputedStyle(outline!).fill, getComputedStyle(inside!).stroke]
      })
      const ground = await page
        .locator('.scan__band')
        .evaluate((band) => getComputedStyle(band).backgroundColor)
      expect(shape).not.toBe(ground)
      expect(cut).toBe(ground)
    }
  })
})

describe.skipIf(!BROWSER).each([
  ['light', 'High contrast', 'Very large'],
  ['dark', 'High contrast', 'Normal'],
  ['light', 'Light', 'Very large'],
  ['dark', 'Dark', 'Large'],
] as const)('in %s, %s, %s', { timeout: 120_000 }, (colorScheme, theme, textSize) => {
  it('nothing is cut off at 1280 by 800, and axe finds nothing serious', async () => {
    const desk = await openManagersDesk()
    const { page, hub } = desk
    await page.emulateMedia({ colorScheme })
    const isReadable = async (where: string, on = page): Promise<void> => {
      expect(await cutText(on), where).toEqual([])
      expect(await barriers(on), where).toEqual([])
      if (theme === 'High contrast') expect(await faintText(on), where).toEqual([])
    }
    await page.keyboard.press('F10')
    await pick(page, theme)
    await pick(page, textSize)
    await isReadable('settings')
    await page.keyboard.press('Escape')
    await isReadable('between scans')
    for (const [code, reason] of [
      ['DEMO-00001', 'ok_in'],
      ['DEMO-00010', 'expired'],
      ['NOBODY-4471', 'unknown_credential'],
    ] as const) {
      await desk.scan(code)
      await expect.poll(async () => (await desk.result()).reason, PATIENCE).toBe(reason)
      await isReadable(reason)
    }
    await choose(page, 'Staff and desks')
    await page.getByRole('listitem', { name: 'boss' }).waitFor()
    await isReadable('staff')
    await page.getByRole('button', { name: 'Role of boss' }).click()
    await isReadable('a list of roles')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Escape')

    const members = await desk.context.newPage()
    await members.setViewportSize({ width: 1280, height: 720 })
    await members.emulateMedia({ colorScheme })
    await members.goto(`${hub.http}?view=member`)
    await members.locator('[data-sign=calm] h1').waitFor()
    await isReadable('the members’ screen', members)
    await page.bringToFront()
    await hub.stop('SIGKILL')
    await expect.poll(desk.connection, PATIENCE).toBe('offline')
    await isReadable('offline')
    await choose(page, 'Sign out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByLabel('Username', { exact: true }).waitFor()
    await isReadable('sign-in')
    await members.locator('[data-sign=gone]').waitFor()
    await isReadable('the members’ screen without its desk', members)
  })
})
