import { expect, it } from 'vitest'
import type { ReadFrame } from './frames.ts'
import { ScanWatch } from './scan-watch.ts'

const cameIn = (memberId: string, seq: number): ReadFrame => {
  return { type: 'member_checked_in', payload: { seq, member: { id: memberId } } }
}
const answerTo = (requestId: string): ReadFrame => ({ type: 'scan_result', requestId })

it('times a scan that is answered and seen at every desk', () => {
  const watch = new ScanWatch()
  watch.begin(2)
  watch.sent('request-1', 'member-1')
  watch.answered(answerTo('request-1'))
  watch.told(1, cameIn('member-1', 1))
  expect([watch.isComplete, watch.delays.lastDeskMs.length]).toEqual([false, 0])
  watch.told(1, null)
  expect([watch.isComplete, watch.missing]).toEqual([true, 0])
  expect([watch.delays.answerMs.length, watch.delays.lastDeskMs.length]).toEqual([1, 1])
})

it('misses a scan that was not answered', () => {
  const watch = new ScanWatch()
  watch.begin(1)
  watch.sent('request-1', 'member-1')
  watch.told(1, cameIn('member-1', 1))
  expect([watch.isComplete, watch.missing]).toEqual([false, 1])
})

it('misses a scan that one desk was not told of, in the next measurement too', () => {
  const watch = new ScanWatch()
  watch.begin(2)
  watch.sent('request-1', 'member-1')
  watch.answered(answerTo('request-1'))
  watch.told(1, cameIn('member-1', 1))
  expect(watch.missing).toBe(1)
  watch.begin(2)
  expect(watch.missing).toBe(1)
})

it('does not take news of another member for the scan', () => {
  const watch = new ScanWatch()
  watch.begin(1)
  watch.sent('request-1', 'member-1')
  watch.told(1, cameIn('member-2', 1))
  expect(watch.isComplete).toBe(false)
})
