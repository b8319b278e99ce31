import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  readMembersFile,
  type FilePiece,
  type MembersFile,
} from '../commands/members/file/read-members-file.ts'
import { HubError, type ErrorCode, type ErrorDetails } from '../protocol/errors.ts'

/** What the thread says when it is asked for the next piece. */
export type FileAnswer =
  | { piece: FilePiece | null }
  | { refusal: { code: ErrorCode; message: string; details: ErrorDetails | undefined } }

/** The thread's own file: beside this one in a checkout, under this name in the built hub. */
const ENTRY = import.meta.url.endsWith('.ts') ? './members-file-worker.ts' : './members-file-worker.js'

/** A file of so many bytes is read sooner than a thread has started, within a few milliseconds of the hub's one. */
const SMALL_FILE_BYTES = 32 * 1024

/** What the thread may take: the cards of the largest file that is read, and what a piece is made of. */
const MAX_HEAP_MB = 160

/**
 * Reads a members file piece by piece, a large one in a thread of its own: the hub goes on meanwhile, and no more than a
 * piece waits for it. Throws the HubError of the reading.
 */
export function readFileApart(file: MembersFile): AsyncIterable<FilePiece> {
  return file.bytes.length <= SMALL_FILE_BYTES ? readMembersFile(file) : readInThread(file)
}

async function* readInThread(file: MembersFile): AsyncGenerator<FilePiece> {
  const resourceLimits = { maxOldGenerationSizeMb: MAX_HEAP_MB }
  const worker = new Worker(new URL(ENTRY, import.meta.url), { workerData: file, resourceLimits })
  try {
    for (;;) {
      worker.postMessage('next')
      const [answer] = (await once(worker, 'message')) as [FileAnswer]
      if ('refusal' in answer) throw refusalOf(answer.refusal)
      if (answer.piece === null) return
      yield answer.piece
    }
  } finally {
    await worker.terminate()
  }
}

function refusalOf({
  code,
  message,
  details,
}: Extract<FileAnswer, { refusal: object }>['refusal']): HubError {
  return new HubError(code, message, details)
}
