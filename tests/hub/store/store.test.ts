import Sqlite from 'better-sqlite3'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { sql } from 'kysely'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqlite } from '../../../server/store/open-sqlite.ts'
import { openDesk } from '../../support/client/desk.ts'
import { holdTime } from '../../support/hub/held-time.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

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
      check_in_seq, took_visit, null, null, null, null, null from visits`)
    expect(() => again.run()).toThrow(/UNIQUE/)
    file.close()
  })

  it('keeps the numbers that a count over the history gives', async () => {
    const hub = await startHub({ demo: '200', limit: ['framesPerSecond=0'] })
    const desk = await openDesk(hub)
    const response = await hub.fetch('api/v1/members/export?format=json')
    const members = (await response.json()) as { id: string; status: string; credentials: string[] }[]
    await Promise.all([
      ...members.slice(0, 60).map(({ credentials }) => desk.ask('scan', { code: credentials[0] })),
      ...members.slice(60, 80).map(({ id }) => desk.ask('check_in', { memberId: id })),
    ])
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

  it('is opened durable: a write-ahead log, synced at every commit, also past the cache of a disk', async () => {
    const store = openSqlite(join(temporaryFolder(), 'x.sqlite'))
    const pragma = async (name: string): Promise<unknown> =>
      Object.values((await sql.raw<object>(`pragma ${name}`).execute(store.db)).rows[0] ?? {})[0]
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('fullfsync')).toBe(1)
    expect(await pragma('checkpoint_fullfsync')).toBe(1)
    expect(await pragma('foreign_keys')).toBe(1)
    await store.close()
  })

  it.each([
    ['journal_mode = WAL', 'journal_mode = DELETE'],
    ['synchronous = FULL', 'synchronous = NORMAL'],
    ['foreign_keys = ON', 'foreign_keys = OFF'],
  ])('that takes “%s” for “%s” is not worked with', (asked, taken) => {
    const { pragma } = Sqlite.prototype
    onTestFinished(() => void (Sqlite.prototype.pragma = pragma))
    Sqlite.prototype.pragma = function (source, options) {
      return pragma.call(this, source === asked ? taken : source, options)
    }
    expect(() => openSqlite(join(temporaryFolder(), 'x.sqlite'))).toThrow(asked.replace('=', 'is'))
  })
})

describe('the business day', () => {
  it('begins anew at the cut-over: today’s total is zero, who is inside stays, and every desk is told', async () => {
    const time = holdTime(Date.parse('2026-11-23T22:00:00Z'))
    const hub = await startHub({}, time)
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const { payload: visit } = await desk.ask('check_in', { memberId: sofia.id })
    expect((await desk.next('check_in_stats')).payload).toMatchObject({
      todayTotal: 1,
      businessDay: '2026-11-23',
    })
    time.set(Date.parse('2026-11-24T04:00:01Z'))
    time.look()
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

describe('a remembered request', () => {
  it('is answered the same after 399 days, and forgotten after 400', async () => {
    const day = 24 * 3_600_000
    let now = Date.parse('2025-01-01T09:00:00Z')
    const timers: (() => void)[] = []
    const data = temporaryFolder()
    writeFileSync(join(data, 'settings.json'), '{"longestStayHours": null}')
    const hub = await startHub(
      { data, limit: ['silentPeerMs=99999999999', 'framesPerSecond=0'] },
      {
        now: () => now,
        steadyNow: () => now,
        every: (_ms, callback) => {
          timers.push(callback)
          return () => undefined
        },
      },
    )
    const sofia = await addMember(hub)
    const first = await openDesk(hub)
    const requestId = '0196a000-0000-7000-8000-000000000001'
    const answer = await first.ask('check_in', { memberId: sofia.id }, requestId)
    first.socket.close()
    const afterDays = async (days: number) => {
      now += days * day
      for (const timer of timers) timer()
      const desk = await openDesk(hub)
      return desk.ask('check_in', { memberId: sofia.id }, requestId)
    }
    expect(await afterDays(399)).toEqual(answer)
    expect(await afterDays(2)).toMatchObject({
      type: 'check_in_error',
      payload: { code: 'already_checked_in' },
    })
  })
})

describe('a members file of thousands', () => {
  const columns = 'full_name,membership_type,credentials\n'
  const rows = (count: number) =>
    Array.from({ length: count }, (_, index) => `Member ${index},Unlimited,CARD-${index}\n`).join('')
  const take = (hub: { fetch: (path: string, init: RequestInit) => Promise<Response> }, body: string) =>
    hub.fetch('api/v1/members/import', { method: 'POST', body, headers: { 'content-type': 'text/csv' } })

  it('is taken over between the scans of the desks', async () => {
    const hub = await startHub({ limit: ['framesPerSecond=0'] })
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    const state = { isDone: false }
    const taking = take(hub, columns + rows(2_000)).finally(() => (state.isDone = true))
    let answered = 0
    while (!state.isDone) {
      await desk.ask('scan', { code: sofia.card, mode: answered % 2 === 0 ? 'in' : 'out' })
      answered += 1
    }
    expect(await (await taking).json()).toMatchObject({ added: 2_000, changed: 0, unchanged: 0 })
    expect(answered).toBeGreaterThan(4)
  })

  it('is refused as a whole for one card of somebody else', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const foreign = `0196a000-0000-7000-8000-00000000000a,Somebody,${sofia.card}\n`
    const head = 'id,full_name,credentials\n'
    const body = head + rows(1_200).replaceAll('Member', ',Member').replaceAll(',Unlimited', '') + foreign
    const response = await take(hub, body)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('Line 1202')
    const { count } = (await (await hub.fetch('api/members/')).json()) as { count: number }
    expect(count).toBe(1)
  })
})
