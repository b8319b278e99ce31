import { nothing } from '../params.ts'
import {
  knownShutDays,
  membersOfShutDays,
  newShutDays,
  shutDaysPreview,
  type ShutDays,
  type ShutDaysMembers,
  type ShutDaysPart,
} from '../shut-days.ts'
import { result, type Operation } from './operation.ts'

/** Days on which the gym is shut. */
export const shutDaysOperations = {
  'shutDays.list': {
    summary: 'The days on which the gym was shut or will be, the newest first.',
    params: nothing,
    right: 'manage_plans',
    result: result<{ shutDays: ShutDays[] }>(),
  },
  'shutDays.preview': {
    summary: 'How many members would get such days back, some members at a time. Changes nothing.',
    params: shutDaysPreview,
    right: 'manage_plans',
    result: result<ShutDaysPart>(),
  },
  'shutDays.add': {
    summary:
      'Gives days on which the gym is shut back to all whom they hit, some members at a time: asked again until none is left.',
    params: newShutDays,
    right: 'manage_plans',
    result: result<ShutDaysPart>(),
  },
  'shutDays.takeBack': {
    summary: 'Takes such days back, some members at a time: asked again until none is left.',
    params: knownShutDays,
    right: 'manage_plans',
    result: result<ShutDaysPart>(),
  },
  'shutDays.members': {
    summary: 'Whom such days are credited to, a page at a time.',
    params: membersOfShutDays,
    right: 'manage_plans',
    result: result<ShutDaysMembers>(),
  },
} as const satisfies Record<string, Operation>
