import Sqlite from 'better-sqlite3'
import { expect, it } from 'vitest'
import { startHub } from '../tests/support/hub/hub.ts'
import { openDesk } from '../tests/support/client/desk.ts'
import { replacePast } from './past-visits.ts'

it('gives a hub a past that it can go on from', async () => {
  const before = await startHub({ demo: '50' })
  await before.close()
  const file = `${before.folder}/frontdesk.sqlite`
  replacePast(file, { visits: 1_000, days: 100 })
  const database = new Sqlite(file, { readonly: true })
  const count = (sql: string) => database.prepare(sql).pluck().get()
  expect(count('select count(*) from visits where check_out_at is not null')).toBe(1_000)
  expect(count("select count(distinct member_id) from visits where desk_id = 'past'")).toBe(50)
  expect(count('select count(*) from visits join events on seq = check_in_seq and visit_id = id')).toBe(
    count('select count(*) from visits'),
  )
  expect(count('select max(seq) from events')).toBe(count('select seq from hub_state'))
  database.close()
  const hub = await startHub({ data: before.folder })
  const desk = await openDesk(hub)
  const answer = await desk.ask('scan', { code: 'DEMO-00001', mode: 'in' })
  expect(answer.payload).toMatchObject({ verdict: 'granted', member: { visits_total: 20 } })
})
