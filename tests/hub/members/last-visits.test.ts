import { expect, it, vi } from 'vitest'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import { openStandings } from '../../../server/commands/members/standings/live-standings.ts'
import { createLogger } from '../../../server/observe/logger.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { saveMember } from '../../../server/store/import-members.ts'
import { insertVisit } from '../../../server/store/visits.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { never } from '../../support/hub/held-time.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

const NOW = Date.parse('2026-11-15T12:00:00Z')
const HOUR_MS = 3_600_000

async function openGym() {
  const core = await openTestCore({ ...realEnvironment, now: () => NOW })
  const { gym: settings } = readSettings({ data: temporaryFolder() }, { FRONTDESK_TIME_ZONE: 'UTC' })
  await core.writer.write(({ tx }) => saveMember(tx, { ...emptyMember('ada', NOW), search_text: 'ada' }))
  const standings = openStandings({
    ...{ store: core.store, settings, today: () => '2026-11-15', log: createLogger('silent') },
    environment: { ...realEnvironment, every: never },
  })
  core.writer.addListener({ committed: standings.committed })
  const lastVisit = async (): Promise<number> => {
    const { table } = await standings.current()
    return table.lastVisitAt.get(table.slotOf('ada') ?? -1)
  }
  const comeIn = (at: number) =>
    core.writer.write(({ tx, counters, append }) => {
      const id = realEnvironment.newId()
      const visit = { id, memberId: 'ada', location: '', notes: '', deskId: '' }
      insertVisit(tx, { ...visit, at, seq: counters.seq + 1, periodId: null })
      append({ type: 'member_checked_in', at, visitId: id, memberId: 'ada' }, { check_in_at: at })
      return id
    })
  const leave = (id: string) =>
    core.writer.write(async ({ tx }) => {
      const left = { check_out_at: NOW, closed_by: 'person' as const }
      await tx.updateTable('visits').set(left).where('id', '=', id).execute()
    })
  return { core, lastVisit, comeIn, leave }
}

it('who came last is known without asking the store, and what was told late is no later visit', async () => {
  const { core, lastVisit, comeIn, leave } = await openGym()
  expect(await lastVisit()).toBeNaN()
  await leave(await comeIn(NOW))
  const asked = vi.spyOn(core.store.db, 'executeQuery')
  expect(await lastVisit()).toBe(NOW)
  await leave(await comeIn(NOW - HOUR_MS))
  expect(await lastVisit()).toBe(NOW)
  const statements = asked.mock.calls.map(([query]) => ('sql' in query ? query.sql : ''))
  expect(statements.filter((text) => text.includes('from "credentials"'))).toEqual([])
})

it('a visit that is committed while its member is read counts', async () => {
  const { core, lastVisit, comeIn } = await openGym()
  expect(await lastVisit()).toBeNaN()
  await core.writer.write(({ tx }) => saveMember(tx, { ...emptyMember('ada', NOW), search_text: 'adam' }))
  const { db } = core.store
  const execute = db.executeQuery.bind(db)
  let hasCome = false
  vi.spyOn(db, 'executeQuery').mockImplementation(async (query) => {
    const rows = await execute(query)
    if (!hasCome && 'sql' in query && query.sql.includes('from "credentials"')) {
      hasCome = true
      await comeIn(NOW)
    }
    return rows
  })
  expect(await lastVisit()).toBe(NOW)
})
