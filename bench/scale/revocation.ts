import { addStaff, changeStaff, PASSWORD, signIn } from '../../tests/support/hub/staff.ts'
import type { Chain, ChainHub } from './chain.ts'

/** Sign-ins that are ended, one after the other; the slowest counts. */
const TIMES = 5

/** Far beyond the promise of two seconds. */
const PATIENCE_MS = 10_000

/** How long after somebody was disabled at one hub their sign-in is dead at all others, the slowest of some. Milliseconds. */
export async function measureRevocation({ hubs: [one, ...others] }: Chain, name: string): Promise<number> {
  if (!one) throw new Error('There are several hubs.')
  const ms: number[] = []
  for (let time = 0; time < TIMES; time += 1) ms.push(await revokeOne(one, others, `${name}-${time}`))
  return Math.max(...ms)
}

async function revokeOne(one: ChainHub, others: readonly ChainHub[], username: string): Promise<number> {
  const { id } = await addStaff(one, { username })
  const signedIn = await signIn(one, { username, password: PASSWORD })
  const { access, deskToken } = signedIn.body as Record<'access' | 'deskToken', string>
  const headers = { authorization: `Bearer ${access}`, 'desk-token': deskToken }
  const statusAt = async ({ http }: ChainHub) =>
    (await fetch(new URL('api/v1/messages', http), { headers })).status
  const before = await Promise.all(others.map(statusAt))
  if (before.some((status) => status !== 200))
    throw new Error(`A sign-in is not good everywhere: ${before.join(', ')}.`)
  await changeStaff(one, id, { disabled: true })
  const startedAt = performance.now()
  await Promise.all(others.map((other) => refused(() => statusAt(other))))
  return performance.now() - startedAt
}

async function refused(status: () => Promise<number>): Promise<void> {
  const deadline = performance.now() + PATIENCE_MS
  while ((await status()) !== 401) {
    if (performance.now() > deadline) throw new Error('A sign-in that was ended went on.')
  }
}
