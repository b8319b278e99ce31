import { describe, expect, it } from 'vitest'
import { openDesk } from '../../support/client/desk.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'

/** A hub whose clock and whose work at intervals are in the test's hand. */
async function startBeforeCutOver() {
  let now = Date.parse('2026-11-24T03:59:59.000Z')
  const works: (() => void)[] = []
  const every = (_ms: number, work: () => void) => {
    works.push(work)
    return () => undefined
  }
  const hub = await startHub({ limit: ['statsDelayMs=0'] }, { now: () => now, every })
  const desk = await openDesk(hub)
  const { id } = await addMember(hub)
  await desk.ask('check_in', { memberId: id })
  await desk.next('check_in_stats')
  return {
    hub,
    desk,
    passCutOver: () => (now += 1_000),
    work: () => works.forEach((each) => each()),
  }
}

const TUESDAY = { businessDay: '2026-11-24', todayTotal: 0, currentlyIn: 1 }

describe('the business day', () => {
  it('rolls over at every desk where nobody scans', async () => {
    const { desk, passCutOver, work } = await startBeforeCutOver()
    passCutOver()
    work()
    expect((await desk.next('check_in_stats')).payload).toMatchObject(TUESDAY)
  })

  it('rolls over at every desk also where another one’s question was what began it', async () => {
    const { hub, desk, passCutOver, work } = await startBeforeCutOver()
    const other = await openDesk(hub)
    passCutOver()
    expect((await other.ask('snapshot')).payload.stats).toMatchObject(TUESDAY)
    work()
    expect((await desk.next('check_in_stats')).payload).toMatchObject(TUESDAY)
  })

  it('is told of once', async () => {
    const { desk, passCutOver, work } = await startBeforeCutOver()
    passCutOver()
    work()
    await desk.next('check_in_stats')
    const seen = desk.frames.length
    work()
    expect((await desk.ask('request', { method: 'reports.shift', params: {} })).type).toBe('reply')
    expect(desk.frames.slice(seen).map(({ type }) => type)).toEqual(['reply'])
  })
})
