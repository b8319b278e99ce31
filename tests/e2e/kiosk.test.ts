import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { PASSWORD } from '../support/staff.ts'
import {
  DESK_ORIGIN,
  IS_REAL,
  openHost,
  readHubFile,
  RUNTIME,
  spawnShell,
  type Shell,
} from '../support/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { ADDRESSES_OUT, WAYS_OUT } from '../support/ways-out.ts'

const LIVE = '[data-testid=connection][data-state=live]'

beforeAll(() => ensureDesk())

/** The stand-in asks the app only about what goes over the network: the others would be no evidence there. */
const TRIED_ADDRESSES = ADDRESSES_OUT.filter(([, address]) => IS_REAL || /^https?:/.test(address))

function tryAddress(address: string): void {
  try {
    window.open(address)
    location.href = address
  } catch {
    // The browser's own refusal is one too.
  }
}

function trySaving(): void {
  const link = document.createElement('a')
  Object.assign(link, { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' })
  link.click()
}

/** A locked desk at which a receptionist may work, in a gym with a manager. */
async function openKiosk(): Promise<Shell & { dataFolder: string }> {
  const shell = await openHost('--demo', '10', '--kiosk')
  await shell.page.waitForSelector(LIVE)
  const { http, controlKey } = JSON.parse(readFileSync(join(shell.dataFolder, 'hub.json'), 'utf8')) as {
    http: string
    controlKey: string
  }
  for (const [username, role] of [
    ['mona', 'manager'],
    ['anna', 'receptionist'],
  ]) {
    await fetch(new URL('api/v1/staff', http), {
      method: 'POST',
      headers: { authorization: `Bearer ${controlKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ username, full_name: username, role, password: PASSWORD }),
    })
  }
  return shell
}

async function askToLeave(page: Page, username: string): Promise<void> {
  await page.getByLabel('User name of the manager').fill(username)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Allow' }).click()
}

/** All that a page can see of having got out. */
async function expectStillLocked({ page }: Shell): Promise<void> {
  expect(page.url()).toBe(`${DESK_ORIGIN}/index.html`)
  expect(page.context().pages()).toHaveLength(1)
  expect(await page.evaluate(() => window.kiosk?.kioskState())).toBe('locked')
}

describe(`a locked desk, on ${RUNTIME}`, () => {
  test('is left by a manager and nobody else, is locked again, and its window is closed only in between', async () => {
    const shell = await openKiosk()
    const { page, exited } = shell
    await page.evaluate(() => window.close())
    await page.keyboard.press('F10')
    await page.getByRole('button', { name: 'Leave kiosk mode' }).click()
    await askToLeave(page, 'anna')
    await page.getByText('Only a manager can allow this.').waitFor()
    await expectStillLocked(shell)
    await askToLeave(page, 'mona')
    await page.getByText('A manager has left kiosk mode.').waitFor()
    await page.getByRole('button', { name: 'Back to kiosk mode' }).click()
    await page.getByText('This screen is locked to the front desk.').waitFor()
    await page.evaluate(() => window.close())
    await expectStillLocked(shell)
    await page.getByRole('button', { name: 'Leave kiosk mode' }).click()
    await askToLeave(page, 'mona')
    await page.getByText('A manager has left kiosk mode.').waitFor()
    await page.evaluate(() => window.close()).catch(() => undefined)
    expect(await exited).toBe(0)
  })

  test('is not left by a script, an address, a window or a file, but ends when the system says so', async () => {
    const shell = await openKiosk()
    const { page, exited, dataFolder } = shell
    const made = { deskToken: 'made up', approval: 'made up' }
    expect(await page.evaluate((proof) => window.kiosk?.leaveKiosk(proof), made)).toBe(false)
    for (const [, address] of TRIED_ADDRESSES) await page.evaluate(tryAddress, address)
    await page.evaluate(trySaving)
    await page.evaluate(() => window.print())
    await page.waitForSelector(LIVE)
    await expectStillLocked(shell)
    expect(shell.said()).not.toContain('stand-in: saves')
    shell.process.kill('SIGTERM')
    expect(await exited).toBe(0)
    expect(readHubFile(dataFolder)).toBeUndefined()
  })

  test.skipIf(IS_REAL)(
    'an installed desk that is started with a debugger says so and exits with 2',
    async () => {
      process.env['STANDIN_PACKAGED'] = '1'
      const { exited, said } = spawnShell(['--kiosk', '--data', temporaryFolder()])
      delete process.env['STANDIN_PACKAGED']
      expect(await exited).toBe(2)
      expect(said()).toContain('An installed desk cannot be started with --remote-debugging-port.')
    },
  )

  test.skipIf(!IS_REAL)(
    'only on Electron, which hears the keys first: no chord gets to the page or out of it',
    async () => {
      const shell = await openKiosk()
      await shell.page.evaluate(() => {
        Object.assign(window, { heard: [] })
        addEventListener(
          'keydown',
          ({ key }) => (window as unknown as { heard: string[] }).heard.push(key),
          true,
        )
      })
      for (const [, attempt] of WAYS_OUT) {
        if (attempt.by === 'key' && attempt.on === process.platform)
          await pressKey(shell.page, attempt.pressed)
      }
      const heard = await shell.page.evaluate(() => (window as unknown as { heard: string[] }).heard)
      expect(heard).toEqual([])
      await expectStillLocked(shell)
    },
  )
})

/** Sends a key as the system would: with the code that accelerators are looked up by. */
async function pressKey(
  page: Page,
  pressed: Extract<(typeof WAYS_OUT)[number][1], { by: 'key' }>['pressed'],
) {
  const { key, alt, control, meta, shift } = pressed
  const modifiers = (alt ? 1 : 0) | (control ? 2 : 0) | (meta ? 4 : 0) | (shift ? 8 : 0)
  const functionKey = /^F(\d+)$/.exec(key)?.[1]
  const windowsVirtualKeyCode = functionKey ? 0x6f + Number(functionKey) : key.toUpperCase().charCodeAt(0)
  const session = await page.context().newCDPSession(page)
  for (const type of ['rawKeyDown', 'keyUp'] as const) {
    await session.send('Input.dispatchKeyEvent', { type, key, modifiers, windowsVirtualKeyCode })
  }
  await session.detach()
}
