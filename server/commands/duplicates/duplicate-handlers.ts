import type { GymSettings } from '../../domain/gym-settings.ts'
import { oneAtATime } from '../../platform/one-at-a-time.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter } from '../../store/write.ts'
import type { Fingerprints } from '../members/audited-member.ts'
import type { Checksum } from '../members/file/versions.ts'
import type { Handlers } from '../handlers.ts'
import { dismissDuplicate } from './dismiss-duplicate.ts'
import { findDuplicates, type DuplicatesContext } from './find-duplicates.ts'
import { listMadeMerges } from './list-merges.ts'
import { mergeMembers } from './merge-members.ts'
import { previewMerge } from './preview-merge.ts'
import { unmergeMembers } from './unmerge-members.ts'

type DuplicateOperation =
  | 'duplicates.list'
  | 'duplicates.dismiss'
  | 'merges.preview'
  | 'members.merge'
  | 'merges.list'
  | 'merges.undo'

interface DuplicateParts extends Omit<DuplicatesContext, 'db'> {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write' | 'counters'>
  settings: GymSettings
  fingerprints: Fingerprints
  checksum: Checksum
  newId: () => string
  trustedNow: () => number
}

/** Looks for members who may be one person, makes them one, and two again. */
export function duplicateHandlers(parts: DuplicateParts): Handlers<DuplicateOperation> {
  const { store, writer, settings, openComparing, nextTurn } = parts
  const find = oneAtATime(() => findDuplicates({ db: store.db, openComparing, nextTurn }))
  return {
    'duplicates.list': () => find(),
    'duplicates.dismiss': (params, actor) =>
      writer.write((context) => dismissDuplicate(context, params, actor)),
    'merges.preview': (params) => previewMerge({ db: store.db, today: writer.counters.day.day }, params),
    'members.merge': (params, actor) =>
      writer.write((context) => mergeMembers({ ...context, settings }, params, { actor, ...parts }), {
        // All that refers to the one who goes is moved before.
        removesMembers: true,
      }),
    'merges.list': () => listMadeMerges(store.db, parts.trustedNow()),
    'merges.undo': (params, actor) =>
      writer.write((context) => unmergeMembers({ ...context, settings }, params, { actor })),
  }
}
