import type { FastifyInstance } from 'fastify'
import { HubError } from '../protocol/errors.ts'
import type { CallerRules } from './caller.ts'

/** Files that are sent at once: each holds a descriptor, and a slow reader holds it long. */
const MAX_DOWNLOADS = { strangers: 8, known: 64 } as const

/** When somebody who found too many may try again: an installer is through in about that. */
const RETRY_AFTER_MS = 30_000

/** Bounds how many files of `downloads` are sent at once. Strangers have places of their own, so that they take none of the desks'. */
export function limitDownloads(downloads: FastifyInstance, { known, addressOf }: CallerRules): void {
  const going = { strangers: 0, known: 0 }
  downloads.addHook('onRequest', (request, reply, done) => {
    const who = known.isKnown(addressOf(request)) ? 'known' : 'strangers'
    if (going[who] >= MAX_DOWNLOADS[who]) {
      const details = { retryAfterMs: RETRY_AFTER_MS }
      done(new HubError('rate_limited', 'Too many files are being sent. Try again in a moment.', details))
      return
    }
    going[who] += 1
    reply.raw.once('close', () => (going[who] -= 1))
    done()
  })
}
