import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { killChild } from '../../scripts/child.ts'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { ROOT } from '../../scripts/project.ts'
import { certificatePath, openIdentity } from '../../server/network/tls-identity.ts'
import { canMakeNetworks, makeNetwork, type NetworkPc } from '../support/network.ts'
import { typeAsScanner } from '../support/browser/scanner.ts'
import { DESK_ORIGIN, openShell, PATIENCE_MS, RUNTIME } from '../support/shell/shell.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const LIVE = '[data-testid=connection][data-state=live]'
const GRANTED = '[data-testid=scan-result][data-verdict=granted]'
/** A hub notices its new address within ten seconds, a desk that it is gone within fifteen and a handshake; then they look for each other. */
const MOVE_PATIENCE_MS = 60_000
/** A cable that was pulled is noticed by silence. */
const patient = { timeout: 3 * PATIENCE_MS }

const CAN = canMakeNetworks()

beforeAll(() => ensureDesk(), 120_000)

const occupancy = (of: Page) => of.textContent('[data-testid=occupancy]')
const connection = (of: Page) => of.getAttribute('[data-testid=connection]', 'data-state')

/** A hub without a window, and what its command line does. */
async function startHub(pc: NetworkPc) {
  const folder = temporaryFolder()
  const where = ['--data', folder]
  const given = ['server/cli/main.ts', 'serve', ...where, '--lan', '--demo', '30', '--origin', DESK_ORIGIN]
  const hub = endedWithTest(pc.spawn(process.execPath, given))
  await once(createInterface({ input: hub.stdout! }), 'line')
  return {
    certificate: join(folder, 'lan/certificate.pem'),
    makePairingText(): string {
      const said = pc.run(process.execPath, 'server/cli/main.ts', 'link', '--role', 'receptionist', ...where)
      return /(?:[0-9A-Z]{4}-){6}[0-9A-Z]{2}/.exec(said)![0]
    },
  }
}

function endedWithTest(child: ChildProcess): ChildProcess {
  onTestFinished(() => killChild(child))
  return child
}

/** The shell on that PC, which is asked about these certificates. */
function startDesk(pc: NetworkPc, userData: string, certificates: string[]) {
  return openShell(
    [`--user-data-dir=${userData}`],
    { STANDIN_CERTIFICATES: certificates.join(delimiter) },
    pc,
  )
}

/** A new PC that is told the text and nothing else: it has to find the hub by itself. */
async function openDesk(
  pc: NetworkPc,
  hub: Awaited<ReturnType<typeof startHub>>,
  { userData = temporaryFolder(), others = [] }: { userData?: string; others?: string[] } = {},
): Promise<Page> {
  const shell = await startDesk(pc, userData, [hub.certificate, ...others])
  await shell.page.getByRole('button', { name: 'Join a front desk' }).click(patient)
  await shell.page.getByLabel('Pairing code').fill(hub.makePairingText())
  await shell.page.getByRole('button', { name: 'Join a front desk' }).click()
  const page = await shell.findSuccessor()
  await page.waitForSelector(LIVE, patient)
  return page
}

/** Asks something of the shell's own code on that PC and gives the JSON that it comes to. */
function askOn(pc: NetworkPc, module: string, call: string): unknown {
  const path = JSON.stringify(join(ROOT, module))
  const script = `import(${path}).then(async (module) => console.log(JSON.stringify(await (${call})(module))))`
  return JSON.parse(pc.run(process.execPath, '--input-type=module', '-e', script))
}

/** Whoever has the hub's address and another key; `heard` is all that they were told. */
async function startFalseHub(pc: NetworkPc, address: string, folder: string) {
  const heard: string[] = []
  let came = 0
  pc.run('ip', 'address', 'add', `${address}/24`, 'dev', 'c9')
  const child = endedWithTest(pc.spawn(process.execPath, ['tests/support/hub/false-hub.ts', folder, '8443']))
  const lines = createInterface({ input: child.stdout! })
  lines.on('line', (line) => {
    const said = JSON.parse(line) as { came?: number; heard?: string }
    came = said.came ?? came
    if (said.heard !== undefined) heard.push(said.heard)
  })
  await once(lines, 'line')
  return {
    heard,
    came: () => came,
    leave() {
      child.kill('SIGKILL')
      pc.run('ip', 'address', 'del', `${address}/24`, 'dev', 'c9')
    },
  }
}

/** Everybody asks again whose address that is. */
function forgetAddresses(...pcs: NetworkPc[]): void {
  for (const pc of pcs) pc.run('ip', 'neighbour', 'flush', 'all')
}

describe.skipIf(!CAN)(
  `a hub and two desks on a network of their own, on ${RUNTIME}${CAN ? '' : ' (needs the right to make network namespaces)'}`,
  { timeout: 300_000 },
  () => {
    test('find each other, see each other’s scans, and get over a pulled cable', async () => {
      const network = makeNetwork()
      const hub = await startHub(network.addPc(1))
      const [pcA, pcB] = [network.addPc(2), network.addPc(3)]
      const a = await openDesk(pcA, hub)
      const b = await openDesk(pcB, hub)
      const before = Number(await occupancy(b))
      expect(await occupancy(a)).toBe(String(before))
      await typeAsScanner(a, 'DEMO-00001')
      await a.waitForSelector(GRANTED, patient)
      await expect.poll(() => occupancy(b), patient).toBe(String(before + 1))

      pcB.pullCable()
      await expect.poll(() => connection(b), patient).not.toBe('live')
      await typeAsScanner(b, 'DEMO-00002')
      await b.waitForSelector('[data-testid=scan-result][data-reason=hub_unreachable]', patient)
      pcB.plugCable()
      await b.waitForSelector(LIVE, patient)
      await b.waitForSelector(GRANTED, patient)
      await expect.poll(() => occupancy(a), patient).toBe(String(before + 2))
      await expect.poll(() => occupancy(b), patient).toBe(String(before + 2))
    })

    test('tell nobody with another key a single byte, whoever has the hub’s address', async () => {
      const network = makeNetwork()
      const [pcHub, pcA, pcFalse] = [network.addPc(1), network.addPc(2), network.addPc(9)]
      const hub = await startHub(pcHub)
      const strangers = temporaryFolder()
      await openIdentity({ dataFolder: strangers, own: null, names: [pcHub.address], now: Date.now() })
      // The desk is asked about both certificates, and says itself which one it trusts.
      const a = await openDesk(pcA, hub, { others: [certificatePath(strangers)] })
      const text = hub.makePairingText()

      pcHub.pullCable()
      const stranger = await startFalseHub(pcFalse, pcHub.address, strangers)
      forgetAddresses(pcA)
      await expect.poll(() => connection(a), patient).not.toBe('live')
      await typeAsScanner(a, 'DEMO-00003')
      await vi.waitFor(() => expect(stranger.came()).toBeGreaterThan(3), patient)
      const asked = JSON.stringify({ text, address: pcHub.address })
      expect(askOn(pcA, 'electron/lan/join-hub.ts', `(m) => m.meetPairingHub(${asked})`)).toBe('other_hub')
      expect(await connection(a)).not.toBe('live')
      expect(stranger.heard).toEqual([])

      stranger.leave()
      pcHub.plugCable()
      forgetAddresses(pcA)
      await a.waitForSelector(LIVE, patient)
      await a.waitForSelector(GRANTED, patient)
    })

    test('find each other again when the hub has got another address, while a desk works and while it is off', async () => {
      const network = makeNetwork()
      const [pcHub, pcA] = [network.addPc(1), network.addPc(2)]
      const hub = await startHub(pcHub)
      const userData = temporaryFolder()
      const working = await openDesk(pcA, hub, { userData })
      await working.waitForSelector(LIVE, patient)
      const moveFrom = (before: string, after: string): void => {
        pcHub.run('ip', 'address', 'del', `${before}/24`, 'dev', 'c1')
        pcHub.run('ip', 'address', 'add', `${after}/24`, 'dev', 'c1')
      }
      const hostKept = (): string =>
        (JSON.parse(readFileSync(join(userData, 'kiosk.json'), 'utf8')) as { hub: { host: string } }).hub.host

      moveFrom(pcHub.address, '10.77.0.5')
      await expect.poll(hostKept, { timeout: MOVE_PATIENCE_MS }).toBe('10.77.0.5')
      await working.waitForSelector(LIVE, patient)
      await typeAsScanner(working, 'DEMO-00004')
      await working.waitForSelector(GRANTED, patient)
      await working.close()

      moveFrom('10.77.0.5', '10.77.0.6')
      const { page } = await startDesk(pcA, userData, [hub.certificate])
      await page.waitForSelector(LIVE, patient)
      expect(hostKept()).toBe('10.77.0.6')
      await typeAsScanner(page, 'DEMO-00005')
      await page.waitForSelector(GRANTED, patient)
    })

    test('have to wait after five wrong secrets, with the right one too', async () => {
      const network = makeNetwork()
      const [pcHub, pcA] = [network.addPc(1), network.addPc(2)]
      const hub = await startHub(pcHub)
      const text = hub.makePairingText()
      const ask = `async ({ meetPairingHub }, code) => {
        const { askHub } = await import(${JSON.stringify(join(ROOT, 'electron/ask-hub.ts'))})
        const met = await meetPairingHub(${JSON.stringify({ text, address: pcHub.address })})
        const hub = { address: 'https://${pcHub.address}:8443/', pin: met.hub.pin }
        const codes = [...Array(5).fill('WRONG00000'), met.code]
        const statuses = []
        for (const code of codes) statuses.push((await askHub(hub, 'api/v1/token', { code })).status)
        return statuses
      }`
      expect(askOn(pcA, 'electron/lan/join-hub.ts', ask)).toEqual([401, 401, 401, 401, 401, 429])
    })
  },
)
