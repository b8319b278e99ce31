import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import type { Comparing } from '../commands/duplicates/find-duplicates.ts'
import type { Described } from '../domain/duplicates/compare-members.ts'
import type { FoundPairs } from '../domain/duplicates/duplicate-finder.ts'

/** Told to the thread: members to compare, or how many pairs are wanted. */
export type ComparingMessage =
  { members: readonly Described[] } | { limit: number; dismissed: ReadonlySet<string> }

/** The thread's own file: beside this one in a checkout, under this name in the built hub. */
const ENTRY = import.meta.url.endsWith('.ts') ? './compare-worker.ts' : './compare-worker.js'

/** What the thread may take: a million members with all that they are compared by. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 1_024 }

/** Compares members in a thread of its own: in the hub's, a scan would wait for all of them. */
export function compareApart(): Comparing {
  const worker = new Worker(new URL(ENTRY, import.meta.url), { resourceLimits: THREAD_LIMITS })
  worker.unref()
  const broken = new Promise<never>((_resolve, reject) => {
    worker.once('error', reject)
    worker.once('exit', () => reject(new Error('The thread that compares members has ended.')))
  })
  // Whoever waits for the pairs is told; where nobody does, it is closed.
  broken.catch(() => undefined)
  const tell = (message: ComparingMessage): void => worker.postMessage(message)
  return {
    add: (members) => tell({ members }),
    async find(limit, dismissed) {
      tell({ limit, dismissed })
      const [found] = (await Promise.race([once(worker, 'message'), broken])) as [FoundPairs]
      return found
    },
    async close() {
      await worker.terminate()
    },
  }
}
