import { afterLeaving, insideOf, type OccupancyCounters } from '../../server/domain/occupancy.ts'
import type {
  CorrectionPayload,
  EventFrame,
  ServerFrame,
  StatsPayload,
  VisitPayload,
} from '../../server/protocol/server-frames.ts'
import { MAX_RECENT_EVENTS } from '../../server/protocol/limits.ts'
import type { Activity, DeskState, DeskStats } from './desk-state.ts'

/** True for frames that are committed facts with a number. */
export function isEvent(frame: ServerFrame): frame is EventFrame {
  return 'payload' in frame && EVENT_TYPES.has(frame.type)
}

const EVENT_TYPES: ReadonlySet<string> = new Set([
  'member_checked_in',
  'member_checked_out',
  'scan_refused',
  'member_changed',
  'settings_changed',
  'occupancy_corrected',
  'event',
])

/** How an event stands to what the desk knows: the next one, one it has, or one after others that it missed. */
export function placeOf(state: DeskState, frame: EventFrame): 'next' | 'known' | 'gap' {
  const { position } = state
  if (!position || frame.payload.seq <= position.seq) return 'known'
  return frame.payload.seq === position.seq + 1 ? 'next' : 'gap'
}

/** The building after one frame. Events that are not the next change nothing: the caller resumes where there is a gap. */
export function applyFrame(state: DeskState, frame: ServerFrame): DeskState {
  if (isEvent(frame)) return placeOf(state, frame) === 'next' ? applyEvent(state, frame) : state
  switch (frame.type) {
    case 'authentication_success': {
      const { gym, personId, name, role, deskId, deskName } = frame.payload
      return {
        ...state,
        gym,
        person: { id: personId, name, role },
        desk: { id: deskId, name: deskName },
      }
    }
    case 'initial_stats':
    case 'check_in_stats':
      return { ...state, stats: newerStats(state.stats, frame.payload) }
    case 'snapshot': {
      const { present, stats, epoch, seq, recent = [] } = frame.payload
      return {
        ...state,
        position: { epoch, seq },
        stats: statsOf(stats),
        present: new Map(present.map((visit) => [visit.member.id, visit])),
        activity: recent.reduce<readonly Activity[]>(withEvent, []),
      }
    }
    case 'resumed': {
      const { epoch, seq } = frame.payload
      return { ...state, position: { epoch, seq: Math.max(seq, state.position?.seq ?? 0) } }
    }
    case 'hub_status':
      return {
        ...state,
        hubProblem: frame.payload.state === 'trouble' ? frame.payload.reason : null,
        hubWarnings: frame.payload.warnings ?? [],
      }
    default:
      return state
  }
}

function applyEvent(state: DeskState, frame: EventFrame): DeskState {
  const { seq } = frame.payload
  const position = { epoch: state.position?.epoch ?? '', seq }
  const moved = { ...state, position, activity: withEvent(state.activity, frame) }
  switch (frame.type) {
    case 'member_checked_in':
      return cameIn(moved, frame.payload)
    case 'member_checked_out':
      return left(moved, frame.payload)
    case 'occupancy_corrected':
      return { ...moved, stats: recounted(state.stats, frame.payload) }
    case 'member_changed':
      return withMember(moved, frame.payload.member)
    default:
      return moved
  }
}

function cameIn(state: DeskState, visit: VisitPayload): DeskState {
  const isUndo = visit.flags.includes('undone')
  const present = new Map(state.present).set(visit.member.id, visit)
  const stats = counted(state.stats, visit.seq, oneMore, isUndo ? 0 : 1)
  return { ...state, present, stats }
}

function left(state: DeskState, visit: VisitPayload): DeskState {
  const isUndo = visit.flags.includes('undone')
  const present = new Map(state.present)
  if (present.get(visit.member.id)?.id === visit.id) present.delete(visit.member.id)
  const by = visit.flags.includes('auto_closed') ? 'auto' : isUndo ? 'undo' : 'person'
  const stats = counted(state.stats, visit.seq, (heads) => afterLeaving(heads, by), isUndo ? -1 : 0)
  return { ...state, present, stats }
}

/** The numbers with one event more, so that they never lag behind the list; unless they contain it already. */
function counted(
  stats: DeskStats | null,
  seq: number,
  change: (heads: OccupancyCounters) => OccupancyCounters,
  today: number,
): DeskStats | null {
  if (!stats || seq <= stats.seq) return stats
  const { currentlyIn, unregistered, todayTotal } = stats
  const heads = change({ open: currentlyIn - unregistered, unregistered })
  const inside = { currentlyIn: insideOf(heads), unregistered: heads.unregistered }
  return { ...stats, seq, ...inside, todayTotal: todayTotal + today }
}

const oneMore = ({ open, unregistered }: OccupancyCounters): OccupancyCounters => ({
  open: open + 1,
  unregistered,
})

/** The numbers after a headcount. */
function recounted(stats: DeskStats | null, { seq, counted: heads, registered }: CorrectionPayload) {
  if (!stats || seq <= stats.seq) return stats
  return { ...stats, seq, currentlyIn: heads, unregistered: heads - registered }
}

/** Numbers from the hub, unless the desk has counted further than they go. */
function newerStats(known: DeskStats | null, said: StatsPayload): DeskStats {
  const isOlder = known !== null && said.seq < known.seq && said.businessDay === known.businessDay
  const { averageStayMinutes, toReview = 0 } = said
  return isOlder ? { ...known, averageStayMinutes, toReview } : statsOf(said)
}

function statsOf(said: StatsPayload): DeskStats {
  const { currentlyIn, todayTotal, averageStayMinutes, capacity, businessDay, seq } = said
  const { unregistered = 0, toReview = 0 } = said
  return { currentlyIn, todayTotal, averageStayMinutes, capacity, businessDay, seq, unregistered, toReview }
}

/** A member without a name was deleted: what happened to them is not for the screen any more. */
function withMember(state: DeskState, member: VisitPayload['member']): DeskState {
  if (!isDeleted(member)) return { ...state, present: renamed(state.present, member) }
  return { ...state, activity: state.activity.filter((activity) => memberOf(activity)?.id !== member.id) }
}

function isDeleted(member: VisitPayload['member'] | undefined): boolean {
  return member?.full_name === ''
}

function memberOf(activity: Activity): VisitPayload['member'] | undefined {
  return activity.kind === 'refused' ? activity.refusal.member : activity.visit.member
}

/** What happened, with one event more where it is one that is listed. */
function withEvent(activity: readonly Activity[], frame: EventFrame): readonly Activity[] {
  const newest = activityOf(frame)
  if (newest === null || isDeleted(memberOf(newest))) return activity
  return [newest, ...activity].slice(0, MAX_RECENT_EVENTS)
}

function activityOf({ type, payload }: EventFrame): Activity | null {
  switch (type) {
    case 'member_checked_in':
      return {
        kind: 'in',
        key: payload.seq,
        at: payload.undone_time ?? payload.check_in_time,
        visit: payload,
      }
    case 'member_checked_out': {
      const at = payload.check_out_time ?? payload.check_in_time
      return { kind: 'out', key: payload.seq, at, visit: payload }
    }
    case 'scan_refused':
      return { kind: 'refused', key: payload.seq, at: payload.at, refusal: payload }
    default:
      return null
  }
}

function renamed(
  present: ReadonlyMap<string, VisitPayload>,
  member: VisitPayload['member'],
): ReadonlyMap<string, VisitPayload> {
  const visit = present.get(member.id)
  return visit ? new Map(present).set(member.id, { ...visit, member }) : present
}
