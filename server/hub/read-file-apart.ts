import { once } from 'node:events'
import { Worker, type ResourceLimits } from 'node:worker_threads'
import { crc32 } from 'node:zlib'
import { readLedger } from '../commands/ledger/ledger-file.ts'
import { readMappedFile, type MappedParts } from '../commands/members/file/convert/read-mapped-file.ts'
import type { FileBytes } from '../commands/members/file/file-bytes.ts'
import type { MembersFile } from '../commands/members/file/file-rows.ts'
import type { TablePiece } from '../commands/members/file/own-table.ts'
import { readMembersFile, type FilePiece } from '../commands/members/file/read-members-file.ts'
import { recogniseFile, type RecogniseParts } from '../commands/members/file/recognise/recognise-file.ts'
import { isSpreadsheet, TOO_LARGE_SHEET } from '../commands/members/file/xlsx.ts'
import { readPlans } from '../commands/plans/plans-file.ts'
import { readVisits } from '../commands/visits/past/visits-file.ts'
import type { RecognisedFile } from '../protocol/import-mapping.ts'
import { BytesOnDisk } from '../platform/bytes-on-disk.ts'
import { HubError, type ErrorCode, type ErrorDetails } from '../protocol/errors.ts'

/** What a thread is made for. */
export interface FileTask {
  file: GivenFile
  /** Of another product's file. */
  mapped?: MappedParts | undefined
  /** Of one that has no members. */
  table?: TableName | undefined
}

/** Tables of an export beside the members. */
export type TableName = keyof typeof TABLES

const TABLES = { visits: readVisits, plans: readPlans, ledger: readLedger } as const

/** Some of what a thread has read: of members, or of another table. */
type AnyPiece = FilePiece | TablePiece<unknown>

/** A file as a thread is given it: the bytes themselves, or their place on the disk. */
type GivenFile = Omit<MembersFile, 'bytes'> & {
  bytes: Uint8Array<ArrayBuffer> | Pick<BytesOnDisk, 'path' | 'from'>
}

/** Asked of the thread: the first pieces, as often as somebody begins to read, and those after them; or what the file holds. */
export type FileQuestion = 'first' | 'next' | { recogniseBy: Omit<RecogniseParts, 'checksum'> }

export type FileAnswer =
  /** None where the file is at its end. */
  | { pieces: AnyPiece[] }
  | { recognised: RecognisedFile }
  | { refusal: { code: ErrorCode; message: string; details: ErrorDetails | undefined } }

/** A file that can be read several times. */
export interface FileReader<Piece = FilePiece> {
  /** Reads it from its beginning, piece by piece; a few of them wait. Throws the HubError of the reading. */
  read: () => AsyncIterable<Piece>
  /** Lets go of the file and its thread. */
  close: () => Promise<void>
}

/** The thread's own file: beside this one in a checkout, under this name in the built hub. */
const ENTRY = import.meta.url.endsWith('.ts') ? './members-file-worker.ts' : './members-file-worker.js'

/** A file of so many bytes is read sooner than a thread has started, within a few milliseconds of the hub's one. */
const SMALL_FILE_BYTES = 32 * 1024

/**
 * A thread that says nothing for so long will say nothing. What a file of a million lines holds is said in one answer: a minute of work,
 * many on a PC that has much else to do.
 */
const ANSWERS_WITHIN_MS = 30 * 60_000

/** Some spreadsheets of 8 kB, made for it, keep their reader busy for hours; the largest that fits is read in ten seconds. */
const SPREADSHEET_READ_WITHIN_MS = 5 * 60_000

interface ThreadLimits extends ResourceLimits {
  answersWithinMs: number
}

/**
 * What the thread may take: what a piece is made of, and its program; 32 are enough for a million rows. Which cards and ids there were
 * is kept outside of this.
 */
const THREAD_LIMITS = {
  maxOldGenerationSizeMb: 48,
  maxYoungGenerationSizeMb: 8,
  answersWithinMs: ANSWERS_WITHIN_MS,
}

/**
 * A gym's plans are parsed as a whole, by the engine itself, whose bounds are no bounds then: what takes far more ends the hub, not the
 * thread. So this is twice what 2 MB (`MAX_PLANS_BYTES`) can become.
 */
const PLANS_LIMITS = {
  maxOldGenerationSizeMb: 96,
  maxYoungGenerationSizeMb: 8,
  answersWithinMs: ANSWERS_WITHIN_MS,
}

/** A spreadsheet is read as a whole: the text of its parts, and all its cells. */
const SPREADSHEET_LIMITS = {
  maxOldGenerationSizeMb: 320,
  maxYoungGenerationSizeMb: 16,
  answersWithinMs: SPREADSHEET_READ_WITHIN_MS,
}

const TOO_LARGE_FILE =
  'The file takes more memory than the hub has for one file. Split it into several files, and take them one after the other.'

interface FileThread {
  worker: Worker
  /** What is said of its file where it takes more memory or time than the thread may have. */
  tooLarge: string
  answersWithinMs: number
}

/**
 * Opens a members file, a large one in a thread of its own, so that the hub goes on meanwhile. Bytes in memory go over to the
 * thread, and are gone with it: nobody else can read them any more.
 */
export function openFileApart(
  file: MembersFile,
  mapped?: MappedParts,
  limits: Partial<ThreadLimits> = {},
): FileReader {
  return readerOf<FilePiece>(file, { mapped }, { ...limitsFor(file), ...limits })
}

/** The same for a table that has no members. */
export function openTableApart<Row>(file: MembersFile, table: TableName): FileReader<TablePiece<Row>> {
  return readerOf<TablePiece<Row>>(file, { table }, table === 'plans' ? PLANS_LIMITS : limitsFor(file))
}

/** What comes of the thread is what its task says. */
function readerOf<Piece>(
  file: MembersFile,
  task: Omit<FileTask, 'file'>,
  limits: ThreadLimits,
): FileReader<Piece> {
  if (isSmall(file)) {
    return { read: () => piecesOf(file, task) as AsyncIterable<Piece>, close: () => Promise.resolve() }
  }
  const thread = threadFor(file, { ...task, limits })
  return {
    read: () => readIn(thread) as AsyncIterable<Piece>,
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
  const thread = threadFor(file, { limits: limitsFor(file) })
  try {
    const answer = await askOf(thread, { recogniseBy })
    if ('recognised' in answer) return answer.recognised
    throw new Error('the thread has not answered what was asked')
  } finally {
    await thread.worker.terminate()
  }
}

/** In the thread: the file that it was given. */
export function fileOf({ bytes, ...file }: GivenFile): MembersFile {
  return { ...file, bytes: 'path' in bytes ? new BytesOnDisk(bytes.path, bytes.from) : bytes }
}

/** In the thread, and for a small file in the hub's own. */
export function piecesOf(
  file: MembersFile,
  { mapped, table }: Omit<FileTask, 'file'>,
): AsyncGenerator<AnyPiece> {
  if (table) return TABLES[table](file)
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

const limitsFor = ({ bytes }: MembersFile): ThreadLimits =>
  isSpreadsheet(bytes) ? SPREADSHEET_LIMITS : THREAD_LIMITS

function threadFor(
  file: MembersFile,
  {
    limits: { answersWithinMs, ...resourceLimits },
    ...task
  }: Omit<FileTask, 'file'> & { limits: ThreadLimits },
): FileThread {
  // Before the bytes go to the thread.
  const tooLarge = isSpreadsheet(file.bytes) ? TOO_LARGE_SHEET : TOO_LARGE_FILE
  const given = givenOf(file.bytes)
  const workerData: FileTask = { file: { ...file, bytes: given }, ...task }
  const worker = new Worker(new URL(ENTRY, import.meta.url), {
    workerData,
    transferList: given instanceof Uint8Array ? [given.buffer] : [],
    resourceLimits,
  })
  return { worker, tooLarge, answersWithinMs }
}

function givenOf(bytes: FileBytes): GivenFile['bytes'] {
  if (bytes instanceof BytesOnDisk) return { path: bytes.path, from: bytes.from }
  return bytes instanceof Uint8Array ? (bytes as Uint8Array<ArrayBuffer>) : bytes.slice()
}

async function* readIn(thread: FileThread): AsyncGenerator<AnyPiece> {
  let asked = askOf(thread, 'first')
  try {
    for (;;) {
      const answer = await asked
      if (!('pieces' in answer) || answer.pieces.length === 0) return
      // Read while these are taken over. What is wrong is told when it is their turn.
      asked = askOf(thread, 'next')
      asked.catch(() => undefined)
      yield* answer.pieces
    }
  } finally {
    // An answer that nobody waits for would be taken for that to the next question.
    await asked.catch(() => undefined)
  }
}

async function askOf(
  { worker, tooLarge, answersWithinMs }: FileThread,
  question: FileQuestion,
): Promise<Exclude<FileAnswer, { refusal: object }>> {
  worker.postMessage(question)
  const signal = AbortSignal.timeout(answersWithinMs)
  const [answer] = (await once(worker, 'message', { signal }).catch(async (error: unknown) => {
    // A file that says little of what it holds is found out by what it takes.
    const { code } = error as { code?: unknown }
    if (signal.aborted) await worker.terminate()
    throw signal.aborted || code === 'ERR_WORKER_OUT_OF_MEMORY' ? new HubError('too_large', tooLarge) : error
  })) as [FileAnswer]
  if (!('refusal' in answer)) return answer
  const { code, message, details } = answer.refusal
  throw new HubError(code, message, details)
}
