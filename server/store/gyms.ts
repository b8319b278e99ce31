import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import { isPostgres } from './dialect.ts'
import { prepared } from './prepared.ts'
import type { AwayMembersTable, GymTermsTable } from './tables/gyms.ts'

/** The other gyms of an installation, and the one way to them. A gym in a file has none. */

interface Gym {
  id: number
  /** As `hub serve --site` calls it. */
  name: string
  is_own: 0 | 1
}

/** Thrown where a group would work at another gym that it does not hold: it begins anew and holds it, too. */
export class GymNotHeld extends Error {
  readonly gym: number
  constructor(gym: number) {
    super('Another gym is not held.')
    this.gym = gym
  }
}

/** All gyms of the installation, this one among them; none in a file. */
export async function listGyms(db: Db): Promise<Gym[]> {
  if (!isPostgres(db)) return []
  return (await sql<Gym>`select id, name, is_own from gyms()`.execute(db)).rows
}

/** The names of the other gyms of the installation. */
export async function listOtherGyms(db: Db): Promise<string[]> {
  return (await listGyms(db)).filter(({ is_own }) => is_own === 0).map(({ name }) => name)
}

/** At which other gyms somebody has a card of this code. */
export async function listGymsWithCard(tx: Tx, code: string): Promise<number[]> {
  if (!isPostgres(tx)) return []
  return (await sql<{ id: number }>`select id from gyms_with_card(${code})`.execute(tx)).rows.map(
    ({ id }) => id,
  )
}

/** The gym whose member a visitor is; undefined where it is none of the installation's. */
export async function findGymOfVisitor(tx: Tx, visitorId: string): Promise<number | undefined> {
  if (!isPostgres(tx)) return undefined
  return (await sql<{ id: number }>`select id from gyms_of_visitor(${visitorId})`.execute(tx)).rows[0]?.id
}

/** Keeps others waiting who write at these gyms until the transaction ends. Comes before all that the transaction locks. */
export async function holdGyms(tx: Tx, gyms: ReadonlySet<number>): Promise<void> {
  await sql`select hold_gyms(${[...gyms]}::bigint[])`.execute(tx)
}

/** Works on the rows of another gym as its own hubs do, and then goes on at this one. */
export async function inGym<Result>(tx: Tx, gym: number, work: () => Promise<Result>): Promise<Result> {
  const { rows } = await sql<{ own: string }>`select current_setting('hub.site') as own`.execute(tx)
  await enter(tx, String(gym))
  const result = await work()
  // Where the work fails, the transaction or its savepoint takes this back with all else.
  await enter(tx, rows[0]?.own ?? '')
  return result
}

async function enter(tx: Tx, gym: string): Promise<void> {
  await sql`select set_config('hub.site', ${gym}, true)`.execute(tx)
}

/** What this gym has set for its members wherever they go; undefined where no hub of it has said so yet. */
export async function findGymTerms(db: Db): Promise<Omit<GymTermsTable, 'id'> | undefined> {
  return db.selectFrom('gym_terms').select(['name', 'grace_days', 'debt_allowed_cents']).executeTakeFirst()
}

export async function saveGymTerms(tx: Tx, terms: Omit<GymTermsTable, 'id'>): Promise<void> {
  await tx
    .insertInto('gym_terms')
    .values({ id: 1, ...terms })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(terms))
    .execute()
}

const selectAway = prepared<{ memberId: string }>()((db, value) =>
  db
    .selectFrom('away_members')
    .select(['visitor_id', 'member_id', 'gym'])
    .where('member_id', '=', value('memberId'))
    .orderBy('visitor_id'),
)

/** Where else a member of this gym has been, under which id. */
export async function listAway(db: Db, memberId: string): Promise<AwayMembersTable[]> {
  return selectAway(db, { memberId })
}

/** The member of this gym whom another one knows as this visitor. */
export async function findAwayMember(db: Db, visitorId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('away_members')
    .select('member_id')
    .where('visitor_id', '=', visitorId)
    .executeTakeFirst()
  return row?.member_id
}

export async function insertAway(tx: Tx, away: AwayMembersTable): Promise<void> {
  await tx.insertInto('away_members').values(away).execute()
}
