import Sqlite from 'better-sqlite3'

/** What lies behind a hub: how many ended visits, over how many days up to now. */
export interface Past {
  visits: number
  days: number
}

const DAY_MS = 24 * 3_600_000
const STAY_MS = 60 * 60_000

/** Of all demo data only members and those inside are left, and then these visits, each with its two events. */
export function replacePast(file: string, { visits, days }: Past): void {
  const database = new Sqlite(file)
  try {
    database.pragma('synchronous = OFF')
    const from = Date.now() - days * DAY_MS - STAY_MS
    const stepMs = visits === 0 ? 0 : (days * DAY_MS) / visits
    database.transaction(() => {
      database.exec('delete from visits where check_out_at is not null')
      if (visits > 0) insertPast(database, { visits, from, stepMs })
      database.exec(FILE_ALL)
    })()
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

/** As the hub has them when it has been quiet for a while. */
const FILE_ALL = `
  delete from filed_visits;
  insert into filed_visits select member_id, check_in_at, id from visits order by 1, 2, 3;
  update hub_state set filed_seq = seq;
`

function insertPast(database: Sqlite.Database, past: { visits: number; from: number; stepMs: number }): void {
  const seq = Number(database.prepare('select seq from hub_state').pluck().get())
  database.exec(`create temp table numbered as
    select row_number() over (order by id) - 1 as number, id from members`)
  database.exec('create unique index temp.by_number on numbered (number)')
  const { many } = database.prepare<[], { many: number }>('select count(*) as many from numbered').get() ?? {
    many: 1,
  }
  const given = { ...past, seq, many, stayMs: STAY_MS }
  database.prepare(INSERT_VISITS).run(given)
  database.prepare(INSERT_EVENTS).run(given)
  database.prepare('update hub_state set seq = seq + 2 * ?').run(past.visits)
}

/** Members in an order that is far apart, ids as the hub makes them: they rise with the time. */
const PAST = `
  with recursive counted (step) as (select 0 union all select step + 1 from counted where step + 1 < :visits),
  past as (
    select step, cast(:from + step * :stepMs as integer) as at, numbered.id as member_id
    from counted join temp.numbered on number = (step * 7919) % :many
  ),
  named as (
    select *, printf('%08x-%04x-7000-8000-%012x', at >> 16, at & 65535, step) as id from past
  )`

const INSERT_VISITS = `
  insert into visits (id, member_id, location, notes, desk_id, check_in_at, check_in_seq, took_visit,
    check_out_at, check_out_notes, closed_by)
  ${PAST}
  select id, member_id, 'Front desk', '', 'past', at, :seq + 2 * step + 1, 0, at + :stayMs, null, 'person'
  from named order by step`

const INSERT_EVENTS = `
  insert into events (seq, type, at, visit_id, member_id, desk_id, verdict, reason)
  ${PAST}
  select :seq + 2 * step + 1 + is_end, iif(is_end, 'member_checked_out', 'member_checked_in'),
    at + is_end * :stayMs, id, member_id, 'past', 'granted', iif(is_end, 'ok_out', 'ok_in')
  from named, (select 0 as is_end union all select 1) order by 1`
