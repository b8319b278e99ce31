import { attachCard } from '../../../server/commands/members/attach-card.ts'
import { withdrawCard } from '../../../server/commands/members/block-card.ts'
import type { CommandContext } from '../../../server/commands/context.ts'
import { factKeysOf } from '../../../server/commands/fact-keys.ts'
import { emptyMember } from '../../../server/commands/members/empty-member.ts'
import type { Outcome } from '../../../server/commands/outcome.ts'
import { runCommand } from '../../../server/commands/run-command.ts'
import { hashOf, type Core } from '../../../server/hub/core.ts'
import { realEnvironment } from '../../../server/platform/clock.ts'
import { HubError } from '../../../server/protocol/errors.ts'
import type { CommandFrame } from '../../../server/protocol/operations.ts'
import { readSettings } from '../../../server/settings/settings.ts'
import { insertCredential, saveMember } from '../../../server/store/import-members.ts'
import { saveNote } from '../../../server/store/member-notes.ts'
import type { WriteContext } from '../../../server/store/write.ts'
import type { Random } from '../random.ts'
import { temporaryFolder } from '../temporary-folder.ts'
import { openTestCore, type StoreName } from './core.ts'

/** Few members and cards, so that the commands of a group are often about the same one. */
export const MEMBERS = ['m1', 'm2', 'm3']
export const CARDS = ['CARD-1', 'CARD-2', 'CARD-3', 'CARD-4']
export const DESKS = ['d1', 'd2']
const START = Date.UTC(2026, 10, 2, 10)
export const YESTERDAY = START - 24 * 3_600_000

/** Something to write: a command of a desk, or what the hub does for a manager. */
export type Step =
  { frame: CommandFrame; deskId: string } | { attach: string; to: string } | { withdraw: string; of: string }

/** A hub's data whose ids and times are the same each time. */
export async function openCommandGym(store?: StoreName) {
  let [now, ids] = [START, 0]
  const newId = () => `00000000-0000-7000-8000-${String((ids += 1)).padStart(12, '0')}`
  const core = await openTestCore({ ...realEnvironment, now: () => now, newId }, store)
  const { gym } = readSettings({ data: temporaryFolder() }, { FRONTDESK_TIME_ZONE: 'UTC' })
  const settings = { ...gym, antiPassbackMinutes: 1 }
  /** Three members, the first letters of whose ids and cards are these, two of them with a plan of their own. */
  const addMembers = (prefix: string): Promise<void> =>
    core.writer.write(async ({ tx }) => {
      MEMBERS.forEach((name, index) => {
        const [id, visits_left] = [`${prefix}${name}`, index === 1 ? 2 : null]
        saveMember(tx, { ...emptyMember(id, START), full_name: `Member ${id}`, visits_left })
        const code = `${prefix}${CARDS[index]}`
        insertCredential(tx, { code, member_id: id, created_at: START, revoked_at: null })
      })
      // Held until yesterday: what is recorded late has to be read for its own day.
      const note = { id: 'n1', alert: 2, text: 'Ask for the form', author: '', at: START, ended_at: null }
      await saveNote(tx, { ...note, member_id: `${prefix}m3`, until: '2026-11-01' })
    })
  await addMembers('')
  const run = (step: Step, context: WriteContext): Promise<unknown> => {
    const actor = { id: 'person', deskId: null }
    if ('attach' in step) return attachCard(context, { memberId: step.to, code: step.attach }, actor)
    if ('withdraw' in step) return withdrawCard(context, { memberId: step.of, code: step.withdraw }, actor)
    const caller = {
      settings,
      desk: { id: step.deskId, name: step.deskId },
      actor: 'person',
      newId,
    }
    const authority = { may: () => true, isForReview: false, presence: null }
    const command: CommandContext = { ...context, ...caller, ...authority, trustsDeskTime: true }
    return runCommand(command, step.frame, hashOf)
  }
  const asks = (step: Step) => ('frame' in step ? factKeysOf(step.frame, step.deskId) : undefined)
  const pass = (ms: number): void => void (now += ms)
  return { core, settings, asks, run, addMembers, pass, newId, now: () => now }
}

export type CommandGym = Awaited<ReturnType<typeof openCommandGym>>

/** Submits a step; resolves with what the hub would tell of it. */
export function submit(
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
export function command(type: CommandFrame['type'], payload: object, requestId: string, deskId = 'd1'): Step {
  return { deskId, frame: { type, requestId, payload } } as unknown as Step
}

export function anyStep(random: Random, visits: readonly string[], requests: readonly string[]): Step {
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
export async function rowsOf({ store }: Core) {
  const tables = [
    'events',
    'visits',
    'requests',
    'recent_scans',
    'members',
    'periods',
    'day_stats',
    'credentials',
  ] as const
  const rows = tables.map((table) => store.db.selectFrom(table).selectAll().execute())
  return (await Promise.all(rows)).map((ofTable) => ofTable.map((row) => JSON.stringify(row)).sort())
}
