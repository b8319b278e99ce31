import { createWriteStream, mkdirSync, openAsBlob } from 'node:fs'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import type { ImportProgress, WatchedLine } from '../server/protocol/import-report.ts'
import { randomFrom, type Random } from '../tests/support/random.ts'
import { AIMS, judged, type Judgement } from './aims.ts'
import type { Cores } from './cores.ts'
import type { Findings } from './findings.ts'
import { openAsker, type Asker } from './load/asker.ts'
import { watchMemory } from './load/memory.ts'
import { sleep } from './load/timing.ts'
import { quantile } from './statistics.ts'
import { askHub, hubSubject } from './subjects/hub.ts'
import { startSubject } from './subjects/start.ts'
import { figure, tableText } from './table.ts'

/** The largest file that is taken. */
const LINES = 1_000_000
const QUICK_LINES = 20_000

/** Whoever is scanned beside it: a gym that was there before. */
const MEMBERS_BEFORE = 2_500

/** Scans a second: a rush at two doors. */
const SCANS_PER_SECOND = 20

const CALM_SECONDS = 20

/** An import that is cancelled, of so much of the lines, and where. */
const CANCELLED_SHARE = 0.05
const CANCELLED_AT = 0.5

/** What the product promises. */
const MOST_BYTES = 400e6

interface Measuring {
  isQuick: boolean
  folder: string
  cores: Cores
  say: (progress: string) => void
}

/** Measures an import of the largest file at a hub that answers scans meanwhile, and one that is cancelled; prints a table. */
export async function measureImport({ isQuick, folder, cores, say }: Measuring): Promise<Findings> {
  const lines = isQuick ? QUICK_LINES : LINES
  const random = randomFrom(20_261_130)
  const data = join(folder, 'import')
  mkdirSync(data)
  const [file, part] = ['members.csv', 'some.csv'].map((name) => join(folder, name)) as [string, string]
  await writeFile(file, lines)
  await writeFile(part, Math.ceil(lines * CANCELLED_SHARE))
  const hub = await startSubject(hubSubject(MEMBERS_BEFORE, 'lifted'), data, cores.server)
  const tokenOf = async (role: string) => (await askHub(data, 'token', '--role', role)).trim()
  const manager = { address: `http://${new URL(hub.ws).host}`, token: await tokenOf('manager') }
  const asker = await openAsker(hub.ws, await tokenOf('receptionist'))
  const scans = scanSteadily(asker, await cardsOf(data), random)
  say(`import: ${CALM_SECONDS} s of ${SCANS_PER_SECOND} scans a second`)
  await sleep(CALM_SECONDS * 1_000)
  const calm = scans.take()
  const memory = watchMemory(hub.pid)
  say('import: one that is cancelled')
  const cancelled = await importFile(
    { ...manager, file: part },
    ({ step, share }) => step === 'writing' && share > CANCELLED_AT,
  )
  const takenBackMs = await untilTakenBack(data)
  scans.take()
  say(`import: ${lines} lines`)
  const whole = await importFile({ ...manager, file }, () => false)
  const beside = scans.stop()
  const mostBytes = memory.stop()
  asker.close()
  await hub.stop()
  return report({ lines, calm, beside, mostBytes, takenBackMs, cancelled, whole })
}

interface Manager {
  address: string
  token: string
  file: string
}

interface Done {
  seconds: number
  /** How often it was said how far it is. */
  told: number
  result: { added: number } | null
}

/** Imports the file; hangs up where `isEnough` says so. */
async function importFile(
  { address, token, file }: Manager,
  isEnough: (progress: ImportProgress) => boolean,
): Promise<Done> {
  const from = performance.now()
  const wanted = new AbortController()
  const response = await fetch(new URL('/api/v1/members/import?watched=true', address), {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
    body: await openAsBlob(file),
    signal: wanted.signal,
  })
  const done: Done = { seconds: 0, told: 0, result: null }
  try {
    for await (const text of createInterface({ input: Readable.from(response.body ?? []) })) {
      const line = JSON.parse(text) as WatchedLine<{ added: number }>
      if ('error' in line) throw new Error(`The import was refused: ${line.error.message}`)
      if ('result' in line) done.result = line.result
      else if (isEnough(line.progress)) wanted.abort()
      else done.told += 1
    }
  } catch (error) {
    if (!wanted.signal.aborted) throw error
  }
  return { ...done, seconds: (performance.now() - from) / 1_000 }
}

/** How long it takes until the list says that nothing goes on any more. */
async function untilTakenBack(data: string): Promise<number> {
  const from = performance.now()
  while (!/taken back$/m.test(await askHub(data, 'members', 'undo'))) await sleep(500)
  return performance.now() - from
}

async function cardsOf(data: string): Promise<string[]> {
  const exported = await askHub(data, 'members', 'export', '--format', 'json')
  const members = JSON.parse(exported) as { status: string; credentials: string[] }[]
  return members.flatMap(({ status, credentials }) => (status === 'active' ? credentials.slice(0, 1) : []))
}

/** Scans at a steady pace; `take` gives how long each took since the last time, in milliseconds. */
function scanSteadily(asker: Asker, cards: readonly string[], random: Random) {
  let ms: number[] = []
  const timer = setInterval(() => {
    const askedAt = performance.now()
    void asker.ask('scan', { code: random.pick(cards) }).then(() => ms.push(performance.now() - askedAt))
  }, 1_000 / SCANS_PER_SECOND)
  const take = (): number[] => {
    const taken = ms
    ms = []
    return taken
  }
  return {
    take,
    stop() {
      clearInterval(timer)
      return take()
    },
  }
}

/** Everybody with a name, an address, a card and a plan. */
async function writeFile(file: string, lines: number): Promise<void> {
  const out = createWriteStream(file)
  out.write('full_name,phone,email,credentials,membership_type,valid_from,valid_until,birthday\n')
  for (let at = 0; at < lines; at += 1) {
    const number = String(at).padStart(7, '0')
    const day = `-0${1 + (at % 9)}-1${at % 10}`
    const row = `Anna ${number.slice(0, 3)} Berg ${number.slice(3)},+49 170 ${number},m${at}@example.org,GYM-B${number}`
    const isTaken = out.write(`${row},Plan ${at % 8},2026${day},2099${day},19${60 + (at % 40)}${day}\n`)
    if (!isTaken) await once(out, 'drain')
  }
  out.end()
  await once(out, 'finish')
}

interface Measured {
  lines: number
  calm: number[]
  beside: number[]
  mostBytes: number
  takenBackMs: number
  cancelled: Done
  whole: Done
}

function report({ lines, calm, beside, mostBytes, takenBackMs, cancelled, whole }: Measured): Findings {
  const p95 = [calm, beside].map((ms) => quantile(ms, 0.95))
  const judgements: Judgement[] = [
    { measure: 'most memory of the hub, of 400 MB', value: mostBytes / MOST_BYTES, aim: AIMS.importMemory },
    {
      measure: 'p95 of scans beside it, to calm',
      value: (p95[1] ?? NaN) / (p95[0] ?? NaN),
      aim: AIMS.neighbourP95,
    },
  ]
  const cells = (at: number): string[] => {
    const judgement = judgements[at]
    return judgement ? judged(judgement) : []
  }
  const table = [
    ['', '', 'share', 'aim', ''],
    ['most memory of the hub, MB', figure(mostBytes / 1e6), ...cells(0)],
    ['p95 of scans until answered, calm, ms', figure(p95[0] ?? NaN)],
    ['  beside the import, ms', figure(p95[1] ?? NaN), ...cells(1)],
    [`${lines} lines looked at and written, s`, figure(whole.seconds)],
    ['  told how far it is, times', figure(whole.told)],
    ['cancelled after, s', figure(cancelled.seconds)],
    ['  until all of it was taken back, s', figure(takenBackMs / 1_000)],
  ]
  console.log(`\nImport: ${lines} lines beside ${SCANS_PER_SECOND} scans a second\n${tableText(table)}`)
  const isLost = whole.result?.added !== lines
  return {
    faults: [],
    judgements,
    broken: isLost ? [`of ${lines} lines ${whole.result?.added ?? 0} were added`] : [],
  }
}
