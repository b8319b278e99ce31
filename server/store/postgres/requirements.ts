import { sql } from 'kysely'
import type { Db } from '../database.ts'
import { HUB_ROLE } from './hub-role.ts'

/** The oldest server that is tried with. */
const MINIMUM_VERSION = 15

const VERSIONS_A_MAJOR = 10_000

interface Settings {
  version: number
  version_text: string
  encoding: string
  fsync: string
  full_page_writes: string
  synchronous_commit: string
  read_only: string
}

/** Throws with a sentence for people where the server would acknowledge what it may lose, or is none that this hub knows. */
export async function requireDurable(db: Db): Promise<void> {
  const { rows } = await sql<Settings>`
    select current_setting('server_version_num')::int as version, current_setting('server_version') as version_text,
      current_setting('server_encoding') as encoding, current_setting('fsync') as fsync,
      current_setting('full_page_writes') as full_page_writes,
      current_setting('synchronous_commit') as synchronous_commit,
      current_setting('transaction_read_only') as read_only`.execute(db)
  const [settings] = rows
  if (settings) requireAll(settings)
}

function requireAll(has: Settings): void {
  const requirements: [holds: boolean, sentence: string][] = [
    [
      has.version >= MINIMUM_VERSION * VERSIONS_A_MAJOR,
      `The hub needs PostgreSQL ${MINIMUM_VERSION} or newer; this one is ${has.version_text}.`,
    ],
    [has.encoding === 'UTF8', `The database has to be in UTF8; this one is in ${has.encoding}.`],
    [
      has.read_only === 'off',
      'The database is read-only, as a standby is. Give the address of the one that writes.',
    ],
    [
      has.fsync === 'on',
      'PostgreSQL runs with fsync off and would lose what it acknowledged. Turn fsync on.',
    ],
    [
      has.full_page_writes === 'on',
      'PostgreSQL runs with full_page_writes off and may be damaged by a power cut. Turn full_page_writes on.',
    ],
    [
      has.synchronous_commit !== 'off',
      'PostgreSQL runs with synchronous_commit off and would lose what it acknowledged. Turn synchronous_commit on.',
    ],
  ]
  const broken = requirements.find(([holds]) => !holds)
  if (broken) throw new Error(broken[1])
}

/** Throws where a connection is not one of a hub that sees its own gym alone, whatever stands between it and the server. */
export async function requireBound(db: Db): Promise<void> {
  const { rows } = await sql<{ role: string; is_bound: 0 | 1 }>`
    select current_user as role, row_security_active('hub_state') as is_bound`.execute(db)
  const [{ role, is_bound } = { role: '', is_bound: 0 }] = rows
  if (role === HUB_ROLE && is_bound) return
  throw new Error(
    `The hub has to work as ${HUB_ROLE}, a role that row-level security binds. Connect to the server itself, ` +
      `and take superuser and bypassrls from that role.`,
  )
}
