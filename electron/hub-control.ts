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
  const link = await ask(dataFolder, 'api/v1/links', { role: 'receptionist' })
  if (!isSignInLink(link)) throw new Error('The hub gave a sign-in link that cannot be read.')
  return link
}

/** What sets the hub up that has this data folder; null where it is set up. Throws where there is no hub that answers. */
export async function findSetUpCode(dataFolder: string): Promise<string | null> {
  const answer = await ask(dataFolder, 'api/v1/set-up/code')
  return hasTexts(answer, 'code') ? answer.code : null
}

/** Asks as whoever can read the data folder: this machine's user. */
async function ask(dataFolder: string, path: string, body?: object): Promise<unknown> {
  const hub = await readHubFile(dataFolder)
  const answer = await fetch(new URL(path, hub.http), {
    headers: { authorization: `Bearer ${hub.controlKey}`, 'content-type': 'application/json' },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(CONTROL_TIMEOUT_MS),
  })
  if (!answer.ok) throw new Error(`The hub refuses ${path} (HTTP ${answer.status}).`)
  return answer.json()
}

async function readHubFile(dataFolder: string): Promise<HubFile> {
  const content: unknown = JSON.parse(await readFile(join(dataFolder, 'hub.json'), 'utf8'))
  if (!hasTexts(content, 'http', 'controlKey')) throw new Error('The hub has not given its address.')
  return content
}

function isSignInLink(value: unknown): value is SignInLink {
  return hasTexts(value, 'code', 'address', 'expiresAt')
}

function hasTexts<Name extends string>(value: unknown, ...names: Name[]): value is Record<Name, string> {
  if (typeof value !== 'object' || value === null) return false
  return names.every((name) => typeof (value as Record<string, unknown>)[name] === 'string')
}
