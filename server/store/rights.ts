import { sql, type QueryExecutorProvider } from 'kysely'
import { planOn } from '../domain/rights/plan-on.ts'
import type { Freeze, Period, Plan, PlanValues, Rights } from '../domain/rights/rights.ts'
import type { Db, Tx } from './database.ts'
import { cellsIn, nestedRows } from './nested-rows.ts'
import { ONE, prepared, preparedWrite } from './prepared.ts'
import type { MembersTable } from './tables/members.ts'
import type { FreezesTable, PeriodsTable } from './tables/rights.ts'

/**
 * What members bought and when they paused, read with the member by the same statement: a statement more would cost a scan as much as
 * all its rules. What they may on a day is made of it here, and stored nowhere.
 */

/** The rights of a member as they were read, and for which day they were asked. */
export interface RightsOn extends Rights {
  /** YYYY-MM-DD. */
  today: string
}

/** What a member may on a day, under the names that lists and files have for it. */
export interface PlanColumns {
  /** The plan of the period that counts. */
  membership_type: string
  valid_from: string | null
  valid_until: string | null
  visits_left: number | null
  frozen_from: string | null
  frozen_until: string | null
  /** The period that a visit is taken of. */
  period_id: string | null
}

export type MemberRow = MembersTable & PlanColumns & { rights: RightsOn }

const PERIOD_COLUMNS =
  'id, starts_on, ends_on, counts_from, visits, visits_left, plan_name, plan_id, plan_version, price_cents'

/** The columns `periods` and `freezes` of a query that has `members`: lists as texts. */
export function selectRights(db: QueryExecutorProvider) {
  return [
    sql<string | null>`(
      select ${nestedRows(db, PERIOD_COLUMNS)} from periods
      where periods.member_id = members.id and cancelled_at is null)`.as('periods'),
    sql<string | null>`(
      select ${nestedRows(db, 'id, starts_on, coalesce(ended_on, ends_on), gives_back')} from freezes
      where freezes.member_id = members.id and cancelled_at is null)`.as('freezes'),
  ] as const
}

interface StoredRights {
  /** The plan of the periods that have no name of their own. */
  membership_type: string
  periods: string | null
  freezes: string | null
}

type Text = string | null
type PeriodCells = [
  id: string,
  starts: Text,
  ends: Text,
  from: Text,
  visits: number | null,
  left: number | null,
  planName: Text,
  planId: Text,
  version: number | null,
  price: number | null,
]
type FreezeCells = [id: string, starts: Text, ends: Text, givesBack: 0 | 1]

/** What a member may on a day, by what was read of them. */
export function planColumnsOf(stored: StoredRights, today: string): PlanColumns & { rights: RightsOn } {
  const { membership_type: planName } = stored
  const rights = { planName, periods: periodsIn(stored), freezes: freezesIn(stored), today }
  return { ...columnsOf(planOn(rights, today)), rights }
}

function columnsOf(plan: Plan): PlanColumns {
  return {
    membership_type: plan.planName,
    valid_from: plan.validFrom,
    valid_until: plan.validUntil,
    visits_left: plan.visitsLeft,
    frozen_from: plan.frozenFrom,
    frozen_until: plan.frozenUntil,
    period_id: plan.periodId,
  }
}

function periodsIn({ periods }: StoredRights): Period[] {
  return cellsIn<PeriodCells>(periods).map((cells) => {
    const [id, startsOn, endsOn, countsFrom, visits, visitsLeft, planName, planId, version, priceCents] =
      cells
    return {
      ...{ id, startsOn, endsOn, countsFrom, visits, visitsLeft },
      ...(planName !== null && { planName }),
      ...(planId !== null && version !== null && { version: { planId, version } }),
      ...(priceCents !== null && { priceCents }),
    }
  })
}

function freezesIn({ freezes }: StoredRights): Freeze[] {
  return cellsIn<FreezeCells>(freezes).map(([id, startsOn, endsOn, givesBack]) => ({
    ...{ id, startsOn, endsOn, givesBack: givesBack === 1 },
  }))
}

/** A member with what they may on a day, by a row that has both. */
export function memberOn<Row extends MembersTable & StoredRights>(
  row: Row,
  today: string,
): Omit<Row, 'periods' | 'freezes'> & MemberRow {
  const { periods, freezes, ...member } = row
  const { membership_type } = row
  return { ...member, ...planColumnsOf({ membership_type, periods, freezes }, today) }
}

/** The member as they are with other rights. */
export function withRights(member: MemberRow, rights: Rights): MemberRow {
  const { today } = member.rights
  return { ...member, ...columnsOf(planOn(rights, today)), rights: { ...rights, today } }
}

/** What the columns of a member say of their plan. */
export function planValuesOf(member: PlanColumns): PlanValues {
  const { membership_type, valid_from, valid_until, visits_left, frozen_from, frozen_until } = member
  return {
    planName: membership_type,
    validFrom: valid_from,
    validUntil: valid_until,
    visitsLeft: visits_left,
    frozenFrom: frozen_from,
    frozenUntil: frozen_until,
  }
}

const upsertPeriod = preparedWrite<PeriodsTable>()((db, value) => {
  const now = {
    starts_on: value('starts_on'),
    ends_on: value('ends_on'),
    counts_from: value('counts_from'),
    visits: value('visits'),
    visits_left: value('visits_left'),
    cancelled_at: value('cancelled_at'),
    plan_name: value('plan_name'),
    plan_id: value('plan_id'),
    plan_version: value('plan_version'),
    price_cents: value('price_cents'),
  }
  const made = { follows: value('follows'), made_at: value('made_at') }
  return db
    .insertInto('periods')
    .values({ member_id: value('member_id'), id: value('id'), ...now, ...made })
    .onConflict((conflict) => conflict.columns(['member_id', 'id']).doUpdateSet(now))
})

/** Of a freeze that is made of shut days only its own days change. */
const upsertFreeze = preparedWrite<Omit<FreezesTable, 'shut_days_id'>>()((db, value) => {
  const now = {
    starts_on: value('starts_on'),
    ends_on: value('ends_on'),
    ended_on: value('ended_on'),
    gives_back: value('gives_back'),
    cancelled_at: value('cancelled_at'),
  }
  const made = { reason: value('reason'), made_at: value('made_at'), made_by: value('made_by') }
  return db
    .insertInto('freezes')
    .values({ member_id: value('member_id'), id: value('id'), ...now, ...made })
    .onConflict((conflict) => conflict.columns(['member_id', 'id']).doUpdateSet(now))
})

/** Writes what a member's rights have become: what is new or another one, and that what is gone was taken back. */
export function saveRights(
  tx: Tx,
  memberId: string,
  change: { before: Rights; after: Rights; now: number },
): void {
  const { before, after, now } = change
  const of = { member_id: memberId, made_at: now }
  const periods = differencesOf(before.periods, after.periods)
  for (const period of periods.written) upsertPeriod(tx, { ...of, ...periodRow(period), cancelled_at: null })
  for (const period of periods.gone) upsertPeriod(tx, { ...of, ...periodRow(period), cancelled_at: now })
  const freezes = differencesOf(before.freezes, after.freezes)
  for (const freeze of freezes.written) upsertFreeze(tx, { ...of, ...freezeRow(freeze), cancelled_at: null })
  for (const freeze of freezes.gone) upsertFreeze(tx, { ...of, ...freezeRow(freeze), cancelled_at: now })
}

/** Those whose object is another one count as written. */
function differencesOf<Part extends { id: string }>(before: readonly Part[], after: readonly Part[]) {
  const kept = new Set(after.map(({ id }) => id))
  return {
    written: after.filter((part) => !before.includes(part)),
    gone: before.filter(({ id }) => !kept.has(id)),
  }
}

function periodRow({ version, ...period }: Period) {
  return {
    ...{ id: period.id, starts_on: period.startsOn, ends_on: period.endsOn },
    ...{ counts_from: period.countsFrom, visits: period.visits, visits_left: period.visitsLeft },
    ...{ follows: period.follows ?? null, plan_name: period.planName ?? null },
    ...{ plan_id: version?.planId ?? null, plan_version: version?.version ?? null },
    price_cents: period.priceCents ?? null,
  }
}

function freezeRow({ id, startsOn, endsOn, givesBack }: Freeze) {
  const gives_back: 0 | 1 = givesBack ? 1 : 0
  return { id, starts_on: startsOn, ends_on: endsOn, ended_on: null, gives_back, reason: '', made_by: '' }
}

const selectMadeAt = prepared<{ memberId: string; at: number }>()((db, value) =>
  db
    .selectFrom('periods')
    .select('id')
    .where('member_id', '=', value('memberId'))
    .where('made_at', '=', value('at'))
    .where('follows', 'is not', null)
    .where('cancelled_at', 'is', null)
    .orderBy('id', 'desc')
    .limit(ONE),
)

/** The id of what a renewal at this instant bought; undefined where it bought nothing. */
export async function findRenewalAt(db: Db, memberId: string, at: number): Promise<string | undefined> {
  const [row] = await selectMadeAt(db, { memberId, at })
  return row?.id
}

const takeVisits = preparedWrite<{ memberId: string; periodId: string; change: number }>()((db, value) =>
  db
    .updateTable('periods')
    .set((period) => ({ visits_left: period('visits_left', '+', value('change')) }))
    .where('member_id', '=', value('memberId'))
    .where('id', '=', value('periodId')),
)

/** Takes visits off a pack (`change` -1) or gives them back (+1). */
export function changeVisitsLeft(tx: Tx, of: { memberId: string; periodId: string }, change: number): void {
  takeVisits(tx, { ...of, change })
}

/** What is left of a pack; undefined where there is no such one, null where it is none. */
export async function findVisitsLeft(
  db: Db,
  { memberId, periodId }: { memberId: string; periodId: string },
): Promise<number | null | undefined> {
  const row = await db
    .selectFrom('periods')
    .select('visits_left')
    .where('member_id', '=', memberId)
    .where('id', '=', periodId)
    .executeTakeFirst()
  return row?.visits_left
}
