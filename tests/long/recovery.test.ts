import { beforeAll, describe, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { patience } from '../support/patience.ts'
import { crashPage, killHub, LIVE, SUPERVISOR_PAUSE_MS, told } from '../support/shell/recovery.ts'
import { openHost, openHostOn, RUNTIME } from '../support/shell/shell.ts'

/** How long a desk may be away after each kind of end: the page, the hub, and the whole app with its supervisor's pause. */
const PROMISED_MS = { page: 3_000, hub: 10_000, app: 10_000 }

/** On a machine that is slower than so many quiet ones, seconds say nothing of the app. */
const TOO_BUSY = 2

/** What a machine that is not all quiet may take, to what is promised. */
const ROOM = 2

beforeAll(() => ensureDesk())

// That each comes back at all is tried in killed-parts.test.ts.
describe.skipIf(patience(1) > TOO_BUSY)(
  `a desk whose parts are killed, on ${RUNTIME}; not measured on a busy machine`,
  () => {
    test('is back within the seconds that are promised', async () => {
      const host = await openHost('--demo', '30')
      await host.page.waitForSelector(LIVE)
      const hubMs = await told('hub', PROMISED_MS.hub, () => killHub(host.page, host.dataFolder))
      const pageMs = await told('page', PROMISED_MS.page, () => crashPage(host))
      const appMs = await told('app', PROMISED_MS.app - SUPERVISOR_PAUSE_MS, async () => {
        host.process.kill('SIGKILL')
        await host.exited
        const again = await openHostOn(host.dataFolder, ['--demo', '30'])
        await again.page.waitForSelector(LIVE)
      })
      expect(hubMs).toBeLessThan(ROOM * PROMISED_MS.hub)
      expect(pageMs).toBeLessThan(ROOM * PROMISED_MS.page)
      expect(appMs + SUPERVISOR_PAUSE_MS).toBeLessThan(ROOM * PROMISED_MS.app)
    })
  },
)
