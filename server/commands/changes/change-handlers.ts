import { isoTime } from '../../domain/iso-time.ts'
import { joinedPlans, type MadeChange, type UndonePart } from '../../protocol/changes.ts'
import { listChanges, type NamedChange } from '../../store/changes.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter } from '../../store/write.ts'
import type { Handlers } from '../handlers.ts'
import type { Fingerprints } from '../members/audited-member.ts'
import { foreseenPlans } from './made-plans.ts'
import { MEMBERS_AT_ONCE, partOf, planNext, requireChange, undoNext } from './undo-change.ts'

/** Members of one answer: a second's work, and whoever asks can say how far it is. */
const MEMBERS_A_PART = 5 * MEMBERS_AT_ONCE

/** Changes that are listed: an import a day. */
const LISTED = 30

interface ChangeParts {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write'>
  fingerprints: Fingerprints
  newId: () => string
  /** Resolves when whatever else waits has had its turn. */
  nextTurn: () => Promise<void>
}

/** Changes of many members, and taking them back: in transactions of a few members, between the commands of the desks. */
export function changeHandlers(
  parts: ChangeParts,
): Handlers<'changes.list' | 'changes.preview' | 'changes.undo'> {
  const { store, writer, fingerprints, newId, nextTurn } = parts
  return {
    'changes.list': async () => ({
      changes: (await listChanges(store.db, 'import', LISTED)).map(shownChange),
    }),
    'changes.preview': async ({ id, after }) => {
      const change = await requireChange(store.db, id)
      let from = after ?? change.undone_up_to ?? ''
      return joined(async () => {
        await nextTurn()
        const members = await planNext(store.db, { change, after: from, hash: fingerprints.hash })
        const part = partOf(members)
        const plans = await foreseenPlans(store.db, change, { members, isLast: part.next === null })
        from = part.next ?? from
        return { ...part, ...(plans && { plans }) }
      })
    },
    'changes.undo': ({ id }, actor) =>
      joined(() =>
        writer.write((context) => undoNext(context, id, { actor, fingerprints, newId }), {
          removesMembers: true,
        }),
      ),
  }
}

/** As many parts as one answer has, as one. */
async function joined(read: () => Promise<UndonePart>): Promise<UndonePart> {
  let all: UndonePart = { next: null, removed: 0, restored: 0, kept: [] }
  for (let members = 0; members < MEMBERS_A_PART; members += MEMBERS_AT_ONCE) {
    const { next, removed, restored, kept, plans } = await read()
    all = {
      next,
      removed: all.removed + removed,
      restored: all.restored + restored,
      kept: [...all.kept, ...kept],
      ...joinedPlans(all.plans, plans),
    }
    if (next === null) break
  }
  return all
}

function shownChange({ id, kind, at, staff_name, ...change }: NamedChange): MadeChange {
  const { added, changed, removed, restored, kept, going_at, undo_began_at, undone_at } = change
  const state = undone_at !== null ? 'undone' : undo_began_at !== null ? 'undoing' : 'made'
  return {
    ...{ id, kind, made_time: isoTime(at), made_by: staff_name },
    ...{ added, changed, state, is_going: going_at !== null, removed, restored, kept },
  }
}
