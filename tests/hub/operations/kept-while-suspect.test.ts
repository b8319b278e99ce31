import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { MadeChange } from '../../../server/protocol/changes.ts'
import type { MadeMerge, MergePreview } from '../../../server/protocol/duplicates.ts'
import { openDesk, type TestDesk } from '../../support/client/desk.ts'
import { openAttended, signInAt } from '../../support/client/recording-desk.ts'
import {
  gymAtNoon,
  HOUR_MS,
  lookAround,
  NOON,
  PATIENT,
  SECOND_MS,
  setFor40s,
  TEN_YEARS_MS,
} from '../../support/hub/clock-gym.ts'
import { holdTime, type HeldTime } from '../../support/hub/held-time.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { exportedCsv, takeFile } from '../../support/hub/members-files.ts'
import { addStaff, PASSWORD, post, signIn } from '../../support/hub/staff.ts'

/** What is kept for some days or minutes, on a PC whose clock is ten years ahead for 40 s. */

interface Gym {
  hub: TestHub
  time: HeldTime
}

async function openGym(): Promise<Gym> {
  const time = holdTime(NOON)
  return { hub: await startHub(PATIENT, time), time }
}

const setAhead = ({ hub, time }: Gym, meanwhile?: () => Promise<unknown>) =>
  setFor40s(time, hub, TEN_YEARS_MS, meanwhile)

/** Whether it is asked while the clock is ahead, or once it is right again. */
const WHEN = [
  ['meanwhile', true],
  ['afterwards', false],
] as const

/** Has the clock set ahead and right again, and asks something on the way or at the end. */
async function asked<Answer>(gym: Gym, isMeanwhile: boolean, ask: () => Promise<Answer>): Promise<Answer> {
  const answers: Answer[] = []
  const keep = async () => void answers.push(await ask())
  await setAhead(gym, isMeanwhile ? keep : undefined)
  if (!isMeanwhile) await keep()
  return answers[0]!
}

const POST_NOTHING = { method: 'POST', body: '{}', headers: { 'content-type': 'application/json' } }

/** Calls something by its name, as a manager at a desk. */
async function call<Answer>(hub: TestHub, method: string, params: object = {}): Promise<Answer> {
  const desk = await openDesk(hub, { role: 'manager' })
  return (await desk.ask('request', { method, params })).payload as Answer
}

const importOle = (hub: TestHub) => takeFile(hub, 'full_name,credentials\nOle Brandt,CARD-4711\n')

async function undoLastImport(hub: TestHub): Promise<object> {
  const { changes } = (await (await hub.fetch('api/v1/changes')).json()) as { changes: MadeChange[] }
  return (await (await hub.fetch(`api/v1/changes/${changes[0]?.id}/undo`, POST_NOTHING)).json()) as object
}

async function mergeTwo(hub: TestHub): Promise<{ staysId: string; goneId: string; mergeId: string }> {
  const [stays, gone] = [await addMember(hub), await addMember(hub, { full_name: 'Sofia Lindquist' })]
  const pair = { memberId: stays.id, otherId: gone.id }
  const { members } = await call<MergePreview>(hub, 'merges.preview', pair)
  const seen = { member: members[0].changed_time, other: members[1].changed_time }
  const id = uuidv7()
  await call(hub, 'members.merge', { id, ...pair, take: [], seen })
  return { staysId: stays.id, goneId: gone.id, mergeId: id }
}

describe('a clock that is ten years ahead for 40 s', () => {
  it.each(WHEN)('leaves an import to be taken back: %s', async (_when, isMeanwhile) => {
    const gym = await openGym()
    const { hub } = gym
    await addMember(hub)
    const before = await exportedCsv(hub)
    await importOle(hub)
    const undone = await asked(gym, isMeanwhile, () => undoLastImport(hub))
    expect(undone).toMatchObject({ next: null, removed: 1, kept: [] })
    expect(await exportedCsv(hub)).toBe(before)
  })

  it.each(WHEN)('leaves a merge to be undone: %s', async (_when, isMeanwhile) => {
    const gym = await openGym()
    const { staysId, goneId, mergeId } = await mergeTwo(gym.hub)
    const undone = await asked(gym, isMeanwhile, async () => {
      const { merges } = await call<{ merges: MadeMerge[] }>(gym.hub, 'merges.list')
      expect(merges).toMatchObject([{ id: mergeId }])
      return call(gym.hub, 'merges.undo', { id: mergeId })
    })
    expect(undone).toMatchObject({ memberId: staysId, otherId: goneId })
  })

  it.each(WHEN)('leaves visits to be reviewed: %s', async (_when, isMeanwhile) => {
    const gym = await gymAtNoon()
    gym.time.sleep(11 * HOUR_MS)
    await lookAround(gym.time, gym.hub, 61 * SECOND_MS)
    const toReview = async (desk: TestDesk) => (await desk.ask('snapshot')).payload.stats.toReview as number
    expect(await toReview(gym.desk)).toBe(1)
    const reviewed = await asked(gym, isMeanwhile, async () => {
      expect(await toReview(gym.desk)).toBe(1)
      return gym.desk.ask('review_closing', { checkInId: gym.visit.id, outcome: 'confirm' })
    })
    expect(reviewed.type).not.toBe('error')
    expect(await toReview(gym.desk)).toBe(0)
  })

  it.each(WHEN)('leaves a PIN good at its desk: %s', async (_when, isMeanwhile) => {
    const gym = await openGym()
    const { hub } = gym
    const { id: staffId } = await addStaff(hub, { username: 'anna' })
    const { access, deskToken } = await signInAt(hub, 'anna')
    await post(hub, 'api/v1/me/pin', { password: PASSWORD, pin: '730218' }, access, deskToken)
    const answer = await asked(gym, isMeanwhile, () =>
      post(hub, 'api/v1/token/pin', { deskToken, staffId, pin: '730218' }),
    )
    expect(answer).toMatchObject({ status: 200 })
  })

  it.each(WHEN)('leaves a manager’s approval good: %s', async (_when, isMeanwhile) => {
    const gym = await openGym()
    const { hub } = gym
    await addStaff(hub, { username: 'anna' })
    await addStaff(hub, { username: 'mona', role: 'manager' })
    const signedIn = await signInAt(hub, 'anna')
    const { deskToken } = signedIn
    const leave = { username: 'mona', password: PASSWORD, deskToken }
    const { approval } = (await post(hub, 'api/v1/approvals', leave)).body as { approval: string }
    const { card } = await addMember(hub, { suspended: 'true', valid_until: '2090-01-01' })
    const desk = await openAttended(hub, signedIn)
    const { payload } = await asked(gym, isMeanwhile, () =>
      desk.ask('scan', { code: card, override: { reason: 'Spoke with him', approval } }),
    )
    expect(payload).toMatchObject({ reason: 'ok_in', verdict: 'granted_with_warning' })
  })

  it.each(WHEN)('holds whoever guesses back for as long as before: %s', async (_when, isMeanwhile) => {
    const gym = await openGym()
    const { hub, time } = gym
    await addStaff(hub, { username: 'anna' })
    const guess = () => signIn(hub, { username: 'anna', password: 'none of her words' })
    for (const seconds of [0, 0, 0, 0, 30, 60, 120, 0]) {
      expect(await guess()).toMatchObject({ status: 401 })
      time.sleep(seconds * SECOND_MS)
    }
    expect(await asked(gym, isMeanwhile, guess)).toMatchObject({ status: 429 })
    time.sleep(240 * SECOND_MS)
    expect(await signIn(hub, { username: 'anna', password: PASSWORD })).toMatchObject({ status: 200 })
  })
})

describe('a clock that is years behind, as after an empty battery, and is set right', () => {
  async function behind<Done>(gym: Gym, doBehind: () => Promise<Done>): Promise<Done> {
    const { hub, time } = gym
    time.set(NOON - TEN_YEARS_MS)
    await lookAround(time, hub, SECOND_MS)
    const done = await doBehind()
    time.set(NOON)
    await lookAround(time, hub, SECOND_MS)
    return done
  }

  it('leaves an import of then to be taken back', async () => {
    const gym = await openGym()
    await behind(gym, () => importOle(gym.hub))
    expect(await undoLastImport(gym.hub)).toMatchObject({ next: null, removed: 1, kept: [] })
  })

  it('leaves a merge of then to be undone', async () => {
    const gym = await openGym()
    const { goneId, mergeId } = await behind(gym, () => mergeTwo(gym.hub))
    expect(await call(gym.hub, 'merges.undo', { id: mergeId })).toMatchObject({ otherId: goneId })
  })
})
