import { text } from 'node:stream/consumers'
import { measureFanout } from './fanout.ts'
import type { Job } from './job.ts'
import { measureThroughput } from './throughput.ts'

/** The load: a process of its own, so that its work is not the server's. Reads one job, prints one report. */
const job = JSON.parse(await text(process.stdin)) as Job
const report = await (job.kind === 'throughput' ? measureThroughput(job) : measureFanout(job))
process.stdout.write(JSON.stringify(report))
