import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter } from '../../store/write.ts'
import type { Handlers } from '../handlers.ts'
import type { Fingerprints } from '../members/audited-member.ts'
import type { ListContext } from '../members/list-members.ts'
import { listConversations, listFollowUps, speakTo } from './follow-ups.ts'
import { forgetFilter, nameFilter, readFilters } from './saved-filters.ts'

type ListOperation =
  | 'followUps.list'
  | 'followUps.speak'
  | 'conversations.list'
  | 'conversations.add'
  | 'filters.list'
  | 'filters.save'
  | 'filters.remove'

interface ListParts {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write'>
  context: () => ListContext
  fingerprints: Fingerprints
}

/** Lists of members to act on, and lists that have a name. */
export function listHandlers({ store, writer, context, fingerprints }: ListParts): Handlers<ListOperation> {
  return {
    'followUps.list': (params) => listFollowUps(context(), params),
    'followUps.speak': (params, caller) =>
      writer.write((write) => speakTo(write, params, { writer: caller, fingerprints })),
    'conversations.list': (params) => listConversations(store.db, params),
    'conversations.add': (params, caller) =>
      writer.write((write) =>
        speakTo(
          write,
          { ...params, list: 'none', about: '', spoken: true },
          { writer: caller, fingerprints },
        ),
      ),
    'filters.list': () => readFilters(store.db),
    'filters.save': (params, caller) => writer.write((write) => nameFilter(write, params, caller)),
    'filters.remove': ({ id }, caller) => writer.write((write) => forgetFilter(write, id, caller)),
  }
}
