import { expect, it } from 'vitest'
import { ANYWHERE, type DeskPosition } from './desk-position.ts'
import type { ReaderRole } from './readers/reader.ts'
import { createScanWays } from './scan-ways.ts'
import { ScanQueue } from './scan-queue.ts'
import { handleCode } from './handle-code.ts'
import { liveLine } from './testing/fake-hub.ts'

/** A live desk at this post, and how a reader with a role gives it a code. */
async function deskAt(deskPosition: Partial<DeskPosition> = {}) {
  const { service, hub, clock } = await liveLine()
  const ways = createScanWays(() => ({ ...ANYWHERE, ...deskPosition }))
  const scans = new ScanQueue(service, clock, ways.postOf)
  const read = (role: ReaderRole, code = 'DEMO-1'): void => {
    const reader = { id: 'one', kind: 'hid', vendorId: 1, productId: 1, name: '', role } as const
    handleCode({ code, reader, at: 0 }, { scans, ways })
  }
  const payloadsOf = (type: string) => hub.ofType(type).map(({ payload }) => payload)
  return { scans, read, payloadsOf }
}

it.each([
  ['desk', {}, { mode: 'toggle' }],
  ['desk', { mode: 'out' }, { mode: 'out' }],
  ['in', { mode: 'out' }, { mode: 'in' }],
  ['out', { location: 'Back door' }, { mode: 'out', location: 'Back door' }],
] as const)('a reader for “%s” at a desk with %j sends %j', async (role, deskPosition, sent) => {
  const { read, payloadsOf } = await deskAt(deskPosition)
  read(role)
  const occurredAt = expect.any(String) as unknown
  expect(payloadsOf('scan')).toEqual([{ code: 'DEMO-1', ...sent, occurredAt }])
})

it('a scan that is asked for once more goes the way of its reader, not of the desk', async () => {
  const { scans, read, payloadsOf } = await deskAt({ mode: 'out' })
  read('in')
  void scans.scan('DEMO-1', { acknowledge: true })
  read('desk')
  expect(payloadsOf('scan').map((payload) => payload?.['mode'])).toEqual(['in', 'in', 'out'])
})

it('a reader that asks who it is asks, whatever the desk’s mode, and scans nothing', async () => {
  const { read, payloadsOf } = await deskAt({ mode: 'in', location: 'Back door' })
  read('ask')
  const params = { code: 'DEMO-1', mode: 'toggle', location: 'Back door' }
  expect(payloadsOf('request')).toContainEqual({ method: 'scans.preview', params })
  expect(payloadsOf('scan')).toEqual([])
})

it.each(['desk', 'ask'] as const)(
  'what no card has is asked about nowhere, whatever reader gave it: many lines, or more than a card holds (%s)',
  async (role) => {
    const { scans, read, payloadsOf } = await deskAt()
    for (const code of ['ANSI 636026\r\nDCSSAMPLE\nDACJOHN\n', '1'.repeat(600)]) {
      read(role, code)
      expect(scans.store.getState().shown).toMatchObject({ code: null, result: { reason: 'ambiguous' } })
      scans.dismiss()
    }
    expect(payloadsOf('scan')).toEqual([])
    expect(payloadsOf('request').filter((payload) => payload?.['method'] === 'scans.preview')).toEqual([])
  },
)
