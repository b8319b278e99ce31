import { v7 as uuidv7 } from 'uuid'
import { asOwner } from '../../../server/store/postgres/open-postgres.ts'
import { addSite } from '../../../server/store/sites.ts'
import { openAttended, signInAt, type SignedInAt } from '../client/recording-desk.ts'
import type { TestDesk } from '../client/desk.ts'
import { atEnd } from '../for-whole-file.ts'
import { askServer, databaseFor } from '../postgres/databases.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { never } from './held-time.ts'
import { addMember, openHub, type TestHub } from './hub.ts'
import { recogniseAt, takeMapped } from './mapped-files.ts'
import { newPlan } from './plans.ts'
import { addStaff } from './staff.ts'

/** With it, tokens of one gym would be good at the other, but for what they say of their site. */
export const SHARED_SECRET = 'a secret that all hubs of the chain have'

const ENV = { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: SHARED_SECRET }

const DAY_MS = 24 * 3_600_000

const ROLES = ['viewer', 'receptionist', 'manager'] as const

/** What there is at a gym, by its ids. */
export interface Belongings {
  memberId: string
  card: string
  visitId: string
  noteId: string
  overrideId: string
  messageId: string
  deskId: string
  staffId: string
  /** Of the ledger. */
  entryId: string
  planId: string
  /** The import that brought the member. */
  changeId: string
}

/** A gym with something of everything. */
export interface SiteGym {
  hub: TestHub
  /** Stands in every text of this gym and in none of the other. */
  mark: string
  has: Belongings
  /** Its people by their roles, each signed in at a desk of their own. */
  people: Record<(typeof ROLES)[number], SignedInAt>
  /** The manager's desk. */
  desk: TestDesk
}

/** A hub that serves one gym of a database; it does nothing by itself. */
export async function openSiteHub(database: string, site: string): Promise<TestHub> {
  const given = { database, site, limit: ['framesPerSecond=0', 'signInAttemptsPerMinute=10000'] }
  const hub = await openHub(temporaryFolder(), given, { every: never }, ENV)
  atEnd(hub.close)
  return hub
}

/** Two gyms in one database. */
export async function openTwoSites(): Promise<{ database: string; main: SiteGym; south: SiteGym }> {
  const database = await databaseFor(temporaryFolder())
  const main = await furnish(await openSiteHub(database, 'main'), 'Mainly')
  await asOwner(database, (db) => addSite(db, 'south', Date.now()))
  const south = await furnish(await openSiteHub(database, 'south'), 'Southern')
  return { database, main, south }
}

async function furnish(hub: TestHub, mark: string): Promise<SiteGym> {
  const member = await addMember(hub, {
    full_name: `${mark} Member`,
    debt_cents: '4900',
    credentials: `${mark}-CARD`,
  })
  const people = {} as SiteGym['people']
  const ids = {} as Record<(typeof ROLES)[number], string>
  for (const role of ROLES) {
    const username = `${mark.toLowerCase()}-${role}`
    ids[role] = (await addStaff(hub, { username, role })).id
    people[role] = await signInAt(hub, username)
  }
  const desk = await openAttended(hub, people.manager)
  const call = async (method: string, params: object): Promise<Record<string, unknown>> =>
    (await desk.ask('request', { method, params })).payload as Record<string, unknown>
  const until = new Date(Date.now() + DAY_MS).toISOString().slice(0, 10)
  const scanned = await desk.ask('scan', { code: member.card, override: { reason: `${mark} pays`, until } })
  await desk.ask('scan', { code: `${mark}-NOBODY` })
  const [noteId, messageId, planId] = [uuidv7(), uuidv7(), uuidv7()]
  await call('notes.write', { memberId: member.id, noteId, level: 'info', text: `${mark} note` })
  await call('messages.send', { id: messageId, text: `${mark} message` })
  await call('plans.add', newPlan({ id: planId, name: `${mark} plan` }))
  await keepMapping(hub, `${mark} mapping`)
  await call('handover.write', { base: 0, text: `${mark} handover` })
  const { overrides } = (await call('members.get', { memberId: member.id })) as {
    overrides: { id: string }[]
  }
  const { entries } = (await call('ledger.list', { memberId: member.id })) as { entries: { id: string }[] }
  const { changes } = (await call('changes.list', {})) as { changes: { id: string }[] }
  return {
    ...{ hub, mark, people, desk },
    has: {
      ...{ memberId: member.id, card: member.card, noteId, messageId, planId },
      visitId: (scanned.payload as { visit: { id: string } }).visit.id,
      overrideId: overrides[0]?.id ?? '',
      deskId: people.receptionist.deskId,
      entryId: entries[0]?.id ?? '',
      staffId: ids.receptionist,
      changeId: changes[0]?.id ?? '',
    },
  }
}

/** Every row that is stored of a gym, as texts; without the time that its hub keeps, which goes on by itself. */
export async function storedOf(database: string, site: string): Promise<object[]> {
  tables ??= (await askServer(
    database,
    `select relname as name from pg_class join pg_attribute on attrelid = oid
     where relkind = 'r' and attname = 'site_id' order by relname`,
  )) as { name: string }[]
  const rows = tables.map(
    ({ name }) =>
      `select '${name} ' || (to_jsonb(one) - 'trusted_at')::text as row from ${name} as one
       where site_id = (select id from sites where name = '${site}')`,
  )
  return askServer(database, `${rows.join(' union all ')} order by 1`)
}

/** Those that a gym has rows in. */
let tables: { name: string }[] | undefined

/** A file without a member keeps what its columns mean. */
async function keepMapping(hub: TestHub, name: string): Promise<void> {
  const file = 'Name,Email\n'
  const { mapping } = await recogniseAt(hub, file)
  await takeMapped(hub, file, mapping, `?keep=${encodeURIComponent(name)}`)
}
