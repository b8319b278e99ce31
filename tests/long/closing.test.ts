import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser } from '../support/browser/browser.ts'
import { openDesk } from '../support/client/desk.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { addPerson, openAccountDesk, openStranger, signInByPassword } from '../support/browser/people.ts'
import { typeAsPerson } from '../support/browser/scanner.ts'
import { gymWithClock } from '../support/hub/set-clock.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const HOUR_MS = 3_600_000

/** A data folder with members whom the hub will have sent home, and others who came this long ago. */
async function gymOf(people: readonly (readonly [name: string, hoursAgo: number])[]): Promise<string> {
  const gym = gymWithClock({ timeZone: 'UTC', longestStayHours: 12 }, new Date().toISOString())
  const hub = await gym.open()
  const arrivals: { id: string; at: number }[] = []
  for (const [name, hoursAgo] of people) {
    const { id } = await addMember(hub, { full_name: name })
    arrivals.push({ id, at: Date.now() - hoursAgo * HOUR_MS })
  }
  for (const { id, at } of arrivals.sort((one, other) => one.at - other.at)) {
    gym.now = at
    await (await openDesk(hub)).ask('check_in', { memberId: id })
  }
  await hub.close()
  return gym.folder
}

describe.skipIf(!BROWSER)('the morning after', () => {
  it('is reviewed at a desk, by keyboard, and the badge goes at every desk', async () => {
    const folder = await gymOf([
      ['Sofia Lindqvist', 14],
      ['Ole Brandt', 15],
      ['Priya Natarajan', 16],
      ['Emma Clarke', 5],
      ['Jonas Weber', 1],
    ])
    const hub = await startHub({ data: folder })
    await addPerson(hub, { username: 'anna' })
    await addPerson(hub, { username: 'vera', role: 'viewer' })
    const browser = await launchBrowser()
    const { page, complaints, occupancy } = await openAccountDesk(browser, hub, 'anna')
    const badge = page.getByTestId('to-review')
    await expect.poll(() => badge.textContent()).toBe('3 to review')
    await expect.poll(() => page.getByTestId('occupancy-confidence').textContent()).toBe('1 probably gone')
    const rows = page.getByTestId('present-row')
    await expect.poll(() => rows.allTextContents()).toHaveLength(2)
    expect(await rows.filter({ hasText: 'Emma Clarke' }).textContent()).toContain('Probably gone')
    expect(await rows.filter({ hasText: 'Jonas Weber' }).textContent()).not.toContain('Probably gone')
    expect(await barriers(page)).toEqual([])
    const viewer = await openAccountDesk(browser, hub, 'vera')
    await expect.poll(viewer.occupancy).toBe(2)
    expect(await viewer.page.getByTestId('to-review').count()).toBe(0)

    await badge.press('Enter')
    const row = (name: string) => page.getByRole('listitem', { name })
    await row('Sofia Lindqvist').waitFor()
    await row('Sofia Lindqvist').getByRole('button', { name: 'still inside' }).press('Enter')
    await row('Sofia Lindqvist').waitFor({ state: 'detached' })
    await expect.poll(occupancy).toBe(3)
    await row('Ole Brandt').getByRole('button', { name: 'another time' }).press('Enter')
    await typeAsPerson(page, '25:00')
    await page.keyboard.press('Enter')
    await row('Ole Brandt').getByText('Enter a time').waitFor()
    const left = new Date(Date.now() - 14 * HOUR_MS).toISOString().slice(11, 16)
    await page.getByLabel('Time Ole Brandt left').fill(left)
    expect(await barriers(page)).toEqual([])
    await page.keyboard.press('Enter')
    await row('Ole Brandt').waitFor({ state: 'detached' })
    await row('Priya Natarajan').getByRole('button', { name: 'Keep' }).press('Enter')
    await page.getByText('Nothing to review.').waitFor()
    await page.keyboard.press('Escape')
    await expect.poll(() => badge.count()).toBe(0)
    expect(complaints).toEqual([])
  })

  it('counts heads with a reason, at every desk, and says how sure the number is', async () => {
    const folder = await gymOf([['Jonas Weber', 1]])
    const hub = await startHub({ data: folder })
    await addPerson(hub, { username: 'anna' })
    const browser = await launchBrowser()
    const { page, occupancy, complaints } = await openAccountDesk(browser, hub, 'anna')
    const other = await openAccountDesk(browser, hub, 'anna')
    await page.getByRole('button', { name: 'Correct the count' }).press('Enter')
    await page.getByLabel('People counted').fill('x')
    await page.keyboard.press('Enter')
    await page.getByText('Enter a whole number.').waitFor()
    expect(await barriers(page)).toEqual([])
    await page.getByLabel('People counted').fill('4')
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    for (const desk of [{ page, occupancy }, other]) {
      await expect.poll(desk.occupancy).toBe(4)
      const confidence = desk.page.getByTestId('occupancy-confidence')
      await expect.poll(() => confidence.textContent()).toBe('3 counted without a check-in')
    }
    await expect.poll(() => page.getByTestId('present-row').count()).toBe(1)
    expect(complaints).toEqual([])
  })
})

describe.skipIf(!BROWSER)('the roll-call', () => {
  const printed = (page: Page) =>
    page.evaluate(() => {
      const seen = (element: Element) => element.getClientRects().length > 0
      const rows = [...document.querySelectorAll('.roll-call tbody tr')].filter(seen)
      return {
        names: rows.map((row) => row.querySelector('th')?.textContent ?? ''),
        isAlone: !['.app', '.ui-dialog__top', '.roll-call__actions'].some((part) =>
          [...document.querySelectorAll(part)].some(seen),
        ),
        head: getComputedStyle(document.querySelector('.roll-call thead')!).display,
        ink: getComputedStyle(document.querySelector('.roll-call tbody th')!).color,
        ground: getComputedStyle(document.body).backgroundColor,
      }
    })

  it('is one key away, by name, on paper black on white with its head on each page, also offline', async () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'settings.json'), '{"timeZone": "UTC"}')
    const hub = await startHub({ data: folder, demo: '900' }, {}, {})
    await addPerson(hub, { username: 'anna' })
    const browser = await launchBrowser()
    const { page, connection, occupancy, complaints } = await openAccountDesk(browser, hub, 'anna')
    await page.emulateMedia({ colorScheme: 'dark' })
    await page.getByTestId('present-row').first().waitFor()
    const inside = await occupancy()
    expect(inside).toBeGreaterThan(50)
    await page.keyboard.press('F12')
    const live = page.getByTestId('roll-call-live')
    await expect.poll(() => live.textContent()).toBe('This desk was live.')
    expect(await page.getByTestId('roll-call-total').textContent()).toContain(`${inside} people inside`)
    expect(await barriers(page)).toEqual([])

    await page.emulateMedia({ media: 'print' })
    const paper = await printed(page)
    expect(paper).toMatchObject({
      isAlone: true,
      head: 'table-header-group',
      ink: 'rgb(0, 0, 0)',
      ground: 'rgb(255, 255, 255)',
    })
    expect(paper.names).toHaveLength(inside)
    expect(paper.names).toEqual(paper.names.toSorted(new Intl.Collator('en').compare))
    const file = await page.pdf({ preferCSSPageSize: true })
    const pages = file.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0
    expect(pages).toBeGreaterThan(1)
    expect(pages).toBeLessThan(inside / 20)
    expect(file.toString('latin1')).toMatch(/\/MediaBox\s*\[0 0 59\d(\.\d+)? 84\d/)

    await page.emulateMedia({ media: 'screen' })
    await page.keyboard.press('Escape')
    await hub.close()
    await expect.poll(connection).toBe('offline')
    await page.keyboard.press('F12')
    await expect.poll(() => live.textContent()).toMatch(/^This desk was offline: as of \d\d:\d\d\.$/)
    expect(await page.getByTestId('roll-call-row').count()).toBe(inside)
    expect(complaints).toEqual([])
  })

  it('that was asked for before the hub has told who is inside makes itself as soon as it has', async () => {
    const hub = await startHub({ demo: '100' })
    await addPerson(hub, { username: 'anna' })
    const { page, connection, occupancy, complaints } = await openStranger(await launchBrowser(), hub)
    const held: (() => void)[] = []
    let isHolding = true
    await page.routeWebSocket(/ws\/checkins/, (socket) => {
      socket.connectToServer().onMessage((text) => {
        const say = () => socket.send(text)
        if (isHolding && (held.length > 0 || String(text).includes('"type":"snapshot"'))) held.push(say)
        else say()
      })
    })
    await page.reload()
    await signInByPassword(page, 'anna')
    await expect.poll(connection).toBe('live')
    await expect.poll(() => held.length).toBeGreaterThan(0)
    await expect.poll(occupancy).toBeGreaterThan(0)
    const inside = await occupancy()
    await page.getByText('The list appears once this desk is connected.').waitFor()
    await page.keyboard.press('F12')
    await page.getByText('it can’t tell who is inside').waitFor()
    expect(await page.getByTestId('roll-call-total').count()).toBe(0)
    isHolding = false
    for (const say of held) say()
    await expect.poll(() => page.getByTestId('roll-call-row').count()).toBe(inside)
    expect(await page.getByTestId('roll-call-total').textContent()).toContain(`${inside} people inside`)
    expect(await page.getByTestId('roll-call-live').textContent()).toBe('This desk was live.')
    expect(complaints).toEqual([])
  })
})
