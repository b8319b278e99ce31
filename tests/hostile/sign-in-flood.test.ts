import { expect, it } from 'vitest'
import { openDesk } from '../support/client/desk.ts'
import { addMember, startHubProcess, type HubProcess } from '../support/hub/hub.ts'
import { PASSWORD } from '../support/hub/staff.ts'
import { exchange, type Exchange } from './support/exchange.ts'

/** Addresses that sign in at once: each may fail five times before it has to wait. */
const ADDRESSES = 20

const EACH = 5

/** What whoever finds too many before them is told. */
const QUEUE_IS_FULL = 'Too many people are signing in'

/** A sign-in of nobody, from an address of its own. */
function guess(hub: HubProcess, username: string, from: string): Promise<Exchange> {
  const body = JSON.stringify({ username, password: PASSWORD })
  const head = [
    'POST /api/v1/token HTTP/1.1',
    `Host: ${new URL(hub.http).host}`,
    'Content-Type: application/json',
    `Content-Length: ${body.length}`,
    'Connection: close',
  ]
  return exchange(hub, `${head.join('\r\n')}\r\n\r\n${body}`, from)
}

it('a hundred sign-ins at once, from many addresses, leave the check-ins their core', async () => {
  const hub = await startHubProcess(['--port', '0', '--log-level', 'error'])
  const sofia = await addMember(hub)
  const desk = await openDesk(hub)
  const began = performance.now()
  const flood = Array.from({ length: ADDRESSES * EACH }, (_, index) =>
    guess(hub, `nobody${index}`, `127.0.0.${2 + (index % ADDRESSES)}`),
  )
  await desk.ask('check_in', { memberId: sofia.id })
  const checkedInMs = performance.now() - began
  const answers = await Promise.all(flood)
  expect(checkedInMs).toBeLessThan((performance.now() - began) / 2)
  expect(answers.filter(({ text }) => text.includes(QUEUE_IS_FULL)).length).toBeGreaterThan(0)
  expect(new Set(answers.flatMap(({ statuses }) => statuses))).toEqual(new Set([401, 429]))
})
