import { twoPeople, type DuplicateList } from '../duplicates.ts'
import { nothing } from '../params.ts'
import { result, type Operation } from './operation.ts'

/** Members who may be one person, and those who were made one. */
export const duplicatesOperations = {
  'duplicates.list': {
    summary: 'Pairs of members who may be one person, the likeliest first.',
    params: nothing,
    right: 'change_members',
    result: result<DuplicateList>(),
  },
  'duplicates.dismiss': {
    summary: 'Says that two members are two people: they are listed as a pair no more.',
    params: twoPeople,
    right: 'change_members',
    result: result<{ memberId: string; otherId: string }>(),
  },
} as const satisfies Record<string, Operation>
