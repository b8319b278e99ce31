import pino from 'pino'
import { expect, it } from 'vitest'
import { Distribution } from './distribution.ts'
import { FlowRecord } from './flow.ts'

function newRecord(level: string) {
  const lines: string[] = []
  let time = 0
  const acknowledgements = new Distribution([10])
  const log = pino({ level }, { write: (line) => void lines.push(line) })
  const flow = new FlowRecord({ log, steadyNow: () => ++time, acknowledgements })
  return { flow, lines, acknowledgements }
}

const about = (requestId: string) => ({ requestId, session: 'session', desk: 'desk', type: 'scan' })

it('an operation is found with every step, in whichever case its id is asked for', () => {
  const { flow, acknowledgements } = newRecord('info')
  const operation = flow.received(about('ABC'))
  flow.started(operation)
  flow.committed(operation, { seq: 7, verdict: 'granted', reason: 'ok_in' })
  flow.answered(operation)
  flow.told(6, 8, 12)
  const steps = { receivedAt: 1, startedAt: 2, committedAt: 3, answeredAt: 4 }
  const told = { fromSeq: 6, toSeq: 8, sessions: 12, at: 5 }
  expect(flow.find('abc')).toMatchObject([{ ...steps, seq: 7, reason: 'ok_in', told }])
  expect(acknowledgements.cumulated()).toEqual([1, 1])
})

it('the oldest operations are forgotten: what is kept does not grow', () => {
  const { flow } = newRecord('info')
  flow.received(about('first'))
  for (let count = 0; count < 20_000; count += 1) flow.received(about(`${count}`))
  expect(flow.find('first')).toEqual([])
  expect(flow.find('0')).toHaveLength(1)
})

it('each step is a log line at level trace, and none below it', () => {
  const quiet = newRecord('debug')
  quiet.flow.refused(quiet.flow.received(about('a')), 'forbidden')
  expect(quiet.lines).toEqual([])
  const loud = newRecord('trace')
  loud.flow.refused(loud.flow.received(about('a')), 'forbidden')
  expect(loud.lines.map((line) => (JSON.parse(line) as { msg: string }).msg)).toEqual(['received', 'refused'])
})
