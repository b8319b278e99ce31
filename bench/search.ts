import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Sqlite from 'better-sqlite3'
import { randomFrom, type Random } from '../tests/support/random.ts'
import { AIMS } from './aims.ts'
import type { Cores } from './cores.ts'
import { cpuTimeMs } from './cpu-time.ts'
import type { Findings } from './findings.ts'
import { openAsker, type Asker } from './load/asker.ts'
import { nameMembers, type NamedMember } from './named-members.ts'
import { quantile } from './statistics.ts'
import { askHub, hubSubject } from './subjects/hub.ts'
import { startSubject } from './subjects/start.ts'
import { figure, tableText } from './table.ts'

/** A chain's whole membership on one hub. */
const MEMBERS = 100_000

/** Searches of each kind, one after the other. */
const SEARCHES = 200

/** Check-ins a second that go on beside them: a rush at two doors. */
const CHECK_INS_PER_SECOND = 20

/** Between two keys of somebody who types fast there is more. */
const AIM_MS = 50

interface Measuring {
  folder: string
  cores: Cores
  say: (progress: string) => void
}

/** What somebody types who looks for a member, by its kind. */
const KINDS: readonly [kind: string, type: (member: NamedMember, random: Random) => string][] = [
  ['whole name', ({ full_name }) => full_name],
  ['three letters', ({ full_name }) => full_name.slice(0, 3)],
  ['one letter', ({ full_name }) => full_name.slice(0, 1)],
  ['misspelt name', ({ last }, random) => misspelt(last, random)],
  ['phone, four digits', ({ phone }) => phone.slice(-4)],
  ['phone, as it is dialled', ({ phone }) => phone.replace('+49 ', '0')],
  ['whole card', ({ card }) => card],
  ['end of a card', ({ card }) => card.slice(-4)],
]

/** Measures how long a search takes at a hub with many members while others check in; prints a table. */
export async function measureSearch({ folder, cores, say }: Measuring): Promise<Findings> {
  const random = randomFrom(20_261_125)
  const members = nameMembers(MEMBERS, random)
  const data = join(folder, 'search')
  say(`search: importing ${MEMBERS} members`)
  const importedMs = await importMembers(data, members)
  const hub = await startSubject(hubSubject(0, 'lifted'), data, cores.server)
  const token = (await askHub(data, 'token', '--role', 'receptionist')).trim()
  const [searching, others] = [await openAsker(hub.ws, token), await openAsker(hub.ws, token)]
  const startedAt = performance.now()
  await search(searching, members[0]?.full_name ?? '')
  const readMs = performance.now() - startedAt
  say(`search: ${SEARCHES} of each kind beside ${CHECK_INS_PER_SECOND} check-ins a second`)
  const timer = setInterval(
    () => void others.ask('scan', { code: random.pick(members).card }),
    1_000 / CHECK_INS_PER_SECOND,
  )
  const rows: Row[] = []
  for (const [kind, type] of KINDS) {
    const cpuBefore = cpuTimeMs(hub.pid) ?? NaN
    const measured = await measureKind(searching, members, (member) => type(member, random), random)
    rows.push({ kind, ...measured, cpuMs: ((cpuTimeMs(hub.pid) ?? NaN) - cpuBefore) / SEARCHES })
  }
  clearInterval(timer)
  const baseline = readByKey(join(data, 'frontdesk.sqlite'), members, random)
  searching.close()
  others.close()
  await hub.stop()
  return report(rows, { baseline, importedMs, readMs })
}

/** What one kind of search came to. */
interface Row {
  kind: string
  /** Until the answer was there, each. */
  ms: number[]
  /** Share of those looked for who were in the answer. */
  found: number
  /** Of the hub's processor, a search, with the check-ins that were done beside it. */
  cpuMs: number
}

async function measureKind(
  asker: Asker,
  members: readonly NamedMember[],
  type: (member: NamedMember) => string,
  random: Random,
): Promise<Pick<Row, 'ms' | 'found'>> {
  const ms: number[] = []
  let found = 0
  for (let count = 0; count < SEARCHES; count += 1) {
    const member = random.pick(members)
    const query = type(member)
    const startedAt = performance.now()
    const names = await search(asker, query)
    ms.push(performance.now() - startedAt)
    if (names.includes(member.full_name)) found += 1
  }
  return { ms, found: found / SEARCHES }
}

async function search(asker: Asker, query: string): Promise<string[]> {
  const answer = await asker.ask('request', { method: 'members.search', params: { query } })
  const { members } = answer.payload as { members: { full_name: string }[] }
  return members.map(({ full_name }) => full_name)
}

/** Takes the members over as a gym would, with a file; resolves with how long that took. */
async function importMembers(data: string, members: readonly NamedMember[]): Promise<number> {
  mkdirSync(data)
  const subject = hubSubject(0, 'lifted')
  const running = await startSubject(subject, data, (command) => [...command])
  const file = join(data, 'members.csv')
  const rows = members.map(({ full_name, phone, card }) => `${full_name},${phone},${card}\n`)
  writeFileSync(file, `full_name,phone,credentials\n${rows.join('')}`)
  const startedAt = performance.now()
  await askHub(data, 'members', 'import', file)
  const ms = performance.now() - startedAt
  await running.stop()
  return ms
}

/** The same database's bare answer to the simplest question: one member by primary key, a prepared statement. */
function readByKey(file: string, members: readonly NamedMember[], random: Random): number[] {
  const database = new Sqlite(file, { readonly: true })
  const owner = database.prepare('select member_id from credentials where code = ?').pluck()
  const ids = Array.from({ length: SEARCHES }, () => owner.get(random.pick(members).card))
  const member = database.prepare('select * from members where id = ?')
  const ms = ids.map((id) => {
    const startedAt = performance.now()
    member.get(id)
    return performance.now() - startedAt
  })
  database.close()
  return ms
}

/** What a finger that slips may hit. */
const OTHER_LETTERS = ['a', 'e', 'i', 'n', 'r', 's', 't']

/** One letter of it is another one. */
function misspelt(name: string, random: Random): string {
  const at = 1 + random.below(name.length - 1)
  return `${name.slice(0, at)}${random.pick(OTHER_LETTERS)}${name.slice(at + 1)}`
}

interface Beside {
  baseline: number[]
  importedMs: number
  readMs: number
}

function report(rows: readonly Row[], { baseline, importedMs, readMs }: Beside): Findings {
  const figures = (ms: readonly number[]) => [0.5, 0.95, 0.99].map((share) => figure(quantile(ms, share)))
  const table = [
    ['typed, ms until the answer is there', 'p50', 'p95', 'p99', 'hub CPU', 'among the first 20'],
    ...rows.map(({ kind, ms, cpuMs, found }) => [
      kind,
      ...figures(ms),
      figure(cpuMs),
      `${(found * 100).toFixed(0)} %`,
    ]),
    ['bare: a prepared statement by primary key', ...figures(baseline), '', ''],
  ]
  console.log(
    `\nSearch: ${MEMBERS} members, ${CHECK_INS_PER_SECOND} check-ins a second beside it; aim: p95 ${AIM_MS} ms\n` +
      `${tableText(table)}\n` +
      `Their import took ${figure(importedMs / 1_000)} s; the first search after the hub's start, while it reads all names, ${figure(readMs / 1_000)} s.`,
  )
  const p95 = Math.max(...rows.map(({ ms }) => quantile(ms, 0.95)))
  const judgements = [
    {
      measure: `p95 of the slowest kind of search, of ${AIM_MS} ms`,
      value: p95 / AIM_MS,
      aim: AIMS.searched,
    },
  ]
  const isFound = rows.every(({ kind, found }) => !kind.startsWith('whole') || found === 1)
  return {
    faults: [],
    judgements,
    broken: isFound ? [] : ['A member was not found by their whole name or card.'],
  }
}
