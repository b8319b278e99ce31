import type { Db, Tx } from './database.ts'
import type { AuditLogTable } from './tables/audit.ts'
import { prepared, preparedWrite } from './prepared.ts'

/** What a person can change. The list is closed, so that a reader knows what to look for. */
export type AuditAction =
  | 'check_in'
  | 'check_out'
  | 'override'
  | 'override_ended'
  | 'undo'
  | 'closing_reviewed'
  | 'occupancy_corrected'
  | 'member_added'
  | 'member_changed'
  | 'member_change_undone'
  | 'member_removed'
  | 'change_undone'
  | 'member_frozen'
  | 'member_unfrozen'
  | 'member_spoken_to'
  | 'member_listed_again'
  | 'filter_saved'
  | 'filter_removed'
  | 'mapping_kept'
  | 'visits_imported'
  | 'mapping_forgotten'
  | 'member_deleted'
  | 'money_booked'
  | 'plan_added'
  | 'plan_changed'
  | 'plan_retired'
  | 'plan_removed'
  | 'plans_ordered'
  | 'plan_sold'
  | 'shut_days_added'
  | 'shut_days_taken_back'
  | 'guest_let_in'
  | 'family_joined'
  | 'family_left'
  | 'duplicate_dismissed'
  | 'member_merged'
  | 'merge_undone'
  | 'proposal_made'
  | 'proposal_accepted'
  | 'proposal_dismissed'
  | 'note_added'
  | 'note_changed'
  | 'note_ended'
  | 'card_added'
  | 'card_withdrawn'
  | 'card_restored'
  | 'card_lost'
  | 'card_lent'
  | 'card_moved'
  | 'card_printed'
  | 'approval_given'
  | 'kiosk_left'
  | 'message_sent'
  | 'message_ended'
  | 'message_seen'
  | 'handover_written'
  | 'handover_read'
  | 'signed_in'
  | 'switched_in'
  | 'signed_out'
  | 'link_made'
  /** Of earlier versions, which ended all codes where somebody guessed. */
  | 'codes_withdrawn'
  | 'clock_confirmed'
  | 'guessing_noticed'
  | 'network_opened'
  | 'network_closed'
  | 'staff_added'
  | 'staff_changed'
  | 'password_changed'
  | 'pin_changed'
  | 'desk_admitted'
  | 'desk_renamed'
  | 'desk_removed'
  | 'restored'
  | 'standby_made'
  | 'standby_promoted'

/** Who changes something, and where. */
export interface Actor {
  /** The id of the person, or `hub` for the command line beside it. */
  id: string
  deskId: string | null
}

/** One change by a person: who, where, what of whom, and what it was before and after. */
export interface AuditEntry {
  actor: Actor
  action: AuditAction
  /** The id of what was changed. */
  subject?: string
  /** Before and after. Personal values only as `fingerprint` gives them. */
  details?: Readonly<Record<string, unknown>>
}

/** Where the log stands. */
export interface AuditHead {
  auditSeq: number
  auditHash: string
}

/** SHA-256 of a text; passed in because this room knows no Node. */
export type Hash = (text: string) => string

/** An entry as it is kept: who, at which desk, did what, to whom, how. */
type KeptEntry = [
  actor: string,
  deskId: string | null,
  action: AuditAction,
  subject: string | null,
  details: Readonly<Record<string, unknown>> | null,
]

const insert = preparedWrite<AuditLogTable>()((db, value) =>
  db
    .insertInto('audit_log')
    .values({ seq: value('seq'), at: value('at'), entries: value('entries'), hash: value('hash') }),
)

/**
 * Appends the entries of one commit as one row after `head` and returns the new head: its hash covers the row and
 * everything before it. A row a commit, because a hash and an insert for each check-in would cost a tenth of its time.
 */
export function appendAudit(
  tx: Tx,
  head: AuditHead,
  at: number,
  entries: readonly AuditEntry[],
  hash: Hash,
): AuditHead {
  const row = { seq: head.auditSeq + 1, at, entries: JSON.stringify(entries.map(kept)) }
  const auditHash = hash(chained(head.auditHash, row))
  insert(tx, { ...row, hash: auditHash })
  return { auditSeq: row.seq, auditHash }
}

function kept({ actor, action, subject, details }: AuditEntry): KeptEntry {
  return [actor.id, actor.deskId, action, subject ?? null, details ?? null]
}

function chained(before: string, { seq, at, entries }: Omit<AuditLogTable, 'hash'>): string {
  return `${before}\n${seq}\n${at}\n${entries}`
}

/** The hash of one row, or undefined where there is none. */
export async function findAuditHash(db: Db, seq: number): Promise<string | undefined> {
  const row = await db.selectFrom('audit_log').select('hash').where('seq', '=', seq).executeTakeFirst()
  return row?.hash
}

/** Rows looked at in one go. */
const PAGE_ROWS = 500

/** Follows the chain to its end; returns null where it holds, or one sentence that says where it breaks. */
export async function findAuditBreak(db: Db, head: AuditHead, hash: Hash): Promise<string | null> {
  let last: AuditHead = { auditSeq: 0, auditHash: '' }
  for (;;) {
    const rows = await selectAfter(db, last.auditSeq, PAGE_ROWS).execute()
    for (const row of rows) {
      if (row.seq !== last.auditSeq + 1) return `Row ${last.auditSeq + 1} of the audit log is missing.`
      if (row.hash !== hash(chained(last.auditHash, row)))
        return `Row ${row.seq} of the audit log was changed.`
      last = { auditSeq: row.seq, auditHash: row.hash }
    }
    if (rows.length < PAGE_ROWS) break
  }
  if (last.auditSeq === head.auditSeq && last.auditHash === head.auditHash) return null
  return `The audit log ends at row ${last.auditSeq}, not at ${head.auditSeq}.`
}

/** An entry as it is read: those of one commit share `seq` and `at`. */
export interface ReadEntry {
  seq: number
  /** Milliseconds since 1970 UTC. */
  at: number
  actor: string
  desk_id: string | null
  action: AuditAction
  subject: string | null
  details: Readonly<Record<string, unknown>> | null
}

/** The entries of the commits after `after`, oldest first, `limit` commits at most. */
export async function listAudit(
  db: Db,
  { after, limit }: { after: number; limit: number },
): Promise<ReadEntry[]> {
  const rows = await selectAfter(db, after, limit).execute()
  return rows.flatMap(({ seq, at, entries }) =>
    (JSON.parse(entries) as KeptEntry[]).map(([actor, desk_id, action, subject, details]) => {
      const what = { action, subject, details }
      return { seq, at, actor, desk_id, ...what }
    }),
  )
}

function selectAfter(db: Db, after: number, limit: number) {
  return db.selectFrom('audit_log').selectAll().where('seq', '>', after).orderBy('seq').limit(limit)
}

const selectSalt = prepared<{ memberId: string }>()((db, value) =>
  db.selectFrom('audit_salts').select('salt').where('member_id', '=', value('memberId')),
)

const insertSalt = preparedWrite<{ memberId: string; salt: string }>()((db, value) =>
  db.insertInto('audit_salts').values({ member_id: value('memberId'), salt: value('salt') }),
)

/** The salt of a member's values in the log; made from `newSalt` where there is none yet. */
export async function saltOf(tx: Tx, memberId: string, newSalt: () => string): Promise<string> {
  const [known] = await selectSalt(tx, { memberId })
  if (known) return known.salt
  const salt = newSalt()
  insertSalt(tx, { memberId, salt })
  return salt
}
