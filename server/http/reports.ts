import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { shiftCsv } from '../commands/reports/shift-report.ts'
import { readCaller, requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { madeAsRead } from './made-as-read.ts'
import { reportedDay } from '../protocol/params.ts'
import type { DayReport } from '../protocol/reports.ts'
import { decodeParams } from '../protocol/decode-params.ts'

const shiftQuery = reportedDay.extend({
  format: z.enum(['csv', 'json']).default('csv'),
})

const ledgerQuery = z.object({ from: z.iso.date().optional(), to: z.iso.date().optional() })

/** Reports as files, for managers. */
export function serveReports(http: FastifyInstance, rules: CallerRules): void {
  http.get(
    '/api/v1/reports/shift',
    says('What was overridden, undone and refused on a day, and by whom.', { query: shiftQuery }),
    async (request, reply) => {
      const { day, format } = decodeParams(shiftQuery, request.query)
      const report = (await rules.hub.call('reports.day', { day }, readCaller(request, rules))) as DayReport
      if (format === 'json') return report
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="shift-${report.day}.csv"`)
        .send(shiftCsv(report.entries))
    },
  )
  http.get(
    '/api/v1/ledger.csv',
    says('Exports the ledger of some business days, the oldest entry first.', { query: ledgerQuery }),
    (request, reply) => {
      requireCaller(request, rules, 'read_audit')
      const { from = null, to = null } = decodeParams(ledgerQuery, request.query)
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="ledger.csv"')
        .send(madeAsRead(rules.hub.exportLedger({ from, to })))
    },
  )
}
