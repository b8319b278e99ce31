import type { Handover, HandoverVersion } from '../handover.ts'
import * as take from '../params.ts'
import type { MessageDesk, StaffMessage } from '../staff-messages.ts'
import { result, type Operation } from './operation.ts'

/** What desks tell each other. */
export const messagesOperations = {
  'messages.list': {
    summary: 'The last messages that this desk may see.',
    params: take.nothing,
    right: 'see',
    result: result<{ messages: StaffMessage[]; desks: MessageDesk[] }>(),
  },
  'messages.send': {
    summary: 'Sends a message to all desks or to one.',
    params: take.newMessage,
    right: 'work_the_desk',
    result: result<StaffMessage>(),
  },
  'messages.end': {
    summary: 'Ends a message.',
    params: take.knownMessage,
    right: 'work_the_desk',
    result: result<StaffMessage>(),
  },
  'messages.see': {
    summary: 'Marks a message as seen at this desk.',
    params: take.knownMessage,
    right: 'work_the_desk',
    result: result<StaffMessage>(),
  },
  'handover.read': {
    summary: 'The handover note and its versions.',
    params: take.nothing,
    right: 'see',
    result: result<Handover>(),
  },
  'handover.write': {
    summary: 'Writes the handover note.',
    params: take.writtenHandover,
    right: 'work_the_desk',
    result: result<HandoverVersion>(),
  },
  'handover.confirm': {
    summary: 'Marks a version of the handover note as read by the caller.',
    params: take.readHandover,
    right: 'work_the_desk',
    result: result<{ read: true }>(),
  },
} as const satisfies Record<string, Operation>
