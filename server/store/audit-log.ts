import type { AuditLogTable, Db, Tx } from './database.ts'
import { prepared } from './prepared.ts'

/** What a person can change. The list is closed, so that a reader knows what to look for. */
export type AuditAction =
  | 'check_in'
  | 'check_out'
  | 'override'
  | 'undo'
  | 'member_added'
  | 'member_changed'
  | 'card_added'
  | 'signed_in'
  | 'switched_in'
  | 'signed_out'
  | 'link_made'
  | 'staff_added'
  | 'staff_changed'
  | 'password_changed'
  | 'pin_changed'
  | 'desk_admitted'
  | 'desk_renamed'
  | 'desk_removed'

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

const insert = prepared<AuditLogTable>()((db, value) =>
  db.insertInto('audit_log').values({
    seq: value('seq'),
    at: value('at'),
    actor: value('actor'),
    desk_id: value('desk_id'),
    action: value('action'),
    subject: value('subject'),
    details: value('details'),
    hash: value('hash'),
  }),
)

/** Appends an entry after `head` and returns the new head: its hash covers the entry and everything before it. */
export async function appendAudit(
  tx: Tx,
  head: AuditHead,
  at: number,
  entry: AuditEntry,
  hash: Hash,
): Promise<AuditHead> {
  const row = {
    seq: head.auditSeq + 1,
    at,
    actor: entry.actor.id,
    desk_id: entry.actor.deskId,
    action: entry.action,
    subject: entry.subject ?? null,
    details: entry.details ? JSON.stringify(entry.details) : null,
  }
  const auditHash = hash(chained(head.auditHash, row))
  await insert(tx, { ...row, hash: auditHash })
  return { auditSeq: row.seq, auditHash }
}

function chained(before: string, row: Omit<AuditLogTable, 'hash'>): string {
  return JSON.stringify([
    before,
    row.seq,
    row.at,
    row.actor,
    row.desk_id,
    row.action,
    row.subject,
    row.details,
  ])
}

/** Rows looked at in one go. */
const PAGE_ROWS = 1_000

/** Follows the chain to its end; returns null where it holds, or one sentence that says where it breaks. */
export async function findAuditBreak(db: Db, head: AuditHead, hash: Hash): Promise<string | null> {
  let last: AuditHead = { auditSeq: 0, auditHash: '' }
  for (;;) {
    const rows = await listAudit(db, { after: last.auditSeq, limit: PAGE_ROWS })
    for (const row of rows) {
      if (row.seq !== last.auditSeq + 1) return `Entry ${last.auditSeq + 1} of the audit log is missing.`
      if (row.hash !== hash(chained(last.auditHash, row)))
        return `Entry ${row.seq} of the audit log was changed.`
      last = { auditSeq: row.seq, auditHash: row.hash }
    }
    if (rows.length < PAGE_ROWS) break
  }
  if (last.auditSeq === head.auditSeq && last.auditHash === head.auditHash) return null
  return `The audit log ends at entry ${last.auditSeq}, not at ${head.auditSeq}.`
}

/** Entries after a number, oldest first. */
export async function listAudit(
  db: Db,
  { after, limit }: { after: number; limit: number },
): Promise<AuditLogTable[]> {
  return db.selectFrom('audit_log').selectAll().where('seq', '>', after).orderBy('seq').limit(limit).execute()
}

const selectSalt = prepared<{ memberId: string }>()((db, value) =>
  db.selectFrom('audit_salts').select('salt').where('member_id', '=', value('memberId')),
)

/** The salt of a member's values in the log; made from `newSalt` where there is none yet. */
export async function saltOf(tx: Tx, memberId: string, newSalt: () => string): Promise<string> {
  const [known] = await selectSalt(tx, { memberId })
  if (known) return known.salt
  const salt = newSalt()
  await tx.insertInto('audit_salts').values({ member_id: memberId, salt }).execute()
  return salt
}
