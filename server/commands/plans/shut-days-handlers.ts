import { isoTime } from '../../domain/iso-time.ts'
import type { GymSettings } from '../../domain/gym-settings.ts'
import type { ShutDays, ShutDaysPart } from '../../protocol/shut-days.ts'
import { isAnyCredited, listCreditedAfter, listShutDays } from '../../store/shut-days.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { ShutDaysTable } from '../../store/tables/rights.ts'
import type { GroupWriter } from '../../store/write.ts'
import type { Handlers } from '../handlers.ts'
import { creditNext, MEMBERS_AT_ONCE, nextHit, requireNear, takeBackNext } from './shut-days.ts'

type ShutDaysOperation =
  'shutDays.list' | 'shutDays.preview' | 'shutDays.add' | 'shutDays.takeBack' | 'shutDays.members'

/** Members of one answer: a second's work, and whoever asks can say how far it is. */
const MEMBERS_A_PART = 5 * MEMBERS_AT_ONCE

/** Days that are listed: several years of them. */
const LISTED = 50

/** Members on a page of those who were credited. */
const NAMED = 200

interface ShutDaysParts {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write' | 'counters'>
  settings: GymSettings
  newId: () => string
  /** Resolves when whatever else waits has had its turn. */
  nextTurn: () => Promise<void>
}

/** Days on which the gym is shut: in transactions of a few members, between the commands of the desks. */
export function shutDaysHandlers(parts: ShutDaysParts): Handlers<ShutDaysOperation> {
  const { store, writer, settings, newId, nextTurn } = parts
  return {
    'shutDays.list': async () => ({
      shutDays: await Promise.all((await listShutDays(store.db, LISTED)).map((row) => shown(parts, row))),
    }),
    'shutDays.preview': ({ after = '', ...span }) => {
      const today = writer.counters.day.day
      requireNear(span, today)
      return joined(after, async (from) => {
        await nextTurn()
        const { hit, next } = await nextHit(store.db, { ...span, today, after: from }, settings)
        return { next, members: hit.length }
      })
    },
    'shutDays.add': (asked, caller) =>
      joined('', () =>
        writer.write((context) => creditNext(context, asked, { writer: caller, settings, newId })),
      ),
    'shutDays.takeBack': ({ id }, caller) =>
      joined('', () => writer.write((context) => takeBackNext(context, id, { writer: caller }))),
    'shutDays.members': async ({ id, after = '' }) => {
      const members = await listCreditedAfter(store.db, { id, after, limit: NAMED })
      return {
        members: members.map(({ id: memberId, full_name }) => ({ id: memberId, full_name })),
        next: members.length < NAMED ? null : (members.at(-1)?.id ?? null),
      }
    },
  }
}

/** As many parts as one answer has, as one. */
async function joined(after: string, read: (after: string) => Promise<ShutDaysPart>): Promise<ShutDaysPart> {
  let all: ShutDaysPart = { next: after, members: 0 }
  for (let looked = 0; looked < MEMBERS_A_PART && all.next !== null; looked += MEMBERS_AT_ONCE) {
    const { next, members } = await read(all.next)
    all = { next, members: all.members + members }
  }
  return all
}

async function shown({ store }: ShutDaysParts, row: ShutDaysTable): Promise<ShutDays> {
  const { id, starts_on: from, ends_on: until, reason, made_at, made_by, credited: members } = row
  const isLeft = row.taken_back_at !== null && (await isAnyCredited(store.db, id))
  return {
    ...{ id, from, until, reason, made_time: isoTime(made_at), made_by, members },
    state: stateOf(row, isLeft),
  }
}

/** `isLeft` of one that is taken back: whether anybody still has it. */
function stateOf({ credited_up_to, taken_back_at }: ShutDaysTable, isLeft: boolean): ShutDays['state'] {
  if (taken_back_at !== null) return isLeft ? 'taking_back' : 'taken_back'
  return credited_up_to === null ? 'credited' : 'crediting'
}
