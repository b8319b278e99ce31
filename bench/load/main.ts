import { text } from 'node:stream/consumers'
import { measureBurdened } from './burdened.ts'
import { measureChain } from './chain.ts'
import { measureFanout } from './fanout.ts'
import type { Job, ReportOf } from './job.ts'
import { measureNeighbours } from './neighbours.ts'
import { measureSoak } from './soak.ts'
import { measureStorm } from './storm.ts'
import { measureThroughput } from './throughput.ts'

/** The load: a process of its own, so that its work is not the server's. Reads one job, prints one report. */
const job = JSON.parse(await text(process.stdin)) as Job
process.stdout.write(JSON.stringify(await measure(job)))

function measure(asked: Job): Promise<ReportOf<Job>> {
  switch (asked.kind) {
    case 'throughput':
      return measureThroughput(asked)
    case 'fanout':
      return measureFanout(asked)
    case 'neighbours':
      return measureNeighbours(asked)
    case 'burdened':
      return measureBurdened(asked)
    case 'storm':
      return measureStorm(asked)
    case 'soak':
      return measureSoak(asked)
    case 'chain':
      return measureChain(asked)
  }
}
