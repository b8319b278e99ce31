import { expect, it } from 'vitest'
import { ChainWatch } from './chain-watch.ts'

const toldOf = (id: string) => ({ type: 'member_checked_in', payload: { member: { id } } })

it('a scan is whole when it is answered and every desk of another hub was told, in whatever order', () => {
  const watch = new ChainWatch(2, 2)
  const [here, there] = [watch.listenerAt(0), watch.listenerAt(1)]
  watch.sent('r1', 'ada', 2)
  here.told?.(7, toldOf('ada'))
  there.told?.(7, null)
  here.answered?.({ type: 'scan_result', requestId: 'r1' })
  expect([watch.missing, watch.elsewhereMs.length, watch.lastSeq]).toEqual([1, 0, 7])
  there.told?.(7, null)
  expect([watch.missing, watch.elsewhereMs.length, watch.answerMs.length]).toEqual([0, 1, 1])
})

it('another hub that is sooner than the answer counts as at once', () => {
  const watch = new ChainWatch(2, 1)
  watch.sent('r1', 'ada', 0)
  watch.listenerAt(1).told?.(7, toldOf('ada'))
  watch.listenerAt(0).answered?.({ type: 'scan_result', requestId: 'r1' })
  expect(watch.elsewhereMs).toEqual([0])
})
