import type { Conversation, FollowUpReply, MemberConversation, SavedFilter } from '../follow-up.ts'
import * as take from '../follow-up-params.ts'
import { nothing } from '../params.ts'
import { result, type Operation } from './operation.ts'

/** Lists of members to act on, and lists that have a name. */
export const listsOperations = {
  'followUps.list': {
    summary: 'Members of a list whom somebody should speak to, the most urgent first.',
    params: take.followUpList,
    right: 'work_the_desk',
    result: result<FollowUpReply>(),
  },
  'followUps.speak': {
    summary: 'Notes that somebody spoke to a member of a list, or puts them back on it.',
    params: take.conversation,
    right: 'work_the_desk',
    result: result<Conversation>(),
  },
  'conversations.list': {
    summary: 'Who spoke to a member, when, and what came of it, the newest first.',
    params: take.conversationsOfMember,
    right: 'work_the_desk',
    result: result<{ conversations: MemberConversation[] }>(),
  },
  'conversations.add': {
    summary: 'Notes that somebody spoke to a member, whichever list they are on.',
    params: take.freeConversation,
    right: 'work_the_desk',
    result: result<Conversation>(),
  },
  'filters.list': {
    summary: 'Lists of members that have a name, in the order of their names.',
    params: nothing,
    right: 'see',
    result: result<{ filters: SavedFilter[] }>(),
  },
  'filters.save': {
    summary: 'Gives a list of members a name, for every desk.',
    params: take.savedFilter,
    right: 'work_the_desk',
    result: result<SavedFilter>(),
  },
  'filters.remove': {
    summary: 'Forgets a list of members that has a name.',
    params: take.knownFilter,
    right: 'work_the_desk',
    result: result<{ id: string }>(),
  },
} as const satisfies Record<string, Operation>
