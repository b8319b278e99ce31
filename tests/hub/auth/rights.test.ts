import { v7 as uuidv7 } from 'uuid'
import { describe, expect, it } from 'vitest'
import type { Role } from '../../../server/protocol/roles.ts'
import { openSocket, type TestDesk } from '../../support/client/desk.ts'
import type { TestHub } from '../../support/hub/hub.ts'
import { sharedHub } from '../../support/hub/shared-hub.ts'
import { post } from '../../support/hub/staff.ts'

/** Row 72 of the catalogue: everybody at everything. */

const ID = '01a20902-753d-7125-8cc5-ddb7ce35ac66'

/** Rates are no rights: one hub is asked by everybody, all the time. */
const hub = sharedHub({ limit: ['signInAttemptsPerMinute=100000'] })

type Frames = Record<string, { payload?: object; batches?: object }>

const FRAMES: Frames = {
  heartbeat: {},
  ping: {},
  check_in: { payload: { memberId: ID } },
  check_out: { payload: { checkInId: ID } },
  scan: { payload: { code: 'NOBODY' } },
  undo: { payload: { checkInId: ID } },
  snapshot: {},
  request: { payload: { method: 'members.search', params: { query: 'a' } } },
}

const RECORDED = ['check_in', 'check_out', 'scan', 'undo']
const HARMLESS = ['heartbeat', 'ping']
const READING = ['snapshot', 'request']

/** Who sends, what of it is done, and how the rest is refused. `recorded` is sent as what a desk recorded. */
const SENDERS: [who: string, done: string[], refusal: string, recorded?: boolean][] = [
  ['nobody', HARMLESS, 'not_authenticated'],
  ['viewer', [...HARMLESS, ...READING], 'forbidden'],
  ['receptionist', Object.keys(FRAMES), 'forbidden'],
  ['manager', Object.keys(FRAMES), 'forbidden'],
  ['desk', HARMLESS, 'forbidden'],
  ['desk', [...HARMLESS, ...RECORDED], 'forbidden', true],
  ['viewer', [...HARMLESS, ...READING], 'forbidden', true],
]

describe('a frame', () => {
  it.each(SENDERS)(
    'of %s does %j and is otherwise %s (as recorded: %s)',
    async (who, done, refusal, recorded) => {
      const desk = await signedIn(hub(), who)
      const told: string[] = []
      for (const [type, content] of Object.entries(FRAMES)) {
        const recordedBy = recorded ? { recordedBy: { staffId: 'maria' } } : {}
        const code = await codeOf(desk, type, { ...content, payload: { ...content.payload, ...recordedBy } })
        if (code !== 'forbidden' && code !== 'not_authenticated') told.push(type)
        else expect(`${type} ${code}`).toBe(`${type} ${refusal}`)
      }
      expect(told).toEqual(done)
      const batch = await codeOf(desk, 'batch', { batches: { check_in: [{ memberId: ID }] } })
      const mayWork = ['receptionist', 'manager'].includes(who)
      expect(batch).toBe(mayWork ? 'member_not_found' : refusal)
    },
  )
})

async function signedIn(hub: TestHub, who: string): Promise<TestDesk> {
  const desk = await openSocket(hub.ws)
  if (who === 'nobody') return desk
  const payload =
    who === 'desk' ? { deskToken: await deskTokenOf(hub) } : { token: await hub.token(who as Role) }
  desk.send({ type: 'authenticate', payload })
  await desk.next('initial_stats')
  return desk
}

async function deskTokenOf(hub: TestHub): Promise<string> {
  const body = JSON.stringify({ role: 'receptionist', name: '' })
  const headers = { 'content-type': 'application/json' }
  const link = await hub.fetch('api/v1/links', { method: 'POST', headers, body })
  const { code } = (await link.json()) as { code: string }
  return ((await post(hub, 'api/v1/token', { code })).body as { deskToken: string }).deskToken
}

/** The code of the first answer to a frame, or the answer's type where it is none. */
async function codeOf(desk: TestDesk, type: string, content: object): Promise<string> {
  desk.send({ type, requestId: uuidv7(), ...content })
  const answer = await desk.next(({ type: of }) => !NEWS.has(of))
  return (answer.payload as { code?: string } | undefined)?.code ?? answer.type
}

/** What comes without having been asked for. */
const NEWS = new Set(['initial_stats', 'scan_refused', 'event', 'check_in_stats', 'desk_connected'])

/** Every address, and who may: the others are told 401 without a token and 403 with one that is not enough. */
const ADDRESSES: [method: string, path: string, least: Caller][] = [
  ['GET', '/healthz', 'nobody'],
  ['GET', '/readyz', 'nobody'],
  // On the hub's own machine, from where this asks.
  ['GET', '/metrics', 'nobody'],
  ['GET', '/api/v1/openapi.json', 'nobody'],
  ['GET', '/api/v1/updates', 'nobody'],
  ['GET', '/api/v1/diagnostics', 'manager'],
  ['POST', '/api/v1/clock/confirm', 'manager'],
  ['POST', '/api/v1/token', 'nobody'],
  // Its body carries the proof.
  ['POST', '/api/v1/term', 'nobody'],
  ['POST', '/api/v1/token/pin', 'nobody'],
  // Its body carries what proves the manager.
  ['POST', '/api/v1/approvals', 'nobody'],
  ['POST', '/api/v1/kiosk/leave', 'nobody'],
  ['POST', '/api/v1/token/refresh', 'nobody'],
  ['POST', '/api/v1/sign-out', 'nobody'],
  ['POST', '/api/v1/desk/people', 'nobody'],
  ['POST', '/api/auth/token/', 'nobody'],
  ['POST', '/api/auth/token/refresh/', 'nobody'],
  // Its body carries the code that the hub has printed.
  ['GET', '/api/v1/set-up', 'nobody'],
  ['POST', '/api/v1/set-up', 'nobody'],
  ['GET', '/api/auth/me/', 'viewer'],
  ['GET', '/api/checkins/', 'viewer'],
  ['GET', '/api/members/', 'viewer'],
  ['POST', '/api/v1/me/password', 'viewer'],
  ['POST', '/api/v1/me/pin', 'viewer'],
  ['POST', '/api/v1/links', 'manager'],
  ['POST', '/api/v1/members/import', 'manager'],
  ['POST', '/api/v1/members/import/recognise', 'manager'],
  ['GET', '/api/v1/members/{memberId}/photo', 'viewer'],
  ['PUT', '/api/v1/members/{memberId}/photo', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/photo/remove', 'receptionist'],
  ['PUT', '/api/v1/members/{memberId}/cards', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/cards/withdraw', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/cards/restore', 'receptionist'],
  ['GET', '/api/v1/members/{memberId}/conversations', 'receptionist'],
  ['PUT', '/api/v1/members/{memberId}/conversations/{conversationId}', 'receptionist'],
  ['GET', '/api/v1/follow-ups', 'receptionist'],
  ['PUT', '/api/v1/follow-ups/{memberId}/{conversationId}', 'receptionist'],
  ['GET', '/api/v1/follow-ups.csv', 'manager'],
  ['GET', '/api/v1/follow-ups.xlsx', 'manager'],
  ['POST', '/api/v1/members/{memberId}', 'receptionist'],
  ['PUT', '/api/v1/members/{memberId}', 'receptionist'],
  ['GET', '/api/v1/members/{memberId}/fields', 'receptionist'],
  ['PUT', '/api/v1/members/{memberId}/edits/{id}', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/proposals/{proposalId}', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/undo', 'receptionist'],
  ['GET', '/api/v1/duplicates', 'manager'],
  ['POST', '/api/v1/members/{memberId}/dismiss-duplicate', 'manager'],
  ['GET', '/api/v1/members/{memberId}/merge', 'manager'],
  ['POST', '/api/v1/members/{memberId}/merge', 'manager'],
  ['GET', '/api/v1/merges', 'manager'],
  ['POST', '/api/v1/merges/{id}/undo', 'manager'],
  ['PUT', '/api/v1/members/{memberId}/freezes/{freezeId}', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/freezes/{freezeId}/end', 'receptionist'],
  ['PUT', '/api/v1/members/{memberId}/sales/{id}', 'receptionist'],
  ['GET', '/api/v1/plans', 'viewer'],
  ['PUT', '/api/v1/plans/{id}', 'manager'],
  ['POST', '/api/v1/plans/{id}', 'manager'],
  ['POST', '/api/v1/plans/{id}/retire', 'manager'],
  ['GET', '/api/v1/mappings', 'manager'],
  ['GET', '/api/v1/mappings/{name}', 'manager'],
  ['POST', '/api/v1/mappings/{name}/remove', 'manager'],
  ['GET', '/api/v1/shut-days', 'manager'],
  ['GET', '/api/v1/shut-days/preview', 'manager'],
  ['PUT', '/api/v1/shut-days/{id}', 'manager'],
  ['POST', '/api/v1/shut-days/{id}/take-back', 'manager'],
  ['GET', '/api/v1/shut-days/{id}/members', 'manager'],
  ['PUT', '/api/v1/members/{memberId}/notes/{noteId}', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/notes/{noteId}/end', 'receptionist'],
  ['GET', '/api/v1/messages', 'viewer'],
  ['PUT', '/api/v1/messages/{id}', 'receptionist'],
  ['POST', '/api/v1/messages/{id}/end', 'receptionist'],
  ['PUT', '/api/v1/messages/{id}/seen', 'receptionist'],
  ['GET', '/api/v1/handover', 'viewer'],
  ['PUT', '/api/v1/handover', 'receptionist'],
  ['PUT', '/api/v1/handover/read', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/overrides/{overrideId}/end', 'receptionist'],
  ['GET', '/api/v1/reports/shift', 'manager'],
  ['GET', '/api/v1/members/export', 'manager'],
  ['POST', '/api/v1/visits/import', 'manager'],
  ['GET', '/api/v1/members/{memberId}/ledger', 'viewer'],
  ['POST', '/api/v1/members/{memberId}/payments', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/write-offs', 'manager'],
  ['GET', '/api/v1/ledger', 'manager'],
  ['GET', '/api/v1/ledger.csv', 'manager'],
  ['GET', '/api/v1/ledger.xlsx', 'manager'],
  ['GET', '/api/v1/audit.csv', 'manager'],
  ['GET', '/api/v1/audit.xlsx', 'manager'],
  ['POST', '/api/v1/ledger/{entryId}/reverse', 'receptionist'],
  ['PUT', '/api/v1/members/{memberId}/suspensions/{id}', 'manager'],
  ['POST', '/api/v1/members/{memberId}/delete', 'manager'],
  ['POST', '/api/v1/members/{memberId}/cards/replace', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/cards/lend', 'receptionist'],
  ['POST', '/api/v1/cards/print', 'receptionist'],
  ['GET', '/api/v1/changes', 'manager'],
  ['GET', '/api/v1/changes/{id}/undo', 'manager'],
  ['POST', '/api/v1/changes/{id}/undo', 'manager'],
  ['PUT', '/api/v1/passes/{id}', 'receptionist'],
  ['PUT', '/api/v1/members/{hostId}/guests/{id}', 'receptionist'],
  ['GET', '/api/v1/members/{memberId}/family', 'viewer'],
  ['PUT', '/api/v1/members/{memberId}/family/{holderId}', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/family/leave', 'receptionist'],
  ['POST', '/api/v1/members/{memberId}/family/pay', 'receptionist'],
  ['GET', '/api/v1/members/list', 'viewer'],
  ['GET', '/api/v1/members/list.csv', 'manager'],
  ['GET', '/api/v1/members/list.xlsx', 'manager'],
  ['GET', '/api/v1/staff', 'manager'],
  ['POST', '/api/v1/staff', 'manager'],
  ['POST', '/api/v1/staff/{id}', 'manager'],
  ['POST', '/api/v1/staff/{id}/reset-password', 'manager'],
  ['GET', '/api/v1/desks', 'manager'],
  ['POST', '/api/v1/desks/{id}', 'manager'],
  ['POST', '/api/v1/desks/{id}/remove', 'manager'],
  ['GET', '/api/v1/audit', 'manager'],
  ['GET', '/api/v1/lan', 'manager'],
  ['POST', '/api/v1/lan', 'manager'],
  ['GET', '/api/v1/set-up/code', 'command line'],
  ['GET', '/api/v1/operations/{requestId}', 'command line'],
  ['POST', '/api/v1/log-level', 'command line'],
  ['POST', '/api/v1/profile', 'command line'],
  ['POST', '/api/v1/access-tokens', 'command line'],
]

const CALLERS = ['nobody', 'viewer', 'receptionist', 'manager', 'command line'] as const
type Caller = (typeof CALLERS)[number]

describe('an address', () => {
  it.each(ADDRESSES)('%s %s is for %s and above', async (method, path, least) => {
    const statuses: Record<string, string> = {}
    const expected: Record<string, string> = {}
    for (const caller of CALLERS) {
      statuses[caller] = await standingAt(hub(), method, path, caller)
      const isEnough = CALLERS.indexOf(caller) >= CALLERS.indexOf(least)
      expected[caller] = isEnough ? 'heard' : caller === 'nobody' ? '401' : '403'
    }
    // A person's own password and PIN are nobody else's, the command line's neither.
    if (path.startsWith('/api/v1/me/')) expected['command line'] = '403'
    expect(statuses).toEqual(expected)
  })

  it('is in this list, whichever the hub describes', async () => {
    const { paths } = (await (await hub().fetch('api/v1/openapi.json')).json()) as {
      paths: Record<string, object>
    }
    const described = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    const listed = new Set(ADDRESSES.map(([method, path]) => `${method} ${path}`))
    expect(described.filter((address) => !listed.has(address))).toEqual([])
  })
})

/** `heard` where a caller got beyond the question who they are. */
async function standingAt(hub: TestHub, method: string, path: string, caller: Caller): Promise<string> {
  const address = new URL(path.replace(/\{\w+\}/, ID), hub.http)
  const authorization =
    caller === 'nobody' || caller === 'command line'
      ? {}
      : { authorization: `Bearer ${await hub.token(caller)}` }
  const body = path.includes('members/import') ? 'nothing' : '{}'
  const type = path.includes('members/import') ? 'text/csv' : 'application/json'
  const init = method === 'GET' ? {} : { method, body }
  const headers = { ...authorization, ...(method !== 'GET' && { 'content-type': type }) }
  const ask = caller === 'command line' ? hub.fetch : fetch
  const response = await ask(String(address), { ...init, headers })
  const { error } = (await response.json().catch(() => ({}))) as { error?: { code: string } }
  const isRefused = error?.code === 'forbidden' || error?.code === 'not_authenticated'
  return isRefused ? String(response.status) : 'heard'
}
