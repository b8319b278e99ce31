import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { asOwner } from '../../../server/store/postgres/open-postgres.ts'
import { addSite } from '../../../server/store/sites.ts'
import { openDesk, type Frame, type TestDesk } from '../client/desk.ts'
import { atEnd } from '../for-whole-file.ts'
import { databaseFor } from '../postgres/databases.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { addMember, openHub, type OwnEnvironment, type TestHub, type TestMember } from './hub.ts'
import { addPlan } from './plans.ts'

const ENV = { FRONTDESK_TIME_ZONE: 'UTC', FRONTDESK_JWT_SECRET: 'a secret that all hubs of the chain have' }

const PASSBACK_MINUTES = 30

interface ChainGym {
  hub: TestHub
  /** Where a manager is signed in. */
  desk: TestDesk
  scan: (card: string, more?: object) => Promise<Frame['payload']>
  call: (method: string, params: object) => Promise<Frame['payload']>
}

/** Three gyms of one installation. Who has the plan "Everywhere" at the first may use the second, and not the third. */
export async function openChain(environment: OwnEnvironment, settings: object = {}) {
  const database = await databaseFor(temporaryFolder())
  const open = async (site: string, name: string, more: object = {}): Promise<ChainGym> => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'settings.json'), JSON.stringify({ gymName: name, ...settings, ...more }))
    const given = { database, site, limit: ['framesPerSecond=0', 'signInAttemptsPerMinute=10000'] }
    const hub = await openHub(folder, given, environment, ENV)
    atEnd(hub.close)
    return gymOf(hub)
  }
  const north = await open('main', 'North Gym', { graceDays: 3 })
  for (const name of ['south', 'east']) await asOwner(database, (db) => addSite(db, name, Date.now()))
  const south = await open('south', 'South Gym')
  const east = await open('east', 'East Gym')
  await addPlan(north.desk, { name: 'Everywhere', gyms: ['south'] })
  return { database, north, south, east }
}

/** The same where a card that came in lets nobody in for half an hour. */
export const openStrictChain = (environment: OwnEnvironment) =>
  openChain(environment, { antiPassbackMinutes: PASSBACK_MINUTES })

async function gymOf(hub: TestHub): Promise<ChainGym> {
  const desk = await openDesk(hub, { role: 'manager' })
  return {
    ...{ hub, desk },
    scan: async (code, more = {}) => (await desk.ask('scan', { code, ...more })).payload as unknown,
    call: async (method, params) => (await desk.ask('request', { method, params })).payload as unknown,
  }
}

/** A member who may use the second gym, too. */
export const addTraveller = (gym: ChainGym, columns: Record<string, string> = {}): Promise<TestMember> =>
  addMember(gym.hub, { membership_type: 'Everywhere', ...columns })
