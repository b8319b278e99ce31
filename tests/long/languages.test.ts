import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { LANGUAGES, traitsOf } from '../../renderer/i18n/languages.ts'
import { barriers } from '../support/browser/axe.ts'
import { fillGym } from '../support/browser/believable-gym.ts'
import { BROWSER, launchBrowser, pageDesk, setUpReader } from '../support/browser/browser.ts'
import { cutText } from '../support/browser/cut-text.ts'
import { startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { tourGym } from '../support/browser/members-tour.ts'
import { addPerson, choose, openAccountDesk } from '../support/browser/people.ts'
import { PASSWORD } from '../support/hub/staff.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { TOUR_SETTINGS, tourDesk, tourMembers } from '../support/browser/tour.ts'
import { wordsOf } from '../support/browser/words.ts'

const PATIENCE = { timeout: 20_000 }

/** As a person types: far slower than a scanner. */
const TYPING = { delay: 120 }

/** What the page says of itself. */
const pageIs = (page: Page) =>
  page.evaluate(() => {
    const { lang, dir } = document.documentElement
    return { lang, dir }
  })

const ARABIC = { lang: 'ar', dir: 'rtl' }
const ENGLISH = { lang: 'en', dir: 'ltr' }
const GERMAN = { lang: 'de', dir: 'ltr' }

const pick = (page: Page, name: string) => page.getByRole('radio', { name, exact: true }).click()

async function startGym(): Promise<HubProcess> {
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'settings.json'), JSON.stringify(TOUR_SETTINGS))
  const hub = await startHubProcess(['--port', '0', '--demo', '60'], folder)
  const headers = { 'content-type': 'text/csv' }
  const body = tourMembers(Date.now())
  const imported = await hub.fetch('api/v1/members/import', { method: 'POST', headers, body })
  if (!imported.ok) throw new Error(await imported.text())
  return hub
}

describe.skipIf(!BROWSER).each(LANGUAGES)('in %s', { timeout: 300_000 }, (language) => {
  it('every main screen can be read and used: nothing is cut off, and axe finds nothing serious', async () => {
    const hub = await startGym()
    await addPerson(hub, { username: 'maria', role: 'manager' })
    const browser = await launchBrowser()
    const { locale, direction } = traitsOf(language)
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale })
    const desk = pageDesk(await context.newPage())
    const found: string[] = []
    await tourDesk({
      page: desk.page,
      words: await wordsOf(language),
      address: hub.http,
      manager: { username: 'maria', name: 'maria', password: PASSWORD },
      killHub: () => hub.stop('SIGKILL'),
      async seen(screen, page) {
        expect(await pageIs(page), screen).toEqual({ lang: language, dir: direction })
        const wrong = [...(await cutText(page)), ...(await barriers(page))]
        found.push(...wrong.map((what) => `${screen}: ${what}`))
      },
    })
    expect(found).toEqual([])
    expect(desk.complaints).toEqual([])
  })

  it('so can every screen of members, plans and files, in both themes', async () => {
    const hub = await startGym()
    await fillGym(hub.fetch, Date.now())
    await addPerson(hub, { username: 'maria', role: 'manager' })
    const browser = await launchBrowser()
    const { locale, direction } = traitsOf(language)
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale })
    await setUpReader(context)
    const { page, complaints } = await openAccountDesk(browser, hub, 'maria', context)
    const found: string[] = []
    await tourGym({
      page,
      words: await wordsOf(language),
      async seen(screen) {
        expect(await pageIs(page), screen).toEqual({ lang: language, dir: direction })
        const wrong = await cutText(page)
        for (const colorScheme of ['light', 'dark'] as const) {
          await page.emulateMedia({ colorScheme })
          wrong.push(...(await barriers(page)).map((what) => `in ${colorScheme}: ${what}`))
        }
        found.push(...wrong.map((what) => `${screen}: ${what}`))
      },
    })
    expect(found).toEqual([])
    expect(complaints).toEqual([])
  })
})

describe.skipIf(!BROWSER)('the language of a desk', { timeout: 180_000 }, () => {
  it('is switched while it works, and comes with whoever switches in', async () => {
    const hub = await startGym()
    await addPerson(hub, { username: 'anna', pin: '730218' })
    await addPerson(hub, { username: 'ben', pin: '918273' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    const arabic = await wordsOf('ar')
    expect(await pageIs(page)).toEqual(ENGLISH)
    await page.keyboard.press('F10')
    await pick(page, 'العربية')
    await expect.poll(() => pageIs(page)).toEqual(ARABIC)
    await page.keyboard.press('Escape')
    await desk.scan('CARD-TOM')
    await expect.poll(async () => (await desk.result()).reason, PATIENCE).toBe('expired')
    await expect
      .poll(() => page.locator('[data-live-announcer][role=alert]').innerText())
      .toContain(arabic('word.denied'))

    // By password first: a PIN is good only where the password was used.
    await choose(page, arabic('people.switch'))
    await page.getByRole('button', { name: arabic('people.usePassword') }).click()
    await page.getByLabel(arabic('signIn.username'), { exact: true }).fill('ben')
    await page.getByLabel(arabic('signIn.password'), { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await expect.poll(() => pageIs(page), PATIENCE).toEqual(ENGLISH)
    await choose(page, 'Switch user')
    await page.getByRole('dialog').getByRole('button', { name: 'anna' }).click()
    await page.keyboard.type('730218', TYPING)
    await expect.poll(() => pageIs(page), PATIENCE).toEqual(ARABIC)
    await page.reload()
    await expect.poll(desk.connection, PATIENCE).toBe('live')
    expect(await pageIs(page)).toEqual(ARABIC)
    expect(desk.complaints).toEqual([])
  })

  it('is the last one on the sign-in screen; what is chosen there is for those who chose none, and for members', async () => {
    const hub = await startGym()
    await addPerson(hub, { username: 'anna', pin: '730218' })
    await addPerson(hub, { username: 'ben' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    const arabic = await wordsOf('ar')
    await page.keyboard.press('F10')
    await pick(page, 'العربية')
    await page.keyboard.press('Escape')
    await choose(page, arabic('people.signOut'))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: arabic('people.signOut') })
      .click()
    await page.getByRole('button', { name: 'anna' }).waitFor()
    expect(await pageIs(page)).toEqual(ARABIC)
    await pick(page, 'Deutsch')
    await expect.poll(() => pageIs(page)).toEqual(GERMAN)

    const members = await desk.context.newPage()
    await members.goto(`${hub.http}?view=member`)
    await expect.poll(() => pageIs(members), PATIENCE).toEqual(GERMAN)
    await page.bringToFront()
    await page.getByRole('button', { name: 'anna' }).click()
    await page.keyboard.type('730218', TYPING)
    await expect.poll(() => pageIs(page), PATIENCE).toEqual(ARABIC)
    expect(await pageIs(members)).toEqual(GERMAN)

    await choose(page, arabic('people.signOut'))
    await page
      .getByRole('dialog')
      .getByRole('button', { name: arabic('people.signOut') })
      .click()
    await page.getByRole('button', { name: arabic('people.usePassword') }).click()
    await page.getByLabel(arabic('signIn.username'), { exact: true }).fill('ben')
    await page.getByLabel(arabic('signIn.password'), { exact: true }).fill(PASSWORD)
    await page.keyboard.press('Enter')
    await expect.poll(() => pageIs(page), PATIENCE).toEqual(GERMAN)
  })

  it('can be switched while the hub is away', async () => {
    const hub = await startGym()
    await addPerson(hub, { username: 'anna' })
    const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
    const { page } = desk
    const loaded = () =>
      page.evaluate(
        () => performance.getEntriesByType('resource').filter(({ name }) => /\/ar-/.test(name)).length,
      )
    // What every desk says, and what later screens say.
    await expect.poll(loaded, PATIENCE).toBe(2)
    await hub.stop('SIGKILL')
    await expect.poll(desk.connection, PATIENCE).toBe('offline')
    await page.keyboard.press('F10')
    await pick(page, 'العربية')
    await expect.poll(() => pageIs(page)).toEqual(ARABIC)
    await page.keyboard.press('Escape')
    await page.getByText((await wordsOf('ar'))('status.offlineLine')).waitFor()
  })

  it('is the browser’s where nobody has chosen', async () => {
    const hub = await startGym()
    const browser = await launchBrowser()
    const page = await (await browser.newContext({ locale: 'de-AT' })).newPage()
    await page.goto(hub.http)
    await page.getByText((await wordsOf('de'))('signIn.title')).waitFor()
    expect(await pageIs(page)).toEqual(GERMAN)
    expect(await signInWays(page)).toContain('العربية')
  })
})

const signInWays = (page: Page) => page.getByRole('radio').allInnerTexts()
