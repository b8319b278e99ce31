import { join } from 'node:path'
import { ROOT } from '../../scripts/project.ts'
import { addSite } from '../../server/store/sites.ts'
import { asOwner } from '../../server/store/postgres/open-postgres.ts'
import { askServer } from '../../tests/support/postgres/databases.ts'
import type { Judgement } from '../aims.ts'
import type { Findings } from '../findings.ts'
import { inTurns, medians, pairedRatioOf, type Rounds } from '../rounds.ts'
import { sum } from '../statistics.ts'
import { figure, tableText } from '../table.ts'
import { SCALE_AIMS } from './aims.ts'
import { judgeFlights, MEMBERS_COUNTED } from './flights.ts'
import { cpuOfServer, roundTripMs, type Servers } from './servers.ts'
import { startStoreHub, type StoreHub } from './store-hubs.ts'
import type { StoreHubJob } from './store-job.ts'

/** Hubs beside each other on one gym. */
const HUBS = 4

/** Each hub has members of its own, whom it lets in and out in turn. */
const MEMBERS_A_HUB = 1_500

/** How many of the members this takes: the hubs near the database, those far from it and those of other gyms, and the counted groups. */
export const MEMBERS_OF_STORES = 3 * HUBS * MEMBERS_A_HUB + MEMBERS_COUNTED

export interface Measuring {
  servers: Servers
  members: readonly string[]
  rounds: number
  seconds: number
  /** A checkout of before the change; null where there is none. */
  before: string | null
  say: (progress: string) => void
}

/** Hubs without sockets that are kept busy at once. */
interface Contestant {
  subject: { name: string }
  hubs: { hub: StoreHub; members: readonly string[] }[]
  /** The database server's use of the processor from now on until the returned function is called, in milliseconds; none where it has none. */
  watchServer: () => () => number
}

interface Rate {
  perSecond: number
  /** Of the hubs and the database server. */
  cpuUs: number
}

/** Measures what the store alone can do: core and commands, clients in a closed loop, no sockets. Prints a table. */
export async function compareStores(measuring: Measuring): Promise<Findings> {
  const { servers, rounds, seconds, say } = measuring
  const contestants = await prepare(measuring)
  const rates = await inTurns(
    contestants,
    rounds,
    (text) => say(`scale, the store alone, ${text}`),
    (contestant) => takeTurn(contestant, seconds),
  )
  const flights = await flightsAt(contestants, measuring.members)
  const trips = [await roundTripMs(servers.database), await roundTripMs(servers.farDatabase)]
  await Promise.all(contestants.flatMap(({ hubs }) => hubs.map(({ hub }) => hub.stop())))
  const results = { rates, names: contestants.map(({ subject }) => subject.name) }
  console.log(tableOf(results, { rounds, trips }))
  return { faults: [], judgements: [...judgementsOf(results), ...flights] }
}

const SQLITE = 'SQLite'
const BEFORE = 'SQLite before'
const ONE = 'PostgreSQL, one hub'
const FOUR = `PostgreSQL, ${HUBS} hubs`
const FOUR_SITES = `PostgreSQL, ${HUBS} sites`
const FAR_ONE = '1 ms away, one hub'
const FAR_FOUR = `1 ms away, ${HUBS} hubs`

/** Fills both databases, so that the server plans for tables with something in them. */
async function prepare({ servers, members, before, seconds, say }: Measuring): Promise<Contestant[]> {
  say(`scale: preparing ${members.length} members in each database`)
  const folderOf = (name: string) => join(servers.folder, name)
  const start = async (name: string, database: string | null, job: Partial<StoreHubJob> = {}) =>
    startStoreHub({ checkout: ROOT, folder: folderOf(name), database, ...job })
  const membersOf = (at: number) => members.slice(at * MEMBERS_A_HUB, (at + 1) * MEMBERS_A_HUB)
  const hubsOn = (database: string, from: number) =>
    Promise.all(
      Array.from({ length: HUBS }, async (_, at) => {
        return { hub: await start(`hub-${from + at}`, database), members: membersOf(from + at) }
      }),
    )
  const onFile = async (name: string, checkout: string): Promise<Contestant> => {
    const hub = await start(name, null, { checkout })
    await hub.order({ kind: 'fill', members })
    return { subject: { name }, hubs: [{ hub, members: membersOf(0) }], watchServer: () => () => 0 }
  }
  const onServer = (name: string, hubs: Contestant['hubs']): Contestant => {
    return { subject: { name }, hubs, watchServer: () => cpuOfServer(servers) }
  }
  // The first makes the tables.
  const first = await start('first', servers.database)
  await first.order({ kind: 'fill', members })
  await first.stop()
  const near = await hubsOn(servers.database, 0)
  const far = await hubsOn(servers.farDatabase, HUBS)
  const sites = await Promise.all(
    Array.from({ length: HUBS }, async (_, at) => {
      const [site, own] = [`site-${at}`, membersOf(2 * HUBS + at)]
      await asOwner(servers.database, (db) => addSite(db, site, Date.now()))
      const hub = await start(site, servers.database, { site })
      await hub.order({ kind: 'fill', members: own })
      return { hub, members: own }
    }),
  )
  const contestants = [
    await onFile(SQLITE, ROOT),
    ...(before === null ? [] : [await onFile(BEFORE, before)]),
    onServer(ONE, near.slice(0, 1)),
    onServer(FOUR, near),
    onServer(FOUR_SITES, sites),
    onServer(FAR_ONE, far.slice(0, 1)),
    onServer(FAR_FOUR, far),
  ]
  for (const contestant of contestants) await takeTurn(contestant, seconds)
  await askServer(servers.database, 'analyze')
  return contestants
}

async function takeTurn({ hubs, watchServer }: Contestant, seconds: number): Promise<Rate> {
  const serverCpuMs = watchServer()
  const works = await Promise.all(
    hubs.map(({ hub, members }) => hub.order({ kind: 'work', members, seconds })),
  )
  const operations = sum(works.map((work) => work.operations))
  const cpuMs = sum(works.map((work) => work.cpuMs)) + serverCpuMs()
  const ms = Math.max(...works.map((work) => work.ms))
  return { perSecond: (operations / ms) * 1_000, cpuUs: (cpuMs * 1_000) / operations }
}

/** At a hub that was not the last to write. */
function flightsAt(contestants: readonly Contestant[], members: readonly string[]): Promise<Judgement[]> {
  const hub = contestants.find(({ subject }) => subject.name === ONE)?.hubs[0]?.hub
  if (!hub) throw new Error('There is a hub on PostgreSQL.')
  return judgeFlights(hub, members.slice(MEMBERS_OF_STORES - MEMBERS_COUNTED, MEMBERS_OF_STORES))
}

const perSecondOf = ({ perSecond }: Rate): number => perSecond
const cpuOf = ({ cpuUs }: Rate): number => cpuUs

/** The figures of all turns by the name of who had them. */
interface Results {
  rates: Rounds<Rate>
  names: string[]
}

function ratioOf({ rates, names }: Results, of: string, to: string, by = perSecondOf): number {
  return pairedRatioOf(rates, { of: names.indexOf(of), to: names.indexOf(to) }, by)
}

function judgementsOf(results: Results): Judgement[] {
  const ratio = (of: string, to: string, by = perSecondOf) => ratioOf(results, of, to, by)
  const rates = medians(results.rates, perSecondOf)
  const farAway = [FAR_ONE, FAR_FOUR].map((name) => rates[results.names.indexOf(name)] ?? NaN)
  return [
    { measure: 'store alone, PostgreSQL to SQLite', value: ratio(ONE, SQLITE), aim: SCALE_AIMS.oneHub },
    {
      measure: 'CPU a command, hub and PostgreSQL to SQLite',
      value: ratio(ONE, SQLITE, cpuOf),
      aim: SCALE_AIMS.cpu,
    },
    { measure: `${HUBS} hubs on one site, to one hub`, value: ratio(FOUR, ONE), aim: SCALE_AIMS.fourHubs },
    { measure: `${HUBS} sites, to one`, value: ratio(FOUR_SITES, ONE), aim: SCALE_AIMS.fourSites },
    { measure: '1 ms away, the best number of hubs', value: Math.max(...farAway), aim: SCALE_AIMS.farAway },
    {
      measure: 'SQLite now to SQLite before (--before FOLDER, a checkout of 8c6be9f)',
      value: ratio(SQLITE, BEFORE),
      aim: SCALE_AIMS.sqlite,
    },
  ]
}

function tableOf(results: Results, { rounds, trips }: { rounds: number; trips: number[] }): string {
  const rates = medians(results.rates, perSecondOf)
  const cpu = medians(results.rates, cpuOf)
  const rows = results.names.map((name, index) => [
    name,
    figure(rates[index] ?? NaN),
    ratioOf(results, name, SQLITE).toFixed(2),
    figure(cpu[index] ?? NaN),
    ratioOf(results, name, SQLITE, cpuOf).toFixed(2),
  ])
  const head = ['', 'acknowledged a second', 'to SQLite', 'CPU of each, us', 'to SQLite']
  const [near = NaN, far = NaN] = trips
  return (
    `\nThe store alone: check-ins and check-outs in turn by 64 clients of each hub, no sockets, data on a disk, nothing bound to a core; ` +
    `medians of ${rounds}\n${tableText([head, ...rows])}\n` +
    `The way to PostgreSQL and back: ${figure(near)} ms, ${figure(far)} where it is 1 ms away.`
  )
}
