import { once } from 'node:events'
import { Worker, type ResourceLimits } from 'node:worker_threads'
import { crc32 } from 'node:zlib'
import { readMappedFile, type MappedParts } from '../commands/members/file/convert/read-mapped-file.ts'
import type { MembersFile } from '../commands/members/file/file-rows.ts'
import { readMembersFile, type FilePiece } from '../commands/members/file/read-members-file.ts'
import { recogniseFile, type RecogniseParts } from '../commands/members/file/recognise/recognise-file.ts'
import { isSpreadsheet, TOO_LARGE_SHEET } from '../commands/members/file/xlsx.ts'
import type { RecognisedFile } from '../protocol/import-mapping.ts'
import { HubError, type ErrorCode, type ErrorDetails } from '../protocol/errors.ts'

/** What a thread is made for. */
export interface FileTask {
  file: MembersFile
  /** Of another product's file. */
  mapped?: MappedParts | undefined
}

/** Asked of the thread: the first piece, as often as somebody begins to read, and each one after it; or what the file holds. */
export type FileQuestion = 'first' | 'next' | { recogniseBy: Omit<RecogniseParts, 'checksum'> }

export type FileAnswer =
  | { piece: FilePiece | null }
  | { recognised: RecognisedFile }
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

/** A spreadsheet is read as a whole: the text of its parts, and all its cells. */
const SPREADSHEET_LIMITS = { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 16 }

const TOO_LARGE_FILE =
  'The file takes more memory than the hub has for one file. Split it into several files, and take them one after the other.'

interface FileThread {
  worker: Worker
  /** What is said of its file where it takes more memory than the thread may have. */
  outOfMemory: string
}

/**
 * Opens a members file, a large one in a thread of its own, so that the hub goes on meanwhile. The thread gets the very
 * bytes, and they are gone with it: nobody else can read them any more.
 */
export function openFileApart(file: MembersFile, mapped?: MappedParts, limits = limitsFor(file)): FileReader {
  const task = { file, mapped }
  if (isSmall(file)) return { read: () => piecesOf(task), close: () => Promise.resolve() }
  const thread = threadFor(task, limits)
  return {
    read: () => readIn(thread),
    async close() {
      await thread.worker.terminate()
    },
  }
}

/** Says what a file of any product holds; of a large one in a thread of its own. */
export async function recogniseApart(
  file: MembersFile,
  recogniseBy: Omit<RecogniseParts, 'checksum'>,
): Promise<RecognisedFile> {
  if (isSmall(file)) return recognised(file, recogniseBy)
  const thread = threadFor({ file }, limitsFor(file))
  try {
    const answer = await askOf(thread, { recogniseBy })
    if ('recognised' in answer) return answer.recognised
    throw new Error('the thread has not answered what was asked')
  } finally {
    await thread.worker.terminate()
  }
}

/** In the thread, and for a small file in the hub's own. */
export function piecesOf({ file, mapped }: FileTask): AsyncGenerator<FilePiece> {
  return mapped ? readMappedFile(file, mapped) : readMembersFile(file)
}

export function recognised(
  file: MembersFile,
  parts: Omit<RecogniseParts, 'checksum'>,
): Promise<RecognisedFile> {
  return recogniseFile(file, { ...parts, checksum: crc32 })
}

/** A spreadsheet is larger than it looks. */
const isSmall = ({ bytes }: MembersFile): boolean => bytes.length <= SMALL_FILE_BYTES && !isSpreadsheet(bytes)

const limitsFor = ({ bytes }: MembersFile): ResourceLimits =>
  isSpreadsheet(bytes) ? SPREADSHEET_LIMITS : THREAD_LIMITS

function threadFor(task: FileTask, resourceLimits: ResourceLimits): FileThread {
  // Before the bytes go to the thread.
  const outOfMemory = isSpreadsheet(task.file.bytes) ? TOO_LARGE_SHEET : TOO_LARGE_FILE
  const worker = new Worker(new URL(ENTRY, import.meta.url), {
    workerData: task,
    transferList: [task.file.bytes.buffer],
    resourceLimits,
  })
  return { worker, outOfMemory }
}

async function* readIn(thread: FileThread): AsyncGenerator<FilePiece> {
  for (let question: FileQuestion = 'first'; ; question = 'next') {
    const answer = await askOf(thread, question)
    if (!('piece' in answer) || answer.piece === null) return
    yield answer.piece
  }
}

async function askOf(
  { worker, outOfMemory }: FileThread,
  question: FileQuestion,
): Promise<Exclude<FileAnswer, { refusal: object }>> {
  worker.postMessage(question)
  const [answer] = (await once(worker, 'message').catch((error: unknown) => {
    // A file that says little of what it holds is found out by what it takes.
    const { code } = error as { code?: unknown }
    throw code === 'ERR_WORKER_OUT_OF_MEMORY' ? new HubError('too_large', outOfMemory) : error
  })) as [FileAnswer]
  if (!('refusal' in answer)) return answer
  const { code, message, details } = answer.refusal
  throw new HubError(code, message, details)
}
