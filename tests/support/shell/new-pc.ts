import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { barriers } from '../browser/axe.ts'
import { DESK_ORIGIN, openShell } from './shell.ts'
import { PASSWORD } from '../hub/staff.ts'

const LIVE = '[data-testid=connection][data-state=live]'

/** Hubs that shells of this test start take free ports, and let the page of the stand-in in. */
export const ANY_PORT = { FRONTDESK_PORT: '0', FRONTDESK_LAN_PORT: '0', FRONTDESK_ORIGIN: DESK_ORIGIN }

/** A shell that nobody has told what it is. */
export function openNewPc(userData: string, environment: NodeJS.ProcessEnv = {}) {
  return openShell([`--user-data-dir=${userData}`], { ...ANY_PORT, ...environment })
}

export async function setUpGym(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Host the front desk here' }).click()
  await page.getByLabel('Gym name').fill('Lakeside')
  await page.getByLabel('Name', { exact: true }).fill('Anna Berg')
  await page.getByLabel('Username').fill('anna')
  await page.getByLabel('Password').fill('short')
  await page.getByRole('button', { name: 'Set up gym' }).click()
  await page.getByText('A password has 12 to 128 characters').waitFor()
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByText('Start with 300 demo members').click()
  expect(await barriers(page)).toEqual([])
  await page.getByRole('button', { name: 'Set up gym' }).click()
  await page.waitForSelector(LIVE)
}

/** What a manager reads to whoever stands at the other PC. */
export async function makePairingText(page: Page): Promise<{ text: string; address: string }> {
  await page.getByRole('button', { name: /Anna Berg/ }).click()
  await page.getByRole('menuitem', { name: 'Staff and desks' }).click()
  await page.getByRole('radio', { name: 'Desks' }).click()
  await page.getByRole('button', { name: 'Add desk' }).click()
  await page.getByRole('button', { name: 'Create code' }).click()
  await page.getByAltText('Pairing code as a QR code').waitFor()
  expect(await barriers(page)).toEqual([])
  const text = (await page.locator('output').textContent()) ?? ''
  const [address = ''] = /[\d.]+:\d+/.exec(await page.getByText('The hub is at').innerText()) ?? []
  await page.getByRole('button', { name: 'Done' }).click()
  await page.keyboard.press('Escape')
  return { text, address }
}

export async function askToJoin(
  page: Page,
  { text, address }: { text: string; address: string },
): Promise<void> {
  await page.getByLabel('Pairing code').fill(text)
  await page.getByLabel('Hub address').fill(address)
  await page.getByRole('button', { name: 'Join a front desk' }).click()
}
