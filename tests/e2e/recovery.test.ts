import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeSignInLink } from '../../electron/hub-control.ts'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { ROOT } from '../../scripts/project.ts'
import { startHubProcess } from '../support/hub.ts'
import { typeAsScanner } from '../support/scanner.ts'
import { DESK_ORIGIN, openShell, readHubFile, RUNTIME, until } from '../support/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'
const GRANTED = '[data-testid=scan-result][data-verdict=granted]'

/** How long a desk may be away after each kind of end: the page, the hub, and the whole app with its supervisor's pause. */
const PROMISED_MS = { page: 3_000, hub: 10_000, main: 10_000 }

/** What the supervisors of resources/supervisor wait before they start the app again. */
const SUPERVISOR_PAUSE_MS = 2_000

const supervisor = (file: string): string => readFileSync(join(ROOT, 'resources/supervisor', file), 'utf8')

beforeAll(() => ensureDesk())

function openDesk(data: string) {
  const given = ['--data', data, '--port', '0', '--origin', DESK_ORIGIN, '--demo', '30']
  return openShell(given)
}

/** What a busy machine may take, to what is promised. */
const ROOM = 5

/** The times are told; what is promised is asserted in whole seconds, with the room that a busy machine needs. */
function tell(what: keyof typeof PROMISED_MS, sinceMs: number): void {
  const awayMs = performance.now() - sinceMs
  console.log(
    `recovery: ${what} back after ${(awayMs / 1_000).toFixed(1)} s, promised ${PROMISED_MS[what] / 1_000} s`,
  )
  expect(awayMs).toBeLessThan(ROOM * PROMISED_MS[what])
}

const occupancy = (of: Page) => of.textContent('[data-testid=occupancy]')

async function scan(page: Page, code: string): Promise<void> {
  await typeAsScanner(page, code)
  await page.waitForSelector(GRANTED)
  await page.keyboard.press('Escape')
}

describe(`a desk whose parts are killed, on ${RUNTIME}`, () => {
  test('has its hub back, and its page', async () => {
    const data = temporaryFolder()
    const { page, findPage } = await openDesk(data)
    await page.waitForSelector(LIVE)
    await scan(page, 'DEMO-00001')
    const { pid } = readHubFile(data)!

    let since = performance.now()
    process.kill(pid, 'SIGKILL')
    await until(() => (readHubFile(data)?.pid === pid ? undefined : readHubFile(data)?.pid))
    await page.waitForSelector(LIVE)
    tell('hub', since)
    await scan(page, 'DEMO-00002')

    since = performance.now()
    page.goto('chrome://crash').catch(() => undefined)
    await page.waitForEvent('crash').catch(() => undefined)
    const again = await findPage(LIVE)
    tell('page', since)
    await scan(again, 'DEMO-00003')
  })

  test('is back as it was after the app itself was killed, when its supervisor starts it again', async () => {
    const data = temporaryFolder()
    const first = await openDesk(data)
    await first.page.waitForSelector(LIVE)
    const before = await occupancy(first.page)
    await scan(first.page, 'DEMO-00001')
    // The numbers come a moment after the answer.
    await expect.poll(() => occupancy(first.page)).not.toBe(before)
    const inside = await occupancy(first.page)

    const since = performance.now() - SUPERVISOR_PAUSE_MS
    first.process.kill('SIGKILL')
    await first.exited
    const again = await openDesk(data)
    await again.page.waitForSelector(LIVE)
    tell('main', since)
    await expect.poll(() => occupancy(again.page)).toBe(inside)
    await scan(again.page, 'DEMO-00002')
  })
})

test(`a page that is loaded anew while the hub is away still has the roll-call, on ${RUNTIME}`, async () => {
  const hub = await startHubProcess(['--port', '0', '--demo', '300', '--origin', DESK_ORIGIN])
  const { address } = await makeSignInLink(hub.folder)
  const { page } = await openShell(['--join', address, `--user-data-dir=${temporaryFolder()}`])
  await page.waitForSelector(LIVE)
  const inside = Number(await occupancy(page))
  expect(inside).toBeGreaterThan(0)
  await hub.stop('SIGKILL')
  await page.reload()
  await page.getByText('This desk is offline.').waitFor()
  await page.keyboard.press('F12')
  await expect.poll(() => page.getByTestId('roll-call-row').count()).toBe(inside)
  expect(await page.getByTestId('roll-call-live').textContent()).toMatch(/offline: as of \d\d:\d\d/)
})

test('the supervisors bring the app back after as long as that, unless a person ended it or a setting is wrong', () => {
  const unit = supervisor('frontdesk.service')
  expect(unit).toContain(`RestartSec=${SUPERVISOR_PAUSE_MS / 1_000}\n`)
  expect(unit).toContain('Restart=on-failure\n')
  expect(unit).toContain('RestartPreventExitStatus=2\n')
  expect(unit).toContain('StartLimitIntervalSec=0\n')
  const agent = supervisor('gym.av.frontdesk.plist')
  expect(agent).toMatch(/<key>ThrottleInterval<\/key>\s*<integer>2<\/integer>/)
  expect(agent).toMatch(/<key>SuccessfulExit<\/key>\s*<false\/>/)
  const task = supervisor('frontdesk-task.xml')
  expect(task).toContain('Start-Sleep -Seconds 2')
  expect(task).toContain('$desk.ExitCode -in 0, 2')
  // Each tells the app that it is there, so that a new start is left to it.
  expect(unit).toContain('Environment=FRONTDESK_SUPERVISED=1\n')
  expect(agent).toMatch(/<key>FRONTDESK_SUPERVISED<\/key>\s*<string>1<\/string>/)
  expect(task).toContain('$env:FRONTDESK_SUPERVISED = 1;')
})
