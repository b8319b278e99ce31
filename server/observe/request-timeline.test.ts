import pino from 'pino'
import { expect, it } from 'vitest'
import { Distribution } from './distribution.ts'
import { RequestTimeline } from './request-timeline.ts'

function newRecord(level: string) {
  const lines: string[] = []
  let time = 0
  const acknowledgements = new Distribution([10])
  const log = pino({ level }, { write: (line) => void lines.push(line) })
  const timeline = new RequestTimeline({ log, steadyNow: () => ++time, acknowledgements })
  return { timeline, lines, acknowledgements }
}

const about = (requestId: string) => ({ requestId, session: 'session', desk: 'desk', type: 'scan' })

it('an operation is found with every step, in whichever case its id is asked for', () => {
  const { timeline, acknowledgements } = newRecord('info')
  const operation = timeline.received(about('ABC'))
  timeline.started(operation)
  timeline.committed(operation, { seq: 7, verdict: 'granted', reason: 'ok_in' })
  timeline.answered(operation)
  timeline.notified(6, 8, 12)
  const steps = { receivedAt: 1, startedAt: 2, committedAt: 3, answeredAt: 4 }
  const notified = { fromSeq: 6, toSeq: 8, sessions: 12, at: 5 }
  expect(timeline.find('abc')).toMatchObject([{ ...steps, seq: 7, reason: 'ok_in', notified }])
  expect(acknowledgements.cumulated()).toEqual([1, 1])
})

it('the oldest operations are forgotten: what is kept does not grow', () => {
  const { timeline } = newRecord('info')
  timeline.received(about('first'))
  for (let count = 0; count < 20_000; count += 1) timeline.received(about(`${count}`))
  expect(timeline.find('first')).toEqual([])
  expect(timeline.find('0')).toHaveLength(1)
})

it('each step is a log line at level trace, and none below it', () => {
  const quiet = newRecord('debug')
  quiet.timeline.refused(quiet.timeline.received(about('a')), 'forbidden')
  expect(quiet.lines).toEqual([])
  const loud = newRecord('trace')
  loud.timeline.refused(loud.timeline.received(about('a')), 'forbidden')
  expect(loud.lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['received', 'refused'])
})
