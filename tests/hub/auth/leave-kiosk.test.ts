import { beforeEach, expect, it } from 'vitest'
import { APPROVAL_MS } from '../../../server/auth/approvals.ts'
import { never } from '../../support/hub/held-time.ts'
import { startHub, type TestHub } from '../../support/hub/hub.ts'
import { addStaff, PASSWORD, post, signIn } from '../../support/hub/staff.ts'

let now = 0
let hub: TestHub
let deskToken = ''

beforeEach(async () => {
  now = Date.now()
  hub = await startHub({}, { now: () => now, every: never })
  await addStaff(hub, { username: 'mona', role: 'manager' })
  await addStaff(hub, { username: 'anna', role: 'receptionist' })
  deskToken = await newDesk()
})

async function newDesk(): Promise<string> {
  const { body } = await signIn(hub, { username: 'anna', password: PASSWORD })
  return (body as { deskToken: string }).deskToken
}

async function approval(): Promise<string> {
  const { body } = await post(hub, 'api/v1/approvals', { username: 'mona', password: PASSWORD, deskToken })
  return (body as { approval: string }).approval
}

const leave = (proof: object) => post(hub, 'api/v1/kiosk/leave', proof)

it('a manager’s approval lets the desk leave kiosk mode, once, and the audit log names them', async () => {
  const proof = { deskToken, approval: await approval() }
  expect(await leave(proof)).toEqual({ status: 200, body: { left: true } })
  expect((await leave(proof)).status).toBe(403)
  const { entries } = (await (await hub.fetch('api/v1/audit?limit=10')).json()) as {
    entries: { action: string }[]
  }
  expect(entries.filter(({ action }) => action === 'kiosk_left')).toHaveLength(1)
})

it('no other desk, no unknown one, no made-up and no old approval does', async () => {
  const given = await approval()
  expect((await leave({ deskToken: await newDesk(), approval: given })).status).toBe(403)
  expect((await leave({ deskToken: 'unknown', approval: given })).status).toBe(401)
  expect((await leave({ deskToken, approval: 'made up' })).status).toBe(403)
  expect((await leave({ deskToken })).status).toBe(400)
  now += APPROVAL_MS + 1
  expect((await leave({ deskToken, approval: given })).status).toBe(403)
})

it('an approval that another desk tried is still good where it was given', async () => {
  const given = await approval()
  await leave({ deskToken: await newDesk(), approval: given })
  expect((await leave({ deskToken, approval: given })).status).toBe(200)
})
