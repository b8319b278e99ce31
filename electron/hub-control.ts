import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CONTROL_TIMEOUT_MS } from './limits.ts'

/** What a running hub leaves in its data folder for this machine's user, and nobody else. */
interface HubFile {
  http: string
  controlKey: string
}

/** A link that signs one desk in, once. */
export interface SignInLink {
  code: string
  /** The whole link, to be opened in a browser. */
  address: string
  /** ISO 8601, UTC. */
  expiresAt: string
}

/** Asks the hub that has this data folder for a fresh sign-in code. Throws where there is no hub that answers. */
export async function makeSignInLink(dataFolder: string): Promise<SignInLink> {
  const hub = await readHubFile(dataFolder)
  const answer = await fetch(new URL('api/v1/links', hub.http), {
    method: 'POST',
    headers: { authorization: `Bearer ${hub.controlKey}`, 'content-type': 'application/json' },
    body: JSON.stringify({ role: 'receptionist' }),
    signal: AbortSignal.timeout(CONTROL_TIMEOUT_MS),
  })
  if (!answer.ok) throw new Error(`The hub gave no sign-in link (HTTP ${answer.status}).`)
  const link: unknown = await answer.json()
  if (!isSignInLink(link)) throw new Error('The hub gave a sign-in link that cannot be read.')
  return link
}

async function readHubFile(dataFolder: string): Promise<HubFile> {
  const content: unknown = JSON.parse(await readFile(join(dataFolder, 'hub.json'), 'utf8'))
  if (!hasTexts(content, 'http', 'controlKey')) throw new Error('The hub has not said where it is.')
  return content
}

function isSignInLink(value: unknown): value is SignInLink {
  return hasTexts(value, 'code', 'address', 'expiresAt')
}

function hasTexts<Name extends string>(value: unknown, ...names: Name[]): value is Record<Name, string> {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'string')
}
