import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { shiftCsv } from '../commands/shift-report.ts'
import { requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import { readBody } from './read-body.ts'

const shiftQuery = z.object({
  /** The business day; today where it is not said. */
  day: z.iso.date().optional(),
  format: z.enum(['csv', 'json']).default('csv'),
})

/** Reports as files, for managers. */
export function serveReports(http: FastifyInstance, rules: CallerRules): void {
  http.get(
    '/api/v1/reports/shift',
    says('What was overridden, undone and refused on a day, and by whom.', { query: shiftQuery }),
    async (request, reply) => {
      requireCaller(request, rules, 'read_audit')
      const { day, format } = readBody(shiftQuery, request.query)
      const report = await rules.hub.dayReport(day)
      if (format === 'json') return report
      return reply
        .header('content-type', 'text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="shift-${report.day}.csv"`)
        .send(shiftCsv(report.entries))
    },
  )
}
