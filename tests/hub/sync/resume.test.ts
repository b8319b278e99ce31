import { describe, expect, it } from 'vitest'
import { openDesk, openSocket, type TestDesk } from '../../support/client/desk.ts'
import { addMember, startHub } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, signIn } from '../../support/hub/staff.ts'

const seqs = (desk: TestDesk): number[] =>
  desk.frames
    .flatMap((frame) => (frame.type === 'batch' ? (frame.payload as (typeof frame)[]) : [frame]))
    .filter(({ type }) => ['member_checked_in', 'member_checked_out', 'scan_refused', 'event'].includes(type))
    .map(({ payload }) => payload.seq as number)

describe('resume', () => {
  it('brings exactly what was missed, in order, then says so, while scans go on', async () => {
    const hub = await startHub({ limit: ['framesPerSecond=0'] })
    const busy = await openDesk(hub)
    const start = await busy.ask('snapshot')
    const { epoch } = start.payload as { epoch: string }
    const scanUnknown = (index: number) => busy.send({ type: 'scan', payload: { code: `NOBODY-${index}` } })
    for (let index = 0; index < 1_200; index += 1) scanUnknown(index)
    await busy.next((frame) => frame.type === 'scan_refused' && frame.payload.seq === 1_200)

    const back = await openSocket(hub.ws)
    back.send({ type: 'authenticate', payload: { token: await hub.token(), resume: { epoch, seq: 100 } } })
    for (let index = 1_200; index < 1_500; index += 1) scanUnknown(index)
    const resumed = await back.next('resumed')
    await busy.next((frame) => frame.type === 'scan_refused' && frame.payload.seq === 1_500)
    // The last of them may be among what was missed.
    await expect.poll(() => seqs(back).at(-1)).toBe(1_500)
    expect(seqs(back)).toEqual(Array.from({ length: 1_400 }, (_, index) => index + 101))
    const { seq, missed } = resumed.payload as { seq: number; missed: number }
    expect(missed).toBe(seq - 100)
    const place = back.frames.indexOf(resumed)
    expect(seqs({ ...back, frames: back.frames.slice(0, place) }).at(-1)).toBe(seq)
  })

  it.each([
    ['another history', { epoch: 'another', seq: 0 }],
    ['a place that has not been', { epoch: 'same', seq: 99 }],
  ])('from %s is answered with a snapshot', async (_what, from) => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    await desk.ask('check_in', { memberId: sofia.id })
    const { epoch } = (await desk.ask('snapshot')).payload as { epoch: string }
    const resume = { ...from, epoch: from.epoch === 'same' ? epoch : from.epoch }
    const back = await openSocket(hub.ws)
    back.send({ type: 'authenticate', payload: { token: await hub.token(), resume } })
    const snapshot = await back.next('snapshot')
    expect(snapshot.payload).toMatchObject({ epoch, seq: 1, present: [{ member: { id: sofia.id } }] })
  })

  it('gives the events of the past as they were, with the names of today', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    await desk.ask('check_in', { memberId: sofia.id, notes: 'in' })
    const { payload: visit } = await desk.next('member_checked_in')
    await desk.ask('check_out', { checkInId: visit.id, notes: 'out' })
    const { payload: end } = await desk.next('member_checked_out')
    const { epoch } = (await desk.ask('snapshot')).payload as { epoch: string }
    const back = await openSocket(hub.ws)
    back.send({ type: 'authenticate', payload: { token: await hub.token(), resume: { epoch, seq: 0 } } })
    expect((await back.next('member_checked_in')).payload).toEqual(visit)
    expect((await back.next('member_checked_out')).payload).toEqual(end)
  })

  it('brings no names to a desk at which nobody has signed in', async () => {
    const hub = await startHub()
    await addStaff(hub, { username: 'anna' })
    const { deskToken } = (await signIn(hub, { username: 'anna', password: PASSWORD })).body as {
      deskToken: string
    }
    const sofia = await addMember(hub)
    const other = await openDesk(hub)
    await other.ask('check_in', { memberId: sofia.id, notes: 'by hand' })
    const { epoch } = (await other.ask('snapshot')).payload as { epoch: string }
    for (const from of [
      { epoch, seq: 0 },
      { epoch: 'another', seq: 0 },
    ]) {
      const back = await openSocket(hub.ws)
      back.send({ type: 'authenticate', payload: { deskToken, resume: from } })
      await back.next('resumed')
      const told = back.frames.filter(
        ({ type }) => type !== 'authentication_success' && type !== 'initial_stats',
      )
      const missed = from.epoch === epoch ? [{ type: 'event', payload: { seq: 1 } }] : []
      expect(told.slice(0, -1)).toEqual(missed)
      expect(JSON.stringify(back.frames)).not.toMatch(/Sofia|by hand/)
    }
  })

  it('is offered on a heartbeat: its answer says where the history stands', async () => {
    const hub = await startHub()
    const sofia = await addMember(hub)
    const desk = await openDesk(hub)
    await desk.ask('check_in', { memberId: sofia.id })
    desk.send({ type: 'heartbeat' })
    expect(await desk.next('heartbeat_ack')).toMatchObject({ seq: 1 })
  })
})

describe('a burst', () => {
  it('comes as one batch to those who accept it, as single frames to the others, with nothing lost', async () => {
    const hub = await startHub({ limit: ['framesPerSecond=0'] })
    const [asker, plain] = [await openDesk(hub), await openDesk(hub)]
    const batching = await openDesk(hub, { authenticate: { accept: ['batch'] } })
    for (let index = 0; index < 500; index += 1)
      asker.send({ type: 'scan', payload: { code: `NOBODY-${index}` } })
    await plain.next((frame) => frame.type === 'scan_refused' && frame.payload.seq === 500)
    await expect.poll(() => seqs(batching).length).toBe(500)
    expect(seqs(batching)).toEqual(seqs(plain))
    expect(batching.frames.some(({ type }) => type === 'batch')).toBe(true)
    expect(plain.frames.some(({ type }) => type === 'batch')).toBe(false)
  })
})
