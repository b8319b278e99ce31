import { z } from 'zod'
import { text } from './client-frames.ts'
import {
  FOLLOW_UP_LISTS,
  MAX_ABOUT_CHARACTERS,
  MAX_CONVERSATION_CHARACTERS,
  MAX_FILTER_NAME_CHARACTERS,
} from './follow-up.ts'
import { MEMBER_TEXT_CHARACTERS } from './member-fields.ts'
import { LISTED_STATES, MAX_ENDING_DAYS, MEMBER_ORDERS } from './member-list.ts'

const id = z.guid().toLowerCase()

export const followUpList = z.object({ list: z.enum(FOLLOW_UP_LISTS) })

/** The conversations with one member. */
export const conversationsOfMember = z.object({ memberId: id })

/** A conversation that no list asked for: without words it would say nothing. */
export const freeConversation = conversationsOfMember.extend({
  conversationId: id,
  note: text(MAX_CONVERSATION_CHARACTERS).trim().min(1),
})

/** The conversation's id is made by whoever asks, so that asking again makes no second one. */
export const conversation = followUpList.extend({
  memberId: id,
  conversationId: id,
  about: z.string().max(MAX_ABOUT_CHARACTERS),
  /** False puts the member back on the list. */
  spoken: z.boolean().default(true),
  note: text(MAX_CONVERSATION_CHARACTERS).trim().default(''),
})

const state = z.enum(LISTED_STATES).nullable()

export const knownFilter = z.object({ id })
export const savedFilter = knownFilter.extend({
  name: text(MAX_FILTER_NAME_CHARACTERS).trim().min(1),
  filters: z.object({
    plan: z.string().max(MEMBER_TEXT_CHARACTERS.membership_type).nullable(),
    state,
    also: state,
    days: z.int().min(1).max(MAX_ENDING_DAYS),
    order: z.enum(MEMBER_ORDERS),
  }),
})
