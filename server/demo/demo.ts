import { v7 as uuidv7 } from 'uuid'
import names from '../../resources/demo/names.json' with { type: 'json' }
import { newSecret } from '../auth/random.ts'
import { COMMAND_LINE } from '../auth/staff.ts'
import { countOnDay } from '../commands/context.ts'
import { bookDebt } from '../commands/ledger/file-debt.ts'
import { emptyMember } from '../commands/members/empty-member.ts'
import type { Environment } from '../platform/clock.ts'
import { sha256 } from '../platform/sha256.ts'
import { halfHoursOf } from './half-hours.ts'
import { addDemoPlans } from './plans.ts'
import { createDemoVisits, type DemoVisit } from './visits.ts'
import { NOTE_LEVELS } from '../protocol/notes.ts'
import { HubError } from '../protocol/errors.ts'
import { SettingError } from '../platform/setting-error.ts'
import type { HubSettings } from '../settings/settings.ts'
import type { Db, Tx } from '../store/database.ts'
import type { MemberRow } from '../store/rights.ts'
import { insertCredential, saveMember } from '../store/import-members.ts'
import { noteHalfHour } from '../store/half-hours.ts'
import { saveNote } from '../store/member-notes.ts'
import { searchText } from '../store/members.ts'
import type { OpenedStore } from '../store/store.ts'
import { fileVisits } from '../store/visit-history.ts'
import { endVisit, insertVisit } from '../store/visits.ts'
import type { GroupWriter, WriteContext } from '../store/write.ts'

/** Every tenth demo member is refused, in turn for each of these. */
const REFUSED_EVERY = 10
const REFUSALS = ['expired', 'frozen', 'debt', 'no_visits'] as const

const DAY_MS = 24 * 3_600_000

interface DemoParts {
  store: Pick<OpenedStore, 'db'>
  writer: GroupWriter
}

/**
 * Fills an empty database with plans and members to try the product on: each with a card `DEMO-00001` …, a tenth of them
 * refused, two weeks of visits behind them, some inside now. The same every time but for the dates. Throws a
 * SettingError where there are members already.
 */
export async function fillWithDemo(
  { store, writer }: DemoParts,
  settings: HubSettings,
  environment: Environment,
): Promise<void> {
  if (!(await isEmpty(store.db))) return
  // Looked at once more where it is filled: another hub on the database may be started so at the same moment.
  await whileAnotherWrites(writer, () =>
    writer.write(async (context) => {
      if (await isEmpty(context.tx)) await fill(context, settings, environment.now())
    }),
  )
  let isFiled = false
  while (!isFiled) {
    isFiled = await whileAnotherWrites(writer, () =>
      writer.write(({ tx, counters }) => fileVisits(tx, counters.seq)),
    )
  }
}

/** Another hub that fills the database may take longer than a write waits for its turn. */
const TRIES = 20

async function whileAnotherWrites<Result>(
  writer: Pick<GroupWriter, 'reopenStore'>,
  write: () => Promise<Result>,
): Promise<Result> {
  for (let left = TRIES - 1; ; left -= 1) {
    try {
      return await write()
    } catch (error) {
      if (left === 0 || !(error instanceof HubError && error.code === 'storage_unavailable')) throw error
      // Nobody looks after the storage yet, and a writer that is in doubt refuses all that comes.
      await writer.reopenStore()
    }
  }
}

async function isEmpty(db: Db): Promise<boolean> {
  const anyone = await db.selectFrom('members').select('id').limit(1).executeTakeFirst()
  if (!anyone) return true
  if (await isDemo(db)) return false
  throw new SettingError(
    '--demo fills an empty data folder; this one has members. Choose another with --data.',
  )
}

const FILLING = {
  ...{ actor: COMMAND_LINE, fingerprints: { hash: sha256, newSalt: newSecret }, newId: () => uuidv7() },
}

async function fill(context: WriteContext, settings: HubSettings, now: number): Promise<void> {
  await addDemoPlans(context, settings.gym)
  const members: MemberRow[] = []
  for (let number = 1; number <= settings.demo; number += 1) {
    const member = demoMember(number, now)
    members.push(member)
    saveMember(context.tx, member)
    await bookDebt(context, { known: undefined, member, changeId: uuidv7() }, FILLING)
    insertCredential(context.tx, {
      code: cardOf(number),
      member_id: member.id,
      created_at: member.created_at,
      revoked_at: null,
    })
    await saveDemoNote(context.tx, member.id, number, now)
  }
  const mayComeIn = members.filter((_member, index) => refusalOf(index + 1) === null)
  const visits = createDemoVisits(mayComeIn, now)
  for (const visit of visits) recordVisit(context, settings, visit)
  for (const row of halfHoursOf(visits, now, settings.gym.dayRule)) await noteHalfHour(context.tx, row)
}

/** True where the data were made by an earlier start with --demo: starting again changes nothing. */
async function isDemo(db: Db): Promise<boolean> {
  const card = db.selectFrom('credentials').select('code').where('code', '=', cardOf(1))
  return (await card.executeTakeFirst()) !== undefined
}

function cardOf(number: number): string {
  return `DEMO-${String(number).padStart(5, '0')}`
}

function refusalOf(number: number): (typeof REFUSALS)[number] | null {
  if (number % REFUSED_EVERY !== 0) return null
  return REFUSALS[(number / REFUSED_EVERY - 1) % REFUSALS.length] ?? null
}

/** Neighbours share neither name, and no two of the first 1,600 share both. */
function nameOf(number: number): string {
  const { first, last } = names
  const round = Math.floor(number / first.length)
  return `${first[number % first.length] ?? ''} ${last[(number * 7 + round) % last.length] ?? ''}`
}

function demoMember(number: number, now: number): MemberRow {
  const fullName = nameOf(number)
  const phone = `+49 30 ${String(5_000_000 + number)}`
  const dayFromNow = (days: number) => new Date(now + days * DAY_MS).toISOString().slice(0, 10)
  return {
    ...emptyMember(uuidv7(), now - (30 + (number % 700)) * DAY_MS),
    full_name: fullName,
    membership_type: number % 3 === 0 ? 'Off-peak' : 'Unlimited',
    phone,
    email: `member${number}@example.com`,
    birthday: dayFromNow(number % 365).slice(5),
    valid_from: dayFromNow(-30 - (number % 700)),
    valid_until: dayFromNow(number % 23 === 22 ? 3 : 30 + (number % 400)),
    search_text: searchText(fullName, phone),
    ...standingAgainst(number, dayFromNow),
  }
}

/** Every 37th demo member has a note. */
async function saveDemoNote(tx: Tx, memberId: string, number: number, now: number): Promise<void> {
  const { notes } = names
  const text = number % 37 === 36 ? notes[number % notes.length] : undefined
  if (text === undefined) return
  const alert = NOTE_LEVELS.indexOf('warning')
  const note = {
    member_id: memberId,
    id: uuidv7(),
    alert,
    text,
    author: '',
    at: now,
    until: null,
    ended_at: null,
  }
  await saveNote(tx, note)
}

function standingAgainst(number: number, dayFromNow: (days: number) => string): Partial<MemberRow> {
  switch (refusalOf(number)) {
    case 'expired':
      return { valid_until: dayFromNow(-4) }
    case 'frozen':
      return { frozen_from: dayFromNow(-10), frozen_until: dayFromNow(20) }
    case 'debt':
      return { debt_cents: 4900 }
    case 'no_visits':
      return { membership_type: 'Ten visits', visits_left: 0 }
    case null:
      return {}
  }
}

/** Writes one past visit as if it had been made then: with its events, its day's counts and its place in the history. */
function recordVisit(context: WriteContext, settings: HubSettings, demo: DemoVisit): void {
  const { memberId, inAt, outAt } = demo
  const location = settings.gym.defaultLocation
  const id = uuidv7({ msecs: inAt })
  const fact = { visitId: id, memberId, deskId: 'demo', verdict: 'granted' } as const
  const seq = context.counters.seq + 1
  const day = { ...context, settings: settings.gym }
  const visit = insertVisit(context.tx, {
    id,
    memberId,
    location,
    notes: '',
    deskId: 'demo',
    at: inAt,
    seq,
    periodId: null,
  })
  context.append({ type: 'member_checked_in', at: inAt, reason: 'ok_in', ...fact }, {})
  countOnDay(day, inAt, { checkIns: 1 })
  if (outAt === null) {
    context.counters.occupancy += 1
    return
  }
  endVisit(context.tx, visit, { at: outAt, notes: null, by: 'person' })
  context.append({ type: 'member_checked_out', at: outAt, reason: 'ok_out', ...fact }, {})
  countOnDay(day, outAt, { endedStays: 1, stayMs: outAt - inAt })
}
