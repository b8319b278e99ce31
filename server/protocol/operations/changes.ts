import { undoneManyChange, undonePreview, type MadeChange, type UndonePart } from '../changes.ts'
import { z } from 'zod'
import { result, type Operation } from './operation.ts'

/** Changes of many members that can be taken back. */
export const changesOperations = {
  'changes.list': {
    summary: 'The imports of the last 30 days, with what they did.',
    params: z.object({}),
    right: 'change_members',
    result: result<{ changes: MadeChange[] }>(),
  },
  'changes.preview': {
    summary: 'What taking an import back would do, some members at a time. Changes nothing.',
    params: undonePreview,
    right: 'change_members',
    result: result<UndonePart>(),
  },
  'changes.undo': {
    summary: 'Takes an import back, some members at a time: asked again until none is left.',
    params: undoneManyChange,
    right: 'change_members',
    result: result<UndonePart>(),
  },
} as const satisfies Record<string, Operation>
