import pg from 'pg'
import { describe, expect, it } from 'vitest'
import { HUB_ROLE } from '../../../server/store/postgres/hub-role.ts'
import { atEnd, forWholeFile } from '../../support/for-whole-file.ts'
import { openTwoSites } from '../../support/hub/two-sites.ts'
import { askServer, isServerThere } from '../../support/postgres/databases.ts'

const [MAIN, SOUTH] = [1, 2]

/** Errors of PostgreSQL. */
const FORBIDDEN = { code: '42501' }
const NO_SITE = { code: '42704' }

const sites = isServerThere() ? forWholeFile(openTwoSites) : () => expect.fail('There is no server.')

/** A connection such as a hub's: of this gym, or of none. */
async function connectAsHub(site?: number): Promise<pg.Client> {
  const options = [`-c role=${HUB_ROLE}`, site !== undefined && `-c hub.site=${site}`]
  const client = new pg.Client({
    ...{ connectionString: sites().database, options: options.filter(Boolean).join(' ') },
  })
  await client.connect()
  atEnd(() => client.end())
  return client
}

const ask = async (question: string): Promise<Record<string, unknown>[]> =>
  (await askServer(sites().database, question)) as Record<string, unknown>[]

/** Tables whose rows stay as they are. */
const KEPT = ['audit_log', 'ledger_entries']

/** Tables of the database as a whole: which gyms there are, and what their schema is. */
const SHARED = '^(sites$|schema_reach$|kysely_)'

/** The tables of a gym. */
async function listTables(): Promise<string[]> {
  const rows = await ask(`select relname as name from pg_class
    where relkind = 'r' and relnamespace = 'public'::regnamespace order by relname`)
  return rows.map(({ name }) => String(name)).filter((name) => !new RegExp(SHARED).test(name))
}

describe.skipIf(!isServerThere())('every table of a gym', () => {
  it('has row-level security that binds its owner too, and one policy', async () => {
    const secured = await ask(`select relname as name from pg_class
      where relrowsecurity and relforcerowsecurity and relnamespace = 'public'::regnamespace
        and (select count(*) from pg_policy where polrelid = pg_class.oid and polwithcheck is not null) = 1
      order by relname`)
    expect(secured.map(({ name }) => name)).toEqual(await listTables())
  })

  it('has keys and indexes that begin with the site', async () => {
    const others = await ask(`select indexrelid::regclass::text as name from pg_index
      join pg_class on pg_class.oid = indrelid and relnamespace = 'public'::regnamespace
      left join pg_attribute on attrelid = indrelid and attnum = indkey[0]
      where attname is distinct from 'site_id' and relname !~ '${SHARED}'`)
    expect(others).toEqual([])
  })

  it('refers to rows of its own gym alone', async () => {
    const keys = await ask(`select conrelid::regclass::text as name,
        (select attname from pg_attribute where attrelid = conrelid and attnum = conkey[1]) as first
      from pg_constraint where contype = 'f'`)
    expect(keys.length).toBeGreaterThan(5)
    expect(keys.filter(({ first }) => first !== 'site_id')).toEqual([])
  })
})

describe.skipIf(!isServerThere())('the role of the hubs', () => {
  it('owns nothing, signs in nowhere and goes past nothing', async () => {
    const [role] = await ask(`select rolcanlogin, rolsuper, rolbypassrls, rolcreaterole,
        (select count(*) from pg_class where relowner = pg_roles.oid) as owned
      from pg_roles where rolname = '${HUB_ROLE}'`)
    expect(role).toEqual({ rolcanlogin: 0, rolsuper: 0, rolbypassrls: 0, rolcreaterole: 0, owned: 0 })
  })

  it('sees no row without a site, but an error', async () => {
    const nobody = await connectAsHub()
    for (const table of await listTables()) {
      await expect(nobody.query(`select * from ${table}`), table).rejects.toMatchObject(NO_SITE)
    }
    await expect(nobody.query('select * from filed_visits')).rejects.toMatchObject(NO_SITE)
    await expect(
      nobody.query(`insert into corrections (seq, at, counted, registered) values (9, 9, 9, 9)`),
    ).rejects.toMatchObject(NO_SITE)
  })

  it('sees, changes and removes no row of another gym', async () => {
    const hub = await connectAsHub(MAIN)
    for (const table of await listTables()) {
      const { rows } = await hub.query(`select distinct site_id::int from ${table} where site_id is not null`)
      expect({ table, rows: rows.filter((row: { site_id: number }) => row.site_id !== MAIN) }).toEqual({
        ...{ table, rows: [] },
      })
      const theirs = await hub.query(`select 1 from ${table} where site_id = ${SOUTH}`)
      expect({ table, count: theirs.rowCount }).toEqual({ table, count: 0 })
      if (KEPT.includes(table)) continue
      for (const change of [`update ${table} set site_id = site_id`, `delete from ${table}`]) {
        const { rowCount } = await hub.query(`${change} where site_id = ${SOUTH}`)
        expect({ change, rowCount }).toEqual({ change, rowCount: 0 })
      }
    }
    const { rows } = await hub.query('select count(*)::int as count from filed_visits')
    expect(rows).toEqual([{ count: 1 }])
  })

  it('writes no row into another gym, moves none there, and refers to none', async () => {
    const { south } = sites()
    const hub = await connectAsHub(MAIN)
    for (const table of await listTables()) {
      if (KEPT.includes(table) || (await hub.query(`select 1 from ${table} limit 1`)).rowCount === 0) continue
      const moved = hub.query(`update ${table} set site_id = ${SOUTH}`)
      await expect(moved, table).rejects.toMatchObject(FORBIDDEN)
      const copied = hub.query(
        `insert into ${table} overriding user value select (jsonb_populate_record(one,
          jsonb_build_object('site_id', ${SOUTH}))).* from ${table} as one limit 1`,
      )
      // A column that is generated refuses before the policy does.
      await expect(copied, table).rejects.toMatchObject({
        code: expect.stringMatching(/^(42501|428C9)$/) as string,
      })
    }
    for (const insert of [
      `members (site_id, id, full_name, membership_type, phone, email, suspended, debt_cents, search_text, created_at, updated_at)
        values (${SOUTH}, 'm', '', '', '', '', 0, 0, '', 0, 0)`,
      `credentials (site_id, code, member_id, created_at) values (${SOUTH}, 'c', '${south.has.memberId}', 0)`,
    ])
      await expect(hub.query(`insert into ${insert}`), insert).rejects.toMatchObject(FORBIDDEN)
    const visit = `insert into visits
      (id, member_id, location, notes, desk_id, check_in_at, check_in_seq, took_visit)
      values ('v', $1, '', '', '', 1, 1, 0)`
    await expect(hub.query(visit, [south.has.memberId])).rejects.toMatchObject({ code: '23503' })
  })

  it('hears of other gyms by their doors alone: names, and which of them knows a card or a visitor', async () => {
    const { south } = sites()
    const hub = await connectAsHub(MAIN)
    const doors = await ask(`select proname as name from pg_proc
      where pronamespace = 'public'::regnamespace and prosecdef order by proname`)
    expect(doors.map(({ name }) => name)).toEqual(['gyms', 'gyms_of_visitor', 'gyms_with_card'])
    expect((await hub.query('select name, is_own from gyms()')).rows).toEqual([
      { name: 'main', is_own: true },
      { name: 'south', is_own: false },
    ])
    const [card] = await ask(`select code from credentials where member_id = '${south.has.memberId}'`)
    const { rows } = await hub.query('select id::int from gyms_with_card($1)', [card?.['code']])
    expect(rows).toEqual([{ id: SOUTH }])
    // Whoever has asked is at their own gym as before.
    expect((await hub.query('select 1 from credentials where site_id <> $1', [MAIN])).rowCount).toBe(0)
    const nobody = await connectAsHub()
    await expect(nobody.query(`select * from gyms_with_card('x')`)).rejects.toMatchObject(NO_SITE)
  })

  it('changes no audit log and no ledger, empties no table, changes no schema and does not learn which gyms there are', async () => {
    const hub = await connectAsHub(MAIN)
    const forbidden = [
      'update audit_log set at = 0',
      'delete from audit_log',
      'update ledger_entries set cents = 0',
      'delete from ledger_entries',
      'truncate audit_log',
      'truncate members',
      'select * from sites',
      'delete from kysely_migration',
      'select * from schema_reach',
      'alter table members disable row level security',
      'drop policy own_site on members',
      'create table public.others (id int)',
    ]
    for (const statement of forbidden)
      await expect(hub.query(statement), statement).rejects.toMatchObject(FORBIDDEN)
  })
})
