import type { GymSettings } from '../../domain/gym-settings.ts'
import { HubError } from '../../protocol/errors.ts'
import type { Actor } from '../../store/audit-log.ts'
import { insertCredential, saveImportedVersion, saveMember } from '../../store/import-members.ts'
import { addPhoto } from '../../store/photos.ts'
import { forgetScansOfCode, forgetScansOfMember } from '../../store/recent-scans.ts'
import type { GroupWriter, WriteContext } from '../../store/write.ts'
import { recordingOf, type RecordedChange, type Recording } from '../changes/record-change.ts'
import { bookDebt } from '../ledger/file-debt.ts'
import { changesOf, type Fingerprints } from './audited-member.ts'
import type { Encoding } from '../../protocol/encodings.ts'
import type { ImportProgress } from '../../protocol/import-report.ts'
import type { FilePiece } from './file/read-members-file.ts'
import type { Checksum } from './file/versions.ts'
import { importNote } from './import-notes.ts'
import type { FilePhotos } from './import-photo.ts'
import { keepOwners, ownersAfter, ownersOfPiece, type Owners, type OwnersOfPiece } from './import-owner.ts'
import { planRow, type RowPlan } from './import-row.ts'
import { goOn, wholeOrNothing, type Watched } from './whole-or-nothing.ts'

export interface Imported {
  added: number
  changed: number
  /** Members of the file who are as they were. */
  unchanged: number
  /** Photos of members who had none. */
  photos: number
  /** What an archive has beside: plans for sale, visits of the past, and entries of the ledger. */
  plans: number
  visits: number
  entries: number
  /** Passed over. */
  blankRows: number
  unnamedColumns: number
  /** How the file was read. */
  encoding: Encoding
}

export interface ImportParts {
  gym: Pick<GymSettings, 'locations'>
  /** Runs one piece of work in a transaction of its own, between the commands of the desks. */
  write: GroupWriter['write']
  actor: Actor
  /** What the import is remembered as, to be taken back. */
  change: RecordedChange
  newId: () => string
  fingerprints: Fingerprints
  checksum: Checksum
  /** What came with the file beside its rows. */
  photos?: FilePhotos | undefined
  history?: FileHistory | undefined
  watched?: Watched | undefined
}

/** Plans, visits of the past and a ledger that came with a members file. */
export interface FileHistory {
  /** What members owe is booked there. */
  hasLedger: boolean
  /** Reads all of it, and changes nothing. Throws a HubError at the first bad row. */
  look: (parts: ImportParts) => Promise<void>
  /** Makes the plans, before the members who have them, and says how many. */
  takePlans: (parts: ImportParts) => Promise<number>
  /** Adds the rest to members who are here by now. */
  take: (parts: ImportParts) => Promise<Pick<Imported, 'visits' | 'entries'>>
}

/** Reads the file from its beginning, as often as it is called. */
export type ReadPieces = () => AsyncIterable<FilePiece>

/**
 * Takes a members file over. It is gone through twice: first every row is looked at, and nothing is written if one of them
 * is refused or for a person to decide; then each piece is written in a transaction of its own. A row that says nothing
 * new changes nothing. What fails on the way is taken back.
 */
export async function importMembers(parts: ImportParts, readPieces: ReadPieces): Promise<Imported> {
  const owners = await lookAtAll(parts, readPieces())
  await parts.history?.look(parts)
  return wholeOrNothing(parts, async () => {
    const plans = (await parts.history?.takePlans(parts)) ?? 0
    const imported = await writeAll(parts, readPieces(), owners)
    return { ...imported, plans, ...(await parts.history?.take(parts)) }
  })
}

async function writeAll(
  parts: ImportParts,
  pieces: AsyncIterable<FilePiece>,
  owners: Owners,
): Promise<Imported> {
  const imported: Imported = {
    added: 0,
    changed: 0,
    unchanged: 0,
    photos: 0,
    plans: 0,
    visits: 0,
    entries: 0,
    blankRows: 0,
    unnamedColumns: 0,
    encoding: 'utf-8',
  }
  for await (const piece of pieces) {
    const { done, photos, found } = await parts.write((context) => takeOver(context, parts, piece, owners))
    keepOwners(owners, found)
    for (const what of done) imported[what] += 1
    imported.photos += photos
    imported.blankRows += piece.blankRows
    imported.unnamedColumns += piece.unnamedColumns
    imported.encoding = piece.encoding
    goOn(parts, progressOf('writing', piece))
  }
  return imported
}

/** Refusals that are told at once: whoever mends a file sees some of what is to come. */
const TOLD_REFUSALS = 20

/** Looks at every row. Throws a HubError if any is refused: the first one, and the lines of the others. */
async function lookAtAll(parts: ImportParts, pieces: AsyncIterable<FilePiece>): Promise<Owners> {
  const owners = ownersAfter()
  const refusals: HubError[] = []
  for await (const piece of pieces) {
    const { refused, found } = await parts.write((context) => lookAt(context, parts, piece, owners))
    keepOwners(owners, found)
    refusals.push(...refused)
    if (refusals.length > TOLD_REFUSALS) break
    goOn(parts, progressOf('looking', piece))
  }
  const [first, ...others] = refusals
  if (first) throw allOf(first, others.slice(0, TOLD_REFUSALS))
  return ownersAfter(owners)
}

/** May be run a second time, so it changes nothing of what was found before. */
async function lookAt(
  context: WriteContext,
  parts: ImportParts,
  { rows }: FilePiece,
  owners: Owners,
): Promise<{ refused: HubError[]; found: OwnersOfPiece }> {
  const found = ownersOfPiece(owners)
  const refused: HubError[] = []
  for (const row of rows) {
    await planRow(context, parts, row, found).catch((error: unknown) => {
      if (!(error instanceof HubError)) throw error
      refused.push(error)
    })
  }
  return { refused, found }
}

function allOf(first: HubError, others: readonly HubError[]): HubError {
  if (others.length === 0) return first
  const lines = others.map(({ details }) => Number(details?.['line']))
  return new HubError(first.code, `${first.message} Look at these lines too: ${lines.join(', ')}.`, {
    ...first.details,
    refusals: [first, ...others].map(({ message, details }) => ({ message, ...details })),
  })
}

function progressOf(step: ImportProgress['step'], { readShare, rows }: FilePiece): ImportProgress {
  return { step, share: readShare, count: rows.at(-1)?.line ?? 0 }
}

export type Done = 'added' | 'changed' | 'unchanged'

/** What writing a row does. */
export function doneBy({ known, differences, newCodes, photo }: RowPlan): Done {
  if (!known) return 'added'
  return differences.length + newCodes.length > 0 || photo ? 'changed' : 'unchanged'
}

/** May be run a second time, as above. */
async function takeOver(
  context: WriteContext,
  parts: ImportParts,
  { rows }: FilePiece,
  owners: Owners,
): Promise<{ done: Done[]; photos: number; found: OwnersOfPiece }> {
  const found = ownersOfPiece(owners)
  const done: Done[] = []
  let photos = 0
  const recording = recordingOf(context, parts.change, parts.fingerprints.hash)
  for (const row of rows) {
    const plan = await planRow(context, parts, row, found)
    done.push(await writeRow(context, { ...parts, recording }, plan))
    if (plan.photo) photos += 1
  }
  await recording.keep()
  return { done, photos, found }
}

/** Writes a row as it is planned, in the transaction in which it was. */
export async function writeRow(
  context: WriteContext,
  parts: ImportParts & { recording: Recording },
  plan: RowPlan,
): Promise<Done> {
  const { known, member, importedVersion } = plan
  const { tx, audit } = context
  const done = doneBy(plan)
  const isChanged = done !== 'unchanged'
  if (!known) parts.recording.adding(member.id)
  else if (isChanged || importedVersion !== null) await parts.recording.changing([member.id])
  if (isChanged) {
    const details = known ? await changesOf(context, known, member, parts.fingerprints) : {}
    saveMember(tx, member)
    if (!parts.history?.hasLedger) {
      await bookDebt(context, { known, member, changeId: parts.change.id }, parts)
    }
    giveCards(context, parts.actor, plan)
    givePhoto(context, plan)
    if (!known || Object.keys(details).length > 0) {
      const action = known ? 'member_changed' : 'member_added'
      audit({ actor: parts.actor, action, subject: member.id, details })
    }
    await importNote(context, parts, member.id, plan.row)
    if (known) announceChange(context, plan)
  }
  if (importedVersion !== null) saveImportedVersion(tx, { member_id: member.id, version: importedVersion })
  return done
}

function giveCards({ tx, now, audit }: WriteContext, actor: Actor, plan: RowPlan): void {
  const { member, newCodes, known } = plan
  for (const code of newCodes) {
    insertCredential(tx, { code, member_id: member.id, created_at: now, revoked_at: null })
    forgetScansOfCode(tx, code)
    if (known) audit({ actor, action: 'card_added', subject: member.id })
  }
}

function givePhoto({ tx, now }: WriteContext, { member, photo }: RowPlan): void {
  if (photo) addPhoto(tx, { member_id: member.id, version: photo.version, image: photo.image, at: now })
}

function announceChange(context: WriteContext, { member }: RowPlan): void {
  const { id, full_name, membership_type } = member
  forgetScansOfMember(context.tx, id)
  context.append({ type: 'member_changed', at: context.now, memberId: id }, { full_name, membership_type })
}
