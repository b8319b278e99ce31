import type { BrowserContext, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { BROWSER, launchOwnBrowser, newDeskContext, pageDesk, untilLive } from '../support/browser/browser.ts'
import { openDesk } from '../support/client/desk.ts'
import { cameraSeeing } from '../support/browser/fake-camera.ts'
import { addMember, startHub } from '../support/hub/hub.ts'
import { patience } from '../support/patience.ts'
import { addPerson, keepSignIn } from '../support/browser/people.ts'

/** Longer than a code that has left the picture is remembered. */
const HELD_UP_MS = 3_000

/** Slows the clock of the page by as much as the machine is: a look at the picture then takes as long by it as on a quiet PC. */
async function slowClock(context: BrowserContext): Promise<void> {
  await context.addInitScript((times) => {
    const now = Date.now
    const from = now()
    Date.now = () => from + (now() - from) / times
  }, patience(1))
}

/** Cameras that the page asked for wait until `start`; `running` says how many of them send pictures. */
async function holdCameras(page: Page) {
  await page.addInitScript(() => {
    const media = navigator.mediaDevices
    const open = media.getUserMedia.bind(media)
    const tracks: MediaStreamTrack[] = []
    const held = Promise.withResolvers<undefined>()
    media.getUserMedia = async (asked) => {
      const stream = await open(asked)
      tracks.push(...stream.getTracks())
      await held.promise
      return stream
    }
    const running = () => tracks.filter(({ readyState }) => readyState === 'live').length
    Object.assign(window, { cameras: { start: held.resolve, running, opened: () => tracks.length } })
  })
  const ask = (what: 'start' | 'running' | 'opened') =>
    page.evaluate(
      (name) => (window as unknown as { cameras: Record<string, () => number> }).cameras[name]?.(),
      what,
    )
  return { start: () => ask('start'), running: () => ask('running'), opened: () => ask('opened') }
}

describe.skipIf(!BROWSER)('the camera', () => {
  it('runs once, however often it is switched on and off while it starts', async () => {
    const hub = await startHub()
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const { card } = await addMember(hub, { full_name: 'Ines' })
    const context = await newDeskContext(await launchOwnBrowser({ args: cameraSeeing(card) }))
    await keepSignIn(context, hub, 'boss')
    const page = await context.newPage()
    const cameras = await holdCameras(page)
    await page.goto(hub.http)
    await untilLive(pageDesk(page))
    await page.keyboard.press('F2')
    for (const name of ['Turn on camera', 'Turn off camera', 'Turn on camera'])
      await page.getByRole('button', { name }).click()
    await expect.poll(cameras.opened).toBe(2)
    await cameras.start()
    await page.getByTestId('scanner').getByText('Camera on').waitFor()
    await expect.poll(cameras.running).toBe(1)
    await page.getByRole('button', { name: 'Turn off camera' }).click()
    await expect.poll(cameras.running).toBe(0)
  })

  it('reads a card once for as long as it is held up, with nothing loaded from elsewhere', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const { card } = await addMember(hub, { full_name: 'Ines' })
    const watching = await openDesk(hub)
    const context = await newDeskContext(await launchOwnBrowser({ args: cameraSeeing(card) }))
    await keepSignIn(context, hub, 'boss')
    await slowClock(context)
    const page = await context.newPage()
    const desk = pageDesk(page)
    await page.goto(hub.http)
    await untilLive(desk)
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    const light = page.getByTestId('scanner')
    expect(await light.textContent()).not.toContain('Camera on')
    expect(loaded.filter((address) => address.endsWith('.wasm'))).toEqual([])

    await page.keyboard.press('F2')
    await page.getByRole('button', { name: 'Turn on camera' }).click()
    await light.getByText('Camera on').waitFor()
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    expect(loaded.filter((address) => address.endsWith('.wasm'))).toHaveLength(1)
    expect(
      loaded.filter((address) => !/^(data|blob):/.test(address) && !address.startsWith(hub.http)),
    ).toEqual([])
    const seenSince = await page.evaluate(() => Date.now())
    await expect.poll(() => page.evaluate(() => Date.now())).toBeGreaterThan(seenSince + HELD_UP_MS)

    await page.getByRole('button', { name: 'Turn off camera' }).click()
    await expect.poll(() => light.textContent()).not.toContain('Camera on')
    await page.keyboard.press('Escape')
    await desk.scan('DEMO-00001')
    await watching.next(
      ({ payload }) => payload?.member?.id !== undefined && payload.member.full_name !== 'Ines',
    )
    const ofInes = watching.frames.filter(({ payload }) => payload?.member?.full_name === 'Ines')
    expect(ofInes.map(({ type }) => type)).toEqual(['member_checked_in'])
    expect(desk.complaints).toEqual([])
  })
})
