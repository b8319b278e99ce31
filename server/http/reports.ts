import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { Caller } from '../auth/caller.ts'
import { auditCsv } from '../commands/reports/audit-csv.ts'
import { shiftCsv } from '../commands/reports/shift-report.ts'
import { readCaller, requireCaller, type CallerRules } from './caller.ts'
import { says } from './description.ts'
import type { AuditedChange } from '../protocol/accounts.ts'
import { reportedDay } from '../protocol/params.ts'
import type { DayReport } from '../protocol/reports.ts'
import { decodeParams } from '../protocol/decode-params.ts'
import { sendTable, TABLE_FORMATS } from './send-table.ts'

const shiftQuery = reportedDay.extend({
  format: z.enum([...TABLE_FORMATS, 'json']).default('csv'),
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
      return sendTable(reply, { name: `shift-${report.day}`, format, csv: [shiftCsv(report.entries)] })
    },
  )
  for (const format of TABLE_FORMATS) {
    http.get(
      `/api/v1/ledger.${format}`,
      says('Exports the ledger of some business days, the oldest entry first.', { query: ledgerQuery }),
      (request, reply) => {
        requireCaller(request, rules, 'read_audit')
        const { from = null, to = null } = decodeParams(ledgerQuery, request.query)
        return sendTable(reply, { name: 'ledger', format, csv: rules.hub.exportLedger({ from, to }) })
      },
    )
    http.get(
      `/api/v1/audit.${format}`,
      says('Exports the audit log, the oldest entry first.'),
      (request, reply) => {
        const caller = requireCaller(request, rules, 'read_audit')
        return sendTable(reply, { name: 'audit', format, csv: auditCsv(allAudited(rules, caller)) })
      },
    )
  }
}

async function* allAudited({ hub }: CallerRules, caller: Caller): AsyncGenerator<readonly AuditedChange[]> {
  for (let after = 0; ;) {
    const { entries } = (await hub.call('audit.list', { after }, caller)) as { entries: AuditedChange[] }
    yield entries
    const last = entries.at(-1)
    if (!last) return
    after = last.seq
  }
}
