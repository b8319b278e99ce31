import { createAccounts, type Accounts } from '../../../server/auth/accounts.ts'
import { createPasswords, type Passwords } from '../../../server/auth/passwords.ts'
import { sharedSecret } from '../../../server/auth/secret.ts'
import { createRevocationCache } from '../../../server/auth/session-status.ts'
import { newTimeOrderedId } from '../../../server/platform/uuid-v7.ts'
import type { Core } from '../../../server/hub/core.ts'

type Work = 'hash' | 'verify'

/** Real passwords, of which the test holds some while they are compared or hashed. */
export interface HeldPasswords {
  passwords: Passwords
  /** Holds so many of the next ones, and none after them; `begun` resolves when all of those wait. */
  hold: (work: Work, count?: number) => { begun: Promise<null>; release: () => void }
}

export function heldPasswords(): HeldPasswords {
  const real = createPasswords()
  const waits = new Map<Work, () => Promise<unknown>>()
  return {
    passwords: {
      ...real,
      async hash(secret) {
        await waits.get('hash')?.()
        return real.hash(secret)
      },
      async verify(stored, secret, from) {
        await waits.get('verify')?.()
        return real.verify(stored, secret, from)
      },
    },
    hold(work, count = 1) {
      const [begun, released] = [Promise.withResolvers<null>(), Promise.withResolvers<null>()]
      let left = count
      waits.set(work, () => {
        left -= 1
        if (left === 0) {
          waits.delete(work)
          begun.resolve(null)
        }
        return released.promise
      })
      return { begun: begun.promise, release: () => released.resolve(null) }
    },
  }
}

/** The accounts of a hub whose passwords are in the test's hand. */
export function accountsWith({ store, writer, known }: Core, passwords: Passwords): Accounts {
  return createAccounts({
    ...{ store, writer, known, passwords, now: Date.now, revocations: createRevocationCache() },
    signing: { secret: { ...sharedSecret('x'.repeat(43), null), site: 'main' }, newId: newTimeOrderedId },
  })
}
