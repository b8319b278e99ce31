import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { barriers } from '../support/browser/axe.ts'
import { lanAddress } from '../support/browser/browser.ts'
import { askToJoin, makePairingText, openNewPc, setUpGym } from '../support/shell/new-pc.ts'
import { typeAsScanner } from '../support/browser/scanner.ts'
import { RUNTIME } from '../support/shell/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'
const GRANTED = '[data-testid=scan-result][data-verdict=granted]'

beforeAll(() => ensureDesk())

/** To the page where this PC can become something else. */
async function openThisPc(page: Page, is: string): Promise<void> {
  await page.keyboard.press('F10')
  await page.getByText(is).waitFor()
  await page.getByRole('button', { name: 'Change what this PC does…' }).click()
  await page.getByRole('heading', { name: 'What is this PC?' }).waitFor()
}

describe.skipIf(!lanAddress())(`a PC that is something, on ${RUNTIME}`, () => {
  test('a desk becomes one of another hub at its screen, and the host stays what it is where nobody chooses', async () => {
    const [firstData, secondData, deskData] = [temporaryFolder(), temporaryFolder(), temporaryFolder()]
    const first = await openNewPc(firstData)
    await setUpGym(first.page)
    const second = await openNewPc(secondData)
    await setUpGym(second.page)
    const certificates = [firstData, secondData].map((data) => join(data, 'hub/lan/certificate.pem'))
    const environment = { STANDIN_CERTIFICATES: certificates.join(delimiter) }

    const desk = await openNewPc(deskData, environment)
    await desk.page.getByRole('button', { name: 'Join a front desk' }).click()
    await askToJoin(desk.page, await makePairingText(first.page))
    let page = await desk.findSuccessor()
    await page.waitForSelector(LIVE)
    const hubOf = () =>
      JSON.parse(readFileSync(join(deskData, 'kiosk.json'), 'utf8')) as { hub: { pin: string } }
    const before = hubOf().hub.pin

    await openThisPc(page, 'This PC is a desk of a front desk hosted on another PC.')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Keep as it is' }).click()
    await page.waitForSelector(LIVE)
    await openThisPc(page, 'This PC is a desk of a front desk hosted on another PC.')
    await page.getByRole('button', { name: 'Join a front desk' }).click()
    await askToJoin(page, await makePairingText(second.page))
    page = await desk.findSuccessor(2)
    await page.waitForSelector(LIVE)
    expect(hubOf().hub.pin).not.toBe(before)
    await typeAsScanner(page, 'DEMO-00001')
    await page.waitForSelector(GRANTED)

    await openThisPc(second.page, 'This PC hosts the front desk: members and visits are stored here.')
    expect(await second.page.getByRole('button', { name: 'Host the front desk here' }).count()).toBe(0)
    await second.page.getByRole('button', { name: 'Keep as it is' }).click()
    await second.page.waitForSelector(LIVE)
  })

  test('stays signed in over the end of its app, and what it is signed in with lies nowhere where a page’s storage does', async () => {
    const [hostData, deskData] = [temporaryFolder(), temporaryFolder()]
    const host = await openNewPc(hostData)
    await setUpGym(host.page)
    const certificates = { STANDIN_CERTIFICATES: join(hostData, 'hub/lan/certificate.pem') }
    const desk = await openNewPc(deskData, certificates)
    await desk.page.getByRole('button', { name: 'Join a front desk' }).click()
    await askToJoin(desk.page, await makePairingText(host.page))
    const page = await desk.findSuccessor()
    await page.waitForSelector(LIVE)
    expect(await page.evaluate(() => JSON.stringify(window.localStorage))).not.toContain('refresh')
    await page.close()
    const again = await openNewPc(deskData, certificates)
    await again.page.waitForSelector(LIVE)
  })
})
