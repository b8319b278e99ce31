import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { forWholeFile } from '../support/for-whole-file.ts'
import { openKiosk } from '../support/shell/kiosk.ts'
import { DESK_ORIGIN, IS_REAL, RUNTIME, spawnShell, tryAddress, type Host } from '../support/shell/shell.ts'
import { PASSWORD } from '../support/hub/staff.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'
import { ADDRESSES_OUT, WAYS_OUT } from '../support/shell/ways-out.ts'

const LIVE = '[data-testid=connection][data-state=live]'

beforeAll(() => ensureDesk())

/** The stand-in asks the app only about what goes over the network: the others would be no evidence there. */
const TRIED_ADDRESSES = ADDRESSES_OUT.filter(([, address]) => IS_REAL || /^https?:/.test(address))

function trySaving(): void {
  const link = document.createElement('a')
  Object.assign(link, { href: URL.createObjectURL(new Blob(['x'])), download: 'x.txt' })
  link.click()
}

async function askToLeave(page: Page, username: string): Promise<void> {
  await page.getByLabel('Manager’s username').fill(username)
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Approve' }).click()
}

/** All that a page can see of having got out. */
async function expectStillLocked({ page }: Pick<Host, 'page'>): Promise<void> {
  expect(page.url()).toBe(`${DESK_ORIGIN}/index.html`)
  expect(page.context().pages()).toHaveLength(1)
  expect(await page.evaluate(() => window.kiosk?.kioskState())).toBe('locked')
}

describe(`a locked desk, on ${RUNTIME}`, () => {
  // Locked again after each of these, but for the last one.
  const kiosk = forWholeFile(openKiosk)

  test('is left by a manager and nobody else, and is locked again', async () => {
    const { page } = kiosk()
    await page.keyboard.press('F10')
    await page.getByRole('button', { name: 'Leave kiosk mode' }).click()
    await askToLeave(page, 'anna')
    await page.getByText('Only a manager can approve this.').waitFor()
    await expectStillLocked(kiosk())
    await askToLeave(page, 'mona')
    await page.getByText('Kiosk mode is off.').waitFor()
    await page.getByRole('button', { name: 'Back to kiosk mode' }).click()
    await page.getByText('This screen is locked to the front desk.').waitFor()
    await expectStillLocked(kiosk())
    await page.keyboard.press('Escape')
  })

  test('stays what it is', async () => {
    const { page } = kiosk()
    await page.keyboard.press('F10')
    await page.getByText('To change this, a manager has to leave kiosk mode first.').waitFor()
    expect(await page.evaluate(() => window.kiosk?.hostHere().catch(String))).toContain('Refused.')
    const joining = page.evaluate(() => window.kiosk?.joinHub({ text: '', address: '' }).catch(String))
    expect(await joining).toContain('Refused.')
    await page.keyboard.press('Escape')
  })

  test('has no file for whoever helps', async () => {
    const { page } = kiosk()
    await page.keyboard.press('F10')
    await page.getByText('A manager has to leave kiosk mode before it can be saved here.').waitFor()
    expect(await page.getByRole('button', { name: 'Save diagnostics' }).count()).toBe(0)
    await page.keyboard.press('Escape')
  })

  test('is not left by a script', async () => {
    const made = { deskToken: 'made up', approval: 'made up' }
    expect(await kiosk().page.evaluate((proof) => window.kiosk?.leaveKiosk(proof), made)).toBe(false)
    await expectStillLocked(kiosk())
  })

  test('is not left by an address', async () => {
    const { page } = kiosk()
    for (const [, address] of TRIED_ADDRESSES) {
      await page.evaluate((to) => window.open(to), address)
      await tryAddress(page, address)
    }
    await page.waitForSelector(LIVE)
    await expectStillLocked(kiosk())
  })

  test('saves no file that its page makes', async () => {
    const { page, said } = kiosk()
    await page.evaluate(trySaving)
    if (!IS_REAL) await expect.poll(said).toContain('x.txt')
    expect(said()).not.toContain('stand-in: saves')
    await expectStillLocked(kiosk())
  })

  test('prints without the system’s dialog, which sees the whole disk', async () => {
    const { page, said } = kiosk()
    await page.evaluate(() => window.print())
    if (!IS_REAL) await expect.poll(said).toContain('stand-in: prints without asking')
    await expectStillLocked(kiosk())
  })

  test.skipIf(IS_REAL)(
    'an installed desk that is started with a debugger says so and exits with 2',
    async () => {
      const packaged = { STANDIN_PACKAGED: '1' }
      const { exited, said } = spawnShell(['--kiosk', '--data', temporaryFolder()], packaged)
      expect(await exited).toBe(2)
      expect(said()).toContain('An installed desk cannot be started with --remote-debugging-port.')
    },
  )

  test.skipIf(!IS_REAL)(
    'only on Electron, which hears the keys first: no chord gets to the page or out of it',
    async () => {
      const shell = kiosk()
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

  // The last one: the others share this shell. How it ends with the system: tests/long/kiosk.test.ts.
  test('closes its window only while a manager has left it', async () => {
    const { page, exited } = kiosk()
    await page.evaluate(() => window.close())
    await page.keyboard.press('F10')
    await page.getByRole('button', { name: 'Leave kiosk mode' }).click()
    await expectStillLocked(kiosk())
    await askToLeave(page, 'mona')
    await page.getByText('Kiosk mode is off.').waitFor()
    await page.evaluate(() => window.close()).catch(() => undefined)
    expect(await exited).toBe(0)
  })
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
