import { beforeAll, expect, test } from 'vitest'
import { ensureDesk } from '../../scripts/ensure-desk.ts'
import { barriers } from '../support/browser/axe.ts'
import { scan } from '../support/shell/recovery.ts'
import { RUNTIME } from '../support/shell/shell.ts'
import {
  askToPromote,
  confirmPromotion,
  keepStandby,
  LIVE,
  openPairedPc,
  startHostPc,
} from '../support/shell/standby.ts'

beforeAll(() => ensureDesk())

// What else may happen on the way: tests/long/standby.test.ts.
test(`a desk keeps a copy of its hub, and becomes the hub by keyboard when that is gone, on ${RUNTIME}`, async () => {
  const host = await startHostPc()
  const pc = await openPairedPc(host)
  await keepStandby(pc.page)
  await host.hub.close()
  await askToPromote(pc.page)
  expect(await barriers(pc.page)).toEqual([])
  await confirmPromotion(pc.page)
  const page = await pc.findSuccessor()
  await page.waitForSelector(LIVE)
  await scan(page, 'DEMO-00001')
})
