import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { CHANNELS } from '../../electron/bridge.ts'
import { makeSignInLink } from '../../electron/hub-control.ts'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { typeAsScanner } from '../support/scanner.ts'
import {
  DESK_ORIGIN,
  IS_REAL,
  isAlive,
  openHost,
  openShell,
  readHubFile,
  RUNTIME,
  spawnShell,
  until,
} from '../support/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const CONNECTION = '[data-testid=connection]'
const LIVE = `${CONNECTION}[data-state=live]`
const GRANTED = '[data-testid=scan-result][data-verdict=granted]'

beforeAll(() => ensureDesk())

describe(`the shell, on ${RUNTIME}`, () => {
  test('a desk that hosts gets live by itself and answers a scan', async () => {
    const { page } = await openHost('--demo', '30')
    await page.waitForSelector(LIVE)
    await typeAsScanner(page, 'DEMO-00001')
    await page.waitForSelector(GRANTED)
  })

  test('a hub that is killed comes back, and the desk with it', async () => {
    const { page, dataFolder } = await openHost('--demo', '30')
    await page.waitForSelector(LIVE)
    const before = readHubFile(dataFolder)!
    process.kill(before.pid, 'SIGKILL')
    await page.waitForSelector(`${CONNECTION}:not([data-state=live])`)
    await page.waitForSelector(LIVE)
    const after = readHubFile(dataFolder)!
    expect(after.http).toBe(before.http)
    expect(after.pid).not.toBe(before.pid)
    await typeAsScanner(page, 'DEMO-00001')
    await page.waitForSelector(GRANTED)
  })

  test('closing the window ends the hub in order', async () => {
    const { page, dataFolder, exited } = await openHost()
    await page.waitForSelector(LIVE)
    const { pid } = readHubFile(dataFolder)!
    await page.evaluate(() => window.close()).catch(() => undefined)
    expect(await exited).toBe(0)
    expect(isAlive(pid)).toBe(false)
    expect(readHubFile(dataFolder)).toBeUndefined()
    expect(readFileSync(join(dataFolder, 'desk/logs/frontdesk.log'), 'utf8')).not.toContain('"level":"error"')
  })

  test('a shell that is killed leaves no hub behind', async () => {
    const { page, dataFolder, process: shell } = await openHost()
    await page.waitForSelector(LIVE)
    const { pid } = readHubFile(dataFolder)!
    shell.kill('SIGKILL')
    await until(() => (isAlive(pid) ? undefined : true))
  })

  test('a second shell joins the hub of the first and sees its check-in', async () => {
    const first = await openHost('--demo', '30')
    await first.page.waitForSelector(LIVE)
    const { address } = await makeSignInLink(first.dataFolder)
    const second = await openShell(['--join', address, `--user-data-dir=${temporaryFolder()}`])
    await second.page.waitForSelector(LIVE)
    const occupancy = (page: Page) => page.textContent('[data-testid=occupancy]')
    const before = await occupancy(second.page)
    await expect.poll(() => occupancy(first.page)).toBe(before)
    await typeAsScanner(first.page, 'DEMO-00001')
    await first.page.waitForSelector(GRANTED)
    await expect.poll(() => occupancy(second.page)).not.toBe(before)
    const after = await occupancy(second.page)
    await expect.poll(() => occupancy(first.page)).toBe(after)
  })

  test('a second shell on the same data says so and exits with 2', async () => {
    const { page, dataFolder } = await openHost()
    await page.waitForSelector(LIVE)
    const second = spawnShell(['--data', dataFolder])
    expect(await second.exited).toBe(2)
    expect(second.said()).toContain('is running already; its window was brought to the front.')
  })

  test('data that another hub has are refused in the words of the hub, once, with exit 2', async () => {
    const { page, dataFolder } = await openHost()
    await page.waitForSelector(LIVE)
    const second = spawnShell(['--data', dataFolder, '--port', '0', `--user-data-dir=${temporaryFolder()}`])
    expect(await second.exited).toBe(2)
    expect(second.said().match(/Another hub has the data folder/g)).toHaveLength(1)
  })

  test.each([
    ['no address', '--join needs a value.'],
    ['not an address', '"not an address" is not the address of a hub'],
  ])('--join with %s is one sentence and exit 2', async (given, sentence) => {
    const { exited, said } = spawnShell(given === 'no address' ? ['--join='] : ['--join', given])
    expect(await exited).toBe(2)
    expect(said()).toContain(sentence)
    expect(said()).not.toContain(' at ')
  })

  test('the page is kept at home: no other address, no second window, no script from elsewhere', async () => {
    const { page } = await openHost()
    await page.waitForSelector(LIVE)
    expect(await page.evaluate(() => window.open('https://example.com/'))).toBeNull()
    await page.evaluate(() => {
      const script = document.createElement('script')
      script.textContent = 'window.fromElsewhere = true'
      document.body.append(script)
      location.href = 'https://example.com/'
    })
    await page.waitForSelector(LIVE)
    expect(page.url().startsWith(DESK_ORIGIN)).toBe(true)
    expect(await page.evaluate(() => 'fromElsewhere' in window)).toBe(false)
  })

  test('the page may reach hubs, and is refused what it does not need', async () => {
    const { page } = await openHost()
    const states = await page.evaluate(
      async (names) => {
        const asked = names.map((name) => navigator.permissions.query({ name: name as PermissionName }))
        return (await Promise.all(asked)).map(({ state }) => state)
      },
      ['local-network-access', 'notifications', 'geolocation', 'midi'],
    )
    expect(states).toEqual(['granted', 'denied', 'denied', 'denied'])
  })

  test('a page that crashes is loaded again', async () => {
    const { page, findPage, dataFolder } = await openHost()
    await page.waitForSelector(LIVE)
    const crashing = await page.context().newCDPSession(page)
    void crashing.send('Page.crash').catch(() => undefined)
    await until(() => (log(dataFolder).includes('the page has crashed') ? true : undefined))
    await findPage(LIVE)
  })

  test('--hub does one command of the hub, without a window', async () => {
    const { page, dataFolder } = await openHost()
    await page.waitForSelector(LIVE)
    const link = spawnShell(['--hub', 'link', '--role', 'viewer', '--data', dataFolder])
    expect(await text(link.process.stdout!)).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#signin=\S+\n$/)
    expect(await link.exited).toBe(0)
    expect(await spawnShell(['--hub', 'link', '--role', 'nobody', '--data', dataFolder]).exited).toBe(2)
  })

  test.skipIf(!IS_REAL)(
    'only on Electron, the stand-in has no such walls: the page has nothing of Node',
    async () => {
      const { page } = await openHost()
      expect(
        await page.evaluate(() => ['process', 'require', 'Buffer'].filter((name) => name in window)),
      ).toEqual([])
      expect(await page.evaluate(() => Object.keys(window.kiosk ?? {}))).toEqual(Object.keys(CHANNELS))
    },
  )

  test.skipIf(!IS_REAL)('only on Electron, which asks the shell: camera and screen are refused', async () => {
    const { page } = await openHost()
    const answers = await page.evaluate(() => {
      const name = (asked: Promise<unknown>) => asked.then(String, (error: unknown) => (error as Error).name)
      const { mediaDevices } = navigator
      return Promise.all([
        name(mediaDevices.getUserMedia({ video: true })),
        name(mediaDevices.getDisplayMedia()),
      ])
    })
    expect(answers).not.toContain('[object MediaStream]')
  })
})

function log(dataFolder: string): string {
  return readFileSync(join(dataFolder, 'desk/logs/frontdesk.log'), 'utf8')
}
