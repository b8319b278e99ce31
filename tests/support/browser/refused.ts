import Sqlite from 'better-sqlite3'
import { join } from 'node:path'
import { launchBrowser } from './browser.ts'
import { addPerson, openAccountDesk } from './people.ts'
import { startHub } from '../hub/hub.ts'

/** What the stage says of somebody who was let in against a rule. */
export const GRANTED_ANYWAY = { verdict: 'granted_with_warning', reason: 'ok_in' }

/** What the hub has kept of who was let in against which rule, oldest first. */
export function overridesIn(folder: string): unknown[] {
  const file = new Sqlite(join(folder, 'frontdesk.sqlite'), { readonly: true })
  const rows = file.prepare('select refusal, reason, approved_by from overrides order by at').all()
  file.close()
  return rows
}

/** A hub of its own, and a desk at which Anna is signed in, a receptionist. */
export async function openAnna() {
  const hub = await startHub()
  await addPerson(hub, { username: 'anna' })
  const desk = await openAccountDesk(await launchBrowser(), hub, 'anna')
  const { page } = desk
  const dialog = page.getByRole('dialog')
  const step = (name: string) => page.getByRole('contentinfo').getByText(name)
  return { hub, desk, page, dialog, step }
}
