import fc from 'fast-check'
import { expect, it } from 'vitest'
import { decideProposal } from '../../../server/commands/members/decide-proposal.ts'
import { editMember, readFields, type Editor } from '../../../server/commands/members/edit-member.ts'
import { valueOf } from '../../../server/commands/members/member-proposals.ts'
import { hashOf } from '../../../server/hub/core.ts'
import type { EditableMember, FieldValue } from '../../../server/protocol/member-edits.ts'
import { HubError } from '../../../server/protocol/errors.ts'
import { listOpenProposals } from '../../../server/store/member-proposals.ts'
import type { WriteContext } from '../../../server/store/write.ts'
import { MEMBERS, openCommandGym, type CommandGym } from '../../support/hub/command-gym.ts'
import { patience } from '../../support/patience.ts'
import { randomCases } from '../../support/random.ts'

/** Histories of twenty edits that are tried every day; `TEST_RUNS=10` tries ten thousand edits. */
const HISTORIES = randomCases(50)

const FIELDS = ['phone', 'email', 'suspended'] as const
type Field = (typeof FIELDS)[number]

/** Few values, so that two desks often type the same, and what was there before. */
const VALUES: Record<Field, readonly FieldValue[]> = {
  phone: ['', '030 1', '030 2', '030 3'],
  email: ['', 'a@example.com', 'b@example.com'],
  suspended: [true, false],
}

/** What a desk does: reads the member, changes a field from what it has read, or decides on a proposal as it has read it. */
interface Act {
  kind: 'read' | 'edit' | 'accept' | 'dismiss'
  desk: 0 | 1
  field: Field
  value: number
}

const act = fc.record<Act>({
  kind: fc.constantFrom('read', 'edit', 'edit', 'edit', 'accept', 'dismiss'),
  desk: fc.constantFrom(0, 1),
  field: fc.constantFrom(...FIELDS),
  value: fc.nat({ max: 11 }),
})

interface State {
  fields: EditableMember
  proposals: { id: string; field: string; value: FieldValue }[]
}

const [memberId = ''] = MEMBERS

async function stateOf({ tx, counters }: WriteContext): Promise<State> {
  const open = await listOpenProposals(tx, memberId)
  return {
    fields: await readFields({ db: tx, today: counters.day.day }, { memberId }),
    proposals: open.map((row) => ({ id: row.id, field: row.field, value: valueOf(row) })),
  }
}

let ids = 0
const newId = () => `00000000-0000-7000-9000-${String((ids += 1)).padStart(12, '0')}`

const editor: Editor = {
  actor: { id: 'person', deskId: null, role: 'manager' },
  fingerprints: { hash: hashOf, newSalt: () => 'salt' },
  checksum: () => 0,
  newId,
}

/** Does it as the desk that has seen the member so; says which value it typed, and which proposal it decided. */
async function carryOut(context: WriteContext, { kind, field, value }: Act, seen: State) {
  const wanted = VALUES[field][value % VALUES[field].length]!
  const change = { was: seen.fields[field], now: wanted }
  if (kind === 'edit') {
    await editMember(context, { memberId, id: newId(), fields: { [field]: change } }, editor)
    return { typed: { field, value: wanted } }
  }
  const proposal = seen.proposals[value % Math.max(seen.proposals.length, 1)]
  if (kind === 'read' || !proposal) return {}
  const was = seen.fields[proposal.field as Field]
  const asked = { memberId, proposalId: proposal.id, accept: kind === 'accept', was }
  try {
    await decideProposal(context, asked, editor)
    return { decided: proposal.id }
  } catch (error) {
    if (error instanceof HubError && error.code === 'request_conflict') return {}
    throw error
  }
}

/** What was typed is there or proposed; what is gone was seen by whoever did that, and a proposal is gone only by a decision or once it is so. */
function expectNothingLost(
  before: State,
  after: State,
  seen: State,
  did: Awaited<ReturnType<typeof carryOut>>,
) {
  if (did.typed) {
    const { field, value } = did.typed
    const isProposed = after.proposals.some((one) => one.field === field && one.value === value)
    expect(after.fields[field] === value || isProposed).toBe(true)
  }
  for (const field of FIELDS) {
    if (before.fields[field] === after.fields[field]) continue
    expect(seen.fields[field]).toBe(before.fields[field])
  }
  for (const { id, field, value } of before.proposals) {
    if (after.proposals.some((one) => one.id === id) || did.decided === id) continue
    expect(after.fields[field as Field]).toBe(value)
  }
}

async function runHistory({ core }: CommandGym, acts: readonly Act[]): Promise<void> {
  await core.writer.write(async (context) => {
    let now = await stateOf(context)
    const seen: [State, State] = [now, now]
    for (const one of acts) {
      const did = await carryOut(context, one, seen[one.desk])
      const after = await stateOf(context)
      expectNothingLost(now, after, seen[one.desk], did)
      now = after
      // What a desk has done it has seen; what the other did only once it reads the member again.
      if (one.kind === 'read' || did.decided !== undefined) seen[one.desk] = after
    }
  })
}

it(
  'no value that one of two desks types is lost without a proposal, in any order of their edits',
  { timeout: patience(60_000) },
  async () => {
    const gym = await openCommandGym()
    const histories = fc.array(act, { minLength: 20, maxLength: 20 })
    await fc.assert(
      fc.asyncProperty(histories, (acts) => runHistory(gym, acts)),
      { numRuns: HISTORIES },
    )
  },
)
