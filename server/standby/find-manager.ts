import { createPasswords } from '../auth/passwords.ts'
import { meantUsername } from '../auth/credential-policy.ts'
import { hasRight } from '../protocol/rights.ts'
import type { Actor } from '../store/audit-log.ts'
import { openReadOnly } from '../store/open-copy.ts'
import { findStaffByUsername } from '../store/staff.ts'

/** Whoever is at this PC; nobody else waits for a turn. */
const HERE = { name: 'command line', isKnown: true }

/** The manager of a copy whose password this is; null where there is none. */
export async function findManager(
  file: string,
  asked: { username: string; password: string },
): Promise<Actor | null> {
  const reader = openReadOnly(file)
  try {
    const staff = await findStaffByUsername(reader.db, meantUsername(asked.username))
    const isRight = await createPasswords().verify(staff?.password_hash ?? null, asked.password, HERE)
    if (!isRight || !staff || staff.disabled_at !== null || !hasRight(staff.role, 'manage_desks')) return null
    return { id: staff.id, deskId: null }
  } finally {
    await reader.close()
  }
}
