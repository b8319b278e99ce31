import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { barriers } from '../support/browser/axe.ts'
import { lanAddress } from '../support/browser/browser.ts'
import { askToJoin, makePairingText, openNewPc, setUpGym } from '../support/shell/new-pc.ts'
import { typeAsScanner } from '../support/browser/scanner.ts'
import { occupancyOf, RUNTIME } from '../support/shell/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'
const GRANTED = '[data-testid=scan-result][data-verdict=granted]'

beforeAll(() => ensureDesk())

// How a PC becomes something else: electron/compose.test.ts, and at its screen in tests/long/other-hub.test.ts.
describe.skipIf(!lanAddress())(`a new gym, on ${RUNTIME}`, () => {
  test('hosts on its first PC, pairs the second, and a scan at the one is seen at the other', async () => {
    const [hostData, deskData] = [temporaryFolder(), temporaryFolder()]
    const host = await openNewPc(hostData)
    await setUpGym(host.page)
    const pairing = await makePairingText(host.page)

    const certificates = { STANDIN_CERTIFICATES: join(hostData, 'hub/lan/certificate.pem') }
    const desk = await openNewPc(deskData, certificates)
    await desk.page.getByRole('button', { name: 'Join a front desk' }).click()
    expect(await barriers(desk.page)).toEqual([])
    await askToJoin(desk.page, { ...pairing, text: pairing.text.slice(0, -3) })
    await desk.page.getByText('A pairing code has 26 letters and digits').waitFor()
    await askToJoin(desk.page, { ...pairing, address: '127.0.0.1:1' })
    await desk.page.getByText('There’s no answer from that address').waitFor()
    await askToJoin(desk.page, pairing)
    const page = await desk.findSuccessor()
    await page.waitForSelector(LIVE)

    const kept = JSON.parse(readFileSync(join(deskData, 'kiosk.json'), 'utf8')) as object
    expect(kept).toEqual({
      role: 'desk',
      hub: expect.objectContaining({ pin: expect.any(String) as string }) as object,
    })
    const before = await occupancyOf(host.page)
    await typeAsScanner(page, 'DEMO-00001')
    await page.waitForSelector(GRANTED)
    await expect.poll(() => occupancyOf(host.page)).not.toBe(before)
    expect(existsSync(join(hostData, 'kiosk.json'))).toBe(true)
  })
})
