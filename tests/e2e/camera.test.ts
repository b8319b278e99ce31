import { describe, expect, it } from 'vitest'
import { BROWSER, launchOwnBrowser } from '../support/browser.ts'
import { openDesk } from '../support/desk.ts'
import { cameraSeeing } from '../support/fake-camera.ts'
import { addMember, startHub } from '../support/hub.ts'
import { addPerson, openAccountDesk } from '../support/people.ts'

describe.skipIf(!BROWSER)('the camera', () => {
  it('reads a card once for as long as it is held up, with nothing loaded from elsewhere', async () => {
    const hub = await startHub({ demo: '20' })
    await addPerson(hub, { username: 'boss', role: 'manager' })
    const { card } = await addMember(hub, { full_name: 'Ines' })
    const watching = await openDesk(hub)
    const desk = await openAccountDesk(await launchOwnBrowser({ args: cameraSeeing(card) }), hub, 'boss')
    const { page } = desk
    const loaded: string[] = []
    page.on('request', (request) => loaded.push(request.url()))
    const light = page.getByTestId('scanner')
    expect(await light.textContent()).not.toContain('Camera on')
    expect(loaded.filter((address) => address.endsWith('.wasm'))).toEqual([])

    await page.keyboard.press('F2')
    await page.getByRole('button', { name: 'Switch the camera on' }).click()
    await light.getByText('Camera on').waitFor()
    await expect.poll(desk.result).toEqual({ verdict: 'granted', reason: 'ok_in' })
    expect(loaded.filter((address) => address.endsWith('.wasm'))).toHaveLength(1)
    expect(
      loaded.filter((address) => !/^(data|blob):/.test(address) && !address.startsWith(hub.http)),
    ).toEqual([])
    await expect
      .poll(() => page.locator('video').evaluate((video: HTMLVideoElement) => video.currentTime))
      .toBeGreaterThan(3)

    await page.getByRole('button', { name: 'Switch the camera off' }).click()
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
