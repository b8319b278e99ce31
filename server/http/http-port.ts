import type { Accounts } from '../auth/accounts.ts'
import type { Actor } from '../auth/staff.ts'
import type { Imported } from '../commands/import-members.ts'
import type { MemberFileRow } from '../commands/members-file.ts'
import type { KnownCard } from '../commands/attach-card.ts'
import type { MemberChange, MemberEssentials } from '../protocol/member-changes.ts'
import type { Problem } from '../health/problems.ts'
import type { ShiftEntry } from '../protocol/reports.ts'
import type { Role } from '../protocol/roles.ts'
import type { UpdatePlan } from '../protocol/updates.ts'
import type { LanState } from '../protocol/lan.ts'
import type { MessagesPort } from './messages-port.ts'
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

/** What signs one desk in, once. */
export interface SignInLink {
  code: string
  /** For a browser on the hub's own machine. */
  address: string
  /** ISO 8601, UTC. */
  expiresAt: string
  /** For another PC: what its desk is told, and where it finds the hub. Null while the network is off. */
  pairing: { text: string; addresses: string[] } | null
}

/** The hub on the gym's network. */
export interface LanPort {
  state: () => LanState
  /** Opens the hub to the network or closes it, from now on and at every start; or says why it cannot. */
  switchTo: (isOn: boolean, actor: Actor) => Promise<LanState>
}

/** What the HTTP addresses need of the hub; `hub.ts` joins it to the commands. */
export interface HttpPort {
  accounts: Accounts
  messages: MessagesPort
  makeLink: (asked: { role: Role; name: string }, actor: Actor) => Promise<SignInLink>
  lan: LanPort
  setUp: SetUpPort
  withdrawCard: (
    asked: { memberId: string } & KnownCard,
    actor: Actor,
  ) => Promise<{ memberId: string; cardEnd: string }>
  restoreCard: (
    asked: { memberId: string } & KnownCard,
    actor: Actor,
  ) => Promise<{ memberId: string; cardEnd: string }>
  changeMember: (asked: { memberId: string } & MemberChange, actor: Actor) => Promise<MemberEssentials>
  attachCard: (
    asked: { memberId: string; code: string },
    actor: Actor,
  ) => Promise<{ memberId: string; cardEnd: string }>
  /** Ends an override of a member before its day. */
  endOverride: (
    asked: { memberId: string; overrideId: string },
    actor: Actor,
  ) => Promise<{ memberId: string; overrideId: string }>
  /** What was out of the ordinary on a business day, YYYY-MM-DD; today where it is not said. */
  dayReport: (day: string | undefined) => Promise<{ day: string; entries: ShiftEntry[] }>
  importMembers: (rows: MemberFileRow[], actor: Actor) => Promise<Imported>
  exportMembers: (format: 'csv' | 'json') => AsyncIterable<string>
  listCheckIns: (page: Page) => Promise<Listed>
  listMembers: (page: Page, search: string) => Promise<Listed>
  /** Takes a backup to a file of the hub's machine; resolves when it is verified. */
  backup: (file: string) => Promise<TakenBackup>
  /** Looks at the whole database and says what is wrong, a sentence each. */
  check: () => Promise<CheckedDatabase>
  /** What stands in the way of service, or nothing. */
  problems: () => Promise<Problem[]>
  /** What a PC is told before it looks for a newer version of the app. */
  updates: () => UpdatePlan
  /** All that helps to find a fault, and nothing of a person. */
  diagnostics: () => Promise<object>
  /** Numbers about this instance, for its operator. */
  state: () => object
}
