import { expect, it } from 'vitest'
import { openSocket } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, changeStaff, PASSWORD, post, signIn, type Answer } from '../../support/hub/staff.ts'

/** As many as ask at the same moment for what one of them may have. */
const CROWD = 8

const crowd = <Result>(ask: (index: number) => Promise<Result>): Promise<Result[]> =>
  Promise.all(Array.from({ length: CROWD }, (_, index) => ask(index)))

const goodOnes = (answers: readonly Answer[]): number => answers.filter(({ status }) => status === 200).length

async function newCode(hub: TestHub): Promise<string> {
  const made = await hub.fetch('api/v1/links', {
    method: 'POST',
    body: JSON.stringify({ role: 'receptionist', name: 'Maria' }),
    headers: { 'content-type': 'application/json' },
  })
  return ((await made.json()) as { code: string }).code
}

/** A desk at which a manager stands, and another manager beside. */
async function deskWithManager() {
  const hub = await startHub()
  await addStaff(hub, { username: 'boss', role: 'manager' })
  const mona = await addStaff(hub, { username: 'mona', role: 'manager' })
  await addStaff(hub, { username: 'anna', role: 'receptionist' })
  const { body } = await signIn(hub, { username: 'anna', password: PASSWORD })
  const { access, deskToken } = body as { access: string; deskToken: string }
  const approve = async (): Promise<string> => {
    const given = await post(hub, 'api/v1/approvals', { username: 'mona', password: PASSWORD, deskToken })
    return (given.body as { approval: string }).approval
  }
  const desk = await openSocket(hub.ws)
  desk.send({ type: 'authenticate', payload: { token: access, deskToken } })
  await desk.next('initial_stats')
  const leave = (approval: string) => post(hub, 'api/v1/kiosk/leave', { deskToken, approval })
  return { hub, mona, desk, approve, leave }
}

it('a code that many use at once signs one desk in', async () => {
  const hub = await startHub()
  const code = await newCode(hub)
  expect(goodOnes(await crowd((index) => signIn(hub, { code, deskName: `Desk ${index}` })))).toBe(1)
})

it('an approval that is used many times at once leaves the kiosk once', async () => {
  const { approve, leave } = await deskWithManager()
  const approval = await approve()
  expect(goodOnes(await crowd(() => leave(approval)))).toBe(1)
})

it('an approval that is used for many members at once lets one of them in', async () => {
  const { hub, desk, approve } = await deskWithManager()
  const members: { card: string }[] = []
  for (let index = 0; index < CROWD; index += 1) members.push(await addMember(hub, { suspended: '1' }))
  const override = { reason: 'Paid', approval: await approve() }
  const answers = await crowd((index) => desk.ask('scan', { code: members[index]?.card, override }))
  expect(answers.filter(({ payload }) => payload.reason === 'ok_in')).toHaveLength(1)
})

it.each([
  ['is disabled', { disabled: true }],
  ['is made a receptionist', { role: 'receptionist' }],
])('an approval is worth nothing once its manager %s', async (_what, change) => {
  const { hub, mona, desk, approve, leave } = await deskWithManager()
  const [approval, other] = [await approve(), await approve()]
  const { card: code } = await addMember(hub, { suspended: '1' })
  expect((await changeStaff(hub, mona.id, change)).status).toBe(200)
  const answer = await desk.ask('scan', { code, override: { reason: 'Paid', approval } })
  expect(answer.payload).toMatchObject({ code: 'forbidden' })
  expect((await leave(other)).status).toBe(403)
})

it('an account name that many ask for at once is one account’s', async () => {
  const hub = await startHub()
  const added = await crowd(() =>
    addStaff(hub, { username: 'anna' }).then(
      () => 1,
      () => 0,
    ),
  )
  expect(added.filter((count) => count === 1)).toHaveLength(1)
})

it('of two managers who throw each other out at once one stays', async () => {
  const hub = await startHub()
  const both = [
    await addStaff(hub, { username: 'mona', role: 'manager' }),
    await addStaff(hub, { username: 'boss', role: 'manager' }),
  ]
  const answers = await Promise.all(both.map(({ id }) => changeStaff(hub, id, { disabled: true })))
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 400])
})
