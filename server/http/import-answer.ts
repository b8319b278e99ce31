import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { FastifyReply } from 'fastify'
import type { MappedReport } from '../commands/members/import-mapped.ts'
import type { Watched } from '../commands/members/whole-or-nothing.ts'
import {
  WATCHED_IMPORT_TYPE,
  type ImportProgress,
  type RowOutcome,
  type WatchedLine,
} from '../protocol/import-report.ts'
import { HubError } from '../protocol/errors.ts'
import { saidOf } from './errors.ts'
import { madeAsRead } from './made-as-read.ts'

/** Rows written as JSON in one go: a millisecond of the hub's one thread. */
const ROWS_AT_ONCE = 1_000

/** A report as JSON, a piece at a time: of a million rows it is 40 MB. */
export function* reportPieces({ rows, ...report }: MappedReport, told: 'all' | 'refused'): Generator<string> {
  yield `${JSON.stringify(report).slice(0, -1)},"rows":[`
  let separator = ''
  for (const some of inPieces(told === 'all' ? rows : rows.refused.values())) {
    yield separator + some.map((row) => JSON.stringify(row)).join(',')
    separator = ','
  }
  yield ']}'
}

function* inPieces(rows: Iterable<RowOutcome>): Generator<RowOutcome[]> {
  let some: RowOutcome[] = []
  for (const row of rows) {
    some.push(row)
    if (some.length < ROWS_AT_ONCE) continue
    yield some
    some = []
  }
  if (some.length > 0) yield some
}

/** Between two words of how far an import is: as often as somebody sees a bar move, and no proxy takes the line for dead. */
const TELL_EVERY_MS = 500

/**
 * Answers with lines of JSON: how far the import is while it goes on, then its result, or why there is none. Whoever hangs up wants it no
 * more.
 */
export async function answerWatched(
  reply: FastifyReply,
  work: (watched: Watched) => Promise<Iterable<string>>,
  failed: (error: unknown) => void,
): Promise<void> {
  const lines = new PassThrough()
  const wanted = new AbortController()
  const say = (line: WatchedLine): void => {
    if (!lines.destroyed) lines.write(`${JSON.stringify(line)}\n`)
  }
  reply.raw.once('close', () => wanted.abort())
  void reply.type(WATCHED_IMPORT_TYPE).send(lines)
  try {
    const result = await work({ tell: sometimes((progress) => say({ progress })), signal: wanted.signal })
    await pipeline(madeAsRead(resultLine(result)), lines)
  } catch (error) {
    if (!(error instanceof HubError) || error.code === 'internal') failed(error)
    say({ error: saidOf(error) })
    lines.end()
  }
}

function* resultLine(result: Iterable<string>): Generator<string> {
  yield '{"result":'
  yield* result
  yield '}\n'
}

/** Passes on what is told where it was not told just before; another step at once. */
function sometimes(tell: (progress: ImportProgress) => void): (progress: ImportProgress) => void {
  let step: ImportProgress['step'] | null = null
  let toldAt = 0
  return (progress) => {
    const now = performance.now()
    if (progress.step === step && now - toldAt < TELL_EVERY_MS) return
    step = progress.step
    toldAt = now
    tell(progress)
  }
}
