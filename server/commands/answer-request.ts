import type { z } from 'zod'
import { HubError } from '../protocol/errors.ts'
import {
  getMemberParams,
  memberHistoryParams,
  previewScanParams,
  searchMembersParams,
} from '../protocol/methods.ts'
import { shiftReportParams } from '../protocol/reports.ts'
import type { Asker, Asking } from './circumstances.ts'
import { dayCurve } from './day-curve.ts'
import { getMember } from './get-member.ts'
import { listClosings } from './list-closings.ts'
import { readMemberHistory } from './member-history.ts'
import { previewScan } from './scan.ts'
import { searchMembers } from './search-members.ts'
import { shiftReport } from './shift-report.ts'

/** Answers a question of a live desk, changing nothing. Throws a HubError for an unknown method or wrong parameters. */
export function answerRequest(
  asking: Asking & { asker: Asker },
  method: string,
  params: unknown,
): Promise<object> {
  switch (method) {
    case 'members.search':
      return searchMembers(asking, decode(searchMembersParams, params))
    case 'members.get':
      return getMember(asking, decode(getMemberParams, params))
    case 'members.history':
      return readMemberHistory(asking.db, decode(memberHistoryParams, params))
    case 'scans.preview':
      return previewScan(asking, decode(previewScanParams, params))
    case 'reports.shift':
      return shiftReport(asking, decode(shiftReportParams, params))
    case 'closings.list':
      return listClosings(asking)
    case 'occupancy.curve':
      return dayCurve(asking)
    default:
      throw new HubError('invalid_message', 'There is no such method.')
  }
}

function decode<Shape extends z.ZodType>(shape: Shape, params: unknown): z.output<Shape> {
  const decoded = shape.safeParse(params)
  if (decoded.success) return decoded.data
  throw new HubError('invalid_message', 'The parameters of this method are wrong.')
}
