import type { WebSocketRoute } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import type { ServerFrame } from '../../server/protocol/server-frames.ts'
import { BROWSER, launchBrowser, newDeskContext, pageDesk, untilLive } from '../support/browser/browser.ts'
import { startHub } from '../support/hub/hub.ts'
import { addPerson, keepSignIn } from '../support/browser/people.ts'

describe.skipIf(!BROWSER)('a desk whose hub is in trouble', () => {
  it('says so until the hub is well again or away, and keeps what could not be written until it can', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'anna' })
    const browser = await launchBrowser()
    const context = await newDeskContext(browser)
    await keepSignIn(context, hub, 'anna')
    const page = await context.newPage()
    const desk = pageDesk(page)
    const sockets: WebSocketRoute[] = []
    let isDiskFull = false
    await page.routeWebSocket(/ws\/checkins/, (socket) => {
      sockets.push(socket)
      const real = socket.connectToServer()
      socket.onMessage((text) => {
        const { type, requestId } = JSON.parse(String(text)) as { type: string; requestId?: string }
        if (type !== 'scan' || !isDiskFull) real.send(text)
        else say({ type: 'error', requestId, message: '', payload: REFUSED } as ServerFrame)
      })
    })
    const say = (frame: ServerFrame): void => sockets.at(-1)?.send(JSON.stringify(frame))
    const banner = () => page.getByTestId('hub-trouble').allInnerTexts()
    await page.goto(hub.http)
    await untilLive(desk)
    await expect.poll(banner).toEqual([])

    say({ type: 'hub_status', payload: { state: 'trouble', reason: 'disk_full' } })
    await expect.poll(banner).toEqual([expect.stringContaining('disk is full')])
    say({ type: 'hub_status', payload: { state: 'ok' } })
    await expect.poll(banner).toEqual([])

    say({ type: 'hub_status', payload: { state: 'trouble', reason: 'database_damaged' } })
    await expect.poll(banner).toEqual([expect.stringContaining('database is damaged')])
    await sockets.at(-1)?.close({ code: 1001 })
    await expect.poll(() => sockets.length).toBe(2)
    await expect.poll(desk.connection).toBe('live')
    await expect.poll(banner).toEqual([])

    const before = await desk.occupancy()
    isDiskFull = true
    await desk.scan('DEMO-00001')
    await expect.poll(desk.result).toEqual({ verdict: 'error', reason: 'hub_unreachable' })
    await page.getByTestId('scan-result').getByText('Saved on this desk').waitFor()
    await expect.poll(banner).toEqual([expect.stringContaining('can’t write to its disk')])
    isDiskFull = false
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    await expect.poll(desk.occupancy).toBe(before + 1)
    await expect.poll(banner).toEqual([])
  })
})

const REFUSED = { code: 'storage_unavailable', message: 'The database cannot be written.', retryable: true }
