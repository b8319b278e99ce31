import { Worker } from 'node:worker_threads'
import { HubError, type ErrorCode } from '../protocol/errors.ts'
import type { JobName, Jobs } from './jobs.ts'

/**
 * What a job's thread says once it has loaded SQLite. A thread that is ended in the middle of that takes the whole process with it
 * (SIGABRT): what the module does when it is registered cannot fail.
 */
export const LOADED = 'loaded'

/** What a job's thread says at its end. */
export type JobAnswer = { result: unknown } | { refusal: { code: ErrorCode; message: string } }

/** A job reads a database row by row: by default the engine would let 48 MB of what is over come together first. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 8 }

/** The thread's own file: beside this one in a checkout, under this name in the built hub. */
const ENTRY = import.meta.url.endsWith('.ts') ? './worker.ts' : './backup-worker.js'

/**
 * Does a job in a thread of its own and resolves with its result. Rejects with the job's HubError, with a bug's error,
 * or, once the signal is given, with its reason as soon as the step it is in has come to its end.
 */
export function runInWorker<Name extends JobName>(
  name: Name,
  asked: Parameters<Jobs[Name]>[0],
  signal: AbortSignal,
): Promise<Awaited<ReturnType<Jobs[Name]>>> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const worker = new Worker(new URL(ENTRY, import.meta.url), {
      workerData: { name, asked },
      resourceLimits: THREAD_LIMITS,
    })
    let isLoaded = false
    const stop = (): void => {
      if (isLoaded) void worker.terminate()
    }
    signal.addEventListener('abort', stop, { once: true })
    let answer: JobAnswer | null = null
    worker.on('message', (said: typeof LOADED | JobAnswer) => {
      if (said !== LOADED) {
        answer = said
        return
      }
      isLoaded = true
      if (signal.aborted) stop()
    })
    worker.once('error', reject)
    // Only when the thread has ended are its files closed.
    worker.once('exit', () => {
      signal.removeEventListener('abort', stop)
      if (answer === null) reject(asError(signal.reason))
      else if ('refusal' in answer) reject(new HubError(answer.refusal.code, answer.refusal.message))
      else resolve(answer.result as Awaited<ReturnType<Jobs[Name]>>)
    })
  })
}

function asError(reason: unknown): Error {
  return reason instanceof Error ? reason : new Error('The worker thread ended without an answer.')
}
