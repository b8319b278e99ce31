import type { z } from 'zod'
import { HubError } from '../protocol/errors.ts'
import {
  getMemberParams,
  memberHistoryParams,
  previewScanParams,
  searchMembersParams,
} from '../protocol/methods.ts'
import { shiftReportParams } from '../protocol/reports.ts'
import type { Asker, QueryContext } from './rule-context.ts'
import { dayCurve } from './day-curve.ts'
import { getMember } from './get-member.ts'
import { listClosings } from './list-closings.ts'
import { readMemberHistory } from './member-history.ts'
import { previewScan } from './scan.ts'
import { searchMembers } from './search-members.ts'
import { shiftReport } from './shift-report.ts'

/** Answers a question of a live desk, changing nothing. Throws a HubError for an unknown method or wrong parameters. */
export function answerRequest(
  context: QueryContext & { asker: Asker },
  method: string,
  params: unknown,
): Promise<object> {
  switch (method) {
    case 'members.search':
      return searchMembers(context, decode(searchMembersParams, params))
    case 'members.get':
      return getMember(context, decode(getMemberParams, params))
    case 'members.history':
      return readMemberHistory(context.db, decode(memberHistoryParams, params))
    case 'scans.preview':
      return previewScan(context, decode(previewScanParams, params))
    case 'reports.shift':
      return shiftReport(context, decode(shiftReportParams, params))
    case 'closings.list':
      return listClosings(context)
    case 'occupancy.curve':
      return dayCurve(context)
    default:
      throw new HubError('invalid_message', 'There is no such method.')
  }
}

function decode<Shape extends z.ZodType>(shape: Shape, params: unknown): z.output<Shape> {
  const decoded = shape.safeParse(params)
  if (decoded.success) return decoded.data
  throw new HubError('invalid_message', 'The parameters of this method are wrong.')
}
