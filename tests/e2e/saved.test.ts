import { join } from 'node:path'
import type { BrowserContext, Page } from 'playwright-core'
import { beforeAll, describe, expect, it } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import {
  BROWSER,
  launchBrowser,
  newDeskContext,
  pageDesk,
  untilLive,
  type PageDesk,
} from '../support/browser/browser.ts'
import { barriers } from '../support/browser/axe.ts'
import { holdLine, type HeldLine } from '../support/browser/hub-away.ts'
import { addPerson, choose, keepSignIn, signInByPassword } from '../support/browser/people.ts'
import { openDesk } from '../support/client/desk.ts'
import { askDatabase } from '../support/hub/data.ts'
import { addMember, startHub, type TestHub } from '../support/hub/hub.ts'
import { openHost, RUNTIME } from '../support/shell/shell.ts'

interface Saving {
  hub: TestHub
  context: BrowserContext
  line: HeldLine
  /** Another window of the desk. */
  window: () => Promise<PageDesk>
}

/** A desk at which Anna is signed in; Ben may be. */
async function openSaving(): Promise<Saving> {
  const hub = await startHub({ demo: '20' })
  await addPerson(hub, { username: 'anna' })
  await addPerson(hub, { username: 'ben' })
  const context = await newDeskContext(await launchBrowser())
  await keepSignIn(context, hub, 'anna')
  const line = await holdLine(context)
  const window = async (): Promise<PageDesk> => {
    const page = await context.newPage()
    await page.goto(hub.http)
    return pageDesk(page)
  }
  return { hub, context, line, window }
}

/** Scans where the hub is away, and waits until the page says that it is saved. */
async function save(desk: PageDesk, code: string): Promise<void> {
  await desk.page.bringToFront()
  await desk.page.getByTestId('connection').waitFor()
  await expect.poll(desk.connection).not.toBe('live')
  await desk.scan(code)
  await desk.page.getByTestId('scan-result').getByText('Saved on this desk').waitFor()
}

/** What the page has stored of commands, byte by byte, wherever it has. */
function storedBytes(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const resultOf = <Result>(request: IDBRequest<Result>): Promise<Result> =>
      new Promise((resolve) => (request.onsuccess = () => resolve(request.result)))
    const database = await resultOf(indexedDB.open('av-gym-front-desk outbox'))
    const entries = await resultOf(database.transaction('entries').objectStore('entries').getAll())
    database.close()
    const textOf = (entry: string | { data: ArrayBuffer }): string =>
      typeof entry === 'string' ? entry : new TextDecoder('latin1').decode(entry.data)
    return [...(entries as (string | { data: ArrayBuffer })[]).map(textOf), JSON.stringify(localStorage)]
  })
}

interface Entry {
  actor: string
  action: string
  details: { forReview?: boolean }
}

async function audited(hub: TestHub, asked: string): Promise<Entry[]> {
  const { entries } = (await (await hub.fetch('api/v1/audit')).json()) as { entries: Entry[] }
  return entries.filter(({ action }) => action === asked)
}

const checkIns = (hub: TestHub): Promise<Entry[]> => audited(hub, 'check_in')

/** A desk at which Anna has renewed a member's visits, and let them in by that. */
async function openRenewed() {
  const saving = await openSaving()
  const desk = await saving.window()
  await untilLive(desk)
  const { page } = desk
  const { card, id } = await addMember(saving.hub, { visits_left: '0' })
  await desk.scan(card)
  await expect.poll(async () => (await desk.result()).reason).toBe('no_visits_left')
  await page.keyboard.press('F5')
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: /Renew and let in/ }).press('Enter')
  await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
  await expect.poll(() => dialog.count()).toBe(0)
  const inDatabase = (question: string) => () =>
    askDatabase(join(saving.hub.folder, 'frontdesk.sqlite'), question)
  const endOfVisit = inDatabase(`select closed_by from visits where member_id = '${id}'`)
  const visitsLeft = inDatabase(`select visits_left from periods where member_id = '${id}'`)
  return { ...saving, desk, page, dialog, endOfVisit, visitsLeft }
}

const focused = (page: Page) => page.evaluate(() => document.activeElement?.textContent)

async function listed(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: /^Problems at this desk/ }).click()
  return page.getByTestId('saved').getByRole('listitem').allInnerTexts()
}

describe.skipIf(!BROWSER)('what is done at a desk while its hub is away', () => {
  it('in two windows is sent once each, and stands in a list until somebody clears it', async () => {
    const { hub, line, window } = await openSaving()
    const manager = await openDesk(hub, { role: 'manager' })
    const total = async (): Promise<number> =>
      ((await manager.ask('snapshot')).payload as { stats: { todayTotal: number } }).stats.todayTotal
    const before = await total()
    await line.setAway(true)
    const [one, other] = [await window(), await window()]
    await save(one, 'DEMO-00001')
    await save(other, 'DEMO-00002')
    await one.page.close()
    await line.setAway(false)
    await untilLive(other)
    await expect.poll(async () => (await checkIns(hub)).length).toBe(2)
    expect(await total()).toBe(before + 2)
    await other.page.reload()
    await untilLive(other)
    await expect.poll(() => other.page.getByTestId('saved').count()).toBe(0)
    const rows = await listed(other.page)
    expect(rows).toHaveLength(2)
    expect(await barriers(other.page)).toEqual([])
    expect(rows.join()).toContain('checked in')
    await other.page.getByRole('button', { name: 'Clear what was sent' }).click()
    await expect.poll(() => other.page.getByTestId('saved').count()).toBe(0)
    expect(await checkIns(hub)).toHaveLength(2)
  })

  it('is stored so that nobody reads it in the files of the browser', async () => {
    const { line, window } = await openSaving()
    await line.setAway(true)
    const desk = await window()
    await save(desk, 'DEMO-00001')
    const stored = await storedBytes(desk.page)
    expect(stored).toHaveLength(2)
    expect(stored.join()).not.toContain('DEMO-')
  })

  it('is not done in the name of whoever signs in next', async () => {
    const { hub, line, window } = await openSaving()
    const desk = await window()
    await untilLive(desk)
    await line.setAway(true)
    await save(desk, 'DEMO-00001')
    await choose(desk.page, 'Sign out')
    await desk.page.getByRole('button', { name: 'Sign out' }).click()
    await line.setAway(false)
    await signInByPassword(desk.page, 'ben')
    await untilLive(desk)
    await expect.poll(() => checkIns(hub)).toMatchObject([{ actor: '', details: { forReview: true } }])
  })

  it('undoes no renewal in the name of whoever signs in next', async () => {
    const { hub, line, desk, page, dialog, endOfVisit, visitsLeft } = await openRenewed()
    await page.keyboard.press('F4')
    await dialog.waitFor()
    line.setLost(true)
    await page.keyboard.press('Enter')
    await line.setAway(true)
    await expect.poll(desk.connection).not.toBe('live')
    await dialog.getByText('Only the check-in can be undone now').waitFor()
    expect(await focused(page)).toBe('Cancel')
    await page.keyboard.press('Escape')
    await expect.poll(() => dialog.count()).toBe(0)
    await choose(page, 'Sign out')
    await page.getByRole('button', { name: 'Sign out' }).click()
    line.setLost(false)
    await line.setAway(false)
    await signInByPassword(page, 'ben')
    await untilLive(desk)
    await expect.poll(endOfVisit).toEqual({ closed_by: 'undo' })
    // Answered after whatever the page asks when it hears of that.
    await desk.scan('DEMO-00001')
    await expect.poll(() => checkIns(hub)).toHaveLength(2)
    expect(await audited(hub, 'member_change_undone')).toEqual([])
    expect(visitsLeft()).toEqual({ visits_left: 10 })
  })

  it('is of a check-in after a renewal its undo alone, which waits for no answer', async () => {
    const { line, desk, page, dialog, endOfVisit, visitsLeft } = await openRenewed()
    await line.setAway(true)
    await expect.poll(desk.connection).not.toBe('live')
    await page.keyboard.press('F4')
    await dialog.getByText('Only the check-in can be undone now').waitFor()
    expect(await dialog.getByRole('button').allInnerTexts()).toEqual(['Undo check-in only', 'Cancel'])
    expect(await focused(page)).toBe('Undo check-in only')
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await expect.poll(() => dialog.count()).toBe(0)
    await page.getByTestId('scan-result').getByText('Saved on this desk').waitFor()
    await line.setAway(false)
    await expect.poll(endOfVisit).toEqual({ closed_by: 'undo' })
    expect(visitsLeft()).toEqual({ visits_left: 10 })
  })

  it('is taken over from an earlier version, as nobody’s', async () => {
    const { hub, context, window } = await openSaving()
    const requestId = '01a20902-753d-7125-8cc5-ddb7ce35ac66'
    const text = JSON.stringify({ type: 'scan', payload: { code: 'DEMO-00003' }, requestId })
    const before = [`av-gym-front-desk outbox ${hub.http}`, JSON.stringify([{ requestId, text }])] as const
    await context.addInitScript(([key, value]) => {
      if (localStorage.getItem(key) === null) localStorage.setItem(key, value)
    }, before)
    const desk = await window()
    await untilLive(desk)
    await expect.poll(() => checkIns(hub)).toMatchObject([{ actor: '', details: { forReview: true } }])
    await expect.poll(async () => (await storedBytes(desk.page)).join()).not.toContain('DEMO-')
    expect(await listed(desk.page)).toHaveLength(1)
  })
})

describe(`the key of what a desk keeps, on ${RUNTIME}`, () => {
  beforeAll(() => ensureDesk())

  it('is among what the system keeps for the shell, and with nothing of the page', async () => {
    const { page } = await openHost('--demo', '5')
    await page.waitForSelector('[data-testid=connection][data-state=live]')
    const secrets = (): Promise<string[]> =>
      page.evaluate(async () => Object.keys((await window.kiosk?.readSecrets()) ?? {}))
    await expect.poll(async () => (await secrets()).join()).toContain('av-gym-front-desk outbox key ')
    const keysOfPage = page.evaluate(
      () =>
        new Promise((resolve) => {
          const opening = indexedDB.open('av-gym-front-desk outbox')
          opening.onsuccess = () => {
            const count = opening.result.transaction('keys').objectStore('keys').count()
            count.onsuccess = () => resolve(count.result)
          }
        }),
    )
    expect(await keysOfPage).toBe(0)
  })
})
