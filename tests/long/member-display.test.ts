import type { Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { GONE_AFTER_MS, SIGN_STAYS_MS } from '../../renderer/features/member-display/display-channel.ts'
import { barriers } from '../support/browser/axe.ts'
import { BROWSER, launchBrowser, type PageDesk } from '../support/browser/browser.ts'
import { fireTimers, holdTimers } from '../support/browser/held-timers.ts'
import { addMember, startHub, type TestHub } from '../support/hub/hub.ts'
import { addPerson, openAccountDesk } from '../support/browser/people.ts'

interface MembersScreen {
  page: Page
  sign: () => Promise<string | null>
  text: () => Promise<string>
  /** Everything that came over the line since it was opened. */
  told: () => Promise<Record<string, unknown>[]>
}

/** Its signs stay, and the desk counts as there, until the test lets their time be over. */
async function openMembersScreen(desk: PageDesk): Promise<MembersScreen> {
  await holdTimers(desk.context, SIGN_STAYS_MS, GONE_AFTER_MS)
  await desk.page.keyboard.press('F10')
  const opened = desk.context.waitForEvent('page')
  await desk.page.getByRole('button', { name: 'Open member screen' }).click()
  const page = await opened
  await page.getByTestId('member-sign').waitFor()
  await desk.page.keyboard.press('Escape')
  await desk.page.bringToFront()
  await page.evaluate(() => {
    const told: unknown[] = []
    Object.assign(window, { told })
    const channel = new BroadcastChannel('av-gym-front-desk member display')
    channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => told.push(data))
  })
  return {
    page,
    sign: () => page.getByTestId('member-sign').getAttribute('data-sign'),
    text: async () => (await page.getByTestId('member-sign').innerText()).split(/\n+/).join(' '),
    told: () => page.evaluate(() => (window as unknown as { told: Record<string, unknown>[] }).told),
  }
}

async function openDeskOf(hub: TestHub): Promise<PageDesk> {
  await addPerson(hub, { username: 'anna' })
  return openAccountDesk(await launchBrowser(), hub, 'anna')
}

describe.skipIf(!BROWSER)('the members’ screen', () => {
  it('greets by a masked name, is silent about reasons, and is calm again', async () => {
    const hub = await startHub()
    const maria = await addMember(hub, { full_name: 'Maria Kowalska', note: 'Owes 40' })
    const tom = await addMember(hub, { full_name: 'Tom Secret', valid_until: '2020-01-01' })
    const desk = await openDeskOf(hub)
    const screen = await openMembersScreen(desk)
    expect(await screen.sign()).toBe('calm')
    await expect.poll(screen.text).toContain('AV Gym')

    await desk.scan(maria.card)
    await expect.poll(screen.sign).toBe('welcome')
    expect(await screen.text()).toContain('Welcome')
    expect(await screen.text()).toContain('Maria K.')
    expect(await barriers(screen.page)).toEqual([])
    await fireTimers(screen.page, SIGN_STAYS_MS)
    await expect.poll(screen.sign).toBe('calm')
    expect(await screen.text()).not.toContain('Maria')
    // The desk itself still shows it.
    expect((await desk.result()).verdict).toMatch(/^granted/)

    await desk.scan(tom.card)
    await expect.poll(screen.sign).toBe('see_desk')
    expect(await screen.text()).toBe('AV Gym Please see the desk')
    const told = await screen.told()
    const signs = told.filter(({ sign }) => sign !== null)
    expect(signs).toEqual([
      { sign: 'welcome', gym: 'AV Gym', name: 'Maria K.' },
      { sign: 'see_desk', gym: 'AV Gym', name: '' },
    ])
    expect(JSON.stringify(told)).not.toMatch(/Owes|expired|Secret|Kowalska|CARD/i)
    expect(desk.complaints).toEqual([])
  })

  it('shows names as chosen, and takes back what was taken back', async () => {
    const hub = await startHub()
    const maria = await addMember(hub, { full_name: 'Maria Kowalska' })
    const desk = await openDeskOf(hub)
    const screen = await openMembersScreen(desk)
    await desk.page.keyboard.press('F10')
    await desk.page.getByRole('radio', { name: 'No names' }).click()
    await desk.page.keyboard.press('Escape')
    await desk.scan(maria.card)
    await expect.poll(screen.sign).toBe('welcome')
    expect(await screen.text()).toBe('AV Gym Welcome')
    await desk.page.keyboard.press('F4')
    await expect.poll(screen.sign).toBe('calm')
    expect((await screen.told()).findLast(({ sign }) => sign !== null)).toMatchObject({
      sign: 'calm',
      name: '',
    })
  })

  it('says so when the desk’s page is gone, and goes on when it is back', async () => {
    const hub = await startHub()
    const desk = await openDeskOf(hub)
    const screen = await openMembersScreen(desk)
    const address = desk.page.url()
    await desk.page.goto('about:blank')
    await fireTimers(screen.page, GONE_AFTER_MS)
    await expect.poll(screen.sign).toBe('gone')
    expect(await screen.text()).toContain('Please go to the desk')
    await desk.page.goto(address)
    await expect.poll(screen.sign).toBe('calm')
  })

  it('has no line of its own: no socket, no sign-in, no request to the hub', async () => {
    const hub = await startHub()
    const page = await (await launchBrowser()).newPage()
    const asked: string[] = []
    page.on('websocket', (socket) => asked.push(socket.url()))
    page.on('request', (request) => {
      const { pathname } = new URL(request.url())
      if (/^\/(api|ws)/.test(pathname)) asked.push(pathname)
    })
    await holdTimers(page, GONE_AFTER_MS)
    await page.goto(`${hub.http}?view=member`)
    const sign = () => page.getByTestId('member-sign').getAttribute('data-sign')
    await expect.poll(sign).toBe('calm')
    // Nobody tells it anything here.
    await fireTimers(page, GONE_AFTER_MS)
    await expect.poll(sign).toBe('gone')
    expect(asked).toEqual([])
  })
})
