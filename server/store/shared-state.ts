import { sql } from 'kysely'
import type { Db, Tx } from './database.ts'
import { ONE, prepared, preparedWrite, type NoValues } from './prepared.ts'
import type { NoticesTable } from './tables/shared.ts'

/** What hubs that share a database tell each other beside the events. Only PostgreSQL has it. */

const serverNow = sql<number>`(extract(epoch from clock_timestamp()) * 1000)::bigint`

const selectVersions = prepared<NoValues>()((db) =>
  db.selectNoFrom((select) => [
    select.selectFrom('people_state').select('version').as('people'),
    select.selectFrom('notices').select('version').orderBy('version', 'desc').limit(ONE).as('notices'),
    serverNow.as('now'),
  ]),
)

/** How often people's standing has changed, the last notice, 0 for none, and the server's clock, in milliseconds since 1970 UTC. */
export async function readSharedVersions(db: Db): Promise<{ people: number; notices: number; now: number }> {
  const [row] = await selectVersions(db, {})
  return { people: row?.people ?? 0, notices: row?.notices ?? 0, now: row?.now ?? NaN }
}

/** The clock of the machine that the database is on, in milliseconds since 1970 UTC. */
export async function readServerClock(db: Db): Promise<number> {
  const { rows } = await sql<{ now: number }>`select ${serverNow} as now`.execute(db)
  return rows[0]?.now ?? NaN
}

const selectNotices = prepared<{ after: number; self: string }>()((db, value) =>
  db
    .selectFrom('notices')
    .selectAll()
    .where('version', '>', value('after'))
    .where('written_by', '!=', value('self'))
    .orderBy('version'),
)

/** What is new since a notice, but for what the hub of this name has written itself. */
export async function listNotices(db: Db, after: number, self: string): Promise<NoticesTable[]> {
  return selectNotices(db, { after, self })
}

/** Forgets notices that every hub has seen: one that was away for longer has no desks that wait for them. */
export async function forgetNoticesBefore(tx: Tx, before: number): Promise<void> {
  await tx.deleteFrom('notices').where('written_at', '<', before).execute()
}

/** A socket of a desk. */
export interface DeskSession {
  deskId: string
  session: string
  /** Higher than that of every socket that came before, at whichever hub. */
  rank: number
}

const selectRank = prepared<NoValues>()((db) =>
  db.selectNoFrom(sql<number>`nextval('desk_ranks')`.as('rank')),
)

/** A rank for a socket that has come now: higher than every one that was given before. */
export async function nextDeskRank(db: Db): Promise<number> {
  const [row] = await selectRank(db, {})
  return row?.rank ?? NaN
}

const upsertSession = prepared<DeskSession & { at: number }>()((db, value) => {
  const row = { session: value('session'), rank: value('rank'), began_at: value('at'), ended_at: null }
  return db
    .insertInto('desk_sessions')
    .values({ desk_id: value('deskId'), ...row })
    .onConflict((conflict) =>
      conflict.column('desk_id').doUpdateSet(row).whereRef('desk_sessions.rank', '<=', 'excluded.rank'),
    )
    .returning('desk_id')
})

const updateEnded = preparedWrite<{ deskId: string; session: string; at: number }>()((db, value) =>
  db
    .updateTable('desk_sessions')
    .set({ ended_at: value('at') })
    .where('desk_id', '=', value('deskId'))
    .where('session', '=', value('session')),
)

/** A desk is connected by this socket from now on, and by no other. False where a newer one is written down already: then nothing is. */
export async function saveDeskSession(tx: Tx, session: DeskSession & { at: number }): Promise<boolean> {
  return (await upsertSession(tx, session)).length > 0
}

/** The socket of a desk is gone; nothing where another one has taken its place. */
export function endDeskSession(tx: Tx, session: { deskId: string; session: string; at: number }): void {
  updateEnded(tx, session)
}

const selectSession = prepared<{ deskId: string }>()((db, value) =>
  db
    .selectFrom('desk_sessions')
    .innerJoin('desks', 'desks.id', 'desk_sessions.desk_id')
    .select([
      'desks.id',
      'desks.name',
      'desk_sessions.session',
      'desk_sessions.rank',
      'desk_sessions.ended_at',
    ])
    .where('desk_id', '=', value('deskId')),
)

/** Where a desk is connected, or was last. */
export async function findDeskSession(
  db: Db,
  deskId: string,
): Promise<{ id: string; name: string; session: string; rank: number; ended_at: number | null } | undefined> {
  const [row] = await selectSession(db, { deskId })
  return row
}
