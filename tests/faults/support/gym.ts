import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { v7 as uuidv7 } from 'uuid'
import { readHubFile } from '../../../server/data-folder.ts'
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
  const hub = await startFaultyHub({ folder })
  const { http, controlKey } = readHubFile(folder)
  const ask = (path: string, body: string, type: string): Promise<Response> =>
    fetch(new URL(path, http), {
      method: 'POST',
      body,
      headers: { authorization: `Bearer ${controlKey}`, 'content-type': type },
    })
  const rows = members.map(({ id, card }, index) => `${id},Member ${index},${card}\n`).join('')
  await ask('api/v1/members/import', `id,full_name,credentials\n${rows}`, 'text/csv')
  const asked = JSON.stringify({ role: 'receptionist', ttlMs: 24 * 3_600_000 })
  const token = await ask('api/v1/access-tokens', asked, 'application/json')
  const { access } = (await token.json()) as { access: string }
  const ended = new Promise((resolve) => hub.process.once('exit', resolve))
  hub.process.kill('SIGTERM')
  await ended
  return { folder, token: access, members, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
