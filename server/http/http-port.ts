import type { Caller } from '../auth/caller.ts'
import type { Accounts } from '../auth/accounts.ts'
import type { Actor } from '../auth/staff.ts'
import type { Call } from '../commands/call.ts'
import type { MappedImport, MappedReport } from '../commands/members/import-mapped.ts'
import type { Imported } from '../commands/members/import-members.ts'
import type { ImportedVisits } from '../commands/visits/past/import-visits.ts'
import type { Watched } from '../commands/members/whole-or-nothing.ts'
import type { MembersFile } from '../commands/members/file/file-rows.ts'
import type { Problem } from '../health/problems.ts'
import type { Readiness } from '../health/readiness.ts'
import type { ShippedCopy } from '../backup/standbys.ts'
import type { RecognisedFile } from '../protocol/import-mapping.ts'
import type { HeldCopy, HubIdentity } from '../protocol/standby.ts'
import type { TermClaim } from '../protocol/term.ts'
import type { UpdatePlan } from '../protocol/updates.ts'
import type { SetUpPort } from './set-up-port.ts'

export interface Page {
  offset: number
  limit: number
}

export interface Listed {
  count: number
  results: object[]
}

/** What a backup holds. */
export interface TakenBackup {
  bytes: number
  seq: number
  /** Rows by table. */
  counts: Record<string, number>
}

export interface CheckedDatabase {
  findings: string[]
  members: number
  seq: number
}

/** What the PC that keeps a copy may ask. */
interface StandbyPort {
  /** The desk that a manager asks from becomes a standby. */
  begin: (caller: Caller) => Promise<{ deskId: string }>
  /** Throws `forbidden` for every desk that is none. */
  require: (deskId: string | null) => string
  identity: () => HubIdentity
  /** A verified copy; null where the standby has all. */
  ship: (deskId: string, held: HeldCopy | null) => Promise<ShippedCopy | null>
}

/** What the HTTP addresses need of the hub; `hub.ts` joins it to the commands. */
export interface HttpPort {
  accounts: Accounts
  call: Call
  setUp: SetUpPort
  importMembers: (file: MembersFile, actor: Actor, watched?: Watched) => Promise<Imported>
  /** The entries of some business days, YYYY-MM-DD, both included, as CSV. */
  exportLedger: (span: { from: string | null; to: string | null }) => AsyncIterable<string>
  /** Another product's file, by what its columns mean. */
  importMapped: (
    file: MembersFile,
    asked: MappedImport,
    actor: Actor,
    watched?: Watched,
  ) => Promise<MappedReport>
  /** What a file of any product holds; with the answers that were kept for such a file, those under a name, or none by ''. */
  recogniseMembers: (file: MembersFile, mapping?: string) => Promise<RecognisedFile>
  exportMembers: (format: 'csv' | 'json') => AsyncIterable<string>
  /** Visits of the past, as one of our hubs or AV Gym gives them. */
  importVisits: (file: MembersFile, actor: Actor, watched?: Watched) => Promise<ImportedVisits>
  /** All members with their photos, visits and the ledger, and the plans, as a ZIP archive. */
  exportArchive: () => AsyncIterable<Uint8Array>
  listCheckIns: (page: Page) => Promise<Listed>
  listMembers: (page: Page, search: string) => Promise<Listed>
  /** Takes a backup to a file of the hub's machine; resolves when it is verified. */
  backup: (file: string) => Promise<TakenBackup>
  /** Looks at the whole database and says what is wrong, a sentence each. */
  check: () => Promise<CheckedDatabase>
  standby: StandbyPort
  /** Hears of a term; true where this hub is over by it. */
  hearTerm: (claim: TermClaim) => boolean
  /** Whether desks are to be sent here, and what stands in the way of service, or nothing. */
  readiness: () => Promise<{ readiness: Readiness; problems: Problem[] }>
  /** What a PC is told before it looks for a newer version of the app. */
  updates: () => UpdatePlan
  /** Numbers about this instance, for its operator. */
  state: () => object
}
