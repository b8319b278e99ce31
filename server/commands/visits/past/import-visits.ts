import {
  addPastVisits,
  listKnownVisits,
  listMembersBehind,
  type PastVisitRow,
} from '../../../store/past-visits.ts'
import type { WriteContext } from '../../../store/write.ts'
import { recordVisits } from '../../changes/record-change.ts'
import type { TablePiece } from '../../members/file/own-table.ts'
import type { ImportParts } from '../../members/import-members.ts'
import { goOn, wholeOrNothing } from '../../members/whole-or-nothing.ts'
import type { PastVisit } from './visits-file.ts'

/** What has become of the visits in a file. */
export interface ImportedVisits {
  added: number
  /** Those that are here: the same file again. */
  known: number
  /** Of members who are not here. */
  ofNobody: number
}

/** Takes a file of past visits over, all of it or nothing. */
export function importVisits(
  parts: ImportParts,
  readPieces: () => AsyncIterable<TablePiece<PastVisit>>,
): Promise<ImportedVisits> {
  return wholeOrNothing(parts, () => addVisits(parts, readPieces()))
}

/** Adds past visits to the history of their members, as a part of an import. They count to no day of this hub's own. */
export async function addVisits(
  parts: ImportParts,
  pieces: AsyncIterable<TablePiece<PastVisit>>,
): Promise<ImportedVisits> {
  const all: ImportedVisits = { added: 0, known: 0, ofNobody: 0 }
  for await (const { rows, readShare } of pieces) {
    const { added, known, ofNobody } = await parts.write((context) => addSome(context, parts, rows))
    all.added += added
    all.known += known
    all.ofNobody += ofNobody
    goOn(parts, { step: 'writing', share: readShare, count: rows.at(-1)?.line ?? 0 })
  }
  return all
}

async function addSome(
  context: WriteContext,
  { change, actor }: ImportParts,
  visits: readonly PastVisit[],
): Promise<ImportedVisits> {
  const { tx } = context
  const members = await listMembersBehind(tx, [...new Set(visits.flatMap(({ memberIds }) => memberIds))])
  const known = await listKnownVisits(
    tx,
    visits.map(({ id }) => id),
  )
  const rows = new Map<string, PastVisitRow>()
  const counts: ImportedVisits = { added: 0, known: 0, ofNobody: 0 }
  for (const visit of visits) {
    const memberId = visit.memberIds.map((id) => members.get(id)).find((id) => id !== undefined)
    if (known.has(visit.id) || rows.has(visit.id)) counts.known += 1
    else if (memberId === undefined) counts.ofNobody += 1
    else rows.set(visit.id, { ...rowOf(visit, memberId), desk_id: actor.deskId ?? '', change_id: change.id })
  }
  const added = [...rows.values()]
  await recordVisits(context, change, [...new Set(added.map(({ member_id }) => member_id))])
  await addPastVisits(tx, added)
  if (added.length > 0)
    context.audit({ actor, action: 'visits_imported', subject: change.id, details: { visits: added.length } })
  return { ...counts, added: added.length }
}

function rowOf(visit: PastVisit, memberId: string): Omit<PastVisitRow, 'desk_id' | 'change_id'> {
  return {
    ...{ id: visit.id, member_id: memberId, location: visit.location, notes: visit.notes },
    // No event of this hub's, and no visit off a pack that is sold here.
    ...{ check_in_at: visit.checkInAt, check_in_seq: 0, took_visit: 0 },
    ...{ check_out_at: visit.checkOutAt, check_out_notes: visit.checkOutNotes, closed_by: visit.closedBy },
  }
}
