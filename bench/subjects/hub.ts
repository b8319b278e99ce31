import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { ROOT } from '../../scripts/project.ts'
import { listInside } from '../stored-visits.ts'
import { startSubject } from './start.ts'
import type { Subject } from './subject.ts'

/** The hub's own command line; the desk page, which `npm run hub` may have to build first, is not measured. */
const CLI = join(ROOT, 'server/cli/main.ts')

const DATABASE_FILE = 'frontdesk.sqlite'

/** An export of a chain's whole membership, 200,000. */
const MAX_OUTPUT_BYTES = 256 * 1024 * 1024

interface ExportedMember {
  id: string
  status: string
  credentials: string[]
}

/** Lifts what stops a load that no desk would make: frames a second. All else is as it is in a gym. */
const LIFTED = ['--limit', 'framesPerSecond=0']

/** Our hub with demo members and everything on, with its limit of frames a second or without. */
export function hubSubject(memberCount: number, limits: 'limited' | 'lifted'): Subject {
  const hub: Subject = {
    name: 'hub',
    databaseFile: DATABASE_FILE,
    command(folder) {
      const demo = ['--demo', String(memberCount)]
      return [CLI, 'serve', '--data', folder, '--port', '0', ...demo, ...(limits === 'lifted' ? LIFTED : [])]
    },
    async prepare(folder) {
      const running = await startSubject(hub, folder, (command) => [...command])
      await running.stop()
      const token = (await askHub(folder, 'token', '--role', 'receptionist')).trim()
      const exported = await askHub(folder, 'members', 'export', '--format', 'json')
      const inside = listInside(join(folder, DATABASE_FILE))
      const members = (JSON.parse(exported) as ExportedMember[]).filter(
        ({ id, status }) => status === 'active' && !inside.has(id),
      )
      const scans = members.map(({ id, credentials }) => {
        return { type: 'scan' as const, memberId: id, payload: { code: credentials[0] ?? '' } }
      })
      return { token, members: members.map(({ id }) => id), scans }
    },
  }
  return hub
}

/** Runs a command of the hub's command line on its data and gives what it prints. */
export async function askHub(folder: string, ...words: string[]): Promise<string> {
  const args = [CLI, ...words, '--data', folder]
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: MAX_OUTPUT_BYTES })
  return stdout
}
