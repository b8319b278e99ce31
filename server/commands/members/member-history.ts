import type { z } from 'zod'
import {
  HISTORY_PAGE,
  type HistoryEntry,
  type HistoryRefusal,
  type HistoryVisit,
  type MemberHistoryReply,
  type memberHistoryParams,
} from '../../protocol/methods.ts'
import type { Db } from '../../store/database.ts'
import {
  listRefusalsBefore,
  listVisitsBefore,
  type Position,
  type RefusalOfHistory,
  type VisitOfHistory,
} from '../../store/member-history.ts'
import { isoTime } from '../../domain/iso-time.ts'

type Asked = z.output<typeof memberHistoryParams>

/** Before everything: no visit is later, and every id sorts before it. */
const NEWEST: Position = { at: Number.MAX_SAFE_INTEGER, id: '\uffff' }

/**
 * A page of what has become of a member's coming: visits with how they ended and who overrode what, refusals with their
 * reason. Visits and refusals are two lists, each with a position of its own, so that no entry is lost or shown twice
 * whatever came in between.
 */
export async function readMemberHistory(db: Db, { memberId, after }: Asked): Promise<MemberHistoryReply> {
  const visits = await listVisitsBefore(db, memberId, positionOf(after.visit) ?? NEWEST, HISTORY_PAGE + 1)
  const refusals = await listRefusalsBefore(db, memberId, positionOf(after.refusal), HISTORY_PAGE + 1)
  const all = merged(visits.map(visitEntry), refusals.map(refusalEntry))
  const entries = all.slice(0, HISTORY_PAGE)
  if (all.length === entries.length) return { entries, next: null }
  const lastOf = (kind: HistoryEntry['kind']) => entries.findLast((entry) => entry.kind === kind)
  const next = {
    visit: placeOf(lastOf('visit')) ?? after.visit,
    refusal: placeOf(lastOf('refusal')) ?? after.refusal,
  }
  return { entries, next }
}

/** Both are in order, and stay so: the later of the two first entries comes first. */
function merged(visits: HistoryVisit[], refusals: HistoryRefusal[]): HistoryEntry[] {
  const entries: HistoryEntry[] = []
  for (;;) {
    const [visit] = visits
    const [refusal] = refusals
    if (!visit || !refusal) return [...entries, ...visits, ...refusals]
    entries.push(visit.at >= refusal.at ? visit : refusal)
    if (visit.at >= refusal.at) visits.shift()
    else refusals.shift()
  }
}

function positionOf(sent: { at: string; id: string } | undefined): Position | undefined {
  return sent && { at: Date.parse(sent.at), id: sent.id }
}

function placeOf(entry: HistoryEntry | undefined): { at: string; id: string } | undefined {
  return entry && { at: entry.at, id: entry.id }
}

const ENDED = { auto: 'auto_closed', undo: 'undone', person: null } as const

function visitEntry(visit: VisitOfHistory): HistoryVisit {
  const { id, location, check_in_at, check_out_at, closed_by, desk_name, refusal } = visit
  return {
    kind: 'visit',
    ...{ id, location, desk: desk_name ?? '', at: isoTime(check_in_at) },
    check_out_time: check_out_at === null ? null : isoTime(check_out_at),
    ended: closed_by && ENDED[closed_by],
    ...(visit.host_id !== null && { broughtBy: { id: visit.host_id, full_name: visit.host_name ?? '' } }),
    override: refusal && {
      ...{ refusal, reason: visit.override_reason ?? '' },
      ...{ by: visit.staff_name ?? '', approvedBy: visit.manager_name ?? '' },
    },
  }
}

function refusalEntry({ seq, at, reason, desk_name }: RefusalOfHistory): HistoryRefusal {
  return {
    kind: 'refusal',
    ...{ id: String(seq), at: isoTime(at), desk: desk_name ?? '' },
    reason: reason ?? 'unknown_credential',
  }
}
