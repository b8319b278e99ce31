import { oneAtATime } from '../../platform/one-at-a-time.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter } from '../../store/write.ts'
import type { Handlers } from '../handlers.ts'
import { dismissDuplicate } from './dismiss-duplicate.ts'
import { findDuplicates, type DuplicatesContext } from './find-duplicates.ts'

type DuplicateOperation = 'duplicates.list' | 'duplicates.dismiss'

interface DuplicateParts extends Omit<DuplicatesContext, 'db'> {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write'>
}

/** Looks for members who may be one person, and keeps what people say of them. */
export function duplicateHandlers({
  store,
  writer,
  ...comparing
}: DuplicateParts): Handlers<DuplicateOperation> {
  const find = oneAtATime(() => findDuplicates({ db: store.db, ...comparing }))
  return {
    'duplicates.list': () => find(),
    'duplicates.dismiss': (params, actor) =>
      writer.write((context) => dismissDuplicate(context, params, actor)),
  }
}
