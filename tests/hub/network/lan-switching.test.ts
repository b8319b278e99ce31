import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { COMMAND_LINE } from '../../../server/auth/staff.ts'
import { networkOf } from '../../../server/hub/lan.ts'
import { Lan, type SecureListeners } from '../../../server/network/lan-service.ts'
import { createLogger } from '../../../server/observe/logger.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { never } from '../../support/hub/held-time.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const LISTENERS: SecureListeners = { port: 8443, show: () => undefined, close: () => Promise.resolve() }

/** A hub whose first try to listen on the network fails when the test says so; every other one goes well. */
async function hubWhoseFirstTryFails() {
  const core = await openTestCore()
  const settings = readSettings(
    { data: temporaryFolder(), 'lan-address': ['127.0.0.1'] },
    { FRONTDESK_TIME_ZONE: 'UTC' },
  )
  const failing = Promise.withResolvers<null>()
  let isFirst = true
  const listen = async (): Promise<SecureListeners> => {
    if (!isFirst) return LISTENERS
    isFirst = false
    await failing.promise
    throw new Error('the port is taken')
  }
  const lan = new Lan({
    ...{ dataFolder: settings.dataFolder, gymName: 'Lakeside', settings: settings.lan },
    ...{ now: Date.now, every: never, log: createLogger('silent') },
    ...{ listen, term: () => null },
  })
  const settingsFile = () =>
    JSON.parse(readFileSync(join(settings.dataFolder, 'settings.json'), 'utf8')) as object
  return {
    network: networkOf(lan, core, settings),
    failFirst: () => failing.resolve(null),
    settingsFile,
  }
}

it('a network that is switched on while another try for it fails stays on', async () => {
  const { network, failFirst, settingsFile } = await hubWhoseFirstTryFails()
  const both = [network.switchTo(true, COMMAND_LINE), network.switchTo(true, COMMAND_LINE)]
  failFirst()
  expect((await both[0])?.problem).toBe('the port is taken')
  expect(await both[1]).toMatchObject({ isOn: true, problem: null })
  expect(network.state()).toMatchObject({ isOn: true, problem: null })
  expect(settingsFile()).toEqual({ lan: { on: true } })
  await network.switchTo(false, COMMAND_LINE)
})
