import { describe, expect, it } from 'vitest'
import { HUB_ROLE } from '../../../server/store/postgres/hub-role.ts'
import { asOwner } from '../../../server/store/postgres/open-postgres.ts'
import { prepareDatabase } from '../../../server/store/postgres/open-site.ts'
import { migrateTo } from '../../../server/store/store.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { askServer, isServerThere, serverAddress } from '../../support/postgres/databases.ts'

/** A role that owns a database and is no superuser: row-level security binds it, where a table says so. */
const OWNER = 'rights_owner'
const DATABASE = 'rights_of_before'

async function openAsOwner(): Promise<{ owners: string; everybodys: string }> {
  const server = serverAddress()
  await askServer(server, `create role ${OWNER} login; grant ${HUB_ROLE} to ${OWNER};`)
  await askServer(server, `create database ${DATABASE} owner ${OWNER}`)
  atEnd(async () => {
    await askServer(server, `drop database ${DATABASE} with (force)`)
    await askServer(server, `drop role ${OWNER}`)
  })
  const [owners, everybodys] = [new URL(server), new URL(server)]
  owners.pathname = everybodys.pathname = `/${DATABASE}`
  owners.username = OWNER
  return { owners: owners.href, everybodys: everybodys.href }
}

describe.skipIf(!isServerThere())('on a server, the schema of rights', () => {
  it('has what members of every gym had, and keeps them apart as before', async () => {
    const { owners, everybodys } = await openAsOwner()
    await asOwner(owners, (db) => migrateTo(db, '0012-imports'))
    await askServer(
      everybodys,
      `insert into sites (name, created_at) values ('main', 0), ('south', 0);
       insert into members (site_id, id, full_name, membership_type, phone, email, suspended, debt_cents, search_text,
         created_at, updated_at, valid_until, visits_left, frozen_until)
       values (1, 'ada', 'Ada', '', '', '', 0, 0, '', 1, 2, '2026-12-31', 4, null),
         (2, 'bo', 'Bo', '', '', '', 0, 0, '', 1, 2, null, null, '2026-11-30');`,
    )
    await asOwner(owners, prepareDatabase)
    const periods =
      'select site_id, id, member_id, ends_on, visits, visits_left from periods order by site_id'
    expect(await askServer(everybodys, periods)).toEqual([
      { site_id: 1, id: 'ada', member_id: 'ada', ends_on: '2026-12-31', visits: 4, visits_left: 4 },
      { site_id: 2, id: 'bo', member_id: 'bo', ends_on: null, visits: null, visits_left: null },
    ])
    const freezes = 'select site_id, member_id, ends_on, gives_back from freezes'
    expect(await askServer(everybodys, freezes)).toEqual([
      { site_id: 2, member_id: 'bo', ends_on: '2026-11-30', gives_back: 0 },
    ])
    const open = `select relname from pg_class where relname in ('members', 'periods', 'freezes')
      and not (relrowsecurity and relforcerowsecurity)`
    expect(await askServer(everybodys, open)).toEqual([])
  })
})
