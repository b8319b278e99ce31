import type { Kysely, Transaction } from 'kysely'
import type { AuditLogTable, AuditSaltsTable } from './tables/audit.ts'
import type { ChangedRowsTable, ChangesTable } from './tables/changes.ts'
import type { CorrectionsTable, DayStatsTable, HalfHoursTable, ShiftLogTable } from './tables/days.ts'
import type { DismissedDuplicatesTable, MergedMembersTable, MergesTable } from './tables/duplicates.ts'
import type { EventsTable, HubStateTable, RecentScansTable, RequestsTable } from './tables/events.ts'
import type { LedgerEntriesTable } from './tables/ledger.ts'
import type {
  CredentialsTable,
  ImportedMembersTable,
  MemberNotesTable,
  MemberProposalsTable,
  MembersTable,
} from './tables/members.ts'
import type { MadePlansTable, SavedMappingsTable } from './tables/imports.ts'
import type { ConversationsTable, SavedFiltersTable } from './tables/lists.ts'
import type {
  HandoverNotesTable,
  HandoverReadsTable,
  StaffMessageSeenTable,
  StaffMessagesTable,
} from './tables/messages.ts'
import type {
  DeskPeopleTable,
  DesksTable,
  EndedSignInsTable,
  RefreshTokensTable,
  SignInAttemptsTable,
  SignInCodesTable,
  SignInsTable,
  StaffTable,
} from './tables/people.ts'
import type { FreezesTable, PeriodsTable, ShutDaysTable } from './tables/rights.ts'
import type { AwayMembersTable, GymTermsTable } from './tables/gyms.ts'
import type { FamilyMembersTable, PassesTable } from './tables/families.ts'
import type { PlansTable, PlanVersionsTable } from './tables/plans.ts'
import type { MemberPhotosTable } from './tables/photos.ts'
import type { DeskSessionsTable, NoticesTable, PeopleStateTable, SitesTable } from './tables/shared.ts'
import type {
  ApprovalsTable,
  ClosingsTable,
  OverridesTable,
  StandingOverridesTable,
  VisitHistoryTable,
  VisitsTable,
} from './tables/visits.ts'

/**
 * The tables. Ids are UUIDv7 that we make, instants are milliseconds since 1970 UTC, days are YYYY-MM-DD in the gym's
 * time zone, flags and answers are JSON text, booleans are 0 and 1. Names of members stand in `members` only.
 */
export interface Tables {
  hub_state: HubStateTable
  day_stats: DayStatsTable
  members: MembersTable
  periods: PeriodsTable
  freezes: FreezesTable
  shut_days: ShutDaysTable
  credentials: CredentialsTable
  imported_members: ImportedMembersTable
  member_proposals: MemberProposalsTable
  visits: VisitsTable
  recent_visits: VisitHistoryTable
  filed_visits: VisitHistoryTable
  events: EventsTable
  requests: RequestsTable
  recent_scans: RecentScansTable
  desks: DesksTable
  sign_in_codes: SignInCodesTable
  refresh_tokens: RefreshTokensTable
  sign_ins: SignInsTable
  staff: StaffTable
  desk_people: DeskPeopleTable
  sign_in_attempts: SignInAttemptsTable
  ended_sign_ins: EndedSignInsTable
  audit_log: AuditLogTable
  audit_salts: AuditSaltsTable
  overrides: OverridesTable
  standing_overrides: StandingOverridesTable
  shift_log: ShiftLogTable
  approvals: ApprovalsTable
  closings: ClosingsTable
  corrections: CorrectionsTable
  half_hours: HalfHoursTable
  member_notes: MemberNotesTable
  conversations: ConversationsTable
  saved_filters: SavedFiltersTable
  saved_mappings: SavedMappingsTable
  made_plans: MadePlansTable
  ledger_entries: LedgerEntriesTable
  staff_messages: StaffMessagesTable
  staff_message_seen: StaffMessageSeenTable
  handover_notes: HandoverNotesTable
  handover_reads: HandoverReadsTable
  people_state: PeopleStateTable
  notices: NoticesTable
  desk_sessions: DeskSessionsTable
  sites: SitesTable
  plans: PlansTable
  plan_versions: PlanVersionsTable
  member_photos: MemberPhotosTable
  passes: PassesTable
  family_members: FamilyMembersTable
  changes: ChangesTable
  changed_rows: ChangedRowsTable
  dismissed_duplicates: DismissedDuplicatesTable
  merges: MergesTable
  merged_members: MergedMembersTable
  away_members: AwayMembersTable
  gym_terms: GymTermsTable
}

/** The database outside a transaction: for single reads and for opening. */
export type Db = Kysely<Tables>

/** The database inside the writer's transaction. A function that asks for a Tx cannot be called without one. */
export type Tx = Transaction<Tables>
