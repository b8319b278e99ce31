import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  readMembersFile,
  type FilePiece,
  type MembersFile,
} from '../commands/members/file/read-members-file.ts'
import { HubError, type ErrorCode, type ErrorDetails } from '../protocol/errors.ts'

/** Asked of the thread: the first piece, as often as somebody begins to read, and each one after it. */
export type FileQuestion = 'first' | 'next'

export type FileAnswer =
  | { piece: FilePiece | null }
  | { refusal: { code: ErrorCode; message: string; details: ErrorDetails | undefined } }

/** A members file that can be read several times. */
export interface FileReader {
  /** Reads it from its beginning, piece by piece; no more than one waits. Throws the HubError of the reading. */
  read: () => AsyncIterable<FilePiece>
  /** Lets go of the file and its thread. */
  close: () => Promise<void>
}

/** The thread's own file: beside this one in a checkout, under this name in the built hub. */
const ENTRY = import.meta.url.endsWith('.ts') ? './members-file-worker.ts' : './members-file-worker.js'

/** A file of so many bytes is read sooner than a thread has started, within a few milliseconds of the hub's one. */
const SMALL_FILE_BYTES = 32 * 1024

/** What the thread may take beside the file: the cards of the largest one that is read, and what a piece is made of. */
const THREAD_LIMITS = { maxOldGenerationSizeMb: 160, maxYoungGenerationSizeMb: 8 }

/**
 * Opens a members file, a large one in a thread of its own, so that the hub goes on meanwhile. The thread gets the very
 * bytes, and they are gone with it: nobody else can read them any more.
 */
export function openFileApart(file: MembersFile): FileReader {
  if (file.bytes.length <= SMALL_FILE_BYTES) {
    return { read: () => readMembersFile(file), close: () => Promise.resolve() }
  }
  const worker = new Worker(new URL(ENTRY, import.meta.url), {
    workerData: file,
    transferList: [file.bytes.buffer],
    resourceLimits: THREAD_LIMITS,
  })
  return {
    read: () => readIn(worker),
    async close() {
      await worker.terminate()
    },
  }
}

async function* readIn(worker: Worker): AsyncGenerator<FilePiece> {
  for (let question: FileQuestion = 'first'; ; question = 'next') {
    worker.postMessage(question)
    const [answer] = (await once(worker, 'message')) as [FileAnswer]
    if ('refusal' in answer) {
      const { code, message, details } = answer.refusal
      throw new HubError(code, message, details)
    }
    if (answer.piece === null) return
    yield answer.piece
  }
}
