import { isAbsolute } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { requireCommandLine, type CallerRules } from './caller.ts'
import { decodeStrictly } from '../protocol/decode-params.ts'

const backupBody = z.object({ file: z.string().max(4_096).refine(isAbsolute) })

/** Backups and checks on behalf of the command line, which names a file of this machine by its whole path. */
export function serveBackup(http: FastifyInstance, rules: CallerRules): void {
  http.post('/api/v1/backup', (request) => {
    requireCommandLine(request, rules)
    return rules.hub.backup(decodeStrictly(backupBody, request.body).file)
  })
  http.get('/api/v1/check', (request) => {
    requireCommandLine(request, rules)
    return rules.hub.check()
  })
}
