import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { readHubFile } from '../../../server/platform/data-folder.ts'
import { startFaultyHub } from './hub-process.ts'

export interface Gym {
  folder: string
  token: string
  members: { id: string; card: string }[]
  remove: () => void
}

/** Few members, so that the same ones come and go. */
const MEMBERS = 60

/** A data folder with members and a token, its hub stopped in order. */
export async function newGym(): Promise<Gym> {
  const folder = mkdtempSync(join(tmpdir(), 'frontdesk-gym-'))
  const members = Array.from({ length: MEMBERS }, (_, index) => ({ id: uuidv7(), card: `CARD-${index}` }))
  const token = await startInOrder(folder, async () => {
    await importMembers(folder, members)
    const asked = JSON.stringify({ role: 'receptionist', ttlMs: 24 * 3_600_000 })
    const answer = await ask(folder, 'api/v1/access-tokens', asked, 'application/json')
    return ((await answer.json()) as { access: string }).access
  })
  return { folder, token, members, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

/** Starts a hub on the folder, does something with it, and stops it as a signal does. */
export async function startInOrder<Result>(folder: string, work: () => Promise<Result>): Promise<Result> {
  const hub = await startFaultyHub({ folder })
  const result = await work()
  const ended = new Promise((resolve) => hub.process.once('exit', resolve))
  hub.process.kill('SIGTERM')
  await ended
  return result
}

/** Gives a running hub its members. */
export async function importMembers(
  folder: string,
  members: readonly Gym['members'][number][],
): Promise<void> {
  const rows = members.map(({ id, card }, index) => `${id},Member ${index},${card}\n`).join('')
  const answer = await ask(folder, 'api/v1/members/import', `id,full_name,credentials\n${rows}`, 'text/csv')
  if (!answer.ok) throw new Error(await answer.text())
}

function ask(folder: string, path: string, body: string, type: string): Promise<Response> {
  const { http, controlKey } = readHubFile(folder)
  const headers = { authorization: `Bearer ${controlKey}`, 'content-type': type }
  return fetch(new URL(path, http), { method: 'POST', body, headers })
}
