import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { makeSignInLink } from '../../electron/hub-control.ts'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { ROOT } from '../../scripts/project.ts'
import { forWholeFile } from '../support/for-whole-file.ts'
import { startHub } from '../support/hub/hub.ts'
import { crashPage, killHub, LIVE, scan, SUPERVISOR_PAUSE_MS } from '../support/shell/recovery.ts'
import {
  DESK_ORIGIN,
  isAlive,
  occupancyOf,
  openHost,
  openHostOn,
  openShell,
  readHubFile,
  RUNTIME,
  until,
} from '../support/shell/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const supervisor = (file: string): string => readFileSync(join(ROOT, 'resources/supervisor', file), 'utf8')

beforeAll(() => ensureDesk())

// How many seconds each may take is measured in tests/long/recovery.test.ts.
describe(`a desk whose parts are killed, on ${RUNTIME}`, () => {
  const host = forWholeFile(async () => {
    const opened = await openHost('--demo', '30')
    await opened.page.waitForSelector(LIVE)
    return opened
  })

  test('has another hub back, where the first one was', async () => {
    const { page, dataFolder } = host()
    await scan(page, 'DEMO-00001')
    const before = readHubFile(dataFolder)!
    await killHub(page, dataFolder)
    expect(readHubFile(dataFolder)?.http).toBe(before.http)
    await scan(page, 'DEMO-00002')
  })

  test('has its page back', async () => {
    const again = await crashPage(host())
    const log = readFileSync(join(host().dataFolder, 'desk/logs/frontdesk.log'), 'utf8')
    expect(log).toContain('the page crashed')
    await scan(again, 'DEMO-00003')
  })

  // The last one: the shell of the others is gone afterwards.
  test('leaves no hub behind when the app itself is killed, and is as it was when its supervisor starts it again', async () => {
    const first = host()
    const { pid } = readHubFile(first.dataFolder)!
    const page = await first.findPage(LIVE)
    const before = await occupancyOf(page)
    await scan(page, 'DEMO-00004')
    // The numbers come a moment after the answer.
    await expect.poll(() => occupancyOf(page)).not.toBe(before)
    const inside = await occupancyOf(page)

    first.process.kill('SIGKILL')
    await first.exited
    await until(() => (isAlive(pid) ? undefined : true))
    const again = await openHostOn(first.dataFolder, ['--demo', '30'])
    await again.page.waitForSelector(LIVE)
    await expect.poll(() => occupancyOf(again.page)).toBe(inside)
    await scan(again.page, 'DEMO-00005')
  })
})

test(`a page that is loaded anew while the hub is away still has the roll-call, on ${RUNTIME}`, async () => {
  const hub = await startHub({ demo: '300', origin: [DESK_ORIGIN] })
  const { address } = await makeSignInLink(hub.folder)
  const { page } = await openShell(['--join', address, `--user-data-dir=${temporaryFolder()}`])
  await page.waitForSelector(LIVE)
  const inside = await occupancyOf(page)
  expect(inside).toBeGreaterThan(0)
  await page.getByTestId('present-row').first().waitFor()
  await hub.close()
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
