import type { ImportMapping } from '../import-mapping.ts'
import { nothing } from '../params.ts'
import { knownMapping, type KeptMapping } from '../saved-mappings.ts'
import { result, type Operation } from './operation.ts'

/** What the columns of other products' files mean, kept for their next file. An import keeps it. */
export const importsOperations = {
  'mappings.list': {
    summary: "The kept mappings of other products' files, the newest first.",
    params: nothing,
    right: 'change_members',
    result: result<{ mappings: KeptMapping[] }>(),
  },
  'mappings.get': {
    summary: 'A kept mapping by its name.',
    params: knownMapping,
    right: 'change_members',
    result: result<{ mapping: ImportMapping }>(),
  },
  'mappings.remove': {
    summary: 'Forgets a kept mapping.',
    params: knownMapping,
    right: 'change_members',
    result: result<{ removed: true }>(),
  },
} as const satisfies Record<string, Operation>
