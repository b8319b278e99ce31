import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { addMember, openHub, type TestHub } from '../../support/hub/hub.ts'
import { atEnd } from '../../support/for-whole-file.ts'
import { askServer, databaseFor, isServerThere } from '../../support/postgres/databases.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** What the next version does to the tables: it adds, and takes nothing away that this one knows. */
const NEXT_VERSION = `
  alter table members add column locker text;
  alter table visits add column locker text;
  alter table credentials add column locker text;
  alter table hub_state add column locker text;
  alter table events add column locker text;
  insert into kysely_migration (name, timestamp) values ('0099-lockers', 'now');`

async function openAt(database: string): Promise<TestHub> {
  const hub = await openHub(temporaryFolder(), { database })
  atEnd(hub.close)
  return hub
}

/** It says how far back its tables serve. */
const servesFrom = (migration: string): string =>
  `insert into schema_reach values ('0099-lockers', '${migration}')`

describe.skipIf(!isServerThere())('a version that follows', () => {
  it.each([
    ['lets hubs of this one start beside it', '0012-imports', true],
    ['keeps them out where its tables are no longer theirs', '0099-lockers', false],
    ['keeps them out where it says nothing', null, false],
  ])('%s', async (_what, migration, isLetIn) => {
    const database = await databaseFor(temporaryFolder())
    await askServer(database, NEXT_VERSION)
    if (migration !== null) await askServer(database, servesFrom(migration))
    const opened = openAt(database)
    if (isLetIn) expect((await fetch(new URL('readyz', (await opened).http))).status).toBe(200)
    else await expect(opened).rejects.toThrow('newer version')
  })

  it('brings the tables up to date while hubs of this one run, and nobody at a desk notices', async () => {
    const database = await databaseFor(temporaryFolder())
    const hub = await openAt(database)
    const desk = await openDesk(hub)
    const work = async (): Promise<void> => {
      const member = await addMember(hub)
      const came = await desk.ask('check_in', { memberId: member.id })
      expect(came.type).toBe('check_in_success')
      expect((await desk.ask('scan', { code: member.card, mode: 'out' })).payload.reason).toBe('ok_out')
      const listed = await hub.fetch('api/members/?page_size=5')
      expect(listed.status).toBe(200)
      expect((await desk.ask('snapshot')).type).toBe('snapshot')
    }
    await work()
    await askServer(database, NEXT_VERSION)
    await work()
    expect(desk.frames.filter(({ type }) => type === 'hub_status')).toEqual([])
  })
})
