import { existsSync, readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { barriers } from '../support/axe.ts'
import { lanAddress } from '../support/browser.ts'
import { typeAsScanner } from '../support/scanner.ts'
import { DESK_ORIGIN, openShell, RUNTIME } from '../support/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'
const GRANTED = '[data-testid=scan-result][data-verdict=granted]'

const PASSWORD = 'four words make one'

beforeAll(() => ensureDesk())

/** Hubs that shells of this test start take free ports, and let the page of the stand-in in. */
const ANY_PORT = { FRONTDESK_PORT: '0', FRONTDESK_LAN_PORT: '0', FRONTDESK_ORIGIN: DESK_ORIGIN }

/** A shell that nobody has told what it is. */
function openNewPc(userData: string, environment: NodeJS.ProcessEnv = {}) {
  return openShell([`--user-data-dir=${userData}`], { ...ANY_PORT, ...environment })
}

async function setUpGym(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Host the front desk here' }).click()
  await page.getByLabel('Name of the gym').fill('Lakeside')
  await page.getByLabel('Name', { exact: true }).fill('Anna Berg')
  await page.getByLabel('User name').fill('anna')
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.getByText('A password has 12 to 128 characters').waitFor()
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByText('Begin with 300 demo members').click()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Begin' }).click()
  await page.waitForSelector(LIVE)
}

/** What a manager reads to whoever stands at the other PC. */
async function makePairingText(page: Page): Promise<{ text: string; address: string }> {
  await page.getByRole('button', { name: /Anna Berg/ }).click()
  await page.getByRole('menuitem', { name: 'Staff and desks' }).click()
  await page.getByRole('radio', { name: 'Desks' }).click()
  await page.getByRole('button', { name: 'Sign in another desk' }).click()
  await page.getByRole('button', { name: 'Make a code' }).click()
  await page.getByAltText('The text as a QR code').waitFor()
  expect(await barriers(page)).toEqual([])
  const text = (await page.locator('output').textContent()) ?? ''
  const [address = ''] = /[\d.]+:\d+/.exec(await page.getByText('The hub is at').innerText()) ?? []
  await page.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Escape')
  return { text, address }
}

/** To the page where this PC can become something else. */
async function openThisPc(page: Page, is: string): Promise<void> {
  await page.keyboard.press('F10')
  await page.getByText(is).waitFor()
  await page.getByRole('button', { name: 'Make it something else …' }).click()
  await page.getByRole('heading', { name: 'What is this PC?' }).waitFor()
}

async function askToJoin(page: Page, { text, address }: { text: string; address: string }): Promise<void> {
  await page.getByLabel('Text for this desk').fill(text)
  await page.getByLabel('Address of the hub').fill(address)
  await page.getByRole('button', { name: 'Join a front desk' }).click()
}

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
    await desk.page.getByText('A text for a desk has 26 letters and digits').waitFor()
    await askToJoin(desk.page, { ...pairing, address: '127.0.0.1:1' })
    await desk.page.getByText('Nobody answers there').waitFor()
    await askToJoin(desk.page, pairing)
    const page = await desk.findSuccessor()
    await page.waitForSelector(LIVE)

    const kept = JSON.parse(readFileSync(join(deskData, 'kiosk.json'), 'utf8')) as object
    expect(kept).toEqual({
      role: 'desk',
      hub: expect.objectContaining({ pin: expect.any(String) as string }) as object,
    })
    const occupancy = (of: Page) => of.textContent('[data-testid=occupancy]')
    const before = await occupancy(host.page)
    await typeAsScanner(page, 'DEMO-00001')
    await page.waitForSelector(GRANTED)
    await expect.poll(() => occupancy(host.page)).not.toBe(before)
    expect(existsSync(join(hostData, 'kiosk.json'))).toBe(true)

    // Who is signed in is the shell's to keep, over the end of the app, and lies nowhere where a page's storage does.
    expect(await page.evaluate(() => JSON.stringify(window.localStorage))).not.toContain('refresh')
    await page.close()
    const again = await openNewPc(deskData, certificates)
    await again.page.waitForSelector(LIVE)
    const inside = await occupancy(host.page)
    await expect.poll(() => occupancy(again.page)).toBe(inside)
  })

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

    await openThisPc(page, 'It is a desk of a front desk on another PC.')
    expect(await barriers(page)).toEqual([])
    await page.getByRole('button', { name: 'Leave it as it is' }).click()
    await page.waitForSelector(LIVE)
    await openThisPc(page, 'It is a desk of a front desk on another PC.')
    await page.getByRole('button', { name: 'Join a front desk' }).click()
    await askToJoin(page, await makePairingText(second.page))
    page = await desk.findSuccessor(2)
    await page.waitForSelector(LIVE)
    expect(hubOf().hub.pin).not.toBe(before)
    await typeAsScanner(page, 'DEMO-00001')
    await page.waitForSelector(GRANTED)

    await openThisPc(second.page, 'It hosts the front desk: members and visits are kept here.')
    expect(await second.page.getByRole('button', { name: 'Host the front desk here' }).count()).toBe(0)
    await second.page.getByRole('button', { name: 'Leave it as it is' }).click()
    await second.page.waitForSelector(LIVE)
  })

  test('a locked desk stays what it is', async () => {
    const hostData = temporaryFolder()
    const host = await openNewPc(hostData)
    await setUpGym(host.page)
    await host.page.close()
    await host.exited
    const locked = await openShell([`--user-data-dir=${hostData}`, '--kiosk'], ANY_PORT)
    await locked.page.waitForSelector(LIVE)
    await locked.page.keyboard.press('F10')
    await locked.page.getByText('To change this, a manager leaves kiosk mode first.').waitFor()
    const asked = (): Promise<string> =>
      locked.page.evaluate(() => window.kiosk?.hostHere().catch(String) ?? Promise.resolve(''))
    expect(await asked()).toContain('Refused.')
    expect(
      await locked.page.evaluate(() => window.kiosk?.joinHub({ text: '', address: '' }).catch(String)),
    ).toContain('Refused.')
  })
})
