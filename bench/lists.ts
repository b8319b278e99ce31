import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LISTED_STATES, MEMBER_ORDERS } from '../server/protocol/member-list.ts'
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

/** Answers of each kind, one after the other. */
const ANSWERS = 60

/** Check-ins a second that go on beside them: a rush at two doors. */
const CHECK_INS_PER_SECOND = 20

/** In which a list is there at once, and all of a member. */
const LIST_MS = 50
const SHEET_MS = 100

const DAY_MS = 86_400_000

interface Measuring {
  folder: string
  cores: Cores
  say: (progress: string) => void
}

/** What is asked, and what of its answer is asked on. */
type Kind = [name: string, ask: (asker: Asker, random: Random) => Promise<unknown>]

/** Measures how long lists of many members take at a hub while others check in, and all of a member; prints a table. */
export async function measureLists({ folder, cores, say }: Measuring): Promise<Findings> {
  const random = randomFrom(20_261_130)
  const members = nameMembers(MEMBERS, random)
  const data = join(folder, 'lists')
  say(`lists: importing ${MEMBERS} members`)
  await importMembers(data, members, random)
  const hub = await startSubject(hubSubject(0, 'lifted'), data, cores.server)
  const token = (await askHub(data, 'token', '--role', 'receptionist')).trim()
  const [asker, others] = [await openAsker(hub.ws, token), await openAsker(hub.ws, token)]
  const startedAt = performance.now()
  const ids = await listIds(asker, {})
  const readMs = performance.now() - startedAt
  const timer = setInterval(
    () => void others.ask('scan', { code: random.pick(members).card }),
    1_000 / CHECK_INS_PER_SECOND,
  )
  say(`lists: ${ANSWERS} of each kind beside ${CHECK_INS_PER_SECOND} check-ins a second`)
  const rows: Row[] = []
  for (const [name, ask] of kindsOf(ids)) {
    const cpuBefore = cpuTimeMs(hub.pid) ?? NaN
    const ms: number[] = []
    for (let count = 0; count < ANSWERS; count += 1) {
      const askedAt = performance.now()
      await ask(asker, random)
      ms.push(performance.now() - askedAt)
    }
    rows.push({ name, ms, cpuMs: ((cpuTimeMs(hub.pid) ?? NaN) - cpuBefore) / ANSWERS })
  }
  clearInterval(timer)
  asker.close()
  others.close()
  await hub.stop()
  return report(rows, readMs)
}

const SHEET = 'a member’s sheet: all of them, and what they did'

function kindsOf(ids: readonly string[]): Kind[] {
  const list = (name: string, params: object): Kind => [
    name,
    (asker) => askFor(asker, 'members.list', params),
  ]
  return [
    ...MEMBER_ORDERS.map((order) => list(`all, by ${order}`, { order })),
    ...LISTED_STATES.map((state) => list(`${state}, by end`, { state, order: 'end' })),
    list('of a plan, good, without a photo', { plan: 'Plan 3', state: 'good', also: 'no_photo' }),
    list('good, with a text', { state: 'good', query: 'sch' }),
    [
      SHEET,
      async (asker, random) => {
        const memberId = random.pick(ids)
        await Promise.all([
          askFor(asker, 'members.get', { memberId }),
          askFor(asker, 'members.history', { memberId }),
        ])
      },
    ],
  ]
}

async function askFor(asker: Asker, method: string, params: object): Promise<unknown> {
  const { type, payload } = await asker.ask('request', { method, params })
  if (type === 'error') throw new Error(`${method} was refused: ${JSON.stringify(payload)}`)
  return payload
}

async function listIds(asker: Asker, params: object): Promise<string[]> {
  const { members } = (await askFor(asker, 'members.list', params)) as { members: { id: string }[] }
  return members.map(({ id }) => id)
}

/** One kind of question and what it came to. */
interface Row {
  name: string
  /** Until the answer was there, each. */
  ms: number[]
  /** Of the hub's processor, an answer, with the check-ins that were done beside it. */
  cpuMs: number
}

/** Members of every state: of ten some have ended, some are frozen, some owe, some have no card. */
async function importMembers(data: string, members: readonly NamedMember[], random: Random): Promise<void> {
  mkdirSync(data)
  const running = await startSubject(hubSubject(0, 'lifted'), data, (command) => [...command])
  const file = join(data, 'members.csv')
  const dayIn = (days: number): string => new Date(Date.now() + days * DAY_MS).toISOString().slice(0, 10)
  const rows = members.map(({ full_name, phone, card }) => {
    const isFrozen = random.next() < 0.05
    return [
      ...[full_name, phone, random.next() < 0.9 ? card : '', `Plan ${random.below(8)}`],
      ...[dayIn(random.below(460) - 60), isFrozen ? dayIn(-random.below(90)) : '', isFrozen ? dayIn(30) : ''],
      random.next() < 0.03 ? '4900' : '0',
    ].join(',')
  })
  const header = 'full_name,phone,credentials,membership_type,valid_until,frozen_from,frozen_until,debt_cents'
  writeFileSync(file, `${header}\n${rows.join('\n')}\n`)
  await askHub(data, 'members', 'import', file)
  await running.stop()
}

function report(rows: readonly Row[], readMs: number): Findings {
  const table = [
    ['asked, ms until the answer is there', 'p50', 'p95', 'p99', 'hub CPU'],
    ...rows.map(({ name, ms, cpuMs }) => [
      ...[name, ...[0.5, 0.95, 0.99].map((share) => figure(quantile(ms, share)))],
      figure(cpuMs),
    ]),
  ]
  console.log(
    `\nLists: ${MEMBERS} members, ${CHECK_INS_PER_SECOND} check-ins a second beside them; aim: p95 ${LIST_MS} ms, a sheet ${SHEET_MS} ms\n` +
      `${tableText(table)}\n` +
      `The first list after the hub's start, while it reads how all stand, took ${figure(readMs / 1_000)} s.`,
  )
  const p95 = ({ ms }: Row): number => quantile(ms, 0.95)
  const [sheets, lists] = [
    rows.filter(({ name }) => name === SHEET),
    rows.filter(({ name }) => name !== SHEET),
  ]
  const judgements = [
    {
      measure: `p95 of the slowest list, of ${LIST_MS} ms`,
      value: Math.max(...lists.map(p95)) / LIST_MS,
      aim: AIMS.searched,
    },
    {
      measure: `p95 of a member’s sheet, of ${SHEET_MS} ms`,
      value: Math.max(...sheets.map(p95)) / SHEET_MS,
      aim: AIMS.searched,
    },
  ]
  return { faults: [], judgements, broken: [] }
}
