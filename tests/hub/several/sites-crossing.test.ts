import { describe, expect, it } from 'vitest'
import { ADDRESSES, requestFor, type AddressedName } from '../../../server/http/addresses.ts'
import { operations } from '../../../server/protocol/operations.ts'
import type { Operation } from '../../../server/protocol/operations/operation.ts'
import { goodbye, openDesk, openSocket } from '../../support/client/desk.ts'
import { openAttended } from '../../support/client/recording-desk.ts'
import { forWholeFile } from '../../support/for-whole-file.ts'
import { CROSSINGS, type Crossing } from '../../support/hub/crossings.ts'
import { addMember, type TestHub } from '../../support/hub/hub.ts'
import { openTwoSites, storedOf } from '../../support/hub/two-sites.ts'
import { isServerThere } from '../../support/postgres/databases.ts'

type Name = keyof typeof CROSSINGS

const NAMES = Object.keys(operations) as Name[]

const ADDRESSED = NAMES.filter((name): name is AddressedName =>
  ADDRESSES.some(([, , operation]) => operation === name),
)

const sites = isServerThere()
  ? forWholeFile(async () => {
      const opened = await openTwoSites()
      return { ...opened, before: await storedOf(opened.database, 'south') }
    })
  : () => expect.fail('There is no server.')

/** Of all that is tried nothing may leave a trace there. */
async function expectSouthUntouched(): Promise<void> {
  const { database, before } = sites()
  expect(await storedOf(database, 'south')).toEqual(before)
}

/** What is asked with the ids of the second gym. */
function paramsOf(name: Name): object {
  const { south } = sites()
  return CROSSINGS[name].params({ ...south.has, mark: south.mark })
}

const requestOf = (name: AddressedName) => requestFor(name, paramsOf(name) as never)

function frameOf(name: Name): { type: string; payload: object } {
  const { frame } = operations[name] as Operation
  const payload = paramsOf(name)
  return frame ? { type: frame, payload } : { type: 'request', payload: { method: name, params: payload } }
}

interface Answered {
  code: string | undefined
  payload: object
}

/** Asks by a socket of the first gym, at which its manager is. */
async function askBySocket(name: Name): Promise<Answered> {
  const sent = frameOf(name)
  const { type, payload } = await sites().main.desk.ask(sent.type, sent.payload)
  return {
    code: type.endsWith('error') ? (payload as { code: string }).code : undefined,
    payload: payload as object,
  }
}

/** What proves a person and their desk. */
interface Proof {
  access?: string
  deskToken?: string
}

async function askByHttp(
  hub: Pick<TestHub, 'http'>,
  { method, path, body }: ReturnType<typeof requestFor>,
  { access, deskToken }: Proof,
): Promise<Answered & { status: number; details: unknown }> {
  const headers = {
    ...(access !== undefined && { authorization: `Bearer ${access}` }),
    ...(deskToken !== undefined && { 'desk-token': deskToken }),
    ...(body !== null && { 'content-type': 'application/json' }),
  }
  const response = await fetch(new URL(path, hub.http), { method, headers, ...(body !== null && { body }) })
  const payload = JSON.parse((await response.text()).replace(/^[^{][^]*$/, '{}')) as object
  const { error } = payload as { error?: { code: string; details?: unknown } }
  return { status: response.status, code: error?.code, details: error?.details, payload }
}

describe.skipIf(!isServerThere())('asked at one gym with the ids of another one', () => {
  it('is every operation: a new one takes a row in the table', () => {
    expect(Object.keys(CROSSINGS).sort()).toEqual([...NAMES].sort())
  })

  it.each(NAMES)('%s finds nothing and changes nothing', async (name) => {
    const { main, south } = sites()
    const { refused, answer }: Crossing = CROSSINGS[name]
    const answers = [await askBySocket(name)]
    const address = ADDRESSED.find((addressed) => addressed === name)
    if (address) answers.push(await askByHttp(main.hub, requestOf(address), main.people.manager))
    for (const { code, payload } of answers) {
      expect(code).toBe(refused)
      if (answer) expect(payload).toMatchObject(answer)
      for (const theirs of [south.mark, ...Object.values(south.has)])
        expect(JSON.stringify(payload)).not.toContain(theirs)
    }
  })

  it('leaves no trace there', () => expectSouthUntouched())
})

describe.skipIf(!isServerThere())('whoever comes from another gym', () => {
  const REFUSED = { status: 401, code: 'authentication_failed' }
  const OTHER_SITE = { ...REFUSED, details: { reason: 'other_site' } }

  it('is refused every operation over HTTP', async () => {
    const { main, south } = sites()
    const { access, deskToken } = main.people.manager
    const good = await south.hub.token('manager')
    for (const name of ADDRESSED) {
      const request = requestOf(name)
      const answer = await askByHttp(south.hub, request, { access })
      expect({ name, ...answer }).toMatchObject({ name, ...OTHER_SITE })
      // A desk that this gym does not know, beside a token that is good.
      const asDesk = await askByHttp(south.hub, request, { access: good, deskToken })
      expect({ name, ...asDesk }).toMatchObject({ name, ...REFUSED })
    }
    await expectSouthUntouched()
  })

  it('is refused at every other address that asks who they are', async () => {
    const { main, south } = sites()
    const described = await (await south.hub.fetch('api/v1/openapi.json')).json()
    const { paths } = described as { paths: Record<string, object> }
    const tried: string[] = []
    for (const [path, methods] of Object.entries(paths)) {
      for (const method of Object.keys(methods)) {
        const body = method === 'get' ? null : '{}'
        const at = path.replace(/\{\w+\}/g, south.has.memberId)
        const request = { method: method.toUpperCase(), path: at, body }
        if ((await askByHttp(south.hub, request, {})).code !== 'not_authenticated') continue
        const answer = await askByHttp(south.hub, request, main.people.manager)
        expect({ path, ...answer }).toMatchObject({ path, ...REFUSED })
        tried.push(path)
      }
    }
    for (const path of ['/api/checkins/', '/api/members/', '/api/v1/members/export', '/api/v1/reports/shift'])
      expect(tried).toContain(path)
  })

  it('is refused every operation by a socket', async () => {
    const { main, south } = sites()
    const { access, deskToken } = main.people.manager
    for (const name of NAMES) {
      const desk = await openSocket(south.hub.ws)
      desk.send({ type: 'authenticate', payload: { token: access, deskToken } })
      desk.send(frameOf(name))
      expect({ name, ...(await desk.closed) }).toMatchObject({ name, code: 4001 })
      expect({ name, told: desk.frames.filter(({ type }) => type !== 'error') }).toEqual({ name, told: [] })
    }
    await expectSouthUntouched()
  })

  it.each(['viewer', 'receptionist', 'manager'] as const)('signs in as a %s by no way', async (role) => {
    const { main, south } = sites()
    const { access, deskToken } = main.people[role]
    const told = await openSocket(south.hub.ws)
    told.send({ type: 'authenticate', payload: { token: access } })
    expect((await told.next('error')).payload).toMatchObject({
      ...{ code: 'authentication_failed', message: 'The token is for another site.' },
      details: { reason: 'other_site' },
    })
    const another = await main.hub.token(role)
    for (const payload of [{ deskToken }, { token: access, deskToken }, { token: another }]) {
      const desk = await openSocket(south.hub.ws)
      desk.send({ type: 'authenticate', payload })
      expect(await goodbye(desk)).toMatchObject({ code: 4001 })
    }
    expect(await goodbye(await openSocket(`${south.hub.ws}?token=${another}`))).toMatchObject({ code: 4001 })
    // At home all of it is good.
    await openAttended(main.hub, { access, deskToken })
  })
})

// Last: it changes what there is at the second gym.
describe.skipIf(!isServerThere())('a gym', () => {
  it('tells its desks nothing of the other', async () => {
    const { main, south } = sites()
    const desk = await openDesk(main.hub)
    const { id: memberId } = await addMember(south.hub, { full_name: `${south.mark} Other` })
    await south.desk.ask('check_in', { memberId })
    await desk.ask('check_in', { memberId: (await addMember(main.hub)).id })
    await desk.next('member_checked_in')
    expect(JSON.stringify([...main.desk.frames, ...desk.frames])).not.toContain(south.mark)
  })
})
