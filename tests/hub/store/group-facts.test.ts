import { describe, expect, it } from 'vitest'
import { hashOfSecret } from '../../../server/auth/random.ts'
import { attachCard, withdrawCard } from '../../../server/commands/members/attach-card.ts'
import type { CommandContext } from '../../../server/commands/context.ts'
import { factKeysOf } from '../../../server/commands/fact-keys.ts'
import { emptyMember } from '../../../server/commands/members/import-members.ts'
import type { Outcome } from '../../../server/commands/outcome.ts'
import { runCommand } from '../../../server/commands/run-command.ts'
import { hashOf, type Core } from '../../../server/hub/core.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import type { CommandFrame } from '../../../server/protocol/operations.ts'
import { HubError } from '../../../server/protocol/errors.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { insertCredential, saveMember } from '../../../server/store/import-members.ts'
import { saveNote } from '../../../server/store/member-notes.ts'
import type { WriteContext } from '../../../server/store/write.ts'
import { openTestCore } from '../../support/hub/core.ts'
import { randomCases, seededRandom, type Random } from '../../support/random.ts'
import { temporaryFolder } from '../../support/temporary-folder.ts'

/** Few members and cards, so that the commands of a group are often about the same one. */
const MEMBERS = ['m1', 'm2', 'm3']
const CARDS = ['CARD-1', 'CARD-2', 'CARD-3', 'CARD-4']
const DESKS = ['d1', 'd2']
const START = Date.UTC(2026, 10, 2, 10)
const YESTERDAY = START - 24 * 3_600_000

/** Something to write: a command of a desk, or what the hub does for a manager. */
type Step =
  { frame: CommandFrame; deskId: string } | { attach: string; to: string } | { withdraw: string; of: string }

/** A hub's data whose ids and times are the same each time. */
async function openGym() {
  let [now, ids] = [START, 0]
  const newId = () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`
  const core = await openTestCore({ ...realEnvironment, now: () => now, newId })
  const { gym } = readSettings({ data: temporaryFolder() }, { FRONTDESK_TIME_ZONE: 'UTC' })
  const settings = { ...gym, antiPassbackMinutes: 1 }
  await core.writer.write(async ({ tx }) => {
    MEMBERS.forEach((id, index) => {
      const visits_left = index === 1 ? 2 : null
      saveMember(tx, { ...emptyMember(id, START), full_name: `Member ${id}`, visits_left })
      insertCredential(tx, { code: CARDS[index]!, member_id: id, created_at: START, revoked_at: null })
    })
    // Held until yesterday: what is recorded late has to be read for its own day.
    const note = { id: 'n1', alert: 2, text: 'Ask for the form', author: '', at: START, ended_at: null }
    await saveNote(tx, { ...note, member_id: 'm3', until: '2026-11-01' })
  })
  const run = (step: Step, context: WriteContext): Promise<unknown> => {
    const actor = { id: 'person', deskId: null }
    if ('attach' in step) return attachCard(context, { memberId: step.to, code: step.attach }, actor)
    if ('withdraw' in step) return withdrawCard(context, { memberId: step.of, code: step.withdraw }, actor)
    const caller = {
      settings,
      desk: { id: step.deskId, name: step.deskId },
      actor: 'person',
      newId,
      hashOfSecret,
    }
    const command: CommandContext = {
      ...context,
      ...caller,
      trustsDeskTime: true,
      presence: null,
      may: () => true,
    }
    return runCommand(command, step.frame, hashOf)
  }
  const asks = (step: Step) => ('frame' in step ? factKeysOf(step.frame, step.deskId) : undefined)
  return { core, asks, run, pass: (ms: number) => (now += ms) }
}

/** Submits a step; resolves with what the hub would tell of it. */
function submit(
  core: Core,
  step: Step,
  asks: ReturnType<typeof factKeysOf>,
  run: (step: Step, context: WriteContext) => Promise<unknown>,
): Promise<unknown> {
  return new Promise((resolve) =>
    core.writer.submit({
      ...(asks && { asks }),
      // What the hub refuses is an answer here, so that the group is not written anew for it.
      run: (context) => run(step, context).then(shownOf, refusalOf),
      committed: resolve,
      failed: (error) => resolve(String(error)),
    }),
  )
}

/** Of a command what a desk would be told, of a manager's change its result. */
function shownOf(result: unknown): unknown {
  const { answer, event, card } = result as Partial<Outcome>
  return answer ? { answer, event, card } : result
}

function refusalOf(error: unknown): unknown {
  if (!(error instanceof HubError)) throw error
  return { refused: error.code }
}

/** A command of a desk. */
function command(type: CommandFrame['type'], payload: object, requestId: string, deskId = 'd1'): Step {
  return { deskId, frame: { type, requestId, payload } } as unknown as Step
}

function anyStep(random: Random, visits: readonly string[], requests: readonly string[]): Step {
  const deskId = random.pick(DESKS)
  const requestId = random.pick(requests)
  const kind = random.below(20)
  if (kind < 3) return { attach: random.pick(CARDS), to: random.pick(MEMBERS) }
  if (kind < 5) return { withdraw: random.pick(CARDS), of: random.pick(MEMBERS) }
  const occurredAt = random.below(5) === 0 ? YESTERDAY : undefined
  const frame = (type: CommandFrame['type'], payload: object) =>
    command(type, { ...payload, occurredAt }, requestId, deskId)
  if (kind < 9) return frame('check_in', { memberId: random.pick(MEMBERS) })
  if (kind < 12 && visits.length > 0) return frame('check_out', { checkInId: random.pick(visits) })
  if (kind < 14 && visits.length > 0) return frame('undo', { checkInId: random.pick(visits) })
  return frame('scan', { code: random.pick(CARDS), mode: random.pick(['toggle', 'in', 'out'] as const) })
}

/** All that the commands have written, whatever the order in which it lies there. */
async function rowsOf({ store }: Core) {
  const tables = [
    'events',
    'visits',
    'requests',
    'recent_scans',
    'members',
    'day_stats',
    'credentials',
  ] as const
  const rows = tables.map((table) => store.db.selectFrom(table).selectAll().execute())
  return (await Promise.all(rows)).map((ofTable) => ofTable.map((row) => JSON.stringify(row)).sort())
}

/** Two hubs with the same data: one gets the commands as a group whose facts are read ahead, the other one by one. */
async function openTwoGyms() {
  const [ahead, apart] = [await openGym(), await openGym()]
  /** Both get these commands, and have to tell the same of each. */
  const tellBoth = async (group: readonly Step[]): Promise<void> => {
    const told = await Promise.all(group.map((step) => submit(ahead.core, step, ahead.asks(step), ahead.run)))
    for (const [index, step] of group.entries()) {
      expect(await submit(apart.core, step, undefined, apart.run)).toEqual(told[index])
    }
  }
  const compareRows = async (): Promise<void> =>
    expect(await rowsOf(ahead.core)).toEqual(await rowsOf(apart.core))
  const pass = (ms: number): void => [ahead, apart].forEach((gym) => void gym.pass(ms))
  return { ahead, tellBoth, compareRows, pass }
}

const scan = (code: string, requestId: string, more: object = {}): Step =>
  command('scan', { code, mode: 'toggle', ...more }, requestId)

/** Groups in which a command asks what one before it has changed, by what would go wrong; each alone is enough to see it. */
const TELLING_GROUPS: Record<string, Step[]> = {
  'a member who has come in by their name scans their card': [
    command('check_in', { memberId: 'm1' }, 'r1'),
    scan('CARD-1', 'r2'),
  ],
  'a manager gives out a card between two scans, which was nobody’s when the group began': [
    scan('CARD-2', 'r1'),
    { attach: 'CARD-NEW', to: 'm3' },
    scan('CARD-NEW', 'r2'),
  ],
  'one request comes twice': [
    command('check_in', { memberId: 'm1' }, 'r1'),
    command('check_in', { memberId: 'm1' }, 'r1'),
  ],
  'a card was scanned yesterday, when a note still held': [
    scan('CARD-3', 'r1', { occurredAt: YESTERDAY }),
    scan('CARD-1', 'r2'),
  ],
}

describe('the facts of a group', () => {
  it.each(Object.entries(TELLING_GROUPS))('are not older than the commands before: %s', async (_, group) => {
    const { tellBoth, compareRows } = await openTwoGyms()
    await tellBoth(group)
    await compareRows()
  })

  it('that were read ahead are those that each command would have read, whatever the others have changed', async () => {
    const random = seededRandom('facts of a group')
    for (let round = 0; round < randomCases(4); round += 1) {
      const { ahead, tellBoth, compareRows, pass } = await openTwoGyms()
      for (let group = 0; group < 12; group += 1) {
        const visits = (await ahead.core.store.db.selectFrom('visits').select('id').execute()).map(
          ({ id }) => id,
        )
        const requests = Array.from(
          { length: 9 },
          (_, index) => `r${group - (index % 3 === 0 ? 1 : 0)}-${index}`,
        )
        await tellBoth(Array.from({ length: 8 }, () => anyStep(random, visits, requests)))
        pass(random.pick([0, 2_000, 70_000]))
      }
      await compareRows()
    }
  })
})
