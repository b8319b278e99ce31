import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, untilLive, type PageDesk } from '../support/browser/browser.ts'
import { choose, signInByPassword } from '../support/browser/people.ts'
import { checkIns, openSaving } from '../support/browser/saving.ts'
import { PASSWORD } from '../support/hub/staff.ts'
import { openDesk } from '../support/client/desk.ts'

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

async function listed(page: Page): Promise<string[]> {
  await page.getByRole('button', { name: /^Problems at this desk/ }).click()
  return page.getByTestId('saved').getByRole('listitem').allInnerTexts()
}

async function signOut(page: Page, next: string): Promise<void> {
  await choose(page, 'Sign out')
  await page.getByRole('button', { name: 'Sign out' }).click()
  await signInByPassword(page, next)
}

async function handOver(page: Page, next: string): Promise<void> {
  await choose(page, 'Switch user')
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('Username', { exact: true }).fill(next)
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD)
  await page.keyboard.press('Enter')
  await dialog.waitFor({ state: 'detached' })
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

  it.each([
    ['signed out', signOut],
    ['handed over', handOver],
  ])(
    'is not lost to a viewer who comes after somebody has %s: it is kept, to be looked at',
    async (_how, leaveTo) => {
      const { hub, line, window } = await openSaving()
      const desk = await window()
      await untilLive(desk)
      await line.setAway(true)
      await save(desk, 'DEMO-00001')
      await save(desk, 'DEMO-00002')
      await leaveTo(desk.page, 'vic')
      expect(await checkIns(hub)).toEqual([])
      await line.setAway(false)
      await untilLive(desk)
      await desk.page.getByRole('banner').getByText('vic').waitFor()
      await expect.poll(async () => (await checkIns(hub)).length).toBe(2)
      const each = { actor: '', details: { forReview: true } }
      expect(await checkIns(hub)).toMatchObject([each, each])
      const rows = await listed(desk.page)
      expect(rows).toHaveLength(2)
      for (const row of rows) expect(row).toContain('checked in')
    },
  )

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
