import { Worker } from 'node:worker_threads'
import { nameIndexHere, type NameChange, type NameIndex } from '../commands/members/name-index.ts'
import type { MatchedMember } from '../domain/search/member-index.ts'

/** Asked of the thread: a change to take in, or a search to answer under its number. */
export type NameMessage = NameChange | { search: number; query: string; limit: number }

export interface NameAnswer {
  search: number
  found: MatchedMember[]
}

/**
 * More names get a thread of their own: with them the engine's looks through the hub's memory would take longer than a
 * scan may. Fewer are found sooner than two threads have spoken.
 */
const NAMES_HERE = 20_000

/** What is told of members is taken in at once and gone: by default the engine would let 48 MB of it come together first. */
const THREAD_LIMITS = { maxYoungGenerationSizeMb: 8 }

/** The thread's own file: beside this one in a checkout, under this name in the built hub. */
const ENTRY = import.meta.url.endsWith('.ts') ? './name-index-worker.ts' : './name-index-worker.js'

/** Opens an index for so many members. */
export function openNameIndex(memberCount: number): NameIndex {
  return memberCount <= NAMES_HERE ? nameIndexHere(NAMES_HERE) : nameIndexApart()
}

interface Waiting {
  resolve: (found: MatchedMember[]) => void
  reject: (error: Error) => void
}

function nameIndexApart(): NameIndex {
  const worker = new Worker(new URL(ENTRY, import.meta.url), { resourceLimits: THREAD_LIMITS })
  worker.unref()
  const waiting = new Map<number, Waiting>()
  const lost = new Error('The names are being read again.')
  const state = { searches: 0, isLost: false }
  const lose = (cause?: unknown): void => {
    state.isLost = true
    lost.cause ??= cause
    for (const { reject } of waiting.values()) reject(lost)
    waiting.clear()
  }
  worker.on('error', lose)
  worker.once('exit', () => lose())
  worker.on('message', ({ search, found }: NameAnswer) => {
    waiting.get(search)?.resolve(found)
    waiting.delete(search)
  })
  const send = (message: NameMessage): void => worker.postMessage(message)
  return {
    tell: send,
    search(query, limit) {
      if (state.isLost) return Promise.reject(lost)
      const search = (state.searches += 1)
      return new Promise((resolve, reject) => {
        waiting.set(search, { resolve, reject })
        send({ search, query, limit })
      })
    },
    get isSpent() {
      return state.isLost
    },
    async close() {
      await worker.terminate()
    },
  }
}
