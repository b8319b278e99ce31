import { generateKeyPairSync } from 'node:crypto'
import { existsSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { STARTS_ANEW } from '../../electron/relaunch.ts'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { RUNTIME } from '../support/shell/shell.ts'
import {
  CAN_BE_UPDATED,
  endStarted,
  NEW_VERSION,
  openGym,
  pageOf,
  prepareDeskPc,
  publish,
  versionOf,
} from '../support/shell/updated-desk.ts'

const LIVE = '[data-testid=connection][data-state=live]'

beforeAll(() => ensureDesk())

// What is not installed is tried in electron/updates/signed-provider.test.ts too.
describe.skipIf(!CAN_BE_UPDATED)(`a newer version of the app, on ${RUNTIME}`, () => {
  test('comes from the hub by the pinned key, takes the place of the old one, and is the same locked desk', async () => {
    const hub = await openGym()
    const pc = await prepareDeskPc(hub)
    endStarted(pc.log)
    publish(hub.updates, { app: pc.newApp, key: pc.key })
    const { exited, said, look } = pc.start()
    const before = await pageOf(said)
    await before.waitForSelector(LIVE)
    look()
    expect(await exited, said()).toBe(0)
    expect(pc.installed()).toBe(pc.newApp)
    const after = await pageOf(pc.log)
    await after.waitForSelector(LIVE)
    expect(pc.log()).toMatch(/^started \d+: $/m)
    expect(pc.log()).toMatch(/^started \d+: .*--kiosk$/m)
    expect(await versionOf(after)).toEqual({ version: NEW_VERSION, update: { kind: 'current' } })
    expect(await after.evaluate(() => window.kiosk?.kioskState())).toBe('locked')
    expect(existsSync(pc.at('profile/resume.json'))).toBe(false)
  })

  test('is left to the supervisor to start, where there is one', async () => {
    const hub = await openGym()
    const pc = await prepareDeskPc(hub)
    endStarted(pc.log)
    publish(hub.updates, { app: pc.newApp, key: pc.key })
    const { exited, said, look } = pc.start({ FRONTDESK_SUPERVISED: '1' })
    look()
    expect(await exited, said()).toBe(STARTS_ANEW)
    expect(pc.installed()).toBe(pc.newApp)
    expect(pc.log()).not.toContain('started')
  })

  test.each([
    [
      'whose list somebody else has signed',
      { key: generateKeyPairSync('ed25519').privateKey },
      'is not signed by',
    ],
    ['whose list is signed for another system', { signedAs: 'latest.yml' }, 'is not signed by'],
    ['that is not what its list says', { listed: 'another file' }, 'sha512 checksum mismatch'],
  ])('%s is not installed, and the desk goes on', async (_what, change, why) => {
    const hub = await openGym()
    const pc = await prepareDeskPc(hub)
    publish(hub.updates, { app: pc.newApp, key: pc.key, ...change })
    const { said, look } = pc.start()
    const page = await pageOf(said)
    look()
    await expect.poll(() => versionOf(page)).toMatchObject({ update: { kind: 'failed' } })
    expect(said()).toContain(why)
    expect(pc.installed()).toBe('the old version')
    await page.waitForSelector(LIVE)
  })
})
