import { parentPort, workerData } from 'node:worker_threads'
import { giveWay } from '../platform/give-way.ts'
import { HubError } from '../protocol/errors.ts'
import { loadSqlite } from '../store/open-copy.ts'
import { JOBS, type JobName } from './jobs.ts'
import { LOADED, type JobAnswer } from './in-worker.ts'

/** The thread of one job: does it, says how it went, and ends. */
giveWay()
loadSqlite()
parentPort?.postMessage(LOADED)
const { name, asked } = workerData as { name: JobName; asked: never }

async function answer(): Promise<JobAnswer> {
  try {
    return { result: await JOBS[name](asked) }
  } catch (error) {
    if (!(error instanceof HubError)) throw error
    return { refusal: { code: error.code, message: error.message } }
  }
}

parentPort?.postMessage(await answer())
