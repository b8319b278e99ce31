import { HubError } from '../../protocol/errors.ts'
import type { ImportMapping } from '../../protocol/import-mapping.ts'
import { MAX_SAVED_MAPPINGS, type NamedMapping } from '../../protocol/saved-mappings.ts'
import type { Actor } from '../../store/audit-log.ts'
import type { Db } from '../../store/database.ts'
import { deleteMapping, listSavedMappings, saveMapping } from '../../store/saved-mappings.ts'
import type { OpenedStore } from '../../store/store.ts'
import type { GroupWriter, WriteContext } from '../../store/write.ts'
import type { Handlers } from '../handlers.ts'

interface MappingParts {
  store: Pick<OpenedStore, 'db'>
  writer: Pick<GroupWriter, 'write'>
}

/** Mappings that were kept for the next file of the same form. */
export function mappingHandlers({
  store,
  writer,
}: MappingParts): Handlers<'mappings.list' | 'mappings.get' | 'mappings.remove'> {
  return {
    'mappings.list': async () => ({
      mappings: (await readMappings(store.db)).map(({ name, mapping: { columns } }) => ({
        name,
        columns: columns.filter(({ field }) => field !== null).length,
      })),
    }),
    'mappings.get': async ({ name }) => {
      const known = (await readMappings(store.db)).find((one) => keyOf(one.name) === keyOf(name))
      if (!known)
        throw new HubError('invalid_message', 'No mapping is kept under this name.', { field: 'name' })
      return { mapping: known.mapping }
    },
    'mappings.remove': ({ name }, caller) => writer.write((context) => forgetMapping(context, name, caller)),
  }
}

/** All of them, the newest first. */
export async function readMappings(db: Db): Promise<NamedMapping[]> {
  const rows = await listSavedMappings(db)
  return rows.map(({ name, mapping }) => ({ name, mapping: JSON.parse(mapping) as ImportMapping }))
}

/** Throws where one of this name would be one too many: asked before a file is taken over. */
export async function requireRoomFor(db: Db, name: string): Promise<void> {
  const others = (await listSavedMappings(db)).filter(({ key }) => key !== keyOf(name))
  if (others.length >= MAX_SAVED_MAPPINGS)
    throw new HubError(
      'invalid_message',
      `There are ${MAX_SAVED_MAPPINGS} kept mappings. Forget one first.`,
      { field: 'keep' },
    )
}

/** Keeps a mapping for the next file, in place of the one of the same name. */
export async function keepMapping(
  { tx, now, audit }: WriteContext,
  { name, mapping }: NamedMapping,
  actor: Actor,
): Promise<void> {
  await saveMapping(tx, {
    ...{ key: keyOf(name), name, mapping: JSON.stringify(mapping) },
    ...{ made_at: now, made_by: actor.id },
  })
  audit({ actor, action: 'mapping_kept', details: { name, source: mapping.source } })
}

/** Doing it again changes nothing. */
async function forgetMapping(
  { tx, audit }: WriteContext,
  name: string,
  actor: Actor,
): Promise<{ removed: true }> {
  const known = (await listSavedMappings(tx)).find(({ key }) => key === keyOf(name))
  if (!known) return { removed: true }
  await deleteMapping(tx, known.key)
  audit({ actor, action: 'mapping_forgotten', details: { name: known.name } })
  return { removed: true }
}

const keyOf = (name: string): string => name.toLowerCase()
