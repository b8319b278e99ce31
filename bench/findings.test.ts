import { expect, it } from 'vitest'
import { AIMS, atMost } from './aims.ts'
import { hasFailed } from './findings.ts'

const well = { faults: [{ name: 'hub', lost: 0, doubled: 0 }], judgements: [], broken: [] }
const slow = [{ measure: 'throughput', value: 0.3, aim: AIMS.rate }]

it('fails where anything was lost, doubled or broken, in a quick run too', () => {
  const lost = { ...well, faults: [{ name: 'hub', lost: 1, doubled: 0 }] }
  const doubled = { ...well, faults: [{ name: 'hub', lost: 0, doubled: 1 }] }
  const broken = { ...well, broken: ['The desks were never current.'] }
  const verdicts = [well, lost, doubled, broken].map((each) => hasFailed(each, true))
  expect(verdicts).toEqual([false, true, true, true])
})

it('fails where a figure is below what it must be, but not in a quick run', () => {
  expect([
    hasFailed({ ...well, judgements: slow }, false),
    hasFailed({ ...well, judgements: slow }, true),
  ]).toEqual([true, false])
})

it('fails where a count is more than it must be, but not for a time, which is the machine’s', () => {
  const fails = (aim: typeof AIMS.cpu) =>
    hasFailed({ ...well, judgements: [{ measure: 'flights', value: 5, aim }] }, false)
  expect([fails(atMost(2, { must: 4 })), fails(atMost(2, { must: 4, unit: 'ms' }))]).toEqual([true, false])
})

it('does not fail where an aim is missed, or not measured', () => {
  const missed = { measure: 'throughput', value: 0.4, aim: AIMS.rate }
  const unknown = { measure: 'cpu', value: NaN, aim: AIMS.rate }
  expect(hasFailed({ ...well, judgements: [missed, unknown] }, false)).toBe(false)
})
