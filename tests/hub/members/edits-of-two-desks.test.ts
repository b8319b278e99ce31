import { v7 as uuidv7 } from 'uuid'
import { expect, it } from 'vitest'
import type { EditableMember, MemberProposal } from '../../../server/protocol/member-edits.ts'
import type { MemberDetails } from '../../../server/protocol/methods.ts'
import { openDesk, type Frame } from '../../support/client/desk.ts'
import { addMember, startHub, type TestHub } from '../../support/hub/hub.ts'
import { patience } from '../../support/patience.ts'
import { randomCases, seededRandom } from '../../support/random.ts'

/** Rounds of two edits at once that are tried every day; `TEST_RUNS=200` tries ten thousand edits. */
const ROUNDS = randomCases(25)

const FIELDS = ['phone', 'email'] as const
type Field = (typeof FIELDS)[number]

/** Few values, so that both often want the same, and what was there before. */
const VALUES: Record<Field, readonly string[]> = {
  phone: ['', '030 1', '030 2', '030 3'],
  email: ['', 'a@example.com', 'b@example.com', 'c@example.com'],
}

/** Of an open proposal one in so many is decided between two rounds: now and then several wait. */
const DECIDED_OF = 3

/** A desk that has shown nothing for so long was never told. */
const TOLD_WITHIN_MS = patience(5_000)

interface Seen {
  fields: EditableMember
  proposals: readonly MemberProposal[]
}

/** A desk with the member's sheet open: it reads the member again when the hub tells it that something is another. */
async function openSheet(hub: TestHub, memberId: string) {
  const desk = await openDesk(hub)
  const ask = async <Answer>(method: string, params: object = {}): Promise<Answer> =>
    (await desk.ask('request', { method, params: { memberId, ...params } })).payload as Answer
  const read = async (): Promise<Seen> => {
    const [fields, details] = await Promise.all([
      ask<EditableMember>('members.fields'),
      ask<MemberDetails>('members.get'),
    ])
    return { fields, proposals: details.proposals ?? [] }
  }
  let seen = await read()
  let listeners: (() => void)[] = []
  let isOld = false
  let isReading = false
  const readAgain = async (): Promise<void> => {
    isOld = true
    if (isReading) return
    isReading = true
    while (isOld) {
      isOld = false
      seen = await read()
      for (const listener of listeners) listener()
    }
    isReading = false
  }
  desk.socket.on('message', (data) => {
    const { type, payload } = JSON.parse((data as Buffer).toString()) as Frame
    if (type === 'member_changed' && (payload as { member: { id: string } }).member.id === memberId)
      // The hub may be gone by then, at the end of the test; before it, `until` tells what was not read.
      readAgain().catch(() => undefined)
  })
  /** Resolves when this desk shows so. */
  const until = (isSo: (shown: Seen) => boolean): Promise<void> =>
    new Promise((resolve, reject) => {
      const over = (): void => {
        listeners = listeners.filter((each) => each !== look)
        clearTimeout(timer)
      }
      const look = (): void => {
        if (!isSo(seen)) return
        over()
        resolve()
      }
      const timer = setTimeout(() => {
        over()
        reject(new Error(`A desk was not told, and shows ${JSON.stringify(seen)}`))
      }, TOLD_WITHIN_MS)
      listeners = [...listeners, look]
      look()
    })
  return { ask, until, seen: () => seen }
}

type Sheet = Awaited<ReturnType<typeof openSheet>>

interface Edited {
  taken: Field[]
  proposed: Field[]
}

it(
  'whoever comes second with a field has a proposal at both desks, over their sockets',
  { timeout: patience(30_000) * Math.max(1, ROUNDS / 25) },
  async () => {
    const hub = await startHub({ limit: ['framesPerSecond=0', 'snapshotsPerMinute=0'] })
    const { id } = await addMember(hub, { phone: '030 1' })
    const sheets = [await openSheet(hub, id), await openSheet(hub, id)] as const
    const random = seededRandom('two desks')
    const seenAfterMs: number[] = []

    /** Types a value over what this desk shows, and waits until both have it or the proposal of it. */
    const edit = async (sheet: Sheet): Promise<void> => {
      const field = random.pick(FIELDS)
      const now = random.pick(VALUES[field])
      const was = sheet.seen().fields[field]
      const sentAt = performance.now()
      const { taken, proposed } = await sheet.ask<Edited>('members.edit', {
        ...{ id: uuidv7(), fields: { [field]: { was, now } } },
      })
      expect([...taken, ...proposed]).toEqual([field])
      if (proposed.length === 0) return
      const isThere = ({ fields, proposals }: Seen): boolean =>
        fields[field] === now || proposals.some((one) => one.field === field && one.value === now)
      await Promise.all(sheets.map(({ until }) => until(isThere)))
      seenAfterMs.push(performance.now() - sentAt)
    }

    /** Now and then one of the two takes or dismisses what waits. */
    const decide = async (sheet: Sheet): Promise<void> => {
      const [open] = sheet.seen().proposals
      if (!open || random.below(DECIDED_OF) > 0) return
      const was = sheet.seen().fields[open.field as Field]
      await sheet.ask('proposals.decide', { proposalId: open.id, accept: random.below(2) === 0, was })
    }

    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all(sheets.map(edit))
      await decide(random.pick(sheets))
    }
    const sorted = seenAfterMs.sort((one, other) => one - other)
    const [late, last] = [0.99, 1].map((part) => Math.round(sorted[Math.ceil(sorted.length * part) - 1] ?? 0))
    console.log(
      `${2 * ROUNDS} edits, ${sorted.length} proposals, at both desks after ${late} ms (p99), ${last} ms (last)`,
    )
    expect(sorted).not.toEqual([])
  },
)
