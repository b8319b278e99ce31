import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { readKioskFile } from '../../electron/settings/kiosk-file.ts'
import { barriers } from '../support/browser/axe.ts'
import { runCommand } from '../support/hub/command-line.ts'
import { PASSWORD } from '../support/hub/staff.ts'
import { scan } from '../support/shell/recovery.ts'
import { occupancyOf, RUNTIME } from '../support/shell/shell.ts'
import {
  askToPromote,
  confirmPromotion,
  keepStandby,
  LIVE,
  openDesks,
  openHostPc,
  openPairedPc,
  startHostPc,
} from '../support/shell/standby.ts'

beforeAll(() => ensureDesk())

const standbyOf = (userData: string): string => join(userData, 'standby')

/** Where the hub of a PC is on the network, as the app of another one asks for it. */
async function addressOf(page: Page): Promise<string> {
  await openDesks(page)
  const [address = ''] =
    /127\.0\.0\.1:\d+/.exec(await page.getByText('They reach the hub at').innerText()) ?? []
  await page.keyboard.press('Escape')
  return address
}

test(`wrong passwords are bounded, the copy is good for an app that starts without a hub, and the desk sends again, on ${RUNTIME}`, async () => {
  const host = await startHostPc()
  const pc = await openPairedPc(host)
  await keepStandby(pc.page, async () => expect(await barriers(pc.page)).toEqual([]))
  const before = await occupancyOf(pc.page)
  // After the copy: they come back from this desk.
  await scan(pc.page, 'DEMO-00001')
  await scan(pc.page, 'DEMO-00002')
  const inside = await occupancyOf(pc.page)
  expect(inside).not.toBe(before)

  await host.hub.close()
  await askToPromote(pc.page)
  for (let wrong = 1; wrong <= 5; wrong += 1) {
    await confirmPromotion(pc.page, `wrong password ${wrong}`)
    await pc.page.getByText('The username or password is wrong').waitFor()
  }
  await confirmPromotion(pc.page)
  await pc.page.getByText('Too many attempts').waitFor()
  expect(readKioskFile(pc.userData)).toMatchObject({ role: 'desk', standby: 'standby' })
  await pc.page.close()
  await pc.exited

  // The app starts without a hub, and the copy is still good.
  const again = await pc.again()
  await askToPromote(again.page)
  await confirmPromotion(again.page)
  const page = await again.findSuccessor()
  await page.waitForSelector(LIVE)
  await expect.poll(() => occupancyOf(page)).toBe(inside)
  for (const { said } of [pc, again]) expect(said()).not.toContain(PASSWORD)
})

test('the app on the PC of the hub before says that it was replaced, joins the new hub as a desk, and sends again', async () => {
  const host = await openHostPc()
  const pc = await openPairedPc(host)
  await keepStandby(pc.page)
  await scan(host.page, 'DEMO-00001')
  const inside = await occupancyOf(host.page)
  host.process.kill('SIGKILL')
  await host.exited

  await askToPromote(pc.page)
  await confirmPromotion(pc.page)
  const promoted = await pc.findSuccessor()
  await promoted.waitForSelector(LIVE)
  expect(await occupancyOf(promoted)).not.toBe(inside)
  const address = await addressOf(promoted)

  // It serves until the promoted hub has found it where it was before.
  const old = await host.again()
  await old.page.getByRole('heading', { name: 'Another PC is the hub now' }).waitFor()
  expect(await barriers(old.page)).toEqual([])
  await old.page.getByLabel('Hub address').fill('127.0.0.1:1')
  await old.page.getByRole('button', { name: 'Join the new hub as a desk' }).click()
  await old.page.getByText('There’s no answer from that address').waitFor()
  await old.page.getByLabel('Hub address').fill(address)
  await old.page.getByRole('button', { name: 'Join the new hub as a desk' }).click()
  const joined = await old.findSuccessor()
  await joined.waitForSelector(LIVE)
  await expect.poll(() => occupancyOf(promoted)).toBe(inside)
})

test('a copy is kept over the end of the app, and deleted when the switch is off; the hub knows of no standby then', async () => {
  const host = await startHostPc()
  const first = await openPairedPc(host)
  await keepStandby(first.page)
  await first.page.close()
  await first.exited
  const { page, userData } = await first.again()
  await page.waitForSelector(LIVE)
  await openDesks(page)
  await page.getByText(/^Copy as of /).waitFor()
  await page.getByText(/^Standby /).waitFor()
  await page.getByText('Keep a standby on this PC').click()
  await page.getByRole('heading', { name: 'Stop keeping a standby on this PC?' }).waitFor()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Delete the copy' }).click()
  await expect.poll(() => readKioskFile(userData)).not.toHaveProperty('standby')
  expect(existsSync(standbyOf(userData))).toBe(false)
  await expect.poll(() => page.getByText(/^Standby /).count()).toBe(0)
})

test('while the hub answers nothing is promoted; a page that asks to delete the copy is refused while the hub gives it', async () => {
  const host = await startHostPc()
  const { page, userData } = await openPairedPc(host)
  await keepStandby(page)
  const asked = { username: 'mona', password: PASSWORD }
  expect(await page.evaluate((given) => window.kiosk?.promoteStandby(given), asked)).toBe('hub_there')
  expect(await page.evaluate(() => window.kiosk?.dropStandby())).toBe(false)
  expect(existsSync(standbyOf(userData))).toBe(true)
})

test('an app that ended right after the promotion goes on as the host', async () => {
  const host = await startHostPc()
  const pc = await openPairedPc(host)
  await keepStandby(pc.page)
  await pc.page.close()
  await pc.exited
  await host.hub.close()
  expect(await runCommand(['promote', '--yes', '--data', standbyOf(pc.userData)])).toMatchObject({ code: 0 })
  const { page } = await pc.again()
  await page.waitForSelector(LIVE)
  expect(readKioskFile(pc.userData)).toMatchObject({ role: 'host', data: 'standby' })
})
