import type { AuditedChange } from '../accounts.ts'
import type { LanState } from '../lan.ts'
import * as take from '../params.ts'
import { shiftReportParams, type DayReport, type ShiftReport } from '../reports.ts'
import { result, type Operation } from './operation.ts'

/** The gym’s day in numbers, and the hub itself. */
export const hubOperations = {
  'reports.shift': {
    summary: 'What was overridden, undone and refused, by oneself or by all.',
    params: shiftReportParams,
    right: 'see',
    result: result<ShiftReport>(),
  },
  'reports.day': {
    summary: 'What was overridden, undone and refused on a day, and by whom.',
    params: take.reportedDay,
    right: 'read_audit',
    result: result<DayReport>(),
  },
  'audit.list': {
    summary: 'The audit log, the oldest commit first.',
    params: take.auditPage,
    right: 'read_audit',
    result: result<{ entries: AuditedChange[] }>(),
  },
  'network.read': {
    summary: 'Whether and where other PCs reach the hub.',
    params: take.nothing,
    right: 'manage_desks',
    result: result<LanState>(),
  },
  'network.switch': {
    summary: 'Opens the hub to the network, or closes it.',
    params: take.network,
    right: 'manage_desks',
    result: result<LanState>(),
  },
  'clock.confirm': {
    summary: 'Says that the clock of the hub’s PC is right, where the hub does not believe it.',
    params: take.nothing,
    right: 'confirm_clock',
    result: result<{ now: string }>(),
  },
  'diagnostics.read': {
    summary: 'Diagnostics without personal data.',
    params: take.nothing,
    right: 'see_inside',
    result: result<object>(),
  },
} as const satisfies Record<string, Operation>
