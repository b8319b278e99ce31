import { onTestFinished } from 'vitest'
import { HubConnection } from '../../../renderer/services/connection.ts'
import type { OutboxStorage } from '../../../renderer/services/outbox-entry.ts'
import type { TestHub } from '../hub/hub.ts'
import type { SignedInAt } from './recording-desk.ts'

const timers = {
  now: () => Date.now(),
  setTimeout: (callback: () => void, ms: number) => setTimeout(callback, ms) as unknown as number,
  clearTimeout: (timer: number) => clearTimeout(timer),
}

/** A desk by the page's own connection, not connected yet. */
export function pageDesk(hub: Pick<TestHub, 'ws'>, outbox: OutboxStorage): HubConnection {
  const desk = new HubConnection({ address: hub.ws, timers, outbox })
  onTestFinished(() => desk.disconnect())
  return desk
}

/** Credentials that a desk was given once. */
export function credentialsOf({ access, deskToken }: Pick<SignedInAt, 'access' | 'deskToken'>) {
  return { get: () => Promise.resolve({ token: access, deskToken }), renew: () => undefined }
}

/** Signs a new desk in by a link's code. */
export async function admitDesk(hub: Pick<TestHub, 'http' | 'fetch'>, deskName: string): Promise<SignedInAt> {
  const headers = { 'content-type': 'application/json' }
  const link = await hub.fetch('api/v1/links', { method: 'POST', headers, body: '{"role":"receptionist"}' })
  const { code } = (await link.json()) as { code: string }
  const body = JSON.stringify({ code, deskName })
  const answer = await fetch(new URL('api/v1/token', hub.http), { method: 'POST', headers, body })
  if (!answer.ok) throw new Error(await answer.text())
  return (await answer.json()) as SignedInAt
}
