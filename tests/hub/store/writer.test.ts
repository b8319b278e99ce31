import { describe, expect, it } from 'vitest'
import { sha256 } from '../../../server/platform/sha256.ts'
import { findAuditBreak, listAudit } from '../../../server/store/audit-log.ts'
import { findState } from '../../../server/store/state.ts'
import { DatabaseGone } from '../../../server/store/storage-errors.ts'
import type { WriteContext } from '../../../server/store/write.ts'
import { insertCredential } from '../../../server/store/import-members.ts'
import { CARDS, openCommandGym } from '../../support/hub/command-gym.ts'
import { openTestCore } from '../../support/hub/core.ts'

const actor = { id: 'hub', deskId: null }

/** Changes everything that a job can change. */
function changeAll(context: WriteContext): void {
  context.append({ type: 'settings_changed', at: context.now }, {})
  context.audit({ actor, action: 'link_made' })
}

describe('a group of jobs', () => {
  it('is refused where the file was found to be gone while it was written, and so is all that comes after', async () => {
    const { writer } = await openTestCore()
    const told: unknown[] = []
    writer.addListener({ storage: (error) => told.push(error) })
    const gone = new DatabaseGone('as planned')
    const finding = writer.write((context) => {
      changeAll(context)
      writer.doubt(gone)
    })
    await expect(finding).rejects.toMatchObject({ code: 'storage_unavailable' })
    await expect(writer.write(changeAll)).rejects.toMatchObject({ code: 'storage_unavailable' })
    expect(told).toEqual([gone])
  })

  it('leaves nothing of one that fails: no event, no number, no audit entry; the others are whole', async () => {
    const core = await openTestCore()
    const before = { ...core.writer.counters }
    const failing = core.writer.write((context) => {
      changeAll(context)
      context.counters.occupancy += 1
      throw new Error('as planned')
    })
    const whole = core.writer.write(changeAll)
    await expect(failing).rejects.toThrow('as planned')
    await whole
    const { counters } = core.writer
    expect(counters).toMatchObject({ seq: before.seq + 1, auditSeq: before.auditSeq + 1, occupancy: 0 })
    expect(await listAudit(core.store.db, { after: before.auditSeq, limit: 10 })).toHaveLength(1)
    expect(await findState(core.store.db)).toMatchObject({ seq: counters.seq, auditHash: counters.auditHash })
    expect(await findAuditBreak(core.store.db, counters, sha256)).toBeNull()
  })

  it('fails for the row that the database refuses when it is all over; the others are whole', async () => {
    const { core } = await openCommandGym()
    const card = (code: string) => ({ code, member_id: 'm1', created_at: 0, revoked_at: null })
    const take = (code: string) => core.writer.write(({ tx }) => insertCredential(tx, card(code)))
    const [twice, once] = await Promise.allSettled([take(CARDS[0]!), take('CARD-NEW')])
    expect([twice.status, once.status]).toEqual(['rejected', 'fulfilled'])
    const cards = core.store.db.selectFrom('credentials').select('code').where('code', '=', 'CARD-NEW')
    expect(await cards.execute()).toHaveLength(1)
  })

  it('tells each job after the commit, and then the events in their order', async () => {
    const core = await openTestCore()
    const told: string[] = []
    core.writer.addListener({ committed: (events) => told.push(...events.map(({ seq }) => `event ${seq}`)) })
    for (const name of ['a', 'b']) {
      const committed = () => told.push(name)
      const failed = () => told.push(`${name} failed`)
      core.writer.submit({ run: changeAll, committed, failed })
    }
    await core.writer.drained()
    const first = core.writer.counters.seq - 1
    expect(told).toEqual(['a', 'b', `event ${first}`, `event ${first + 1}`])
  })

  it('waits one turn for more where many came at once, and not where few did', async () => {
    const core = await openTestCore()
    const groups: number[] = []
    core.writer.addListener({ written: (jobs) => groups.push(jobs) })
    const write = () => core.writer.write(changeAll)
    const oneTurnLater = () => new Promise((resolve) => setImmediate(() => resolve(write())))
    await Promise.all([...Array.from({ length: 4 }, write), oneTurnLater()])
    await Promise.all([...Array.from({ length: 5 }, write), oneTurnLater()])
    expect(groups).toEqual([4, 1, 6])
  })

  it('that is written already is waited for by whoever closes the store', async () => {
    const { writer } = await openTestCore()
    const [begun, goOn] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()]
    const order: string[] = []
    const slow = writer.write(async () => {
      begun.resolve(null)
      await goOn.promise
    })
    await begun.promise
    const drained = writer.drained().then(() => order.push('drained'))
    void slow.then(() => order.push('written'))
    setImmediate(() => goOn.resolve(null))
    await drained
    expect(order).toEqual(['written', 'drained'])
  })

  it('is written without the look at references only where it is one job that removes members', async () => {
    const core = await openTestCore()
    const groups: number[] = []
    core.writer.addListener({ written: (jobs) => groups.push(jobs) })
    const order: string[] = []
    const job = (name: string) => () => void order.push(name)
    const refersToNobody = async ({ tx }: WriteContext): Promise<void> => {
      await tx.insertInto('imported_members').values({ member_id: 'nobody', version: '1' }).execute()
    }
    const written = [
      core.writer.write(job('before')),
      core.writer.write(job('removes'), { removesMembers: true }),
      core.writer.write(job('after')),
    ]
    await expect(core.writer.write(refersToNobody)).rejects.toThrow(/foreign key/i)
    await Promise.all(written)
    expect([...new Set(order)]).toEqual(['before', 'removes', 'after'])
    expect(groups).toEqual([1, 1, 2])
  })
})
