import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Delivery } from '../bare-limit/client.ts'
import { createMembers } from '../bare-limit/database.ts'
import { LOCATION } from '../load/turnstile.ts'
import type { Subject } from './subject.ts'

const SERVER = fileURLToPath(new URL('../bare-limit/server.ts', import.meta.url))
const DATABASE_FILE = 'bare.sqlite'

/** The bare limit, or the same server sending the plain way. */
export function bareSubject(name: string, delivery: Delivery, memberCount: number): Subject {
  return {
    name,
    databaseFile: DATABASE_FILE,
    prepare(folder) {
      const members = createMembers(join(folder, DATABASE_FILE), memberCount)
      const scans = members.map((memberId) => {
        return { type: 'check_in' as const, memberId, payload: { memberId, location: LOCATION } }
      })
      return Promise.resolve({ token: 'any', members, scans })
    },
    command: (folder) => [SERVER, '--database', join(folder, DATABASE_FILE), '--delivery', delivery],
  }
}
