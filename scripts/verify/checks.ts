import { WireClient, type WireFrame } from './client.ts'
import { expectNumbers, expectThat, expectTime, expectVisit } from './expect.ts'

/** What the checks work with: the server under test and what they found on the way. */
export interface Subject {
  /** `ws://…/ws/checkins/`. */
  url: string
  /** `http://…/` of the same server. */
  http: string
  token: string
  /** A member who may come in and is outside; found by the first checks. */
  memberId: string
  open: (authenticated?: boolean) => Promise<WireClient>
}

export interface Check {
  part: 'document' | 'deployed'
  what: string
  run: (subject: Subject) => Promise<void>
}

const STATS = ['currentlyIn', 'todayTotal', 'averageStayMinutes']
const NOBODY = '00000000-0000-4000-8000-000000000000'

const checkIn = (memberId: string, more: object = {}) => ({
  type: 'check_in',
  payload: { memberId, ...more },
})
const checkOut = (checkInId: unknown) => ({ type: 'check_out', payload: { checkInId } })

async function comeIn(client: WireClient, frame: object): Promise<WireFrame> {
  client.send(frame)
  const reply = await client.next('check_in_success', 'check_in_error', 'error')
  expectThat(reply.type === 'check_in_success', `refused: ${JSON.stringify(reply.payload ?? reply.message)}`)
  return reply
}

async function leave(client: WireClient, checkInId: unknown): Promise<WireFrame> {
  client.send(checkOut(checkInId))
  return client.next('check_out_success', 'check_out_error', 'error')
}

/** What the AV Gym document promises. */
const DOCUMENT: Omit<Check, 'part'>[] = [
  {
    what: 'authenticate by message: authentication_success, then initial_stats with three numbers',
    async run({ url, token }) {
      const client = await WireClient.open(url)
      client.send({ type: 'authenticate', payload: { token } })
      const success = await client.next('authentication_success', 'error')
      expectThat(success.message === 'Successfully authenticated', 'another message than the document’s')
      expectNumbers((await client.next('initial_stats')).payload, STATS)
      client.close()
    },
  },
  {
    what: 'authenticate by ?token= in the address: initial_stats comes first',
    async run({ open }) {
      const client = await open()
      expectThat(
        client.frames[0]?.type === 'initial_stats',
        `${client.frames[0]?.type ?? 'nothing'} came first`,
      )
      client.close()
    },
  },
  {
    what: 'heartbeat is answered by heartbeat_ack with a time',
    async run({ open }) {
      const client = await open()
      client.send({ type: 'heartbeat' })
      expectTime((await client.next('heartbeat_ack')).timestamp, 'timestamp')
      client.close()
    },
  },
  {
    what: 'check_in: check_in_success to the asker, then member_checked_in to every client',
    async run({ open, memberId }) {
      const [asker, other] = [await open(), await open()]
      const reply = await comeIn(asker, checkIn(memberId, { location: 'Main Gym', notes: 'verification' }))
      expectVisit(reply.payload, memberId)
      expectThat(reply.payload?.['location'] === 'Main Gym', 'the location is another')
      for (const client of [asker, other]) {
        const seen = await client.next('member_checked_in')
        expectVisit(seen.payload, memberId)
        expectThat(seen.payload?.['id'] === reply.payload['id'], 'the broadcast is of another check-in')
      }
      await leave(asker, reply.payload['id'])
      asker.close()
      other.close()
    },
  },
  {
    what: 'check_out: check_out_success with its time, then member_checked_out to every client',
    async run({ open, memberId }) {
      const [asker, other] = [await open(), await open()]
      const { payload } = await comeIn(asker, checkIn(memberId, { location: 'Main Gym' }))
      const reply = await leave(asker, payload?.['id'])
      expectThat(reply.type === 'check_out_success', `answered with ${reply.type}`)
      expectVisit(reply.payload, memberId)
      expectTime(reply.payload?.['check_out_time'], 'payload.check_out_time')
      for (const client of [asker, other]) {
        expectVisit((await client.next('member_checked_out')).payload, memberId)
      }
      asker.close()
      other.close()
    },
  },
  {
    what: 'the numbers follow: one more inside and one more today after a check-in',
    async run({ open, memberId }) {
      const client = await open()
      const before = client.frames[0]?.payload
      const { payload } = await comeIn(client, checkIn(memberId))
      const later = await open()
      const after = later.frames[0]?.payload
      await leave(client, payload?.['id'])
      for (const name of ['currentlyIn', 'todayTotal']) {
        expectThat(Number(after?.[name]) === Number(before?.[name]) + 1, `${name} did not grow by one`)
      }
      client.close()
      later.close()
    },
  },
  {
    what: 'a bad token is refused, by message and in the address, and the socket closed with 4001',
    async run({ url }) {
      const byMessage = await WireClient.open(url)
      byMessage.send({ type: 'authenticate', payload: { token: 'not-a-token' } })
      expectThat((await byMessage.closed) === 4001, 'by message: another close code')
      const byAddress = await WireClient.open(`${url}?token=not-a-token`)
      expectThat((await byAddress.closed) === 4001, 'in the address: another close code')
    },
  },
]

/** What the deployed AV Gym system does beyond its document. */
const DEPLOYED: Omit<Check, 'part'>[] = [
  {
    what: 'a command before authentication is refused with "Authentication required"',
    async run({ url, memberId }) {
      const client = await WireClient.open(url)
      client.send(checkIn(memberId))
      const refused = await client.next('error')
      expectThat(refused.message === 'Authentication required', 'another sentence')
      client.close()
    },
  },
  {
    what: 'broken JSON is refused with "Invalid JSON format"; the socket stays open',
    async run({ open }) {
      const client = await open()
      client.send('{broken')
      expectThat((await client.next('error')).message === 'Invalid JSON format', 'another sentence')
      client.send({ type: 'heartbeat' })
      await client.next('heartbeat_ack')
      client.close()
    },
  },
  {
    what: 'an unknown member is a check_in_error with a sentence, an unknown visit a check_out_error',
    async run({ open }) {
      const client = await open()
      client.send(checkIn(NOBODY))
      expectThat(typeof (await client.next('check_in_error')).payload?.['error'] === 'string', 'no sentence')
      client.send(checkOut(NOBODY))
      expectThat(typeof (await client.next('check_out_error')).payload?.['error'] === 'string', 'no sentence')
      client.close()
    },
  },
  {
    what: 'a second check-in of the same member is a check_in_error, and so is a second check-out',
    async run({ open, memberId }) {
      const client = await open()
      const { payload } = await comeIn(client, checkIn(memberId))
      client.send(checkIn(memberId))
      await client.next('check_in_error')
      await leave(client, payload?.['id'])
      expectThat((await leave(client, payload?.['id'])).type === 'check_out_error', 'checked out twice')
      client.close()
    },
  },
  {
    what: '"data" is taken for "payload", member_id and check_in_id for their names, a missing location has a default',
    async run({ open, memberId }) {
      const client = await open()
      const { payload } = await comeIn(client, {
        type: 'check_in',
        data: { member_id: memberId, timestamp: 'x' },
      })
      expectThat(typeof payload?.['location'] === 'string' && payload['location'] !== '', 'no location')
      client.send({ type: 'check_out', data: { check_in_id: payload['id'] } })
      await client.next('check_out_success')
      client.close()
    },
  },
  {
    what: 'ping is answered with pong',
    async run({ open }) {
      const client = await open()
      client.send({ type: 'ping' })
      await client.next('pong')
      client.close()
    },
  },
  {
    what: 'a client’s batch is done item by item',
    async run({ open, memberId }) {
      const client = await open()
      client.send({ type: 'batch', batches: { check_in: [{ memberId }, { memberId: NOBODY }] } })
      const reply = await client.next('check_in_success')
      await client.next('check_in_error')
      client.send({ type: 'batch', batches: { check_out: [{ checkInId: reply.payload?.['id'] }] } })
      await client.next('check_out_success')
      client.close()
    },
  },
  {
    what: 'GET /api/checkins/ and /api/members/ answer pages of {count, next, previous, results}',
    async run({ http, token }) {
      for (const path of ['api/checkins/', 'api/members/']) {
        const list = await readJson(new URL(path, http), token)
        expectThat(typeof list['count'] === 'number' && Array.isArray(list['results']), `${path} is no page`)
        expectThat('next' in list && 'previous' in list, `${path} names no other pages`)
      }
    },
  },
  {
    what: 'GET /api/auth/me/ says who the token is; without a token it is 401',
    async run({ http, token }) {
      expectThat('id' in (await readJson(new URL('api/auth/me/', http), token)), 'no id')
      expectThat((await fetch(new URL('api/auth/me/', http))).status === 401, 'open to everybody')
    },
  },
]

/** Reads a JSON object from one of the server's addresses. */
export async function readJson(address: URL, token: string): Promise<Record<string, unknown>> {
  const response = await fetch(address, { headers: { authorization: `Bearer ${token}` } })
  expectThat(response.ok, `${address.pathname} answers ${response.status}`)
  return (await response.json()) as Record<string, unknown>
}

export const CHECKS: readonly Check[] = [
  ...DOCUMENT.map((check) => ({ part: 'document' as const, ...check })),
  ...DEPLOYED.map((check) => ({ part: 'deployed' as const, ...check })),
]
