import { HubError } from '../../protocol/errors.ts'
import type { ImportMapping } from '../../protocol/import-mapping.ts'
import type { MendedCell } from '../../protocol/import-mends.ts'
import type { ImportReport, RowOutcome } from '../../protocol/import-report.ts'
import type { WriteContext } from '../../store/write.ts'
import { recordingOf, type Recording } from '../changes/record-change.ts'
import { refusedRow } from './file/convert/in-their-words.ts'
import { withCell } from './file/convert/mend-cells.ts'
import { RestOfFile } from './file/convert/rest-of-file.ts'
import type { FilePiece } from './file/read-members-file.ts'
import { RowOutcomes } from './file/row-outcomes.ts'
import type { MemberFileRow } from './file/row-shape.ts'
import { doneBy, writeRow, type ImportParts, type ReadPieces } from './import-members.ts'
import { keepOwners, ownersAfter, ownersOfPiece, type Owners, type OwnersOfPiece } from './import-owner.ts'
import { makeNewPlans } from './new-plans.ts'
import { planRow } from './import-row.ts'
import { goOn, wholeOrNothing } from './whole-or-nothing.ts'

/** How another product's file is taken over. */
export interface MappedImport {
  mapping: ImportMapping
  /** Cells of the file that are read as another text. */
  mended?: readonly MendedCell[]
  /** Looks at every row, and changes nothing. */
  isPreview?: boolean
  /** Leaves out the rows that are refused, instead of taking none. */
  onlyGood?: boolean
  /** The plan of a preview: where another one would be done by now, nothing is. */
  plan?: string | undefined
  /** The name that the mapping is kept under when the file is in. */
  keep?: string | undefined
}

/** The report, with its rows as they are kept: nobody has a million of them as objects. */
export type MappedReport = Omit<ImportReport, 'rows'> & { rows: RowOutcomes }

/**
 * Takes another product's file over: first every row is looked at, then each is written by the same code, so that a preview says
 * of each what becomes of it. Throws a HubError, with nothing done, where a row is refused and the others are not wanted alone.
 */
export async function importMapped(
  parts: ImportParts,
  readPieces: ReadPieces,
  asked: MappedImport,
): Promise<MappedReport> {
  const { mapping } = asked
  const seen = await goThrough({ parts, mapping, owners: ownersAfter() }, readPieces())
  if (asked.plan !== undefined && asked.plan !== seen.plan) throw changedSince()
  if (asked.isPreview) return reportOf(seen, true)
  const left = seen.rows.refused
  if (left.size > 0 && !asked.onlyGood) throw refusedOf([...left.values()])
  const owners = ownersAfter(seen.owners)
  return wholeOrNothing(parts, async () =>
    reportOf(await goThrough({ parts, mapping, owners, left }, readPieces()), false),
  )
}

interface Going {
  parts: ImportParts
  mapping: ImportMapping
  owners: Owners
  /** Rows that were refused the first time through, and are not written the second time; without it nothing is. */
  left?: ReadonlyMap<number, RowOutcome>
}

interface Gone {
  rows: RowOutcomes
  rest: RestOfFile
  plan: string
  encoding: ImportReport['encoding']
  owners: Owners
}

async function goThrough(going: Going, pieces: AsyncIterable<FilePiece>): Promise<Gone> {
  const { parts, owners } = going
  const rows = new RowOutcomes()
  const gone: Gone = { rows, rest: new RestOfFile(going.mapping), plan: '', encoding: 'utf-8', owners }
  let lastLine = 0
  let isBegun = false
  for await (const piece of pieces) {
    const { outcomes, found } = await parts.write((context) =>
      goThroughPiece(context, going, { rows: piece.rows, isBegun }),
    )
    keepOwners(owners, found)
    isBegun ||= outcomes.some(isWritten)
    const all = [...outcomes, ...(piece.theirs?.passed ?? [])]
      .map((outcome) => withCell(outcome, piece.theirs))
      .sort((one, other) => one.line - other.line)
    for (const outcome of all) rows.add(outcome)
    gone.rest.add(all, piece.theirs)
    gone.plan = parts.fingerprints.hash(`${gone.plan}${JSON.stringify(all)}`)
    gone.encoding = piece.encoding
    lastLine = all.at(-1)?.line ?? lastLine
    goOn(parts, { step: going.left ? 'writing' : 'looking', share: piece.readShare, count: lastLine })
  }
  return gone
}

/** May be run a second time, so it changes nothing of what was found before. */
async function goThroughPiece(
  context: WriteContext,
  { parts, mapping, owners, left }: Going,
  { rows, isBegun }: { rows: readonly MemberFileRow[]; isBegun: boolean },
): Promise<{ outcomes: RowOutcome[]; found: OwnersOfPiece }> {
  const found = ownersOfPiece(owners)
  const outcomes: RowOutcome[] = []
  const recording = left && recordingOf(context, parts.change, parts.fingerprints.hash)
  for (const row of rows) {
    outcomes.push(
      left?.get(row.line) ?? (await outcomeOf(context, { parts, mapping, recording }, row, found)),
    )
  }
  await recording?.keep()
  if (left && !isBegun && outcomes.some(isWritten)) {
    await makeNewPlans(context, mapping, { ...parts, changeId: parts.change.id })
  }
  return { outcomes, found }
}

const isWritten = ({ what }: RowOutcome): boolean => what === 'added' || what === 'changed'

/** What becomes of a row. One that a desk has made impossible since it was looked at is refused, and the others are taken. */
async function outcomeOf(
  context: WriteContext,
  { parts, mapping, recording }: Pick<Going, 'parts' | 'mapping'> & { recording: Recording | undefined },
  row: MemberFileRow,
  found: OwnersOfPiece,
): Promise<RowOutcome> {
  const { line } = row
  const plan = await planRow(context, parts, row, found).catch((error: unknown) => {
    if (error instanceof HubError) return error
    throw error
  })
  if (plan instanceof HubError) return refusedRow(mapping, line, plan)
  const what = doneBy(plan)
  if (recording) await writeRow(context, { ...parts, recording }, plan)
  if (what !== 'changed') return { line, what }
  const columns = [
    ...plan.differences,
    ...(plan.newCodes.length > 0 ? ['credentials'] : []),
    ...(plan.photo ? ['photo'] : []),
  ]
  return { line, what, columns }
}

function reportOf({ rows, rest, plan, encoding }: Gone, isPreview: boolean): MappedReport {
  return { isPreview, encoding, counts: rows.counts, rows, plan, rest: rest.text() }
}

function changedSince(): HubError {
  return new HubError('request_conflict', 'Something has changed since the preview. Look at it again.')
}

/** Refusals that are told at once: whoever mends a file sees some of what is to come. */
const TOLD_REFUSALS = 20

function refusedOf(refused: readonly RowOutcome[]): HubError {
  const [first, ...others] = refused.slice(0, TOLD_REFUSALS)
  const lines = others.map(({ line }) => line)
  const too = lines.length === 0 ? '' : ` Look at these lines too: ${lines.join(', ')}.`
  return new HubError('invalid_message', `${first?.message ?? ''}${too}`, {
    line: first?.line,
    refusals: [first, ...others].map((one) => ({
      message: one?.message,
      line: one?.line,
      column: one?.column,
    })),
  })
}
