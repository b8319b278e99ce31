import { describe, expect, it } from 'vitest'
import type { Job } from '../store/job.ts'
import type { WriteContext } from '../store/write.ts'
import { shareSnapshots } from './share-snapshots.ts'

const TAKES_MS = 15

/** A hub whose snapshots take a while, with its clock, its jobs and its timers in the test's hand. */
function fullHouse() {
  let now = 0
  let seq = 0
  const jobs: Job<unknown>[] = []
  const timers: { run: () => void; ms: number }[] = []
  const ask = shareSnapshots({
    writer: { submit: (job) => void jobs.push(job as Job<unknown>) },
    take() {
      now += TAKES_MS
      seq += 1
      return Promise.resolve({ seq, payload: Buffer.alloc(0) })
    },
    environment: { steadyNow: () => now, setTimeout: (run, ms) => timers.push({ run, ms }) },
  })
  const told: number[] = []
  return {
    ...{ jobs, timers, told },
    ask: () => ask((result) => told.push(result instanceof Error ? -1 : result.seq)),
    async doJob() {
      const job = jobs.shift()
      job?.committed(await job.run({} as WriteContext))
    },
    failJob: () => jobs.shift()?.failed(new Error('full')),
    runTimer() {
      const timer = timers.shift()
      now += timer?.ms ?? 0
      timer?.run()
    },
  }
}

describe('snapshots of a full house', () => {
  it('are one for all who ask while another is made, and scans have four fifths of the time', async () => {
    const hub = fullHouse()
    for (let asked = 0; asked < 30; asked += 1) hub.ask()
    expect(hub.jobs).toHaveLength(1)
    await hub.doJob()
    expect(hub.told).toEqual([1])
    expect([hub.jobs.length, hub.timers.map(({ ms }) => ms)]).toEqual([0, [4 * TAKES_MS]])
    hub.runTimer()
    await hub.doJob()
    expect(hub.told).toEqual([1, ...Array.from({ length: 29 }, () => 2)])
    expect([hub.jobs, hub.timers]).toEqual([[], []])
  })

  it('that could not be taken is told as an error, and the next is', async () => {
    const hub = fullHouse()
    hub.ask()
    hub.failJob()
    expect(hub.told).toEqual([-1])
    hub.ask()
    await hub.doJob()
    expect(hub.told).toEqual([-1, 1])
  })
})
