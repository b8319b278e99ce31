import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDesk } from '../support/desk.ts'
import { addMember, startHub, temporaryFolder } from '../support/hub.ts'

const openFile = (folder: string) => new Sqlite(join(folder, 'frontdesk.sqlite'))

describe('the database', () => {
  it('itself refuses a second open visit of a member', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    await (await openDesk(hub)).ask('check_in', { memberId: sofia.id })
    await hub.close()
    const file = openFile(hub.folder)
    const again =
      file.prepare(`insert into visits select 'x', member_id, location, notes, desk_id, check_in_at,
      check_in_seq, took_visit, null, null, null from visits`)
    expect(() => again.run()).toThrow(/UNIQUE/)
    file.close()
  })

  it('keeps the numbers that a count over the history gives', { timeout: 20_000 }, async () => {
    const hub = await startHub({ demo: '200', limit: ['framesPerSecond=0'] })
    const desk = await openDesk(hub)
    const response = await hub.fetch('api/v1/members/export?format=json')
    const members = (await response.json()) as { id: string; status: string; credentials: string[] }[]
    for (const { credentials } of members.slice(0, 60)) await desk.ask('scan', { code: credentials[0] })
    for (const { id } of members.slice(60, 80)) await desk.ask('check_in', { memberId: id })
    const { payload } = await desk.ask('snapshot')
    await hub.close()
    const file = openFile(hub.folder)
    const { open } = file.prepare('select count(*) as open from visits where check_out_at is null').get() as {
      open: number
    }
    const start = Date.parse(`${(payload.stats as { businessDay: string }).businessDay}T04:00:00Z`)
    const today = file.prepare('select count(*) as n from visits where check_in_at >= ?').get(start) as {
      n: number
    }
    const { seq } = file.prepare('select max(seq) as seq, count(*) as n from events').get() as { seq: number }
    const events = file.prepare('select count(*) as n from events').get() as { n: number }
    file.close()
    expect(payload.stats).toMatchObject({ currentlyIn: open, todayTotal: today.n, seq })
    expect(payload.present).toHaveLength(open)
    expect(events.n).toBe(seq)
  })

  it('of a newer version is refused with the file left as it was', async () => {
    const hub = await startHub()
    await hub.close()
    const file = openFile(hub.folder)
    file.prepare(`insert into kysely_migration values ('9999-future', '2090-01-01')`).run()
    file.close()
    await expect(startHub({ data: hub.folder })).rejects.toThrow('newer version (9999-future)')
  })

  it('is opened durable: a write-ahead log, synced at every commit', async () => {
    const { openSqlite } = await import('../../server/store/open-sqlite.ts')
    const store = openSqlite(join(temporaryFolder(), 'x.sqlite'))
    const { sql } = await import('kysely')
    const pragma = async (name: string): Promise<unknown> =>
      Object.values((await sql.raw<object>(`pragma ${name}`).execute(store.db)).rows[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    await store.close()
  })
})

describe('the business day', () => {
  it('begins anew at the cut-over: today’s total is zero, who is inside stays, and every desk is told', async () => {
    let now = Date.parse('2026-11-23T22:00:00Z')
    const hub = await startHub({ limit: ['silentPeerMs=999999999'] }, { now: () => now })
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const { payload: visit } = await desk.ask('check_in', { memberId: sofia.id })
    expect((await desk.next('check_in_stats')).payload).toMatchObject({
      todayTotal: 1,
      businessDay: '2026-11-23',
    })
    now = Date.parse('2026-11-24T04:00:01Z')
    const stats = await desk.next(
      (frame) => frame.type === 'check_in_stats' && frame.payload.businessDay === '2026-11-24',
    )
    expect(stats.payload).toMatchObject({ currentlyIn: 1, todayTotal: 0 })
    const out = await desk.ask('check_out', { checkInId: visit.id })
    expect(out.payload.stay_minutes).toBe(360)
    const after = await desk.next(
      (frame) => frame.type === 'check_in_stats' && frame.payload.currentlyIn === 0,
    )
    expect(after.payload).toMatchObject({ averageStayMinutes: 360, todayTotal: 0 })
  })
})
