import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { verifyHub } from '../../../electron/lan/verify-hub.ts'
import { writeKioskFile } from '../../../electron/settings/kiosk-file.ts'
import { certificatePath } from '../../../server/network/tls-identity.ts'
import { readPairingText } from '../../../server/protocol/pairing.ts'
import { client, openHub, type TestHub } from '../hub/hub.ts'
import { ON_LOOPBACK, pairingTextOf, placeOf } from '../hub/standby.ts'
import { addStaff, PASSWORD } from '../hub/staff.ts'
import { freePort } from '../free-port.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { openNewPc } from './new-pc.ts'
import { DESK_ORIGIN, type Shell } from './shell.ts'

export const LIVE = '[data-testid=connection][data-state=live]'

/** A PC whose app hosts the hub, which runs without it, with the manager mona. */
export interface HostPc {
  hub: TestHub
  userData: string
}

export async function startHostPc(): Promise<HostPc> {
  const userData = temporaryFolder()
  const folder = join(userData, 'hub')
  mkdirSync(folder)
  writeKioskFile(userData, { role: 'host', id: 'http://127.0.0.1:8000/' })
  const hub = await openHub(folder, { ...ON_LOOPBACK, demo: '30', origin: [DESK_ORIGIN] })
  await addStaff(hub, { username: 'mona', role: 'manager' })
  return { hub, userData }
}

export interface PairedPc extends Shell {
  userData: string
  /** Starts the app on it again. */
  again: () => Promise<PairedPc>
}

interface OpenedHostPc extends Shell, Omit<HostPc, 'hub'> {
  hub: Pick<TestHub, 'fetch'>
  /** Starts the app on it again. */
  again: () => Promise<Shell>
}

/** The same with the app on it running, at one place on the network: its page is a desk, and its end is the hub's. */
export async function openHostPc(): Promise<OpenedHostPc> {
  const { hub, userData } = await startHostPc()
  await hub.close()
  writeFileSync(join(hub.folder, 'settings.json'), JSON.stringify({ lan: { on: true } }))
  const place = { FRONTDESK_LAN_PORT: String(await freePort()) }
  const again = (): Promise<Shell> => openOn(userData, userData, place)
  const shell = await again()
  await shell.page.waitForSelector(LIVE)
  return { ...shell, userData, hub: client(hub.folder), again }
}

/** A PC that was paired with the hub by a manager, who is signed in there. */
export async function openPairedPc({
  hub,
  userData: hostData,
}: Omit<HostPc, 'hub'> & { hub: Pick<TestHub, 'fetch'> }): Promise<PairedPc> {
  const userData = temporaryFolder()
  const place = await placeOf(hub)
  const pairing = readPairingText(await pairingTextOf(hub))
  const pin = await verifyHub(place)
  if (!pairing || !pin) throw new Error('The hub is not on the network.')
  writeKioskFile(userData, { role: 'desk', hub: { ...place, pin }, code: pairing.code })
  const open = async (): Promise<PairedPc> => {
    const shell = await openOn(userData, hostData)
    return { ...shell, userData, again: open }
  }
  const pc = await open()
  await pc.page.waitForSelector(LIVE)
  return pc
}

/** The app on a PC that knows the key of the hub of this data folder, and reaches this machine alone. */
function openOn(userData: string, hostData: string, environment: NodeJS.ProcessEnv = {}): Promise<Shell> {
  const certificate = certificatePath(join(hostData, 'hub'))
  const here = { STANDIN_CERTIFICATES: certificate, FRONTDESK_LAN_ADDRESS: '127.0.0.1' }
  return openNewPc(userData, { ...here, ...environment })
}

/** Turns the switch of the copy on, and leaves it when there is one. */
export async function keepStandby(
  page: Page,
  look: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  await openDesks(page)
  await page.getByText('Keep a standby on this PC').click()
  await page.getByText(/^Copy as of /).waitFor()
  await look()
  await page.keyboard.press('Escape')
}

/** To where managers find the switch. */
export async function openDesks(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Maria/ }).click()
  await page.getByRole('menuitem', { name: 'Staff and desks' }).click()
  await page.getByRole('radio', { name: 'Desks' }).click()
}

/** Opens the dialog by which this PC becomes the hub, with the keyboard. */
export async function askToPromote(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Make this PC the hub…' }).focus()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Make this PC the hub?' }).waitFor()
}

/** Mona says yes in it. */
export async function confirmPromotion(page: Page, password = PASSWORD): Promise<void> {
  await page.getByLabel('Manager’s username').fill('mona')
  await page.getByLabel('Password').fill(password)
  await page.keyboard.press('Enter')
}
