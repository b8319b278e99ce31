import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { beforeAll, describe, expect, test } from 'vitest'
import { CHANNELS } from '../../electron/bridge.ts'
import { makeSignInLink } from '../../electron/hub-control.ts'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { forWholeFile } from '../support/for-whole-file.ts'
import { typeAsScanner } from '../support/browser/scanner.ts'
import {
  DESK_ORIGIN,
  IS_REAL,
  isAlive,
  memberPage,
  occupancyOf,
  openHost,
  openShell,
  readHubFile,
  RUNTIME,
  spawnShell,
  tryAddress,
} from '../support/shell/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'
const GRANTED = '[data-testid=scan-result][data-verdict=granted]'

beforeAll(() => ensureDesk())

describe(`a shell that hosts, on ${RUNTIME}`, () => {
  // None of these but the last one changes what another one looks at.
  const host = forWholeFile(async () => {
    const opened = await openHost('--demo', '30')
    await opened.page.waitForSelector(LIVE)
    return opened
  })

  test('gets live by itself and answers a scan', async () => {
    const { page } = host()
    await typeAsScanner(page, 'DEMO-00001')
    await page.waitForSelector(GRANTED)
  })

  test('is joined by a second one, which sees its check-ins', async () => {
    const first = host()
    const { address } = await makeSignInLink(first.dataFolder)
    const second = await openShell(['--join', address, `--user-data-dir=${temporaryFolder()}`])
    await second.page.waitForSelector(LIVE)
    const before = await occupancyOf(second.page)
    await expect.poll(() => occupancyOf(first.page)).toBe(before)
    await first.page.keyboard.press('Escape')
    await typeAsScanner(first.page, 'DEMO-00002')
    await first.page.waitForSelector(GRANTED)
    await expect.poll(() => occupancyOf(second.page)).not.toBe(before)
    const after = await occupancyOf(second.page)
    await expect.poll(() => occupancyOf(first.page)).toBe(after)
  })

  test('is brought to the front by a second one on the same data, which says so and exits with 2', async () => {
    const second = spawnShell(['--data', host().dataFolder])
    expect(await second.exited, second.said()).toBe(2)
    expect(second.said()).toContain('is running already; its window was brought to the front.')
  })

  test('has its data to itself: another one is told in the words of the hub, once, with exit 2', async () => {
    const ownProfile = `--user-data-dir=${temporaryFolder()}`
    const second = spawnShell(['--data', host().dataFolder, '--port', '0', ownProfile])
    expect(await second.exited, second.said()).toBe(2)
    expect(second.said().match(/Another hub has the data folder/g)).toHaveLength(1)
  })

  test('opens no second window', async () => {
    const { page } = host()
    expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
  })

  test('keeps its page at home', async () => {
    const { page } = host()
    await tryAddress(page, 'https://example.com/')
    await page.waitForSelector(LIVE)
    expect(page.url().startsWith(DESK_ORIGIN)).toBe(true)
  })

  test('runs no script from elsewhere', async () => {
    const { page } = host()
    const hasRun = await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.fromElsewhere = true'
      document.body.append(script)
      return 'fromElsewhere' in window
    })
    expect(hasRun).toBe(false)
  })

  test('lets its page reach hubs, and refuses it what it does not need', async () => {
    const states = await host().page.evaluate(
      async (names) => {
        const asked = names.map((name) => navigator.permissions.query({ name: name as PermissionName }))
        return (await Promise.all(asked)).map(({ state }) => state)
      },
      ['local-network-access', 'notifications', 'geolocation', 'midi'],
    )
    expect(states).toEqual(['granted', 'denied', 'denied', 'denied'])
  })

  test('does one command of the hub with --hub, without a window', async () => {
    const { dataFolder } = host()
    const link = spawnShell(['--hub', 'link', '--role', 'viewer', '--data', dataFolder])
    expect(await text(link.process.stdout!)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#signin=\S+\n$/)
    expect(await link.exited).toBe(0)
    expect(await spawnShell(['--hub', 'link', '--role', 'nobody', '--data', dataFolder]).exited).toBe(2)
  })

  test.skipIf(IS_REAL)('keeps the members’ screen for a second display, where there is one', async () => {
    const { page } = host()
    await page.keyboard.press('F10')
    await page.getByRole('button', { name: 'Open member screen' }).click()
    await page.getByText('This PC has only one screen').waitFor()
    expect(memberPage(page)).toBeUndefined()
    await page.keyboard.press('Escape')
  })

  test.skipIf(!IS_REAL)(
    'only on Electron, the stand-in has no such walls: the page has nothing of Node',
    async () => {
      const { page } = host()
      expect(
        await page.evaluate(() => ['process', 'require', 'Buffer'].filter((name) => name in window)),
      ).toEqual([])
      expect(await page.evaluate(() => Object.keys(window.kiosk ?? {}))).toEqual(Object.keys(CHANNELS))
    },
  )

  test.skipIf(!IS_REAL)('only on Electron, which asks the shell: camera and screen are refused', async () => {
    const answers = await host().page.evaluate(() => {
      const name = (asked: Promise<unknown>) => asked.then(String, (error: unknown) => (error as Error).name)
      const { mediaDevices } = navigator
      return Promise.all([
        name(mediaDevices.getUserMedia({ video: true })),
        name(mediaDevices.getDisplayMedia()),
      ])
    })
    expect(answers).not.toContain('[object MediaStream]')
  })

  // The last one: the others share this shell.
  test('ends its hub in order when its window is closed', async () => {
    const { page, dataFolder, exited } = host()
    const { pid } = readHubFile(dataFolder)!
    await page.evaluate(() => window.close()).catch(() => undefined)
    expect(await exited).toBe(0)
    expect(isAlive(pid)).toBe(false)
    expect(readHubFile(dataFolder)).toBeUndefined()
    expect(readFileSync(join(dataFolder, 'desk/logs/frontdesk.log'), 'utf8')).not.toContain('"level":"error"')
  })
})

describe(`the end of a shell, on ${RUNTIME}`, () => {
  // Which settings are wrong, and in which words: electron/settings/command-line.test.ts.
  test('a setting that is wrong is told in one sentence, with exit 2', async () => {
    const { exited, said } = spawnShell(['--join', 'not an address'])
    expect(await exited).toBe(2)
    expect(said()).toContain('"not an address" is not the address of a hub')
    expect(said()).not.toContain(' at ')
  })
})
