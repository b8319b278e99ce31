import {
  knownMerge,
  memberMerge,
  twoMembers,
  type DuplicateList,
  type MadeMerge,
  type MergePreview,
  type UndoneMerge,
} from '../duplicates.ts'
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
    params: twoMembers,
    right: 'change_members',
    result: result<{ memberId: string; otherId: string }>(),
  },
  'merges.preview': {
    summary: 'What merging two members would do, and what can be chosen of each.',
    params: twoMembers,
    right: 'change_members',
    result: result<MergePreview>(),
  },
  'members.merge': {
    summary: 'Makes two members one: all that belongs to the one who goes is given to the one who stays.',
    params: memberMerge,
    right: 'change_members',
    result: result<{ id: string; memberId: string }>(),
  },
  'merges.list': {
    summary: 'The merges of the last 30 days that can be undone, the newest first.',
    params: nothing,
    right: 'change_members',
    result: result<{ merges: MadeMerge[] }>(),
  },
  'merges.undo': {
    summary: 'Makes two members of one again; what came since stays with the one who stayed.',
    params: knownMerge,
    right: 'change_members',
    result: result<UndoneMerge>(),
  },
} as const satisfies Record<string, Operation>
