import { HubError } from '../../protocol/errors.ts'
import { MAX_SAVED_FILTERS, type MemberFilters, type SavedFilter } from '../../protocol/follow-up.ts'
import type { Actor } from '../../store/audit-log.ts'
import type { Db } from '../../store/database.ts'
import { deleteFilter, listSavedFilters, saveFilter } from '../../store/saved-filters.ts'
import type { SavedFiltersTable } from '../../store/tables/lists.ts'
import type { WriteContext } from '../../store/write.ts'

/** Lists of members that have a name, the same at every desk. */
export async function readFilters(db: Db): Promise<{ filters: SavedFilter[] }> {
  return { filters: (await listSavedFilters(db)).map(filterOf) }
}

/** Names a list, or changes what is behind a name. Throws `invalid_message` where the name is taken, and for one too many. */
export async function nameFilter(
  context: WriteContext,
  { id, name, filters }: SavedFilter,
  actor: Actor,
): Promise<SavedFilter> {
  const { tx, now } = context
  const others = (await listSavedFilters(tx)).filter((other) => other.id !== id)
  if (others.some((other) => other.name.toLowerCase() === name.toLowerCase()))
    throw new HubError('invalid_message', 'There is a list with this name. Choose another name.', {
      field: 'name',
    })
  if (others.length >= MAX_SAVED_FILTERS)
    throw new HubError('invalid_message', `There are ${MAX_SAVED_FILTERS} saved lists. Remove one first.`)
  await saveFilter(tx, { id, name, filters: JSON.stringify(filters), made_at: now, made_by: actor.id })
  context.append({ type: 'settings_changed', at: now }, {})
  context.audit({ actor, action: 'filter_saved', details: { filter: id, name } })
  return { id, name, filters }
}

/** Forgets one. Doing it again changes nothing. */
export async function forgetFilter(context: WriteContext, id: string, actor: Actor): Promise<{ id: string }> {
  const known = (await listSavedFilters(context.tx)).find((filter) => filter.id === id)
  if (!known) return { id }
  await deleteFilter(context.tx, id)
  context.append({ type: 'settings_changed', at: context.now }, {})
  context.audit({ actor, action: 'filter_removed', details: { filter: id, name: known.name } })
  return { id }
}

function filterOf({ id, name, filters }: SavedFiltersTable): SavedFilter {
  return { id, name, filters: JSON.parse(filters) as MemberFilters }
}
